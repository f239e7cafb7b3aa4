"""Prices of a region: the list, and a new one from a year on."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning.actions import butuh as actions
from planning.forms_butuh import HargaForm
from planning.komponen import MENURUT_HARGA, TETAPAN, pilihan_harga
from planning.metrics_harga import di_jalur
from planning.models import StandarHarga
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini


@access(Cap.LIHAT_RENCANA)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Prices of the area, of those above it and below it, newest year first."""
    scope = request.user.scope_for(Cap.LIHAT_RENCANA)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    komponen = request.GET.get("komponen", "")
    rows = StandarHarga.objects.untuk_bawahan(request.user, Cap.LIHAT_RENCANA).filter(di_jalur(area.kode))
    saring = Q(komponen=komponen) if komponen in MENURUT_HARGA else Q()
    konteks = {
        "area": area,
        "kode": area.kode,
        "remah": remah(scope, area.atas, "planning:harga", tanya="wilayah"),
        "hal": halaman(rows.filter(saring).select_related("wilayah"), request.GET, {"-tahun": ("tahun", "id")}, per=30),
        "komponen": komponen,
        "pilihan": pilihan_harga(),
        "tetapan": TETAPAN.values(),
        "boleh": _boleh(request, area.kode) and not area.satu_unit,
    }
    return render(request, "planning/butuh/harga.html", konteks)


def _boleh(request: Permintaan, kode: str) -> bool:
    return kode != "ID" and request.user.scope_for(Cap.KELOLA_RENCANA).memuat(kode)


@access(Cap.KELOLA_RENCANA)
@require_http_methods(["GET", "POST"])
def tambah(request: Permintaan) -> HttpResponse:
    """A price of an area; what stood before stays in the list."""
    area = area_diminta(request.user.scope_for(Cap.KELOLA_RENCANA), request.GET.get("wilayah", ""))
    if area.satu_unit or not area.jalur:
        raise Http404
    awal = {"tahun": hari_ini().year, "komponen": request.GET.get("komponen", "")}
    form = HargaForm(request.POST or None, initial=awal)
    kembali = f"{reverse('planning:harga')}?wilayah={area.kode}"
    if request.method == "POST" and form.is_valid():
        try:
            actions.tambah_harga(area.jalur[-1], form.cleaned_data, actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom or None, str(galat))
        else:
            messages.success(request, "Harga tersimpan. Kebutuhan dihitung dengan harga ini sejak tahunnya.")
            return redirect(kembali)
    konteks = {"form": form, "judul": "Tambah harga satuan", "kembali": kembali, "ket": area.nama}
    return render(request, "planning/butuh/formulir.html", konteks, status=422 if form.errors else 200)
