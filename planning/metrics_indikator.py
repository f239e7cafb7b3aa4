"""What was done for an indicator of a plan: its lines at every stage, their money, by year.

Counted: lines tied to it (TautanIndikator) and all that came of them in later stages and amendments. Money is what
stands on lines of budgets in force: it moves along with an amendment, so no rupiah counts twice. Not counted: lines
with the program's code that nobody tied. A line may serve several indicators: sums of two may overlap.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from accounts.scope import Scope
from planning.katalog import ANGGARAN
from planning.models import BarisAnggaran, IndikatorRencana, TargetIndikator

NOL = Decimal(0)
TERJAUH = 6  # RPJMD, RKPD, KUA-PPAS, APBD, Pergeseran, Perubahan


@dataclass(frozen=True)
class TahunIndikator:
    """One year of an indicator. None: the plan says nothing, or there is no line (not zero)."""

    tahun: int
    target: Decimal | None
    pagu: Decimal | None
    anggaran: Decimal | None
    teralokasi: Decimal | None
    terealisasi: Decimal | None
    baris: list[BarisAnggaran]


def baris_indikator(scope: Scope, indikator: IndikatorRencana) -> list[BarisAnggaran]:
    """Lines tied to it and what came of them, as far as the scope reaches; one query for each stage passed."""
    rows = BarisAnggaran.objects.filter(scope.q_bawahan(BarisAnggaran)).exclude(dokumen__status="dicabut")
    rows = rows.select_related("dokumen__wilayah").order_by("dokumen__tahun", "dokumen_id", "kode_kegiatan", "id")
    hasil: dict[int, BarisAnggaran] = {}
    baru = list(rows.filter(tautan_list__indikator=indikator))
    for _ in range(TERJAUH):
        hasil |= {b.pk: b for b in baru}
        kini = [b.pk for b in baru]
        if not kini:
            break
        turun = rows.filter(Q(asal__in=kini) | Q(sumber_tahap_list__dari__in=kini)).distinct()
        baru = [b for b in turun if b.pk not in hasil]
    return sorted(hasil.values(), key=lambda b: (b.dokumen.tahun, b.dokumen_id, b.kode_kegiatan, b.pk))


def per_tahun(
    indikator: IndikatorRencana, target: Iterable[TargetIndikator], baris: Iterable[BarisAnggaran]
) -> list[TahunIndikator]:
    """Every year of the plan: what it promises, and the money of its lines."""
    janji = {t.tahun: t for t in target}
    dokumen, semua = indikator.dokumen, list(baris)
    hasil = []
    for tahun in range(dokumen.tahun, dokumen.tahun_akhir + 1):
        rows = [b for b in semua if b.dokumen.tahun == b.dokumen.tahun_akhir == tahun]
        berlaku = [b for b in rows if b.dokumen.jenis in ANGGARAN and b.dokumen.status == "ditetapkan"]
        satu = janji.get(tahun)
        hasil.append(
            TahunIndikator(
                tahun,
                satu.target if satu else None,
                satu.pagu if satu else None,
                _jumlah(berlaku, "pagu"),
                _jumlah(berlaku, "teralokasi"),
                _jumlah(berlaku, "terealisasi"),
                rows,
            )
        )
    return hasil


def _jumlah(rows: list[BarisAnggaran], kolom: str) -> Decimal | None:
    return sum((getattr(b, kolom) for b in rows), NOL) if rows else None
