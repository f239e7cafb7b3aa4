"""What the database says it will do with a query, read the same way on both."""

import re

from django.db import connection
from django.db.models import QuerySet


def memakai_indeks(rows: QuerySet, tabel: str) -> bool:
    """Is `tabel` entered through a search in an index, and never read from end to end?

    A walk over a whole index (`SCAN … USING INDEX`, `Index Scan` without a condition) is no search. The planner is
    left as it is: nothing is switched off to make it choose.
    """
    rencana = rows.explain()
    if connection.vendor == "postgresql":
        return _postgresql(rencana, tabel)
    baris = [b for b in rencana.splitlines() if re.search(rf"\b(SEARCH|SCAN) ({tabel}|U\d+)\b", b)]
    dicari = [b for b in baris if re.search(rf"SEARCH {tabel} USING (COVERING INDEX|INDEX|INTEGER PRIMARY KEY)", b)]
    return bool(dicari) and dicari == baris


def _postgresql(rencana: str, tabel: str) -> bool:
    if re.search(rf"Seq Scan on {tabel}\b", rencana):
        return False
    lewat_indeks = re.search(rf"(Index (Only )?Scan using \S+|Bitmap Heap Scan) on {tabel}\b", rencana)
    return bool(lewat_indeks) and "Index Cond" in rencana
