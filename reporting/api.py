"""The figures of the dashboard as JSON: `GET /api/v1/rekap/?kode=33.75&dari=2026-01&sampai=2026-03`."""

from typing import Any

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.area import area_diminta
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import SEMUA
from posyandu_app.lib.periode import Bulan, deret_bulan
from posyandu_app.lib.waktu import hari_ini, sekarang
from registry import metrics as stok_metrics
from registry.models import Posyandu
from spm_services import metrics
from wilayah.rekap import STOK, Bacaan


def _angka(indikator: str, bulan: Bulan | None, jumlah: int, **lain: Any) -> dict[str, Any]:
    kosong = {"bidang": None, "pembilang": None, "penyebut": None, "belum_lapor": None}
    return {"indikator": indikator, "bulan": str(bulan) if bulan else None, "jumlah": jumlah, **kosong, **lain}


def angka_rekap(kode: str, bulan: list[Bulan], bidang: list[str]) -> list[dict[str, Any]]:
    """Stocks, then by month: units that recorded, units active in six fields, and by field records, times served,
    active units. `belum_lapor` is the units without any record in that month."""
    bacaan = Bacaan(kode, [STOK, *(b.angka for b in bulan)])
    stok = stok_metrics.stok(bacaan)
    unit = stok[stok_metrics.UNIT]
    hasil = [_angka(i, None, stok[i]) for i in stok_metrics.INDIKATOR]
    per_bidang = metrics.per_bulan(bacaan, bulan)
    for b in bulan:
        belum = max(unit - bacaan.angka(b.angka, metrics.MENCATAT), 0)
        for nama in (metrics.MENCATAT, metrics.ENAM):
            n = bacaan.angka(b.angka, nama)
            hasil.append(_angka(nama, b, n, pembilang=n, penyebut=unit, belum_lapor=belum))
        for k in bidang:
            angka = per_bidang[b, k]
            hasil.append(_angka(metrics.CATATAN, b, angka.catatan, bidang=k, belum_lapor=belum))
            hasil.append(_angka(metrics.TERLAYANI, b, angka.terlayani, bidang=k, belum_lapor=belum))
            rasio = {"pembilang": angka.aktif, "penyebut": unit}
            hasil.append(_angka(metrics.AKTIF, b, angka.aktif, bidang=k, belum_lapor=belum, **rasio))
    return hasil


@access(Cap.LIHAT)
@require_safe
def rekap(request: Permintaan) -> JsonResponse:
    """400 with a sentence for months that cannot be read; 404 for an area outside the reader's."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("kode", ""))
    kode = area.kode
    if area.satu_unit:
        get_object_or_404(Posyandu.objects.for_user(request.user, Cap.LIHAT), kode=kode)
    kini = Bulan.dari(hari_ini(kode))
    try:
        dari = Bulan.dari(request.GET.get("dari", str(Bulan(kini.tahun, 1))))
        sampai = Bulan.dari(request.GET.get("sampai", str(kini)))
        bulan = deret_bulan(dari, sampai)
    except ValueError as galat:
        return JsonResponse({"galat": f"Periksa dari dan sampai (YYYY-MM): {galat}."}, status=400)
    terlihat = scope.bidang_di(kode)
    bidang = [b for b in SEMUA if terlihat is None or b in terlihat]
    isi = {"kode": kode, "dari": str(dari), "sampai": str(sampai), "per": sekarang(kode).isoformat(timespec="seconds")}
    return JsonResponse({**isi, "angka": angka_rekap(kode, bulan, bidang)})
