"""Account administration inside the admin's own area."""

import secrets

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import PenugasanDitolak, beri_penugasan, cabut_penugasan, ganti_sandi
from accounts.forms import AkunForm
from accounts.models import Penugasan, User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.waktu import hari_ini

PANJANG_SANDI = 9


@access(Cap.KELOLA_AKUN)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Running assignments in the area, in code order; searched by user name."""
    teks = request.GET.get("q", "").strip()[:60]
    rows = Penugasan.objects.for_user(request.user, Cap.KELOLA_AKUN) & Penugasan.objects.berlaku(hari_ini())
    if teks:
        rows = rows.filter(user__username__contains=teks.lower())
    hal = halaman(rows.select_related("user"), request.GET, {"kode": ("kode", "id")})
    return render(request, "accounts/daftar.html", {"hal": hal, "teks": teks})


def _sandi() -> str:
    """A first password that can be read aloud: three groups of three."""
    huruf = "abcdefghjkmnpqrstuvwxyz23456789"
    acak = "".join(secrets.choice(huruf) for _ in range(PANJANG_SANDI))
    return f"{acak[:3]}-{acak[3:6]}-{acak[6:]}"


@access(Cap.KELOLA_AKUN)
@require_http_methods(["GET", "POST"])
def tambah(request: Permintaan) -> HttpResponse:
    """Make an account with its first assignment; the first password is shown once, to be handed over."""
    form = AkunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        sandi = _sandi()
        try:
            with transaction.atomic():
                user = User.objects.buat(isi["username"], isi["nama"], sandi)
                beri_penugasan(user, isi["peran"], isi["kode"], bidang=isi["bidang"], oleh=request.user)
        except PermissionDenied:
            form.add_error("kode", "Wilayah ini di luar wilayah tugas Anda.")
        except PenugasanDitolak as galat:
            form.add_error(None, str(galat))
        else:
            return render(request, "accounts/jadi.html", {"baru": user, "sandi": sandi})
    return render(request, "accounts/tambah.html", {"form": form}, status=422 if form.errors else 200)


@access(Cap.KELOLA_AKUN)
@require_POST
def sandi_baru(request: Permintaan, pk: int) -> HttpResponse:
    """A new first password for who forgot it, shown once; the old one stops working at once."""
    sandi = _sandi()
    user = ganti_sandi(pk, sandi, oleh=request.user)
    return render(request, "accounts/jadi.html", {"baru": user, "sandi": sandi, "ganti": True})


@access(Cap.KELOLA_AKUN)
@require_POST
def cabut(request: Permintaan, pk: int) -> HttpResponse:
    """End an assignment today."""
    tugas = cabut_penugasan(pk, oleh=request.user)
    messages.success(request, f"Penugasan {tugas.get_peran_display().lower()} {tugas.user.nama} diakhiri hari ini.")
    return redirect("accounts:daftar")
