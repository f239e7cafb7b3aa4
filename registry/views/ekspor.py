"""Lists as files: what would be in it, then the file. Each file leaves a row in the log, so it is asked for by POST."""

import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import area_diminta, remah
from accounts.berkas import simpan
from accounts.models import Berkas, JenisBerkas, User
from accounts.pekerjaan import Laju, antre
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.record import record
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.tabel import BENTUK, jawab, tulis
from registry.ekspor import DAFTAR, LANGSUNG, MENURUT_KODE, Unduhan, siapkan

HALAMAN = ("sesudah", "sebelum", "urut", "cetak")  # of the list page, not of its rows


def _catat(user: User, unduhan: Unduhan, bentuk: str, jumlah: int) -> None:
    isi = {"daftar": unduhan.ekspor.kode, "wilayah": unduhan.area.kode, "bentuk": bentuk, "baris": jumlah}
    isi["kolom pribadi"] = bool(unduhan.boleh_pribadi and unduhan.ekspor.pribadi)
    record(user, "ekspor", user, perubahan={k: [None, v] for k, v in isi.items()})


@access(Cap.LIHAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """The lists that can be taken, for the area asked for."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    konteks = {
        "ekspor_list": DAFTAR,
        "area": area,
        "pilihan_wilayah": area.anak,
        "remah": remah(scope, area.atas, "registry:ekspor", tanya="wilayah"),
    }
    return render(request, "registry/ekspor/daftar.html", konteks)


@access(Cap.LIHAT)
@require_http_methods(["GET", "POST"])
def satu(request: Permintaan, jenis: str) -> HttpResponseBase:
    """One list: how many rows, which columns; POST gives the file, or a long job that makes it."""
    if jenis not in MENURUT_KODE:
        raise Http404
    unduhan = siapkan(MENURUT_KODE[jenis], request.user, request.GET)
    jumlah = unduhan.jumlah()
    bentuk = request.POST.get("bentuk", "xlsx")
    if request.method == "POST" and bentuk in BENTUK:
        if jumlah > LANGSUNG:
            return _antre(request, unduhan, bentuk)
        _catat(request.user, unduhan, bentuk, jumlah)
        hasil: HttpResponseBase = jawab(bentuk, unduhan.nama, unduhan.kolom, unduhan.baris(), judul=unduhan.judul)
        return hasil
    konteks = {"unduhan": unduhan, "jumlah": jumlah, "langsung": jumlah <= LANGSUNG, "saringan": _saringan(request.GET)}
    return render(request, "registry/ekspor/satu.html", konteks)


def _saringan(params: QueryDict) -> list[tuple[str, str]]:
    return [(k, str(v)) for k, v in params.items() if v and k not in HALAMAN]


def _antre(request: Permintaan, unduhan: Unduhan, bentuk: str) -> HttpResponse:
    """The filters as they stand, without the page's own words, for the worker."""
    tanya = QueryDict(mutable=True)
    for nama, nilai in _saringan(request.GET):
        tanya[nama] = nilai[:200]
    isi = {"jenis": unduhan.ekspor.kode, "bentuk": bentuk, "tanya": tanya.urlencode()}
    pekerjaan = antre("ekspor", isi, judul=f"Unduhan {unduhan.judul}", oleh=request.user)
    return redirect("pekerjaan:rinci", pekerjaan.uuid)


def kerjakan(laju: Laju) -> Berkas | None:
    """The long job: the same file, made on disk, with the scope its owner has when it runs."""
    isi: dict[str, Any] = laju.pekerjaan.isi
    pemilik, bentuk = laju.pekerjaan.pemilik, isi["bentuk"]
    if pemilik is None:
        raise Ditolak("", "Pemilik pekerjaan ini tidak ada lagi.")
    try:
        unduhan = siapkan(MENURUT_KODE[isi["jenis"]], pemilik, QueryDict(isi["tanya"]))
    except Http404:
        raise Ditolak("", "Wilayah ini tidak termasuk tugas Anda lagi.") from None
    jumlah = unduhan.jumlah()
    laju.maju(0, jumlah)
    # Beside the stored files, so that the sweep finds it if this worker dies.
    sementara = Path(settings.MEDIA_ROOT) / "00" / f"{uuid.uuid4().hex}.tmp"
    sementara.parent.mkdir(parents=True, exist_ok=True)
    try:
        tulis(sementara, bentuk, unduhan.kolom, unduhan.baris(laju.maju), judul=unduhan.judul)
        hasil = simpan(sementara, f"{unduhan.nama}.{bentuk}", jenis=JenisBerkas(bentuk), oleh=pemilik)
    finally:
        sementara.unlink(missing_ok=True)
    _catat(pemilik, unduhan, bentuk, jumlah)
    return hasil
