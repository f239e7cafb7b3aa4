"""The village's side of a registration file: the checklist as a list of things to do, handing in, what came back."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from audit.transitions import TransitionRefused
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.alasan import MENURUT_KODE as ALASAN
from registry.models import Ajuan, Posyandu, PutusanButir, StatusAjuan
from registry.persyaratan import Hasil, berlaku, periksa
from registry.views.posyandu import ambil, remah_unit

TAHAP: tuple[tuple[StatusAjuan, str], ...] = (
    (StatusAjuan.DRAF, "Dilengkapi desa/kelurahan"),
    (StatusAjuan.DIAJUKAN, "Diperiksa kecamatan"),
    (StatusAjuan.DIPERIKSA, "Diverifikasi dinas"),
    (StatusAjuan.DIVERIFIKASI, "Disiapkan dalam paket"),
    (StatusAjuan.DIKIRIM, "Menunggu kementerian"),
    (StatusAjuan.TERBIT, "Nomor terbit"),
)


def tahapan(ajuan: Ajuan | None, riwayat: list[Catatan]) -> list[tuple[str, str, datetime | None]]:
    """[(stage, lewat|kini|nanti, when the file reached it)] for the line of steps."""
    kapan = {c.ke: c.waktu for c in reversed(riwayat)}
    status = StatusAjuan(ajuan.status) if ajuan else StatusAjuan.DRAF
    if status == StatusAjuan.DIKETAHUI:
        status = StatusAjuan.DIVERIFIKASI
    urut = [s for s, _ in TAHAP]
    posisi = urut.index(status) if status in urut else 0
    if status == StatusAjuan.TERBIT:
        posisi = len(urut)
    return [
        (nama, "lewat" if i < posisi else "kini" if i == posisi else "nanti", kapan.get(str(s)))
        for i, (s, nama) in enumerate(TAHAP)
    ]


def kembalian(ajuan: Ajuan | None) -> list[dict[str, Any]]:
    """What has to be mended of a file that came back: item, reason in words, note. One query, none for other files."""
    if ajuan is None or ajuan.status != StatusAjuan.DIKEMBALIKAN:
        return []
    rows = PutusanButir.objects.filter(ajuan=ajuan, putaran=ajuan.putaran, meja=ajuan.dari_meja).order_by("pk")
    kembali = {p.butir: p for p in rows}
    return [
        {"butir": p.butir, "alasan": ALASAN[p.alasan].nama if p.alasan in ALASAN else p.alasan, "catatan": p.catatan}
        for p in kembali.values()
        if p.putusan == PutusanButir.Putusan.KEMBALI
    ]


def _teks_wa(unit: Posyandu, ajuan: Ajuan | None, hasil: Hasil, kembali: list[dict[str, Any]]) -> str:
    """Ready to send to the unit's people: names of items only, nothing personal."""
    status = ajuan.get_status_display() if ajuan else "Belum diajukan"
    baris = [f"Registrasi {unit.sebutan}, {unit.wilayah.nama}: {status}."]
    nama = {b.kode: b.syarat.nama for b in hasil.semua}
    baris += [f"- Perbaiki: {nama.get(k['butir'], k['butir'])} ({k['alasan'].lower()})" for k in kembali]
    baris += [f"- Lengkapi: {s.nama}" for s, _ in hasil.kurang]
    return "\n".join(baris)


@access(Cap.LIHAT)
@require_safe
def unit(request: Permintaan, kode: str) -> HttpResponse:
    """The unit's tab: what is there, what is missing and where to mend it, where the file is."""
    posyandu = ambil(request.user, kode)
    ajuan = Ajuan.objects.for_user(request.user, Cap.LIHAT).filter(posyandu=posyandu).order_by("-pk").first()
    hari = hari_ini(kode)
    hasil = periksa([posyandu], hari)[posyandu.pk]
    riwayat = list(Catatan.objects.untuk(ajuan)[:40]) if ajuan else []
    kembali = kembalian(ajuan)
    konteks = {
        "unit": posyandu,
        "remah": remah_unit(request, posyandu),
        "ajuan": ajuan,
        "hasil": hasil,
        "kumpulan": berlaku(hari),
        "tahap": tahapan(ajuan, riwayat),
        "kembali": {k["butir"]: k for k in kembali},
        "riwayat": riwayat,
        "wa": _teks_wa(posyandu, ajuan, hasil, kembali),
        "boleh_ubah": request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(kode),
        "boleh_ajukan": request.user.scope_for(Cap.AJUKAN).memuat(kode)
        and not posyandu.nomor_registrasi
        and (ajuan is None or ajuan.status in ("draf", "dikembalikan", "ditarik", "tidak_diproses")),
    }
    return render(request, "registry/registrasi_unit.html", konteks)


@access(Cap.AJUKAN)
@require_POST
def ajukan(request: Permintaan, kode: str) -> HttpResponse:
    """Hand the file in; what is missing is said and nothing is stored."""
    posyandu = ambil(request.user, kode, Cap.AJUKAN)
    try:
        ajuan = actions.ajukan(posyandu, actor=request.user)
    except (Ditolak, TransitionRefused) as galat:
        messages.error(request, str(galat))
    else:
        ke = "lagi " if ajuan.putaran > 1 else ""
        messages.success(request, f"Berkas {posyandu.sebutan} diajukan {ke}dan sekarang di meja kecamatan.")
    return redirect("registry:registrasi-unit", kode)
