"""Photos of a proposal: seen by whoever reads it, added and taken off by its proposer until it is passed on."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.berkas import kirim
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning.actions import usulan_foto as aksi
from planning.models import BuktiUsulan, Usulan
from posyandu_app.lib.access import access
from posyandu_app.lib.forms import teks_field
from posyandu_app.lib.galat import Ditolak
from spm_services.forms.foto import FotoField

BANTUAN = "JPEG atau PNG, paling besar 10 MB. Lokasi dari kamera dihapus. Foto tempatnya; jangan ada wajah orang."


class FotoUsulanForm(forms.Form):
    """Up to three photos with one caption."""

    foto = FotoField(paling=aksi.FOTO_TERBANYAK, required=True, help_text=BANTUAN)
    keterangan = teks_field("Keterangan foto", panjang=160, required=False, help_text="Misalnya: atap dapur, RT 02.")


def _milik(user: User, pk: int) -> Usulan:
    rows = Usulan.objects.select_related("posyandu__wilayah__induk", "wilayah__induk")
    usulan: Usulan = rows.ambil(user, Cap.USUL, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    return usulan


def _foto(user: User, pk: int) -> BuktiUsulan:
    rows = BuktiUsulan.objects.for_user(user, Cap.LIHAT_RENCANA).filter(berkas__isnull=False)
    satu = rows.select_related("berkas", "usulan").filter(pk=pk).first()
    if satu is None:
        raise Http404
    return satu


@access(Cap.LIHAT_RENCANA)
@require_safe
def lihat(request: Permintaan, pk: int) -> HttpResponseBase:
    """One photo, to whoever may read the proposal."""
    return kirim(_foto(request.user, pk).berkas)


@access(Cap.USUL)
@require_http_methods(["GET", "POST"])
def tambah(request: Permintaan, pk: int) -> HttpResponse:
    """Photos of what the proposal is about."""
    usulan = _milik(request.user, pk)
    kirimi: tuple[Any, ...] = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FotoUsulanForm(*kirimi)
    if request.method == "POST" and form.is_valid():
        try:
            aksi.tambah_foto_usulan(pk, form.cleaned_data["foto"], form.cleaned_data["keterangan"], actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, "Foto tersimpan.")
            return redirect("planning:usulan-rinci", pk)
    konteks = {"usulan": usulan, "form": form, "bisa": aksi.bisa_berfoto(usulan)}
    return render(request, "planning/usulan/foto.html", konteks, status=422 if form.errors else 200)


@access(Cap.USUL)
@require_POST
def hapus(request: Permintaan, pk: int) -> HttpResponse:
    """Take one photo off."""
    usulan = _milik(request.user, _foto(request.user, pk).usulan_id)
    try:
        aksi.hapus_foto_usulan(pk, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Foto dihapus dari usulan ini.")
    return redirect("planning:usulan-rinci", usulan.pk)
