"""Programmes of the perangkat daerah: the matrix unit × month, what one unit gets, entering and calling off."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import Area, area_diminta, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning.actions import program as aksi
from planning.forms import AlasanForm
from planning.forms_kerja import ProgramForm
from planning.katalog import ANGGARAN
from planning.lembar_kerja import BULAN_PENDEK
from planning.metrics_kerja import BarisMatriks, bentrok_di, matriks, rumah_tangga_beririsan
from planning.models import BarisAnggaran, ProgramOpd, StatusDokumen
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import BULAN, tahun_dari
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu

PER = 20
SENGGANG = 3  # months without anything that are worth asking about
TERDAFTAR = 300  # units listed to be ticked; a wider area is chosen as a whole


def _tahun(request: Permintaan, kode: str) -> int:
    return tahun_dari(request.GET.get("tahun", ""), hari_ini(kode).year)


def _di(kode: str) -> Q:
    """Rows of units in the area, and of areas in it or over it."""
    if kode == kode_lib.NASIONAL:
        return Q(pk__isnull=False)
    dari, sampai = kode_lib.rentang(kode)
    area = Q(wilayah__gte=dari, wilayah__lt=sampai) | Q(wilayah__in=kode_lib.leluhur(kode))
    return area | Q(posyandu__kode__gte=dari, posyandu__kode__lt=sampai)


def _berlaku(user: User, duty: str, kode: str, tahun: int) -> "QuerySet[ProgramOpd]":
    rows = ProgramOpd.objects.untuk_bawahan(user, duty).filter(_di(kode), tahun=tahun, batal=False)
    hasil: QuerySet[ProgramOpd] = rows.select_related("posyandu", "wilayah")
    return hasil


@access(Cap.LIHAT_RENCANA)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """The matrix of an area: what comes to which unit in which month, what meets, what is missing."""
    scope = request.user.scope_for(Cap.LIHAT_RENCANA)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    tahun = _tahun(request, area.kode)
    units = Posyandu.objects.for_user(request.user, Cap.LIHAT_RENCANA).aktif().di_wilayah(area.kode)
    hal = halaman(units.select_related("wilayah"), request.GET, {"kode": ("kode",)}, per=PER)
    rows = _berlaku(request.user, Cap.LIHAT_RENCANA, area.kode, tahun)
    baris = matriks(hal.rows, rows.filter(Q(posyandu__in=hal.rows) | Q(posyandu=None)))
    sempit = scope.bidang_di(area.kode)
    if sempit is None:
        irisan = rumah_tangga_beririsan(scope, baris, tahun)
        for b in baris:
            b.irisan = irisan.get(b.unit.pk, 0)
    konteks = {
        "area": area,
        "remah": remah(scope, area.atas, "planning:program", tanya="wilayah"),
        "tahun": tahun,
        "hal": hal,
        "baris": baris,
        "bulan": BULAN_PENDEK,
        "senggang": SENGGANG,
        "sempit": [NAMA[b] for b in sorted(sempit)] if sempit is not None else [],
        "bidang_kosong": _bidang_kosong(rows) if sempit is None else [],
        "pasangan": [(b, n, p) for b in baris for n, isi in sorted(b.tabrakan.items()) for p in isi],
        "boleh": bool(request.user.scope_for(Cap.PROGRAM_OPD)),
        "semua_bidang": list(NAMA.items()),
    }
    return render(request, "planning/kerja/program.html", konteks)


def _bidang_kosong(rows: "QuerySet[ProgramOpd]") -> list[str]:
    """Names of fields without a programme anywhere in the area."""
    ada = set(rows.order_by().values_list("bidang", flat=True).distinct())
    return [NAMA[b] for b in SEMUA if b not in ada]


@access(Cap.LIHAT)
@require_safe
def unit(request: Permintaan, kode: str) -> HttpResponse:
    """One unit's year: what each office brings, month by month, this month first said."""
    posyandu = Posyandu.objects.select_related("wilayah__induk")
    satu: Posyandu = posyandu.ambil(request.user, Cap.LIHAT, seen_with=Cap.LIHAT, kode=kode)
    tahun = _tahun(request, satu.kode)
    baris: BarisMatriks = matriks([satu], _berlaku(request.user, Cap.LIHAT, satu.kode, tahun))[0]
    hari = hari_ini(satu.kode)
    konteks = {
        "posyandu": satu,
        "tahun": tahun,
        "baris": baris,
        "bulan_kini": hari.month if hari.year == tahun else 0,
        "kini": baris.bulan.get(hari.month, []) if hari.year == tahun else [],
        "nama_kini": BULAN[hari.month - 1],
        "isi": [(n, BULAN[n - 1], baris.bulan[n], baris.tabrakan.get(n, [])) for n in sorted(baris.bulan)],
        "tulis": request.user.scope_for(Cap.PROGRAM_OPD),
        "boleh": request.user.scope_for(Cap.PROGRAM_OPD).memuat(satu.kode),
    }
    return render(request, "planning/kerja/program_unit.html", konteks)


def _baris_anggaran(user: User, area: Area, bidang: frozenset[str] | None) -> Any:
    """Lines of budgets in force over the area, of the account's own fields and of those that serve all."""
    rows = BarisAnggaran.objects.untuk_bawahan(user, Cap.LIHAT_RENCANA)
    rows = rows.filter(dokumen__jenis__in=ANGGARAN, dokumen__status=StatusDokumen.DITETAPKAN)
    rows = rows.filter(dokumen__wilayah__in=kode_lib.leluhur(area.kode)).select_related("dokumen")
    return rows if bidang is None else rows.filter(bidang__in=["", *bidang])


@access(Cap.PROGRAM_OPD)
@require_http_methods(["GET", "POST"])
def tambah(request: Permintaan) -> HttpResponse:
    """What an office brings, for the units ticked or for all of an area."""
    scope = request.user.scope_for(Cap.PROGRAM_OPD)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    bidang = scope.bidang_di(area.kode)
    units: list[Posyandu] = []
    if kode_lib.tingkat(area.kode) in ("kecamatan", "desa", "posyandu"):
        rows = Posyandu.objects.for_user(request.user, Cap.PROGRAM_OPD).aktif().di_wilayah(area.kode)
        units = list(rows.select_related("wilayah")[:TERDAFTAR])
    pilih = set(request.POST.getlist("tempat"))
    form = ProgramForm(request.POST or None, bidang=bidang, baris=_baris_anggaran(request.user, area, bidang))
    if request.method == "POST" and form.is_valid() and (tujuan := _simpan(request, form, area, units, pilih)):
        return redirect(tujuan)
    konteks = {
        "area": area,
        "remah": remah(scope, area.atas, "planning:program-baru", tanya="wilayah"),
        "form": form,
        "units": [(u, u.kode in pilih) for u in units],
        "semua": "semua" in pilih,
    }
    return render(request, "planning/kerja/program_baru.html", konteks, status=422 if form.errors else 200)


def _simpan(request: Permintaan, form: ProgramForm, area: Area, units: list[Posyandu], pilih: set[str]) -> str:
    """Store it and say where to go; empty where it was refused, and the form says why."""
    isi = dict(form.cleaned_data)
    tempat: list[Any] = [u for u in units if u.kode in pilih]
    if "semua" in pilih and area.jalur and not area.satu_unit:
        tempat = [area.jalur[-1]]
    try:
        rows = aksi.catat_program(tempat, isi, kunci=isi.pop("kunci"), actor=request.user)
    except Ditolak as galat:
        form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        return ""
    di = f"{len(rows)} posyandu" if rows[0].posyandu_id else rows[0].tempat
    messages.success(request, f"Program tersimpan untuk {di}.")
    if n := bentrok_di(rows):
        kata = f"Di {n} posyandu, perangkat daerah lain juga datang bulan itu untuk sasaran yang sama."
        messages.warning(request, f"{kata} Bicarakan harinya dengan dinas pengampu posyandu.")
    return f"{reverse('planning:program')}?wilayah={area.kode}&tahun={isi['tahun']}"


@access(Cap.PROGRAM_OPD)
@require_http_methods(["GET", "POST"])
def batal(request: Permintaan, pk: int) -> HttpResponse:
    """Call one off, with a reason."""
    rows = ProgramOpd.objects.select_related("posyandu__wilayah", "wilayah__induk")
    program: ProgramOpd = rows.ambil(request.user, Cap.PROGRAM_OPD, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    form = AlasanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            aksi.batal_program(pk, alasan=form.cleaned_data["alasan"], actor=request.user)
        except Ditolak as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, "Program dibatalkan.")
            return redirect("planning:program")
    konteks = {"form": form, "program": program}
    return render(request, "planning/kerja/program_batal.html", konteks, status=422 if form.errors else 200)
