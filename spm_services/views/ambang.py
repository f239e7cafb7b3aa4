"""Thresholds of rules: the value in force in an area, where it comes from, all that held before, and a new one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import Area, area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import Bidang
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services import katalog
from spm_services.actions import tetapkan_ambang
from spm_services.ambang import DAFTAR, MENURUT_NAMA, AmbangBawaan
from spm_services.forms.aturan import AmbangForm, kata_nilai
from spm_services.models import Ambang
from spm_services.uraian import ambang_aturan

JADWAL = "imun_"


@dataclass(frozen=True)
class BarisAmbang:
    """One threshold as it holds in an area: `row` is what a region set (None: the catalogue's own), `kelak` a value
    that is set for a later day."""

    bawaan: AmbangBawaan
    nilai: str
    row: Ambang | None
    sendiri: bool
    kelak: Ambang | None


def _area(request: Permintaan, kode: str, *, anak: bool = False) -> Area:
    """A unit shows its village's, and nobody sets the nation's."""
    return area_diminta(request.user.scope_for(Cap.LIHAT), kode, dengan_anak=anak)


def _rows(request: Permintaan, kode: str, **saring: Any) -> list[Ambang]:
    """What regions set for the area: its own and above it; shorter codes first, then older ones."""
    if kode == kode_lib.NASIONAL:
        return []
    rows = Ambang.objects.untuk_bawahan(request.user, Cap.LIHAT).filter(wilayah__in=kode_lib.leluhur(kode), **saring)
    return sorted(rows.select_related("wilayah", "oleh"), key=lambda r: (r.wilayah_id, r.mulai, r.pk))


def _baris(bawaan: AmbangBawaan, rows: list[Ambang], kode: str, hari: date) -> BarisAmbang:
    milik = [r for r in rows if r.nama == bawaan.nama]
    kini = [r for r in milik if r.mulai <= hari]
    row = kini[-1] if kini else None
    nilai = row.nilai_ambang if row else bawaan.nilai
    kelak = next((r for r in milik if r.mulai > hari), None)
    sendiri = row is not None and row.wilayah_id == kode
    return BarisAmbang(bawaan, kata_nilai(nilai, bawaan.satuan), row, sendiri, kelak)


def _boleh(request: Permintaan, kode: str) -> bool:
    scope = request.user.scope_for(Cap.ATUR_LAYANAN)
    return kode_lib.tingkat(kode) in ("provinsi", "kabupaten") and scope.mencapai(kode, Bidang.KESEHATAN)


@access(Cap.LIHAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """All thresholds of an area."""
    area = _area(request, request.GET.get("wilayah", ""), anak=True)
    hari, rows = hari_ini(area.kode), _rows(request, area.kode)
    semua = [_baris(a, rows, area.kode, hari) for a in DAFTAR]
    konteks = {
        "area": area,
        "bagian": [
            ("Aturan rujuk dan edukasi", [b for b in semua if not b.bawaan.nama.startswith(JADWAL)]),
            ("Jadwal imunisasi", [b for b in semua if b.bawaan.nama.startswith(JADWAL)]),
        ],
        "boleh": _boleh(request, area.kode),
        "remah": remah(request.user.scope_for(Cap.LIHAT), area.atas, "spm_services:ambang", tanya="wilayah"),
    }
    return render(request, "spm_services/ambang/daftar.html", konteks)


def _pilih(nama: str) -> AmbangBawaan:
    if nama not in MENURUT_NAMA:
        raise Http404
    return MENURUT_NAMA[nama]


def _pemakai(nama: str) -> list[tuple[str, str]]:
    """[(service code, its name)] whose rules look at the threshold."""
    semua = (e for e in katalog.SEMUA.values() if katalog.bisa_dicatat(e))
    return [(e.kode, e.nama) for e in semua if any(nama in ambang_aturan(a) for a in e.aturan)]


@access(Cap.LIHAT)
@require_safe
def satu(request: Permintaan, nama: str) -> HttpResponse:
    """One threshold: what holds, what held, and who asks it."""
    bawaan = _pilih(nama)
    area = _area(request, request.GET.get("wilayah", ""))
    rows = _rows(request, area.kode, nama=nama)
    konteks = {
        "area": area,
        "kini": _baris(bawaan, rows, area.kode, hari_ini(area.kode)),
        "riwayat": [(r, kata_nilai(r.nilai_ambang, bawaan.satuan)) for r in reversed(rows)],
        "bawaan": (bawaan, kata_nilai(bawaan.nilai, bawaan.satuan)),
        "pemakai": _pemakai(nama),
        "boleh": _boleh(request, area.kode),
        "remah": remah(request.user.scope_for(Cap.LIHAT), area.atas, "spm_services:ambang", tanya="wilayah"),
    }
    return render(request, "spm_services/ambang/satu.html", konteks)


@access(Cap.ATUR_LAYANAN)
@require_http_methods(["GET", "POST"])
def tetapkan(request: Permintaan, nama: str) -> HttpResponse:
    """A new value from a day on; the old one stays with what was judged by it."""
    bawaan = _pilih(nama)
    area = area_diminta(request.user.scope_for(Cap.ATUR_LAYANAN), request.GET.get("wilayah", ""))
    if not _boleh(request, area.kode):
        raise PermissionDenied
    hari = hari_ini(area.kode)
    form = AmbangForm(request.POST or None, bawaan=bawaan, hari=hari)
    if request.method == "POST" and form.is_valid():
        try:
            tetapkan_ambang(area.kode, nama, actor=request.user, **form.cleaned_data)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, "Nilai baru tersimpan. Catatan lama tetap dengan nilai lamanya.")
            return redirect(f"{reverse('spm_services:ambang-satu', args=[nama])}?wilayah={area.kode}")
    konteks = {
        "area": area,
        "form": form,
        "kini": _baris(bawaan, _rows(request, area.kode, nama=nama), area.kode, hari),
        "pemakai": _pemakai(nama),
    }
    return render(request, "spm_services/ambang/tetapkan.html", konteks, status=422 if form.errors else 200)
