"""People who may be one: the list of an area, two side by side with what a merge would move, the decision, its undo."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.periode import kata_tanggal
from posyandu_app.lib.waktu import hari_ini
from spm_services import actions
from spm_services.actions.warga_ganda import pratinjau
from spm_services.forms.warga_lain import AlasanVersiForm
from spm_services.ganda_warga import Pasangan, cari, dua
from spm_services.kelompok_umur import kata_umur
from spm_services.models import Keanggotaan, Warga
from spm_services.views.warga_dasar import ambil_anggota, formulir, nama_area, nik_samar

BANYAK = 100
TERLALU_LUAS = 8  # a kecamatan at most


@access(Cap.CATAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Pairs of an area that wait, the likeliest first, and those already decided."""
    scope = request.user.scope_for(Cap.CATAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    luas = len(area.kode) < TERLALU_LUAS
    semua = [] if luas else cari(request.user, area.kode)
    menunggu = [p for p in semua if not p.diputus]
    konteks = {
        "area": nama_area(request, area)[0],
        "kode": area.kode,
        "remah": remah(scope, area.atas, "spm_services:warga-ganda", tanya="wilayah"),
        "terlalu_luas": luas,
        "menunggu": menunggu[:BANYAK],
        "jumlah": len(menunggu),
        "diputus": [p for p in semua if p.diputus][:BANYAK],
    }
    return render(request, "spm_services/warga/ganda.html", konteks)


def _dua(request: Permintaan, a: UUID, b: UUID) -> tuple[Keanggotaan, Keanggotaan]:
    """Both people as the actor reaches them. 404 for one and the same."""
    if a == b:
        raise Http404
    return ambil_anggota(request, a), ambil_anggota(request, b)


@access(Cap.CATAT)
@require_http_methods(["GET", "HEAD", "POST"])
def banding(request: Permintaan, a: UUID, b: UUID) -> HttpResponse:
    """Two people side by side; POST leaves them as two, with a reason."""
    satu, lain = _dua(request, a, b)
    pasangan = dua(satu, lain)
    galat, alasan = "", request.POST.get("alasan", "")
    if request.method == "POST":
        try:
            actions.biarkan_ganda_warga(satu.warga_id, lain.warga_id, pasangan.sidik, alasan, actor=request.user)
        except Bentrok as bentrok:
            messages.warning(
                request, f"{bentrok.sekarang.oleh.nama} sudah memutus pasangan ini: {bentrok.sekarang.alasan}"
            )
            return redirect("spm_services:warga-ganda")
        except Ditolak as penolakan:
            galat = str(penolakan)
        else:
            messages.success(request, "Dicatat sebagai dua orang. Muncul lagi kalau datanya berubah.")
            return redirect("spm_services:warga-ganda")
    return _tampil(request, satu, lain, pasangan, {"galat": galat, "alasan": alasan})


def _tampil(
    request: Permintaan, satu: Keanggotaan, lain: Keanggotaan, pasangan: Pasangan, isi: dict[str, Any]
) -> HttpResponse:
    # The one with a NIK goes on; of two alike the one entered first.
    utama, kedua = sorted((satu, lain), key=lambda m: (m.warga.nik_sidik is None, m.warga_id))
    rencana = pratinjau(utama.warga, kedua.warga)
    beda = [(label, x, y, x != y) for label, x, y in _sejajar(utama, kedua)]
    konteks = {"p": pasangan, "utama": utama, "kedua": kedua, "rencana": rencana, "beda": beda, **isi}
    status = 422 if isi.get("galat") or isi.get("galat_gabung") else 200
    return render(request, "spm_services/warga/banding.html", konteks, status=status)


def _sejajar(a: Keanggotaan, b: Keanggotaan) -> list[tuple[str, str, str]]:
    """[(label, of the first, of the second)]"""
    return [(label, x, y) for (label, x), (_, y) in zip(_butir(a), _butir(b), strict=True)]


def _butir(m: Keanggotaan) -> list[tuple[str, str]]:
    w, k = m.warga, m.keluarga
    return [
        ("Nama", w.nama),
        ("Jenis kelamin", w.get_jenis_kelamin_display()),
        ("Tanggal lahir", kata_tanggal(w.tanggal_lahir) + (" (perkiraan)" if w.lahir_perkiraan else "")),
        ("Umur", kata_umur(w.tanggal_lahir, hari_ini(m.posyandu.kode))),
        ("NIK", nik_samar(w) or "belum ada"),
        ("Nomor sementara", w.nomor_sementara or "tidak ada"),
        ("Ibu", w.ibu.nama if w.ibu else w.nama_ibu or "belum diisi"),
        ("Kembar", "ya" if w.kembar else "tidak"),
        ("Keluarga", f"{k.nama}, {k.rt_rw}" if k else "tanpa keluarga"),
        ("Posyandu", f"{m.posyandu.sebutan} ({m.get_jenis_display().lower()})"),
        ("Sejak", kata_tanggal(m.mulai)),
        ("Telepon", w.telepon or "belum diisi"),
    ]


@access(Cap.CATAT)
@require_POST
def gabung(request: Permintaan, a: UUID, b: UUID) -> HttpResponse:
    """Make the second one person with the first."""
    satu, lain = _dua(request, a, b)
    try:
        actions.gabung_warga(satu.warga_id, lain.warga_id, alasan=request.POST.get("alasan", ""), actor=request.user)
    except Ditolak as penolakan:
        return _tampil(request, satu, lain, dua(satu, lain), {"galat_gabung": str(penolakan)})
    messages.success(request, f"Menjadi satu: {satu.warga.nama}. Bisa dipisahkan lagi dari kartunya.")
    return redirect("spm_services:warga-kartu", a)


@access(Cap.CATAT)
@require_POST
def tinjau(request: Permintaan, a: UUID, b: UUID) -> HttpResponse:
    satu, lain = _dua(request, a, b)
    actions.tinjau_ganda_warga(satu.warga_id, lain.warga_id, actor=request.user)
    messages.success(request, "Pasangan ini menunggu keputusan lagi.")
    return redirect("spm_services:warga-ganda")


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def batal(request: Permintaan, pk: int) -> HttpResponse:
    """Take a merge apart."""
    utama = Warga.objects.for_user(request.user, Cap.CATAT).filter(gabungan_list=pk).first()
    if utama is None:
        raise Http404
    gabungan = utama.gabungan_list.select_related("kedua").get(pk=pk)
    kartu = reverse("spm_services:warga-kartu", args=[utama.uuid])

    def aksi(isi: dict[str, Any]) -> Any:
        return actions.batal_gabung_warga(pk, isi["alasan"], actor=request.user)

    isi: dict[str, Any] = {"judul": "Pisahkan lagi", "sub": f"{utama.nama} dan {gabungan.kedua.nama}", "kembali": kartu}
    isi |= {"pesan": "Dipisahkan menjadi dua orang lagi.", "tombol": "Pisahkan"}
    isi["petunjuk"] = "Yang ikut pindah waktu digabung kembali ke asalnya. Yang dicatat sesudahnya tetap di sini."
    return formulir(request, AlasanVersiForm(request.POST or None), aksi, sesudah=kartu, **isi)
