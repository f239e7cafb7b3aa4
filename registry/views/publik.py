"""Pages for anybody, without signing in, and the paper whose QR leads to one of them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.area import area_diminta
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access, publik
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.qr import qr_svg
from posyandu_app.lib.waktu import hari_ini, sekarang
from registry import metrics
from registry import metrics_publik as data
from registry.models.posyandu import kata_hari_buka, sebutan_posyandu
from registry.views.posyandu import ambil, jalur_unit, remah_unit
from wilayah.models import Wilayah

URUTAN = {"kode": ("kode",), "nama": ("nama_cari", "kode")}
# Nothing but these columns leaves the database for a list that anybody may read.
KOLOM = (
    "uuid", "kode", "nama", "nama_cari", "wilayah__nama", "wilayah__induk__nama",
    "buka_hari", "buka_minggu", "nomor_registrasi",
)  # fmt: skip
SEDANG = 300  # seconds that a shared cache may keep a page


def _sajikan(request: HttpRequest, templat: str, konteks: dict[str, object], status: int = 200) -> HttpResponse:
    """The same page for every visitor may be kept for five minutes; one with a person's menu may not."""
    jawaban = render(request, templat, konteks, status=status)
    if not request.user.is_authenticated and status == 200:
        jawaban["Cache-Control"] = f"public, max-age={SEDANG}"
    return jawaban


@publik
@require_safe
def cari(request: HttpRequest) -> HttpResponse:
    """Find a posyandu by its name or its area; how many of an area hold a number."""
    teks = request.GET.get("q", "").strip()[:80]
    area = area_diminta(data.LINGKUP, request.GET.get("wilayah", "")[:13], dengan_anak=True)
    rows = data.cari_unit(teks, area.kode)
    hal = halaman(rows.values(*KOLOM), request.GET, URUTAN, per=25) if rows is not None else None
    for p in hal.rows if hal else []:
        p |= {"sebutan": sebutan_posyandu(p["nama"]), "buka": kata_hari_buka(p["buka_hari"], p["buka_minggu"])}
    konteks: dict[str, object] = {
        "teks": teks,
        "area": area,
        "stok": metrics.stok_wilayah(area.kode),
        "anak": data.angka_anak(area.anak) if not teks else [],
        "cocok": list(Wilayah.objects.cari(teks).berlaku().select_related("induk")[:6]) if teks else [],
        "hal": hal,
    }
    return _sajikan(request, "publik/cari.html", konteks)


@publik
@require_safe
def unit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One posyandu: where, when it opens next, its registration."""
    satu = data.unit_publik(uuid)
    if satu is None:
        return _sajikan(request, "publik/tidak_ada.html", {}, 404)
    hari = hari_ini(satu.kode)
    konteks: dict[str, object] = {
        "unit": satu,
        "jalur": jalur_unit(satu),
        "keadaan": data.keadaan(satu),
        "buka": data.buka_berikut(satu, hari),
        "hari": hari,
        "bidang": data.bidang_terlayani(satu, hari),
    }
    return _sajikan(request, "publik/unit.html", konteks)


@publik
@require_safe
def periksa(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Behind the QR of a printed paper: what holds now, and whether the paper is ours. Not for search engines."""
    satu = data.unit_publik(uuid)
    kode = request.GET.get("k", "")[:40]
    if satu is None:
        jawaban = _sajikan(request, "publik/tidak_ada.html", {}, 404)
    else:
        konteks: dict[str, object] = {
            "unit": satu,
            "jalur": jalur_unit(satu),
            "keadaan": data.keadaan(satu),
            "kode": kode,
            "surat": data.baca_surat(satu, kode) if kode else None,
            "kini": sekarang(satu.kode),
        }
        jawaban = _sajikan(request, "publik/periksa.html", konteks)
    jawaban["X-Robots-Tag"] = "noindex, nofollow"
    return jawaban


@access(Cap.LIHAT)
@require_safe
def keterangan(request: Permintaan, kode: str) -> HttpResponse:
    """The paper of a unit's registration status, to print; it says itself what it is not."""
    satu = ambil(request.user, kode)
    hari = hari_ini(kode)
    cek = data.kode_periksa(satu, hari)
    alamat = request.build_absolute_uri(f"{reverse('registry:publik-periksa', args=[satu.uuid])}?k={cek}")
    konteks = {
        "unit": satu,
        "remah": remah_unit(request, satu),
        "jalur": jalur_unit(satu),
        "keadaan": data.keadaan(satu),
        "hari": hari,
        "cek": cek,
        "alamat": alamat,
        "qr": qr_svg(alamat, 160, judul="Kode QR alamat pemeriksaan"),
    }
    return render(request, "registry/keterangan.html", konteks)
