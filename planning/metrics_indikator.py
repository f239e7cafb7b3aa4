"""What was done for an indicator of a plan: its lines at every stage, their money, by year.

Counted: lines tied to it (TautanIndikator) and all that came of them in later stages and amendments. Money is what
stands on lines of budgets in force: it moves along with an amendment, so no rupiah counts twice. Not counted: lines
with the program's code that nobody tied. A line may serve several indicators: sums of two may overlap.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from accounts.scope import Scope
from planning import hitung_silsilah as silsilah
from planning.katalog import ANGGARAN
from planning.models import (
    Alokasi,
    BarisAnggaran,
    IndikatorRencana,
    StatusAlokasi,
    TargetIndikator,
    TautanIndikator,
)
from spm_services.models import Rekaman, StatusRekaman

NOL = Decimal(0)


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


def baca_baris(
    scope: Scope, indikator: IndikatorRencana, juga: Q | None = None
) -> tuple[list[BarisAnggaran], list[BarisAnggaran]]:
    """(lines tied to the indicator and what came of them, other lines that `juga` asks for), as far as the scope
    reaches, withdrawn documents left out. Two questions, however long the chains are."""
    langkah = silsilah.turun_dari_indikator(indikator.pk)
    tertaut = Exists(TautanIndikator.objects.filter(indikator=indikator, baris=OuterRef("pk")))
    rows = BarisAnggaran.objects.filter(scope.q_bawahan(BarisAnggaran)).exclude(dokumen__status="dicabut")
    rows = rows.annotate(tertaut=tertaut).filter(
        Q(tertaut=True) | Q(pk__in={x.ke for x in langkah}) | (juga or Q(pk__in=[]))
    )
    semua = {b.pk: b for b in rows.select_related("dokumen__wilayah")}
    bawah: dict[int, list[int]] = {}
    for x in langkah:
        bawah.setdefault(x.dari, []).append(x.ke)
    mulai = [pk for pk, b in semua.items() if b.tertaut]
    milik = {*mulai, *silsilah.tercapai(mulai, bawah, semua)}
    urut = sorted(semua.values(), key=lambda b: (b.dokumen.tahun, b.dokumen_id, b.kode_kegiatan, b.pk))
    return [b for b in urut if b.pk in milik], [b for b in urut if b.pk not in milik]


def baris_indikator(scope: Scope, indikator: IndikatorRencana) -> list[BarisAnggaran]:
    """Lines tied to it and what came of them, as far as the scope reaches."""
    return baca_baris(scope, indikator)[0]


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


@dataclass(frozen=True)
class Layanan:
    """What the money of some lines did: activities recorded, times served in them, units. Each record counts once,
    however many lines pay for it."""

    kegiatan: int
    terlayani: int
    posyandu: int


def layanan_dibiayai(scope: Scope, baris: Iterable[BarisAnggaran]) -> Layanan:
    """Counted: records that hold and have an allocation in force from one of the lines, their own or that of the
    planned activity they carried out. Not counted: planned work that nobody carried out. One question."""
    dibayar = Alokasi.objects.filter(baris__in=[b.pk for b in baris], status=StatusAlokasi.BERLAKU)
    rows = Rekaman.objects.for_scope(scope).filter(status=StatusRekaman.BERLAKU).order_by()
    rows = rows.filter(
        Exists(dibayar.filter(rekaman=OuterRef("pk")))
        | Exists(dibayar.filter(kegiatan__pelaksanaan_list__rekaman=OuterRef("pk")))
    )
    isi = list(rows.values_list("posyandu", "terlayani"))
    return Layanan(len(isi), sum(n for _, n in isi), len({p for p, _ in isi}))
