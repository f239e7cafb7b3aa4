"""Every report through one view: the list of them, the page with its filters, the same rows as a file."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.area import INDONESIA, Area, area_diminta
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.periode import tahun_dari
from posyandu_app.lib.tabel import BENTUK, jawab
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from reporting.laporan import LAPORAN
from reporting.laporan.dasar import Fakta, KolomLaporan, Laporan, Lingkup

TAHUN_DEPAN, TAHUN_LALU = 1, 4


@dataclass(frozen=True)
class Sel:
    """One cell of the page: the value and how it is shown."""

    nilai: Any
    kolom: KolomLaporan | Fakta


@access(Cap.LIHAT)
@require_safe
def awal(request: Permintaan) -> HttpResponseBase:
    """What reports there are, by part; only those of one's duties."""
    boleh = [r for r in LAPORAN.values() if request.user.boleh(r.duty)]
    bagian = {b: [r for r in boleh if r.bagian == b] for b in dict.fromkeys(r.bagian for r in boleh)}
    konteks = {
        "bagian": bagian.items(),
        "layanan": request.user.boleh(Cap.LIHAT_CATATAN),
        "rencana": request.user.boleh(Cap.LIHAT_RENCANA),
    }
    return render(request, "reporting/laporan/awal.html", konteks)


def _lingkup(request: Permintaan, laporan: Laporan) -> tuple[Lingkup, Area]:
    scope = request.user.scope_for(laporan.duty)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    nama = area.nama
    if area.satu_unit:
        unit = Posyandu.objects.for_user(request.user, Cap.LIHAT).filter(kode=area.kode).first()
        if unit is None:
            raise Http404
        nama = unit.sebutan
    kini = hari_ini(area.kode).year
    pilih = request.GET.get("bidang", "") if laporan.per_bidang else ""
    tahun = tahun_dari(request.GET.get("tahun", ""), kini + laporan.geser, akhir=kini + TAHUN_DEPAN)
    bidang = pilih if pilih in SEMUA else ""
    return Lingkup(scope, area.kode, nama, tahun, bidang, request.user.scope_for), area


def _di_bawah(request: Permintaan, laporan: Laporan, area: Area) -> list[tuple[str, str]]:
    """[(code, name)] of what the report may be narrowed to: the areas right below; of a desa its units."""
    if not (laporan.sampai_unit or laporan.satu_unit) or kode_lib.tingkat(area.kode) != "desa":
        return [(w.kode, w.nama) for w in area.anak]
    rows = Posyandu.objects.for_user(request.user, Cap.LIHAT).aktif().di_wilayah(area.kode).order_by("nama", "kode")
    return [(u.kode, u.sebutan) for u in rows]


def _jejak(isi: Lingkup, area: Area) -> list[tuple[str, str]]:
    """[(name, address)] of the path above: the same report one step wider, where the duty reaches it."""
    tanya = f"&tahun={isi.tahun}&bidang={isi.bidang}"
    atas = [(w.nama, w.kode) for w in area.atas]
    if isi.kode != kode_lib.NASIONAL and isi.scope.memuat(kode_lib.NASIONAL):
        atas = [(INDONESIA, kode_lib.NASIONAL), *atas]
    return [(nama, f"?wilayah={kode}{tanya}" if isi.scope.memuat(kode) else "") for nama, kode in atas]


@access(Cap.LIHAT)
@require_safe
def laporan(request: Permintaan, kode: str) -> HttpResponseBase:
    """One report of an area and a year; as a file with `?unduh=csv` or `xlsx`."""
    satu = LAPORAN.get(kode)
    if satu is None:
        raise Http404
    if not request.user.boleh(satu.duty):
        raise PermissionDenied
    isi, area = _lingkup(request, satu)
    luas = satu.terlalu_luas(area.kode)
    rows = [] if luas else list(satu.baris(isi))
    bentuk = request.GET.get("unduh", "")
    if bentuk in BENTUK and not luas:
        return jawab(bentuk, f"{satu.kode}-{isi.kode}-{isi.tahun}", satu.kolom, rows, judul=satu.nama)
    kini, kolom = hari_ini(area.kode).year, satu.kolom_tampak(rows)
    konteks = {
        "laporan": satu,
        "isi": isi,
        "area": area,
        "luas": luas,
        "bawah": _di_bawah(request, satu, area),
        "fakta": [Sel(f.nilai, f) for f in satu.fakta(isi, rows)] if satu.fakta and not luas else [],
        "kolom": kolom,
        "baris": [[Sel(k.nilai(r), k) for k in kolom] for r in rows],
        "jumlah": [Sel(n, k) for n, k in zip(satu.jumlah(rows), kolom, strict=True)] if satu.berjumlah else [],
        "tahun_list": range(kini + TAHUN_DEPAN, kini - TAHUN_LALU - 1, -1),
        "bidang": [(b, NAMA[b]) for b in SEMUA] if satu.per_bidang else [],
        "remah": _jejak(isi, area),
        "dibuat": timezone.now(),
    }
    return render(request, "reporting/laporan/satu.html", konteks)
