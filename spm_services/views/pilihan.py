"""Lists of the catalogue that a region adds to: its own options and those from above, a new one, the end of one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import Area, area_diminta
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import NAMA
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services.actions import akhiri_pilihan, tambah_pilihan
from spm_services.forms.aturan import AkhiriPilihanForm, PilihanForm
from spm_services.models import DaftarPilihan
from spm_services.pilihan_lokal import DAFTAR_LOKAL, DaftarLokal

DUTY = Cap.ATUR_LAYANAN


@dataclass(frozen=True)
class BarisDaftar:
    """One list with what the area and those above it added."""

    daftar: DaftarLokal
    bidang: str
    lokal: list[DaftarPilihan]
    boleh: bool


def _area(request: Permintaan, kode: str) -> Area:
    """An area that may have options of its own: not the nation, not a unit."""
    area = area_diminta(request.user.scope_for(DUTY), kode)
    if not area.jalur or area.satu_unit:
        raise Http404
    return area


def _boleh(request: Permintaan, kode: str, daftar: DaftarLokal) -> bool:
    return request.user.scope_for(DUTY).mencapai(kode, daftar.bidang)


@access(DUTY)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """All lists with what the area added."""
    area = _area(request, request.GET.get("wilayah", ""))
    rows = DaftarPilihan.objects.untuk_bawahan(request.user, DUTY).filter(wilayah__in=kode_lib.leluhur(area.kode))
    semua = list(rows.select_related("wilayah").order_by("wilayah", "label"))
    baris = [
        BarisDaftar(d, NAMA[d.bidang], [r for r in semua if r.daftar == n], _boleh(request, area.kode, d))
        for n, d in DAFTAR_LOKAL.items()
    ]
    konteks = {"area": area, "baris": sorted(baris, key=lambda b: not b.boleh), "hari": hari_ini(area.kode)}
    return render(request, "spm_services/pilihan/daftar.html", konteks)


@access(DUTY)
@require_http_methods(["GET", "POST"])
def tambah(request: Permintaan) -> HttpResponse:
    """One more option of a list (`?daftar=`)."""
    lokal = DAFTAR_LOKAL.get(request.GET.get("daftar", ""))
    area = _area(request, request.GET.get("wilayah", ""))
    if lokal is None:
        raise Http404
    if not _boleh(request, area.kode, lokal):
        raise PermissionDenied
    form = PilihanForm(request.POST or None, hari=hari_ini(area.kode))
    if request.method == "POST" and form.is_valid():
        try:
            tambah_pilihan(area.kode, lokal.nama, actor=request.user, **form.cleaned_data)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, "Pilihan tersimpan.")
            return redirect(f"{reverse('spm_services:pilihan')}?wilayah={area.kode}")
    konteks: dict[str, Any] = {"area": area, "lokal": lokal, "form": form}
    return render(request, "spm_services/pilihan/tambah.html", konteks, status=422 if form.errors else 200)


@access(DUTY)
@require_http_methods(["GET", "POST"])
def akhiri(request: Permintaan, pk: int) -> HttpResponse:
    """The option is offered no more from a day on."""
    rows = DaftarPilihan.objects.select_related("wilayah")
    row: DaftarPilihan = rows.ambil(request.user, DUTY, seen_with=Cap.LIHAT, pk=pk)
    form = AkhiriPilihanForm(request.POST or None, initial={"sampai": hari_ini(row.wilayah_id)})
    if request.method == "POST" and form.is_valid():
        try:
            akhiri_pilihan(pk, actor=request.user, **form.cleaned_data)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, "Pilihan diakhiri. Catatan lama tetap terbaca.")
            return redirect(f"{reverse('spm_services:pilihan')}?wilayah={row.wilayah_id}")
    konteks = {"row": row, "lokal": DAFTAR_LOKAL.get(row.daftar), "form": form}
    return render(request, "spm_services/pilihan/akhiri.html", konteks, status=422 if form.errors else 200)
