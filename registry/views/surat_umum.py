"""What the pages of both kinds of papers do alike; the caller has read the paper in scope."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts import berkas as berkas_
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.periode import kata_tanggal
from posyandu_app.lib.waktu import hari_ini
from registry import actions, pracek
from registry.forms import CabutSuratForm, PindaianForm
from registry.models import SuratKeputusan, SuratWilayah

RIWAYAT = 20
Satu = SuratKeputusan | SuratWilayah


def alamat(surat: Satu, akhir: str = "") -> str:
    """Address of a paper's page: `akhir` is ubah, pindaian, cabut, berkas or nothing."""
    awal = "surat" if isinstance(surat, SuratKeputusan) else "surat-wilayah"
    return reverse(f"registry:{awal}{'-' + akhir if akhir else ''}", args=[surat.pk])


def pisah(isi: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """What was typed, and the uploaded file."""
    return {k: v for k, v in isi.items() if k in actions.KOLOM_SURAT}, isi.get("berkas")


def awal(surat: Satu) -> dict[str, Any]:
    return {k: getattr(surat, k) for k in actions.KOLOM_SURAT}


def formulir(request: Permintaan, form: forms.Form, konteks: dict[str, Any], status: int = 200) -> HttpResponse:
    """The form's page; after a mistake all typed text stands, and the file is asked for again."""
    konteks |= {"form": form, "berkas_lagi": bool(form.errors and request.FILES)}
    return render(request, "registry/surat/formulir.html", konteks, status=422 if form.errors else status)


def rinci(request: Permintaan, surat: Satu, kode: str, konteks: dict[str, Any]) -> HttpResponse:
    hari = hari_ini(kode)
    boleh = surat.dicabut is None and request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(kode)
    konteks |= {"surat": surat, "masa": pracek.masa(surat, hari), "boleh_ubah": boleh, "kode": kode}
    konteks |= {f"ke_{a}": alamat(surat, a) for a in ("ubah", "pindaian", "cabut", "berkas")}
    return render(request, "registry/surat/rinci.html", konteks)


def _kata(surat: Satu, kolom: str, nilai: Any) -> Any:
    """A column's value as the form shows it."""
    if kolom == "jenis":
        return dict(surat._meta.get_field("jenis").flatchoices).get(nilai, nilai)  # noqa: SLF001
    return kata_tanggal(nilai) if hasattr(nilai, "isoformat") else nilai


def ubah(request: Permintaan, surat: Satu, form: forms.Form, konteks: dict[str, Any]) -> HttpResponse:
    """Correct with the version the page was opened at; a stale one shows both texts and loses neither."""
    del form.fields["berkas"]
    versi = request.POST.get("versi", "")
    konteks |= {"judul": "Perbaiki surat", "kembali": alamat(surat), "versi": versi or surat.versi, "surat": surat}
    if request.method != "POST" or not form.is_valid():
        return formulir(request, form, konteks)
    try:
        baru = actions.ubah_surat(
            surat, form.cleaned_data, versi=int(versi) if versi.isdecimal() else 0, actor=request.user
        )
    except Bentrok as bentrok:
        kini = bentrok.sekarang
        konteks["versi"] = kini.versi
        konteks["beda"] = [
            (form[k].label, _kata(kini, k, getattr(kini, k)), _kata(kini, k, form.cleaned_data[k]))
            for k in actions.KOLOM_SURAT
            if (getattr(kini, k) or "") != (form.cleaned_data[k] or "")
        ]
        return formulir(request, form, konteks, 409)
    except Ditolak as galat:
        form.add_error(galat.kolom or None, str(galat))
        return formulir(request, form, konteks)
    messages.success(request, "Perbaikan tersimpan.")
    return redirect(alamat(baru))


def pindaian(request: Permintaan, surat: Satu, konteks: dict[str, Any]) -> HttpResponse:
    """Add the scan, or put another in its place."""
    form = PindaianForm(request.POST or None, request.FILES or None)
    konteks |= {"judul": "Ganti pindaian" if surat.berkas_id else "Unggah pindaian", "kembali": alamat(surat)}
    konteks["surat"] = surat
    if request.method == "POST" and form.is_valid():
        try:
            actions.pasang_pindaian(surat, form.cleaned_data["berkas"], actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom or None, str(galat))
        else:
            messages.success(request, "Pindaian tersimpan.")
            return redirect(alamat(surat))
    return formulir(request, form, konteks)


def cabut(request: Permintaan, surat: Satu, konteks: dict[str, Any]) -> HttpResponse:
    """Withdraw with a reason."""
    form = CabutSuratForm(request.POST or None)
    konteks |= {"judul": "Cabut surat", "kembali": alamat(surat), "surat": surat, "bahaya": True}
    if request.method == "POST" and form.is_valid():
        try:
            actions.cabut_surat(surat, alasan=form.cleaned_data["alasan"], actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom or None, str(galat))
        else:
            messages.success(request, "Surat dicabut. Catatannya tetap ada.")
            return redirect(alamat(surat))
    return formulir(request, form, konteks)


def kirim(request: Permintaan, surat: Satu, lama: Any, *, boleh: bool = True) -> FileResponse:
    """The scan, or with `?lama=` an earlier one among `lama`."""
    if not boleh:
        raise PermissionDenied
    pk = request.GET.get("lama", "")
    if not pk:
        return berkas_.kirim(surat.berkas)
    baris = lama.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 16 else None
    if baris is None:
        raise Http404
    return berkas_.kirim(baris.berkas)
