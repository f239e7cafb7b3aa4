"""Incentives beside the budget: what is not paid and what it waits for; one list with the lines that pay it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import area_diminta, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.transitions import TransitionRefused
from planning import metrics_insentif as angka
from planning.actions import insentif as aksi
from planning.forms import AlasanForm
from planning.forms_insentif import HubungkanDaftarForm
from planning.katalog import ANGGARAN
from planning.models import Alokasi, BarisAnggaran, Realisasi, StatusAlokasi, StatusDokumen
from planning.views.uang_alokasi import baris_ditulis, sumber_baris
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.models import DaftarBayar, StatusDaftar

LIHAT = Cap.LIHAT_RENCANA
UNIT_TAMPAK, BUKTI_TAMPAK = 100, 200


@access(Cap.LIHAT_RENCANA)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Units with unpaid months, what the money waits for, and lists that no line pays yet."""
    scope = request.user.scope_for(LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    terlalu_luas = len(area.kode) < 5
    hari = hari_ini(area.kode)
    belum = angka.Belum([], []) if terlalu_luas else angka.belum_dibayar(scope, area.kode, hari)
    konteks = {
        "belum": belum,
        "unit": belum.unit[:UNIT_TAMPAK],
        "tanpa_baris": [] if terlalu_luas else angka.daftar_tanpa_baris(scope, area.kode[:13]),
        "tanpa_tahap": angka.TANPA_TAHAP,
        "boleh": bool(request.user.scope_for(Cap.ALOKASI)),
        "terlalu_luas": terlalu_luas,
        "kode": area.kode,
        "area": area.nama,
        "pilihan_wilayah": area.anak,
        "remah": remah(scope, area.atas, "planning:insentif", tanya="wilayah"),
    }
    return render(request, "planning/insentif/daftar.html", konteks)


def ambil(user: User, pk: int, duty: str = Cap.LIHAT_RENCANA) -> DaftarBayar:
    """One list: of the area, or opened above it (its own units are what is shown then)."""
    rows = DaftarBayar.objects.select_related("pembayar__wilayah", "wilayah")
    if duty == LIHAT:
        satu = rows.untuk_bawahan(user, LIHAT).filter(pk=pk).first()
        if satu is not None:
            return satu
    hasil: DaftarBayar = rows.ambil(user, duty, seen_with=LIHAT, pk=pk)
    return hasil


def _bukti(user: User, daftar: DaftarBayar) -> list[Realisasi]:
    """Payments of the list's allocations that the reader may see, with what took them back."""
    rows = Realisasi.objects.for_user(user, LIHAT).filter(alokasi__daftar=daftar)
    return list(rows.select_related("alokasi__posyandu__wilayah").order_by("-tanggal", "-pk")[:BUKTI_TAMPAK])


@access(Cap.LIHAT_RENCANA)
@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    """One list: its lines, what they paid under which proof, and what is left to tie or to write."""
    user, satu = request.user, ambil(request.user, pk)
    lines = angka.baris_daftar(user.scope_for(LIHAT), pk)
    baris = BarisAnggaran.objects.untuk_bawahan(user, LIHAT).filter(pk__in=[b.baris for b in lines])
    nama = {b.pk: b for b in baris.select_related("dokumen__wilayah")}
    milik = user.scope_for(Cap.ALOKASI).memuat(satu.wilayah_id)
    konteks = {
        "d": satu,
        "baris": [(b, nama.get(b.baris)) for b in lines],
        "bukti": _bukti(user, satu),
        "sisa": sum(angka.belum_terhubung(pk).values(), angka.NOL) if milik else angka.NOL,
        "boleh": milik and satu.status in angka.TERIKAT,
        "boleh_bayar": milik and satu.status == StatusDaftar.DIBAYAR and bool(lines),
    }
    return render(request, "planning/insentif/rinci.html", konteks)


@access(Cap.ALOKASI)
@require_safe
def pilih_baris(request: Permintaan, pk: int) -> HttpResponse:
    """Lines of the payer's budgets in force of the list's year; those for incentives first."""
    satu = ambil(request.user, pk, Cap.ALOKASI)
    rows = BarisAnggaran.objects.for_user(request.user, Cap.ALOKASI).filter(
        dokumen__jenis__in=ANGGARAN,
        dokumen__status=StatusDokumen.DITETAPKAN,
        dokumen__tahun__lte=satu.mulai.year,
        dokumen__tahun_akhir__gte=satu.mulai.year,
        dokumen__wilayah__in=_pemerintah(satu),
    )
    semua = list(rows.select_related("dokumen__wilayah"))
    konteks = {"d": satu, "baris": _urut(semua), "sisa": sum(angka.belum_terhubung(pk).values(), angka.NOL)}
    return render(request, "planning/insentif/pilih_baris.html", konteks)


def _pemerintah(satu: DaftarBayar) -> list[str]:
    """The payer's own budget, and the DPA of the kecamatan where the list is of one."""
    return [k for k in kode_lib.leluhur(satu.wilayah_id) if kode_lib.di_bawah(k, satu.pembayar.wilayah_id)]


def _urut(baris: Iterable[BarisAnggaran]) -> list[BarisAnggaran]:
    def kunci(b: BarisAnggaran) -> tuple[bool, bool, str]:
        return ("kader" not in b.uraian.casefold(), b.bidang not in ("kesehatan", ""), b.kode_kegiatan)

    return sorted(baris, key=kunci)


@access(Cap.ALOKASI)
@require_http_methods(["GET", "POST"])
def hubungkan(request: Permintaan, pk: int, baris: int) -> HttpResponse:
    """Tie what is left of the list to the line."""
    satu, row = ambil(request.user, pk, Cap.ALOKASI), baris_ditulis(request.user, baris)
    form = HubungkanDaftarForm(request.POST or None, sumber=sumber_baris(request.user, row))
    if request.method == "POST" and form.is_valid():
        try:
            n, baru = aksi.hubungkan_daftar(satu, row, aksi.IsiDaftar(**form.cleaned_data), actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            kata = f"Terhubung untuk {n} posyandu." if baru else "Daftar ini sudah terhubung tadi."
            messages.success(request, kata)
            return redirect("planning:insentif-daftar", pk)
    sisa = angka.belum_terhubung(pk, row.dokumen.wilayah_id)
    konteks = {"form": form, "d": satu, "baris": row, "sisa": sum(sisa.values(), angka.NOL), "unit": len(sisa)}
    return render(request, "planning/insentif/hubungkan.html", konteks, status=422 if form.errors else 200)


@access(Cap.ALOKASI)
@require_POST
def bayar(request: Permintaan, pk: int) -> HttpResponse:
    """Write the payments from what the list says was paid."""
    ambil(request.user, pk, Cap.ALOKASI)
    try:
        n = aksi.bayar_daftar_dari_baris(pk, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        kata = f"{n} pembayaran ditulis menurut daftar." if n else "Semua pembayaran daftar ini sudah tercatat."
        messages.success(request, kata)
    return redirect("planning:insentif-daftar", pk)


@access(Cap.ALOKASI)
@require_http_methods(["GET", "POST"])
def lepas(request: Permintaan, pk: int, baris: int) -> HttpResponse:
    """Take the list off the line, with a reason; refused once something was paid."""
    satu, row = ambil(request.user, pk, Cap.ALOKASI), baris_ditulis(request.user, baris)
    form, status = AlasanForm(request.POST or None), 422
    if request.method == "POST" and form.is_valid():
        try:
            aksi.lepas_daftar(pk, baris, form.cleaned_data["alasan"], actor=request.user)
        except Ditolak as galat:
            form.add_error("alasan", str(galat))
        except TransitionRefused as galat:
            form.add_error(None, str(galat))
            status = 409
        else:
            messages.success(request, "Daftar dilepas; jumlahnya kembali ke baris.")
            return redirect("planning:insentif-daftar", pk)
    ada: Any = Alokasi.objects.for_user(request.user, LIHAT).filter(daftar=satu, baris=row)
    konteks = {"form": form, "d": satu, "baris": row, "ada": ada.filter(status=StatusAlokasi.BERLAKU).count()}
    return render(request, "planning/insentif/lepas.html", konteks, status=status if form.errors else 200)
