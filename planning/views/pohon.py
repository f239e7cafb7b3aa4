"""The cascade from an indicator of the plan down to what posyandu did, on one page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.area import area_diminta
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning.metrics_pohon import pohon
from planning.views.tahap import dasar, pemerintah
from posyandu_app.lib.access import access
from posyandu_app.lib.periode import tahun_dari
from posyandu_app.lib.waktu import hari_ini


@access(Cap.LIHAT_RENCANA)
@require_safe
def cascade(request: Permintaan) -> HttpResponse:
    """Indicator → program → plan → budget → allocation → activity; `?buka=1` opens every branch (for paper)."""
    scope = request.user.scope_for(Cap.LIHAT_RENCANA)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    tahun = tahun_dari(request.GET.get("tahun", ""), hari_ini(area.kode).year)
    konteks = dasar(request, area, tahun, "planning:pohon")
    if area.jalur:
        wilayah = pemerintah(area)
        konteks |= {"wilayah": wilayah, "isi": pohon(scope, wilayah, tahun), "buka": request.GET.get("buka") == "1"}
    return render(request, "planning/tahap/pohon.html", konteks)
