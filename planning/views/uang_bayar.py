"""One allocation with its payments; paying, and taking a payment back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from planning import actions
from planning.forms import AlasanForm
from planning.forms_uang import RealisasiForm
from planning.komponen import nama_komponen
from planning.models import Alokasi, Realisasi, StatusAlokasi
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak

LENGKAP = (
    "sumber",
    "baris__dokumen__wilayah",
    "baris__dokumen__menggantikan",
    "rekaman__posyandu__wilayah",
    "kegiatan__rencana__posyandu__wilayah",
    "posyandu__wilayah",
    "kegiatan__rencana__wilayah",
    "daftar__pembayar__wilayah",
)


def _ambil(user: User, pk: int, duty: str) -> Alokasi:
    """The allocation; to write, only for the government whose line it is."""
    rows = Alokasi.objects.select_related(*LENGKAP)
    satu: Alokasi = rows.ambil(user, duty, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    if duty == Cap.ALOKASI and not user.scope_for(duty).memuat(satu.baris.dokumen.wilayah_id):
        raise PermissionDenied
    return satu


@access(Cap.LIHAT_RENCANA)
@require_safe
def alokasi(request: Permintaan, pk: int) -> HttpResponse:
    """What the line gives to the activity, and every payment with the rows that took one back."""
    satu = _ambil(request.user, pk, Cap.LIHAT_RENCANA)
    rows = Realisasi.objects.for_user(request.user, Cap.LIHAT_RENCANA).filter(alokasi=satu)
    hal = halaman(rows.select_related("dibalik_oleh", "pencatat"), request.GET, {"-tanggal": ("tanggal", "id")})
    berhak = request.user.scope_for(Cap.ALOKASI).memuat(satu.baris.dokumen.wilayah_id)
    konteks = {
        "alokasi": satu,
        "komponen": nama_komponen(satu.komponen),
        "hal": hal,
        "bayar_list": [(r, hasattr(r, "dibalik_oleh")) for r in hal.rows],
        "boleh": berhak and satu.status == StatusAlokasi.BERLAKU and satu.baris.dokumen.bisa_alokasi,
        "riwayat": Catatan.objects.untuk(satu)[:12],
    }
    return render(request, "planning/uang/alokasi.html", konteks)


@access(Cap.ALOKASI)
@require_http_methods(["GET", "POST"])
def bayar(request: Permintaan, pk: int) -> HttpResponse:
    """Write a payment of the allocation."""
    satu = _ambil(request.user, pk, Cap.ALOKASI)
    desa = satu.baris.dokumen.uraian_jenis.skema == "apbdes"
    awal = {"kanal": Realisasi.Kanal.RKD if desa else Realisasi.Kanal.RKUD}
    form = RealisasiForm(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        try:
            _, baru = actions.realisasikan(satu, actions.IsiRealisasi(**form.cleaned_data), actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, "Pembayaran tercatat." if baru else "Pembayaran ini sudah tercatat tadi.")
            return redirect("planning:alokasi", pk)
    konteks = {"form": form, "alokasi": satu}
    return render(request, "planning/uang/bayar.html", konteks, status=422 if form.errors else 200)


@access(Cap.ALOKASI)
@require_http_methods(["GET", "POST"])
def batal_bayar(request: Permintaan, pk: int) -> HttpResponse:
    """Take a payment back, with a reason: a row of its own below zero."""
    rows = Realisasi.objects.select_related("alokasi__baris__dokumen__wilayah")
    row: Realisasi = rows.ambil(request.user, Cap.ALOKASI, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    if not request.user.scope_for(Cap.ALOKASI).memuat(row.alokasi.baris.dokumen.wilayah_id):
        raise PermissionDenied
    form = AlasanForm(request.POST or None)
    status = 422
    if request.method == "POST" and form.is_valid():
        try:
            actions.balik_realisasi(pk, form.cleaned_data["alasan"], actor=request.user)
        except Ditolak as galat:
            form.add_error(None, str(galat))
            status = 409
        else:
            messages.success(request, "Pembayaran dibatalkan; jumlahnya kembali ke alokasi.")
            return redirect("planning:alokasi", row.alokasi_id)
    konteks = {"form": form, "bayar": row}
    return render(request, "planning/uang/batal_bayar.html", konteks, status=status if form.errors else 200)
