"""Lists of units: the register and the registration desk's list."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman, jumlah_terbatas
from posyandu_app.lib.uang import ribuan
from posyandu_app.lib.waktu import hari_ini
from registry import metrics
from registry.forms import PosyanduFilter
from registry.models import Posyandu, StatusPosyandu
from registry.models.posyandu import kata_hari_buka, sebutan_posyandu
from registry.persyaratan import periksa
from registry.views.posyandu import ambil, boleh_buat

URUTAN = {"kode": ("kode",), "nama": ("nama_cari", "kode")}
# Plain values, not model rows: a page of fifty builds no 150 objects.
KOLOM = (
    "kode",
    "nama",
    "nama_cari",
    "wilayah__nama",
    "wilayah__induk__nama",
    "buka_hari",
    "buka_minggu",
    "nomor_registrasi",
    "percontohan",
    "status",
    "dikonfirmasi",
)


def _saring(request: Permintaan, alamat: str) -> tuple[PosyanduFilter, dict[str, Any]]:
    """The filtered units of the area asked for, and what the page says about that area."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    kode = area.kode
    if area.satu_unit:
        ambil(request.user, kode)
    rows: QuerySet[Posyandu] = Posyandu.objects.for_user(request.user, Cap.LIHAT).di_wilayah(kode)
    saring = PosyanduFilter(request.GET, rows)
    konteks = {
        "kode": kode,
        "area": area.jalur[-1] if area.jalur else None,
        "remah": remah(scope, area.atas, alamat, tanya="wilayah"),
        "pilihan_wilayah": area.anak,
        "saring": saring,
    }
    return saring, konteks


def _jumlah(saring: PosyanduFilter, kode: str) -> str:
    """Exact from the summary while only the area narrows the list; else counted up to a thousand."""
    if saring.form.is_valid() and not any(saring.form.cleaned_data.values()) and len(kode) < 19:
        return ribuan(metrics.stok_wilayah(kode)[metrics.UNIT])
    return jumlah_terbatas(saring.qs)


@access(Cap.LIHAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """The register: units of an area, filtered, by key."""
    saring, konteks = _saring(request, "registry:daftar")
    hal = halaman(saring.qs.values(*KOLOM), request.GET, URUTAN)
    for p in hal.rows:
        p |= {
            "sebutan": sebutan_posyandu(p["nama"]),
            "buka": kata_hari_buka(p["buka_hari"], p["buka_minggu"]),
            "khusus": p["percontohan"] or p["status"] != StatusPosyandu.AKTIF,
        }
    konteks |= {
        "hal": hal,
        "jumlah": _jumlah(saring, konteks["kode"]),
        "boleh_buat": boleh_buat(request.user),
    }
    return render(request, "registry/daftar.html", konteks)


@access(Cap.LIHAT)
@require_safe
def registrasi(request: Permintaan) -> HttpResponse:
    """The registration list: what each unit still lacks, computed from its live rows."""
    saring, konteks = _saring(request, "registry:registrasi")
    hal = halaman(saring.qs.select_related("wilayah"), request.GET, URUTAN, per=25)
    hasil = periksa(hal.rows, hari_ini(konteks["kode"]))
    konteks |= {"hal": hal, "baris": [(p, hasil[p.pk]) for p in hal.rows]}
    return render(request, "registry/registrasi.html", konteks)
