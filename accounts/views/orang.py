"""One account: its assignments and history, and what its administrator does with it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions
from accounts.actions import PenugasanDitolak
from accounts.forms import PltForm, TugasForm, TutupForm
from accounts.kelola import baca_akun, boleh_kelola, cari_akun, diam
from accounts.models import Penugasan
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from accounts.views.slip import Slip, halaman_slip
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini


@access(Cap.KELOLA_AKUN)
@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    """Assignments now and before, last sign-in, history."""
    akun = baca_akun(request.user, pk)
    hari = hari_ini()
    konteks = {
        "akun": akun,
        "orang": akun.user,
        "tugas": [
            (
                p,
                p.sampai is None or p.sampai > hari,
                akun.user.pk != request.user.pk and boleh_kelola(request.user, p.peran, p.kode),
            )
            for p in akun.tugas
        ],
        "diam": diam(akun.user, timezone.now()),
        "kode_berlaku": akun.user.masuk_sampai if akun.user.sidik_masuk else None,
        "riwayat": akun.riwayat,
        "form": TutupForm(),
    }
    return render(request, "accounts/orang.html", konteks)


def _jalankan(request: Permintaan, pk: int, kerja: Callable[[], str]) -> HttpResponse:
    """Do it and go back to the account; a refusal is said there."""
    try:
        kalimat = kerja()
    except (Ditolak, PenugasanDitolak) as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, kalimat)
    return redirect("accounts:orang", pk)


@access(Cap.KELOLA_AKUN)
@require_POST
def kode(request: Permintaan, pk: int) -> HttpResponse:
    """A new slip for one person, shown once."""
    try:
        user, kode_ = actions.beri_kode(pk, oleh=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
        return redirect("accounts:orang", pk)
    akun = baca_akun(request.user, pk)
    tempat = akun.tugas[0].kode if akun.tugas else ""
    return halaman_slip(request, [Slip(user.nama, user.username, kode_, tempat)], f"/akun/orang/{pk}/")


@access(Cap.KELOLA_AKUN)
@require_POST
def tutup(request: Permintaan, pk: int) -> HttpResponse:
    def kerja() -> str:
        actions.tutup_akun([pk], request.POST.get("alasan", ""), oleh=request.user)
        return "Akun ditutup. Catatan yang ditulisnya tetap ada."

    return _jalankan(request, pk, kerja)


@access(Cap.KELOLA_AKUN)
@require_POST
def buka(request: Permintaan, pk: int) -> HttpResponse:
    def kerja() -> str:
        actions.buka_akun(pk, oleh=request.user)
        return "Akun dibuka lagi."

    return _jalankan(request, pk, kerja)


@access(Cap.KELOLA_AKUN)
@require_POST
def batal_gabung(request: Permintaan, pk: int) -> HttpResponse:
    def kerja() -> str:
        user = actions.batal_gabung(pk, oleh=request.user)
        return f"Akun {user.username} dipisahkan lagi dengan penugasannya."

    return _jalankan(request, pk, kerja)


@access(Cap.KELOLA_AKUN)
@require_http_methods(["GET", "POST"])
def gabung(request: Permintaan, pk: int) -> HttpResponse:
    """Two accounts of one person side by side; this one is closed, the other goes on."""
    akun = baca_akun(request.user, pk)
    nama = (request.POST or request.GET).get("dengan", "")[:60]
    lain = cari_akun(request.user, nama) if nama else None
    galat = "" if lain or not nama else "Tidak ada akun dengan nama itu di wilayah tugas Anda."
    if lain is not None and lain.pk == pk:
        lain, galat = None, "Pilih dua akun yang berbeda."
    if request.method == "POST" and lain is not None:
        try:
            actions.gabung_akun(pk, lain.pk, oleh=request.user)
        except Ditolak as ditolak:
            galat = str(ditolak)
        else:
            messages.success(
                request, f"Akun {akun.user.username} digabung ke {lain.username}. Bisa dibatalkan di sini."
            )
            return redirect("accounts:orang", lain.pk)
    konteks = {
        "akun": akun,
        "orang": akun.user,
        "lain": baca_akun(request.user, lain.pk) if lain else None,
        "nama": nama,
        "galat": galat,
    }
    return render(request, "accounts/gabung.html", konteks, status=422 if galat else 200)


def _formulir(
    request: Permintaan, pk: int, form: forms.Form, kerja: Callable[[dict[str, Any]], str], **isi: Any
) -> HttpResponse:
    """Show the form, or do it and go back to the account; a refusal stands on the form."""
    if request.method == "POST" and form.is_valid():
        try:
            kalimat = kerja(form.cleaned_data)
        except PermissionDenied:
            form.add_error(None, "Wilayah ini di luar wilayah tugas Anda.")
        except (PenugasanDitolak, Ditolak) as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, kalimat)
            return redirect("accounts:orang", pk)
    konteks = {"form": form, **isi}
    return render(request, "accounts/formulir.html", konteks, status=422 if form.errors else 200)


@access(Cap.KELOLA_AKUN)
@require_http_methods(["GET", "POST"])
def tugas(request: Permintaan, pk: int) -> HttpResponse:
    """One more assignment for a person."""
    akun = baca_akun(request.user, pk)
    form = TugasForm(request.POST or None, oleh=request.user)

    def kerja(isi: dict[str, Any]) -> str:
        p = actions.beri_penugasan(akun.user, isi["peran"], isi["kode"], bidang=isi["bidang"], oleh=request.user)
        return f"Penugasan {p.sebutan.lower()} diberikan."

    return _formulir(request, pk, form, kerja, orang=akun.user, judul="Penugasan baru")


@access(Cap.KELOLA_AKUN)
@require_http_methods(["GET", "POST"])
def plt(request: Permintaan, pk: int) -> HttpResponse:
    """A dated deputy for an assignment."""
    rows = Penugasan.objects.select_related("user")
    asal: Penugasan = rows.ambil(request.user, Cap.KELOLA_AKUN, seen_with=Cap.LIHAT, pk=pk)
    if not boleh_kelola(request.user, asal.peran, asal.kode):
        raise PermissionDenied
    form = PltForm(request.POST or None, initial={"mulai": hari_ini(asal.kode)})

    def kerja(isi: dict[str, Any]) -> str:
        user = cari_akun(request.user, isi["username"])
        if user is None:
            raise Ditolak("username", "Tidak ada akun dengan nama itu di wilayah tugas Anda.")
        akhir = isi["akhir"] + timedelta(days=1)
        actions.beri_plt(pk, user, mulai=isi["mulai"], sampai=akhir, oleh=request.user)
        return f"{user.nama} menjadi Plt. {asal.get_peran_display().lower()}."

    return _formulir(
        request,
        asal.user_id,
        form,
        kerja,
        orang=asal.user,
        judul=f"Pelaksana tugas untuk {asal.sebutan.lower()} {asal.kode}",
    )
