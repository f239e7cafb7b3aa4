"""One ledger of one unit across all governments, and the units of an area with what pays for them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import area_diminta, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.transitions import TransitionRefused
from planning import metrics_uang as angka
from planning.actions import uang as aksi
from planning.forms import AlasanForm
from planning.forms_uang import BantuanForm
from planning.komponen import nama_komponen
from planning.models import Alokasi, BantuanLuar
from planning.workflow_uang import BANTUAN
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import tahun_dari
from posyandu_app.lib.tabel import Kolom, jawab
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services.models import Rekaman


def tahun_diminta(request: Permintaan) -> int:
    """The year asked for; this one for anything that is none."""
    return tahun_dari(request.GET.get("tahun", ""), hari_ini().year)


@access(Cap.LIHAT_RENCANA)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Units of the area with what is tied and paid for each; the area's money by source above them."""
    scope = request.user.scope_for(Cap.LIHAT_RENCANA)
    area, tahun = area_diminta(scope, request.GET.get("wilayah", "")), tahun_diminta(request)
    rows = Posyandu.objects.for_user(request.user, Cap.LIHAT_RENCANA).di_wilayah(area.kode).filter(status="aktif")
    hal = halaman(rows.select_related("wilayah"), request.GET, {"kode": ("kode",)}, per=40)
    per = angka.per_unit(scope, hal.rows, tahun)
    konteks = {
        "area": area,
        "remah": remah(scope, area.atas, "planning:uang", tanya="wilayah"),
        "tahun": tahun,
        "hal": hal,
        "units": [(u, *per.get(u.pk, (angka.NOL, angka.NOL))) for u in hal.rows],
        "sumber": angka.menurut_sumber(scope, area.kode, tahun),
    }
    return render(request, "planning/uang/daftar.html", konteks)


def _unit(user: User, kode: str, duty: str = Cap.LIHAT_RENCANA) -> Posyandu:
    rows = Posyandu.objects.select_related("wilayah__induk")
    satu: Posyandu = rows.ambil(user, duty, seen_with=Cap.LIHAT_RENCANA, kode=kode)
    return satu


@access(Cap.LIHAT_RENCANA)
@require_safe
def unit(request: Permintaan, kode: str) -> HttpResponse:
    """Everything that pays for the unit in a year, what may be paid twice, and the total by tag beside it."""
    satu, tahun = _unit(request.user, kode), tahun_diminta(request)
    buku = angka.buku_unit(request.user.scope_for(Cap.LIHAT_RENCANA), satu, tahun)
    konteks = {
        "unit": satu,
        "tahun": tahun,
        "buku": buku,
        "rangkap": [(r, nama_komponen(r.apa) if r.sebab == "komponen" else r.apa) for r in angka.rangkap(buku)],
        "tanda": angka.bertanda(satu, tahun),
        "boleh": request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(satu.kode),
    }
    return render(request, "planning/uang/unit.html", konteks)


Baris = tuple[str, str, str, str, str, Any, Any, str]
KOLOM = (
    Kolom("Pembayar", lambda b: b[0], 30),
    Kolom("Sumber dana", lambda b: b[1], 28),
    Kolom("Baris atau pemberi", lambda b: b[2], 44),
    Kolom("Kegiatan", lambda b: b[3], 44),
    Kolom("Komponen", lambda b: b[4], 22),
    Kolom("Teralokasi", lambda b: b[5], 16),
    Kolom("Realisasi", lambda b: b[6], 16),
    Kolom("Keterangan", lambda b: b[7], 30),
)


def _baris_alokasi(a: Alokasi) -> Baris:
    d = a.baris.dokumen
    siapa = f"{d.uraian_jenis.nama} {d.wilayah.nama}"
    sumber = angka.NAMA_SUMBER.get(angka.sumber_dari(a), "")
    return (siapa, sumber, str(a.baris), str(a.untuk), nama_komponen(a.komponen), a.nilai, a.terealisasi, a.keterangan)


def _baris_bantuan(b: BantuanLuar) -> Baris:
    bayar = b.nilai if b.diterima else angka.NOL
    untuk = str(b.rekaman) if b.rekaman else ""
    return (
        angka.PEMBAYAR[angka.LUAR], b.get_sumber_display(), b.pemberi, untuk, nama_komponen(b.komponen),
        b.nilai, bayar, b.uraian,
    )  # fmt: skip


@access(Cap.LIHAT_RENCANA)
@require_safe
def unduh(request: Permintaan, kode: str) -> HttpResponseBase:
    """The ledger as a workbook, one row for each allocation and support; nobody's name is in it."""
    satu, tahun = _unit(request.user, kode), tahun_diminta(request)
    buku = angka.buku_unit(request.user.scope_for(Cap.LIHAT_RENCANA), satu, tahun)
    rows = [*map(_baris_alokasi, buku.alokasi), *map(_baris_bantuan, buku.bantuan)]
    nama = f"uang-{satu.kode}-{tahun}"
    hasil: HttpResponseBase = jawab("xlsx", nama, KOLOM, rows, judul=f"Uang {satu.sebutan} {tahun}")
    return hasil


def _rekaman(request: Permintaan, satu: Posyandu) -> Rekaman | None:
    """The activity the support carried, where the address names one of this unit."""
    kunci = request.GET.get("kegiatan", "")
    if not kunci:
        return None
    rows = Rekaman.objects.for_user(request.user, Cap.LIHAT_CATATAN).filter(posyandu=satu).berlaku()
    try:
        row: Rekaman | None = rows.filter(kunci=UUID(kunci)).first()
    except ValueError:
        row = None
    if row is None:
        raise Http404
    return row


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def bantuan(request: Permintaan, kode: str) -> HttpResponse:
    """Write a support that stands in no budget document."""
    satu = _unit(request.user, kode, Cap.KELOLA_POSYANDU)
    rekaman = _rekaman(request, satu)
    tahun = rekaman.tanggal.year if rekaman else tahun_diminta(request)
    form = BantuanForm(request.POST or None, initial={"tahun": tahun, "sumber": "swadaya" if rekaman else "csr"})
    if request.method == "POST" and form.is_valid():
        try:
            _, baru = aksi.catat_bantuan(
                satu, aksi.IsiBantuan(**form.cleaned_data, rekaman=rekaman), actor=request.user
            )
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, "Bantuan tercatat." if baru else "Bantuan ini sudah tercatat tadi.")
            return redirect("planning:uang-unit", satu.kode)
    konteks = {"form": form, "unit": satu, "rekaman": rekaman}
    return render(request, "planning/uang/bantuan.html", konteks, status=422 if form.errors else 200)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def batal_bantuan(request: Permintaan, pk: int) -> HttpResponse:
    """Cancel a support, with a reason."""
    rows = BantuanLuar.objects.select_related("posyandu__wilayah")
    row: BantuanLuar = rows.ambil(request.user, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    form = AlasanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            BANTUAN.apply(pk, "batalkan_bantuan", actor=request.user, note=form.cleaned_data["alasan"])
        except TransitionRefused as galat:
            form.add_error(None, str(galat))
            return render(request, "planning/uang/batal_bantuan.html", {"form": form, "bantuan": row}, status=409)
        messages.success(request, "Bantuan dibatalkan.")
        return redirect("planning:uang-unit", row.posyandu.kode)
    status = 422 if form.errors else 200
    return render(request, "planning/uang/batal_bantuan.html", {"form": form, "bantuan": row}, status=status)
