"""Months and years as half-open periods [mulai, sampai)."""

from dataclasses import dataclass
from datetime import date, timedelta

BULAN = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]


def kata_tanggal(hari: date) -> str:
    """24 November 2026"""
    return f"{hari.day} {BULAN[hari.month - 1]} {hari.year}"


def tahun_dari(teks: str, baku: int, *, awal: int = 2015, akhir: int = 2060) -> int:
    """A year of four digits as an address gives it; anything else, or one outside the span, is the default."""
    sah = teks.isascii() and teks.isdecimal() and len(teks) == 4 and awal <= int(teks) <= akhir
    return int(teks) if sah else baku


def tambah_tahun(hari: date, tahun: int) -> date:
    """The same day so many years on (or back, when negative); 29 February becomes the 28th."""
    try:
        return hari.replace(year=hari.year + tahun)
    except ValueError:
        return hari.replace(year=hari.year + tahun, day=28)


def tambah_bulan(hari: date, n: int) -> date:
    """The same day so many months on; the last day of a month that has no such day."""
    bulan = hari.year * 12 + hari.month - 1 + n
    tahun, ke = divmod(bulan, 12)
    akhir = (date(tahun + (ke + 1) // 12, (ke + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(tahun, ke + 1, min(hari.day, akhir))


def umur_bulan(lahir: date, pada: date) -> int:
    """Completed months from birth to a day, which must not be before it (ValueError). Born on the 31st: the month is
    complete on the last day of a shorter one."""
    if pada < lahir:
        raise ValueError("sebelum lahir")
    bulan = (pada.year - lahir.year) * 12 + pada.month - lahir.month
    akhir = (date(pada.year + pada.month // 12, pada.month % 12 + 1, 1) - timedelta(days=1)).day
    return bulan - (pada.day < min(lahir.day, akhir))


def umur_hari(lahir: date, pada: date) -> int:
    """Completed days from birth to a day, which must not be before it (ValueError)."""
    if pada < lahir:
        raise ValueError("sebelum lahir")
    return (pada - lahir).days


def lahir_genap(pada: date, bulan: int) -> date:
    """The latest day of birth of whoever has completed so many months on a day: born later, they have not
    (`umur_bulan` < `bulan`)."""
    besok = pada + timedelta(days=1)
    if besok.day == 1:  # the last day of a month completes it for whoever was born on a later day of a longer one
        return tambah_bulan(besok, -bulan) - timedelta(days=1)
    return tambah_bulan(pada, -bulan)


@dataclass(frozen=True, order=True)
class Bulan:
    """One calendar month. `angka` (202611) is its key in summary tables."""

    tahun: int
    bulan: int

    def __post_init__(self) -> None:
        if not (1 <= self.bulan <= 12 and 1900 <= self.tahun <= 2999):
            raise ValueError(f"bukan bulan: {self.tahun}-{self.bulan}")

    @property
    def mulai(self) -> date:
        return date(self.tahun, self.bulan, 1)

    @property
    def sampai(self) -> date:
        return date(self.tahun + self.bulan // 12, self.bulan % 12 + 1, 1)

    @property
    def angka(self) -> int:
        return self.tahun * 100 + self.bulan

    @property
    def nama(self) -> str:
        return f"{BULAN[self.bulan - 1]} {self.tahun}"

    @property
    def singkat(self) -> str:
        return BULAN[self.bulan - 1][:3]

    def tambah(self, n: int) -> "Bulan":
        nol = self.tahun * 12 + self.bulan - 1 + n
        return Bulan(nol // 12, nol % 12 + 1)

    def __str__(self) -> str:
        return f"{self.tahun:04d}-{self.bulan:02d}"

    @classmethod
    def dari(cls, nilai: date | str | int) -> "Bulan":
        """From a date, `2026-11` or 202611. Raises ValueError otherwise."""
        if isinstance(nilai, date):
            return cls(nilai.year, nilai.month)
        if isinstance(nilai, int):
            return cls(nilai // 100, nilai % 100)
        if len(nilai) != 7 or nilai[4] != "-" or not (nilai[:4] + nilai[5:]).isdigit():
            raise ValueError(f"bukan bulan YYYY-MM: {nilai!r}")
        return cls(int(nilai[:4]), int(nilai[5:]))


def deret_bulan(dari: Bulan, sampai: Bulan) -> list[Bulan]:
    """All months from `dari` to `sampai`, both included. Raises ValueError if reversed or over ten years."""
    hasil = []
    bulan = dari
    while bulan <= sampai:
        hasil.append(bulan)
        if len(hasil) > 120:
            raise ValueError("rentang lebih dari sepuluh tahun")
        bulan = bulan.tambah(1)
    if not hasil:
        raise ValueError("bulan awal sesudah bulan akhir")
    return hasil


def setahun(tahun: int) -> list[Bulan]:
    """The twelve months of a calendar year, which is also the budget year."""
    return [Bulan(tahun, n) for n in range(1, 13)]
