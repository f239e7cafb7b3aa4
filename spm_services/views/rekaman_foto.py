"""Pictures of one record: seen by whoever reads the record by name, added and taken off by whoever corrects it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.berkas import kirim
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from spm_services.actions import hapus_foto, tambah_foto
from spm_services.forms.foto import FotoForm
from spm_services.models import FotoRekaman
from spm_services.tampilan import boleh_foto
from spm_services.views.rekaman import ambil


@access(Cap.LIHAT_CATATAN)
@require_safe
def lihat(request: Permintaan, kunci: Any, pk: int) -> HttpResponseBase:
    rekaman = ambil(request.user, kunci)
    rows = FotoRekaman.objects.for_user(request.user, Cap.LIHAT_CATATAN).select_related("berkas")
    foto = rows.filter(rekaman=rekaman, pk=pk).first()
    if foto is None or not boleh_foto(rekaman, request.user):
        raise Http404
    return kirim(foto.berkas)


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def tambah(request: Permintaan, kunci: Any) -> HttpResponse:
    """More pictures of the record."""
    rekaman = ambil(request.user, kunci, Cap.CATAT)
    if not rekaman.entri.foto:
        raise Http404
    kirimi = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FotoForm(*kirimi, paling=rekaman.entri.foto)
    if request.method == "POST" and form.is_valid():
        try:
            tambah_foto(rekaman, form.cleaned_data["foto"], actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, "Foto tersimpan.")
            return redirect("spm_services:rinci", rekaman.kunci)
    konteks = {"rekaman": rekaman, "form": form}
    return render(request, "spm_services/foto.html", konteks, status=422 if form.errors else 200)


@access(Cap.CATAT)
@require_POST
def hapus(request: Permintaan, kunci: Any, pk: int) -> HttpResponse:
    """Take one picture off."""
    rekaman = ambil(request.user, kunci, Cap.CATAT)
    try:
        hapus_foto(rekaman, pk, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Foto dihapus dari catatan ini.")
    return redirect("spm_services:rinci", rekaman.kunci)
