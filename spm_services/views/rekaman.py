"""Records: the list behind every figure, one record, its correction and its cancelling."""

from datetime import date
from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
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
from registry.models import PembinaKesehatan, Posyandu
from spm_services import katalog
from spm_services.actions import batalkan as batalkan_catatan
from spm_services.actions import koreksi as koreksi_catatan
from spm_services.actions.rekaman import duty_catat
from spm_services.forms import BatalForm, KoreksiKepala, RekamanForm, awal_koreksi, kelas_form
from spm_services.katalog.dasar import Tindakan
from spm_services.metrics_lengkap import status_bulan
from spm_services.models import FotoRekaman, Rekaman, StatusRekaman
from spm_services.models.rekaman import jawaban, pilihan_bentuk
from spm_services.panel import panel_untuk
from spm_services.tampilan import boleh_foto, butir, mata, pasang_orang, sebutan_orang
from spm_services.tampilan import temuan as temuan_rekaman
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilih = django_filters.ChoiceFilter(
            field_name="layanan", label="Layanan", choices=katalog.pilihan(), empty_label="Semua"
        )
        pilih.parent, pilih.model = self, Rekaman
        self.filters["layanan"] = pilih  # the catalogue as it is now

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
    saring = RekamanFilter(request.GET, rows.select_related("posyandu__wilayah", "warga", "keluarga"))
    unit = None
    if area.satu_unit:
        unit = get_object_or_404(Posyandu.objects.for_user(request.user, Cap.LIHAT), kode=kode)
    hal = halaman(saring.qs, request.GET, URUTAN)
    pasang_orang(hal.rows, request.user)
    konteks = {
        "hal": hal,
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
    rows = Rekaman.objects.select_related("posyandu__wilayah__induk", "pencatat", "warga", "keluarga")
    rekaman: Rekaman = rows.ambil(user, duty, seen_with=Cap.LIHAT_CATATAN, kunci=kunci)
    return rekaman


@access(Cap.LIHAT_CATATAN)
@require_safe
def rinci(request: Permintaan, kunci: Any) -> HttpResponse:
    """One record in words, what the rules found and why, its pictures and money, its history, what may be done."""
    rekaman = ambil(request.user, kunci)
    lihat = mata(rekaman, request.user)
    temuan = temuan_rekaman(rekaman, lihat, request.user)
    segera = any(t.tindakan == Tindakan.SEGERA for t in temuan)
    konteks = {
        "rekaman": rekaman,
        "siapa": sebutan_orang(rekaman, lihat),
        "lihat": lihat,
        "jawaban": butir(rekaman, lihat),
        "temuan": temuan,
        "pembina": _pembina(request.user, rekaman) if segera else None,
        "foto": _foto(request.user, rekaman),
        "aksi": REKAMAN.available([rekaman], request.user)[rekaman.pk],
        "koreksi": _alamat_koreksi(request.user, rekaman),
        "riwayat": Catatan.objects.untuk(rekaman)[:20],
        "baru": request.GET.get("sesudah") == "catat",
        "panel": panel_untuk(rekaman, request.user),
    }
    return render(request, "spm_services/rinci.html", konteks)


def _pembina(user: User, rekaman: Rekaman) -> PembinaKesehatan | None:
    """Whom to call: the bidan and the facility that look after the unit."""
    rows = PembinaKesehatan.objects.for_user(user, Cap.LIHAT).filter(posyandu=rekaman.posyandu_id, sampai=None)
    return rows.select_related("faskes").first()


def _foto(user: User, rekaman: Rekaman) -> list[FotoRekaman]:
    if not (rekaman.entri.foto and boleh_foto(rekaman, user)):
        return []
    return list(FotoRekaman.objects.for_user(user, Cap.LIHAT_CATATAN).filter(rekaman=rekaman).order_by("pk"))


def _alamat_koreksi(user: User, rekaman: Rekaman) -> str:
    """Where this viewer corrects the record; "" where it is not theirs to correct."""
    duty = duty_catat(rekaman.entri)
    if not (rekaman.berlaku and user.scope_for(duty).mencapai(rekaman.posyandu.kode, rekaman.bidang)):
        return ""
    return reverse(f"spm_services:{'koreksi' if duty == Cap.CATAT else 'koreksi-nakes'}", args=[rekaman.kunci])


def _dua_teks(rekaman: Rekaman, tanggal: date, isian: dict[str, Any], sembunyi: set[str]) -> list[tuple[str, str, str]]:
    """[(question, stored now, typed)] of what differs, the day first; answers not for this viewer stay covered."""
    hari = [("Tanggal", kata_tanggal(rekaman.tanggal), kata_tanggal(tanggal))] if rekaman.tanggal != tanggal else []
    return hari + [
        (k.label, jawaban(k, rekaman.isian.get(k.kode)), jawaban(k, isian.get(k.kode)))
        for k in rekaman.entri.isian
        if rekaman.isian.get(k.kode) != isian.get(k.kode) and k.kode not in sembunyi
    ]


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def koreksi(request: Permintaan, kunci: Any) -> HttpResponse:
    """Correct the day and the answers; a stale form shows both texts and loses neither."""
    return _koreksi(request, ambil(request.user, kunci, Cap.CATAT), Cap.CATAT)


@access(Cap.TENAGA_KESEHATAN)
@require_http_methods(["GET", "POST"])
def koreksi_nakes(request: Permintaan, kunci: Any) -> HttpResponse:
    """The same for services that only a tenaga kesehatan fills."""
    return _koreksi(request, ambil(request.user, kunci, Cap.TENAGA_KESEHATAN), Cap.TENAGA_KESEHATAN)


def _form_koreksi(request: Permintaan, rekaman: Rekaman) -> RekamanForm:
    return kelas_form(rekaman.layanan)(
        request.POST or None,
        unit=rekaman.posyandu,
        initial=awal_koreksi(rekaman),
        tersimpan=rekaman.isian,
        sembunyi=mata(rekaman, request.user).sembunyi(rekaman.entri),
        nakes=request.user.scope_for(Cap.TENAGA_KESEHATAN).memuat(rekaman.posyandu.kode),
        warga=rekaman.warga,
        keluarga=rekaman.keluarga,
    )


def _koreksi(request: Permintaan, rekaman: Rekaman, duty: Cap) -> HttpResponse:
    if duty_catat(rekaman.entri) != duty:
        raise PermissionDenied
    form = _form_koreksi(request, rekaman)
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
            tutup = mata(rekaman, request.user).sembunyi(rekaman.entri)
            beda = _dua_teks(kini, form.cleaned_data["tanggal"], form.isian(), tutup)
            konteks |= {"beda": beda, "versi": kini.versi, "batal": not kini.berlaku}
            status = 409
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
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
