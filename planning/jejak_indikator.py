"""Between a line and the indicators of plans: which it serves, and from an indicator down to what was done.

A line serves an indicator when somebody tied it, or a line above it in its chain, to it ("tautan"); or, said to be a
guess, when it carries the program's code of the RPJMD (desa: RPJM Desa) in force over it ("program"), as the cascade
counts it (planning.metrics_pohon).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.roles import Cap
from accounts.scope import Scope
from planning.katalog import ANGGARAN, JENIS, Skema
from planning.metrics_indikator import baca_baris
from planning.models import (
    Alokasi,
    BarisAnggaran,
    IndikatorRencana,
    StatusAlokasi,
    StatusDokumen,
    TargetIndikator,
    TautanIndikator,
)
from posyandu_app.lib import kode as kode_lib

INDIKATOR_TAMPAK = 20
RPJM = {Skema.APBD: ("rpjmd", "rpjmd_p"), Skema.APBDES: ("rpjmdes", "rpjmdes_p")}


@dataclass(frozen=True)
class Dilayani:
    """An indicator above a line. `cara`: "tautan" or "program" (a guess). `target` None: the plan names none for the
    year of the line."""

    indikator: IndikatorRencana
    cara: str
    target: TargetIndikator | None


def indikator_di_atas(baris: BarisAnggaran, atas: Iterable[BarisAnggaran], user: Any) -> list[Dilayani]:
    """Indicators that the line serves, those tied first. `atas`: the lines above it (planning.jejak.leluhur). Two
    questions."""
    garis = [baris.pk, *(b.pk for b in atas)]
    tertaut = Exists(TautanIndikator.objects.filter(indikator=OuterRef("pk"), baris__in=garis))
    rows = IndikatorRencana.objects.untuk_bawahan(user, Cap.LIHAT_RENCANA).annotate(tertaut=tertaut)
    # An amended plan's ties were copied into its Perubahan; a draft Perubahan promises nothing yet.
    berlaku = Q(dokumen__status=StatusDokumen.DITETAPKAN) | Q(
        dokumen__status=StatusDokumen.DRAF, dokumen__menggantikan=None
    )
    rows = rows.filter(berlaku).filter(Q(tertaut=True) | _program_sama(baris))
    semua = list(rows.select_related("dokumen__wilayah", "dokumen__posyandu")[:INDIKATOR_TAMPAK])
    pks = [i.pk for i in semua]
    sasaran = TargetIndikator.objects.untuk_bawahan(user, Cap.LIHAT_RENCANA)
    sasaran = sasaran.filter(indikator__in=pks, tahun=baris.dokumen.tahun) if pks else sasaran.none()
    target = {t.indikator_id: t for t in sasaran}
    hasil = [Dilayani(i, "tautan" if i.tertaut else "program", target.get(i.pk)) for i in semua]
    return sorted(hasil, key=lambda d: (d.cara != "tautan", d.indikator.pk))


def _program_sama(baris: BarisAnggaran) -> Q:
    """Indicators of the plan over the line whose program its code begins with."""
    bagian = baris.kode_kegiatan.split(".")
    d = baris.dokumen
    return Q(
        program__in=[".".join(bagian[:n]) for n in range(1, len(bagian))],
        dokumen__jenis__in=RPJM[d.uraian_jenis.skema],
        dokumen__wilayah__in=kode_lib.leluhur(d.wilayah_id),
        dokumen__tahun__lte=d.tahun_akhir,
        dokumen__tahun_akhir__gte=d.tahun,
    )


@dataclass(frozen=True)
class BarisUang:
    """A line of a budget in force below an indicator, and how it is known to serve it."""

    baris: BarisAnggaran
    cara: str


def baris_di_bawah(
    scope: Scope, indikator: IndikatorRencana, tahun: int
) -> tuple[list[BarisAnggaran], list[BarisUang]]:
    """(lines of the year's plans tied to it, lines of the budgets in force in the year that serve it): tied ones, and
    those with its program's code under the government of the plan. Two questions."""
    d, program = indikator.dokumen, None
    if indikator.program and d.jenis in (*RPJM[Skema.APBD], *RPJM[Skema.APBDES]):
        dari, sampai = kode_lib.rentang(d.wilayah_id)
        program = Q(
            kode_kegiatan__startswith=f"{indikator.program}.",
            dokumen__jenis__in=[j for j in ANGGARAN if JENIS[j].skema == d.uraian_jenis.skema],
            dokumen__status=StatusDokumen.DITETAPKAN,
            dokumen__tahun__lte=tahun,
            dokumen__tahun_akhir__gte=tahun,
            dokumen__wilayah__gte=dari,
            dokumen__wilayah__lt=sampai,
        )
    tertaut, sekode = baca_baris(scope, indikator, program)
    kini = [b for b in tertaut if b.dokumen.tahun <= tahun <= b.dokumen.tahun_akhir]
    berlaku = [BarisUang(b, "tautan") for b in kini if b.dokumen.bisa_alokasi]
    berlaku += [BarisUang(b, "program") for b in sekode]
    rencana = [b for b in kini if b.dokumen.jenis not in ANGGARAN]
    return rencana, sorted(berlaku, key=lambda b: (-b.baris.teralokasi, b.baris.kode_kegiatan, b.baris.pk))


def alokasi_di_bawah(scope: Scope, baris: Iterable[BarisUang]) -> QuerySet[Alokasi]:
    """Allocations in force of these lines, as far as the scope reaches."""
    rows = Alokasi.objects.for_scope(scope)
    return rows.filter(baris__in=[b.baris.pk for b in baris], status=StatusAlokasi.BERLAKU)
