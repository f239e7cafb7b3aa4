"""What a child is due for by the calendar rather than by age alone: vitamin A, obat cacing.

Vitamin A: blue 6–11 months, red 12–59 months, in February and August; obat cacing from 12 months, each six months
(home visit checklist, domain study 4.6). Whether it was given is read from the records of the services.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from posyandu_app.lib.periode import tambah_bulan, umur_bulan

VITAMIN_A, CACING = "vitamin_a", "obat_cacing"
# {service: the question that says it was given}.
PERTANYAAN = {VITAMIN_A: "vit_a", CACING: "obat_cacing"}
BULAN_VITAMIN_A = (2, 8)
BIRU, MERAH = "biru", "merah"
VITAMIN_A_DARI, VITAMIN_A_MERAH, BALITA_SAMPAI = 6, 12, 60
CACING_DARI, CACING_JEDA = 12, 6


def diberikan(layanan: str, isian: Mapping[str, Any]) -> bool:
    """Does a record of the service say that it was given, and not that it was asked and left?"""
    return isian.get(PERTANYAAN[layanan]) not in (None, False, "tidak")


def kapsul(lahir: date, hari: date) -> str:
    """The capsule for the age on the day: biru, merah, or "" outside 6–59 months."""
    umur = umur_bulan(lahir, hari)
    if not VITAMIN_A_DARI <= umur < BALITA_SAMPAI:
        return ""
    return BIRU if umur < VITAMIN_A_MERAH else MERAH


def vitamin_a_jatuh_tempo(lahir: date, hari: date, diberi: Collection[date]) -> str:
    """The capsule due on the day ("" where none is): in the two months, not given yet in this one."""
    if hari.month not in BULAN_VITAMIN_A or any((d.year, d.month) == (hari.year, hari.month) for d in diberi):
        return ""
    return kapsul(lahir, hari)


def cacing_jatuh_tempo(lahir: date, hari: date, diberi: Collection[date]) -> bool:
    """Is obat cacing due: 12–59 months, and none in the six months up to the day?"""
    umur = umur_bulan(lahir, hari)
    if not CACING_DARI <= umur < BALITA_SAMPAI:
        return False
    return not any(d <= hari < tambah_bulan(d, CACING_JEDA) for d in diberi)
