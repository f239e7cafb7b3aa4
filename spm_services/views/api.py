"""The catalogue as the phone gets it: `GET /api/v1/formulir/?unit=<code>`."""

import hashlib
import json
from typing import Any

from django.http import HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.area import area_utama
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import katalog
from spm_services.pilihan_lokal import pilihan_berlaku

NOMOR_DARURAT = ("129", "112")  # SAPA 129 and 112: all that a phone holds of the sealed channel


def _isi(kode: str) -> dict[str, Any]:
    semua = [e for e in katalog.SEMUA.values() if katalog.bisa_dicatat(e)]
    lokal = pilihan_berlaku(semua, kode, hari_ini(kode)) if kode else {}
    return {
        "versi": katalog.VERSI_FORMULIR,
        "layanan": [e.sebagai_json() for e in semua],
        "pilihan": {nama: [list(o) for o in opsi] for nama, opsi in sorted(lokal.items())},
        "darurat": NOMOR_DARURAT,
    }


@access(Cap.CATAT)
@require_safe
def formulir(request: Permintaan) -> HttpResponseBase:
    """All services with their questions, checks and rules, and the options of the unit's region. `sidik` changes with
    the content; asked with it (`If-None-Match`) an unchanged catalogue answers 304."""
    kode = request.GET.get("unit", "")
    if kode:
        Posyandu.objects.ambil(request.user, Cap.CATAT, seen_with=Cap.LIHAT, kode=kode)
    else:
        kode = area_utama(request.user.scope_for(Cap.CATAT))
    isi = _isi("" if kode == kode_lib.NASIONAL else kode)
    badan = json.dumps(isi, ensure_ascii=False, sort_keys=True)
    sidik = hashlib.sha256(badan.encode()).hexdigest()[:16]
    tanda = f'"{sidik}"'
    if request.headers.get("If-None-Match") == tanda:
        jawab: HttpResponse = HttpResponseNotModified()
    else:
        teks = json.dumps({"sidik": sidik, **isi}, ensure_ascii=False)
        jawab = HttpResponse(teks, content_type="application/json; charset=utf-8")
    jawab["ETag"] = tanda
    jawab["Cache-Control"] = "private, no-cache"
    return jawab
