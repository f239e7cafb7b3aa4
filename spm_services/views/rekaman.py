"""Records: the list behind every figure, one record, its correction and its cancelling."""

from datetime import date
from typing import Any

import django_filters
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import area_diminta, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from audit.transitions import TransitionRefused
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import pilihan_bidang
from posyandu_app.lib.daftar import halaman, jumlah_terbatas
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.periode import Bulan, kata_tanggal
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import katalog
from spm_services.actions import batalkan as batalkan_catatan
from spm_services.actions import koreksi as koreksi_catatan
from spm_services.forms import BatalForm, KoreksiKepala, awal_koreksi, kelas_form
from spm_services.metrics_lengkap import status_bulan
from spm_services.models import Rekaman, StatusRekaman
from spm_services.models.rekaman import jawaban, pilihan_bentuk
from spm_services.panel import panel_untuk
from spm_services.workflow import REKAMAN

URUTAN = {"-tanggal": ("tanggal", "id"), "tanggal": ("tanggal", "id")}


class RekamanFilter(django_filters.FilterSet):
    """Which records: field, shape, service, status. Area and months are the page's own."""

    bidang = django_filters.ChoiceFilter(label="Bidang", choices=pilihan_bidang(), empty_label="Semua")
    bentuk = django_filters.ChoiceFilter(label="Bentuk", choices=pilihan_bentuk(), empty_label="Semua")
    layanan = django_filters.ChoiceFilter(label="Layanan", choices=katalog.pilihan(), empty_label="Semua")
    status = django_filters.ChoiceFilter(
        label="Status", choices=StatusRekaman.choices, empty_label="Berlaku", method="berstatus"
    )

    class Meta:
        model = Rekaman
        fields = ("bidang", "bentuk", "layanan", "status")

    def berstatus(self, rows: Any, nama: str, nilai: str) -> Any:
        return rows.filter(status=nilai)

    def filter_queryset(self, queryset: Any) -> Any:
        """Records that count, unless cancelled ones are asked for."""
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("status") else rows.berlaku()


def _bulan(teks: str, bawaan: Bulan) -> Bulan:
    try:
        return Bulan.dari(teks)
    except ValueError:
        return bawaan


@access(Cap.LIHAT_CATATAN)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Records of an area and months, newest first: the rows behind a figure."""
    scope = request.user.scope_for(Cap.LIHAT_CATATAN)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    kode = area.kode
    kini = Bulan.dari(hari_ini(kode))
    dari = _bulan(request.GET.get("dari", ""), kini)
    sampai = max(_bulan(request.GET.get("sampai", ""), max(kini, dari)), dari)
    rows = Rekaman.objects.for_user(request.user, Cap.LIHAT_CATATAN).di_wilayah(kode).selama(dari, sampai)
    saring = RekamanFilter(request.GET, rows.select_related("posyandu__wilayah"))
    unit = None
    if area.satu_unit:
        unit = get_object_or_404(Posyandu.objects.for_user(request.user, Cap.LIHAT), kode=kode)
    konteks = {
        "hal": halaman(saring.qs, request.GET, URUTAN),
        "jumlah": jumlah_terbatas(saring.qs),
        "saring": saring,
        "kode": kode,
        "dari": dari,
        "sampai": sampai,
        "area": unit.sebutan if unit else area.nama,
        "pilihan_wilayah": area.anak,
        "remah": remah(scope, area.atas, "spm_services:daftar", tanya="wilayah"),
        "tutup": status_bulan([unit], [dari]).get((unit.pk, dari.angka)) if unit and dari == sampai else None,
    }
    return render(request, "spm_services/daftar.html", konteks)


def ambil(user: User, kunci: Any, duty: str = Cap.LIHAT_CATATAN) -> Rekaman:
    """The record with its unit: 404 out of the area or field, 403 without the duty."""
    rows = Rekaman.objects.select_related("posyandu__wilayah__induk", "pencatat")
    rekaman: Rekaman = rows.ambil(user, duty, seen_with=Cap.LIHAT_CATATAN, kunci=kunci)
    return rekaman


@access(Cap.LIHAT_CATATAN)
@require_safe
def rinci(request: Permintaan, kunci: Any) -> HttpResponse:
    """One record in words, its money, its history, and what may be done with it."""
    rekaman = ambil(request.user, kunci)
    konteks = {
        "rekaman": rekaman,
        "aksi": REKAMAN.available([rekaman], request.user)[rekaman.pk],
        "riwayat": Catatan.objects.untuk(rekaman)[:20],
        "baru": request.GET.get("sesudah") == "catat",
        "panel": panel_untuk(rekaman, request.user),
    }
    return render(request, "spm_services/rinci.html", konteks)


def _dua_teks(rekaman: Rekaman, tanggal: date, isian: dict[str, Any]) -> list[tuple[str, str, str]]:
    """[(question, stored now, typed)] of what differs, the day first."""
    hari = [("Tanggal", kata_tanggal(rekaman.tanggal), kata_tanggal(tanggal))] if rekaman.tanggal != tanggal else []
    return hari + [
        (k.label, jawaban(k, rekaman.isian.get(k.kode)), jawaban(k, isian.get(k.kode)))
        for k in rekaman.entri.isian
        if rekaman.isian.get(k.kode) != isian.get(k.kode)
    ]


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def koreksi(request: Permintaan, kunci: Any) -> HttpResponse:
    """Correct the day and the answers; a stale form shows both texts and loses neither."""
    rekaman = ambil(request.user, kunci, Cap.CATAT)
    form = kelas_form(rekaman.layanan)(request.POST or None, unit=rekaman.posyandu, initial=awal_koreksi(rekaman))
    kepala = KoreksiKepala(request.POST or None, initial={"versi": rekaman.versi})
    konteks: dict[str, Any] = {"rekaman": rekaman, "form": form, "versi": rekaman.versi}
    status = 200
    if request.method == "POST" and form.is_valid():
        # A version that cannot be read is as stale as an old one.
        versi = kepala.cleaned_data["versi"] if kepala.is_valid() else 0
        isi = {"tanggal": form.cleaned_data["tanggal"], "isian": form.isian(), "versi": versi}
        try:
            koreksi_catatan(rekaman, actor=request.user, **isi)
        except Bentrok as bentrok:
            kini = bentrok.sekarang
            beda = _dua_teks(kini, form.cleaned_data["tanggal"], form.isian())
            konteks |= {"beda": beda, "versi": kini.versi, "batal": not kini.berlaku}
            status = 409
        except Ditolak as galat:
            form.add_error(galat.kolom, str(galat))
        else:
            messages.success(request, "Koreksi tersimpan.")
            return redirect("spm_services:rinci", rekaman.kunci)
    return render(request, "spm_services/koreksi.html", konteks, status=422 if form.errors else status)


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def batalkan(request: Permintaan, kunci: Any) -> HttpResponse:
    """Take the record out of every figure, with a reason."""
    rekaman = ambil(request.user, kunci, Cap.CATAT)
    form = BatalForm(request.POST or None)
    status = 422
    if request.method == "POST" and form.is_valid():
        try:
            batalkan_catatan(rekaman, alasan=form.cleaned_data["alasan"], actor=request.user)
        except TransitionRefused as galat:  # the typed reason stays in the form
            form.add_error(None, str(galat))
            status = 409
        else:
            messages.success(request, "Catatan dibatalkan dan tidak dihitung lagi.")
            return redirect("spm_services:rinci", rekaman.kunci)
    konteks = {"rekaman": rekaman, "form": form}
    return render(request, "spm_services/batalkan.html", konteks, status=status if form.errors else 200)
