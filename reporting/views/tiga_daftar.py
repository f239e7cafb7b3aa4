"""The check of three lists: its figures for an area and month, and the rows behind each."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import Area, area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.record import record
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.tabel import BENTUK, Kolom, jawab
from posyandu_app.lib.waktu import hari_ini
from registry.models import BarisBayar, Posyandu
from reporting.tiga_daftar import DUTY, MENURUT_KODE, PERTANYAAN, angka, baris, tak_dinilai
from spm_services.models import Rekaman

TERLALU_LUAS = 5  # codes shorter than this are above a kabupaten
_UNIT = (
    Kolom("Kode posyandu", "posyandu.kode", 22),
    Kolom("Posyandu", "posyandu.nama", 26),
    Kolom("Desa/kelurahan", "posyandu.wilayah.nama", 22),
)
KOLOM: dict[type[Any], tuple[Kolom, ...]] = {
    BarisBayar: (
        Kolom("Nama", "orang.nama", 28),
        *_UNIT,
        Kolom("Pembayar", lambda b: str(b.daftar.pembayar), 26),
        Kolom("Periode", "daftar.periode", 18),
        Kolom("Jumlah", "jumlah", 14),
    ),
    Posyandu: (
        Kolom("Kode posyandu", "kode", 22),
        Kolom("Posyandu", "nama", 26),
        Kolom("Desa/kelurahan", "wilayah.nama", 22),
    ),
    Rekaman: (*_UNIT, Kolom("Tanggal", "tanggal", 13), Kolom("Pencatat", "pencatat.nama", 28)),
}
TERKAIT = {
    BarisBayar: ("orang", "posyandu__wilayah", "daftar__pembayar__wilayah"),
    Posyandu: ("wilayah",),
    Rekaman: ("posyandu__wilayah", "pencatat"),
}


def _area(request: Permintaan, kode: str) -> tuple[Area, Bulan]:
    """The area and the month asked for, last month by default. A unit's own people do not read what others are paid."""
    area = area_diminta(request.user.scope_for(DUTY), kode)
    if area.satu_unit:
        raise PermissionDenied
    lalu = Bulan.dari(hari_ini(kode)).tambah(-1)
    try:
        bulan = Bulan.dari(request.GET.get("bulan", ""))
    except ValueError:
        bulan = lalu
    return area, min(bulan, lalu.tambah(1))


@access(Cap.LIHAT_CATATAN)
@require_safe
def tiga_daftar(request: Permintaan, kode: str) -> HttpResponse:
    """Each question with how many rows it has."""
    area, bulan = _area(request, kode)
    luas = len(kode) < TERLALU_LUAS
    jumlah = {} if luas else angka(request.user, kode, bulan)
    konteks = {
        "area": area,
        "kode": kode,
        "bulan": bulan,
        "sebelum": bulan.tambah(-1),
        "sesudah": bulan.tambah(1) if bulan < Bulan.dari(hari_ini(kode)) else None,
        "remah": remah(request.user.scope_for(DUTY), area.atas, "reporting:tiga-daftar"),
        "terlalu_luas": luas,
        "baris": [(p, jumlah[p.kode]) for p in PERTANYAAN if not luas],
        "tak_dinilai": 0 if luas else tak_dinilai(request.user, kode, bulan),
    }
    return render(request, "reporting/tiga_daftar.html", konteks)


@access(Cap.LIHAT_CATATAN)
@require_http_methods(["GET", "HEAD", "POST"])
def tiga_daftar_rinci(request: Permintaan, kode: str, jenis: str) -> HttpResponseBase:
    """The rows behind one figure; POST takes them as a file."""
    area, bulan = _area(request, kode)
    if jenis not in MENURUT_KODE or len(kode) < TERLALU_LUAS:
        raise Http404
    rows = baris(jenis, request.user, kode, bulan)
    model: Any = rows.model
    rows = rows.select_related(*TERKAIT[model])
    urut = ("kode",) if model is Posyandu else ("posyandu__kode", "id")
    bentuk = request.POST.get("bentuk", "")
    if request.method == "POST" and bentuk in BENTUK:
        isi = {"daftar": jenis, "wilayah": kode, "bulan": str(bulan), "bentuk": bentuk, "baris": rows.count()}
        record(request.user, "ekspor", request.user, perubahan={k: [None, v] for k, v in isi.items()})
        nama, judul = f"{jenis}-{kode}-{bulan}", f"{MENURUT_KODE[jenis].nama} {bulan.nama} {area.nama}"
        hasil: HttpResponseBase = jawab(bentuk, nama, KOLOM[model], rows.order_by(*urut), judul=judul)
        return hasil
    konteks = {
        "p": MENURUT_KODE[jenis],
        "hal": halaman(rows, request.GET, {"unit": urut}),
        "macam": {BarisBayar: "bayar", Posyandu: "unit", Rekaman: "rekaman"}[model],
        "area": area,
        "kode": kode,
        "bulan": bulan,
        "remah": remah(request.user.scope_for(DUTY), area.jalur, "reporting:tiga-daftar"),
    }
    return render(request, "reporting/tiga_daftar_rinci.html", konteks)
