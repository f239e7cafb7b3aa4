"""What a person agreed to, and the sheet that tells them what is kept of them and who looked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import NAMA
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services import actions
from spm_services.forms.warga import DEWASA, DISABILITAS
from spm_services.forms.warga_lain import PersetujuanForm
from spm_services.models import KeadaanWarga, PersetujuanData, Rekaman
from spm_services.views.warga_dasar import ambil_anggota, formulir, nik_samar

BANYAK = 500


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def persetujuan(request: Permintaan, uuid: UUID) -> HttpResponse:
    """An answer to one purpose, asked in one sentence."""
    m = ambil_anggota(request, uuid)
    dewasa = m.warga.umur_bulan(hari_ini(m.posyandu.kode)) >= DEWASA
    oleh = PersetujuanData.Oleh.SENDIRI if dewasa else PersetujuanData.Oleh.WALI
    form = PersetujuanForm(request.POST or None, initial={"oleh": oleh, "tujuan": request.GET.get("tujuan", "")})

    def aksi(isi: dict[str, Any]) -> Any:
        setuju = isi["setuju"] == "ya"
        return actions.catat_persetujuan(m.warga_id, isi["tujuan"], setuju=setuju, oleh=isi["oleh"], actor=request.user)

    kartu = reverse("spm_services:warga-kartu", args=[uuid])
    return formulir(request, form, aksi, sesudah=kartu, judul="Persetujuan data", sub=m.warga.nama, warga=m.warga)


@access(Cap.CATAT)
@require_POST
def cabut(request: Permintaan, pk: int) -> HttpResponse:
    """A consent taken back today."""
    rows = PersetujuanData.objects.select_related("warga")
    row: PersetujuanData = rows.ambil(request.user, Cap.CATAT, seen_with=Cap.LIHAT_WARGA, pk=pk)
    try:
        actions.cabut_persetujuan(pk, actor=request.user)
        messages.success(request, "Persetujuan dicabut.")
    except Ditolak as galat:
        messages.error(request, str(galat))
    return redirect("spm_services:warga-kartu", row.warga.uuid)


@access(Cap.LIHAT_WARGA)
@require_safe
def lembar(request: Permintaan, uuid: UUID) -> HttpResponse:
    """ "Apa yang kami simpan tentang Anda", to be printed and handed over: everything in plain words, NIK masked."""
    m = ambil_anggota(request, uuid, Cap.LIHAT_WARGA)
    w, user = m.warga, request.user
    keadaan = (
        KeadaanWarga.objects.for_user(user, Cap.LIHAT_WARGA).terlihat(user).filter(warga=w).order_by("mulai", "pk")
    )
    rekaman = Rekaman.objects.for_user(user, Cap.LIHAT_CATATAN).filter(warga=w).berlaku().select_related("posyandu")
    per_bidang: dict[str, dict[str, list[Any]]] = {}
    for r in rekaman.order_by("tanggal", "pk")[:BANYAK]:
        per_bidang.setdefault(NAMA[r.bidang], {}).setdefault(r.entri.nama, []).append(r.tanggal)
    konteks = {
        "m": m,
        "warga": w,
        "unit": m.posyandu,
        "hari": hari_ini(m.posyandu.kode),
        "nik": nik_samar(w),
        "disabilitas": dict(DISABILITAS).get(w.disabilitas, ""),
        "keadaan": [k for k in keadaan if not k.isi.get("batal")],
        "persetujuan": PersetujuanData.objects.for_user(user, Cap.LIHAT_WARGA).filter(warga=w).order_by("pk"),
        "per_bidang": {b: isi.items() for b, isi in per_bidang.items()},
        "pelihat": Catatan.objects.untuk(w).filter(aksi="lihat_nik"),
    }
    return render(request, "spm_services/warga/lembar.html", konteks)
