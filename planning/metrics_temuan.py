"""Numbers about the checks: findings by rule, and the control totals of the documents in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.scope import Scope
from planning.katalog import ANGGARAN
from planning.models import BarisAnggaran, DokumenAnggaran, StatusDokumen, StatusTemuan, TemuanAnggaran, TotalDokumen
from planning.pemeriksaan import SEMUA, Pemeriksaan
from planning.total import SelisihSumber, selisih_jumlah, selisih_sumber
from posyandu_app.lib import kode as kode_lib


@dataclass(frozen=True)
class HitungAturan:
    """One check with its findings by status. `hilang` ones are closed and are not counted as open."""

    aturan: Pemeriksaan
    terbuka: int
    dijelaskan: int
    selesai: int

    @property
    def belum(self) -> int:
        return self.terbuka + self.dijelaskan


def per_aturan(scope: Scope, tahun: int, kode: str = "") -> list[HitungAturan]:
    """All thirty checks with counts of the year in the scope (and, with `kode`, at or below that area).

    Counted: findings stored, each rule and object once. Not counted: what no run has looked at yet."""
    rows = saring_area(TemuanAnggaran.objects.for_scope(scope).filter(tahun=tahun), kode)
    hitung = {
        (r["aturan"], r["status"]): r["n"] for r in rows.order_by().values("aturan", "status").annotate(n=Count("pk"))
    }
    return [HitungAturan(p, *(hitung.get((p.kode, s.value), 0) for s in StatusTemuan)) for p in SEMUA]


def saring_area(rows: "QuerySet[Any]", kode: str) -> "QuerySet[Any]":
    """Findings at or below the area, or of the unit."""
    if not kode or kode == kode_lib.NASIONAL:
        return rows
    dari, sampai = kode_lib.rentang(kode)
    unit = Q(posyandu__kode__gte=dari, posyandu__kode__lt=sampai)
    return rows.filter(Q(wilayah__gte=dari, wilayah__lt=sampai) | unit)


@dataclass(frozen=True)
class TotalKendali:
    """The sources of one document: what the lines add up to against what its decree prints. `seluruh`: the whole
    document against the one total of it that its decree or the imported file states, where one does."""

    dokumen: DokumenAnggaran
    sumber: list[SelisihSumber]
    seluruh: SelisihSumber | None = None

    @property
    def jumlah(self) -> Decimal:
        return sum((s.jumlah for s in self.sumber), Decimal(0))

    @property
    def tertulis(self) -> Decimal | None:
        """The total of the whole where one is stated, else of all sources; None as long as one of them is missing."""
        if self.seluruh is not None:
            return self.seluruh.tertulis
        isi = [s.tertulis for s in self.sumber]
        return None if not isi or None in isi else sum((n for n in isi if n is not None), Decimal(0))

    @property
    def beda(self) -> Decimal | None:
        """The differences of all sources, none set off against another, or that of the whole where it is larger."""
        if self.tertulis is None:
            return None
        sumber = sum((abs(s.beda or Decimal(0)) for s in self.sumber), Decimal(0))
        return max(sumber, abs((self.seluruh.beda if self.seluruh else None) or Decimal(0)))


def anggaran_berlaku(rows: "QuerySet[DokumenAnggaran]", tahun: int) -> "QuerySet[DokumenAnggaran]":
    """Of these documents the budgets in force of the year."""
    return rows.filter(jenis__in=ANGGARAN, status=StatusDokumen.DITETAPKAN, tahun__lte=tahun, tahun_akhir__gte=tahun)


def total_kendali(dokumen: Iterable[DokumenAnggaran]) -> list[TotalKendali]:
    """Control totals of the documents, in three questions however many there are."""
    semua = list(dokumen)
    baris: dict[int, list[BarisAnggaran]] = {d.pk: [] for d in semua}
    for b in BarisAnggaran.objects.filter(dokumen__in=semua).prefetch_related("sumber_list").order_by("pk"):
        baris[b.dokumen_id].append(b)
    tertulis: dict[int, dict[str, Decimal]] = {d.pk: {} for d in semua}
    for t in TotalDokumen.objects.filter(dokumen__in=semua):
        tertulis[t.dokumen_id][t.sumber] = t.nilai
    return [
        TotalKendali(d, selisih_sumber(baris[d.pk], tertulis[d.pk]), selisih_jumlah(baris[d.pk], tertulis[d.pk]))
        for d in semua
    ]
