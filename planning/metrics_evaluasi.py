"""Numbers of the camat's evaluations: how far each village and each round is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from accounts.scope import Scope
from planning.evaluasi_baris import JENIS_EVALUASI
from planning.katalog import JENIS
from planning.models import (
    ButirEvaluasi,
    DokumenAnggaran,
    EvaluasiRapbdes,
    HasilEvaluasi,
    Penilaian,
    StatusDokumen,
    StatusEvaluasi,
)
from posyandu_app.lib import kode as kode_lib

P = Penilaian


@dataclass(frozen=True)
class Kemajuan:
    """Lines of one round: all, judged, to be mended, answered by the village and not read by the camat yet."""

    semua: int = 0
    dinilai: int = 0
    perbaiki: int = 0
    dijawab: int = 0


def kemajuan(evaluasi: Iterable[int]) -> dict[int, Kemajuan]:
    """{round: how far it is}. One query for any number of rounds."""
    rows = ButirEvaluasi.objects.filter(evaluasi__in=list(evaluasi)).order_by().values("evaluasi")
    hitung = rows.annotate(
        semua=Count("pk"),
        dinilai=Count("pk", filter=~Q(penilaian=P.BELUM)),
        perbaiki=Count("pk", filter=Q(penilaian=P.PERBAIKI)),
        dijawab=Count("pk", filter=Q(penilaian__in=(P.DIUBAH, P.DIJELASKAN))),
    )
    kolom = ("evaluasi", "semua", "dinilai", "perbaiki", "dijawab")
    return {pk: Kemajuan(*angka) for pk, *angka in hitung.values_list(*kolom)}


@dataclass(frozen=True)
class KeadaanDesa:
    """One draft of one village with its last round; None: not handed in yet."""

    dokumen: DokumenAnggaran
    evaluasi: EvaluasiRapbdes | None
    kemajuan: Kemajuan
    lewat: bool

    @property
    def keadaan(self) -> str:
        """belum, berjalan or selesai, as the camat counts; `draf` where it is still the village's."""
        if self.evaluasi is None or self.evaluasi.status == StatusEvaluasi.DITARIK:
            return "draf"
        return "belum" if self.evaluasi.status == StatusEvaluasi.DISERAHKAN else str(self.evaluasi.status)


def per_desa(scope: Scope, desa: Iterable[str], hari: date) -> dict[str, list[KeadaanDesa]]:
    """{village: its drafts and evaluated budgets from last year on}. Three queries.

    Counted: APB Desa and its Perubahan that are drafts, or that were handed in once. Not counted: fixed ones that
    nobody handed in here."""
    rows = DokumenAnggaran.objects.for_scope(scope).filter(
        Q(status=StatusDokumen.DRAF) | Q(evaluasi_list__isnull=False),
        wilayah__in=list(desa),
        jenis__in=JENIS_EVALUASI,
        tahun__gte=hari.year - 1,
    )
    dokumen = list(rows.exclude(status=StatusDokumen.DICABUT).distinct().order_by("-tahun", "-id"))
    putaran = EvaluasiRapbdes.objects.for_scope(scope).filter(dokumen__in=dokumen).order_by("putaran")
    akhir = {e.dokumen_id: e for e in putaran}  # the last one of each document stays
    maju = kemajuan(e.pk for e in akhir.values())
    hasil: dict[str, list[KeadaanDesa]] = {}
    for d in dokumen:
        e = akhir.get(d.pk)
        lewat = e is not None and e.berjalan and e.tenggat < hari
        satu = KeadaanDesa(d, e, maju.get(e.pk, Kemajuan()) if e else Kemajuan(), lewat)
        hasil.setdefault(d.wilayah_id, []).append(satu)
    return hasil


def menunggu_jawaban(scope: Scope) -> list[tuple[int, str, int]]:
    """[(round, document in words, lines)] that villages of the scope still have to answer. One query.

    Counted: lines sent back in rounds that run, or that were closed with "diperbaiki dulu", of drafts."""
    rows = ButirEvaluasi.objects.for_scope(scope).filter(
        Q(evaluasi__status=StatusEvaluasi.BERJALAN) | Q(evaluasi__hasil=HasilEvaluasi.PERBAIKI),
        penilaian=P.PERBAIKI,
        evaluasi__dokumen__status=StatusDokumen.DRAF,
    )
    kolom = ("evaluasi", "evaluasi__dokumen__jenis", "evaluasi__dokumen__tahun")
    hitung = rows.order_by().values_list(*kolom).annotate(n=Count("pk")).order_by("evaluasi")
    return [(pk, f"{JENIS[jenis].nama} {tahun}", n) for pk, jenis, tahun, n in hitung[:5]]


def rekap(scope: Scope, kode: str, hari: date) -> dict[str, int]:
    """How many rounds of drafts at or below the area wait (belum), run (berjalan) and are closed (selesai), from last
    year on; `lewat`: of those waiting or running, past their last day. One query.

    Counted: the last round of each document. Not counted: those the village took back."""
    rows = EvaluasiRapbdes.objects.for_scope(scope).filter(dokumen__tahun__gte=hari.year - 1)
    if kode != kode_lib.NASIONAL:
        dari, sampai = kode_lib.rentang(kode[:13])
        rows = rows.filter(dokumen__wilayah__kode__gte=dari, dokumen__wilayah__kode__lt=sampai)
    akhir: dict[int, tuple[str, date]] = {}
    for dokumen, status, tenggat in rows.order_by("putaran").values_list("dokumen", "status", "tenggat"):
        akhir[dokumen] = (status, tenggat)
    hitung = {"belum": 0, "berjalan": 0, "selesai": 0, "lewat": 0}
    nama = {StatusEvaluasi.DISERAHKAN: "belum", StatusEvaluasi.BERJALAN: "berjalan", StatusEvaluasi.SELESAI: "selesai"}
    for status, tenggat in akhir.values():
        if status != StatusEvaluasi.DITARIK:
            hitung[nama[StatusEvaluasi(status)]] += 1
            hitung["lewat"] += status != StatusEvaluasi.SELESAI and tenggat < hari
    return hitung
