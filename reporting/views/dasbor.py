"""Home and dashboards."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.area import Area, area_diminta, area_utama, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access, signed_in
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.periode import Bulan, setahun
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from reporting.dasbor import ringkas, susun
from reporting.tugas import tugas_saya
from spm_services.papan import entri_terakhir, kotak_enam
from spm_services.papan_sesi import kartu_buka
from spm_services.querysets import tanpa_rekaman


@signed_in
@require_safe
def beranda(request: Permintaan) -> HttpResponse:
    """Tugas saya: the one thing the person came for, then what waits."""
    user = request.user
    tugas, bahan = tugas_saya(user)
    konteks: dict[str, Any] = {"tugas": tugas}
    kode = bahan.kode if bahan else ""
    if user.boleh(Cap.CATAT) and kode and kode_lib.tingkat(kode) == "posyandu":
        unit = Posyandu.objects.for_user(user, Cap.CATAT).select_related("wilayah").filter(kode=kode).first()
        if unit is not None:
            konteks |= {"unit": unit, "kotak": kotak_enam(unit), "terakhir": entri_terakhir(unit, 3)}
            konteks["buka"] = kartu_buka(unit, user)
            return render(request, "reporting/beranda_kader.html", konteks)
    if bahan:
        area = area_diminta(user.scope_for(Cap.LIHAT), kode)
        konteks |= {"r": ringkas(bahan), "area": _nama(user, area)}
    return render(request, "reporting/beranda.html", konteks)


@access(Cap.LIHAT)
@require_safe
def dasbor_awal(request: Permintaan) -> HttpResponse:
    """To the dashboard of the person's widest area."""
    return redirect("reporting:dasbor", area_utama(request.user.scope_for(Cap.LIHAT)))


def _nama(user: User, area: Area) -> str:
    """The name of an area or a unit; Http404 for a unit nobody holds."""
    if not area.satu_unit:
        return area.nama
    return get_object_or_404(Posyandu.objects.for_user(user, Cap.LIHAT), kode=area.kode).sebutan


@access(Cap.LIHAT)
@require_safe
def dasbor(request: Permintaan, kode: str) -> HttpResponse:
    """An area's year: figures with what they are out of, their rows, and the areas below."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, kode)
    kini = hari_ini(kode).year
    teks = request.GET.get("tahun", "")
    tahun = int(teks) if teks.isdecimal() and 2020 <= int(teks[:4]) <= kini and len(teks) == 4 else kini
    konteks = {
        "d": susun(kode, tahun, request.user),
        "area": _nama(request.user, area),
        "remah": remah(scope, area.atas, "reporting:dasbor"),
        "tahun_list": [tahun - 1, tahun] + ([tahun + 1] if tahun < kini else []),
        "nama_bulan": [m.singkat for m in setahun(tahun)],
        "bisa_rinci": request.user.scope_for(Cap.LIHAT_CATATAN).memuat(kode),
    }
    return render(request, "reporting/dasbor.html", konteks)


@access(Cap.LIHAT)
@require_safe
def belum(request: Permintaan, kode: str) -> HttpResponse:
    """Units of an area without any record in a month."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, kode)
    try:
        bulan = Bulan.dari(request.GET.get("bulan", ""))
    except ValueError:
        bulan = Bulan.dari(hari_ini(kode))
    rows = tanpa_rekaman(Posyandu.objects.for_user(request.user, Cap.LIHAT).di_wilayah(kode).aktif(), bulan)
    konteks = {
        "hal": halaman(rows.select_related("wilayah__induk"), request.GET, {"kode": ("kode",)}),
        "area": _nama(request.user, area),
        "kode": kode,
        "bulan": bulan,
        "remah": remah(scope, area.atas, "reporting:dasbor"),
    }
    return render(request, "reporting/belum.html", konteks)
