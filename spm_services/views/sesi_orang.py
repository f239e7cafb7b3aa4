"""Step 1 of an open day: who is here. One tap registers; a second one asks what is meant."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from spm_services.actions.sesi import daftarkan, tambah_tamu
from spm_services.forms.sesi import TamuForm
from spm_services.models import JenisSesi, KunjunganWarga, Sesi, Warga
from spm_services.views.sesi import ambil


def _uuid(teks: str) -> UUID | None:
    try:
        return UUID(teks)
    except ValueError:
        return None


def _kembali(sesi: Sesi, kunjungan: KunjunganWarga | None = None) -> HttpResponse:
    alamat = reverse("spm_services:sesi-rinci", args=[sesi.uuid])
    return redirect(f"{alamat}?baru={kunjungan.uuid}#baru" if kunjungan else alamat)


@access(Cap.CATAT)
@require_POST
def datang(request: Permintaan, uuid: Any) -> HttpResponse:
    """The tapped person is here. Somebody registered already leads to the question: correction or slip."""
    sesi = ambil(request.user, uuid)
    warga = Warga.objects.ambil(
        request.user, Cap.LIHAT_WARGA, seen_with=Cap.LIHAT_WARGA, uuid=_uuid(request.POST.get("warga", ""))
    )
    try:
        kunjungan, baru = daftarkan(sesi, warga, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
        return _kembali(sesi)
    if not baru:
        return redirect("spm_services:kunjungan-lagi", kunjungan.uuid)
    if sesi.jenis == JenisSesi.KUNJUNGAN_RUMAH:  # one kader at one door: all steps of this person now
        return redirect("spm_services:kunjungan", kunjungan.uuid)
    return _kembali(sesi, kunjungan)


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def tamu(request: Permintaan, uuid: Any) -> HttpResponse:
    """A guest: outside what the unit is expected to serve, inside who came."""
    sesi = ambil(request.user, uuid)
    form = TamuForm(request.POST or None, sesi=sesi)
    if request.method == "POST" and form.is_valid():
        try:
            kunjungan, baru = tambah_tamu(sesi, form.isi(), actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            kata = "terdaftar" if baru else "sudah terdaftar tadi,"
            messages.success(request, f"{kunjungan.warga.nama} {kata} nomor {kunjungan.nomor}.")
            return _kembali(sesi, kunjungan)
    konteks = {"sesi": sesi, "unit": sesi.posyandu, "form": form}
    return render(request, "spm_services/sesi/tamu.html", konteks, status=422 if form.errors else 200)
