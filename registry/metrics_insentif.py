"""What kader were owed in a year by the payment lists, what they got, and what they did not. Rupiah as Decimal.

Counted: months of lists that were signed, of units at or below the area. A month is *paid* once its list was paid and
the person got it, *arrears* (tunggakan) where the list was paid and the person did not get it, *waiting* where the list
is signed and not paid yet. One person and month may stand on the lists of several payers; each is a month of its own.
Not counted: drafts, opened and cancelled lists, and months that stand on no list: nobody has said what is due for them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from accounts.scope import Scope
from posyandu_app.lib.periode import Bulan
from registry.actions._insentif import satu_orang
from registry.models import BarisBayar, BulanBayar, Kader, Posyandu, StatusDaftar, StatusPosyandu

NOL = Decimal("0.00")
DITANDATANGANI = (StatusDaftar.DITANDATANGANI, StatusDaftar.DIBAYAR)
Keadaan = BarisBayar.Keadaan


@dataclass(frozen=True)
class Bulanan:
    """Months and their rupiah."""

    bulan: int = 0
    rupiah: Decimal = NOL

    def __add__(self, lain: "Bulanan") -> "Bulanan":
        return Bulanan(self.bulan + lain.bulan, self.rupiah + lain.rupiah)


@dataclass
class StatusBayar:
    """One kader of a unit, or all of a unit. `kader`: on its roster at some time of the year, or on a list of it;
    `tanpa_daftar` of them stand on no signed list of the year."""

    unit: Posyandu
    nama: str = ""
    kader: int = 0
    tanpa_daftar: int = 0
    isi: dict[str, Bulanan] = field(default_factory=dict)

    def keadaan(self, apa: str) -> Bulanan | None:
        """Paid, in arrears, or waiting (`BarisBayar.Keadaan`). None: on no signed list, which is not zero."""
        return self.isi.get(apa, Bulanan()) if self.isi else None

    @property
    def terutang(self) -> Bulanan | None:
        """All that signed lists say is due."""
        return sum(self.isi.values(), Bulanan()) if self.isi else None

    def tambah(self, lain: "StatusBayar") -> None:
        self.kader += lain.kader
        self.tanpa_daftar += lain.tanpa_daftar
        for apa, n in lain.isi.items():
            self.isi[apa] = self.isi.get(apa, Bulanan()) + n


def _rupiah(nilai: object) -> Decimal:
    return Decimal(str(nilai or 0)).quantize(NOL)


def _roster(scope: Scope, kode: str, tahun: int) -> "QuerySet[Any]":
    """Terms that held on any day of the year."""
    rows = Kader.objects.for_scope(scope).di_wilayah(kode).filter(mulai__lt=Bulan(tahun, 12).sampai)
    return rows.filter(Q(sampai=None) | Q(sampai__gt=Bulan(tahun, 1).mulai)).exclude(sampai=F("mulai"))


def _bulan(scope: Scope, kode: str, tahun: int) -> "QuerySet[Any]":
    rows = BarisBayar.objects.for_scope(scope).di_wilayah(kode).filter(daftar__status__in=DITANDATANGANI)
    bulan = BulanBayar.objects.filter(baris__in=rows, bulan__gt=tahun * 100, bulan__lt=(tahun + 1) * 100)
    hitung = bulan.order_by().values_list("baris__posyandu", "baris__orang", "baris__orang__nama", "baris__keadaan")
    return hitung.annotate(n=Count("pk"), jumlah=Sum("jumlah"))


def per_orang(scope: Scope, kode: str, tahun: int) -> list[StatusBayar]:
    """Every kader of the area's active units, and whoever stood on a list in a closed one, by unit and name. Four
    queries, for any number of them."""
    units = {u.pk: u for u in Posyandu.objects.for_scope(scope).di_wilayah(kode).select_related("wilayah")}
    roster = list(_roster(scope, kode, tahun).values_list("posyandu", "orang", "orang__nama"))
    bulan = list(_bulan(scope, kode, tahun))
    siapa = satu_orang({o for _, o, *_ in [*roster, *bulan]})
    hasil: dict[tuple[int, int], StatusBayar] = {}
    for unit, orang, nama, *angka in [*roster, *bulan]:
        if unit not in units:
            continue
        satu = hasil.setdefault((unit, siapa[orang]), StatusBayar(units[unit], nama, kader=1))
        if angka:
            keadaan, n, jumlah = angka
            satu.isi[keadaan] = satu.isi.get(keadaan, Bulanan()) + Bulanan(n, _rupiah(jumlah))
    for satu in hasil.values():
        satu.tanpa_daftar = int(not satu.isi)
    semua = [s for s in hasil.values() if s.isi or s.unit.status == StatusPosyandu.AKTIF]
    return sorted(semua, key=lambda s: (s.unit.kode, s.nama))


def per_unit(rows: Iterable[StatusBayar]) -> list[StatusBayar]:
    """The same figures by unit; nobody's name."""
    hasil: dict[int, StatusBayar] = {}
    for s in rows:
        hasil.setdefault(s.unit.pk, StatusBayar(s.unit)).tambah(s)
    return list(hasil.values())
