"""Who is due for the next open day: by RT, the most pressing first, on the screen and on paper."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services.hitung_sasaran import ATURAN, Sasaran, cari
from spm_services.models import JenisSesi, Sesi, StatusSesi

BANYAK_UNIT = 60
SIAPA = [("", "Yang dicari setiap bulan"), ("rumah", "Perlu didatangi ke rumah"), ("semua", "Semua umur")]


class SaringSasaran(forms.Form):
    rt = forms.CharField(label="RT", max_length=3, required=False)
    rw = forms.CharField(label="RW", max_length=3, required=False)
    siapa = forms.ChoiceField(label="Siapa", choices=SIAPA, required=False)

    def isi(self) -> dict[str, str]:
        self.is_valid()
        return {k: v for k, v in self.cleaned_data.items() if v}


def _unit(request: Permintaan) -> Posyandu | None:
    """The unit of `?unit=`, or the only one whose people the person sees."""
    rows = Posyandu.objects.select_related("wilayah")
    kode = request.GET.get("unit", "")
    if kode:
        unit: Posyandu = rows.ambil(request.user, Cap.LIHAT_WARGA, seen_with=Cap.LIHAT, kode=kode)
        return unit
    dua = list(rows.for_user(request.user, Cap.LIHAT_WARGA).aktif().order_by("kode")[:2])
    return dua[0] if len(dua) == 1 else None


def hari_berikut(request: Permintaan, unit: Posyandu) -> date:
    """The next open day: the one that was set, else by the unit's own rule."""
    hari = hari_ini(unit.kode)
    rows = Sesi.objects.for_user(request.user, Cap.LIHAT_WARGA).filter(posyandu=unit, jenis=JenisSesi.HARI_BUKA)
    ada = (
        rows.filter(tanggal__gte=hari, status__in=(StatusSesi.TERJADWAL, StatusSesi.DIBUKA)).order_by("tanggal").first()
    )
    if ada is not None:
        return ada.tanggal
    ini = unit.buka_pada(hari.year, hari.month)
    depan = hari.replace(day=1) + timedelta(days=32)
    return ini if ini >= hari else unit.buka_pada(depan.year, depan.month)


Kelompok = list[tuple[str, list[Sasaran]]]


def per_rt(semua: Iterable[Sasaran]) -> Kelompok:
    """[(RT in words, people)] in the order they come."""

    def rt(s: Sasaran) -> str:
        return s.keanggotaan.keluarga.rt_rw if s.keanggotaan.keluarga else "Tanpa RT"

    return [(nama, list(isi)) for nama, isi in groupby(semua, rt)]


def _isi(request: Permintaan, unit: Posyandu) -> dict[str, Any]:
    saring = SaringSasaran(request.GET)
    isi = saring.isi()
    siapa = isi.get("siapa", "")
    hari = hari_berikut(request, unit)
    semua = cari(request.user, unit, hari, semua=siapa == "semua")
    if siapa == "rumah":
        semua = [s for s in semua if s.rumah]
    for nama in ("rt", "rw"):
        if nama in isi:
            dicari = isi[nama].zfill(3)
            semua = [s for s in semua if s.keanggotaan.keluarga and getattr(s.keanggotaan.keluarga, nama) == dicari]
    return {
        "unit": unit,
        "hari": hari,
        "saring": saring,
        "siapa": siapa,
        "kelompok": per_rt(semua),
        "jumlah": len(semua),
        "didatangi": sum(s.rumah for s in semua),
    }


def _pilih(request: Permintaan) -> HttpResponse:
    teks = request.GET.get("q", "").strip()[:80].lower()
    rows = Posyandu.objects.for_user(request.user, Cap.LIHAT_WARGA).aktif().select_related("wilayah").order_by("kode")
    if teks:
        rows = rows.filter(nama_cari__contains=teks)
    konteks = {"units": rows[:BANYAK_UNIT], "teks": teks}
    return render(request, "spm_services/warga/pilih_unit.html", konteks)


@access(Cap.LIHAT_WARGA)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """People of one unit to look for, with the reasons in words."""
    unit = _unit(request)
    if unit is None:
        return _pilih(request)
    konteks = _isi(request, unit) | {"aturan": ATURAN.items()}
    return render(request, "spm_services/warga/sasaran.html", konteks)


@access(Cap.LIHAT_WARGA)
@require_safe
def cetak(request: Permintaan) -> HttpResponse:
    """The same on A4: one sheet for each RT, with a column to tick and one to write in."""
    unit = _unit(request)
    if unit is None:
        return _pilih(request)
    return render(request, "spm_services/warga/sasaran_cetak.html", _isi(request, unit))
