"""Numbers about incentives and the lines that pay them: what is not paid yet, since when, and what it waits for.

The facts are the registry's (lists, months, who got it); planning adds which line pays and which tranche it waits for
(`Alokasi.daftar`, `tahap_salur`). No second ledger: a list's money is its lines', tied and paid by the one engine.

Not paid, everywhere here: months that are over, on lists past their draft and not cancelled, of people who did not get
theirs (the list is not paid, or they are its arrears). Not counted: months for which nobody drew up a list here, which
may have been paid on paper. No person is named.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min, Sum

from accounts.scope import Scope
from planning.models import Alokasi, StatusAlokasi
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.uang import uang_terjumlah
from registry.models import BarisBayar, DaftarBayar, Posyandu, StatusDaftar
from registry.models.insentif import BulanBayar

NOL = Decimal(0)
BELUM = (BarisBayar.Keadaan.BELUM, BarisBayar.Keadaan.TUNGGAKAN)
TIDAK_JALAN = (StatusDaftar.DRAF, StatusDaftar.DIBATALKAN)
TERIKAT = (StatusDaftar.DITANDATANGANI, StatusDaftar.DIBAYAR)  # lists whose lines change no more: a line may be tied
# What an unpaid list waits for where no tranche is named.
TANPA_BARIS, TANPA_TAHAP = "Belum terhubung ke baris anggaran", "Terhubung, tidak menunggu penyaluran"
RAWAN, BERHENTI = 3, 6  # months; our reading of the one case known (planning study 5.2), no rule names a number


def risiko(bulan: int) -> tuple[str, str]:
    """(tone, what it means in plain words) of so many unpaid months of one unit."""
    if bulan >= BERHENTI:
        return "buruk", "Kader bisa berhenti. Di Sukabumi posyandu berhenti setelah delapan bulan tanpa insentif."
    if bulan >= RAWAN:
        return "awas", "Kader menanggung sendiri. Siapkan dana talangan atau Perubahan."
    return "netral", "Belum lama. Bayar begitu uangnya ada."


@dataclass
class Tunggu:
    """What waits for one thing: a tranche, a line, or only its payment."""

    apa: str
    nilai: Decimal = NOL
    bulan: set[int] = field(default_factory=set)
    unit: set[int] = field(default_factory=set)

    @property
    def terlama(self) -> Bulan:
        return _bulan(min(self.bulan))


@dataclass
class UnitBelum:
    """One unit: its unpaid months, people and rupiah, and what each part waits for."""

    unit: int
    posyandu: Posyandu | None = None
    bulan: set[int] = field(default_factory=set)
    nilai: Decimal = NOL
    tunggakan: int = 0
    tunggu: dict[str, Decimal] = field(default_factory=dict)

    @property
    def terlama(self) -> Bulan:
        return _bulan(min(self.bulan))

    @property
    def risiko(self) -> tuple[str, str]:
        return risiko(len(self.bulan))


def _bulan(angka: int) -> Bulan:
    return Bulan(angka // 100, angka % 100)


def _di(rows: Any, kode: str, jalur: str) -> Any:
    if kode == kode_lib.NASIONAL:
        return rows
    dari, sampai = kode_lib.rentang(kode)
    return rows.filter(**{f"{jalur}__gte": dari, f"{jalur}__lt": sampai})


def _rows(scope: Scope, kode: str, hari: date) -> Any:
    """[(unit, list, month, state, rupiah)] of what is not paid. One query."""
    rows = _di(BulanBayar.objects.for_scope(scope), kode, "baris__posyandu__kode")
    rows = rows.filter(bulan__lt=Bulan.dari(hari).angka, baris__keadaan__in=BELUM)
    rows = rows.exclude(baris__daftar__status__in=TIDAK_JALAN).order_by()
    kolom = ("baris__posyandu", "baris__daftar", "bulan", "baris__keadaan")
    return rows.values_list(*kolom).annotate(nilai=Sum("jumlah"))


def _tahap(scope: Scope, daftar: Iterable[int]) -> dict[tuple[int, int], str]:
    """{(list, unit): what the line that pays it waits for}. One query."""
    rows = Alokasi.objects.for_scope(scope).filter(daftar__in=set(daftar), status=StatusAlokasi.BERLAKU).order_by("pk")
    return {(d, u): t or TANPA_TAHAP for d, u, t in rows.values_list("daftar", "posyandu", "tahap_salur") if d and u}


@dataclass(frozen=True)
class Belum:
    """What is not paid in an area."""

    unit: list[UnitBelum]
    tunggu: list[Tunggu]

    @property
    def nilai(self) -> Decimal:
        return sum((u.nilai for u in self.unit), NOL)

    @property
    def terlama(self) -> Bulan | None:
        semua = [min(u.bulan) for u in self.unit]
        return _bulan(min(semua)) if semua else None


def belum_dibayar(scope: Scope, kode: str, hari: date) -> Belum:
    """Units of the area with unpaid months, most months first, and the same money by what it waits for. Three queries
    for any number of units; a money row stands once in each of the two."""
    rows = list(_rows(scope, kode, hari))
    tahap = _tahap(scope, {d for _, d, *_ in rows})
    unit: dict[int, UnitBelum] = {}
    tunggu: dict[str, Tunggu] = {}
    for u, daftar, bulan, keadaan, nilai in rows:
        apa, rupiah = tahap.get((daftar, u), TANPA_BARIS), uang_terjumlah(nilai)
        satu = unit.setdefault(u, UnitBelum(u))
        satu.bulan.add(bulan)
        satu.nilai += rupiah
        satu.tunggu[apa] = satu.tunggu.get(apa, NOL) + rupiah
        satu.tunggakan += keadaan == BarisBayar.Keadaan.TUNGGAKAN
        kelompok = tunggu.setdefault(apa, Tunggu(apa))
        kelompok.nilai += rupiah
        kelompok.bulan.add(bulan)
        kelompok.unit.add(u)
    for p in Posyandu.objects.filter(pk__in=unit).select_related("wilayah"):
        unit[p.pk].posyandu = p
    urut = sorted(unit.values(), key=lambda x: (-len(x.bulan), -x.nilai, x.unit))
    return Belum(urut, sorted(tunggu.values(), key=lambda t: (-t.nilai, t.apa)))


def isi_daftar(daftar: int, kode: str = kode_lib.NASIONAL) -> dict[int, Decimal]:
    """{unit: rupiah of the list} at or below the area. One query."""
    rows = _di(BarisBayar.objects.filter(daftar=daftar), kode, "posyandu__kode").order_by()
    return {u: uang_terjumlah(n) for u, n in rows.values_list("posyandu").annotate(n=Sum("jumlah"))}


def terhubung(daftar: int) -> dict[int, Decimal]:
    """{unit: rupiah of the list that lines give}. One query."""
    rows = Alokasi.objects.filter(daftar=daftar, status=StatusAlokasi.BERLAKU).order_by()
    return {u: uang_terjumlah(n) for u, n in rows.values_list("posyandu").annotate(n=Sum("nilai")) if u}


def belum_terhubung(daftar: int, kode: str = kode_lib.NASIONAL) -> dict[int, Decimal]:
    """{unit: what no line gives yet}, only where there is something left. Two queries."""
    ada = terhubung(daftar)
    sisa = {u: n - ada.get(u, NOL) for u, n in isi_daftar(daftar, kode).items()}
    return {u: n for u, n in sisa.items() if n > 0}


@dataclass(frozen=True)
class BarisDaftar:
    """One line that pays a list: how much it gives to how many units of the reader's, how much is paid, by which
    proofs, and what it waits for."""

    baris: int
    nilai: Decimal
    terealisasi: Decimal
    unit: int
    tahap_salur: str

    @property
    def sisa(self) -> Decimal:
        return self.nilai - self.terealisasi


def baris_daftar(scope: Scope, daftar: int) -> list[BarisDaftar]:
    """Lines that pay the list, as far as the reader's units go. One query."""
    rows = Alokasi.objects.for_scope(scope).filter(daftar=daftar, status=StatusAlokasi.BERLAKU).order_by()
    jumlah = rows.values("baris").annotate(
        nilai=Sum("nilai"), bayar=Sum("terealisasi"), unit=Count("posyandu"), tahap=Max("tahap_salur")
    )
    return [
        BarisDaftar(r["baris"], uang_terjumlah(r["nilai"]), uang_terjumlah(r["bayar"]), r["unit"], r["tahap"])
        for r in jumlah.order_by("baris")
    ]


def terbayar_per_bukti(daftar: int) -> Mapping[int, list[tuple[date, str, Decimal]]]:
    """{unit: [(day, proof, rupiah)]} of what the registry says people of the list got, oldest first. One query."""
    rows = BarisBayar.objects.filter(daftar=daftar, keadaan=BarisBayar.Keadaan.DIBAYAR).order_by()
    kolom = rows.values_list("posyandu", "dibayar", "bukti").annotate(n=Sum("jumlah"), awal=Min("pk"))
    hasil: dict[int, list[tuple[date, str, Decimal]]] = defaultdict(list)
    for unit, hari, bukti, n, _ in sorted(kolom, key=lambda r: (r[1], r[4])):
        hasil[unit].append((hari, bukti, uang_terjumlah(n)))
    return hasil


def daftar_tanpa_baris(scope: Scope, kode: str) -> list[DaftarBayar]:
    """Signed or paid lists of the area that no line is tied to yet, newest first, of payers that have a budget."""
    rows = _di(DaftarBayar.objects.for_scope(scope), kode, "wilayah__kode").filter(status__in=TERIKAT)
    rows = rows.exclude(alokasi_list__status=StatusAlokasi.BERLAKU).exclude(pembayar__jenis="lainnya")
    return list(rows.select_related("pembayar__wilayah", "wilayah").order_by("-mulai", "-pk")[:50])
