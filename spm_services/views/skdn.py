"""SKDN of an area: a month and twelve, units and areas below, the children behind a figure, the same as a file."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.record import record
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman, jumlah_terbatas
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.tabel import BENTUK, Kolom, jawab
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import skdn_anak
from spm_services.papan_skdn import DI_TABEL, KOLOM, Baris, Papan

URUTAN = {"nama": ("warga__nama_cari", "id")}


def _bulan(teks: str, kini: Bulan) -> Bulan | None:
    """The month asked for, not later than now nor long ago; None where it cannot be read."""
    try:
        bulan = Bulan.dari(teks)
    except ValueError:
        return None
    return bulan if kini.tambah(-120) <= bulan <= kini else None


def _papan(request: Permintaan, isi: Any) -> Papan:
    area = area_diminta(request.user.scope_for(Cap.LIHAT), isi.get("wilayah", ""), dengan_anak=True)
    return Papan(request.user, area, _bulan(isi.get("bulan", ""), Bulan.dari(hari_ini(area.kode))))


def _nama(request: Permintaan, papan: Papan) -> str:
    """The area in words; a unit by its own name."""
    if not papan.area.satu_unit:
        return papan.area.nama
    unit: Posyandu = Posyandu.objects.ambil(request.user, Cap.LIHAT, seen_with=Cap.LIHAT, kode=papan.kode)
    return unit.sebutan


@access(Cap.LIHAT)
@require_safe
def skdn(request: Permintaan) -> HttpResponse:
    """The figures of an area by month, and of what lies below it in one month."""
    papan = _papan(request, request.GET)
    scope = request.user.scope_for(Cap.LIHAT)
    konteks = {
        "p": papan,
        "nama": _nama(request, papan),
        "kolom": KOLOM,
        "rasio_tabel": DI_TABEL,
        "pilihan_wilayah": papan.area.anak,
        "remah": remah(scope, papan.area.atas, "spm_services:skdn", tanya="wilayah"),
    }
    return render(request, "spm_services/skdn/skdn.html", konteks)


@access(Cap.LIHAT_WARGA)
@require_safe
def anak(request: Permintaan) -> HttpResponse:
    """The children behind one figure."""
    scope = request.user.scope_for(Cap.LIHAT_WARGA)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    pilihan = skdn_anak.MENURUT_KODE.get(request.GET.get("pilih", "s"))
    hari = hari_ini(area.kode)
    bulan = _bulan(request.GET.get("bulan", ""), Bulan.dari(hari)) or Bulan.dari(hari)
    if pilihan is None:
        raise Http404
    rows = skdn_anak.baris(request.user, area.kode, bulan, hari, pilihan)
    hal = halaman(rows, request.GET, URUTAN)
    konteks = {
        "area": area,
        "bulan": bulan,
        "pilihan": pilihan,
        "pilihan_list": skdn_anak.PILIHAN,
        "hal": hal,
        "rows": [skdn_anak.baris_anak(r, bulan, hari) for r in hal.rows],
        "jumlah": jumlah_terbatas(rows),
        "remah": remah(scope, area.atas, "spm_services:skdn", tanya="wilayah"),
    }
    return render(request, "spm_services/skdn/anak.html", konteks)


def _kertas(nama: str) -> Callable[[Baris], int | None]:
    return lambda b: getattr(b.angka.kertas, nama) if b.angka.kertas.unit else None


def _persen(ke: int) -> Callable[[Baris], str]:
    return lambda b: b.persen[ke]


def _angka(ke: int) -> Callable[[Baris], int | str]:
    return lambda b: _bilangan(b.sel[ke].teks)


def _kolom_berkas(judul: str) -> tuple[Kolom, ...]:
    return (
        Kolom(judul, "nama", 30),
        *(Kolom(f"{n} ({kata})", _angka(i), 9) for i, (_, n, kata, _) in enumerate(KOLOM)),
        *(Kolom(r, _persen(i), 8) for i, r in enumerate(DI_TABEL)),
        Kolom("Keterangan", "keterangan", 24),
        *(Kolom(f"Dari kertas {n.upper()}", _kertas(n), 14) for n in ("s", "d", "n", "t", "bgm")),
    )


def _bilangan(teks: str) -> int | str:
    """A figure as a number, what is hidden as it stands on the page."""
    polos = teks.replace(".", "")
    return int(polos) if polos.isdigit() else teks


@access(Cap.LIHAT)
@require_POST
def berkas(request: Permintaan) -> HttpResponseBase:
    """The table of the page as a file, with what is hidden there hidden here."""
    papan = _papan(request, request.POST)
    bentuk, apa = request.POST.get("bentuk", ""), request.POST.get("apa", "")
    if papan.luas or bentuk not in BENTUK or apa not in ("bulan", "bawah"):
        raise Http404
    rows: list[Baris] = papan.tahun[::-1] if apa == "bulan" else [*papan.bawah, papan.baris_total]
    isi = {"daftar": f"skdn {apa}", "wilayah": papan.kode, "bulan": str(papan.bulan), "bentuk": bentuk}
    record(request.user, "ekspor", request.user, perubahan={k: [None, v] for k, v in isi.items()})
    judul = "Bulan" if apa == "bulan" else "Posyandu" if papan.per_unit else "Wilayah"
    nama = f"skdn-{papan.kode}-{papan.bulan}"
    return jawab(bentuk, nama, _kolom_berkas(judul), rows, judul=f"SKDN {papan.bulan}")  # type: ignore[no-any-return]
