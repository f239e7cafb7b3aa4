"""Kinds of question. A closed, JSON-serialisable set: the phone gets the same words later. A new kind is rare."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

Isian = Mapping[str, Any]


class Guna(StrEnum):
    """What a number counts towards. Sums are over `terlayani` only; `sasaran` is its denominator."""

    TERLAYANI = "terlayani"
    SASARAN = "sasaran"
    RINCIAN = "rincian"


@dataclass(frozen=True, kw_only=True)
class Untuk:
    """Whom a service or a question concerns: age in completed months [dari, sampai), sex ("P", "L"), one of the states
    in `keadaan` (hamil, nifas, …), none of those in `bukan`. What is left empty asks nothing."""

    dari: int = 0
    sampai: int | None = None
    kelamin: str = ""
    keadaan: tuple[str, ...] = ()
    bukan: tuple[str, ...] = ()

    def cocok(self, umur_bulan: int, kelamin: str, keadaan: Collection[str]) -> bool:
        """Does it concern somebody of this age, sex and states (several may hold at once; one word is one state)?"""
        ada = {keadaan} if isinstance(keadaan, str) else set(keadaan)
        if umur_bulan < self.dari or (self.sampai is not None and umur_bulan >= self.sampai):
            return False
        if self.kelamin not in ("", kelamin) or ada & set(self.bukan):
            return False
        return not self.keadaan or bool(ada & set(self.keadaan))


@dataclass(frozen=True, kw_only=True)
class Kalau:
    """The question is asked where another one was answered with one of these."""

    kolom: str
    nilai: tuple[Any, ...]

    def berlaku(self, isi: Isian) -> bool:
        jawab = isi.get(self.kolom)
        return any(n in jawab for n in self.nilai) if isinstance(jawab, list) else jawab in self.nilai


@dataclass(frozen=True, kw_only=True)
class Kolom:
    """One question of a form. `kode` is stored for ever and never renamed.

    `pribadi`: a person's name or the like; the change log says only that it changed. `tertutup`: the answer is for
    tenaga kesehatan and whoever recorded it (TBC, jiwa, KB). `oleh`: who asks it ("" kader, "nakes").
    """

    jenis: ClassVar[str]
    kode: str
    label: str
    wajib: bool = True
    bantuan: str = ""
    pribadi: bool = False
    tertutup: bool = False
    oleh: str = ""
    untuk: Untuk | None = None
    kalau: Kalau | None = None

    def diminta(self, isi: Isian) -> bool:
        """Is the question asked, given the other answers?"""
        return self.kalau is None or self.kalau.berlaku(isi)


@dataclass(frozen=True, kw_only=True)
class Angka(Kolom):
    """A whole number ≥ 0 with its unit. Missing is not zero."""

    jenis: ClassVar[str] = "angka"
    satuan: str
    guna: Guna = Guna.RINCIAN
    maksimum: int = 99_999


@dataclass(frozen=True, kw_only=True)
class Desimal(Kolom):
    """A measure with decimals, stored as text ("22.8") so that nothing is rounded on the way.

    Below `minimum` or above `maksimum` it is impossible and refused; outside `wajar` people are asked whether they are
    sure. `batas` names a range by age in spm_services.tumbuh.batas, which then rules instead.
    """

    jenis: ClassVar[str] = "desimal"
    satuan: str
    minimum: str = "0"
    maksimum: str
    koma: int = 1
    wajar: tuple[str, str] | None = None
    batas: str = ""


@dataclass(frozen=True, kw_only=True)
class Pilihan(Kolom):
    """One of a short list; `opsi` maps the stored code to its words. `daftar` names a list a region may add to
    (spm_services.models.DaftarPilihan); `skor` gives codes points for a Skor."""

    jenis: ClassVar[str] = "pilihan"
    opsi: tuple[tuple[str, str], ...]
    daftar: str = ""
    skor: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Banyak(Kolom):
    """Any number of a list. `[]` is "tidak ada" and was asked; missing was not asked."""

    jenis: ClassVar[str] = "banyak"
    opsi: tuple[tuple[str, str], ...]
    tidak_ada: str = "Tidak ada"


@dataclass(frozen=True, kw_only=True)
class Teks(Kolom):
    jenis: ClassVar[str] = "teks"
    panjang: int = 500
    baris: int = 1
    wajib: bool = False


@dataclass(frozen=True, kw_only=True)
class Tanggal(Kolom):
    jenis: ClassVar[str] = "tanggal"


@dataclass(frozen=True, kw_only=True)
class YaTidak(Kolom):
    """Yes, no, and — where not `wajib` — not asked, which is neither."""

    jenis: ClassVar[str] = "ya_tidak"


@dataclass(frozen=True, kw_only=True)
class Lokasi(Kolom):
    """Where something is, "lintang, bujur" in degrees with five decimals (about a metre); the phone may fill it."""

    jenis: ClassVar[str] = "lokasi"
    wajib: bool = False
