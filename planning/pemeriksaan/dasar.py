"""What a check is, what it returns, and the small helpers all of them share."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from accounts.roles import Peran
from planning.models import Alokasi, BarisAnggaran, DokumenAnggaran
from planning.pemeriksaan.lingkup import Lingkup
from posyandu_app.lib import kode as kode_lib
from registry.models import Posyandu

NOL = Decimal(0)


class Tingkat(StrEnum):
    """How much a finding weighs. `blok`: what it says must not stand in a published figure."""

    BLOK = "blok"
    TINGGI = "tinggi"
    PERINGATAN = "peringatan"
    INFO = "info"


NAMA_TINGKAT = {
    Tingkat.BLOK: "Blok",
    Tingkat.TINGGI: "Peringatan tinggi",
    Tingkat.PERINGATAN: "Peringatan",
    Tingkat.INFO: "Info",
}


@dataclass(frozen=True, kw_only=True)
class Kandidat:
    """What one check found about one object. `objek` is the same at every run: it is the finding's key."""

    objek: str
    wilayah: str
    kalimat: str
    nilai: Decimal | None = None
    pemilik: str
    dokumen: int | None = None
    baris: int | None = None
    alokasi: int | None = None
    posyandu: int | None = None


Pemeriksa = Callable[[Lingkup], Iterable[Kandidat]]


@dataclass(frozen=True, kw_only=True)
class Pemeriksaan:
    """One check of the study's list (section 6.2): code, name, weight, what it means, what to do about it.

    `dinas`: among the ten the Dinas sees first. `per_dokumen`: what it finds about a document depends on that document
    and what points to it, so it runs on every change of it; the others need the whole region and run at night.
    `tak_terlihat`: what it cannot see of what auditors look for; said on the page, so that silence is no clearance.
    """

    kode: str
    nama: str
    tingkat: Tingkat
    arti: str
    tindakan: str
    sumber: str
    periksa: Pemeriksa
    dinas: bool = False
    per_dokumen: bool = False
    tak_terlihat: str = ""

    @property
    def nama_tingkat(self) -> str:
        return NAMA_TINGKAT[self.tingkat]


def pemilik(wilayah: str) -> str:
    """The desk a finding waits at: the village's for its own documents, else the planner's."""
    return Peran.OPERATOR_DESA if kode_lib.tingkat(wilayah) == "desa" else Peran.PERENCANA


def tentang_dokumen(d: DokumenAnggaran, kalimat: str, nilai: Decimal | None = None, *, ekor: str = "") -> Kandidat:
    w = d.wilayah_id
    objek = f"planning.dokumenanggaran:{d.pk}{ekor}"
    return Kandidat(objek=objek, wilayah=w, kalimat=kalimat, nilai=nilai, pemilik=pemilik(w), dokumen=d.pk)


def tentang_baris(b: BarisAnggaran, kalimat: str, nilai: Decimal | None = None, *, ekor: str = "") -> Kandidat:
    w = b.dokumen.wilayah_id
    return Kandidat(
        objek=f"planning.barisanggaran:{b.pk}{ekor}",
        wilayah=w,
        kalimat=kalimat,
        nilai=nilai,
        pemilik=pemilik(w),
        dokumen=b.dokumen_id,
        baris=b.pk,
    )


def tentang_alokasi(a: Alokasi, kalimat: str, nilai: Decimal | None = None, *, ekor: str = "") -> Kandidat:
    """The line's government answers for it, wherever the unit lies."""
    w = a.baris.dokumen.wilayah_id
    return Kandidat(
        objek=f"planning.alokasi:{a.pk}{ekor}",
        wilayah=w,
        kalimat=kalimat,
        nilai=nilai,
        pemilik=pemilik(w),
        dokumen=a.baris.dokumen_id,
        baris=a.baris_id,
        alokasi=a.pk,
        posyandu=a.posyandu_id,
    )


def tentang_unit(p: Posyandu, kalimat: str, nilai: Decimal | None = None, *, ekor: str = "") -> Kandidat:
    return Kandidat(
        objek=f"registry.posyandu:{p.pk}{ekor}",
        wilayah=p.wilayah_id,
        kalimat=kalimat,
        nilai=nilai,
        pemilik=Peran.OPERATOR_DESA,
        posyandu=p.pk,
    )


def lipat(teks: str) -> str:
    """A name for comparison: small letters, without signs, single spaces."""
    return " ".join(re.sub(r"[^\w]+", " ", teks.casefold()).split())


def ada_kata(teks: str, kata: Iterable[str]) -> bool:
    """Does one of the words begin a word of the text?"""
    isi = f" {lipat(teks)}"
    return any(f" {lipat(k)}" in isi for k in kata)


def kelompok(rows: Iterable[Any], kunci: Callable[[Any], Any]) -> dict[Any, list[Any]]:
    hasil: dict[Any, list[Any]] = {}
    for row in rows:
        hasil.setdefault(kunci(row), []).append(row)
    return hasil
