"""Completeness, defined once: of one unit, one field and one month, what is there, what is said, what is missing.

Five states that never stand for one another: recorded (n), zero as somebody said it, missing ("belum"), not applicable
(the unit did not exist, or does not run the field), closed (the unit was closed all month). A month still to come is
none of them. A record always wins: it is a fact, the others are statements. All figures come from the summary.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from accounts.scope import Scope
from posyandu_app.lib.bidang import SEMUA
from posyandu_app.lib.periode import Bulan
from registry.models import KeadaanUnit, Posyandu, StatusPosyandu
from registry.querysets import PosyanduQuerySet
from spm_services.metrics import AKTIF, CATATAN, indikator
from spm_services.models import BidangTakJalan, BulanUnit, NolBidang, StatusBulan
from wilayah.models import Rekap
from wilayah.rekap import Bacaan


class Keadaan(StrEnum):
    TERCATAT = "tercatat"
    NOL = "nol"
    BELUM = "belum"
    TIDAK = "tidak"
    TUTUP = "tutup"
    NANTI = "nanti"


# (shape, words, one word for a cell): a state is told by shape and word, never by colour alone.
KATA: dict[str, tuple[str, str, str]] = {
    Keadaan.TERCATAT: ("●", "tercatat", ""),
    Keadaan.NOL: ("0", "nol dinyatakan", "nol"),
    Keadaan.BELUM: ("○", "belum", "belum"),
    Keadaan.TIDAK: ("–", "tidak berlaku", "tidak"),
    Keadaan.TUTUP: ("×", "posyandu tutup", "tutup"),
    Keadaan.NANTI: ("", "bulan belum tiba", ""),
}
BELUM_BERDIRI, TIDAK_JALAN = "posyandu belum berdiri", "bidang tidak dijalankan"
NOL, TAK, SELAMANYA = "nol", "tak", 999_912


@dataclass(frozen=True)
class Sel:
    """One field of one unit in one month. `jumlah` is the number of records; `sebab` says why it does not apply."""

    keadaan: Keadaan
    jumlah: int = 0
    sebab: str = ""

    @property
    def bentuk(self) -> str:
        return KATA[self.keadaan][0]

    @property
    def pendek(self) -> str:
        return str(self.jumlah) if self.keadaan == Keadaan.TERCATAT else KATA[self.keadaan][2]

    @property
    def kata(self) -> str:
        """`12 catatan`, `nol dinyatakan`, `belum`, `tidak berlaku: posyandu belum berdiri`"""
        if self.keadaan == Keadaan.TERCATAT:
            return f"{self.jumlah} catatan"
        return KATA[self.keadaan][1] + (f": {self.sebab}" if self.sebab else "")

    @property
    def lengkap(self) -> bool:
        return self.keadaan in (Keadaan.TERCATAT, Keadaan.NOL)

    @property
    def belum(self) -> bool:
        return self.keadaan == Keadaan.BELUM


Kisi = dict[tuple[int, int, str], Sel]  # (unit's key, month 202611, field)


def kisi(units: Sequence[Posyandu], bulan: Sequence[Bulan], kini: Bulan) -> Kisi:
    """Every field of every unit in every month. Three queries, however many units and months."""
    catatan, masa = _catatan(units, bulan), _masa_aktif(units)
    kata = _pernyataan(units)
    hasil: Kisi = {}
    for unit in units:
        for b in bulan:
            umum = _umum(unit, b, kini, masa.get(unit.pk))
            for bidang in SEMUA:
                n = catatan.get((unit.kode, b.angka, indikator(CATATAN, bidang)), 0)
                sebut = {j for j, dari, ke in kata.get((unit.pk, bidang), ()) if dari <= b.angka < ke}
                hasil[unit.pk, b.angka, bidang] = _sel(n, umum, sebut)
    return hasil


def _pernyataan(units: Sequence[Posyandu]) -> dict[tuple[int, str], list[tuple[str, int, int]]]:
    """{(unit, field): [(what was said, from month, up to month)]}: zeros are said of one month. One query."""
    nol = NolBidang.objects.filter(posyandu__in=units, dicabut=None)
    tak = BidangTakJalan.objects.filter(posyandu__in=units)
    hasil: dict[tuple[int, str], list[tuple[str, int, int]]] = {}
    kolom = ("posyandu", "bidang", "dari", "ke", "apa")
    rows = nol.annotate(dari=F("bulan"), ke=F("bulan") + 1, apa=Value(NOL)).values_list(*kolom)
    lain = tak.annotate(dari=F("mulai"), ke=Coalesce("sampai", SELAMANYA), apa=Value(TAK)).values_list(*kolom)
    for unit, bidang, dari, ke, apa in rows.union(lain, all=True):
        hasil.setdefault((unit, bidang), []).append((apa, dari, ke))
    return hasil


def _catatan(units: Sequence[Posyandu], bulan: Sequence[Bulan]) -> dict[tuple[str, int, str], int]:
    rows = Rekap.objects.filter(
        kode__in=[u.kode for u in units],
        periode__in=[b.angka for b in bulan],
        indikator__in=[indikator(CATATAN, b) for b in SEMUA],
    )
    return {(k, p, i): n for k, p, i, n in rows.values_list("kode", "periode", "indikator", "jumlah")}


def _masa_aktif(units: Sequence[Posyandu]) -> dict[int, list[tuple[object, object]]]:
    """{unit: its periods in use as (from, to)}; a unit without any dated period is left out."""
    hasil: dict[int, list[tuple[object, object]]] = {}
    rows = KeadaanUnit.objects.filter(posyandu__in=units).values_list("posyandu", "status", "mulai", "sampai")
    for unit, status, mulai, sampai in rows:
        masa = hasil.setdefault(unit, [])
        if status == StatusPosyandu.AKTIF:
            masa.append((mulai, sampai))
    return hasil


def _umum(unit: Posyandu, b: Bulan, kini: Bulan, masa: Iterable[tuple[object, object]] | None) -> Sel | None:
    """What holds for all fields of the unit in the month; None: the month is asked of it."""
    if b > kini:
        return Sel(Keadaan.NANTI)
    if unit.berdiri and unit.berdiri >= b.sampai:
        return Sel(Keadaan.TIDAK, sebab=BELUM_BERDIRI)
    if masa is None:
        aktif = unit.status == StatusPosyandu.AKTIF
    else:
        aktif = any((m is None or m < b.sampai) and (s is None or s > b.mulai) for m, s in masa)  # type: ignore[operator]
    return None if aktif else Sel(Keadaan.TUTUP)


def _sel(catatan: int, umum: Sel | None, sebut: set[str]) -> Sel:
    if catatan > 0:
        return Sel(Keadaan.TERCATAT, catatan)
    if umum is not None:
        return umum
    if TAK in sebut:
        return Sel(Keadaan.TIDAK, sebab=TIDAK_JALAN)
    return Sel(Keadaan.NOL if NOL in sebut else Keadaan.BELUM)


def status_bulan(units: Sequence[Posyandu], bulan: Sequence[Bulan]) -> dict[tuple[int, int], BulanUnit]:
    """{(unit, month): its closing}; without a row the month is open. One query."""
    rows = BulanUnit.objects.filter(posyandu__in=units, bulan__in=[b.angka for b in bulan])
    return {(r.posyandu_id, r.bulan): r for r in rows}


# The same by SQL, for areas too large to lay out cell by cell.


def _berlaku(b: Bulan) -> Q:
    """Units that the month is asked of: they existed, and were in use some day of it."""
    masa = KeadaanUnit.objects.filter(posyandu=OuterRef("pk"))
    dalam = Q(mulai=None) | Q(mulai__lt=b.sampai), Q(sampai=None) | Q(sampai__gt=b.mulai)
    aktif = Exists(masa.filter(*dalam, status=StatusPosyandu.AKTIF))
    tanpa_masa = Q(~Exists(masa)) & Q(status=StatusPosyandu.AKTIF)
    return (Q(berdiri=None) | Q(berdiri__lt=b.sampai)) & (Q(aktif) | tanpa_masa)


def _tercatat(b: Bulan, bidang: str, kode: str = "kode") -> Exists:
    rows = Rekap.objects.filter(kode=OuterRef(kode), periode=b.angka, indikator=indikator(CATATAN, bidang))
    return Exists(rows.filter(jumlah__gt=0))


def _berjalan(b: Bulan) -> Q:
    return Q(mulai__lte=b.angka) & (Q(sampai=None) | Q(sampai__gt=b.angka))


def _kurang(b: Bulan, bidang: Sequence[str]) -> Q:
    """Units without a record, a zero, or a word that the field is not run, in one of the fields."""
    kurang = Q(pk__in=[])
    for k in bidang:
        nol = NolBidang.objects.filter(posyandu=OuterRef("pk"), bulan=b.angka, bidang=k, dicabut=None)
        tak = BidangTakJalan.objects.filter(_berjalan(b), posyandu=OuterRef("pk"), bidang=k)
        kurang |= Q(~_tercatat(b, k)) & Q(~Exists(nol)) & Q(~Exists(tak))
    return kurang


def belum_lengkap(units: PosyanduQuerySet, b: Bulan, bidang: Sequence[str] = SEMUA) -> PosyanduQuerySet:
    """Of the units, those with a missing field in the month."""
    return units.filter(_berlaku(b)).filter(_kurang(b, bidang))


def belum_satu(unit: Posyandu, b: Bulan) -> tuple[int, bool]:
    """(missing fields of one unit in the month, is the month asked of it or has it records there?) One query."""
    ada = Q(pk__in=[])
    for k in SEMUA:
        ada |= Q(_tercatat(b, k))
    kurang = {k: Count("pk", filter=_berlaku(b) & _kurang(b, [k])) for k in SEMUA}
    isi = Posyandu.objects.filter(pk=unit.pk).aggregate(diminta=Count("pk", filter=_berlaku(b) | ada), **kurang)
    return sum(isi[k] for k in SEMUA), bool(isi["diminta"])


@dataclass(frozen=True)
class Lengkap:
    """One field of an area in a month: cells that are recorded or said to be zero, of those that apply."""

    tercatat: int
    nol: int
    penyebut: int

    @property
    def pembilang(self) -> int:
        return self.tercatat + self.nol

    @property
    def belum(self) -> int:
        return self.penyebut - self.pembilang


def lengkap(scope: Scope, kode: str, b: Bulan) -> dict[str, Lengkap]:
    """{field: figures} of an area that the scope holds whole (ValueError otherwise). Equals the sum of `kisi`.

    Four queries at every level: recorded units from the summary, the rest from the tables of statements, which are
    small; units with a record in a month that is not asked of them are added, since a record always counts.
    """
    if not scope.memuat(kode):
        raise ValueError(f"wilayah di luar lingkup: {kode}")
    bacaan = Bacaan(kode, [b.angka])
    units = Posyandu.objects.for_scope(scope).di_wilayah(kode)
    luar = {f"luar_{k}": Count("pk", filter=~_berlaku(b) & Q(_tercatat(b, k))) for k in SEMUA}
    jumlah = units.aggregate(diminta=Count("pk", filter=_berlaku(b)), **luar)
    tak_jalan = BidangTakJalan.objects.filter(_berjalan(b))
    sama = tak_jalan.filter(posyandu=OuterRef("posyandu"), bidang=OuterRef("bidang"))
    nol = _hitung(NolBidang.objects.filter(~Exists(sama), bulan=b.angka, dicabut=None), units, b)
    tak = _hitung(tak_jalan, units, b)
    hasil = {}
    for k in SEMUA:
        tercatat = _unit_tercatat(bacaan, kode, b, k)
        hasil[k] = Lengkap(tercatat, nol.get(k, 0), jumlah["diminta"] + jumlah[f"luar_{k}"] - tak.get(k, 0))
    return hasil


def _unit_tercatat(bacaan: Bacaan, kode: str, b: Bulan, bidang: str) -> int:
    """Units with a record; of a single unit the summary keeps records only, no count of units."""
    if len(kode) == 19:
        return int(bacaan.angka(b.angka, indikator(CATATAN, bidang)) > 0)
    return bacaan.angka(b.angka, indikator(AKTIF, bidang))


def _hitung(rows: "QuerySet[Any]", units: PosyanduQuerySet, b: Bulan) -> dict[str, int]:
    """Statements by field, of units the month is asked of and that have no record there: a record overrules them."""
    tanpa = Q(pk__in=[])
    for k in SEMUA:
        tanpa |= Q(bidang=k) & Q(~_tercatat(b, k, "posyandu__kode"))
    isi = rows.filter(posyandu__in=units.filter(_berlaku(b)).order_by().values("pk")).filter(tanpa)
    return dict(isi.order_by().values_list("bidang").annotate(n=Count("posyandu", distinct=True)))


@dataclass(frozen=True)
class Penutupan:
    """Closing of a month in an area: units that closed it, units that opened it again at least once."""

    ditutup: int
    dibuka_lagi: int


def penutupan(scope: Scope, kode: str, b: Bulan) -> Penutupan:
    rows = BulanUnit.objects.filter(posyandu__in=Posyandu.objects.for_scope(scope).di_wilayah(kode), bulan=b.angka)
    isi = rows.aggregate(tutup=Count("pk", Q(status=StatusBulan.DITUTUP)), lagi=Count("pk", Q(dibuka_lagi__gt=0)))
    return Penutupan(isi["tutup"], isi["lagi"])


def sisa_bulan(scope: Scope, kode: str, b: Bulan) -> tuple[int, int]:
    """(units that the month is asked of and have not closed it, of them with a missing field). One query."""
    tutup = BulanUnit.objects.filter(posyandu=OuterRef("pk"), bulan=b.angka, status=StatusBulan.DITUTUP)
    units = Posyandu.objects.for_scope(scope).di_wilayah(kode).filter(_berlaku(b)).filter(~Exists(tutup))
    isi = units.aggregate(terbuka=Count("pk"), belum=Count("pk", filter=_kurang(b, SEMUA)))
    return isi["terbuka"], isi["belum"]
