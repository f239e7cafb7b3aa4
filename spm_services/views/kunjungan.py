"""The visit of one person: what was found, one screen for each step, and what follows from it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Bentrok, Ditolak
from spm_services.actions import IsianKunjungan, catat_kunjungan
from spm_services.actions.sesi import batal_daftar
from spm_services.forms import FormLangkah
from spm_services.forms.periksa import siapa_pada
from spm_services.hasil_langkah import GAWAT_DARURAT, hasil_langkah, pembina
from spm_services.katalog.dasar import JenisLayanan, Langkah
from spm_services.langkah import ARTI_LANGKAH, ISIAN_LANGKAH
from spm_services.models import KunjunganWarga, Rekaman
from spm_services.models.rekaman import jawaban
from spm_services.papan_kunjungan import Kunjungan, ambil, bagian_layar, berikutnya, periksa_langkah, pilih_dosis


def _dasar(request: Permintaan, kunjungan: KunjunganWarga) -> dict[str, Any]:
    """What every page of a visit shows at its head."""
    return {"kunjungan": kunjungan, "warga": kunjungan.warga, "unit": kunjungan.posyandu, "sesi": kunjungan.sesi}


def _langkah(langkah: int) -> str:
    if str(langkah) not in ISIAN_LANGKAH:
        raise Http404
    return str(langkah)


@access(Cap.LIHAT_WARGA)
@require_safe
def rinci(request: Permintaan, uuid: Any) -> HttpResponse:
    """Step 3: what each step found, what is missing, what follows."""
    kunjungan = ambil(request.user, uuid, Cap.LIHAT_WARGA)
    isi = Kunjungan(kunjungan, request.user)
    hasil = [h for n in ISIAN_LANGKAH for h in hasil_langkah(isi, n).temuan]
    konteks = _dasar(request, kunjungan) | {
        "isi": isi,
        "bagian": periksa_langkah(isi),
        "temuan": hasil,
        "bisa_catat": request.user.scope_for(Cap.CATAT).memuat(kunjungan.posyandu.kode) and not kunjungan.batal,
    }
    return render(request, "spm_services/sesi/kunjungan.html", konteks)


@access(Cap.CATAT)
@require_safe
def lagi(request: Permintaan, uuid: Any) -> HttpResponse:
    """The same person tapped a second time on one day: is it a correction, or the wrong name?"""
    kunjungan = ambil(request.user, uuid)
    konteks = _dasar(request, kunjungan) | {"isi": Kunjungan(kunjungan, request.user)}
    return render(request, "spm_services/sesi/lagi.html", konteks)


@access(Cap.CATAT)
@require_POST
def batal(request: Permintaan, uuid: Any) -> HttpResponse:
    """Take the registration back."""
    kunjungan = ambil(request.user, uuid)
    try:
        batal_daftar(kunjungan, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
        return redirect("spm_services:kunjungan", kunjungan.uuid)
    messages.success(request, f"Pendaftaran {kunjungan.warga.nama} dibatalkan.")
    if kunjungan.sesi is None:
        return redirect("spm_services:sesi")
    return redirect("spm_services:sesi-rinci", kunjungan.sesi.uuid)


def _form(data: Any, isi: Kunjungan, langkah: str, entri: Sequence[JenisLayanan]) -> FormLangkah:
    return FormLangkah(
        data,
        kunjungan=isi.kunjungan,
        langkah=langkah,
        entri_list=entri,
        kini=isi.rekaman,
        lalu=isi.lalu(),
        sembunyi=isi.sembunyi(),
        siapa=siapa_pada(isi.kunjungan.warga, isi.hari, isi.keadaan),
    )


def _dua_teks(rekaman: Rekaman, form: FormLangkah, isi: Kunjungan) -> list[tuple[str, str, str]]:
    """[(question, stored now, typed)] of what differs between two phones."""
    diketik = form.isian().get(rekaman.layanan, {})
    tutup = not isi.terbuka(rekaman)
    return [
        (k.label, "tertutup" if tutup else jawaban(k, rekaman.isian.get(k.kode)), jawaban(k, diketik.get(k.kode)))
        for k in rekaman.entri.isian
        if rekaman.isian.get(k.kode) != diketik.get(k.kode)
    ]


def _nomor(teks: str) -> int:
    return int(teks) if teks.isdecimal() and len(teks) < 3 else 1


def _sesudah(kunjungan: KunjunganWarga, langkah: str, ke: int, banyak: int) -> str:
    """The next sheet of the same person, else the result."""
    if ke < banyak:
        return f"{reverse('spm_services:langkah', args=[kunjungan.uuid, langkah])}?lembar={ke + 1}"
    return reverse("spm_services:hasil", args=[kunjungan.uuid, langkah])


ALASAN = {"ketik": "Salah ketik", "ulang": "Diukur atau ditanya ulang", "orang": "Tertukar orang"}


def _alasan(request: Permintaan) -> str:
    """Why stored answers change, one of few words."""
    return ALASAN.get(request.POST.get("alasan", ""), "")


def _lewati(kunjungan: KunjunganWarga, lanjut: KunjunganWarga | None, langkah: str, ke: int, banyak: int) -> str:
    """Past this sheet without saving: the next sheet, the next person, the queue."""
    if ke < banyak:
        return _sesudah(kunjungan, langkah, ke, banyak)
    if lanjut is not None:
        return reverse("spm_services:langkah", args=[lanjut.uuid, langkah])
    if kunjungan.sesi is not None:
        return f"{reverse('spm_services:sesi-rinci', args=[kunjungan.sesi.uuid])}?langkah={langkah}"
    return reverse("spm_services:kunjungan", args=[kunjungan.uuid])


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def isi(request: Permintaan, uuid: Any, langkah: int) -> HttpResponse:
    """One person, one screen of a step. Two phones with the same service see both texts; nothing typed is lost."""
    nama = _langkah(langkah)
    kunjungan = ambil(request.user, uuid)
    bahan = Kunjungan(kunjungan, request.user)
    semua, ke = bahan.lembar(nama, semua=True), _nomor(request.GET.get("lembar", "1"))
    entri = semua[ke - 1] if 0 < ke <= len(semua) else []
    banyak = len(bahan.lembar(nama))
    form = _form(request.POST or None, bahan, nama, entri)
    # Only what may be given today, unless all doses were asked for.
    dosis_lain = request.GET.get("dosis") != "semua" and pilih_dosis(form, bahan)
    status, beda = 200, None
    if request.method == "POST" and form.is_valid():
        try:
            catat_kunjungan(kunjungan, IsianKunjungan(form.isian(), form.versi, _alasan(request)), actor=request.user)
        except Bentrok as bentrok:
            kini = bentrok.sekarang
            beda, status = _dua_teks(kini, form, bahan), 409
            # Sent again, the typed answers replace what is stored now, knowingly.
            data = request.POST.copy()
            data[f"{kini.layanan}-versi"] = str(kini.versi)
            form = _form(data, bahan, nama, entri)
        except Ditolak as galat:
            form.add_error(None, str(galat))
        else:
            return redirect(_sesudah(kunjungan, nama, ke, banyak))
    lanjut = berikutnya(kunjungan, nama, request.user)
    konteks = _dasar(request, kunjungan) | {
        "isi": bahan,
        "form": form,
        "bagian": bagian_layar(form, bahan.orang),
        "langkah": nama,
        "arti": ARTI_LANGKAH[nama],
        "lembar": ke,
        "banyak": banyak,
        "beda": beda,
        "dosis_lain": dosis_lain,
        "alasan": ALASAN if any(e.kode in bahan.rekaman for e in entri) else {},
        "lanjut": lanjut,
        "lewati": _lewati(kunjungan, lanjut, nama, ke, banyak),
    }
    return render(request, "spm_services/sesi/langkah.html", konteks, status=422 if form.errors else status)


@access(Cap.CATAT)
@require_safe
def hasil(request: Permintaan, uuid: Any, langkah: int) -> HttpResponse:
    """What the step found, in plain words, and who comes next."""
    nama = _langkah(langkah)
    kunjungan = ambil(request.user, uuid)
    isi = Kunjungan(kunjungan, request.user)
    hasil = hasil_langkah(isi, nama)
    konteks = _dasar(request, kunjungan) | {
        "isi": isi,
        "hasil": hasil,
        "langkah": nama,
        "arti": ARTI_LANGKAH[nama],
        "lanjut": berikutnya(kunjungan, nama, request.user),
        "pembina": pembina(kunjungan, request.user) if hasil.rujuk else None,
        "gawat": GAWAT_DARURAT,
        "ukur": nama == Langkah.PENGUKURAN,
    }
    return render(request, "spm_services/sesi/hasil.html", konteks)
