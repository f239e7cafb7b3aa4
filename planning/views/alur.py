"""The way of money of an area at a glance: need, proposals, budget, payment, service, and where it breaks off."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning import metrics_alur
from planning.metrics_butuh import jumlah
from planning.views.butuh import baca_kebutuhan
from planning.views.uang import tahun_diminta
from posyandu_app.lib.access import access
from posyandu_app.lib.waktu import hari_ini


@access(Cap.LIHAT_RENCANA)
@require_safe
def alur(request: Permintaan) -> HttpResponse:
    """The stations with the area's figures; the need comes after, because it is reckoned from live rows."""
    scope = request.user.scope_for(Cap.LIHAT_RENCANA)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    tahun = tahun_diminta(request)
    konteks = {
        "area": area,
        "kode": area.kode,
        "nama": area.nama,
        "tahun": tahun,
        "pilihan_tahun": range(hari_ini().year - 1, hari_ini().year + 3),
        "remah": remah(scope, area.atas, "planning:alur", tanya="wilayah"),
        "alur": metrics_alur.alur(scope, area.kode, tahun),
    }
    return render(request, "planning/uang/alur.html", konteks)


@access(Cap.LIHAT_RENCANA)
@require_safe
def kebutuhan(request: Permintaan) -> HttpResponse:
    """Fragment: the need of the area and how much of it is funded; a sentence where there are too many units."""
    _, _, rows = baca_kebutuhan(request)
    return render(request, "planning/uang/_alur_kebutuhan.html", {"total": None if rows is None else jumlah(rows)})
