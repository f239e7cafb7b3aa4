"""Scenarios: list, one with its result, making, copying, changing, deleting, keeping as an annex."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from audit.transitions import TransitionRefused
from planning.actions import butuh as actions
from planning.forms_butuh import SkenarioForm
from planning.katalog import ANGGARAN
from planning.metrics_harga import di_jalur
from planning.metrics_skenario import pembanding, unit_skenario
from planning.models import DokumenAnggaran, Skenario, StatusDokumen
from planning.skenario import MENURUT, Parameter, per_tahun, pilihan
from planning.workflow_butuh import SKENARIO
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini


@access(Cap.LIHAT_RENCANA)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Scenarios of the area and below it; annexes set above it too."""
    scope = request.user.scope_for(Cap.LIHAT_RENCANA)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    rows = Skenario.objects.untuk_bawahan(request.user, Cap.LIHAT_RENCANA).filter(di_jalur(area.kode))
    konteks = {
        "area": area,
        "kode": area.kode,
        "remah": remah(scope, area.atas, "planning:skenario", tanya="wilayah"),
        "hal": halaman(rows.select_related("wilayah"), request.GET, {"-tahun": ("tahun", "id")}, per=25),
        "boleh": area.jalur and not area.satu_unit and request.user.scope_for(Cap.KELOLA_RENCANA).memuat(area.kode),
    }
    return render(request, "planning/butuh/skenario_daftar.html", konteks)


def _ambil(request: Permintaan, pk: int, duty: str = Cap.LIHAT_RENCANA) -> Skenario:
    rows = Skenario.objects.select_related("wilayah__induk", "dokumen__wilayah")
    if duty == Cap.LIHAT_RENCANA:
        ada = rows.untuk_bawahan(request.user, duty).filter(pk=pk).first()
        if ada is None:
            raise Http404
        return ada
    row: Skenario = rows.ambil(request.user, duty, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    return row


@access(Cap.LIHAT_RENCANA)
@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    """The result year by year, what is affordable, and the fixed budget beside it. Printed, it is the annex."""
    row = _ambil(request, pk)
    p = Parameter.baca(row.parameter)
    unit = unit_skenario(row.wilayah_id, p)
    tahun = per_tahun(p, unit, row.tahun) if unit else []
    banding = pembanding(row)
    konteks = {
        "s": row,
        "p": p,
        "unit": unit,
        "menurut": dict(MENURUT)[p.menurut],
        "tahun": tahun,
        "pilihan": pilihan(p, unit) if unit else [],
        "banding": banding,
        "beda": tahun[0].jumlah - banding.teralokasi if tahun else None,
        "kelola": request.user.scope_for(Cap.KELOLA_RENCANA).memuat(row.wilayah_id),
        "riwayat": Catatan.objects.untuk(row)[:10],
    }
    return render(request, "planning/butuh/skenario.html", konteks)


def _dokumen(request: Permintaan, kode: str) -> Any:
    """Fixed budgets of the area, above and below it, that a scenario may be compared with."""
    rows = DokumenAnggaran.objects.untuk_bawahan(request.user, Cap.LIHAT_RENCANA).filter(di_jalur(kode))
    tetap = Q(status=StatusDokumen.DITETAPKAN, jenis__in=ANGGARAN)
    return rows.filter(tetap).select_related("wilayah__induk").order_by("-tahun", "wilayah", "jenis")


def _formulir(request: Permintaan, form: SkenarioForm, isi: dict[str, Any], status: int = 0) -> HttpResponse:
    return render(request, "planning/butuh/skenario_form.html", {"form": form, **isi}, status=status or 200)


@access(Cap.KELOLA_RENCANA)
@require_http_methods(["GET", "POST"])
def buat(request: Permintaan) -> HttpResponse:
    """A new scenario of an area."""
    area = area_diminta(request.user.scope_for(Cap.KELOLA_RENCANA), request.GET.get("wilayah", ""))
    if area.satu_unit or not area.jalur:
        raise Http404
    awal = {"tahun": hari_ini(area.kode).year + 1, **SkenarioForm.awal(Parameter())}
    form = SkenarioForm(request.POST or None, dokumen=_dokumen(request, area.kode), initial=awal)
    isi = {"judul": "Skenario baru", "kembali": f"{reverse('planning:skenario')}?wilayah={area.kode}", "ket": area.nama}
    if request.method == "POST" and form.is_valid():
        try:
            baru = actions.simpan_skenario(area.jalur[-1], form.isi(), actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, "Skenario tersimpan sebagai draf.")
            return redirect("planning:skenario-rinci", baru.pk)
    return _formulir(request, form, isi, 422 if form.errors else 200)


@access(Cap.KELOLA_RENCANA)
@require_http_methods(["GET", "POST"])
def ubah(request: Permintaan, pk: int) -> HttpResponse:
    """Change a draft; a form opened before somebody else saved is answered with 409."""
    row = _ambil(request, pk, Cap.KELOLA_RENCANA)
    awal = {"nama": row.nama, "tahun": row.tahun, "dokumen": row.dokumen_id}
    awal |= SkenarioForm.awal(Parameter.baca(row.parameter))
    form = SkenarioForm(request.POST or None, dokumen=_dokumen(request, row.wilayah_id), initial=awal)
    teks, status = request.POST.get("versi", ""), 422
    versi = int(teks) if teks.isascii() and teks.isdecimal() and len(teks) < 10 else 0
    if request.method == "POST" and form.is_valid():
        try:
            actions.ubah_skenario(pk, form.isi(), versi=versi, actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        except Bentrok:
            form.add_error(None, "Skenario ini baru saja diubah orang lain. Buka lagi halamannya, lalu ulangi.")
            status = 409
        else:
            messages.success(request, "Skenario tersimpan.")
            return redirect("planning:skenario-rinci", pk)
    kembali = reverse("planning:skenario-rinci", args=[pk])
    isi = {"judul": "Ubah skenario", "kembali": kembali, "ket": row.wilayah.sebutan, "versi": versi or row.versi}
    return _formulir(request, form, isi, status if form.errors else 200)


@access(Cap.KELOLA_RENCANA)
@require_POST
def salin(request: Permintaan, pk: int) -> HttpResponse:
    """A draft with the same numbers."""
    _ambil(request, pk, Cap.KELOLA_RENCANA)
    try:
        baru = actions.salin_skenario(pk, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
        return redirect("planning:skenario-rinci", pk)
    messages.success(request, "Salinan dibuat sebagai draf.")
    return redirect("planning:skenario-rinci", baru.pk)


@access(Cap.KELOLA_RENCANA)
@require_http_methods(["GET", "POST"])
def hapus(request: Permintaan, pk: int) -> HttpResponse:
    """Ask first, then delete a draft; an annex stays."""
    row = _ambil(request, pk, Cap.KELOLA_RENCANA)
    if request.method == "POST":
        try:
            kode = actions.hapus_skenario(pk, actor=request.user)
        except Ditolak as galat:
            messages.error(request, str(galat))
            return redirect("planning:skenario-rinci", pk)
        messages.success(request, f"Skenario {row.nama} dihapus.")
        return redirect(f"{reverse('planning:skenario')}?wilayah={kode}")
    return render(request, "planning/butuh/skenario_hapus.html", {"s": row})


@access(Cap.KELOLA_RENCANA)
@require_POST
def langkah(request: Permintaan, pk: int) -> HttpResponse:
    """Keep as an annex, or open it again with a reason."""
    _ambil(request, pk, Cap.KELOLA_RENCANA)
    nama = "buka_lampiran" if request.POST.get("langkah") == "buka" else "lampirkan"
    try:
        SKENARIO.apply(pk, nama, actor=request.user, note=request.POST.get("catatan", "")[:300])
    except TransitionRefused as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Lampiran dibuka lagi." if nama == "buka_lampiran" else "Tersimpan sebagai lampiran.")
    return redirect("planning:skenario-rinci", pk)
