"""Indicators of plans: writing them in a draft, one with its years, and the lines that serve it."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning.actions import indikator as actions
from planning.forms_tahap import IndikatorForm
from planning.metrics_indikator import baris_indikator, per_tahun
from planning.models import BarisAnggaran, DokumenAnggaran, IndikatorRencana, TargetIndikator, TautanIndikator
from planning.tahap import berindikator, duty_tulis
from planning.ukuran import UKURAN
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import tahun_dari
from posyandu_app.lib.waktu import hari_ini

CALON = 30
KOLOM = ("uraian", "satuan", "kondisi_awal", "arah", "bidang", "program", "ukuran")


def _draf(request: Permintaan, pk: int) -> DokumenAnggaran:
    """A draft that the person writes (its kind says with which duty): 404 out of the area, 403 without the duty."""
    rows = DokumenAnggaran.objects.select_related("wilayah", "posyandu")
    ada = rows.untuk_bawahan(request.user, Cap.LIHAT_RENCANA).filter(pk=pk).first()
    if ada is None or not berindikator(ada.jenis):
        raise Http404
    dokumen: DokumenAnggaran = rows.ambil(request.user, duty_tulis(ada.jenis), seen_with=Cap.LIHAT_RENCANA, pk=pk)
    return dokumen


def ambil(request: Permintaan, pk: int) -> IndikatorRencana:
    """One indicator to read, from below too; 404 elsewhere."""
    rows = IndikatorRencana.objects.untuk_bawahan(request.user, Cap.LIHAT_RENCANA)
    indikator = rows.select_related("dokumen__wilayah", "dokumen__posyandu").filter(pk=pk).first()
    if indikator is None:
        raise Http404
    return indikator


def _formulir(
    request: Permintaan, dokumen: DokumenAnggaran, pk: int | None, awal: dict[str, Any], judul: str
) -> HttpResponse:
    form = IndikatorForm(request.POST or None, dokumen=dokumen, initial=awal)
    status = 422
    if request.method == "POST" and form.is_valid():
        isi, target = form.pisah()
        try:
            actions.simpan_indikator(dokumen, isi, target, pk=pk, actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom or None, str(galat))
            status = 422 if galat.kolom else 409
        else:
            messages.success(request, "Indikator tersimpan.")
            return redirect("planning:dokumen", dokumen.pk)
    konteks = {"form": form, "judul": judul, "ket": str(dokumen), "kembali": _alamat(dokumen.pk)}
    return render(request, "planning/tahap/formulir.html", konteks, status=status if form.errors else 200)


def _alamat(pk: int) -> str:
    return reverse("planning:dokumen", args=[pk])


# The unit's own keepers write a Renstra Posyandu, planners the rest: the mark lets both in, `_draf` asks which.
@access(Cap.LIHAT_RENCANA)
@require_http_methods(["GET", "POST"])
def baru(request: Permintaan, pk: int) -> HttpResponse:
    """A new indicator of a draft."""
    return _formulir(request, _draf(request, pk), None, {}, "Tambah indikator")


@access(Cap.LIHAT_RENCANA)
@require_http_methods(["GET", "POST"])
def ubah(request: Permintaan, pk: int) -> HttpResponse:
    """An indicator of a draft written anew, with its targets."""
    indikator = ambil(request, pk)
    dokumen = _draf(request, indikator.dokumen_id)
    awal: dict[str, Any] = {k: getattr(indikator, k) for k in KOLOM}
    for t in TargetIndikator.objects.untuk_bawahan(request.user, Cap.LIHAT_RENCANA).filter(indikator=indikator):
        awal |= {f"target_{t.tahun}": t.target, f"pagu_{t.tahun}": t.pagu}
    return _formulir(request, dokumen, indikator.pk, awal, "Ubah indikator")


@access(Cap.LIHAT_RENCANA)
@require_POST
def hapus(request: Permintaan, pk: int) -> HttpResponse:
    """Take an indicator out of a draft."""
    indikator = ambil(request, pk)
    try:
        actions.hapus_indikator(pk, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Indikator dihapus dari draf.")
    return redirect("planning:dokumen", indikator.dokumen_id)


@access(Cap.LIHAT_RENCANA)
@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    """One indicator: its years, what was reached in the one shown, its lines at every stage with their money."""
    indikator = ambil(request, pk)
    dokumen, scope = indikator.dokumen, request.user.scope_for(Cap.LIHAT_RENCANA)
    tahun = tahun_indikator(request, indikator)
    target = TargetIndikator.objects.untuk_bawahan(request.user, Cap.LIHAT_RENCANA).filter(indikator=indikator)
    baris = baris_indikator(scope, indikator)
    q = request.GET.get("q", "").strip()[:80]
    boleh = request.user.boleh(Cap.KELOLA_RENCANA)
    tautan = TautanIndikator.objects.untuk_bawahan(request.user, Cap.LIHAT_RENCANA).filter(indikator=indikator)
    kelola = request.user.scope_for(Cap.KELOLA_RENCANA)
    konteks = {
        "indikator": indikator,
        "dokumen": dokumen,
        "tahun": tahun,
        "tahun_kini": hari_ini(_kode(indikator)).year,
        "per_tahun": per_tahun(indikator, target, baris),
        "ukuran": UKURAN.get(indikator.ukuran),
        "capaian": capaian(request, indikator, tahun),
        "tautan": [
            (t, kelola.memuat(t.baris.dokumen.wilayah_id))
            for t in tautan.select_related("baris__dokumen__wilayah").order_by("baris__dokumen__tahun", "pk")
        ],
        "boleh": boleh,
        "q": q,
        "calon": _calon(request, indikator, {b.pk for b in baris}, q) if boleh else [],
    }
    return render(request, "planning/tahap/indikator.html", konteks)


def _kode(indikator: IndikatorRencana) -> str:
    """The area its plan is of."""
    d = indikator.dokumen
    return d.posyandu.kode if d.posyandu else d.wilayah_id


def tahun_indikator(request: Permintaan, indikator: IndikatorRencana) -> int:
    """The year asked for; without one this year, or the nearest one of the plan."""
    d = indikator.dokumen
    return tahun_dari(request.GET.get("tahun", ""), min(max(hari_ini(_kode(indikator)).year, d.tahun), d.tahun_akhir))


def capaian(request: Permintaan, indikator: IndikatorRencana, tahun: int) -> Any:
    """What this system counted in the year; None where it counts nothing of the kind, or the area is not the
    reader's to look at."""
    ukuran, scope, kode = UKURAN.get(indikator.ukuran), request.user.scope_for(Cap.LIHAT), _kode(indikator)
    if ukuran is None or tahun > hari_ini(kode).year or not scope.memuat(kode):
        return None
    return ukuran.hitung(scope, kode, tahun)


def _calon(request: Permintaan, indikator: IndikatorRencana, sudah: set[int], q: str) -> list[BarisAnggaran]:
    """Lines of the person's own documents that could be tied: of the program, or with the words asked for."""
    d = indikator.dokumen
    rows = BarisAnggaran.objects.for_user(request.user, Cap.KELOLA_RENCANA).select_related("dokumen__wilayah")
    rows = rows.filter(dokumen__tahun__lte=d.tahun_akhir, dokumen__tahun_akhir__gte=d.tahun, asal=None)
    rows = rows.exclude(dokumen__status="dicabut").exclude(pk__in=sudah).order_by("-dokumen__tahun", "kode_kegiatan")
    if q:
        rows = rows.filter(Q(uraian__icontains=q) | Q(kode_kegiatan__startswith=q))
    elif indikator.program:
        rows = rows.filter(kode_kegiatan__startswith=f"{indikator.program}.")
    else:
        rows = rows.filter(bidang=indikator.bidang)
    return list(rows[:CALON])


@access(Cap.KELOLA_RENCANA)
@require_POST
def tautkan(request: Permintaan, pk: int) -> HttpResponse:
    """Tie a line of one's own document to an indicator."""
    indikator = ambil(request, pk)
    teks = request.POST.get("baris", "")
    if not (teks.isascii() and teks.isdecimal() and len(teks) < 16):
        messages.error(request, "Pilih barisnya.")
        return redirect("planning:indikator", pk)
    rows = BarisAnggaran.objects.select_related("dokumen")
    baris = rows.ambil(request.user, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA, pk=int(teks))
    try:
        catatan = request.POST.get("catatan", "").strip()[:200]
        actions.tautkan_indikator(indikator, baris, catatan=catatan, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Baris terhubung ke indikator.")
    return redirect("planning:indikator", pk)


@access(Cap.KELOLA_RENCANA)
@require_POST
def lepas(request: Permintaan, pk: int) -> HttpResponse:
    """Take a tie back."""
    tautan = actions.lepas_indikator(pk, actor=request.user)
    messages.success(request, "Baris dilepas dari indikator.")
    return redirect("planning:indikator", tautan.indikator_id)
