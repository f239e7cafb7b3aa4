"""Account administration inside the admin's own area: the list, a new account, closing many at once."""

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import PenugasanDitolak, beri_penugasan, cabut_penugasan, ganti_sandi, tutup_akun
from accounts.area import area_diminta
from accounts.forms import AkunForm
from accounts.kelola import q_diam
from accounts.models import Penugasan, PenugasanQuerySet, User
from accounts.permintaan import Permintaan
from accounts.roles import Cap, pilihan_peran
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from wilayah.models import Wilayah

PANJANG_SANDI = 9
KEADAAN = (
    ("", "Berlaku"),
    ("belum", "Belum pernah masuk"),
    ("diam", "Tidak dipakai 90 hari"),
    ("plt", "Pelaksana tugas (Plt.)"),
    ("ditutup", "Akun ditutup"),
    ("berakhir", "Penugasan berakhir"),
)


def _saring(rows: PenugasanQuerySet, keadaan: str) -> PenugasanQuerySet:
    """Rows of one state; an unknown one is "in force"."""
    hari = hari_ini()
    if keadaan == "berakhir":
        return rows.filter(sampai__lte=hari)
    rows = rows.filter(Q(sampai=None) | Q(sampai__gt=hari))
    if keadaan == "ditutup":
        return rows.filter(user__is_active=False)
    rows = rows.filter(user__is_active=True)
    if keadaan == "belum":
        return rows.filter(user__last_login=None)
    if keadaan == "diam":
        return rows.filter(q_diam(timezone.now(), "user__"))
    return rows.filter(plt=True) if keadaan == "plt" else rows


@access(Cap.KELOLA_AKUN)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Assignments in the area, in code order; by name, role, area and state."""
    ambil = request.GET.get
    teks, peran, keadaan, kode = (
        ambil("q", "").strip()[:60],
        ambil("peran", ""),
        ambil("keadaan", ""),
        ambil("wilayah", ""),
    )
    scope = request.user.scope_for(Cap.KELOLA_AKUN)
    area = area_diminta(scope, kode[:19], dengan_anak=True)
    rows = _saring(Penugasan.objects.for_user(request.user, Cap.KELOLA_AKUN), keadaan)
    if teks:
        rows = rows.filter(Q(user__username__contains=teks.lower()) | Q(user__nama__icontains=teks))
    if peran:
        rows = rows.filter(peran=peran[:24])
    if kode and area.kode != kode_lib.NASIONAL:
        dari, sampai = kode_lib.rentang(area.kode)
        rows = rows.filter(kode__gte=dari, kode__lt=sampai)
    hal = halaman(rows.select_related("user"), request.GET, {"kode": ("kode", "id")})
    nama = dict(Wilayah.objects.filter(pk__in={p.kode[:13] for p in hal.rows}).values_list("kode", "nama"))
    konteks = {
        "hal": hal,
        "baris": [(p, nama.get(p.kode[:13], "")) for p in hal.rows],
        "teks": teks,
        "peran": peran,
        "keadaan": keadaan,
        "kode": kode,
        "area": area,
        "pilihan_peran": pilihan_peran(),
        "pilihan_keadaan": KEADAAN,
    }
    return render(request, "accounts/daftar.html", konteks)


def _sandi() -> str:
    """A first password that can be read aloud: three groups of three."""
    huruf = "abcdefghjkmnpqrstuvwxyz23456789"
    acak = "".join(secrets.choice(huruf) for _ in range(PANJANG_SANDI))
    return f"{acak[:3]}-{acak[3:6]}-{acak[6:]}"


def _jadi(request: Permintaan, **isi: Any) -> HttpResponse:
    """The page that shows a password once, kept by nobody."""
    jawaban = render(request, "accounts/jadi.html", isi)
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban


@access(Cap.KELOLA_AKUN)
@require_http_methods(["GET", "POST"])
def tambah(request: Permintaan) -> HttpResponse:
    """Make an account with its first assignment; the first password is shown once, to be handed over."""
    form = AkunForm(request.POST or None, oleh=request.user)
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
            return _jadi(request, baru=user, sandi=sandi)
    return render(request, "accounts/tambah.html", {"form": form}, status=422 if form.errors else 200)


@access(Cap.KELOLA_AKUN)
@require_POST
def sandi_baru(request: Permintaan, pk: int) -> HttpResponse:
    """A new first password for who forgot it, shown once; the old one stops working at once."""
    sandi = _sandi()
    user = ganti_sandi(pk, sandi, oleh=request.user)
    return _jadi(request, baru=user, sandi=sandi, ganti=True)


@access(Cap.KELOLA_AKUN)
@require_POST
def cabut(request: Permintaan, pk: int) -> HttpResponse:
    """End an assignment today."""
    tugas = cabut_penugasan(pk, oleh=request.user)
    messages.success(request, f"Penugasan {tugas.sebutan.lower()} {tugas.user.nama} diakhiri hari ini.")
    return redirect("accounts:daftar")


@access(Cap.KELOLA_AKUN)
@require_POST
def tutup(request: Permintaan) -> HttpResponse:
    """Close the ticked accounts, all with one reason; accounts that are not the person's to close stop the whole."""
    pk = {int(x) for x in request.POST.getlist("pilih")[:500] if x.isascii() and x.isdigit() and len(x) < 19}
    try:
        if not pk:
            raise Ditolak("pilih", "Belum ada akun yang dipilih.")
        users = tutup_akun(pk, request.POST.get("alasan", ""), oleh=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, f"{len(users)} akun ditutup. Catatannya tetap ada, dan akun bisa dibuka lagi.")
    return redirect("accounts:daftar")
