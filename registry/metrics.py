"""What the registry's numbers mean. Stocks (units, kader) have no period; they are the rows of this moment."""

from wilayah import rekap

UNIT = "unit"
UNIT_TERDAFTAR = "unit_terdaftar"
KADER = "kader"
INDIKATOR = (UNIT, UNIT_TERDAFTAR, KADER)


def stok(kode: str) -> dict[str, int]:
    """Units with status aktif, those of them with the ministry's number, and running kader terms, in the area.

    Counted: units not closed; kader terms without an end, in units not closed (one person in two units counts twice).
    Not counted: pengurus, ended terms. Unit: posyandu, posyandu, terms.
    """
    isi = rekap.baca(kode, [rekap.STOK], INDIKATOR)
    return {i: isi.get((rekap.STOK, i), 0) for i in INDIKATOR}


def stok_anak(kode_list: list[str]) -> dict[tuple[str, str], int]:
    """The same for many areas at once: {(code, indicator): number}."""
    return rekap.baca_anak(kode_list, [rekap.STOK], INDIKATOR)
