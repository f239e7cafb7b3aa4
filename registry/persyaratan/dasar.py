"""The shapes of the checklist: what an item is, what it looks at, what comes out."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from posyandu_app.lib.bidang import NAMA
from registry.models import Jabatan, JenisSK, JenisSuratWilayah, Posyandu

Isi = Mapping[str, str]  # {label: what is there now}, as a reviewer reads it


class Keadaan(StrEnum):
    """ada: there · kurang: missing, holds the file back · peringatan: said, holds nothing back · tidak_berlaku."""

    ADA = "ada"
    KURANG = "kurang"
    PERINGATAN = "peringatan"
    TIDAK_BERLAKU = "tidak_berlaku"


@dataclass(frozen=True)
class SuratIsi:
    """A paper as an item sees it. `berlaku` on the day of the check."""

    pk: int
    jenis: str
    nomor: str
    tanggal: date
    penanda_tangan: str
    sampai: date | None
    berkas: int | None
    berlaku: bool

    @property
    def sebutan(self) -> str:
        semua = {**dict(JenisSK.choices), **dict(JenisSuratWilayah.choices)}
        return str(semua[self.jenis])


@dataclass(frozen=True)
class Duduk:
    """A person in a chair or a field, running on the day of the check. `pk` is the term's."""

    pk: int
    orang: int
    nama: str
    jabatan: str
    bidang: str
    mulai: date
    ber_nik: bool

    @property
    def sebutan(self) -> str:
        """The chair in words; for a kader the field."""
        if self.jabatan == Jabatan.KETUA_BIDANG:
            return f"Ketua bidang {NAMA[self.bidang].lower()}"
        return NAMA[self.bidang] if self.bidang else str(Jabatan(self.jabatan).label)


@dataclass(frozen=True)
class SasaranIsi:
    """The newest figure of one group that a unit serves."""

    jumlah: int
    asal: str
    sumber: str
    per_tanggal: date


@dataclass
class Bahan:
    """The live rows of one unit that the items look at, and what its region has set."""

    posyandu: Posyandu
    hari: date
    aturan: Mapping[str, Any] = field(default_factory=dict)
    sk: list[SuratIsi] = field(default_factory=list)
    surat_wilayah: list[SuratIsi] = field(default_factory=list)
    pengurus: list[Duduk] = field(default_factory=list)
    kader: list[Duduk] = field(default_factory=list)
    sasaran: dict[str, SasaranIsi] = field(default_factory=dict)  # by group; one without a figure is not there

    def surat(self, jenis: str) -> SuratIsi | None:
        """The paper of that kind that counts: one in force before one that ran out, the newest first."""
        rows = [s for s in (*self.sk, *self.surat_wilayah) if s.jenis == jenis]
        return max(rows, key=lambda s: (s.berlaku, s.tanggal, s.pk), default=None)

    def kursi(self, jabatan: str) -> list[Duduk]:
        return [p for p in self.pengurus if p.jabatan == jabatan]


Hasilnya = tuple[Keadaan, str]
ADA: Hasilnya = (Keadaan.ADA, "")


@dataclass(frozen=True)
class Syarat:
    """One item. `periksa` says its state and, unless it is there, what is missing in words; `isi` what it holds."""

    kode: str
    nama: str
    kelompok: str
    bagian: str  # the place that mends it, a key of ALAMAT
    periksa: Callable[[Bahan], Hasilnya]
    isi: Callable[[Bahan], Isi]
    tanya: str = ""  # query string for that place
    sumber: str = ""
    surat: str = ""  # kind of the paper that is the evidence, where there is one


# Where an item is mended: names of addresses that take the unit's code, and what else they take after a space.
ALAMAT = {
    "lengkapi": "registry:ubah-bagian profil",
    "lokasi": "registry:ubah-bagian lokasi",
    "sasaran": "registry:ubah-sasaran",
    "sk": "registry:tambah-sk",
    "surat_wilayah": "registry:surat-desa",
    "pengurus": "registry:tambah-pengurus",
    "kader": "registry:tambah-kader",
}


@dataclass(frozen=True)
class Butir:
    """One item of one unit as found on a day."""

    syarat: Syarat
    keadaan: Keadaan
    pesan: str
    bahan: Bahan

    @cached_property
    def isi(self) -> Isi:
        """What it holds, put into words only where somebody looks: lists of thousands do not."""
        return self.syarat.isi(self.bahan)

    @property
    def kode(self) -> str:
        return self.syarat.kode

    @property
    def bukti(self) -> SuratIsi | None:
        """The paper that shows it, whatever its state."""
        return self.bahan.surat(self.syarat.surat) if self.syarat.surat else None

    @property
    def sidik(self) -> str:
        """Short hash of what the item holds: equal content, equal hash."""
        teks = json.dumps(dict(self.isi), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(teks.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Hasil:
    """The items of one unit. Counted are those that hold a file back; warnings stand beside them."""

    semua: tuple[Butir, ...]

    @property
    def butir(self) -> list[Butir]:
        """Items that apply to the unit."""
        return [b for b in self.semua if b.keadaan != Keadaan.TIDAK_BERLAKU]

    @property
    def wajib(self) -> list[Butir]:
        return [b for b in self.butir if b.keadaan != Keadaan.PERINGATAN]

    @property
    def kurang_butir(self) -> list[Butir]:
        return [b for b in self.semua if b.keadaan == Keadaan.KURANG]

    @property
    def kurang(self) -> list[tuple[Syarat, str]]:
        return [(b.syarat, b.pesan) for b in self.kurang_butir]

    @property
    def peringatan(self) -> list[tuple[Syarat, str]]:
        return [(b.syarat, b.pesan) for b in self.semua if b.keadaan == Keadaan.PERINGATAN]

    @property
    def jumlah(self) -> int:
        return len(self.wajib)

    @property
    def ada(self) -> int:
        return self.jumlah - len(self.kurang)

    @property
    def lengkap(self) -> bool:
        return not self.kurang

    @property
    def sidik(self) -> str:
        """Of the whole file: what a reviewer saw when the page was opened."""
        return hashlib.sha256("".join(f"{b.kode}:{b.sidik};" for b in self.semua).encode()).hexdigest()[:16]

    def menurut_kelompok(self) -> list[tuple[str, list[Butir]]]:
        """[(group, its items)] in the order of the rule set."""
        hasil: dict[str, list[Butir]] = {}
        for b in self.butir:
            hasil.setdefault(b.syarat.kelompok, []).append(b)
        return list(hasil.items())


@dataclass(frozen=True)
class Kumpulan:
    """One version of the checklist, in force from a day."""

    versi: str
    sejak: date
    dasar: str
    syarat: tuple[Syarat, ...]

    def nilai(self, bahan: Bahan) -> Hasil:
        return Hasil(tuple(Butir(s, *s.periksa(bahan), bahan) for s in self.syarat))


def sisa(ada: Iterable[str], semua: Mapping[str, str], awal: str) -> str:
    """`awal: a, b` of what is not there, in the fixed order; empty when all is."""
    punya = set(ada)
    kurang = [nama.lower() for kode, nama in semua.items() if kode not in punya]
    return f"{awal}: {', '.join(kurang)}" if kurang else ""
