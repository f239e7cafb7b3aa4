"""A child's growth: the page with its charts, and a tenaga kesehatan's decision about N or T."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.periode import umur_bulan
from posyandu_app.lib.waktu import hari_ini
from registry.aturan import MENURUT_NAMA as ATURAN_DAERAH
from spm_services.actions import cabut_putusan_nt, putus_nt
from spm_services.ambang import MENURUT_NAMA
from spm_services.forms.pertumbuhan import CabutForm, PutusanForm
from spm_services.hitung_pertumbuhan import ATURAN_NAIK
from spm_services.models import KunjunganWarga, Warga
from spm_services.papan_tumbuh import Timbangan, baca, gambar, untuk_balita
from spm_services.tumbuh.naik import ATURAN, TOLERANSI

JENDELA = {"0-24": (0, 24), "24-60": (24, 60)}
NAMA_VERSI = dict(ATURAN_DAERAH[ATURAN_NAIK].opsi)


def _warga(request: Permintaan, uuid: UUID) -> Warga:
    warga: Warga = Warga.objects.ambil(request.user, Cap.LIHAT_WARGA, seen_with=Cap.LIHAT_WARGA, uuid=uuid)
    return warga


def _formulir(rows: list[Timbangan], salah: tuple[UUID, PutusanForm] | None) -> list[tuple[Timbangan, Any]]:
    """Each visit with its form where one may be filled; the one that was sent keeps what was typed."""
    hasil: list[tuple[Timbangan, Any]] = []
    for t in rows:
        form = None
        if t.boleh_putus:
            uuid = t.p.kunjungan.uuid
            form = PutusanForm(initial={"dilihat": t.p.tanda}, awalan=f"p{t.p.pk}")
            if salah and salah[0] == uuid:
                form = salah[1]
        hasil.append((t, form))
    return hasil


def _halaman(
    request: Permintaan,
    warga: Warga,
    *,
    salah: tuple[UUID, PutusanForm] | None = None,
    bentrok: bool = False,
    status: int = 200,
) -> HttpResponse:
    rows = baca(request.user, warga)
    umur = umur_bulan(warga.tanggal_lahir, max(hari_ini(), warga.tanggal_lahir))
    dipilih = JENDELA.get(request.GET.get("umur", ""))
    nakes = request.user.boleh(Cap.TENAGA_KESEHATAN)
    konteks = {
        "warga": warga,
        "umur": umur,
        "rows": _formulir(rows, salah),
        "akhir": rows[0] if rows else None,
        "grafik_list": gambar(warga, rows, dipilih) if untuk_balita(warga, umur, rows) else [],
        "jendela": request.GET.get("umur", "") if dipilih else ("24-60" if rows and rows[0].umur >= 24 else "0-24"),
        "jendela_list": list(JENDELA),
        "tampil_z": nakes,
        "bentrok": bentrok,
        "versi": [(NAMA_VERSI[v], ATURAN[v]) for v in sorted({t.p.versi_naik for t in rows}) if v in NAMA_VERSI],
        "toleransi": MENURUT_NAMA[TOLERANSI],
    }
    return render(request, "spm_services/tumbuh/anak.html", konteks, status=status)


@access(Cap.LIHAT_WARGA)
@require_safe
def tumbuh(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Charts, and each visit with its letter and why."""
    return _halaman(request, _warga(request, uuid))


def _kunjungan(request: Permintaan, warga: Warga, kunjungan: UUID) -> KunjunganWarga:
    satu: KunjunganWarga = KunjunganWarga.objects.ambil(
        request.user, Cap.TENAGA_KESEHATAN, seen_with=Cap.LIHAT_WARGA, uuid=kunjungan, warga=warga
    )
    return satu


@access(Cap.TENAGA_KESEHATAN)
@require_POST
def putusan(request: Permintaan, uuid: UUID, kunjungan: UUID) -> HttpResponse:
    """Decide N or T instead of the rule."""
    warga = _warga(request, uuid)
    satu = _kunjungan(request, warga, kunjungan)
    form = PutusanForm(request.POST, awalan=f"p{kunjungan.hex[:8]}")
    if not form.is_valid():
        return _halaman(request, warga, salah=(kunjungan, form), status=422)
    isi = form.cleaned_data
    try:
        putus_nt(satu, isi["nt"], alasan=isi["alasan"], dilihat=isi["dilihat"], actor=request.user)
    except Bentrok:
        return _halaman(request, warga, salah=(kunjungan, form), bentrok=True, status=409)
    except Ditolak as galat:
        form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        return _halaman(request, warga, salah=(kunjungan, form), status=422)
    messages.success(request, "Putusan tersimpan. Penilaian bulan-bulan sesudahnya ikut disesuaikan.")
    return redirect("spm_services:tumbuh", uuid)


@access(Cap.TENAGA_KESEHATAN)
@require_POST
def cabut_putusan(request: Permintaan, uuid: UUID, kunjungan: UUID) -> HttpResponse:
    """Back to what the rule found."""
    warga = _warga(request, uuid)
    satu = _kunjungan(request, warga, kunjungan)
    form = CabutForm(request.POST)
    dilihat = form.cleaned_data["dilihat"] if form.is_valid() else ""
    try:
        cabut_putusan_nt(satu, dilihat=dilihat, actor=request.user)
    except Bentrok:
        return _halaman(request, warga, bentrok=True, status=409)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Putusan dicabut. Penilaian kembali menurut aturan.")
    return redirect("spm_services:tumbuh", uuid)
