"""What an entry says about its answers: checks, scores, and rules that lead to a referral or to advice.

A closed, JSON-serialisable set (decision 19): Python evaluates it here, the phone later, both against
tests/spm_services/cek.json.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from spm_services.katalog.kolom import Isian


@dataclass(frozen=True)
class TidakMelebihi:
    """The number `kiri` is at most the number `kanan`; nothing is said while one of them is missing."""

    jenis: ClassVar[str] = "tidak_melebihi"
    kiri: str
    kanan: str
    pesan: str

    def periksa(self, isi: Isian) -> tuple[str, str] | None:
        kiri, kanan = isi.get(self.kiri), isi.get(self.kanan)
        if kiri is None or kanan is None or kiri <= kanan:
            return None
        return self.kiri, self.pesan.format(kiri=kiri, kanan=kanan)


@dataclass(frozen=True)
class Paling:
    """The sum of several numbers is at most another number."""

    jenis: ClassVar[str] = "paling"
    bagian: tuple[str, ...]
    seluruh: str
    pesan: str

    def periksa(self, isi: Isian) -> tuple[str, str] | None:
        nilai = [isi.get(k) for k in self.bagian]
        seluruh = isi.get(self.seluruh)
        jumlah = sum(n for n in nilai if n is not None)
        if seluruh is None or jumlah <= seluruh:
            return None
        return self.bagian[-1], self.pesan.format(jumlah=jumlah, seluruh=seluruh)


@dataclass(frozen=True)
class SalahSatu:
    """At least one of these is answered: a form of measures saves no empty row."""

    jenis: ClassVar[str] = "salah_satu"
    bagian: tuple[str, ...]
    pesan: str

    def periksa(self, isi: Isian) -> tuple[str, str] | None:
        return None if any(isi.get(k) is not None for k in self.bagian) else (self.bagian[0], self.pesan)


Cek = TidakMelebihi | Paling | SalahSatu


@dataclass(frozen=True, kw_only=True)
class Skor:
    """The sum of points of several answers (YaTidak: one for yes; Pilihan: its `skor`). One missing: no score."""

    jenis: ClassVar[str] = "skor"
    kode: str
    label: str
    bagian: tuple[str, ...]


class Tindakan(StrEnum):
    """What a rule leads to. A kader never diagnoses: the words say what was seen and who looks next."""

    EDUKASI = "edukasi"
    RUJUK = "rujuk"
    SEGERA = "segera"


@dataclass(frozen=True, kw_only=True)
class _Aturan:
    """`kode` stands with every result and never changes; `arti` is the term of art, `pesan` the kader's plain words.
    `tertutup`: the result is for tenaga kesehatan and whoever recorded it."""

    kode: str
    tindakan: Tindakan
    arti: str
    pesan: str
    sumber: str
    keyakinan: str = "tinggi"
    tertutup: bool = False

    def sebab(self, isi: Isian, ambang: Mapping[str, Decimal]) -> str:
        """What was seen, in words."""
        return self.arti


@dataclass(frozen=True, kw_only=True)
class Melewati(_Aturan):
    """A measure (or a Skor) lies `tanda` (<, <=, >, >=) of the threshold named `ambang` (spm_services.ambang)."""

    jenis: ClassVar[str] = "melewati"
    kolom: str
    tanda: str
    ambang: str

    def kena(self, isi: Isian, ambang: Mapping[str, Decimal]) -> bool:
        nilai = isi.get(self.kolom)
        if nilai is None:
            return False
        kiri, kanan = Decimal(str(nilai)), ambang[self.ambang]
        return {"<": kiri < kanan, "<=": kiri <= kanan, ">": kiri > kanan, ">=": kiri >= kanan}[self.tanda]


@dataclass(frozen=True, kw_only=True)
class JumlahYa(_Aturan):
    """At least `ambang` of several yes/no answers are yes; those not asked count as neither."""

    jenis: ClassVar[str] = "jumlah_ya"
    bagian: tuple[str, ...]
    ambang: str

    def kena(self, isi: Isian, ambang: Mapping[str, Decimal]) -> bool:
        return sum(isi.get(k) is True for k in self.bagian) >= ambang[self.ambang]


@dataclass(frozen=True, kw_only=True)
class Dijawab(_Aturan):
    """A question was answered with one of `nilai`; with no `nilai`, a Banyak with anything ticked."""

    jenis: ClassVar[str] = "dijawab"
    kolom: str
    nilai: tuple[Any, ...] = ()

    def kena(self, isi: Isian, ambang: Mapping[str, Decimal]) -> bool:
        jawab = isi.get(self.kolom)
        if isinstance(jawab, list):
            return any(n in self.nilai for n in jawab) if self.nilai else bool(jawab)
        return jawab is not None and jawab in self.nilai


Aturan = Melewati | JumlahYa | Dijawab
