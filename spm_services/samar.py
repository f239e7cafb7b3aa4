"""Small counts hidden from readers who may not know the children by name: 1 to 4 is "<5", and what would give it away
by subtraction is hidden too.

Holds for one page. Two pages of different areas may hide different cells; who needs that closed asks for fewer pages.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

KECIL = 5
KATA_KECIL, KATA_TUTUP = "<5", "∗"
Sel = tuple[int, str]  # row, column


@dataclass(frozen=True)
class Samar:
    """Which cells of a table do not show: {cell: what stands there instead}."""

    tutup: Mapping[Sel, str]

    def kata(self, baris: int, kolom: str) -> str:
        """What stands in the cell instead of its number; empty where the number shows."""
        return self.tutup.get((baris, kolom), "")

    def tampak(self, baris: int, kolom: Iterable[str]) -> bool:
        """Do all these cells of a row show?"""
        return not any((baris, k) in self.tutup for k in kolom)


TERBUKA = Samar({})


def samarkan(
    rows: Sequence[Mapping[str, int]], *, jumlah_baris: Sequence[tuple[str, ...]] = (), berjumlah: bool = False
) -> Samar:
    """Hide what is small, and then what could be worked out from the rest.

    `jumlah_baris`: (total, part, part, …) of columns that add up in each row. `berjumlah`: the last row is the sum of
    those above it.
    """
    kolom = list(rows[0]) if rows else []
    tutup = {(i, k): KATA_KECIL for i, r in enumerate(rows) for k in kolom if 0 < r[k] < KECIL}
    ikatan: list[list[Sel]] = [[(i, k) for k in grup] for i in range(len(rows)) for grup in jumlah_baris]
    if berjumlah:
        ikatan += [[(len(rows) - 1, k), *((i, k) for i in range(len(rows) - 1))] for k in kolom]
    lagi = True
    while lagi:
        lagi = False
        for sel in ikatan:
            if sum(s in tutup for s in sel) != 1:
                continue
            # The first of them is the total: it goes only when nothing else is left.
            buka = [s for s in sel if s not in tutup and rows[s[0]][s[1]] > 0]
            if buka:
                korban = min(buka, key=lambda s, jumlah=sel[0]: (s == jumlah, rows[s[0]][s[1]]))  # type: ignore[misc]
                tutup[korban] = KATA_TUTUP
                lagi = True
    return Samar(tutup)
