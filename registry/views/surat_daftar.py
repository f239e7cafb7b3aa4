"""The register of papers: of units, and of areas. Each list is a page of rows by key, or up to 500 for paper."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.area import Area, area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.waktu import hari_ini
from registry import pracek
from registry.models import JenisSK, JenisSuratWilayah, SuratKeputusan, SuratWilayah
from registry.surat_saring import KEADAAN, KEADAAN_WILAYAH, di_wilayah, saring, usang
from registry.views.posyandu import ambil
from wilayah.models import Wilayah

CETAK = 500


def _area(request: Permintaan, alamat: str) -> tuple[Area, dict[str, Any]]:
    """The area asked for and what the page says about it."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    if area.satu_unit:
        ambil(request.user, area.kode)
    konteks = {
        "kode": area.kode,
        "area": area.jalur[-1] if area.jalur else None,
        "remah": remah(scope, area.atas, alamat, tanya="wilayah"),
        "pilihan_wilayah": area.anak,
        "keadaan": request.GET.get("keadaan", "")[:20],
        "jenis": request.GET.get("jenis", "")[:20],
        "cetak": "cetak" in request.GET,
    }
    return area, konteks


def _tautan_cetak(request: Permintaan) -> str:
    isi = request.GET.copy()
    for nama in ("sesudah", "sebelum"):
        isi.pop(nama, None)
    isi["cetak"] = "1"
    return "?" + isi.urlencode()


def _halaman(request: Permintaan, rows: "QuerySet[Any]", konteks: dict[str, Any], milik: str) -> Any:
    urutan = {"wilayah": (f"{milik}__kode", "id"), "-tanggal": ("tanggal", "id")}
    per = CETAK if konteks["cetak"] else 50
    return halaman(rows, request.GET, urutan, per=per)


@access(Cap.LIHAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Papers of the units of an area: by kind, what ran out, what will, what has no scan."""
    area, konteks = _area(request, "registry:surat-daftar")
    hari = hari_ini(area.kode)
    rows = di_wilayah(SuratKeputusan.objects.for_user(request.user, Cap.LIHAT), area.kode)
    rows = saring(rows, konteks["keadaan"], hari)
    if konteks["jenis"] in JenisSK.values:
        rows = rows.filter(jenis=konteks["jenis"])
    hal = _halaman(request, rows.select_related("posyandu__wilayah"), konteks, "posyandu")
    konteks |= {
        "hal": hal,
        "baris": [(s, pracek.masa(s, hari)) for s in hal.rows],
        "semua_jenis": JenisSK.choices,
        "semua_keadaan": list(KEADAAN.items()),
        "hari": hari,
        "ke_cetak": _tautan_cetak(request),
    }
    return render(request, "registry/surat/daftar.html", konteks)


def _belum(area: Area, rows: "QuerySet[Any]") -> "QuerySet[Wilayah]":
    """Areas at and right below the area that have no Tim Pembina decree on file (public tree, scoped papers)."""
    kode = area.kode[:13]
    pilih = Wilayah.objects.berlaku()
    pilih = pilih.filter(induk=None) if kode == kode_lib.NASIONAL else pilih.filter(induk=kode) | pilih.filter(pk=kode)
    punya = rows.filter(wilayah=OuterRef("pk"), jenis=JenisSuratWilayah.TIM_PEMBINA, dicabut=None)
    return pilih.filter(~Exists(punya)).order_by("kode")


@access(Cap.LIHAT)
@require_safe
def wilayah(request: Permintaan) -> HttpResponse:
    """Papers of areas: Tim Pembina at each level, RPJM Desa; who still has none."""
    area, konteks = _area(request, "registry:surat-wilayah-daftar")
    hari = hari_ini(area.kode)
    kode = area.kode[:13]
    semua = di_wilayah(SuratWilayah.objects.untuk_bawahan(request.user, Cap.LIHAT), kode)
    rows = saring(semua, konteks["keadaan"], hari)
    if konteks["jenis"] in JenisSuratWilayah.values:
        rows = rows.filter(jenis=konteks["jenis"])
    rows = rows.select_related("wilayah__induk").annotate(usang=usang())
    hal = _halaman(request, rows, konteks, "wilayah")
    boleh = request.user.scope_for(Cap.KELOLA_POSYANDU)
    konteks |= {
        "hal": hal,
        "baris": [(s, pracek.masa(s, hari), s.usang and s.jenis == JenisSuratWilayah.TIM_PEMBINA) for s in hal.rows],
        "semua_jenis": JenisSuratWilayah.choices,
        "semua_keadaan": list(KEADAAN_WILAYAH.items()),
        "belum": list(_belum(area, semua)[:CETAK]),
        "boleh": kode != kode_lib.NASIONAL and boleh.memuat(kode),
        "hari": hari,
        "ke_cetak": _tautan_cetak(request),
    }
    return render(request, "registry/surat/wilayah.html", konteks)
