"""People and decrees of a unit: one form each, one URL each."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import area_diminta, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import pilihan_bidang
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.forms import AkhiriForm, KaderForm, PengurusForm
from registry.models import Kader, Orang, Posyandu
from registry.views.posyandu import ambil, remah_unit

Simpan = Callable[[Posyandu, dict[str, Any], User], object]


def _formulir(request: Permintaan, unit: Posyandu, form: forms.Form, simpan: Simpan, judul: str) -> HttpResponse:
    """Show the form, or store it and go back to the unit; a refusal stands at its field."""
    if request.method == "POST" and form.is_valid():
        try:
            simpan(unit, form.cleaned_data, request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom or None, str(galat))
        else:
            messages.success(request, f"{judul}: tersimpan.")
            return redirect("registry:rinci", unit.kode)
    konteks = {"form": form, "unit": unit, "remah": remah_unit(request, unit), "judul": judul}
    return render(request, "registry/formulir.html", konteks, status=422 if form.errors else 200)


def _orang(isi: dict[str, Any]) -> Orang:
    return Orang(nama=isi["nama"], jenis_kelamin=isi["jenis_kelamin"])


def _simpan_kader(unit: Posyandu, isi: dict[str, Any], actor: User) -> None:
    actions.tambah_kader(unit, _orang(isi), bidang=isi["bidang"], mulai=isi["mulai"], actor=actor)


def _simpan_pengurus(unit: Posyandu, isi: dict[str, Any], actor: User) -> None:
    jabatan = {"jabatan": isi["jabatan"], "bidang": isi["bidang"]}
    actions.dudukkan_pengurus(unit, _orang(isi), mulai=isi["mulai"], actor=actor, **jabatan)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def tambah_kader(request: Permintaan, kode: str) -> HttpResponse:
    unit = ambil(request.user, kode, Cap.KELOLA_POSYANDU)
    return _formulir(request, unit, KaderForm(request.POST or None), _simpan_kader, "Tambah kader")


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def tambah_pengurus(request: Permintaan, kode: str) -> HttpResponse:
    unit = ambil(request.user, kode, Cap.KELOLA_POSYANDU)
    return _formulir(request, unit, PengurusForm(request.POST or None), _simpan_pengurus, "Tetapkan pengurus")


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def akhiri_kader(request: Permintaan, pk: int) -> HttpResponse:
    """End a kader's term on a day."""
    rows = Kader.objects.select_related("orang", "posyandu__wilayah__induk__induk__induk")
    kader: Kader = rows.ambil(request.user, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)

    def simpan(unit: Posyandu, isi: dict[str, Any], actor: User) -> None:
        actions.akhiri_kader(kader.pk, sampai=isi["sampai"], actor=actor)

    form = AkhiriForm(request.POST or None, initial={"sampai": hari_ini(kader.posyandu.kode)})
    return _formulir(request, kader.posyandu, form, simpan, f"Akhiri tugas {kader.orang.nama}")


@access(Cap.LIHAT)
@require_safe
def daftar_kader(request: Permintaan) -> HttpResponse:
    """Running kader terms of an area, by field or all."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    kode = area.kode
    if area.satu_unit:
        ambil(request.user, kode)
    units = Posyandu.objects.for_user(request.user, Cap.LIHAT).di_wilayah(kode)
    rows = Kader.objects.for_user(request.user, Cap.LIHAT).filter(posyandu__in=units).berlaku(hari_ini(kode))
    bidang = request.GET.get("bidang", "")
    if bidang:
        rows = rows.filter(bidang=bidang[:20])
    hal = halaman(
        rows.select_related("orang", "posyandu__wilayah"), request.GET, {"posyandu": ("posyandu__kode", "id")}
    )
    konteks = {
        "hal": hal,
        "kode": kode,
        "bidang": bidang,
        "semua_bidang": pilihan_bidang(),
        "area": area.jalur[-1] if area.jalur else None,
        "remah": remah(scope, area.atas, "registry:kader", tanya="wilayah"),
    }
    return render(request, "registry/kader.html", konteks)
