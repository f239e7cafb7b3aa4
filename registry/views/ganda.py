"""Units that may be one: the list of an area, two side by side, the decision and its undo."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.record import record
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.tabel import BENTUK, Kolom, jawab
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.actions.keadaan import HARI_TERAKHIR
from registry.bagian_data import NAMA_BAGIAN
from registry.ganda import Pasangan, cari
from registry.isi_bagian import baca_bagian
from registry.models import Posyandu
from registry.views.posyandu import ambil

BANYAK = 200
TERLALU_LUAS = 5
KOLOM = (
    Kolom("Nilai", "skor", 8),
    Kolom("Alasan", lambda p: "; ".join(p.alasan), 50),
    *(
        Kolom(f"{kepala} {nama}", f"{sisi}.{kolom}", 24)
        for sisi, kepala in (("a", "Posyandu pertama:"), ("b", "Posyandu kedua:"))
        for nama, kolom in (("kode", "kode"), ("nama", "nama"), ("desa", "nama_desa"), ("nomor", "nomor"))
    ),
    Kolom("Diputus bukan ganda", "diputus", 12),
)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "HEAD", "POST"])
def daftar(request: Permintaan) -> HttpResponseBase:
    """Pairs of an area that wait, the likeliest first, and those already decided. POST takes them as a file."""
    scope = request.user.scope_for(Cap.KELOLA_POSYANDU)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    luas = len(area.kode) < TERLALU_LUAS
    semua = [] if luas else cari(scope, area.kode)
    bentuk = request.POST.get("bentuk", "")
    if request.method == "POST" and bentuk in BENTUK:
        isi = {"daftar": "ganda", "wilayah": area.kode, "bentuk": bentuk, "baris": len(semua)}
        record(request.user, "ekspor", request.user, perubahan={k: [None, v] for k, v in isi.items()})
        nama = f"ganda-{area.kode}-{hari_ini(area.kode).isoformat()}"
        hasil: HttpResponseBase = jawab(bentuk, nama, KOLOM, semua, judul=f"Kemungkinan ganda {area.nama}")
        return hasil
    menunggu = [p for p in semua if not p.diputus]
    konteks = {
        "area": area.jalur[-1] if area.jalur else None,
        "kode": area.kode,
        "remah": remah(scope, area.atas, "registry:ganda", tanya="wilayah"),
        "terlalu_luas": luas,
        "menunggu": menunggu[:BANYAK],
        "jumlah": len(menunggu),
        "diputus": [p for p in semua if p.diputus][:BANYAK],
    }
    return render(request, "registry/ganda/daftar.html", konteks)


def _dua(request: Permintaan, a: str, b: str) -> tuple[Posyandu, Posyandu]:
    if a >= b:
        raise Http404
    satu, dua = (ambil(request.user, k, Cap.KELOLA_POSYANDU) for k in (a, b))
    return satu, dua


def _pasangan(request: Permintaan, satu: Posyandu, dua: Posyandu) -> Pasangan:
    """The pair as it stands now. Raises Http404 when it is none (any more)."""
    scope = request.user.scope_for(Cap.KELOLA_POSYANDU)
    # One village where both are in it, else their kecamatan; whoever keeps one village only never sees the latter.
    kode = satu.wilayah_id if satu.wilayah_id == dua.wilayah_id else satu.wilayah_id[:8]
    ada = next((p for p in cari(scope, kode) if (p.a.pk, p.b.pk) == (satu.pk, dua.pk)), None)
    if ada is None:
        raise Http404
    return ada


Baris = tuple[str, str, str]  # (label, of the first, of the second)


def _sejajar(satu: Posyandu, dua: Posyandu) -> tuple[list[tuple[str, list[Baris]]], list[tuple[str, list[Baris]]]]:
    """([(section, rows that differ)], [(section, rows that are the same)]) of everything both say of themselves."""
    kiri, kanan = baca_bagian(satu), baca_bagian(dua)
    beda: list[tuple[str, list[Baris]]] = []
    sama: list[tuple[str, list[Baris]]] = []
    for kode, nama in NAMA_BAGIAN.items():
        a, b = _gabung(kiri[kode].butir), _gabung(kanan[kode].butir)
        rows = [(x, a.get(x, "–"), b.get(x, "–")) for x in dict.fromkeys([*a, *b])]
        for tujuan, isi in ((beda, [r for r in rows if r[1] != r[2]]), (sama, [r for r in rows if r[1] == r[2]])):
            if isi:
                tujuan.append((nama, isi))
    return beda, sama


def _gabung(butir: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """{label: what it says}, several of one label in one line."""
    isi: dict[str, list[str]] = {}
    for label, kata in butir:
        isi.setdefault(label, []).append(kata)
    return {label: "; ".join(kata) for label, kata in isi.items()}


def _terakhir(unit: Posyandu) -> Any:
    return max((h for baca in HARI_TERAKHIR if (h := baca(unit))), default=None)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "HEAD", "POST"])
def banding(request: Permintaan, a: str, b: str) -> HttpResponse:
    """Two units side by side; POST leaves them as two, with a reason. Merging goes through its own page."""
    satu, dua = _dua(request, a, b)
    pasangan = _pasangan(request, satu, dua)
    galat, alasan = "", request.POST.get("alasan", "")
    if request.method == "POST":
        try:
            actions.biarkan_ganda(satu.pk, dua.pk, request.POST.get("sidik", "")[:16], alasan, actor=request.user)
        except Bentrok as bentrok:
            messages.warning(
                request, f"{bentrok.sekarang.oleh.nama} sudah memutus pasangan ini: {bentrok.sekarang.alasan}"
            )
            return redirect("registry:ganda")
        except Ditolak as penolakan:
            galat = str(penolakan)
        else:
            messages.success(request, "Dicatat sebagai dua posyandu. Muncul lagi kalau datanya berubah.")
            return redirect("registry:ganda")
    beda, sama = _sejajar(satu, dua)
    gabung = "registry:ubah-keadaan"
    konteks = {
        "p": pasangan,
        "satu": satu,
        "dua": dua,
        "terakhir": (_terakhir(satu), _terakhir(dua)),
        "beda": beda,
        "sama": sama,
        "gabung_ke_satu": f"{reverse(gabung, args=[dua.kode, 'gabung'])}?ke={satu.pk}",
        "gabung_ke_dua": f"{reverse(gabung, args=[satu.kode, 'gabung'])}?ke={dua.pk}",
        "galat": galat,
        "alasan": alasan,
    }
    return render(request, "registry/ganda/banding.html", konteks, status=422 if galat else 200)


@access(Cap.KELOLA_POSYANDU)
@require_POST
def tinjau(request: Permintaan, a: str, b: str) -> HttpResponse:
    satu, dua = _dua(request, a, b)
    actions.tinjau_ganda(satu.pk, dua.pk, actor=request.user)
    messages.success(request, "Pasangan ini menunggu keputusan lagi.")
    return redirect("registry:ganda-banding", a, b)
