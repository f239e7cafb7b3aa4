"""The one shape of a report: who may read it, its columns, its rows. Page, print, XLSX and CSV come from it alone.

A new report is one `Laporan` in a file of this folder, added to `LAPORAN`; a figure it lacks is one function in the
`metrics*.py` of the app that owns the facts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.roles import Cap
from accounts.scope import Scope
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.tabel import Kolom


@dataclass(frozen=True)
class KolomLaporan(Kolom):
    """A column as page and file show it. `jenis`: teks, kode (text in a file, whatever it looks like), rupiah, angka,
    persen (a Decimal of 0–100, None where it has no meaning), tanggal. `jumlah`: the last row adds it up. `bila_ada`:
    the page leaves it out where no row has a value; a file always has every column."""

    jenis: str = "teks"
    jumlah: bool = False
    bila_ada: bool = False

    @property
    def kanan(self) -> bool:
        return self.jenis in ("rupiah", "angka", "persen")

    @property
    def kelas(self) -> str:
        """The class of its cells: numbers to the right, long texts with room."""
        if self.kanan:
            return "k"
        return "panjang" if self.lebar >= 36 else "sedang" if self.lebar >= 24 else ""


@dataclass(frozen=True)
class Lingkup:
    """What a report is asked for. `kode` is inside `scope`; `bidang` empty: all that the scope reaches.

    `tugas`: what another duty of the same reader reaches, for rows that name people; nothing where nobody says."""

    scope: Scope
    kode: str
    nama: str
    tahun: int
    bidang: str = ""
    tugas: Callable[[Cap], Scope] = lambda _: Scope()

    def boleh(self, duty: Cap) -> bool:
        """Does the reader hold this duty over the whole area of the report?"""
        return self.tugas(duty).memuat(self.kode)


@dataclass(frozen=True)
class Fakta:
    """One figure above the table, of what the table itself does not add up. None: not known. `jenis` as of a column."""

    nama: str
    nilai: Any
    jenis: str = "teks"
    keterangan: str = ""


@dataclass(frozen=True, kw_only=True)
class Laporan:
    """One report. `tentang`: what is counted and what is not, in plain words for whoever reads the figures.

    `tingkat`: the shortest area code it is made for (5: from a kabupaten down; 2: from a province down; 0: all).
    `penanda`: who signs the printed page. `per_bidang`: offers the choice of a field. `sampai_unit`: offers the units
    of a desa; `satu_unit`: made for one of them only. `geser`: the year shown first, counted from this one.
    `fakta`: figures above the table, from its rows; on the page and its print, a file has the table alone.
    """

    kode: str
    nama: str
    bagian: str
    tentang: str
    duty: Cap
    kolom: tuple[KolomLaporan, ...]
    baris: Callable[[Lingkup], Sequence[Any]]
    kosong: str
    tingkat: int = 0
    per_bidang: bool = False
    sampai_unit: bool = False
    satu_unit: bool = False
    geser: int = 0
    fakta: Callable[[Lingkup, Sequence[Any]], Sequence[Fakta]] | None = None
    lebar: bool = False
    penanda: tuple[str, ...] = ()

    def terlalu_luas(self, kode: str) -> bool:
        """Is the area wider than what the report is made for?"""
        return len(kode) < self.tingkat or (self.satu_unit and kode_lib.tingkat(kode) != "posyandu")

    @property
    def pokok(self) -> str:
        """The first sentence of `tentang`, for the list of reports."""
        return self.tentang.split(". ")[0].rstrip(".") + "."

    def kolom_tampak(self, rows: Sequence[Any]) -> list[KolomLaporan]:
        """The columns of the page."""
        return [k for k in self.kolom if not k.bila_ada or any(k.nilai(r) not in (None, "") for r in rows)]

    def jumlah(self, rows: Sequence[Any]) -> list[Any]:
        """The last row of the page: each column that is added up, None elsewhere. Unknown values make no zero of
        themselves."""
        return [_jumlah(k, rows) if k.jumlah else None for k in self.kolom_tampak(rows)]

    @property
    def berjumlah(self) -> bool:
        return any(k.jumlah for k in self.kolom)


def _jumlah(kolom: KolomLaporan, rows: Sequence[Any]) -> Any:
    isi = [n for r in rows if (n := kolom.nilai(r)) is not None]
    return sum(isi, Decimal(0) if kolom.jenis == "rupiah" else 0) if isi else None


def persen(bagian: Decimal, dari: Decimal) -> Decimal | None:
    """Share of 100 with one decimal; None of nothing."""
    return (bagian * 100 / dari).quantize(Decimal("0.1")) if dari else None
