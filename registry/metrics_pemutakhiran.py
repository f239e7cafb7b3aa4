"""What is counted of a Pemutakhiran.

A section is done in a round when somebody confirmed it within the round; a unit is done when all its sections are.
Editing afterwards takes nothing away: whoever edits says what is right, and the log says who. Counted are units in use
today; closed ones are not.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.scope import Scope
from registry.bagian_data import BAGIAN_DATA
from registry.models import KonfirmasiBagian, PeriodePemutakhiran, Posyandu, StatusPosyandu
from wilayah.models import Wilayah

SEMUA_BAGIAN = len(BAGIAN_DATA)
PANJANG = {5: 8, 8: 13, 13: 19}  # length of the codes right below


@dataclass(frozen=True)
class Kemajuan:
    """One area of a round: units in use, those with every section confirmed, those with some."""

    kode: str
    nama: str
    unit: int
    selesai: int
    sebagian: int

    @property
    def belum(self) -> int:
        return self.unit - self.selesai - self.sebagian


def bagian_per_unit(scope: Scope, periode: PeriodePemutakhiran, kode: str) -> dict[str, int]:
    """{unit's code: sections confirmed in the round} of units in use, none left out at zero. Two queries."""
    units = Posyandu.objects.for_scope(scope).di_wilayah(kode).aktif()
    isi = dict.fromkeys(units.order_by("kode").values_list("kode", flat=True), 0)
    rows = KonfirmasiBagian.objects.for_scope(scope).filter(
        periode=periode, posyandu__status=StatusPosyandu.AKTIF, posyandu__kode__startswith=kode
    )
    for unit, n in rows.order_by().values_list("posyandu__kode").annotate(n=Count("bagian", distinct=True)):
        if unit in isi:
            isi[unit] = n
    return isi


def kemajuan(scope: Scope, periode: PeriodePemutakhiran, kode: str) -> tuple[Kemajuan, list[Kemajuan]]:
    """The area and the areas right below it. Three queries, however many units."""
    isi = bagian_per_unit(scope, periode, kode)
    panjang = PANJANG[len(kode)]
    unit, selesai, sebagian = (Counter[str]() for _ in range(3))
    for u, n in isi.items():
        unit[u[:panjang]] += 1
        selesai[u[:panjang]] += n >= SEMUA_BAGIAN
        sebagian[u[:panjang]] += 0 < n < SEMUA_BAGIAN
    semua = Kemajuan(kode, "", unit.total(), selesai.total(), sebagian.total())
    nama = dict(Wilayah.objects.filter(induk=kode).values_list("kode", "nama")) if panjang < 19 else {}
    anak = [Kemajuan(k, nama.get(k, k), unit[k], selesai[k], sebagian[k]) for k in sorted(unit) if panjang < 19]
    return semua, anak


def dengan_kemajuan(rows: "QuerySet[Posyandu]", periode: PeriodePemutakhiran) -> "QuerySet[Any]":
    """Those units, each with `ada`: how many of its sections are confirmed in the round."""
    milik = Q(konfirmasi_list__periode=periode)
    return rows.annotate(ada=Count("konfirmasi_list__bagian", filter=milik, distinct=True))


def belum_selesai(rows: "QuerySet[Posyandu]", periode: PeriodePemutakhiran) -> "QuerySet[Any]":
    """Of those units the ones in use with a section left."""
    return dengan_kemajuan(rows, periode).filter(status=StatusPosyandu.AKTIF, ada__lt=SEMUA_BAGIAN)


def sisa_bagian(unit: str, periode: PeriodePemutakhiran) -> int:
    """Sections of one unit (by its code) that the round still waits for. One query."""
    rows = KonfirmasiBagian.objects.filter(periode=periode, posyandu__kode=unit)
    return SEMUA_BAGIAN - rows.order_by().values("bagian").distinct().count()
