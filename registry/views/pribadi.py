"""One person: particulars, terms over time; conflicts of an area; terms that end soon."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from posyandu_app.lib import sandi
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.forms.orang import JabatanLKDForm, OrangForm
from registry.konflik import JENIS, PERINGATAN, cari
from registry.masa import akan_berakhir
from registry.models import GabunganOrang, JabatanLKD, Kader, Orang, Pengurus
from registry.nik import TEMPAT_REKENING, buka_nik, samarkan

BANYAK = 200  # conflicts shown at once


def _ambil(request: Permintaan, uuid: UUID, duty: str = Cap.LIHAT) -> Orang:
    orang: Orang = Orang.objects.ambil(request.user, duty, seen_with=Cap.LIHAT, uuid=uuid)
    return orang


def _masa(request: Permintaan, orang: Orang) -> list[Any]:
    """Terms of the person in the viewer's area, the newest first. Two queries."""
    rows: list[Any] = []
    for model in (Kader, Pengurus):
        milik = model.objects.for_user(request.user, Cap.LIHAT).filter(orang=orang)
        rows += milik.select_related("posyandu__wilayah", "sk")
    return sorted(rows, key=lambda m: (m.sampai is None, m.mulai), reverse=True)


@access(Cap.LIHAT)
@require_safe
def rinci(request: Permintaan, uuid: UUID) -> HttpResponse:
    """The person's page; particulars only for those whose duty they are."""
    return render(request, "registry/orang/rinci.html", _isi(request, _ambil(request, uuid)))


def _isi(request: Permintaan, orang: Orang, nik: str = "") -> dict[str, Any]:
    lihat = Orang.objects.for_user(request.user, Cap.LIHAT_ORANG).filter(pk=orang.pk).exists()
    gabungan = GabunganOrang.objects.filter(utama=orang, dibatalkan=None).select_related("kedua") if lihat else []
    return {
        "orang": orang,
        "masa": _masa(request, orang),
        "pribadi": lihat,
        "nik": nik or (samarkan(buka_nik(orang.nik_sandi)) if lihat else ""),
        "nik_utuh": bool(nik),
        "lkd": JabatanLKD.objects.filter(orang=orang) if lihat else [],
        "gabungan": gabungan,
        "riwayat": Catatan.objects.untuk(orang)[:12] if lihat else [],
        "boleh_ubah": Orang.objects.for_user(request.user, Cap.KELOLA_POSYANDU).filter(pk=orang.pk).exists(),
    }


@access(Cap.KELOLA_POSYANDU)
@require_POST
def nik(request: Permintaan, uuid: UUID) -> HttpResponse:
    """The NIK in clear, on this answer only; the look is logged."""
    orang = _ambil(request, uuid, Cap.KELOLA_POSYANDU)
    utuh = actions.lihat_nik(orang.pk, actor=request.user)
    jawaban = render(request, "registry/orang/rinci.html", _isi(request, orang, utuh))
    jawaban["Cache-Control"] = "no-store"
    return jawaban


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def ubah(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Correct the particulars; a stale page answers 409 and keeps what was typed."""
    orang = _ambil(request, uuid, Cap.KELOLA_POSYANDU)
    rekening = sandi.buka(orang.rekening_sandi, tempat=TEMPAT_REKENING)
    awal = OrangForm.awal(orang, samarkan(buka_nik(orang.nik_sandi)), rekening)
    form = OrangForm(_tanpa_samaran(request, awal["nik"]), initial=awal)
    status = 200
    if request.method == "POST" and form.is_valid():
        isi = {k: v for k, v in form.cleaned_data.items() if k != "versi"}
        if request.POST.get("nik", "").strip() == awal["nik"]:
            isi.pop("nik")  # shown masked and left as it was
        try:
            actions.ubah_orang(orang.pk, isi, versi=form.cleaned_data["versi"], actor=request.user)
        except Bentrok as bentrok:
            form.add_error(None, "Data orang ini diubah orang lain sesudah halaman dibuka. Periksa, lalu simpan lagi.")
            form.data = {**form.data.dict(), "versi": str(bentrok.sekarang.versi)}  # type: ignore[attr-defined]
            status = 409
        except Ditolak as galat:
            form.add_error(galat.kolom or None, str(galat))
        else:
            messages.success(request, "Data orang tersimpan.")
            for kata in form.peringatan:
                messages.warning(request, f"Perhatikan: {kata}")
            return redirect("registry:orang", uuid)
    konteks = {"form": form, "orang": orang, "judul": f"Data {orang.nama}"}
    status = 422 if form.errors and status == 200 else status
    return render(request, "registry/orang/formulir.html", konteks, status=status)


def _tanpa_samaran(request: Permintaan, samaran: str) -> Any:
    """The posted form; a NIK still masked counts as not touched."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    if samaran and data.get("nik", "").strip() == samaran:
        data["nik"] = ""
    return data


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def jabatan_lkd(request: Permintaan, uuid: UUID) -> HttpResponse:
    orang = _ambil(request, uuid, Cap.KELOLA_POSYANDU)
    form = JabatanLKDForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.catat_jabatan_lkd(orang, form.cleaned_data, actor=request.user)
        messages.success(request, "Jabatan di LKD lain tersimpan.")
        return redirect("registry:orang", uuid)
    konteks = {"form": form, "orang": orang, "judul": f"Jabatan {orang.nama} di LKD lain"}
    return render(request, "registry/orang/formulir.html", konteks, status=422 if form.errors else 200)


@access(Cap.LIHAT)
@require_safe
def konflik(request: Permintaan) -> HttpResponse:
    """People who hold more than one place, in an area."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    semua = cari(scope, area.kode) if len(area.kode) >= 5 else []
    konteks = {
        "area": area.jalur[-1] if area.jalur else None,
        "kode": area.kode,
        "remah": remah(scope, area.atas, "registry:konflik", tanya="wilayah"),
        "semua": semua[:BANYAK],
        "jumlah": len(semua),
        "peringatan": PERINGATAN,
        "jenis": JENIS,
        "terlalu_luas": len(area.kode) < 5,
        "boleh_ubah": request.user.boleh(Cap.KELOLA_POSYANDU),
    }
    return render(request, "registry/orang/konflik.html", konteks)


@access(Cap.KELOLA_POSYANDU)
@require_POST
def putuskan_konflik(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Leave a conflict with its reason, or make two rows one person."""
    orang = _ambil(request, uuid, Cap.KELOLA_POSYANDU)
    kunci, sidik = request.POST.get("kunci", "")[:80], request.POST.get("sidik", "")[:16]
    alasan = request.POST.get("alasan", "")
    try:
        if request.POST.get("langkah") == "gabung":
            actions.gabung_orang(orang.pk, int(kunci.rpartition(":")[2]), alasan=alasan, actor=request.user)
            messages.success(request, f"Digabung menjadi {orang.nama}. Bisa dibatalkan di halaman orangnya.")
        else:
            actions.putuskan_konflik(kunci, sidik, alasan, orang=orang.pk, actor=request.user)
            messages.success(request, "Dibiarkan, dengan alasannya. Muncul lagi kalau keadaannya berubah.")
    except (Ditolak, ValueError) as galat:
        messages.error(request, str(galat) if isinstance(galat, Ditolak) else "Pasangannya tidak dikenal.")
    return redirect("registry:konflik")


@access(Cap.KELOLA_POSYANDU)
@require_POST
def batal_gabung(request: Permintaan, pk: int) -> HttpResponse:
    gabungan = actions.batal_gabung(pk, actor=request.user)
    messages.success(request, "Penggabungan dibatalkan.")
    return redirect("registry:orang", gabungan.utama.uuid)


@access(Cap.LIHAT)
@require_safe
def masa(request: Permintaan) -> HttpResponse:
    """Terms of an area that have ended on paper or end within 90 days."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    terlalu_luas = len(area.kode) < 5
    konteks = {
        "area": area.jalur[-1] if area.jalur else None,
        "kode": area.kode,
        "remah": remah(scope, area.atas, "registry:masa", tanya="wilayah"),
        "kelompok": [] if terlalu_luas else akan_berakhir(scope, area.kode, hari_ini(area.kode)),
        "terlalu_luas": terlalu_luas,
    }
    return render(request, "registry/orang/masa.html", konteks)
