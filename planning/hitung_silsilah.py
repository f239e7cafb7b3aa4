"""Where a line came from and what came of it, over all stages and amendments, in one question to the database.

A step is either an amendment (`asal` of a line) or a tie between stages (AsalBaris). Nothing is filtered here: whoever
asks walks only over the lines its reader may see.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from planning.models import AsalBaris, BarisAnggaran, TautanIndikator

BARIS, ASAL, TAUTAN = (m._meta.db_table for m in (BarisAnggaran, AsalBaris, TautanIndikator))  # noqa: SLF001
# UNION, not UNION ALL: a ring of lines ends. Two kinds of step in one recursive term: PostgreSQL allows one only.
# Only names of our own tables are put into the text; the lines asked for go as parameters.
_NAIK = f"""
WITH RECURSIVE jalan(baris) AS (
  SELECT id FROM {BARIS} WHERE id IN (%s)
  UNION
  SELECT CASE macam.n WHEN 0 THEN b.asal_id ELSE a.dari_id END
  FROM jalan JOIN {BARIS} b ON b.id = jalan.baris LEFT JOIN {ASAL} a ON a.ke_id = b.id
  CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1) macam
  WHERE CASE macam.n WHEN 0 THEN b.asal_id ELSE a.dari_id END IS NOT NULL
)
SELECT b.asal_id, b.id, 'perubahan' FROM jalan JOIN {BARIS} b ON b.id = jalan.baris WHERE b.asal_id IS NOT NULL
UNION SELECT a.dari_id, a.ke_id, 'tautan' FROM jalan JOIN {ASAL} a ON a.ke_id = jalan.baris
"""  # noqa: S608
_TURUN = f"""
WITH RECURSIVE jalan(baris) AS (
  SELECT id FROM {BARIS} WHERE id IN (%s)
  UNION
  SELECT CASE macam.n WHEN 0 THEN b.id ELSE a.ke_id END
  FROM jalan LEFT JOIN {BARIS} b ON b.asal_id = jalan.baris LEFT JOIN {ASAL} a ON a.dari_id = jalan.baris
  CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1) macam
  WHERE CASE macam.n WHEN 0 THEN b.id ELSE a.ke_id END IS NOT NULL
)
SELECT b.asal_id, b.id, 'perubahan' FROM jalan JOIN {BARIS} b ON b.asal_id = jalan.baris
UNION SELECT a.dari_id, a.ke_id, 'tautan' FROM jalan JOIN {ASAL} a ON a.dari_id = jalan.baris
"""  # noqa: S608
SEKALI = 400  # lines asked at once: SQLite takes no more parameters than it was built for


@dataclass(frozen=True)
class Langkah:
    """A line `ke` came from line `dari`; `cara`: "perubahan" (it amends it) or "tautan" (a tie between stages)."""

    dari: int
    ke: int
    cara: str


def _tanya(sql: str, awal: str, isi: Sequence[int]) -> set[Langkah]:
    with connection.cursor() as cursor:
        cursor.execute(sql % awal, isi)
        return {Langkah(*baris) for baris in cursor.fetchall()}


def _urut(langkah: Iterable[Langkah]) -> list[Langkah]:
    return sorted(langkah, key=lambda x: (x.ke, x.dari, x.cara))


def _banyak(sql: str, pks: Collection[int]) -> set[Langkah]:
    hasil: set[Langkah] = set()
    semua = sorted(set(pks))
    for awal in range(0, len(semua), SEKALI):
        bagian = semua[awal : awal + SEKALI]
        hasil |= _tanya(sql, ", ".join(["%s"] * len(bagian)), bagian)
    return hasil


def naik(pks: Collection[int]) -> list[Langkah]:
    """Every step above these lines, up to the first plan."""
    return _urut(_banyak(_NAIK, pks))


def turun(pks: Collection[int]) -> list[Langkah]:
    """Every step below these lines, down to the last amendment."""
    return _urut(_banyak(_TURUN, pks))


def turun_dari_indikator(pk: int) -> list[Langkah]:
    """Every step below the lines tied to an indicator, down to the last amendment."""
    return _urut(_tanya(_TURUN, f"SELECT baris_id FROM {TAUTAN} WHERE indikator_id = %s", [pk]))  # noqa: S608


def tercapai(awal: Collection[int], langkah: Mapping[int, Collection[int]], ada: Collection[int]) -> list[int]:
    """Lines reached from `awal` by these steps over lines of `ada` alone, nearest first, the first ones left out."""
    hasil: dict[int, None] = {}
    kini = list(awal)
    while kini:
        lanjut = [pk for dari in kini for pk in langkah.get(dari, ()) if pk in ada and pk not in hasil]
        kini = [pk for pk in dict.fromkeys(lanjut) if pk not in awal]
        hasil |= dict.fromkeys(kini)
    return list(hasil)
