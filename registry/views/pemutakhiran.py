"""Pemutakhiran: rounds and their progress for an area; section by section for a unit."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import Area, area_diminta
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from accounts.scope import Scope
from audit.transitions import TransitionRefused
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.kode import di_bawah
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.actions.pemutakhiran import PANJANG_KABUPATEN, periode_terbuka
from registry.bagian_data import BAGIAN_DATA
from registry.forms.pemutakhiran import BukaForm, PerpanjangForm
from registry.isi_bagian import IsiBagian, baca_bagian
from registry.metrics_pemutakhiran import SEMUA_BAGIAN, belum_selesai, kemajuan
from registry.models import KonfirmasiBagian, PeriodePemutakhiran, Posyandu, StatusPosyandu
from registry.views.posyandu import ambil, remah_unit
from registry.workflow_pemutakhiran import PERIODE
from wilayah.models import Wilayah

URUTAN = {"kode": ("kode",)}


def nada_sisa(periode: PeriodePemutakhiran, hari: date) -> tuple[str, str]:
    """(words, tone) of the days left."""
    if periode.ditutup:
        return "ditutup", "netral"
    sisa = (periode.tenggat - hari).days
    if sisa < 0:
        return f"lewat {-sisa} hari", "buruk"
    return ("hari terakhir" if sisa == 0 else f"tinggal {sisa} hari"), "awas" if sisa <= 14 else "netral"


@access(Cap.LIHAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Rounds that reach the person's areas, the newest first."""
    rows = PeriodePemutakhiran.objects.untuk_bawahan(request.user, Cap.LIHAT).select_related("wilayah")
    hal = halaman(rows, request.GET, {"-mulai": ("mulai", "id")}, per=25)
    hari = hari_ini()
    konteks = {
        "hal": hal,
        "baris": [(p, *nada_sisa(p, hari)) for p in hal.rows],
        "boleh": bool(_pilihan(request.user)),
    }
    return render(request, "registry/pemutakhiran/daftar.html", konteks)


def _pilihan(user: User) -> list[Wilayah]:
    """Areas for which the person may open a round: each of their kabupaten or parts of one."""
    kode = [g.area for g in user.scope_for(Cap.ATUR).grants if PANJANG_KABUPATEN <= len(g.area) <= 13]
    return list(Wilayah.objects.filter(kode__in=kode).order_by("kode")) if kode else []


@access(Cap.ATUR)
@require_http_methods(["GET", "POST"])
def buka(request: Permintaan) -> HttpResponse:
    form = BukaForm(request.POST or None, pilihan=_pilihan(request.user))
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            periode = actions.buka_pemutakhiran(isi["wilayah"], isi["judul"], isi["tenggat"], actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom, str(galat))
        else:
            messages.success(request, "Pemutakhiran dibuka. Semua posyandu di wilayah ini melihatnya di halaman awal.")
            return redirect("registry:pemutakhiran-rinci", periode.pk)
    konteks = {"form": form, "judul": "Buka pemutakhiran", "kembali": reverse("registry:pemutakhiran")}
    return render(request, "registry/bina/formulir.html", konteks, status=422 if form.errors else 200)


def _ambil(user: User, pk: int) -> PeriodePemutakhiran:
    """A round that the person's area takes part in."""
    rows = PeriodePemutakhiran.objects.untuk_bawahan(user, Cap.LIHAT).select_related("wilayah")
    periode = rows.filter(pk=pk).first()
    if periode is None:
        raise Http404
    return periode


@access(Cap.LIHAT)
@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    """Progress of a round, area by area, and the units that are not done."""
    return _rinci(request, _ambil(request.user, pk), PerpanjangForm())


def _rinci(request: Permintaan, periode: PeriodePemutakhiran, form: PerpanjangForm) -> HttpResponse:
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    if di_bawah(periode.wilayah_id, area.kode):  # the person's area is wider than the round, or the same
        area = area_diminta(scope, periode.wilayah_id)
    elif not di_bawah(area.kode, periode.wilayah_id):
        raise Http404
    if area.satu_unit:
        return redirect("registry:pemutakhiran-unit", area.kode)
    semua, anak = kemajuan(scope, periode, area.kode)
    units = Posyandu.objects.for_user(request.user, Cap.LIHAT).di_wilayah(area.kode).select_related("wilayah")
    hal = halaman(belum_selesai(units, periode), request.GET, URUTAN, per=25)
    kata, nada = nada_sisa(periode, hari_ini(periode.wilayah_id))
    dibuka = periode.status == PeriodePemutakhiran.Status.DIBUKA
    konteks = {
        "periode": periode,
        "kata": kata,
        "nada": nada,
        "area": area,
        "remah": [("Pemutakhiran", reverse("registry:pemutakhiran")), *_atas(scope, periode, area)],
        "semua": semua,
        "anak": anak,
        "hal": hal,
        "semua_bagian": SEMUA_BAGIAN,
        "boleh": dibuka and request.user.scope_for(Cap.ATUR).memuat(periode.wilayah_id),
        "form": form,
    }
    return render(request, "registry/pemutakhiran/rinci.html", konteks, status=422 if form.errors else 200)


def _atas(scope: Scope, periode: PeriodePemutakhiran, area: Area) -> list[tuple[str, str]]:
    """The areas above, as far as the round and the person's duty reach."""
    rows = [w for w in area.atas if di_bawah(w.kode, periode.wilayah_id) and scope.memuat(w.kode)]
    return [(w.nama, f"?wilayah={w.kode}") for w in rows]


def _milik(user: User, pk: int) -> PeriodePemutakhiran:
    rows = PeriodePemutakhiran.objects.select_related("wilayah")
    periode: PeriodePemutakhiran = rows.ambil(user, Cap.ATUR, seen_with=Cap.LIHAT, pk=pk)
    return periode


@access(Cap.ATUR)
@require_POST
def perpanjang(request: Permintaan, pk: int) -> HttpResponse:
    periode = _milik(request.user, pk)
    form = PerpanjangForm(request.POST)
    if form.is_valid():
        isi = form.cleaned_data
        try:
            actions.perpanjang_pemutakhiran(pk, isi["tenggat"], isi["alasan"], actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom, str(galat))
        else:
            messages.success(request, "Batas waktu diperpanjang.")
            return redirect("registry:pemutakhiran-rinci", pk)
    return _rinci(request, periode, form)


@access(Cap.ATUR)
@require_POST
def tutup(request: Permintaan, pk: int) -> HttpResponse:
    _milik(request.user, pk)
    try:
        PERIODE.apply(pk, "tutup_pemutakhiran", actor=request.user)
    except TransitionRefused as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Pemutakhiran ditutup. Yang sudah dikonfirmasi tetap tercatat.")
    return redirect("registry:pemutakhiran-rinci", pk)


@access(Cap.LIHAT)
@require_safe
def unit(request: Permintaan, kode: str) -> HttpResponse:
    """The unit's data section by section, each with when it was last confirmed."""
    return _unit(request, ambil(request.user, kode))


def _unit(request: Permintaan, posyandu: Posyandu, beda: IsiBagian | None = None) -> HttpResponse:
    periode = periode_terbuka(posyandu.wilayah_id)
    akhir: dict[str, KonfirmasiBagian] = {}
    rows = KonfirmasiBagian.objects.for_user(request.user, Cap.LIHAT).filter(posyandu=posyandu)
    for k in rows.select_related("oleh").order_by("-pk"):
        akhir.setdefault(k.bagian, k)
    kini = baca_bagian(posyandu)
    boleh = request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(posyandu.kode)
    bagian = [_baris(posyandu, nama, alamat, kini[k], akhir.get(k), periode) for k, nama, alamat in BAGIAN_DATA]
    konteks: dict[str, Any] = {
        "unit": posyandu,
        "remah": remah_unit(request, posyandu),
        "periode": periode,
        "sisa": nada_sisa(periode, hari_ini(posyandu.kode)) if periode else None,
        "bagian": bagian,
        "selesai": sum(b["selesai"] for b in bagian),
        "boleh": boleh and posyandu.status == StatusPosyandu.AKTIF,
        "beda": beda,
    }
    return render(request, "registry/pemutakhiran/unit.html", konteks, status=409 if beda else 200)


def _baris(
    posyandu: Posyandu,
    nama: str,
    alamat: str,
    isi: IsiBagian,
    akhir: KonfirmasiBagian | None,
    periode: PeriodePemutakhiran | None,
) -> dict[str, Any]:
    berubah = akhir is not None and akhir.sidik != isi.sidik
    lama = periode is not None and (akhir is None or akhir.periode_id != periode.pk)
    return {
        "isi": isi,
        "nama": nama,
        "ubah": f"{reverse(alamat, args=[posyandu.kode])}#{isi.kode}",
        "akhir": akhir,
        "berubah": berubah,
        # Done means done in the round; outside a round, that what was confirmed is what is there.
        "selesai": akhir is not None and not lama,
        "perlu": akhir is None or berubah or lama,
    }


@access(Cap.KELOLA_POSYANDU)
@require_POST
def konfirmasi(request: Permintaan, kode: str, bagian: str) -> HttpResponse:
    """One section is said to be right as the page showed it; a page that is out of date shows what is there now."""
    posyandu = ambil(request.user, kode, Cap.KELOLA_POSYANDU)
    sidik = request.POST.get("sidik", "")[:16]
    try:
        actions.konfirmasi(posyandu.pk, bagian, sidik, actor=request.user)
    except Bentrok as bentrok:
        return _unit(request, posyandu, bentrok.sekarang)
    except Ditolak as galat:
        messages.error(request, str(galat))
    return redirect(f"{reverse('registry:pemutakhiran-unit', args=[kode])}#{bagian}")
