"""Registering somebody: first whose household, then who."""

import hashlib
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import actions
from spm_services.actions import IsianKeluarga, SudahAda
from spm_services.forms.warga import KeluargaWargaForm, WargaBaruForm
from spm_services.ganda_warga import Diri, Pasangan, serupa
from spm_services.models import Keluarga, Sesi, StatusSesi, Warga
from spm_services.nama import kata_cari, lipat_nama
from spm_services.views.lapangan import pilih_unit, unit_dipilih
from spm_services.views.warga_dasar import tampil
from spm_services.views.warga_kartu import calon_ibu

BARU, TANPA = "baru", "tanpa"
PILIHAN = 30


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def baru(request: Permintaan) -> HttpResponse:
    """Without `?keluarga=` the choice of the household; with it (a uuid, `baru`, `tanpa`) the form of the person."""
    unit = unit_dipilih(request)
    if unit is None:
        return pilih_unit(request)
    diminta = request.GET.get("keluarga", "")
    if not diminta:
        return _pilih_keluarga(request, unit)
    keluarga = None
    if diminta not in (BARU, TANPA):
        keluarga = _keluarga(request, unit, diminta)
    return _orang(request, unit, keluarga, diminta)


def _keluarga(request: Permintaan, unit: Posyandu, diminta: str) -> Keluarga:
    try:
        kunci = uuid.UUID(diminta)
    except ValueError:
        raise Http404 from None
    rows = Keluarga.objects.filter(posyandu=unit)
    keluarga: Keluarga = rows.ambil(request.user, Cap.CATAT, seen_with=Cap.LIHAT_WARGA, uuid=kunci)
    return keluarga


def _pilih_keluarga(request: Permintaan, unit: Posyandu) -> HttpResponse:
    teks = request.GET.get("q", "").strip()[:80]
    rows = Keluarga.objects.for_user(request.user, Cap.CATAT).filter(posyandu=unit, sampai=None)
    for mentah, lipat in kata_cari(teks):
        rows = rows.filter(nama_cari__contains=lipat) | rows.filter(nama_cari__contains=mentah)
    sesi = request.GET.get("sesi", "")[:36]
    konteks = {
        "unit": unit,
        "teks": teks,
        "sesi": sesi,
        "keluarga_list": rows.order_by("rw", "rt", "nama_cari", "pk")[:PILIHAN],
    }
    return render(request, "spm_services/warga/pilih_keluarga.html", konteks)


def _orang(request: Permintaan, unit: Posyandu, keluarga: Keluarga | None, diminta: str) -> HttpResponse:
    hari = hari_ini(unit.kode)
    ibu = calon_ibu(request, keluarga.pk if keluarga else None, hari)
    form = WargaBaruForm(request.POST or None, unit=unit, keluarga=keluarga, ibu=ibu)
    rumah = KeluargaWargaForm(request.POST or None, prefix="k") if diminta == BARU else None
    konteks: dict[str, Any] = {"form": form, "rumah": rumah, "unit": unit, "keluarga": keluarga, "diminta": diminta}
    konteks["sesi"] = request.GET.get("sesi", "")[:36]
    # Both are asked before either is looked at: all mistakes stand on the page at once.
    sah = [f.is_valid() for f in (form, rumah) if f is not None]
    if request.method != "POST" or not all(sah):
        return tampil(request, "baru", konteks, form if form.errors or rumah is None else rumah)  # type: ignore[arg-type]
    ragu = _ragu(request, unit, form, keluarga)
    if ragu["yakin"] != request.POST.get("yakin", ""):
        return tampil(request, "baru", konteks | ragu | {"status": 422}, form)
    return _simpan(request, konteks)


def _ragu(request: Permintaan, unit: Posyandu, form: WargaBaruForm, keluarga: Keluarga | None) -> dict[str, Any]:
    """What to ask before storing: {"serupa", "peringatan", "yakin"}; `yakin` is empty where there is nothing to ask."""
    isi = form.cleaned_data
    ibu: Warga | None = form.calon_ibu.get(isi.get("ibu", ""))
    calon = Diri(
        0,
        isi["kunci"],
        isi["nama"],
        lipat_nama(isi["nama"]),
        isi["tanggal_lahir"],
        isi["jenis_kelamin"],
        isi["lahir_perkiraan"],
        ibu.pk if ibu else None,
        ibu.nama_cari if ibu else lipat_nama(isi["nama_ibu"]) if isi["nama_ibu"] else "",
        keluarga.pk if keluarga else None,
        keluarga.rt_rw if keluarga else "",
        bool(isi["nik"]),
    )
    mirip: list[Pasangan] = [p for p in serupa(request.user, unit.wilayah_id, calon) if p.a.uuid != isi["kunci"]]
    apa = [*(f"{p.a.pk}:{p.skor}" for p in mirip), *form.peringatan]
    yakin = hashlib.sha256("|".join(apa).encode()).hexdigest()[:16] if apa else ""
    return {"serupa": mirip, "peringatan": form.peringatan, "yakin": yakin}


def _simpan(request: Permintaan, konteks: dict[str, Any]) -> HttpResponse:
    form, rumah, unit = konteks["form"], konteks["rumah"], konteks["unit"]
    tempat: Keluarga | IsianKeluarga | None = konteks["keluarga"]
    hubungan = ""
    if rumah is not None:
        tempat, hubungan = rumah.isian(form.cleaned_data["nama"], form.cleaned_data["kunci"])
    isi = form.isian(tempat, hubungan)
    try:
        warga, baru_ = actions.daftarkan_warga(unit, isi, actor=request.user)
    except SudahAda as ada:
        return _dipandu(request, ada.warga, konteks)
    except Ditolak as galat:
        milik = rumah if rumah is not None and galat.kolom in rumah.fields else form
        milik.add_error(galat.kolom if galat.kolom in milik.fields else None, str(galat))
        return tampil(request, "baru", konteks | {"status": 422}, form)
    kata = f"{warga.nama} tersimpan." if baru_ else f"{warga.nama} sudah tersimpan tadi. Tidak dicatat dua kali."
    messages.success(request, kata)
    sesi = _sesi(request, unit)
    if sesi is not None:  # back to the table, with the name found: one tap and they are registered
        return redirect(f"{reverse('spm_services:sesi-rinci', args=[sesi.uuid])}?warga={warga.uuid}")
    return redirect(f"{reverse('spm_services:warga-kartu', args=[warga.uuid])}?sesudah=baru")


def _sesi(request: Permintaan, unit: Posyandu) -> Sesi | None:
    """The open day from which the person was sent here (`?sesi=`); None for another unit's or no longer running."""
    try:
        kunci = uuid.UUID(request.GET.get("sesi", ""))
    except ValueError:
        return None
    rows = Sesi.objects.for_user(request.user, Cap.CATAT).filter(posyandu=unit, status=StatusSesi.DIBUKA)
    return rows.filter(uuid=kunci).first()


def _dipandu(request: Permintaan, lama: Warga, konteks: dict[str, Any]) -> HttpResponse:
    """The NIK is somebody's: to their card where the reader may see it, else to the taking over of a membership."""
    if Warga.objects.for_user(request.user, Cap.LIHAT_WARGA).filter(pk=lama.pk).exists():
        messages.warning(request, f"NIK itu sudah tercatat atas nama {lama.nama}. Ini kartunya.")
        return redirect("spm_services:warga-kartu", lama.uuid)
    konteks["form"].add_error("nik", "NIK ini sudah tercatat di posyandu lain. Kalau ia pindah, terima pindahnya.")
    return tampil(request, "baru", konteks | {"di_tempat_lain": True, "status": 409}, konteks["form"])
