"""Recording one service: for which unit, about whom, the form, its pictures."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import NAMA
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import katalog
from spm_services.actions import SudahDicatat, catat_berfoto
from spm_services.actions.rekaman import duty_catat, keadaan_pada
from spm_services.forms import RekamanForm, kelas_form
from spm_services.katalog.dasar import JenisLayanan
from spm_services.katalog.kolom import Kolom
from spm_services.models import Keluarga, Rekaman, Sesi, Warga
from spm_services.papan import catatan_lalu
from spm_services.pilih_orang import ambil_orang, daftar_calon, perlu_orang
from spm_services.sasaran import sebab_bukan
from spm_services.tampilan import TIDAK_BERLAKU, TIDAK_DIISI, butir, mata
from spm_services.views.lapangan import pilih_unit, unit_dipilih


def _entri(layanan: str, duty: Cap) -> JenisLayanan:
    """The service, when it may be recorded by whoever holds the duty. Raises Http404, PermissionDenied."""
    entri = katalog.SEMUA.get(layanan)
    if entri is None or entri.sampai:
        raise Http404
    if katalog.bisa_dicatat(entri) and duty_catat(entri) != duty:
        raise PermissionDenied
    return entri


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def catat(request: Permintaan, layanan: str) -> HttpResponse:
    """One form, one record. The same form sent twice leads to the same record."""
    entri = _entri(layanan, Cap.CATAT)
    if not katalog.bisa_dicatat(entri):
        return redirect(f"{reverse('spm_services:tertutup-lapor')}?{request.GET.urlencode()}")
    return _catat(request, entri)


@access(Cap.TENAGA_KESEHATAN)
@require_http_methods(["GET", "POST"])
def catat_nakes(request: Permintaan, layanan: str) -> HttpResponse:
    """The same for services that only a tenaga kesehatan fills."""
    return _catat(request, _entri(layanan, Cap.TENAGA_KESEHATAN))


def _catat(request: Permintaan, entri: JenisLayanan) -> HttpResponse:
    unit = unit_dipilih(request, duty_catat(entri))
    if unit is None:
        return pilih_unit(request, duty_catat(entri))
    siapa = None
    if bagian := perlu_orang(entri):
        siapa = ambil_orang(request.user, unit, entri, request.GET.get(bagian, ""))
        if siapa is None or (bukan := _bukan(entri, siapa, unit)):
            kata = f"{siapa} tidak bisa dipilih: {bukan}." if siapa else ""
            return _pilih_orang(request, entri, unit, kata)
    return _isi(request, entri, unit, siapa)


def _bukan(entri: JenisLayanan, siapa: Warga | Keluarga, unit: Posyandu) -> str:
    if not isinstance(siapa, Warga):
        return ""
    hari = hari_ini(unit.kode)
    return sebab_bukan(entri, siapa, hari, keadaan_pada(siapa, hari))


def _pilih_orang(request: Permintaan, entri: JenisLayanan, unit: Posyandu, galat: str) -> HttpResponse:
    konteks = {
        "entri": entri,
        "unit": unit,
        "nama": NAMA[entri.bidang],
        "galat": galat,
        "bagian": perlu_orang(entri),
        "teks": request.GET.get("q", "")[:80],
        "rt": request.GET.get("rt", "")[:8],
        "daftar": daftar_calon(request.user, unit, entri, request.GET),
    }
    return render(request, "spm_services/pilih_orang.html", konteks, status=422 if galat else 200)


def _form(request: Permintaan, entri: JenisLayanan, unit: Posyandu, siapa: Warga | Keluarga | None) -> RekamanForm:
    orang: dict[str, Any] = {perlu_orang(entri): siapa} if siapa else {}
    lalu = catatan_lalu(unit, entri.kode, **orang) if request.method == "GET" else None
    nakes = request.user.scope_for(Cap.TENAGA_KESEHATAN).memuat(unit.kode)
    kirim = (request.POST, request.FILES) if request.method == "POST" else ()
    return kelas_form(entri.kode)(*kirim, unit=unit, lalu=lalu, nakes=nakes, berfoto=True, **orang)


def _sesi(request: Permintaan, unit: Posyandu) -> Sesi | None:
    """The open day the activity is part of (`?sesi=`), of this unit; None without one."""
    teks = request.GET.get("sesi", "")
    try:
        kunci = UUID(teks)
    except ValueError:
        return None
    return Sesi.objects.for_user(request.user, Cap.CATAT).filter(uuid=kunci, posyandu=unit).first()


def _isi(request: Permintaan, entri: JenisLayanan, unit: Posyandu, siapa: Warga | Keluarga | None) -> HttpResponse:
    form, ganda = _form(request, entri, unit, siapa), None
    sesi = _sesi(request, unit) if siapa is None else None
    if sesi is not None:
        form.initial["tanggal"] = sesi.tanggal
    if request.method == "POST" and form.is_valid():
        try:
            kiriman = replace(form.kiriman(), sesi=sesi)
            rekaman, baru = catat_berfoto(unit, kiriman, form.foto(), actor=request.user)
        except SudahDicatat as galat:
            ganda = galat.rekaman
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            pesan = "Tersimpan." if baru else "Catatan ini sudah tersimpan tadi. Tidak dicatat dua kali."
            messages.success(request, pesan)
            if sesi is not None:
                return redirect("spm_services:sesi-rinci", sesi.uuid)
            return redirect(f"{reverse('spm_services:rinci', args=[rekaman.kunci])}?sesudah=catat")
    konteks = {"unit": unit, "entri": entri, "form": form, "nama": NAMA[entri.bidang], "siapa": siapa}
    konteks |= {
        "bagian": perlu_orang(entri),
        "sesi": sesi,
        "ganda": ganda,
        "sudah": _sudah(request, ganda) if ganda else [],
    }
    status = 409 if ganda else 422 if form.errors else 200
    return render(request, "spm_services/catat.html", konteks, status=status)


def _sudah(request: Permintaan, rekaman: Rekaman) -> list[tuple[Kolom, str]]:
    """What the record of that day says already, as this viewer may read it."""
    isi = butir(rekaman, mata(rekaman, request.user))
    return [(k, kata) for k, kata in isi if kata not in (TIDAK_DIISI, TIDAK_BERLAKU)]
