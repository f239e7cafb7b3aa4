"""Rekap: THE summary. Writers give signed differences; readers get sums by area and period.

What an indicator means is said once by the app that owns the facts (`metrics.py` there). This module only adds.
Written by the actions that write the facts, in the same transaction, as its last statement, in key order (no
deadlocks); so a figure is exact at every commit and no worker has to run.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


class Bacaan:
    """The figures of one area over some periods, read in one query. A figure never written is 0."""

    def __init__(self, kode: str, periode: Sequence[int]) -> None:
        """`periode`: months (202611), years (2026) and STOK, in any mix."""
        self.kode = kode
        rows = Rekap.objects.filter(periode__in=set(periode))
        if kode != kode_lib.NASIONAL:
            isi = rows.filter(kode=kode).values_list("periode", "indikator", "jumlah")
        else:
            jumlah = rows.filter(kode__in=_PROVINSI).values("periode", "indikator").annotate(n=Sum("jumlah"))
            isi = jumlah.order_by().values_list("periode", "indikator", "n")
        self._isi = {(p, i): int(n) for p, i, n in isi}

    def angka(self, periode: int, indikator: str) -> int:
        return self._isi.get((periode, indikator), 0)


def baca(kode: str, periode: Sequence[int], indikator: Iterable[str]) -> dict[tuple[int, str], int]:
    """{(period, indicator): sum} of one area; missing keys were never written (read them as 0)."""
    bacaan = Bacaan(kode, periode)
    diminta = set(indikator)
    return {k: n for k, n in bacaan._isi.items() if k[1] in diminta}  # noqa: SLF001


@dataclass(frozen=True)
class Minta:
    """Which indicators over which periods; asked together, their indicators must not overlap."""

    periode: tuple[int, ...]
    indikator: tuple[str, ...]


def baca_anak(kode_list: Sequence[str], *permintaan: Minta) -> dict[tuple[str, str], int]:
    """{(code, indicator): sum over its periods} for many areas, in one query. Sum over time only what adds over it."""
    isi: list[str | int] = list(kode_list)
    pilihan = []
    for m in permintaan:
        if m.periode and m.indikator:
            pilihan.append(f"(periode IN ({_tanda(m.periode)}) AND indikator IN ({_tanda(m.indikator)}))")
            isi += [*m.periode, *m.indikator]
    if not kode_list or not pilihan:
        return {}
    sql = (
        f"SELECT kode, indikator, SUM(jumlah) FROM wilayah_rekap WHERE kode IN ({_tanda(kode_list)}) "  # noqa: S608
        f"AND ({' OR '.join(pilihan)}) GROUP BY kode, indikator"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, isi)
        return {(kode, ind): int(n) for kode, ind, n in cursor.fetchall()}


def _tanda(nilai: Sequence[str] | Sequence[int]) -> str:
    """Placeholders for the values; the values themselves never enter the statement's text."""
    return ", ".join(["%s"] * len(nilai))


# Codes of provinces by their form: the nation is read from 38 rows of each figure, without a look at the tree.
_PROVINSI = [f"{n:02d}" for n in range(11, 100)]
