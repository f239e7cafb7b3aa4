"""Kader who recorded nothing for a while: who they are, what was answered."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.aturan import baca_aturan
from registry.forms.insentif import KeaktifanForm
from registry.metrics_keaktifan import batas_diam, diam, tak_dinilai
from registry.models import Kader, Keaktifan
from registry.views.insentif import dasar, formulir


@access(Cap.LIHAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Those to ask about, and how many cannot be judged."""
    konteks = dasar(request, "registry:keaktifan")
    kode, hari = konteks["kode"], hari_ini(konteks["kode"])
    konteks["terlalu_luas"] = len(kode) < 5
    if not konteks["terlalu_luas"]:
        scope = request.user.scope_for(Cap.LIHAT)
        bulan = int(baca_aturan(kode)["keaktifan_bulan"])
        rows = diam(scope, kode, hari, bulan).select_related("orang", "posyandu__wilayah")
        konteks |= {
            "bulan": bulan,
            "sejak": batas_diam(hari, bulan),
            "hal": halaman(rows, request.GET, {"unit": ("posyandu__kode", "id")}, per=25),
            "tak_dinilai": tak_dinilai(scope, kode, hari).count(),
        }
        terakhir = Keaktifan.objects.for_user(request.user, Cap.LIHAT).filter(kader__in=konteks["hal"].rows)
        jawaban = {k.kader_id: k for k in terakhir.order_by("pk")}
        boleh = request.user.scope_for(Cap.KELOLA_POSYANDU)
        konteks["baris"] = [(k, jawaban.get(k.pk), boleh.memuat(k.posyandu.kode)) for k in konteks["hal"].rows]
    return render(request, "registry/insentif/keaktifan.html", konteks)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def jawab(request: Permintaan, pk: int) -> HttpResponse:
    """One kader: what is the matter, with the answers so far."""
    rows = Kader.objects.select_related("orang", "posyandu__wilayah")
    k: Kader = rows.ambil(request.user, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)
    kembali = reverse("registry:keaktifan")
    riwayat = Keaktifan.objects.for_user(request.user, Cap.KELOLA_POSYANDU).filter(kader=k)

    def simpan(isi: dict[str, Any]) -> str:
        actions.jawab_keaktifan(pk, isi, actor=request.user)
        return kembali

    form = KeaktifanForm(request.POST or None, initial={"tanggal": hari_ini(k.posyandu.kode)})
    isi = {
        "judul": f"Keaktifan {k.orang.nama}",
        "kembali": kembali,
        "ket": f"{k.posyandu.sebutan}, {k.posyandu.wilayah.nama}",
    }
    return formulir(request, form, {**isi, "jawaban_lalu": list(riwayat[:20])}, simpan)
