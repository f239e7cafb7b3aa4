"""One unit: its page, creating it, editing it with a version."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.forms import LengkapiForm, NomorForm, PosyanduForm
from registry.models import Posyandu
from registry.models.posyandu import HARI, MINGGU_KE
from registry.persyaratan import berlaku, kumpulkan
from wilayah.models import Wilayah

RIWAYAT = 12
PANJANG_KODE_UNIT = 19


def ambil(user: User, kode: str, duty: str = Cap.LIHAT) -> Posyandu:
    """The unit with its path: 404 out of the area, 403 without the duty."""
    rows = Posyandu.objects.select_related("wilayah__induk__induk__induk")
    unit: Posyandu = rows.ambil(user, duty, seen_with=Cap.LIHAT, kode=kode)
    return unit


def jalur_unit(unit: Posyandu) -> list[Wilayah]:
    """The unit's areas, province first, without a query."""
    rows: list[Wilayah] = []
    w: Wilayah | None = unit.wilayah
    while w is not None:
        rows.insert(0, w)
        w = w.induk
    return rows


def remah_unit(request: Permintaan, unit: Posyandu) -> list[tuple[str, str]]:
    return remah(request.user.scope_for(Cap.LIHAT), jalur_unit(unit), "registry:daftar", tanya="wilayah")


@access(Cap.LIHAT)
@require_safe
def rinci(request: Permintaan, kode: str) -> HttpResponse:
    """The unit's page: who, when, what is still missing, its history."""
    unit = ambil(request.user, kode)
    hari = hari_ini(kode)
    bahan = kumpulkan([unit], hari)[unit.pk]
    konteks = {
        "unit": unit,
        "remah": remah_unit(request, unit),
        "sk_list": bahan.sk,
        "pengurus_list": bahan.pengurus,
        "kader_list": sorted(bahan.kader, key=lambda k: (k.bidang, k.nama)),
        "hasil": berlaku(hari).nilai(bahan),
        "riwayat": Catatan.objects.untuk(unit)[:RIWAYAT],
        "boleh_ubah": request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(kode),
        "boleh_nomor": request.user.scope_for(Cap.CATAT_NOMOR).memuat(kode),
        "boleh_catatan": request.user.scope_for(Cap.LIHAT_CATATAN).memuat(kode),
        "boleh_catat": request.user.scope_for(Cap.CATAT).memuat(kode),
    }
    return render(request, "registry/rinci.html", konteks)


def kiriman(request: Permintaan) -> Any:
    """What was posted, also when nothing was filled in; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None


def _desa(request: Permintaan, kode: str) -> Wilayah | None:
    """The chosen village, if it is one and the person may create units there."""
    if not request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(kode):
        return None
    return Wilayah.objects.berlaku().desa_kelurahan().filter(kode=kode).select_related("induk__induk").first()


def boleh_buat(user: User) -> bool:
    """May the person create units? A duty over one unit alone does not reach to another."""
    return any(len(g.area) < PANJANG_KODE_UNIT for g in user.scope_for(Cap.KELOLA_POSYANDU).grants)


def _pilih_desa(request: Permintaan, galat: str = "") -> HttpResponse:
    """First step: which village. One village in the person's area needs no choosing."""
    scope = request.user.scope_for(Cap.KELOLA_POSYANDU)
    areas = [g.area for g in scope.grants]
    if not galat and len(areas) == 1 and len(areas[0]) == 13:
        return redirect(f"{request.path}?wilayah={areas[0]}")
    konteks = {"galat": galat, "provinsi": Wilayah.objects.anak_dari("ID"), "teks": request.GET.get("q", "")}
    return render(request, "registry/pilih_desa.html", konteks, status=400 if galat else 200)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def buat(request: Permintaan) -> HttpResponse:
    """Create a unit: choose the village, then the six things it must have."""
    if not boleh_buat(request.user):
        raise PermissionDenied
    kode = request.GET.get("pilih_wilayah") or request.GET.get("desa") or request.GET.get("wilayah", "")
    if not kode:
        return _pilih_desa(request)
    desa = _desa(request, kode)
    if desa is None:
        return _pilih_desa(request, "Kode ini bukan desa atau kelurahan di wilayah tugas Anda. Pilih yang lain.")
    form = PosyanduForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        unit = actions.buat_posyandu({**form.cleaned_data, "wilayah": desa}, actor=request.user)
        messages.success(request, f"{unit.sebutan} tersimpan dengan kode {unit.kode}. Yang lain bisa dilengkapi nanti.")
        return redirect("registry:rinci", unit.kode)
    return render(request, "registry/buat.html", {"form": form, "desa": desa}, status=422 if form.errors else 200)


def _awal(unit: Posyandu) -> dict[str, Any]:
    return {k: getattr(unit, k) for k in actions.KOLOM_UBAH} | {"versi": unit.versi}


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def ubah(request: Permintaan, kode: str) -> HttpResponse:
    """Edit with the version the page was opened at; a stale one shows both texts and loses neither."""
    unit = ambil(request.user, kode, Cap.KELOLA_POSYANDU)
    form = LengkapiForm(request.POST or None, initial=_awal(unit))
    konteks: dict[str, Any] = {"form": form, "unit": unit, "remah": remah_unit(request, unit)}
    status = 200
    if request.method == "POST" and form.is_valid():
        isi = {k: v for k, v in form.cleaned_data.items() if k != "versi"}
        try:
            actions.ubah_posyandu(unit.pk, isi, versi=form.cleaned_data["versi"], actor=request.user)
        except Bentrok as bentrok:
            konteks |= _dua_teks(form, bentrok.sekarang)
            status = 409
        else:
            messages.success(request, "Perubahan tersimpan.")
            return redirect("registry:rinci", kode)
    return render(request, "registry/ubah.html", konteks, status=status if not form.errors else 422)


def _kata(kolom: str, nilai: Any) -> Any:
    """A column's value as the form shows it."""
    return {"buka_hari": dict(HARI), "buka_minggu": dict(MINGGU_KE)}.get(kolom, {}).get(nilai, nilai)


def _dua_teks(form: LengkapiForm, sekarang: Posyandu) -> dict[str, Any]:
    """What differs: the stored text beside the typed one; the form goes on from the stored version."""
    beda = [
        (form[k].label, _kata(k, getattr(sekarang, k)), _kata(k, form.cleaned_data[k]))
        for k in actions.KOLOM_UBAH
        if k in form.fields and getattr(sekarang, k) != form.cleaned_data[k]
    ]
    form.data = {**form.data.dict(), "versi": str(sekarang.versi)}  # type: ignore[attr-defined]
    return {"beda": beda}


@access(Cap.CATAT_NOMOR)
@require_http_methods(["GET", "POST"])
def nomor(request: Permintaan, kode: str) -> HttpResponse:
    """Enter the number that the ministry issued."""
    unit = ambil(request.user, kode, Cap.CATAT_NOMOR)
    form = NomorForm(request.POST or None, initial={"nomor": unit.nomor_registrasi})
    if request.method == "POST" and form.is_valid():
        try:
            actions.catat_nomor(unit.pk, form.cleaned_data["nomor"], actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom, str(galat))
        else:
            messages.success(request, "Nomor registrasi tersimpan.")
            return redirect("registry:rinci", kode)
    konteks = {"form": form, "unit": unit, "remah": remah_unit(request, unit), "judul": "Nomor registrasi"}
    return render(request, "registry/formulir.html", konteks, status=422 if form.errors else 200)
