"""Rekap: THE summary. Writers give signed differences; readers get sums by area and period.

What an indicator means is said once by the app that owns the facts (`metrics.py` there). This module only adds.
Written by the actions that write the facts, in the same transaction, as its last statement, in key order (no
deadlocks); so a figure is exact at every commit and no worker has to run.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Sum

from posyandu_app.lib import kode as kode_lib
from wilayah.models import Rekap

STOK = 0  # the period of a figure that has none
Kunci = tuple[str, int, str]
SQL = (
    "INSERT INTO wilayah_rekap (kode, periode, indikator, jumlah) VALUES {nilai} "
    "ON CONFLICT (kode, periode, indikator) DO UPDATE SET jumlah = wilayah_rekap.jumlah + excluded.jumlah"
)
BARIS_SEKALI = 400


class Selisih(Counter[Kunci]):
    """Signed differences by (code, period, indicator), added up before they are written."""

    def tambah(self, kode: str, periode: int, indikator: str, jumlah: int, *, sendiri: bool = True) -> None:
        """Add to the code and all areas above it; `sendiri=False` leaves the code itself out."""
        for atas in kode_lib.leluhur(kode):
            if sendiri or atas != kode:
                self[atas, periode, indikator] += jumlah

    def tulis(self) -> None:
        """One statement per 400 rows, in key order. Call it last in the transaction."""
        rows = sorted((k, n) for k, n in self.items() if n)
        with connection.cursor() as cursor:
            for mulai in range(0, len(rows), BARIS_SEKALI):
                bagian = rows[mulai : mulai + BARIS_SEKALI]
                isi = [x for (kode, periode, indikator), n in bagian for x in (kode, periode, indikator, n)]
                cursor.execute(SQL.format(nilai=", ".join(["(%s, %s, %s, %s)"] * len(bagian))), isi)
        self.clear()


def baca(kode: str, periode: Sequence[int], indikator: Iterable[str]) -> dict[tuple[int, str], int]:
    """{(period, indicator): sum} of one area; missing keys were never written (read them as 0)."""
    rows = Rekap.objects.filter(periode__in=periode, indikator__in=list(indikator))
    if kode != kode_lib.NASIONAL:
        return {(p, i): n for p, i, n in rows.filter(kode=kode).values_list("periode", "indikator", "jumlah")}
    provinsi = _provinsi()
    jumlah = rows.filter(kode__in=provinsi).values("periode", "indikator").annotate(n=Sum("jumlah"))
    return {(r["periode"], r["indikator"]): int(r["n"]) for r in jumlah.order_by()}


def baca_anak(kode_list: Sequence[str], periode: Sequence[int], indikator: Iterable[str]) -> dict[tuple[str, str], int]:
    """{(code, indicator): sum over the periods} for many areas at once. Only for indicators that add over time."""
    rows = Rekap.objects.filter(kode__in=kode_list, periode__in=periode, indikator__in=list(indikator))
    jumlah = rows.values_list("kode", "indikator").annotate(n=Sum("jumlah")).order_by()
    return {(kode, ind): int(n) for kode, ind, n in jumlah}


def _provinsi() -> list[str]:
    """Codes of provinces by their form: 38 rows of the summary, no look at the tree."""
    return [f"{n:02d}" for n in range(11, 100)]
