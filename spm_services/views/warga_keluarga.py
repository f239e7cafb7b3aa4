"""Households: the list by RT, one of them with its members, made, corrected, split, the KK number in clear."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman, jumlah_terbatas
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services import actions
from spm_services.forms.warga import KeluargaForm
from spm_services.forms.warga_lain import PecahForm
from spm_services.kelompok_umur import kata_umur
from spm_services.models import Keanggotaan, Keluarga, Rekaman
from spm_services.nama import kata_cari
from spm_services.views.lapangan import pilih_unit, unit_dipilih
from spm_services.views.warga_dasar import ambil_keluarga, formulir, nama_area, tampil

URUTAN = {"rt": ("rw", "rt", "nama_cari", "id"), "nama": ("nama_cari", "id")}
CATATAN = 20


def alamat(keluarga: Any) -> str:
    return reverse("spm_services:keluarga-rinci", args=[keluarga.uuid])


class SaringKeluarga(forms.Form):
    q = forms.CharField(label="Nama kepala keluarga", max_length=80, required=False)
    rt = forms.CharField(label="RT", max_length=3, required=False)
    rw = forms.CharField(label="RW", max_length=3, required=False)

    def isi(self) -> dict[str, str]:
        self.is_valid()
        return {k: v for k, v in self.cleaned_data.items() if v}

    def saring(self, rows: Any) -> Any:
        isi = self.isi()
        for mentah, lipat in kata_cari(isi.get("q", "")):
            rows = rows.filter(Q(nama_cari__contains=lipat) | Q(nama_cari__contains=mentah))
        return rows.filter(**{n: isi[n].zfill(3) for n in ("rt", "rw") if n in isi})


@access(Cap.LIHAT_WARGA)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Households of a unit or an area that run, by RT."""
    scope = request.user.scope_for(Cap.LIHAT_WARGA)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    rows = Keluarga.objects.for_user(request.user, Cap.LIHAT_WARGA).di_wilayah(area.kode).filter(sampai=None)
    saring = SaringKeluarga(request.GET)
    rows = saring.saring(rows)
    jiwa = Count("keanggotaan_list", filter=Q(keanggotaan_list__sampai=None))
    konteks = {
        "hal": halaman(rows.select_related("posyandu").annotate(jiwa=jiwa), request.GET, URUTAN),
        "jumlah": jumlah_terbatas(rows),
        "saring": saring,
        "disaring": bool(saring.isi()),
        "kode": area.kode,
        "satu_unit": area.satu_unit,
        "area": nama_area(request, area)[0],
        "remah": remah(scope, area.atas, "spm_services:keluarga", tanya="wilayah"),
        "boleh_catat": request.user.boleh(Cap.CATAT),
    }
    return render(request, "spm_services/warga/keluarga_daftar.html", konteks)


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def baru(request: Permintaan) -> HttpResponse:
    """A household without members yet; the page after it adds them."""
    unit = unit_dipilih(request)
    if unit is None:
        return pilih_unit(request)
    form = KeluargaForm(request.POST or None)

    def aksi(_: dict[str, Any]) -> Keluarga:
        return actions.buat_keluarga(unit, form.isian(), actor=request.user)[0]

    kembali = f"{reverse('spm_services:keluarga')}?wilayah={unit.kode}"
    isi: dict[str, Any] = {"judul": "Keluarga baru", "sub": unit.sebutan, "kembali": kembali}
    return formulir(request, form, aksi, sesudah=alamat, pesan="Keluarga tersimpan. Catat anggotanya.", **isi)


@access(Cap.LIHAT_WARGA)
@require_safe
def rinci(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Who lives in it, what was recorded of it, its history."""
    return render(request, "spm_services/warga/keluarga.html", _isi(request, ambil_keluarga(request, uuid)))


def _isi(request: Permintaan, keluarga: Keluarga, kk: str = "") -> dict[str, Any]:
    user, unit = request.user, keluarga.posyandu
    hari = hari_ini(unit.kode)
    rows = Keanggotaan.objects.for_user(user, Cap.LIHAT_WARGA).filter(keluarga=keluarga).select_related("warga")
    semua = list(rows.order_by("warga__tanggal_lahir", "pk"))
    for m in semua:
        m.umur = kata_umur(m.warga.tanggal_lahir, hari)  # type: ignore[attr-defined]
    anggota = sorted((m for m in semua if m.sampai is None), key=lambda m: m.hubungan != Keanggotaan.Hubungan.KEPALA)
    rekaman = Rekaman.objects.for_user(user, Cap.LIHAT_CATATAN).filter(keluarga=keluarga).berlaku()
    return {
        "keluarga": keluarga,
        "unit": unit,
        "anggota": anggota,
        "tanpa_kepala": bool(anggota) and anggota[0].hubungan != Keanggotaan.Hubungan.KEPALA,
        "pernah": [m for m in semua if m.sampai is not None and m.sebab_akhir not in ("keliru", "gabung")],
        "rekaman": rekaman.select_related("posyandu").order_by("-tanggal", "-pk")[:CATATAN],
        "riwayat": Catatan.objects.untuk(keluarga)[:12],
        "kk": kk,
        "boleh_catat": user.scope_for(Cap.CATAT).mencapai(unit.kode),
        "boleh_nik": user.scope_for(Cap.BUKA_NIK).mencapai(unit.kode),
    }


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def ubah(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Correct it, also the RT it lives in now."""
    keluarga = ambil_keluarga(request, uuid, Cap.CATAT)
    polos = ("nama", "rt", "rw", "alamat", "telepon")

    def awal(k: Keluarga) -> dict[str, Any]:
        return {n: getattr(k, n) for n in polos}

    form = KeluargaForm(request.POST or None, initial={**awal(keluarga), "versi": keluarga.versi})
    form.fields["kk"].help_text = "Kosong berarti tidak diubah." if keluarga.kk_sandi else "Disimpan terkunci."

    def aksi(isi: dict[str, Any]) -> Keluarga:
        kolom = {n: isi[n] for n in (*polos, "kk")}
        return actions.ubah_keluarga(keluarga.pk, kolom, versi=isi["versi"] or 0, actor=request.user)

    isi: dict[str, Any] = {
        "judul": "Perbaiki keluarga",
        "sub": keluarga.nama,
        "kembali": alamat(keluarga),
        "kini": awal,
    }
    return formulir(request, form, aksi, sesudah=alamat(keluarga), **isi)


@access(Cap.CATAT)
@require_POST
def kepala(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Who heads it."""
    keluarga = ambil_keluarga(request, uuid, Cap.CATAT)
    dipilih = request.POST.get("warga", "")
    rows = Keanggotaan.objects.for_user(request.user, Cap.CATAT).filter(keluarga=keluarga).berjalan()
    orang = {str(u): pk for pk, u in rows.values_list("warga", "warga__uuid")}
    if dipilih not in orang:
        messages.error(request, "Pilih salah satu anggota.")
        return redirect(alamat(keluarga))
    try:
        actions.tetapkan_kepala(keluarga.pk, orang[dipilih], actor=request.user)
        messages.success(request, "Kepala keluarga ditetapkan.")
    except Ditolak as galat:
        messages.error(request, str(galat))
    return redirect(alamat(keluarga))


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def pecah(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Some members make a household of their own."""
    keluarga = ambil_keluarga(request, uuid, Cap.CATAT)
    rows = Keanggotaan.objects.for_user(request.user, Cap.CATAT).filter(keluarga=keluarga).berjalan()
    anggota = list(rows.select_related("warga").order_by("warga__tanggal_lahir", "pk"))
    form = PecahForm(request.POST or None, unit=keluarga.posyandu, anggota=anggota)
    rumah = KeluargaForm(
        request.POST or None, initial={"rt": keluarga.rt, "rw": keluarga.rw, "alamat": keluarga.alamat}, prefix="k"
    )
    del rumah.fields["nama"]
    konteks = {"form": form, "rumah": rumah, "keluarga": keluarga, "anggota": anggota}
    sah = [f.is_valid() for f in (form, rumah)]
    if request.method != "POST" or not all(sah):
        return tampil(request, "pecah", konteks | ({"status": 422} if request.method == "POST" else {}), form)
    isi = form.cleaned_data
    calon = form.orang[isi["kepala"]]
    rumah.cleaned_data["nama"] = calon.nama
    pindah = [form.orang[u].pk for u in isi["anggota"]]
    try:
        hasil = actions.pecah_keluarga(
            keluarga.pk, pindah, rumah.isian(), kepala=calon.pk, hari=isi["tanggal"], actor=request.user
        )
    except Ditolak as galat:
        form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        return tampil(request, "pecah", konteks | {"status": 422}, form)
    messages.success(request, f"Keluarga {hasil.nama} berdiri sendiri.")
    return redirect(alamat(hasil))


@access(Cap.BUKA_NIK)
@require_POST
def kk(request: Permintaan, uuid: UUID) -> HttpResponse:
    """The KK number in clear, on this answer only; logged with the reason typed."""
    keluarga = ambil_keluarga(request, uuid, Cap.BUKA_NIK)
    galat, utuh = "", ""
    try:
        utuh = actions.lihat_kk(keluarga.pk, request.POST.get("alasan", ""), actor=request.user)
    except Ditolak as penolakan:
        galat = str(penolakan)
    konteks = _isi(request, keluarga, utuh) | {"galat_kk": galat}
    jawaban = render(request, "spm_services/warga/keluarga.html", konteks, status=422 if galat else 200)
    jawaban["Cache-Control"] = "no-store"
    return jawaban
