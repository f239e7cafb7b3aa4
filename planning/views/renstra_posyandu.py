"""Renstra Posyandu: which units have one, and starting it from the unit."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning import actions
from planning.forms_tahap import RenstraForm
from planning.models import DokumenAnggaran
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu

JENIS = "renstra_pos"


@access(Cap.LIHAT_RENCANA)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Units of an area with their plan: in force, a draft, or none yet."""
    scope = request.user.scope_for(Cap.LIHAT_RENCANA)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    rows = Posyandu.objects.for_user(request.user, Cap.LIHAT_RENCANA).select_related("wilayah")
    if area.kode != kode_lib.NASIONAL:
        dari, sampai = kode_lib.rentang(area.kode)
        rows = rows.filter(kode__gte=dari, kode__lt=sampai)
    hal = halaman(rows, request.GET, {"kode": ("kode",)}, per=30)
    dokumen = DokumenAnggaran.objects.untuk_bawahan(request.user, Cap.LIHAT_RENCANA).exclude(status="dicabut")
    rencana = dokumen.filter(jenis=JENIS, posyandu__in=[p.pk for p in hal.rows]).order_by("tahun", "id")
    punya = {d.posyandu_id: d for d in rencana}
    kelola = request.user.scope_for(Cap.KELOLA_POSYANDU)
    konteks = {
        "area": area,
        "remah": remah(scope, area.atas, "planning:renstra-posyandu", tanya="wilayah"),
        "hal": hal,
        "baris": [(p, punya.get(p.pk), kelola.memuat(p.kode)) for p in hal.rows],
    }
    return render(request, "planning/tahap/renstra.html", konteks)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def baru(request: Permintaan, kode: str) -> HttpResponse:
    """A draft Renstra of one unit, by whoever keeps it."""
    rows = Posyandu.objects.select_related("wilayah")
    unit: Posyandu = rows.ambil(request.user, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, kode=kode)
    form = RenstraForm(request.POST or None, initial={"tahun": hari_ini(unit.kode).year + 1})
    if request.method == "POST" and form.is_valid():
        isi: dict[str, Any] = {"jenis": JENIS, "wilayah": unit.wilayah, "posyandu": unit}
        try:
            dokumen = actions.buat_dokumen({**isi, "tahun": form.cleaned_data["tahun"]}, actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, "Draf Renstra tersimpan. Isi indikator dan targetnya.")
            return redirect("planning:dokumen", dokumen.pk)
    konteks = {
        "form": form,
        "judul": "Renstra Posyandu",
        "ket": f"{unit.sebutan}, {unit.wilayah.sebutan}. Berlaku lima tahun, ditetapkan oleh desa/kelurahan.",
        "kembali": f"{reverse('planning:renstra-posyandu')}?wilayah={unit.kode}",
    }
    return render(request, "planning/tahap/formulir.html", konteks, status=422 if form.errors else 200)
