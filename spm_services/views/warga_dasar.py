"""What the pages about people share: the row within the reader's area, a form that runs one action, both texts of a
stale one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.area import Area
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib import sandi
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.periode import kata_tanggal
from registry.models import Posyandu
from registry.nik import buka_nik, samarkan
from spm_services.actions import SudahAda
from spm_services.actions._warga import TEMPAT_NIK
from spm_services.models import Keanggotaan, Keluarga, Warga

Jalan = Callable[[], HttpResponse]


def ambil_warga(request: Permintaan, uuid: UUID, duty: str = Cap.LIHAT_WARGA) -> Warga:
    """The person: 404 out of the area, 403 where the duty is missing."""
    rows = Warga.objects.select_related("ibu")
    warga: Warga = rows.ambil(request.user, duty, seen_with=Cap.LIHAT_WARGA, uuid=uuid)
    return warga


def ambil_keluarga(request: Permintaan, uuid: UUID, duty: str = Cap.LIHAT_WARGA) -> Keluarga:
    rows = Keluarga.objects.select_related("posyandu__wilayah")
    keluarga: Keluarga = rows.ambil(request.user, duty, seen_with=Cap.LIHAT_WARGA, uuid=uuid)
    return keluarga


def ambil_anggota(request: Permintaan, uuid: UUID, duty: str = Cap.CATAT) -> Keanggotaan:
    """The person by the running membership through which the duty reaches them, the home one before a guest's.

    404 out of the area, 403 where the duty is missing.
    """
    rows = Keanggotaan.objects.berjalan().select_related("warga__ibu", "posyandu__wilayah", "keluarga")
    cari: dict[str, Any] = {"warga__uuid": uuid, "seen_with": Cap.LIHAT_WARGA}
    satu: Keanggotaan = rows.order_by("-jenis", "pk").ambil(request.user, duty, **cari)
    return satu


def nama_area(request: Permintaan, area: Area) -> tuple[str, Posyandu | None]:
    """(its name, the unit when it is one)."""
    if not area.satu_unit:
        return area.nama, None
    unit = get_object_or_404(Posyandu.objects.for_user(request.user, Cap.LIHAT), kode=area.kode)
    return unit.sebutan, unit


def nik_samar(warga: Warga) -> str:
    """The last four digits; empty where there is no NIK, or no key opens it."""
    try:
        return samarkan(buka_nik(warga.nik_sandi, TEMPAT_NIK))
    except sandi.TidakTerbaca:
        return ""


def kirim(form: forms.Form, jalan: Jalan, kini: Callable[[Any], dict[str, Any]] | None = None) -> Any:
    """Run a valid form's action: the answer, or what the page has to say: {"beda": …, "status": 409} for a stale one,
    {"status": 422} for a refusal, which stands at its field. `kini` gives the stored values of the row as it is now."""
    try:
        return jalan()
    except SudahAda:
        raise
    except Bentrok as bentrok:
        beda = dua_teks(form, kini(bentrok.sekarang)) if kini else []
        return {"beda": beda, "bentrok": True, "versi": bentrok.sekarang.versi, "status": 409}
    except Ditolak as galat:
        form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        return {"status": 422}


def dua_teks(form: forms.Form, sekarang: dict[str, Any]) -> list[tuple[str, str, str]]:
    """[(label, stored now, typed)] of what differs."""
    return [
        (str(form[nama].label), _kata(form, nama, nilai), _kata(form, nama, form.cleaned_data.get(nama)))
        for nama, nilai in sekarang.items()
        if nama in form.fields and nama != "versi" and _polos(nilai) != _polos(form.cleaned_data.get(nama))
    ]


def _polos(nilai: Any) -> str:
    return "" if nilai is None else str(nilai)


def _kata(form: forms.Form, nama: str, nilai: Any) -> str:
    """A value in words."""
    if nilai is None or nilai == "":
        return "kosong"
    if hasattr(nilai, "isoformat"):
        return kata_tanggal(nilai)
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    pilihan = dict(getattr(form.fields[nama], "choices", ()))
    return str(pilihan.get(nilai, nilai)).replace(".", ",") if not pilihan else str(pilihan.get(nilai, nilai))


def tampil(request: Permintaan, templat: str, konteks: dict[str, Any], form: forms.Form | None = None) -> HttpResponse:
    """The page of a form, with the status its errors call for."""
    status = konteks.pop("status", 422 if form is not None and form.is_bound and form.errors else 200)
    return render(request, f"spm_services/warga/{templat}.html", konteks, status=status)


def data_versi(request: Permintaan, konteks: dict[str, Any]) -> None:
    """After a clash the form goes out with the version as it is now, so that saving again is meant."""
    form = konteks["form"]
    if konteks.get("bentrok") and "versi" in form.fields:
        data = form.data.copy()
        data["versi"] = str(konteks["versi"])
        form.data = data


def formulir(
    request: Permintaan,
    form: forms.Form,
    aksi: Callable[[dict[str, Any]], Any],
    *,
    sesudah: str | Callable[[Any], str],
    pesan: str = "Tersimpan.",
    templat: str = "formulir",
    kini: Callable[[Any], dict[str, Any]] | None = None,
    **konteks: Any,
) -> HttpResponse:
    """A page of one form from first look to its end: `aksi` gets the cleaned data, `sesudah` is where it leads (or
    makes that of what the action gave). A stale form answers 409, a refusal 422, and nothing typed is lost."""
    konteks |= {"form": form}
    if request.method == "POST" and form.is_valid():

        def jalan() -> HttpResponse:
            hasil = aksi(form.cleaned_data)
            messages.success(request, pesan)
            return redirect(sesudah(hasil) if callable(sesudah) else sesudah)

        hasil = kirim(form, jalan, kini)
        if isinstance(hasil, HttpResponse):
            return hasil
        konteks |= hasil
        data_versi(request, konteks)
    return tampil(request, templat, konteks, form)
