"""Open days of a unit: their list, opening, moving, ending, and the roster with its five steps."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.transitions import TransitionRefused
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import katalog
from spm_services.actions.sesi import buka_sesi, catat_hadir, petugas, pindah_sesi
from spm_services.forms.sesi import AlasanForm, HadirForm, PindahForm
from spm_services.kabar import kabar_pindah
from spm_services.katalog.dasar import Bentuk
from spm_services.langkah import ARTI_LANGKAH, NAMA_LANGKAH
from spm_services.models import HadirKader, JenisSesi, Sesi, StatusSesi, Warga
from spm_services.papan_sesi import (
    Baris,
    Daftar,
    daftar_sesi,
    hari_buka_berikut,
    isi_lalu,
    kegiatan_sesi,
    sesi_sekitar,
    tab_langkah,
    terlewat,
)
from spm_services.views.lapangan import pilih_unit, unit_dipilih
from spm_services.workflow_sesi import SESI

RIWAYAT = 12  # sessions listed below the next one
# Group activities that may be held at the open day; monthly totals from paper are not among them.
KEGIATAN = sorted(
    (e for e in katalog.SEMUA.values() if e.bentuk == Bentuk.KEGIATAN and not e.rekap_dari and not e.sampai),
    key=lambda e: (e.bidang != "kesehatan", e.bidang, e.utama == 0, e.utama),
)


def ambil(user: User, uuid: Any) -> Sesi:
    """The session with its unit: 404 out of the area, 403 without the duty to record."""
    rows = Sesi.objects.select_related("posyandu__wilayah")
    sesi: Sesi = rows.ambil(user, Cap.CATAT, seen_with=Cap.LIHAT, uuid=uuid)
    return sesi


def _alamat(unit: Posyandu) -> str:
    return f"{reverse('spm_services:sesi')}?unit={unit.kode}"


@access(Cap.CATAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """The next open day first, then what was missed and what has been."""
    unit = unit_dipilih(request)
    if unit is None:
        return pilih_unit(request)
    hari = hari_ini(unit.kode)
    sekitar = sesi_sekitar(unit, request.user)
    riwayat = Sesi.objects.for_user(request.user, Cap.CATAT).filter(posyandu=unit, tanggal__lte=hari)
    riwayat = riwayat.exclude(status__in=(StatusSesi.TERJADWAL, StatusSesi.BATAL))
    berikut = hari_buka_berikut(unit, hari, sekitar)
    if berikut.sesi is not None:
        riwayat = riwayat.exclude(pk=berikut.sesi.pk)
    konteks = {
        "unit": unit,
        "hari": hari,
        "berikut": berikut,
        "terlewat": terlewat(unit, hari, sekitar),
        "riwayat": riwayat.order_by("-tanggal", "-pk")[:RIWAYAT],
    }
    return render(request, "spm_services/sesi/daftar.html", konteks)


def _hari(teks: str) -> date | None:
    try:
        return date.fromisoformat(teks)
    except ValueError:
        return None


@access(Cap.CATAT)
@require_POST
def buka(request: Permintaan) -> HttpResponse:
    """Open a day (today without one named); pressed twice it is one session."""
    unit = unit_dipilih(request)
    if unit is None:
        return redirect("spm_services:sesi")
    jenis = request.POST.get("jenis", "")
    jenis = jenis if jenis in JenisSesi.values else JenisSesi.HARI_BUKA
    hari = _hari(request.POST.get("tanggal", "")) or hari_ini(unit.kode)
    try:
        sesi = buka_sesi(unit, hari, jenis=jenis, actor=request.user)
    except (Ditolak, TransitionRefused) as galat:
        messages.error(request, str(galat))
        return redirect(_alamat(unit))
    return redirect("spm_services:sesi-rinci", sesi.uuid)


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def pindah(request: Permintaan) -> HttpResponse:
    """Another day by one tap, or any day from the calendar; then the text for the mothers."""
    unit = unit_dipilih(request)
    if unit is None:
        return pilih_unit(request)
    hari = hari_ini(unit.kode)
    dari = _hari(request.GET.get("dari", "")) or hari_buka_berikut(unit, hari, sesi_sekitar(unit, request.user)).tanggal
    form = PindahForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            sesi = pindah_sesi(unit, dari, isi["tanggal"], alasan=isi["alasan"], actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, "Hari buka sudah dipindah. Kabari para ibu.")
            return redirect("spm_services:kabar-sesi", sesi.uuid)
    mulai = max(dari, hari)
    pilihan = [d for n in range(-3, 8) if (d := mulai + timedelta(days=n)) >= hari and d != dari]
    konteks = {"unit": unit, "dari": dari, "form": form, "pilihan": pilihan}
    return render(request, "spm_services/sesi/pindah.html", konteks, status=422 if form.errors else 200)


@access(Cap.CATAT)
@require_safe
def kabar(request: Permintaan, uuid: Any) -> HttpResponse:
    """A ready text about the day, to be copied into any message."""
    sesi = ambil(request.user, uuid)
    konteks = {"sesi": sesi, "unit": sesi.posyandu, "teks": kabar_pindah(sesi)}
    return render(request, "spm_services/sesi/kabar.html", konteks)


def _baru(teks: str, isi: Daftar) -> Baris | None:
    """Whoever was registered just now (`?baru=`), so that it can be taken back or gone on with."""
    return next((b for b in isi.datang if b.kunjungan and teks == str(b.kunjungan.uuid)), None) if teks else None


@access(Cap.CATAT)
@require_safe
def rinci(request: Permintaan, uuid: Any) -> HttpResponse:
    """The roster of a session at one step (`?langkah=`); a planned or cancelled one says so."""
    sesi = ambil(request.user, uuid)
    if sesi.status in (StatusSesi.TERJADWAL, StatusSesi.BATAL):
        konteks: dict[str, Any] = {"sesi": sesi, "unit": sesi.posyandu, "hari": hari_ini(sesi.posyandu.kode)}
        return render(request, "spm_services/sesi/rencana.html", konteks)
    return _daftar_hadir(request, sesi, teks=_nama_baru(request))


def _nama_baru(request: Permintaan) -> str:
    """The name of whoever was entered on the way from this day (`?warga=`), so that the roster shows them at once."""
    try:
        kunci = UUID(request.GET.get("warga", ""))
    except ValueError:
        return ""
    warga = Warga.objects.for_user(request.user, Cap.CATAT).filter(uuid=kunci).first()
    return warga.nama if warga else ""


@access(Cap.CATAT)
@require_POST
def cari(request: Permintaan, uuid: Any) -> HttpResponse:
    """People of the unit by name, to be registered. By POST: whom somebody looks for stands in no address."""
    return _daftar_hadir(request, ambil(request.user, uuid), teks=request.POST.get("q", "").strip()[:80])


def _daftar_hadir(request: Permintaan, sesi: Sesi, teks: str = "") -> HttpResponse:
    langkah = request.GET.get("langkah", "1")
    langkah = langkah if langkah in NAMA_LANGKAH else "1"
    isi = daftar_sesi(sesi, request.user, cari=teks, pilih=request.GET.get("kelompok", ""))
    tampil = isi.belum if langkah == "1" else isi.antre(langkah)
    isi_lalu(tampil, request.user, sesi.tanggal)
    konteks = {
        "sesi": sesi,
        "unit": sesi.posyandu,
        "daftar": isi,
        "tampil": tampil,
        "usai": isi.datang if langkah == "1" else isi.usai(langkah),
        "langkah": langkah,
        "arti": ARTI_LANGKAH[langkah],
        "tab": tab_langkah(isi, langkah),
        "teks": teks,
        "baru": _baru(request.GET.get("baru", ""), isi),
        "jalan": sesi.status == StatusSesi.DIBUKA,
        "rumah": sesi.jenis == JenisSesi.KUNJUNGAN_RUMAH,
        "kegiatan": KEGIATAN,
        "terlaksana": kegiatan_sesi(sesi, request.user),
    }
    return render(request, "spm_services/sesi/rinci.html", konteks)


@access(Cap.CATAT)
@require_POST
def tutup(request: Permintaan, uuid: Any) -> HttpResponse:
    """The day is over. What still waits on a phone may be sent all the same."""
    sesi = ambil(request.user, uuid)
    try:
        SESI.apply(sesi.pk, "tutup_sesi", actor=request.user)
    except TransitionRefused as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Hari buka selesai. Terima kasih.")
    return redirect("spm_services:sesi-rinci", sesi.uuid)


def _beralasan(request: Permintaan, sesi: Sesi, langkah: str, kata: dict[str, str]) -> HttpResponse:
    """A step that needs a reason: the form, or the step."""
    form = AlasanForm(request.POST or None)
    status = 422
    if request.method == "POST" and form.is_valid():
        try:
            SESI.apply(sesi.pk, langkah, actor=request.user, note=form.cleaned_data["alasan"])
        except TransitionRefused as galat:  # the typed reason stays in the form
            form.add_error(None, str(galat))
            status = 409
        else:
            messages.success(request, kata["jadi"])
            return redirect("spm_services:sesi-rinci", sesi.uuid)
    konteks = {"sesi": sesi, "unit": sesi.posyandu, "form": form, **kata}
    return render(request, "spm_services/sesi/alasan.html", konteks, status=status if form.errors else 200)


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def buka_lagi(request: Permintaan, uuid: Any) -> HttpResponse:
    kata = {
        "judul": "Buka lagi?",
        "arti": "Orang bisa didaftarkan lagi pada hari buka ini.",
        "tombol": "Buka lagi",
        "nada": "",
        "jadi": "Sudah dibuka lagi.",
    }
    return _beralasan(request, ambil(request.user, uuid), "buka_lagi_sesi", kata)


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def batal(request: Permintaan, uuid: Any) -> HttpResponse:
    kata = {
        "judul": "Hari buka ini tidak jadi?",
        "arti": "Yang sudah didaftarkan harus dibatalkan dulu. Kalau hanya ganti hari, pakai “Pindah hari”.",
        "tombol": "Tidak jadi buka",
        "nada": "bahaya",
        "jadi": "Dicatat tidak jadi.",
    }
    return _beralasan(request, ambil(request.user, uuid), "batal_sesi", kata)


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def hadir(request: Permintaan, uuid: Any) -> HttpResponse:
    """Who is on duty, and at which step."""
    sesi = ambil(request.user, uuid)
    lama = HadirKader.objects.for_user(request.user, Cap.CATAT).filter(sesi=sesi).values_list("orang", "langkah")
    orang = petugas(sesi.posyandu, sesi.tanggal)
    form = HadirForm(request.POST or None, petugas=orang, hadir=dict(lama))
    if request.method == "POST" and form.is_valid():
        try:
            catat_hadir(sesi, form.hadir(), actor=request.user)
        except Ditolak as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, "Kehadiran kader tersimpan.")
            return redirect("spm_services:sesi-rinci", sesi.uuid)
    konteks = {"sesi": sesi, "unit": sesi.posyandu, "form": form, "ada": bool(orang)}
    return render(request, "spm_services/sesi/hadir.html", konteks, status=422 if form.errors else 200)
