"""What an entry says about its answers: checks, scores, and rules that lead to a referral or to advice.

A closed, JSON-serialisable set (decision 19): Python evaluates it here, the phone later, both against
tests/spm_services/cek.json.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from spm_services.ambang import MENURUT_NAMA
from spm_services.katalog.kolom import Isian, Kalau

SEBAB_TERPANJANG = 200  # the column it is stored in
KATA_TANDA = {"<": "<", "<=": "≤", ">": ">", ">=": "≥"}


def kata_angka(nilai: Any) -> str:
    """A number as people here write it: "22.80" is "22,8"."""
    teks = format(Decimal(str(nilai)), "f")
    if "." in teks:
        teks = teks.rstrip("0").rstrip(".")
    return teks.replace(".", ",").replace("-", "−")


@dataclass(frozen=True)
class TidakMelebihi:
    """The number `kiri` is at most the number `kanan`; nothing is said while one of them is missing."""

    jenis: ClassVar[str] = "tidak_melebihi"
    kiri: str
    kanan: str
    pesan: str

    def periksa(self, isi: Isian) -> tuple[str, str] | None:
        kiri, kanan = isi.get(self.kiri), isi.get(self.kanan)
        if kiri is None or kanan is None or Decimal(str(kiri)) <= Decimal(str(kanan)):
            return None
        return self.kiri, self.pesan.format(kiri=kata_angka(kiri), kanan=kata_angka(kanan))


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
    """`kode` stands with every result and never changes; `arti` is the term of art, `pesan` the kader's plain words,
    `ukuran` the name of what was measured. `kalau`: the rule holds only where that was answered (or is known of the
    person: `kelamin`, `umur_bulan`; spm_services.katalog.turunan). `tertutup`: the result is for tenaga kesehatan and
    whoever recorded it."""

    kode: str
    tindakan: Tindakan
    ukuran: str
    arti: str
    pesan: str
    sumber: str
    keyakinan: str = "tinggi"
    tertutup: bool = False
    kalau: Kalau | None = None

    def kena(self, isi: Isian, ambang: Mapping[str, Decimal]) -> bool:
        """Do these answers meet the rule?"""
        return (self.kalau is None or self.kalau.berlaku(isi)) and self._kena(isi, ambang)

    def sebab(self, isi: Isian, ambang: Mapping[str, Decimal]) -> str:
        """Why it was met, in figures: "LILA 22,8 cm < 23,5 cm". Only for answers that meet it."""
        raise NotImplementedError

    def _kena(self, isi: Isian, ambang: Mapping[str, Decimal]) -> bool:
        raise NotImplementedError


def _lewat(nilai: Any, tanda: str, batas: Decimal) -> bool:
    if nilai is None:
        return False
    kiri = Decimal(str(nilai))
    return {"<": kiri < batas, "<=": kiri <= batas, ">": kiri > batas, ">=": kiri >= batas}[tanda]


def _kata_lewat(ukuran: str, nilai: Any, tanda: str, nama: str, batas: Decimal) -> str:
    satuan = MENURUT_NAMA[nama].satuan
    kiri, kanan = (f"{kata_angka(n)} {satuan}".rstrip() for n in (nilai, batas))
    return f"{ukuran} {kiri} {KATA_TANDA[tanda]} {kanan}"


@dataclass(frozen=True, kw_only=True)
class Melewati(_Aturan):
    """A measure (or a Skor) lies `tanda` (<, <=, >, >=) of the threshold named `ambang` (spm_services.ambang)."""

    jenis: ClassVar[str] = "melewati"
    kolom: str
    tanda: str
    ambang: str

    def _kena(self, isi: Isian, ambang: Mapping[str, Decimal]) -> bool:
        return _lewat(isi.get(self.kolom), self.tanda, ambang[self.ambang])

    def sebab(self, isi: Isian, ambang: Mapping[str, Decimal]) -> str:
        return _kata_lewat(self.ukuran, isi.get(self.kolom), self.tanda, self.ambang, ambang[self.ambang])


def _sebaris(kata: list[str]) -> str:
    """Words with commas between them; those that would make the sentence too long are counted instead."""
    for n in range(len(kata), 1, -1):
        sisa = f", dan {len(kata) - n} lagi" if n < len(kata) else ""
        if len(baris := ", ".join(kata[:n]) + sisa) <= SEBAB_TERPANJANG - 60:
            return baris
    return ", ".join(kata[:1])


@dataclass(frozen=True)
class Batas:
    """One comparison of a SalahSatuMelewati."""

    ukuran: str
    kolom: str
    tanda: str
    ambang: str


@dataclass(frozen=True, kw_only=True)
class SalahSatuMelewati(_Aturan):
    """At least one of several measures lies beyond its threshold; those not measured say nothing."""

    jenis: ClassVar[str] = "salah_satu_melewati"
    batas: tuple[Batas, ...]

    def _kena(self, isi: Isian, ambang: Mapping[str, Decimal]) -> bool:
        return any(_lewat(isi.get(b.kolom), b.tanda, ambang[b.ambang]) for b in self.batas)

    def sebab(self, isi: Isian, ambang: Mapping[str, Decimal]) -> str:
        kena = [b for b in self.batas if _lewat(isi.get(b.kolom), b.tanda, ambang[b.ambang])]
        kata = [_kata_lewat(b.ukuran, isi.get(b.kolom), b.tanda, b.ambang, ambang[b.ambang]) for b in kena]
        return f"{self.ukuran}: {'; '.join(kata)}"


@dataclass(frozen=True, kw_only=True)
class JumlahYa(_Aturan):
    """At least `ambang` of several yes/no answers are yes; those not asked count as neither."""

    jenis: ClassVar[str] = "jumlah_ya"
    bagian: tuple[str, ...]
    ambang: str

    def _kena(self, isi: Isian, ambang: Mapping[str, Decimal]) -> bool:
        return sum(isi.get(k) is True for k in self.bagian) >= ambang[self.ambang]

    def sebab(self, isi: Isian, ambang: Mapping[str, Decimal]) -> str:
        ya = sum(isi.get(k) is True for k in self.bagian)
        return f"{self.ukuran}: {ya} dari {len(self.bagian)} dijawab ya, batasnya {kata_angka(ambang[self.ambang])}"


@dataclass(frozen=True, kw_only=True)
class Dijawab(_Aturan):
    """A question was answered with one of `nilai`; with no `nilai`, a Banyak with anything ticked. `sebutan` gives
    answers their words in `sebab`; `z` names a z-score that is told beside them."""

    jenis: ClassVar[str] = "dijawab"
    kolom: str
    nilai: tuple[Any, ...] = ()
    sebutan: tuple[tuple[Any, str], ...] = ()
    z: str = ""

    def _jawaban(self, isi: Isian) -> list[Any]:
        jawab = isi.get(self.kolom)
        semua = jawab if isinstance(jawab, list) else [] if jawab is None else [jawab]
        return [j for j in semua if not self.nilai or j in self.nilai]

    def _kena(self, isi: Isian, ambang: Mapping[str, Decimal]) -> bool:
        if not self.nilai and not isinstance(isi.get(self.kolom), list):
            return False
        return bool(self._jawaban(isi))

    def sebab(self, isi: Isian, ambang: Mapping[str, Decimal]) -> str:
        kata = dict(self.sebutan)
        semua = [kata.get(j, "ya" if j is True else "tidak" if j is False else str(j)) for j in self._jawaban(isi)]
        jawab = _sebaris(semua)
        z = isi.get(self.z) if self.z else None
        return f"{self.ukuran}: {jawab}" + (f" (z {kata_angka(z)})" if z is not None else "")


Aturan = Melewati | SalahSatuMelewati | JumlahYa | Dijawab
