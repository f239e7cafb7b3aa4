"""The figures of a run: one burst with its cost, the table, and the rows of var/bench.json."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.beban import Hasil
from bench.kasus import PRODUK, Kasus

BANYAK = 8  # connections of the loaded measurement
SATUAN = "ms CPU tiap permintaan (web + database)"
SASARAN_EKOR = 2.5
KEPALA = ("halaman", "p50 ms, 1", f"/dtk, {BANYAK}", f"p50–p99 ms, {BANYAK}", "CPU ms web + db", "byte")


@dataclass(frozen=True)
class Ukur:
    """One burst with the CPU milliseconds of each request in the web and database processes."""

    hasil: Hasil
    web: float
    db: float

    def __str__(self) -> str:
        h = self.hasil
        salah = f"  GAGAL {h.salah}" if h.salah else ""
        waktu = f"p50 {h.p50:7.2f} p99 {h.p99:7.2f} ms"
        return f"{h.per_detik:8.1f}/dtk  {waktu}  cpu {self.web:.2f} + {self.db:.2f}{salah}"


class Angka:
    """All bursts of a run by case and connections; every figure is the median over the rounds."""

    def __init__(self) -> None:
        self._isi: dict[tuple[str, int], list[Ukur]] = {}

    def tambah(self, nama: str, koneksi: int, ukur: Ukur) -> None:
        self._isi.setdefault((nama, koneksi), []).append(ukur)

    def ada(self, nama: str) -> bool:
        return (nama, BANYAK) in self._isi

    def tengah(self, nama: str, sifat: Callable[[Ukur], float], koneksi: int = BANYAK) -> float:
        return statistics.median(map(sifat, self._isi[nama, koneksi]))

    def cpu(self, nama: str) -> float:
        return self.tengah(nama, lambda u: u.web + u.db)

    def jumlah(self, nama: str, koneksi: int = BANYAK) -> int:
        return sum(u.hasil.n for u in self._isi[nama, koneksi])


def tabel(kasus_list: list[Kasus], angka: Angka, panjang: dict[str, int]) -> str:
    """Markdown, one line for each page."""
    baris = ["| " + " | ".join((*KEPALA, "acuan", "kali", "sasaran")) + " |", "|---|--:|--:|--:|--:|--:|---|--:|--:|"]
    for k in kasus_list:
        p50, p99 = angka.tengah(k.nama, lambda u: u.hasil.p50), angka.tengah(k.nama, lambda u: u.hasil.p99)
        isi = (
            k.nama,
            f"{angka.tengah(k.nama, lambda u: u.hasil.p50, 1):.1f}",
            f"{angka.tengah(k.nama, lambda u: u.hasil.per_detik):.0f}",
            f"{p50:.1f}–{p99:.1f}",
            f"{angka.tengah(k.nama, lambda u: u.web):.2f} + {angka.tengah(k.nama, lambda u: u.db):.2f}",
            str(panjang[k.nama]),
            k.acuan,
            f"{angka.cpu(k.nama) / angka.cpu(k.acuan):.2f}" if angka.ada(k.acuan) else "",
            f"≤ {k.sasaran:g}" if k.sasaran else "",
        )
        baris.append("| " + " | ".join(isi) + " |")
    return "\n".join(baris)


def _baris(nama: str, ours: float, reference: float, **lain: Any) -> dict[str, Any]:
    rasio = round(ours / reference, 3) if reference else None
    return {"name": nama, "ours": round(ours, 3), "reference": round(reference, 3), "ratio": rasio, **lain}


def baris_json(kasus_list: list[Kasus], angka: Angka) -> list[dict[str, Any]]:
    """For each page of the product its CPU against its reference's, and its p99 against its own p50."""
    rows: list[dict[str, Any]] = []
    for k in (k for k in kasus_list if k.server == PRODUK):
        n = angka.jumlah(k.nama)
        if angka.ada(k.acuan):
            cpu = angka.cpu(k.nama), angka.cpu(k.acuan)
            rows.append(_baris(k.nama, *cpu, unit=SATUAN, n=n, goal=k.sasaran))
        ekor = angka.tengah(k.nama, lambda u: u.hasil.p99), angka.tengah(k.nama, lambda u: u.hasil.p50)
        rows.append(_baris(f"{k.nama}_p99_p50", *ekor, unit=f"ms, {BANYAK} sambungan", n=n, goal=SASARAN_EKOR))
    return rows
