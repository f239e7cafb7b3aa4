"""The head of a table, and its rows as {column: text}, whatever order and spelling the columns have."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from posyandu_app.lib.galat import Ditolak
from registry.impor.bacaan import lipat
from registry.impor.berkas import BATAS_SEL, Baris, BarisRusak

KEPALA_DI_ATAS = 20
Judul = Mapping[str, tuple[str, ...]]


def baca_kepala(
    baris: Iterable[Baris], judul: Judul, wajib: Iterable[str]
) -> tuple[list[str], list[str], Iterator[Baris]]:
    """(columns in the file's order, "" where not known; heads that are not known; the rows below).

    Raises Ditolak where no row of the first twenty holds the required columns."""
    kenal = {lipat(n): kode for kode, nama in judul.items() for n in (kode, *nama)}
    sumber = iter(baris)
    for _, sel in islice(sumber, KEPALA_DI_ATAS):
        kolom = [kenal.get(lipat(s), "") for s in sel]
        kolom = [k if k and k not in kolom[:i] else "" for i, k in enumerate(kolom)]
        if set(wajib) <= set(kolom):
            asing = [s[:60] for s, k in zip(sel, kolom, strict=True) if s and not k]
            return kolom, asing, sumber
    butuh = ", ".join(judul[k][0] if judul[k] else k for k in wajib)
    raise Ditolak("berkas", f"Judul kolom tidak dikenali. Kolom yang harus ada: {butuh}.")


def sel_sel(kolom: list[str], sel: list[str]) -> dict[str, str]:
    """{column: text} of a row; what is longer than a cell may be is cut and refused by `rusak`."""
    return {k: s[: BATAS_SEL + 1] for k, s in zip(kolom, sel, strict=False) if k and s}


def rusak(sel: list[str]) -> str:
    """Why a row cannot be read at all; "" where it can."""
    if isinstance(sel, BarisRusak):
        return sel.alasan
    return f"Ada sel lebih dari {BATAS_SEL} huruf." if any(len(s) > BATAS_SEL for s in sel) else ""
