"""What one row of a file becomes, and whether all rows together are the source's own total."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from planning.katalog import Skema
from posyandu_app.lib.uang import ribuan, rupiah

PANJANG_URAIAN = 500
PANJANG_PERANGKAT = 120
SETUJU = frozenset({"terima", "perbaiki"})


class Hasil(StrEnum):
    """The outcome of a row. Every row of a file has exactly one."""

    TERIMA = "terima"
    PERBAIKI = "perbaiki"  # taken, with something repaired that the messages name
    ABAIKAN = "abaikan"  # rightly no line: a heading, a total, an older posting
    TOLAK = "tolak"  # cannot be taken; while there is one, nothing of the file is


NAMA_HASIL: dict[Hasil, str] = {
    Hasil.TERIMA: "Diterima",
    Hasil.PERBAIKI: "Diterima, diperbaiki",
    Hasil.ABAIKAN: "Diabaikan",
    Hasil.TOLAK: "Ditolak",
}


@dataclass
class BagianBaca:
    """One source of a row; `nilai` None: named beside others with one amount for all."""

    sumber: str
    kode: str = ""
    nama: str = ""
    nilai: Decimal | None = None


@dataclass
class BarisBaca:
    """One row as read. `pesan` tells each repair, remark or reason, in the order they were found."""

    nomor: int
    mentah: dict[str, str]
    hasil: Hasil = Hasil.TERIMA
    kode: str = ""
    uraian: str = ""
    pagu: Decimal | None = None
    rekening: str = ""
    perangkat: str = ""
    bidang: str = ""
    nomenklatur: str = ""
    sumber: list[BagianBaca] = field(default_factory=list)
    volume: Decimal | None = None
    satuan: str = ""
    sasaran: str = ""
    lokasi: list[str] = field(default_factory=list)  # codes of areas
    pagu_depan: Decimal | None = None
    pesan: list[str] = field(default_factory=list)

    @property
    def diambil(self) -> bool:
        return self.hasil in SETUJU

    def perbaiki(self, *apa: str) -> None:
        """Something was repaired and is told."""
        self.pesan += apa
        if apa and self.hasil == Hasil.TERIMA:
            self.hasil = Hasil.PERBAIKI

    def catat(self, apa: str) -> None:
        """A remark that changes nothing."""
        self.pesan.append(apa)

    def abaikan(self, mengapa: str) -> None:
        self.pesan.append(mengapa)
        if self.hasil != Hasil.TOLAK:
            self.hasil = Hasil.ABAIKAN

    def tolak(self, mengapa: str) -> None:
        self.pesan.append(mengapa)
        self.hasil = Hasil.TOLAK


@dataclass(frozen=True)
class Konteks:
    """What rows are judged against: the draft's scheme, year and area, and the names of the codes valid for it.

    `wilayah`: code of the document's area. `wilayah_bernama`: {code or folded name: (code, is it a kelurahan)} of the
    areas the file may name. `perubahan`: read the columns of the Perubahan (PAK) where a file has both.
    """

    skema: Skema
    tahun: int
    wilayah: str
    nama_kode: Mapping[str, str] = field(default_factory=dict)
    bidang_kode: Mapping[str, str] = field(default_factory=dict)
    buku_kode: Mapping[str, str] = field(default_factory=dict)  # the book that holds the code
    wilayah_bernama: Mapping[str, tuple[str, bool]] = field(default_factory=dict)
    perubahan: bool = False
    kode_desa_siskeudes: str = ""


@dataclass
class Bacaan:
    """A file as read: its rows, and the totals it says itself (a row "JUMLAH", a sister table)."""

    rows: list[BarisBaca]
    total_berkas: list[tuple[str, Decimal]] = field(default_factory=list)  # (where it says so, how much)
    kolom_asing: list[str] = field(default_factory=list)
    gabung: bool = False  # rows of one code and account are one line (Siskeudes writes one row per item)

    @property
    def jumlah(self) -> Decimal:
        """Sum of what would be taken."""
        return sum((b.pagu for b in self.rows if b.diambil and b.pagu is not None), Decimal(0))

    @property
    def banyak(self) -> int:
        """How many rows would be taken."""
        return sum(b.diambil for b in self.rows)

    def hitung(self) -> dict[str, int]:
        return {h.value: sum(b.hasil == h for b in self.rows) for h in Hasil}


def periksa_total(
    jumlah: Decimal,
    banyak: int,
    total_berkas: Iterable[tuple[str, Decimal]],
    ketik: Decimal | None = None,
    ketik_baris: int | None = None,
) -> list[str]:
    """Why the rows are not the source's own total, to the rupiah and to the row; empty where they are."""
    salah = [
        f"{di} menyebut {rupiah(total)}, jumlah baris yang terbaca {rupiah(jumlah)}: selisih {rupiah(jumlah - total)}."
        for di, total in total_berkas
        if total != jumlah
    ]
    if ketik is not None and ketik != jumlah:
        selisih = rupiah(jumlah - ketik)
        salah.append(f"Total yang Anda ketik {rupiah(ketik)}, jumlah baris {rupiah(jumlah)}: selisih {selisih}.")
    if ketik_baris is not None and ketik_baris != banyak:
        salah.append(f"Banyak baris yang Anda ketik {ribuan(ketik_baris)}, yang akan diambil {ribuan(banyak)}.")
    return salah


def kembar(rows: Iterable[BarisBaca]) -> None:
    """Of two rows with the same code, account and office the first stands; the other would count money twice."""
    sudah: dict[tuple[Any, ...], int] = {}
    for b in rows:
        if not b.diambil:
            continue
        kunci = (b.kode, b.rekening, b.perangkat, b.uraian, tuple(b.lokasi))
        pertama = sudah.setdefault(kunci, b.nomor)
        if pertama != b.nomor:
            b.tolak(
                f"Kembar dengan baris {pertama}: kode, rekening, dan perangkat daerahnya sama. Hapus salah satunya."
            )
