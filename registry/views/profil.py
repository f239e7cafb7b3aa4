"""The profile of a unit, section by section: read on one page, each with its own form."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.kode import leluhur
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.forms.profil import AlatForm, LokasiForm, PembinaForm, ProfilForm, SasaranForm
from registry.geo import peringatan_titik
from registry.models import Faskes, KelompokSasaran, PembinaKesehatan, Perlengkapan, Posyandu, SasaranUnit
from registry.perlengkapan import BARANG, DAFTAR, Barang
from registry.views.posyandu import ambil, kiriman, remah_unit

FORM = {"profil": (ProfilForm, "Profil dan hari buka"), "lokasi": (LokasiForm, "Lokasi")}


def sasaran_kini(user: User, unit: Posyandu) -> dict[str, SasaranUnit]:
    """{group: its newest figure}; a group without one is not there. One query."""
    rows = SasaranUnit.objects.for_user(user, Cap.LIHAT).filter(posyandu=unit).terakhir(hari_ini(unit.kode))
    return {s.kelompok: s for s in rows}


@access(Cap.LIHAT)
@require_safe
def profil(request: Permintaan, kode: str) -> HttpResponse:
    """Everything the unit says of itself, with what is not known said as such."""
    unit = ambil(request.user, kode)
    lihat = (request.user, Cap.LIHAT)
    hari = hari_ini(kode)
    alat = {a.barang: a for a in Perlengkapan.objects.for_user(*lihat).filter(posyandu=unit)}
    sasaran = sasaran_kini(request.user, unit)
    pembina = PembinaKesehatan.objects.for_user(*lihat).filter(posyandu=unit).select_related("faskes")
    konteks = {
        "unit": unit,
        "remah": remah_unit(request, unit),
        "boleh_ubah": request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(kode),
        "peringatan": peringatan_titik(unit),
        "sasaran": [(nama, sasaran.get(k)) for k, nama in KelompokSasaran.choices],
        "ada_sasaran": len(sasaran),
        "alat": [(b, a, a is not None and a.lewat_kalibrasi(hari)) for b in DAFTAR for a in [alat.get(b.kode)]],
        "jumlah_alat": len(alat),
        "pembina": list(pembina),
    }
    return render(request, "registry/unit/profil.html", konteks)


def _isian(request: Permintaan, unit: Posyandu, form: Any, judul: str, bagian: str, **lain: Any) -> HttpResponse:
    konteks = {"unit": unit, "remah": remah_unit(request, unit), "form": form, "judul": judul}
    konteks["kembali"] = f"{reverse('registry:profil', args=[unit.kode])}#{bagian}"
    status = 409 if lain.get("beda") else 422 if form.errors else 200
    return render(request, "registry/unit/isian.html", konteks | lain, status=status)


def _tolak(form: Any, galat: Ditolak) -> None:
    form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))


def _selesai(request: Permintaan, unit: Posyandu, bagian: str) -> HttpResponse:
    messages.success(request, "Tersimpan.")
    return redirect(f"{reverse('registry:profil', args=[unit.kode])}#{bagian}")


def _beda(form: Any, sekarang: Any) -> list[tuple[str, Any, Any]]:
    """What differs after a conflict: the stored text beside the typed one; the form goes on from the stored version."""
    form.data = {**form.data.dict(), "versi": str(sekarang.versi)}
    return [
        (form[k].label, getattr(sekarang, k), nilai)
        for k, nilai in form.cleaned_data.items()
        if k != "versi" and getattr(sekarang, k) != nilai
    ]


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def ubah_bagian(request: Permintaan, kode: str, bagian: str) -> HttpResponse:
    """Columns of the unit itself: the sections "profil" and "lokasi"."""
    unit = ambil(request.user, kode, Cap.KELOLA_POSYANDU)
    if bagian not in FORM:
        raise Http404
    kelas, judul = FORM[bagian]
    awal = {k: getattr(unit, k) for k in actions.KOLOM_UBAH} | {"versi": unit.versi}
    form = kelas(kiriman(request), initial=awal)
    beda: list[Any] = []
    if request.method == "POST" and form.is_valid():
        isi = {k: v for k, v in form.cleaned_data.items() if k != "versi"}
        try:
            unit = actions.ubah_posyandu(unit.pk, isi, versi=form.cleaned_data["versi"], actor=request.user)
        except Bentrok as bentrok:
            beda = _beda(form, bentrok.sekarang)
        else:
            if bagian == "lokasi" and (teks := peringatan_titik(unit)):
                messages.warning(request, f"Titik tersimpan. {teks}")
                return redirect(f"{reverse('registry:profil', args=[kode])}#lokasi")
            return _selesai(request, unit, bagian)
    return _isian(request, unit, form, judul, bagian, beda=beda, titik=bagian == "lokasi")


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def ubah_sasaran(request: Permintaan, kode: str) -> HttpResponse:
    """New figures of the life stages; empty ones stay as they were."""
    unit = ambil(request.user, kode, Cap.KELOLA_POSYANDU)
    kini = sasaran_kini(request.user, unit)
    lalu = {k: f"{s.jumlah} ({s.per_tanggal:%d/%m/%Y})" for k, s in kini.items()}
    form = SasaranForm(kiriman(request), lalu=lalu, initial={"per_tanggal": hari_ini(kode), "asal": "riil"})
    if request.method == "POST" and form.is_valid():
        isi = {k: form.cleaned_data[k] for k in ("asal", "sumber", "per_tanggal")}
        try:
            actions.simpan_sasaran(unit.pk, form.jumlah, actor=request.user, **isi)
        except Ditolak as galat:
            _tolak(form, galat)
        else:
            return _selesai(request, unit, "sasaran")
    petunjuk = "Isi yang Anda tahu saja. Yang kosong tetap seperti tercatat sekarang; nol berarti memang tidak ada."
    return _isian(request, unit, form, "Sasaran", "sasaran", petunjuk=petunjuk)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def ubah_alat(request: Permintaan, kode: str, barang: str) -> HttpResponse:
    """One item of the kit."""
    unit = ambil(request.user, kode, Cap.KELOLA_POSYANDU)
    benda: Barang | None = BARANG.get(barang)
    if benda is None:
        raise Http404
    alat = Perlengkapan.objects.for_user(request.user, Cap.LIHAT).filter(posyandu=unit, barang=barang).first()
    kolom = ("baik", "rusak_ringan", "rusak_berat", "kalibrasi", "kalibrasi_berikut", "terlatih", "versi")
    awal = {k: getattr(alat, k) for k in kolom} if alat else {"versi": 0, "rusak_ringan": 0, "rusak_berat": 0}
    form = AlatForm(kiriman(request), initial=awal, ukur=benda.ukur)
    beda: list[Any] = []
    if request.method == "POST" and form.is_valid():
        isi = dict(form.cleaned_data)
        try:
            actions.simpan_perlengkapan(unit.pk, barang, isi, versi=isi.pop("versi"), actor=request.user)
        except Bentrok as bentrok:
            beda = _beda(form, bentrok.sekarang)
        except Ditolak as galat:
            _tolak(form, galat)
        else:
            return _selesai(request, unit, "perlengkapan")
    return _isian(request, unit, form, benda.nama, "perlengkapan", beda=beda)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def ubah_pembina(request: Permintaan, kode: str) -> HttpResponse:
    """The Puskesmas or Pustu and the bidan who look after the unit from a day on."""
    unit = ambil(request.user, kode, Cap.KELOLA_POSYANDU)
    pilihan = Faskes.objects.untuk_bawahan(request.user, Cap.LIHAT).filter(wilayah__in=leluhur(unit.wilayah_id))
    form = PembinaForm(kiriman(request), pilihan=pilihan, initial={"mulai": hari_ini(kode)})
    if request.method == "POST" and form.is_valid():
        isi = dict(form.cleaned_data)
        try:
            actions.tetapkan_pembina(unit.pk, isi, mulai=isi.pop("mulai"), actor=request.user)
        except Ditolak as galat:
            _tolak(form, galat)
        else:
            return _selesai(request, unit, "pembina")
    petunjuk = "Yang sekarang membina berakhir pada tanggal ini; riwayatnya tetap ada."
    return _isian(request, unit, form, "Puskesmas dan bidan yang membina", "pembina", petunjuk=petunjuk)
