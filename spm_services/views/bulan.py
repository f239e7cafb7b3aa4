"""A unit's month: what is there, what is missing, closing it and opening it again; a village's months at once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.area import area_diminta, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from audit.transitions import TransitionRefused
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import actions
from spm_services.forms.bulan import BukaBulanForm, TutupBulanForm
from spm_services.metrics_lengkap import kisi, status_bulan
from spm_services.models import BulanUnit, StatusBulan
from spm_services.workflow_bulan import sudah_lewat

URUTAN = {"kode": ("kode",)}
PER_HALAMAN = 100
BERUBAH = "Bulan ini ditutup atau dibuka orang lain sesudah halaman dibuka. Periksa lagi."


def ambil_unit(user: User, kode: str, duty: str = Cap.LIHAT) -> Posyandu:
    """The unit with its village: 404 out of the area, 403 without the duty."""
    rows = Posyandu.objects.select_related("wilayah__induk")
    unit: Posyandu = rows.ambil(user, duty, seen_with=Cap.LIHAT, kode=kode)
    return unit


def ambil_bulan(teks: str) -> Bulan:
    try:
        return Bulan.dari(teks)
    except ValueError:
        raise Http404 from None


def bulan_diminta(request: Permintaan, kode: str) -> Bulan:
    """The month of `?bulan=`; without one (or a wrong one) the last that is over. Never one to come."""
    kini = Bulan.dari(hari_ini(kode))
    try:
        diminta = Bulan.dari(request.GET.get("bulan", ""))
    except ValueError:
        diminta = kini.tambah(-1)
    return min(max(diminta, Bulan(2020, 1)), kini)


@access(Cap.TUTUP_BULAN)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Units of the area with one month: how complete, closed or not, and one press for all that are ticked."""
    scope = request.user.scope_for(Cap.TUTUP_BULAN)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    bulan = bulan_diminta(request, area.kode)
    if area.satu_unit:
        return redirect("spm_services:bulan-unit", area.kode, bulan)
    return _daftar(request, area, bulan)


def _daftar(request: Permintaan, area: Any, bulan: Bulan, hasil: Any = None, galat: str = "") -> HttpResponse:
    rows = Posyandu.objects.for_user(request.user, Cap.TUTUP_BULAN).di_wilayah(area.kode).select_related("wilayah")
    hal = halaman(rows, request.GET, URUTAN, per=PER_HALAMAN)
    kini = Bulan.dari(hari_ini(area.kode))
    sel, status = kisi(hal.rows, [bulan], kini), status_bulan(hal.rows, [bulan])
    baris = [_baris(u, bulan, sel, status.get((u.pk, bulan.angka))) for u in hal.rows]
    konteks = {
        "hal": hal,
        "baris": baris,
        "bulan": bulan,
        "kode": area.kode,
        "area": area.nama,
        "lewat": sudah_lewat(bulan, area.kode),
        "bisa": sum(b["bisa"] for b in baris),
        "hasil": hasil,
        "galat": galat,
        "remah": remah(request.user.scope_for(Cap.TUTUP_BULAN), area.atas, "spm_services:bulan", tanya="wilayah"),
    }
    return render(request, "spm_services/bulan/daftar.html", konteks, status=422 if galat else 200)


def _baris(unit: Posyandu, bulan: Bulan, sel: Any, row: BulanUnit | None) -> dict[str, Any]:
    isi = [sel[unit.pk, bulan.angka, k] for k in SEMUA]
    tutup = row is not None and row.status == StatusBulan.DITUTUP
    berlaku = any(s.lengkap or s.belum for s in isi)
    return {
        "unit": unit,
        "lengkap": sum(s.lengkap for s in isi),
        "belum": sum(s.belum for s in isi),
        "berlaku": berlaku,
        "bulan": row,
        "tutup": tutup,
        "bisa": berlaku and not tutup,
    }


@access(Cap.TUTUP_BULAN)
@require_POST
def tutup_banyak(request: Permintaan) -> HttpResponse:
    """Close the month of every ticked unit; the answer says of each what became of it."""
    scope = request.user.scope_for(Cap.TUTUP_BULAN)
    area = area_diminta(scope, request.POST.get("wilayah", ""))
    bulan = ambil_bulan(request.POST.get("bulan", ""))
    kode = request.POST.getlist("unit")[:1000]
    milik = Posyandu.objects.for_user(request.user, Cap.TUTUP_BULAN).di_wilayah(area.kode).filter(kode__in=kode)
    pks = list(milik.values_list("pk", flat=True))
    if not pks:
        return _daftar(request, area, bulan, galat="Centang dulu posyandunya.")
    try:
        hasil = actions.tutup_banyak(pks, bulan, walau_belum=bool(request.POST.get("walau_belum")), actor=request.user)
    except Ditolak as galat:
        return _daftar(request, area, bulan, galat=str(galat))
    return _daftar(request, area, bulan, hasil={"rows": hasil, "ditutup": sum(h.ditutup for h in hasil)})


@access(Cap.LIHAT)
@require_safe
def unit(request: Permintaan, kode: str, bulan: str) -> HttpResponse:
    """Six fields of one unit in one month, with what may be done about each."""
    return _unit(request, ambil_unit(request.user, kode), ambil_bulan(bulan))


def _unit(request: Permintaan, posyandu: Posyandu, bulan: Bulan, form: Any = None, status: int = 200) -> HttpResponse:
    user, hari = request.user, hari_ini(posyandu.kode)
    row = status_bulan([posyandu], [bulan]).get((posyandu.pk, bulan.angka))
    tutup = row is not None and row.status == StatusBulan.DITUTUP
    sel = kisi([posyandu], [bulan], Bulan.dari(hari))
    tampak = user.scope_for(Cap.LIHAT).bidang_di(posyandu.kode)
    isi = [(k, NAMA[k], sel[posyandu.pk, bulan.angka, k]) for k in SEMUA if tampak is None or k in tampak]
    boleh_tutup = user.scope_for(Cap.TUTUP_BULAN).memuat(posyandu.kode)
    awal = {"versi": row.versi if row else 0}
    konteks = {
        "unit": posyandu,
        "bulan": bulan,
        "isi": isi,
        "belum": sum(s.belum for _, _, s in isi),
        "row": row,
        "tutup": tutup,
        "lewat": sudah_lewat(bulan, posyandu.kode),
        "boleh_catat": not tutup and user.scope_for(Cap.CATAT).memuat(posyandu.kode),
        "boleh_rinci": user.scope_for(Cap.LIHAT_CATATAN).memuat(posyandu.kode),
        "boleh_tutup": boleh_tutup,
        "form": form or (BukaBulanForm if tutup else TutupBulanForm)(initial=awal),
        "riwayat": Catatan.objects.untuk(row)[:12] if row else [],
        "sebelum": bulan.tambah(-1),
        "sesudah": bulan.tambah(1) if bulan < Bulan.dari(hari) else None,
    }
    return render(request, "spm_services/bulan/unit.html", konteks, status=status)


def _kirim(request: Permintaan, kode: str, bulan: str, form: Any, jalan: Any, sukses: str) -> HttpResponse:
    """What closing and opening share: the form's mistakes at their field, a stale page with 409."""
    posyandu, b = ambil_unit(request.user, kode, Cap.TUTUP_BULAN), ambil_bulan(bulan)
    status = 422
    if form.is_valid():
        try:
            jalan(posyandu, b, form.cleaned_data)
        except Bentrok:
            messages.warning(request, BERUBAH)
            return _unit(request, posyandu, b, status=409)
        except (Ditolak, TransitionRefused) as galat:
            kolom = getattr(galat, "kolom", "")
            form.add_error(kolom if kolom in form.fields else None, str(galat))
        else:
            messages.success(request, sukses)
            return redirect("spm_services:bulan-unit", kode, b)
    return _unit(request, posyandu, b, form, status)


@access(Cap.TUTUP_BULAN)
@require_POST
def tutup(request: Permintaan, kode: str, bulan: str) -> HttpResponse:
    def jalan(posyandu: Posyandu, b: Bulan, isi: dict[str, Any]) -> None:
        actions.tutup_bulan(posyandu, b, actor=request.user, **isi)

    form = TutupBulanForm(request.POST)
    return _kirim(request, kode, bulan, form, jalan, "Bulan ditutup. Catatan dan koreksinya tidak diterima lagi.")


@access(Cap.TUTUP_BULAN)
@require_POST
def buka(request: Permintaan, kode: str, bulan: str) -> HttpResponse:
    def jalan(posyandu: Posyandu, b: Bulan, isi: dict[str, Any]) -> None:
        actions.buka_bulan(posyandu, b, actor=request.user, **isi)

    return _kirim(request, kode, bulan, BukaBulanForm(request.POST), jalan, "Bulan dibuka lagi dan ditandai.")


@access(Cap.CATAT)
@require_POST
def nol(request: Permintaan, kode: str, bulan: str, bidang: str) -> HttpResponse:
    """Say that a field had no activity that month."""
    return _nyatakan(request, kode, bulan, bidang, actions.nyatakan_nol)


@access(Cap.CATAT)
@require_POST
def cabut_nol(request: Permintaan, kode: str, bulan: str, bidang: str) -> HttpResponse:
    return _nyatakan(request, kode, bulan, bidang, actions.cabut_nol)


def _nyatakan(request: Permintaan, kode: str, bulan: str, bidang: str, jalan: Any) -> HttpResponse:
    posyandu, b = ambil_unit(request.user, kode, Cap.CATAT), ambil_bulan(bulan)
    if bidang not in SEMUA:
        raise Http404
    try:
        jalan(posyandu, b, bidang, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    return redirect(f"{reverse('spm_services:bulan-unit', args=[kode, b])}#{bidang}")
