"""Figures about yearly plans and the offices' programmes, defined once. Each takes a Scope."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum

from accounts.roles import Cap
from accounts.scope import Scope
from planning.models import KegiatanRencana, ProgramOpd, RencanaKerja, StatusRencana
from planning.models.kerja import UMUM
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.bidang import SEMUA
from posyandu_app.lib.periode import Bulan
from registry.models import Posyandu
from spm_services.models import Rekaman, StatusRekaman


@dataclass(frozen=True)
class AngkaRencana:
    """Active units of an area, and how far each one's plan of the year is."""

    unit: int
    draf: int
    diajukan: int
    disahkan: int

    @property
    def belum(self) -> int:
        return self.unit - self.draf - self.diajukan - self.disahkan


def punya_rencana(scope: Scope, kode: str, tahun: int) -> AngkaRencana:
    """ "Punya rencana kerja": active units of the area with a plan of that year that is endorsed (disahkan).

    Counted: units in use now that the scope reaches, each with at most one plan a year. Not counted as having one: a
    draft, and a plan that was handed in and not yet endorsed; they are said beside it. Closed units are in neither
    part. Plans of a Tim Pembina are not a unit's.
    """
    rows = Posyandu.objects.for_scope(scope).aktif().di_wilayah(kode)
    berstatus = {
        s.value: Count("pk", Q(rencana_list__tahun=tahun, rencana_list__status=s), distinct=True) for s in StatusRencana
    }
    hasil = rows.aggregate(unit=Count("pk", distinct=True), **berstatus)
    return AngkaRencana(hasil["unit"], hasil["draf"], hasil["diajukan"], hasil["disahkan"])


def biaya_rencana(scope: Scope, pks: Sequence[int]) -> dict[int, Decimal]:
    """{plan: rupiah} of the activities the scope reaches (an OPD's: of its own field), as planned, whoever pays. A
    plan without a row here has no activity yet."""
    rows = KegiatanRencana.objects.for_scope(scope).filter(rencana__in=pks).order_by()
    per_rencana = rows.values("rencana").annotate(jumlah=Sum("biaya"))
    return {r["rencana"]: Decimal(str(r["jumlah"])).quantize(Decimal("0.01")) for r in per_rencana}


Tabrakan = list[list[ProgramOpd]]


@dataclass
class BarisMatriks:
    """One unit's year: programmes by month (its own and those of an area over it), and what does not fit."""

    unit: Posyandu
    bulan: dict[int, list[ProgramOpd]] = field(default_factory=lambda: defaultdict(list))
    tabrakan: dict[int, Tabrakan] = field(default_factory=dict)
    irisan: int = 0  # households

    @property
    def kosong(self) -> int:
        """The longest run of months without anything."""
        terpanjang = kini = 0
        for b in range(1, 13):
            kini = 0 if self.bulan.get(b) else kini + 1
            terpanjang = max(terpanjang, kini)
        return terpanjang

    @property
    def bidang(self) -> frozenset[str]:
        return frozenset(p.bidang for isi in self.bulan.values() for p in isi)

    @property
    def sel(self) -> list[tuple[int, list[ProgramOpd], bool]]:
        """(month, programmes, does it clash) for the twelve cells of a row."""
        return [(b, self.bulan.get(b, []), b in self.tabrakan) for b in range(1, 13)]


def bertabrakan(a: ProgramOpd, b: ProgramOpd) -> bool:
    """Two offices at one place in one month for the same people: on the same day, or one of them without a day yet.
    "Semua warga" meets every group. Two programmes of one office are its own to arrange."""
    if a.perangkat_daerah.strip().lower() == b.perangkat_daerah.strip().lower():
        return False
    if a.tanggal and b.tanggal and a.tanggal != b.tanggal:
        return False
    return a.sasaran == b.sasaran or UMUM in (a.sasaran, b.sasaran)


def tabrakan(isi: Sequence[ProgramOpd]) -> Tabrakan:
    """Pairs of one unit's month that clash."""
    return [[a, b] for ke, a in enumerate(isi) for b in isi[ke + 1 :] if bertabrakan(a, b)]


def matriks(units: Sequence[Posyandu], rows: Iterable[ProgramOpd]) -> list[BarisMatriks]:
    """The rows of the matrix for these units. `rows`: programmes of one year that the reader may see; one of an area
    counts for every unit under it; those called off do not count. No query."""
    baris = {u.pk: BarisMatriks(u) for u in units}
    for p in rows:
        if p.batal:
            continue
        kena = [p.posyandu_id] if p.posyandu_id else [u.pk for u in units if kode_lib.di_bawah(u.kode, p.kode_tempat)]
        for pk in kena:
            if pk in baris:
                baris[pk].bulan[p.bulan].append(p)
    for b in baris.values():
        b.tabrakan = {bulan: t for bulan, isi in b.bulan.items() if (t := tabrakan(isi))}
    return list(baris.values())


def bidang_kosong(rows: Iterable[ProgramOpd]) -> list[str]:
    """Fields of the six without a single programme among these rows."""
    ada = {p.bidang for p in rows if not p.batal}
    return [b for b in SEMUA if b not in ada]


def rumah_tangga_beririsan(scope: Scope, baris: Sequence[BarisMatriks], tahun: int) -> dict[int, int]:
    """{unit: households} that were served in the year in two or more of the fields whose programmes come to the unit.

    Counted: households by records that hold (not cancelled) of the unit in the year, about the household itself or
    about one of its people by their running membership there; each once. Not counted: records about a group, people
    without a household, fields without a programme at that unit. It says that two offices reach the same doors, not
    that one of them is one too many; who they are is not said.
    """
    bidang = {b.unit.pk: b.bidang for b in baris if len(b.bidang) > 1}
    if not bidang:
        return {}
    catatan = Rekaman.objects.for_scope(scope).filter(
        posyandu__in=bidang, tanggal__year=tahun, status=StatusRekaman.BERLAKU
    )
    per_keluarga: dict[tuple[int, Any], set[str]] = defaultdict(set)
    langsung = catatan.exclude(keluarga=None).order_by().values_list("posyandu", "bidang", "keluarga").distinct()
    lewat = catatan.exclude(warga=None).filter(
        warga__keanggotaan_list__posyandu=F("posyandu"), warga__keanggotaan_list__sampai=None
    )
    lewat = lewat.exclude(warga__keanggotaan_list__keluarga=None).order_by()
    orang = lewat.values_list("posyandu", "bidang", "warga__keanggotaan_list__keluarga").distinct()
    for unit, b, keluarga in langsung.union(orang):
        if keluarga is not None and b in bidang[unit]:
            per_keluarga[unit, keluarga].add(b)
    hasil: dict[int, int] = defaultdict(int)
    for (unit, _), isi in per_keluarga.items():
        hasil[unit] += len(isi) > 1
    return dict(hasil)


def bentrok_di(rows: Sequence[ProgramOpd]) -> int:
    """Of programmes just entered: at how many units another office comes in that month for the same people. A count,
    so that an office may ask; it reads other fields' rows whatever the office itself may see."""
    units = {p.posyandu_id for p in rows if p.posyandu_id}
    if not units:
        return 0
    satu = rows[0]
    lain = ProgramOpd.objects.filter(posyandu__in=units, tahun=satu.tahun, bulan=satu.bulan, batal=False)
    lain = lain.exclude(pk__in=[p.pk for p in rows])
    return len({p.posyandu_id for p in lain if bertabrakan(satu, p)})


def rencana_tim(scope: Scope, kode: str, tahun: int) -> "list[RencanaKerja]":
    """Plans of Tim Pembina in the area, of that year."""
    rows = RencanaKerja.objects.for_scope(scope).filter(posyandu=None, tahun=tahun)
    if kode != kode_lib.NASIONAL:
        dari, sampai = kode_lib.rentang(kode[:13])
        rows = rows.filter(wilayah__gte=dari, wilayah__lt=sampai)
    return list(rows.select_related("wilayah").order_by("wilayah")[:50])


def program_unit(user: Any, kode: str, bulan: Bulan, hari: date) -> list[ProgramOpd]:
    """What is still to come to one unit in a month (its own rows and those of an area over it), the dated first. Read
    by the duty of recording: a kader sees what comes to the own unit, of every field."""
    rows = ProgramOpd.objects.untuk_bawahan(user, Cap.CATAT).filter(tahun=bulan.tahun, bulan=bulan.bulan, batal=False)
    di = Q(posyandu__kode=kode) | Q(wilayah__in=kode_lib.leluhur(kode))
    rows = rows.filter(di).exclude(tanggal__lt=hari)
    return list(rows.order_by(F("tanggal").asc(nulls_last=True), "pk")[:5])
