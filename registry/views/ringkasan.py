"""The registration dashboard of an area."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from registry.metrics import stok_wilayah
from registry.metrics_registrasi import ringkas
from registry.models import StatusAjuan

ANAK = {"nasional": 2, "provinsi": 5, "kabupaten": 8, "kecamatan": 13, "desa": 13, "posyandu": 13}
MEJA: tuple[tuple[StatusAjuan, str], ...] = (
    (StatusAjuan.DRAF, "Disiapkan desa/kelurahan"),
    (StatusAjuan.DIKEMBALIKAN, "Dikembalikan, sedang diperbaiki"),
    (StatusAjuan.DIAJUKAN, "Meja kecamatan"),
    (StatusAjuan.DIPERIKSA, "Meja dinas"),
    (StatusAjuan.DIVERIFIKASI, "Terverifikasi, menunggu paket"),
    (StatusAjuan.DIKETAHUI, "Diketahui provinsi, menunggu paket"),
    (StatusAjuan.DIKIRIM, "Di kementerian"),
)


@access(Cap.LIHAT)
@require_safe
def ringkasan(request: Permintaan) -> HttpResponse:
    """How many at each desk, the oldest, the item missing most, who can go this month."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    tingkat = kode_lib.tingkat(area.kode)
    isi = ringkas(scope, area.kode, ANAK[tingkat])
    konteks = {
        "kode": area.kode,
        "area": area.jalur[-1] if area.jalur else None,
        "remah": remah(scope, area.atas, "registry:ringkasan", tanya="wilayah"),
        "pilihan_wilayah": area.anak,
        "isi": isi,
        "stok": stok_wilayah(area.kode) if tingkat != "posyandu" else None,
        "meja": [(s, nama, *isi.meja.get(s, (0, None))) for s, nama in MEJA if s in isi.meja or s in WAJIB_TAMPAK],
        "terbanyak": max((n for _, n in isi.kurang), default=0),
    }
    return render(request, "registry/ringkasan.html", konteks)


WAJIB_TAMPAK = {StatusAjuan.DIAJUKAN, StatusAjuan.DIPERIKSA, StatusAjuan.DIVERIFIKASI, StatusAjuan.DIKIRIM}
