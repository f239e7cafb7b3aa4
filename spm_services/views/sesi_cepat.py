"""Isi cepat: the paper list of an open day, typed or pasted row by row on a desktop."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from spm_services.models import StatusSesi
from spm_services.papan_cepat import simpan_cepat, tabel_cepat
from spm_services.papan_sesi import daftar_sesi, isi_lalu
from spm_services.views.sesi import ambil

BISA = {StatusSesi.DIBUKA, StatusSesi.SELESAI}


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def cepat(request: Permintaan, uuid: Any) -> HttpResponse:
    """A page of the table. Right rows are saved, wrong ones stay as typed with the reason."""
    sesi = ambil(request.user, uuid)
    if sesi.status not in BISA:
        return redirect("spm_services:sesi-rinci", sesi.uuid)
    daftar = daftar_sesi(sesi, request.user, pilih=request.GET.get("kelompok", ""))
    teks = request.GET.get("hal", "1")
    ke = int(teks) if teks.isdecimal() and len(teks) < 4 else 1
    tabel = tabel_cepat(daftar, request.user, halaman=ke, data=request.POST or None)
    status = 200
    if request.method == "POST":
        simpan_cepat(tabel, sesi, actor=request.user)
        beres = len(tabel.beres)
        if not tabel.salah:
            kata = f"{beres} orang tersimpan." if beres else "Tidak ada yang diubah."
            messages.success(request, kata)
            alamat = reverse("spm_services:cepat", args=[sesi.uuid])
            return redirect(f"{alamat}?kelompok={daftar.pilih}&hal={tabel.halaman}")
        status = 422
    isi_lalu([r.baris for r in tabel.rows], request.user, sesi.tanggal)
    konteks = {"sesi": sesi, "unit": sesi.posyandu, "daftar": daftar, "tabel": tabel}
    return render(request, "spm_services/sesi/cepat.html", konteks, status=status)
