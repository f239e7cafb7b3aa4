"""Pembinaan visits: a unit's tab, the form with its sheet for paper, the list of an area."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.forms.bina import KunjunganForm
from registry.indikator_bina import INDIKATOR, NAMA_INDIKATOR
from registry.models import Kunjungan, Posyandu, Temuan
from registry.views.posyandu import ambil, jalur_unit, remah_unit
from wilayah.models import Wilayah


@access(Cap.LIHAT)
@require_safe
def unit(request: Permintaan, kode: str) -> HttpResponse:
    """Visits to the unit with what was found, the newest first."""
    posyandu = ambil(request.user, kode)
    rows = Kunjungan.objects.for_user(request.user, Cap.LIHAT).filter(posyandu=posyandu).select_related("tim")[:20]
    temuan: dict[int, list[Temuan]] = {k.pk: [] for k in rows}
    for t in Temuan.objects.for_user(request.user, Cap.LIHAT).filter(kunjungan__in=temuan).order_by("pk"):
        temuan[t.kunjungan_id].append(t)
    konteks = {
        "unit": posyandu,
        "remah": remah_unit(request, posyandu),
        "kunjungan": [(k, [(NAMA_INDIKATOR.get(t.indikator, t.indikator), t) for t in temuan[k.pk]]) for k in rows],
        "boleh": request.user.scope_for(Cap.BINA).memuat(kode),
        "boleh_ubah": request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(kode),
    }
    return render(request, "registry/bina/unit.html", konteks)


def _tim(request: Permintaan, posyandu: Posyandu) -> Wilayah | None:
    """The visitor's team: the narrowest area of the unit's path that their BINA is given for."""
    milik = {g.area for g in request.user.scope_for(Cap.BINA).grants}
    return next((w for w in reversed(jalur_unit(posyandu)) if w.kode in milik), None)


@access(Cap.BINA)
@require_http_methods(["GET", "POST"])
def catat(request: Permintaan, kode: str) -> HttpResponse:
    posyandu = ambil(request.user, kode, Cap.BINA)
    form = KunjunganForm(request.POST or None, initial={"tanggal": hari_ini(kode), "petugas": request.user.nama})
    if request.method == "POST" and form.is_valid():
        isi = {k: form.cleaned_data[k] for k in ("tanggal", "petugas", "ringkasan")}
        try:
            actions.catat_kunjungan(
                posyandu, {**isi, "tim": _tim(request, posyandu)}, form.temuan(), actor=request.user
            )
        except Ditolak as galat:
            form.add_error(galat.kolom, str(galat))
        else:
            messages.success(request, "Kunjungan tersimpan. Temuannya ada di halaman posyandu.")
            return redirect("registry:pembinaan", kode)
    konteks = {"form": form, "unit": posyandu, "remah": remah_unit(request, posyandu)}
    return render(request, "registry/bina/kunjungan.html", konteks, status=422 if form.errors else 200)


@access(Cap.LIHAT)
@require_safe
def lembar(request: Permintaan, kode: str) -> HttpResponse:
    """The blank sheet to take along, for printing."""
    posyandu = ambil(request.user, kode)
    return render(request, "registry/bina/lembar.html", {"unit": posyandu, "indikator": INDIKATOR})


@access(Cap.KELOLA_POSYANDU)
@require_POST
def selesai(request: Permintaan, pk: int) -> HttpResponse:
    temuan = actions.selesaikan_temuan(pk, actor=request.user)
    messages.success(request, "Temuan ditandai selesai.")
    return redirect("registry:pembinaan", temuan.kunjungan.posyandu.kode)


@access(Cap.LIHAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Visits in an area, the newest first."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    units = Posyandu.objects.for_user(request.user, Cap.LIHAT).di_wilayah(area.kode)
    rows = Kunjungan.objects.for_user(request.user, Cap.LIHAT).filter(posyandu__in=units)
    hal = halaman(rows.select_related("posyandu__wilayah", "tim"), request.GET, {"-tanggal": ("tanggal", "id")}, per=25)
    konteks: dict[str, Any] = {
        "hal": hal,
        "kode": area.kode,
        "area": area.jalur[-1] if area.jalur else None,
        "remah": remah(scope, area.atas, "registry:kunjungan-daftar", tanya="wilayah"),
    }
    return render(request, "registry/bina/kunjungan_daftar.html", konteks)
