"""Isi cepat: one row for each person, one column for each measure, for paper typed the next day on a desktop.

A page holds few people, so that it stays light; rows that were wrong keep what was typed and say why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.forms import BoundField

from accounts.models import User
from accounts.roles import Cap
from posyandu_app.lib.galat import Bentrok, Ditolak
from spm_services import katalog
from spm_services.actions import IsianKunjungan
from spm_services.actions.sesi import catat_susulan
from spm_services.forms import FormLangkah
from spm_services.forms.periksa import siapa_pada
from spm_services.katalog.cek import kata_angka
from spm_services.katalog.dasar import Desimal, JenisLayanan, Langkah
from spm_services.langkah import Orang, entri_langkah
from spm_services.models import KunjunganWarga, Rekaman, Sesi
from spm_services.papan_sesi import Baris, Daftar
from spm_services.tumbuh import batas

PER_HALAMAN = 25
UKUR = Langkah.PENGUKURAN


@dataclass(frozen=True)
class KolomCepat:
    """One column: a measure, of whichever service asks it of the person in the row."""

    kode: str
    label: str
    satuan: str


@dataclass
class SelCepat:
    """One cell: its field, with the ends of what is possible for this person; empty where it is not asked."""

    isian: BoundField | None = None
    bawah: str = ""
    atas: str = ""


@dataclass
class BarisCepat:
    """One person's row."""

    sesi: Sesi
    baris: Baris
    entri: list[JenisLayanan]
    form: FormLangkah
    galat: str = ""
    tersimpan: bool = False

    @cached_property
    def layanan(self) -> dict[str, str]:
        """{measure: service that asks it of this person}"""
        orang = Orang(self.baris.warga, self.baris.hari, self.baris.keadaan)
        ukuran = ((e, k) for e in reversed(self.entri) for k in e.isian)
        return {k.kode: e.kode for e, k in ukuran if isinstance(k, Desimal) and orang.ditanya(k)}

    def beres(self, rekaman: Iterable[Rekaman]) -> None:
        """Saved: the row is shown as stored now, ready to be changed again."""
        self.tersimpan = True
        self.form = buat_form(self.sesi, self.baris, self.entri, {r.layanan: r for r in rekaman})

    def sel(self, kolom: Iterable[KolomCepat]) -> list[SelCepat]:
        return [self._sel(k.kode) for k in kolom]

    def _sel(self, kode: str) -> SelCepat:
        if kode not in self.layanan:
            return SelCepat()
        umur = self.baris.warga.umur_bulan(self.baris.hari)
        entri = katalog.SEMUA[self.layanan[kode]]
        kolom = entri.kolom(kode)
        bawah, atas = (str(kolom.minimum), str(kolom.maksimum)) if isinstance(kolom, Desimal) else ("", "")
        if isinstance(kolom, Desimal) and kolom.batas:
            try:
                mungkin = batas.rentang(kolom.batas, umur, self.baris.warga.jenis_kelamin).mungkin
                bawah, atas = str(mungkin[0]), str(mungkin[1])
            except KeyError:  # a measure without a range by age: the entry's own ends hold
                pass
        return SelCepat(self.form[f"{entri.kode}-{kode}"], bawah, atas)

    @property
    def sembunyi(self) -> list[BoundField]:
        return [f for f in self.form if f.is_hidden]

    @property
    def pesan(self) -> list[str]:
        """What is wrong with the row as a whole."""
        return [*([self.galat] if self.galat else []), *(str(e) for e in self.form.non_field_errors())]


@dataclass
class TabelCepat:
    """One page of rows."""

    kolom: list[KolomCepat]
    rows: list[BarisCepat]
    halaman: int
    banyak: int
    beres: list[BarisCepat] = field(default_factory=list)

    @property
    def salah(self) -> list[BarisCepat]:
        return [r for r in self.rows if r.galat or r.form.errors]

    @property
    def sel(self) -> list[tuple[BarisCepat, list[SelCepat]]]:
        return [(r, r.sel(self.kolom)) for r in self.rows]


def _entri(baris: Baris) -> list[JenisLayanan]:
    return entri_langkah(UKUR, Orang(baris.warga, baris.hari, baris.keadaan))


def _kolom(rows: Sequence[tuple[Baris, Sequence[JenisLayanan]]]) -> list[KolomCepat]:
    """The measures asked of anybody in the group, in the catalogue's order."""
    ada: dict[str, KolomCepat] = {}
    for baris, entri_list in rows:
        orang = Orang(baris.warga, baris.hari, baris.keadaan)
        for k in (k for e in entri_list for k in e.isian):
            if isinstance(k, Desimal) and orang.ditanya(k):
                ada.setdefault(k.kode, KolomCepat(k.kode, k.label, k.satuan))
    return list(ada.values())


def tabel_cepat(daftar: Daftar, user: User, *, halaman: int = 1, data: Any = None) -> TabelCepat:
    """The rows of the chosen group: its members, and guests who came. Two queries beyond the roster."""
    semua = [b for b in daftar.semua if b.kelompok == daftar.pilih and (not b.tamu or b.kunjungan)]
    banyak = max(1, -(-len(semua) // PER_HALAMAN))
    halaman = min(max(1, halaman), banyak)
    tampil = semua[(halaman - 1) * PER_HALAMAN : halaman * PER_HALAMAN]
    isi = [(b, _entri(b)) for b in tampil]
    kini = _rekaman(daftar.sesi, user, tampil)
    rows = [
        BarisCepat(daftar.sesi, b, entri, buat_form(daftar.sesi, b, entri, kini.get(b.warga.pk, {}), data))
        for b, entri in isi
    ]
    return TabelCepat(_kolom(isi), rows, halaman, banyak)


def _rekaman(sesi: Sesi, user: User, rows: Sequence[Baris]) -> dict[int, dict[str, Rekaman]]:
    """{person: {service: record of the session}}"""
    ada = Rekaman.objects.for_user(user, Cap.LIHAT_CATATAN).berlaku()
    ada = ada.filter(kunjungan__sesi=sesi, warga__in=[b.warga.pk for b in rows])
    hasil: dict[int, dict[str, Rekaman]] = {}
    for r in ada.order_by("pk"):
        hasil.setdefault(r.warga_id or 0, {})[r.layanan] = r
    return hasil


def buat_form(
    sesi: Sesi, baris: Baris, entri: Sequence[JenisLayanan], kini: Mapping[str, Rekaman], data: Any = None
) -> FormLangkah:
    """The form of one row; whoever has not arrived yet has a visit that is not stored."""
    return FormLangkah(
        data,
        kunjungan=baris.kunjungan or KunjunganWarga(posyandu=sesi.posyandu, warga=baris.warga, tanggal=sesi.tanggal),
        langkah=UKUR,
        entri_list=entri,
        kini=kini,
        siapa=siapa_pada(baris.warga, baris.hari, baris.keadaan),
        prefix=baris.warga.uuid.hex,
    )


def simpan_cepat(tabel: TabelCepat, sesi: Sesi, *, actor: User) -> None:
    """Save each row that is right and was touched; a wrong one is left as typed. One person is saved whole or not."""
    for row in tabel.rows:
        if not row.form.is_valid() or not row.form.isian():
            continue
        try:
            isi = IsianKunjungan(row.form.isian(), row.form.versi)
            rekaman = catat_susulan(sesi, row.baris.warga, isi, actor=actor)
        except Bentrok as bentrok:
            row.galat = _kata_bentrok(bentrok.sekarang)
        except Ditolak as galat:
            row.galat = str(galat)
        else:
            row.beres(rekaman)
            tabel.beres.append(row)


def _kata_bentrok(rekaman: Rekaman) -> str:
    """Somebody else was faster: what is stored now, so that both texts are in sight."""
    ada = [
        f"{k.label} {kata_angka(rekaman.isian[k.kode])}"
        for k in rekaman.entri.isian
        if isinstance(k, Desimal) and rekaman.isian.get(k.kode) is not None
    ]
    return f"Sudah diisi dari tempat lain: {', '.join(ada)}. Muat ulang halaman untuk mengubahnya."
