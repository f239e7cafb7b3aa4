"""What the layer above knows of who recorded when; the registry only asks (filled in spm_services.apps)."""

from collections.abc import Callable, Mapping
from datetime import date

from django.db.models import Exists

# f(area code, from, until) → {account: months (202611) with a record of theirs in the area}.
BULAN_MENCATAT: list[Callable[[str, date, date], Mapping[int, set[int]]]] = []
# f(from) → a condition on rows of Kader: the account recorded in the term's unit on that day or later.
MENCATAT_SEJAK: list[Callable[[date], Exists]] = []


def bulan_mencatat(kode: str, dari: date, sampai: date) -> dict[int, set[int]]:
    """{account: months with a record} in the area, over all who know of records."""
    hasil: dict[int, set[int]] = {}
    for baca in BULAN_MENCATAT:
        for akun, bulan in baca(kode, dari, sampai).items():
            hasil.setdefault(akun, set()).update(bulan)
    return hasil
