"""Writes to indicators of plans, their yearly targets, and the lines that serve them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.http import Http404

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from planning.models import BarisAnggaran, DokumenAnggaran, IndikatorRencana, TargetIndikator, TautanIndikator
from planning.tahap import berindikator, duty_tulis
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.galat import Ditolak

TETAP = "Dokumen sudah ditetapkan. Buat Perubahan untuk mengubahnya."


@dataclass(frozen=True)
class IsiTarget:
    """What a plan promises for one year. `pagu` None: it names no amount."""

    target: Decimal
    pagu: Decimal | None = None


def _draf(pk: int, actor: User | None) -> DokumenAnggaran:
    """The document, locked, still a draft, and the actor's to write."""
    dokumen = DokumenAnggaran.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    if actor is not None:
        require_in_scope(dokumen, actor, duty_tulis(dokumen.jenis), seen_with=Cap.LIHAT_RENCANA)
    if not dokumen.draf:
        raise Ditolak("", TETAP)
    if not berindikator(dokumen.jenis):
        raise Ditolak("", f"{dokumen.uraian_jenis.nama} tidak memuat indikator.")
    return dokumen


@transaction.atomic
def simpan_indikator(
    dokumen: DokumenAnggaran,
    isi: Mapping[str, Any],
    target: Mapping[int, IsiTarget],
    *,
    pk: int | None = None,
    actor: User | None,
) -> IndikatorRencana:
    """Write an indicator of a draft with its targets by year (years without one are left out): a new one, or that of
    `pk` anew. Raises Ditolak once fixed, for a year outside the plan, for words that stand there already."""
    dokumen = _draf(dokumen.pk, actor)
    di_luar = [t for t in target if not dokumen.tahun <= t <= dokumen.tahun_akhir]
    if di_luar:
        raise Ditolak("", f"Tahun {di_luar[0]} di luar masa dokumen ini ({dokumen.masa}).")
    if pk is None:
        indikator = IndikatorRencana(dokumen=dokumen)
    else:
        lama = IndikatorRencana.objects.filter(pk=pk, dokumen=dokumen).first()
        if lama is None:
            raise Http404
        indikator = lama
    for kolom, nilai in isi.items():
        setattr(indikator, kolom, nilai)
    try:
        with transaction.atomic():
            indikator.save()
    except IntegrityError:
        raise Ditolak("uraian", "Indikator ini sudah ada di dokumen.") from None
    TargetIndikator.objects.filter(indikator=indikator).delete()
    TargetIndikator.objects.bulk_create(
        TargetIndikator(indikator=indikator, tahun=t, target=x.target, pagu=x.pagu) for t, x in sorted(target.items())
    )
    nilai_ = {str(t): str(x.target) for t, x in sorted(target.items())}
    record(actor, "simpan_indikator", dokumen, perubahan={indikator.uraian: [None, nilai_]})
    return indikator


@transaction.atomic
def hapus_indikator(pk: int, *, actor: User) -> DokumenAnggaran:
    """Take an indicator out of a draft, with its targets and ties."""
    indikator = IndikatorRencana.objects.filter(pk=pk).first()
    if indikator is None:
        raise Http404
    dokumen = _draf(indikator.dokumen_id, actor)
    record(actor, "hapus_indikator", dokumen, perubahan={indikator.uraian: ["ada", None]})
    indikator.delete()
    return dokumen


@transaction.atomic
def tautkan_indikator(
    indikator: IndikatorRencana, baris: BarisAnggaran, *, catatan: str, actor: User | None
) -> TautanIndikator:
    """Say that a line serves an indicator, as whoever keeps the line's document. Raises Ditolak for a line of other
    years, of an area that the plan does not cover, or one that is tied already."""
    baris = BarisAnggaran.objects.select_related("dokumen").get(pk=baris.pk)
    rencana = DokumenAnggaran.objects.get(pk=indikator.dokumen_id)
    if actor is not None:
        require_in_scope(baris, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    d = baris.dokumen
    if d.tahun > rencana.tahun_akhir or d.tahun_akhir < rencana.tahun:
        raise Ditolak("baris", f"Baris itu tahun {d.masa}, indikatornya untuk {rencana.masa}.")
    searah = kode_lib.di_bawah(d.wilayah_id, rencana.wilayah_id) or kode_lib.di_bawah(rencana.wilayah_id, d.wilayah_id)
    if not searah:
        raise Ditolak("baris", "Baris itu milik daerah lain.")
    try:
        with transaction.atomic():
            tautan = TautanIndikator.objects.create(indikator=indikator, baris=baris, catatan=catatan, pembuat=actor)
    except IntegrityError:
        raise Ditolak("baris", "Baris itu sudah terhubung ke indikator ini.") from None
    record(actor, "tautkan_indikator", d, perubahan={baris.kode_kegiatan: [None, indikator.uraian]})
    return tautan


@transaction.atomic
def lepas_indikator(pk: int, *, actor: User) -> TautanIndikator:
    """Take a tie back."""
    rows = TautanIndikator.objects.select_related("baris__dokumen", "indikator")
    tautan: TautanIndikator = rows.ambil(actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    isi = {tautan.baris.kode_kegiatan: [tautan.indikator.uraian, None]}
    record(actor, "lepas_indikator", tautan.baris.dokumen, perubahan=isi)
    TautanIndikator.objects.filter(pk=pk).delete()
    return tautan
