"""One person: the card, the NIK in clear, a correction, a NIK given later."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.nik import periksa_nik
from spm_services import actions
from spm_services.actions import SudahAda
from spm_services.forms.warga import DISABILITAS, PasangNikForm, WargaForm
from spm_services.hitung_pertumbuhan import UMUR_AKHIR
from spm_services.kelompok_umur import kata_umur
from spm_services.models import (
    KeadaanWarga,
    Keanggotaan,
    KunjunganWarga,
    PersetujuanData,
    Rekaman,
    Warga,
)
from spm_services.views.warga_dasar import ambil_anggota, ambil_warga, data_versi, kirim, nik_samar, tampil

RIWAYAT, CATATAN, KUNJUNGAN = 60, 60, 12


@access(Cap.LIHAT_WARGA)
@require_safe
def kartu(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Everything the unit knows of one person. Of somebody who left, or was merged, the way on."""
    rows = Warga.objects.for_user(request.user, Cap.LIHAT_WARGA)
    warga = rows.filter(uuid=uuid).select_related("ibu").first()
    if warga is None:
        return _bekas(request, uuid)
    return render(request, "spm_services/warga/kartu.html", isi_kartu(request, warga))


def _bekas(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Somebody who left or died: what the unit itself holds. Merged into another row: that row."""
    rows = Warga.objects.for_user(request.user, Cap.LIHAT_WARGA)
    utama = rows.filter(gabungan_list__kedua__uuid=uuid, gabungan_list__dibatalkan=None).first()
    if utama is not None:
        return redirect("spm_services:warga-kartu", utama.uuid)
    milik = Keanggotaan.objects.for_user(request.user, Cap.LIHAT_WARGA).filter(warga__uuid=uuid).bekas()
    bekas = milik.select_related("warga", "posyandu__wilayah").order_by("-sampai", "-pk").first()
    if bekas is None or bekas.sampai is None:
        raise Http404
    konteks = {
        "bekas": bekas,
        "warga": bekas.warga,
        "umur": kata_umur(bekas.warga.tanggal_lahir, bekas.sampai),
        "bidang": _per_bidang(request, bekas.warga),
        "riwayat": Catatan.objects.untuk(bekas)[:12],
        "boleh_catat": request.user.scope_for(Cap.CATAT).mencapai(bekas.posyandu.kode),
    }
    return render(request, "spm_services/warga/bekas.html", konteks)


def _per_bidang(request: Permintaan, warga: Warga) -> list[tuple[str, str, list[Rekaman]]]:
    """[(code, name, records)] of the fields the reader sees, newest first; closed ones only to those they are for."""
    rows = Rekaman.objects.for_user(request.user, Cap.LIHAT_CATATAN).filter(warga=warga).berlaku()
    tertutup = request.user.scope_for(Cap.LIHAT_TERTUTUP)
    isi: dict[str, list[Rekaman]] = {b: [] for b in SEMUA}
    for r in rows.select_related("posyandu").order_by("-tanggal", "-pk")[:CATATAN]:
        if not r.entri.tertutup or r.pencatat_id == request.user.pk or tertutup.mencapai(r.posyandu.kode):
            isi[r.bidang].append(r)
    return [(b, NAMA[b], isi[b]) for b in SEMUA if isi[b]]


def _dekat(request: Permintaan, warga: Warga, kini: Keanggotaan | None) -> list[Keanggotaan]:
    """Who lives with the person, and their children and mother wherever in the area. One query."""
    dekat = Q(warga__ibu=warga)
    if warga.ibu_id:
        dekat |= Q(warga=warga.ibu_id)
    if kini is not None and kini.keluarga_id:
        dekat |= Q(keluarga=kini.keluarga_id)
    rows = Keanggotaan.objects.for_user(request.user, Cap.LIHAT_WARGA).berjalan().filter(dekat)
    return list(rows.exclude(warga=warga).select_related("warga").order_by("warga__tanggal_lahir", "pk"))


def isi_kartu(request: Permintaan, warga: Warga, nik: str = "") -> dict[str, Any]:
    user = request.user
    milik = Keanggotaan.objects.for_user(user, Cap.LIHAT_WARGA).filter(warga=warga)
    masa = list(milik.select_related("posyandu__wilayah", "keluarga").order_by("sampai", "-jenis", "-mulai"))
    kini = next((m for m in masa if m.sampai is None), None)
    unit = kini.posyandu if kini else masa[0].posyandu
    hari = hari_ini(unit.kode)
    dekat = _dekat(request, warga, kini)
    for m in dekat:
        m.umur = kata_umur(m.warga.tanggal_lahir, hari)  # type: ignore[attr-defined]
    riwayat = list(Catatan.objects.untuk(warga)[:RIWAYAT])
    keadaan = KeadaanWarga.objects.for_user(user, Cap.LIHAT_WARGA).terlihat(user).filter(warga=warga)
    semua_keadaan = keadaan_kartu(keadaan.order_by("-mulai", "-pk"), hari)
    kunjungan = KunjunganWarga.objects.for_user(user, Cap.LIHAT_WARGA).filter(warga=warga, batal=False)
    return {
        "warga": warga,
        "umur": kata_umur(warga.tanggal_lahir, hari),
        "balita": warga.umur_bulan(max(hari, warga.tanggal_lahir)) < UMUR_AKHIR,
        "disabilitas": dict(DISABILITAS).get(warga.disabilitas, ""),
        "kini": kini,
        "unit": unit,
        "masa": [m for m in masa if m.sebab_akhir not in ("keliru", "gabung")],
        "lahir_di_sini": any(m.sebab_mulai == Keanggotaan.Sebab.LAHIR for m in masa),
        "serumah": [m for m in dekat if kini and kini.keluarga_id and m.keluarga_id == kini.keluarga_id],
        "anak": [m for m in dekat if m.warga.ibu_id == warga.pk],
        "keadaan": semua_keadaan,
        "hamil_kini": any(k.jenis == KeadaanWarga.Jenis.HAMIL and k.sampai is None for k in semua_keadaan),
        "persetujuan": PersetujuanData.objects.for_user(user, Cap.LIHAT_WARGA).filter(warga=warga).order_by("-pk"),
        "kunjungan": kunjungan.order_by("-tanggal", "-pk")[:KUNJUNGAN],
        "bidang": _per_bidang(request, warga),
        "nik": nik or nik_samar(warga),
        "nik_utuh": bool(nik),
        "pelihat": [c for c in riwayat if c.aksi == "lihat_nik"],
        "riwayat": riwayat[:15],
        "gabungan": warga.gabungan_list.filter(dibatalkan=None).select_related("kedua"),
        "boleh_catat": user.scope_for(Cap.CATAT).mencapai(unit.kode),
        "boleh_keadaan": user.boleh(Cap.CATAT) or user.boleh(Cap.TENAGA_KESEHATAN),
        "boleh_nik": user.scope_for(Cap.BUKA_NIK).mencapai(unit.kode),
    }


def keadaan_kartu(rows: Any, hari: Any) -> list[KeadaanWarga]:
    """States, those that hold first; `berlaku` says whether one does, `hpl` the expected day of birth."""
    semua = list(rows)
    for k in semua:
        k.berlaku = k.mulai <= hari and (k.sampai is None or k.sampai > hari)
    return sorted((k for k in semua if not k.isi.get("batal")), key=lambda k: not k.berlaku)


@access(Cap.BUKA_NIK)
@require_POST
def nik(request: Permintaan, uuid: UUID) -> HttpResponse:
    """The NIK in clear, on this answer only; the look is logged with the reason typed."""
    warga = ambil_warga(request, uuid, Cap.BUKA_NIK)
    galat, utuh = "", ""
    try:
        utuh = actions.lihat_nik_warga(warga.pk, request.POST.get("alasan", ""), actor=request.user)
    except Ditolak as penolakan:
        galat = str(penolakan)
    konteks = isi_kartu(request, warga, utuh) | {"galat_nik": galat}
    jawaban = render(request, "spm_services/warga/kartu.html", konteks, status=422 if galat else 200)
    jawaban["Cache-Control"] = "no-store"
    return jawaban


def calon_ibu(request: Permintaan, keluarga_id: int | None, hari: Any) -> list[Warga]:
    """Women of the household who could be a mother."""
    if keluarga_id is None:
        return []
    rows = Keanggotaan.objects.for_user(request.user, Cap.LIHAT_WARGA).berjalan().filter(keluarga=keluarga_id)
    dewasa = hari - timedelta(days=10 * 365)
    rows = rows.filter(warga__jenis_kelamin="P", warga__tanggal_lahir__lte=dewasa).select_related("warga__ibu")
    return [m.warga for m in rows.order_by("warga__tanggal_lahir", "pk")]


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def ubah(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Correct the particulars; a stale page answers 409 with both texts and keeps what was typed."""
    kini = ambil_anggota(request, uuid)
    warga = kini.warga
    ibu = calon_ibu(request, kini.keluarga_id, hari_ini(kini.posyandu.kode))
    form = WargaForm(request.POST or None, unit=kini.posyandu, warga=warga, ibu=ibu)
    konteks: dict[str, Any] = {"form": form, "judul": f"Perbaiki data {warga.nama}", "warga": warga}
    if request.method == "POST" and form.is_valid():

        def jalan() -> HttpResponse:
            actions.ubah_warga(warga.pk, form.isian(), versi=form.cleaned_data["versi"], actor=request.user)
            messages.success(request, "Data tersimpan.")
            return redirect("spm_services:warga-kartu", uuid)

        hasil = kirim(form, jalan, WargaForm.awal)
        if isinstance(hasil, HttpResponse):
            return hasil
        konteks |= hasil
        data_versi(request, konteks)
    return tampil(request, "formulir", konteks, form)


def _milik_lain(request: Permintaan, warga: Warga, lain: Warga) -> dict[str, Any]:
    """The NIK is another row's: to be compared with it where the reader may see it, else nothing but that."""
    if not Warga.objects.for_user(request.user, Cap.CATAT).filter(pk=lain.pk).exists():
        return {
            "ada": "NIK ini sudah tercatat di posyandu lain. Periksa NIK-nya, atau terima pindahnya.",
            "status": 409,
        }
    alamat = reverse("spm_services:warga-banding", args=[warga.uuid, lain.uuid])
    kata = {"ada": f"NIK ini sudah tercatat atas nama {lain.nama}.", "ada_kata": "Bandingkan, lalu gabungkan"}
    return {**kata, "ada_alamat": alamat, "status": 409}


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def pasang(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Give the NIK; one that is somebody else's leads to comparing the two. A NIK that does not fit is asked about."""
    warga = ambil_warga(request, uuid, Cap.CATAT)
    form = PasangNikForm(request.POST or None, initial={"versi": warga.versi})
    konteks: dict[str, Any] = {"form": form, "judul": f"NIK {warga.nama}", "warga": warga, "tombol": "Pasang NIK"}
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        ragu = periksa_nik(isi["nik"], lahir=warga.tanggal_lahir, jenis_kelamin=warga.jenis_kelamin)[1]
        if ragu and request.POST.get("yakin") != "ya":
            return tampil(request, "formulir", konteks | {"ragu": ragu, "status": 422}, form)

        def jalan() -> HttpResponse:
            actions.pasang_nik(warga.pk, isi["nik"], versi=isi["versi"], actor=request.user)
            messages.success(request, "NIK terpasang.")
            return redirect("spm_services:warga-kartu", uuid)

        try:
            hasil = kirim(form, jalan)
        except SudahAda as ada:
            hasil = _milik_lain(request, warga, ada.warga)
        if isinstance(hasil, HttpResponse):
            return hasil
        konteks |= hasil
        data_versi(request, konteks)
    return tampil(request, "formulir", konteks, form)
