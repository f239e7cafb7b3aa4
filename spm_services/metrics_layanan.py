"""Figures by service and month, defined once: records that count and times served, from the records themselves.

A month of a service is one of four things, and they are never mixed: a number (zero served is a number), no record
(nobody wrote anything down), not applicable (the service was not in use, or the month has not come).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.db.models.functions import ExtractMonth

from accounts.scope import Scope
from posyandu_app.lib.periode import Bulan
from spm_services.katalog.dasar import JenisLayanan
from spm_services.models import Rekaman


@dataclass(frozen=True)
class AngkaLayanan:
    """One service of one area in one month."""

    catatan: int
    terlayani: int


Angka = Mapping[tuple[str, int], AngkaLayanan]


def per_layanan(scope: Scope, kode: str, tahun: int, *, bidang: str = "") -> dict[tuple[str, int], AngkaLayanan]:
    """{(service, month 1–12)} of the area in the year; a pair without a record is left out. One query.

    Records of `/layanan/?layanan=…&dari=…&sampai=…` are the rows behind each pair.
    """
    rows = Rekaman.objects.for_scope(scope).berlaku().di_wilayah(kode)
    rows = rows.selama(Bulan(tahun, 1), Bulan(tahun, 12)).order_by()
    if bidang:
        rows = rows.filter(bidang=bidang)
    hasil = rows.values("layanan", b=ExtractMonth("tanggal")).annotate(n=Count("id"), s=Sum("terlayani"))
    return {(r["layanan"], r["b"]): AngkaLayanan(r["n"], r["s"]) for r in hasil}


def berlaku_pada(entri: JenisLayanan, bulan: Bulan, hari: date) -> bool:
    """Could the service be recorded in the month: in use then, and the month has begun?"""
    if bulan.mulai > hari:
        return False
    return entri.sejak <= str(bulan) and (not entri.sampai or str(bulan) <= entri.sampai)


def menghitung(entri: JenisLayanan) -> bool:
    """Does a record of it count anybody served? Of a thing or a request only records are counted."""
    return entri.terlayani(dict.fromkeys(entri.angka, 1)) > 0
