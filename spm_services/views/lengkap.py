"""Completeness: units × fields of a month for an area, fields × months for a unit, and the same as a file."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import Area, area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.record import record
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import Bulan, setahun
from posyandu_app.lib.tabel import BENTUK, Kolom, jawab
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from registry.querysets import PosyanduQuerySet
from spm_services import actions
from spm_services.forms.bulan import HentikanBidangForm, JalankanBidangForm
from spm_services.metrics_lengkap import KATA, Keadaan, belum_lengkap, kisi, lengkap, penutupan, status_bulan
from spm_services.models import BidangTakJalan, StatusBulan
from spm_services.views.bulan import ambil_unit, bulan_diminta

URUTAN = {"kode": ("kode",)}
TERLALU_LUAS = 5  # codes shorter than this are above a kabupaten: figures only, no rows
SEPOTONG = 200
LEGENDA = [isi[:2] for kode, isi in KATA.items() if kode != Keadaan.NANTI]


def _bidang(request: Permintaan, kode: str) -> list[str]:
    """The fields the viewer's assignments reach there."""
    tampak = request.user.scope_for(Cap.LIHAT).bidang_di(kode)
    return [k for k in SEMUA if tampak is None or k in tampak]


def _units(request: Permintaan, area: Area, bulan: Bulan, bidang: list[str]) -> PosyanduQuerySet:
    rows: PosyanduQuerySet = Posyandu.objects.for_user(request.user, Cap.LIHAT).di_wilayah(area.kode)
    if request.GET.get("tampil") == "belum":
        rows = belum_lengkap(rows, bulan, bidang)
    return rows.select_related("wilayah")


@access(Cap.LIHAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """One month of an area: how many cells are there, and unit by unit which."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    if area.satu_unit:
        return redirect("spm_services:kelengkapan-unit", area.kode)
    bulan, bidang = bulan_diminta(request, area.kode), _bidang(request, area.kode)
    angka = lengkap(scope, area.kode, bulan)
    konteks: dict[str, Any] = {
        "area": area.nama,
        "kode": area.kode,
        "bulan": bulan,
        "angka": [(k, NAMA[k], angka[k]) for k in bidang],
        "tutup": penutupan(scope, area.kode, bulan),
        "pilihan_wilayah": area.anak,
        "remah": remah(scope, area.atas, "spm_services:kelengkapan", tanya="wilayah"),
        "terlalu_luas": len(area.kode) < TERLALU_LUAS,
        "tampil": request.GET.get("tampil", ""),
        "legenda": LEGENDA,
        "bidang": [(k, NAMA[k]) for k in bidang],
        "bentuk_list": BENTUK,
    }
    if not konteks["terlalu_luas"]:
        hal = halaman(_units(request, area, bulan, bidang), request.GET, URUTAN)
        konteks |= {"hal": hal, "baris": _baris(hal.rows, bulan, area.kode, bidang)}
    return render(request, "spm_services/lengkap/daftar.html", konteks)


def _baris(units: list[Posyandu], bulan: Bulan, kode: str, bidang: list[str]) -> list[dict[str, Any]]:
    sel, status = kisi(units, [bulan], Bulan.dari(hari_ini(kode))), status_bulan(units, [bulan])
    return [
        {
            "unit": u,
            "sel": [(k, NAMA[k], sel[u.pk, bulan.angka, k]) for k in bidang],
            "bulan": status.get((u.pk, bulan.angka)),
        }
        for u in units
    ]


@access(Cap.LIHAT)
@require_POST
def unduh(request: Permintaan, bentuk: str) -> HttpResponse:
    """The matrix as a file: each field with its state in words and its number. Logged like every file."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    if bentuk not in BENTUK or len(area.kode) < TERLALU_LUAS:
        raise Http404
    bulan, bidang = bulan_diminta(request, area.kode), _bidang(request, area.kode)
    rows = _units(request, area, bulan, bidang)
    isi = {"daftar": "kelengkapan", "wilayah": area.kode, "bentuk": bentuk, "bulan": str(bulan)}
    record(request.user, "ekspor", request.user, perubahan={k: [None, v] for k, v in isi.items()})
    nama = f"kelengkapan-{area.kode}-{bulan}"
    hasil: HttpResponse = jawab(
        bentuk, nama, _kolom(bidang), _semua(rows, bulan, area.kode, bidang), judul=f"Kelengkapan {bulan}"
    )
    return hasil


def _kolom(bidang: list[str]) -> tuple[Kolom, ...]:
    return (
        Kolom("Kode", "unit.kode", 20),
        Kolom("Posyandu", "unit.nama", 24),
        Kolom("Desa/kelurahan", "unit.wilayah.nama", 22),
        *(k for ke, b in enumerate(bidang) for k in _dua(ke, NAMA[b])),
        Kolom("Bulan", lambda r: _kata_bulan(r["bulan"]), 12),
        Kolom("Dibuka lagi (kali)", lambda r: r["bulan"].dibuka_lagi if r["bulan"] else 0, 10),
    )


def _dua(ke: int, nama: str) -> tuple[Kolom, Kolom]:
    """State in words, and the number: 0 only where zero was said, empty where nothing is known or asked."""

    def angka(r: Any) -> int | None:
        sel = r["sel"][ke][2]
        return sel.jumlah if sel.lengkap else None

    return Kolom(nama, lambda r: KATA[r["sel"][ke][2].keadaan][1], 16), Kolom(f"{nama}: catatan", angka, 9)


def _kata_bulan(row: Any) -> str:
    return "ditutup" if row is not None and row.status == StatusBulan.DITUTUP else "terbuka"


def _semua(rows: PosyanduQuerySet, bulan: Bulan, kode: str, bidang: list[str]) -> Iterator[dict[str, Any]]:
    sesudah = ""
    while units := list(rows.filter(kode__gt=sesudah).order_by("kode")[:SEPOTONG]):
        yield from _baris(units, bulan, kode, bidang)
        sesudah = units[-1].kode


@access(Cap.LIHAT)
@require_safe
def unit(request: Permintaan, kode: str) -> HttpResponse:
    """A unit's year: fields × months."""
    posyandu = ambil_unit(request.user, kode)
    kini = Bulan.dari(hari_ini(kode))
    teks = request.GET.get("tahun", "")
    tahun = int(teks) if len(teks) == 4 and teks.isascii() and teks.isdecimal() else kini.tahun
    tahun = min(max(tahun, 2020), kini.tahun)
    bulan, bidang = setahun(tahun), _bidang(request, kode)
    sel, status = kisi([posyandu], bulan, kini), status_bulan([posyandu], bulan)
    tak = BidangTakJalan.objects.for_user(request.user, Cap.LIHAT).filter(posyandu=posyandu, sampai=None)
    konteks = {
        "unit": posyandu,
        "tahun": tahun,
        "kini": kini,
        "bulan": [(b, status.get((posyandu.pk, b.angka))) for b in bulan],
        "baris": [(k, NAMA[k], [(b, sel[posyandu.pk, b.angka, k]) for b in bulan]) for k in bidang],
        "belum": sum(sel[posyandu.pk, b.angka, k].belum for b in bulan for k in bidang),
        "tak_jalan": [(t, Bulan.dari(t.mulai)) for t in tak if t.bidang in bidang],
        "boleh_tutup": request.user.scope_for(Cap.TUTUP_BULAN).memuat(kode),
        "legenda": LEGENDA,
        "bidang": [(k, NAMA[k]) for k in bidang],
        "tahun_list": [t for t in (tahun - 1, tahun, tahun + 1) if 2020 <= t <= kini.tahun],
    }
    return render(request, "spm_services/lengkap/unit.html", konteks)


def _formulir(request: Permintaan, kode: str, bidang: str, kelas: Any, jalan: Any, judul: str) -> HttpResponse:
    """What stopping and starting a field share."""
    posyandu = ambil_unit(request.user, kode, Cap.TUTUP_BULAN)
    if bidang not in SEMUA:
        raise Http404
    form = kelas(request.POST or None, initial={"sejak": str(Bulan.dari(hari_ini(kode)))})
    if request.method == "POST" and form.is_valid():
        try:
            jalan(posyandu, form.cleaned_data)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, "Tersimpan, dengan alasannya di riwayat.")
            return redirect("spm_services:kelengkapan-unit", kode)
    konteks = {
        "unit": posyandu,
        "nama": NAMA[bidang],
        "form": form,
        "judul": f"{judul}: {NAMA[bidang].lower()}",
        "kembali": reverse("spm_services:kelengkapan-unit", args=[kode]),
    }
    return render(request, "spm_services/lengkap/formulir.html", konteks, status=422 if form.errors else 200)


@access(Cap.TUTUP_BULAN)
@require_http_methods(["GET", "POST"])
def hentikan(request: Permintaan, kode: str, bidang: str) -> HttpResponse:
    """The unit does not run a field, from a month on."""

    def jalan(posyandu: Posyandu, isi: dict[str, Any]) -> None:
        actions.hentikan_bidang(posyandu, bidang, isi["sejak"], isi["alasan"], actor=request.user)

    return _formulir(request, kode, bidang, HentikanBidangForm, jalan, "Bidang tidak dijalankan")


@access(Cap.TUTUP_BULAN)
@require_http_methods(["GET", "POST"])
def jalankan(request: Permintaan, kode: str, bidang: str) -> HttpResponse:
    """The field is run again, from a month on."""

    def jalan(posyandu: Posyandu, isi: dict[str, Any]) -> None:
        actions.jalankan_bidang(posyandu, bidang, isi["sejak"], actor=request.user)

    return _formulir(request, kode, bidang, JalankanBidangForm, jalan, "Bidang dijalankan lagi")
