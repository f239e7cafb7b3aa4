"""How a request begins and what the applicant takes home: from a finding, and the slip."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.qr import qr_svg
from posyandu_app.lib.waktu import hari_ini
from spm_services import actions, katalog
from spm_services.berkas_tiket import kurang
from spm_services.forms import AWALAN, kelas_form
from spm_services.katalog.dasar import Bentuk, JenisLayanan
from spm_services.models import Rekaman
from spm_services.views.rekaman import ambil
from spm_services.views.tiket import ambil_tiket, kiriman


def _layanan_mohon(bidang: str) -> list[JenisLayanan]:
    """Requests of the field that a finding may become."""
    return [e for e in katalog.per_bidang(bidang) if e.bentuk == Bentuk.PERMOHONAN and katalog.bisa_dicatat(e)]


def _awal(asal: Rekaman, entri: JenisLayanan) -> dict[str, Any]:
    """What the finding already says, under the request's own questions."""
    isi = asal.isian
    nama = isi.get("objek") or (asal.warga and asal.warga.nama) or (asal.keluarga and asal.keluarga.nama) or ""
    tempat = isi.get("lokasi") or (asal.keluarga and asal.keluarga.rt_rw) or ""
    temuan = [
        f"{k.label}: {kata}" for k, kata in asal.tampilan if k.kode not in ("objek", "lokasi") and isi.get(k.kode)
    ]
    alasan = "; ".join(t for t in temuan)[:500]
    ada = {k.kode for k in entri.isian}
    semua = {"pemohon": nama, "lokasi": tempat, "jumlah": 1, "alasan": alasan}
    return {AWALAN + k: v for k, v in semua.items() if k in ada and v}


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def dari(request: Permintaan, kunci: UUID) -> HttpResponse:
    """A finding becomes a request: its form, filled with what was found."""
    asal = ambil(request.user, kunci, Cap.CATAT)
    pilihan = _layanan_mohon(asal.bidang)
    if asal.bentuk != Bentuk.KONDISI or not pilihan:
        raise Http404
    diminta = request.GET.get("layanan", "")
    entri = next((e for e in pilihan if e.kode == diminta), pilihan[0])
    form = kelas_form(entri.kode)(kiriman(request)[0], unit=asal.posyandu, initial=_awal(asal, entri))
    if request.method == "POST" and form.is_valid():
        try:
            tiket = actions.jadikan_permohonan(asal, form.kiriman(), actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, "Permohonan tersimpan sebagai draf. Lengkapi kontak dan berkasnya, lalu ajukan.")
            return redirect("spm_services:tiket-rinci", tiket.uuid)
    konteks = {"asal": asal, "unit": asal.posyandu, "entri": entri, "form": form, "pilihan": pilihan}
    return render(request, "spm_services/tiket/dari.html", konteks, status=422 if form.errors else 200)


@access(Cap.CATAT)
@require_safe
def slip(request: Permintaan, uuid: UUID) -> HttpResponse:
    """The applicant's receipt, to print small: the code, where to look, what is still missing. No name on it."""
    tiket = ambil_tiket(request.user, uuid, Cap.CATAT)
    alamat = request.build_absolute_uri(reverse("spm_services:publik-permohonan"))
    konteks = {
        "tiket": tiket,
        "unit": tiket.posyandu,
        "alamat": alamat,
        "qr": qr_svg(alamat, 132, judul="Kode QR halaman pemantauan permohonan"),
        "kurang": kurang(tiket),
        "hari": hari_ini(tiket.posyandu.kode),
    }
    return render(request, "spm_services/tiket/slip.html", konteks)
