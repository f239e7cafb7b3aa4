"""The DU-RKP Desa: what villages raised to the kabupaten because they cannot carry it themselves, for one year."""

from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from planning.models import RiwayatUsulan, Usulan
from planning.tahap_usulan import Putusan
from planning.views.usulan import LIHAT
from posyandu_app.lib.access import access
from posyandu_app.lib.waktu import hari_ini

PALING_BANYAK = 300


@access(LIHAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Raised proposals of the area with the reason, and where each stands now; to print and sign.

    Counted: whatever a Musyawarah Desa or its documents raised, wherever it went since. Not counted: withdrawn ones.
    """
    scope = request.user.scope_for(LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    kini = hari_ini(area.kode).year
    teks = request.GET.get("tahun", "")
    tahun = int(teks) if len(teks) == 4 and teks.isascii() and teks.isdecimal() and teks >= "2020" else 0
    milik = Usulan.objects.for_user(request.user, LIHAT).di_wilayah(area.kode).exclude(putusan=Putusan.BATAL)
    rows = RiwayatUsulan.objects.for_user(request.user, LIHAT).filter(putusan=Putusan.DINAIKKAN, usulan__in=milik)
    if tahun:
        rows = rows.filter(usulan__tahun=tahun)
    pilih = rows.select_related("usulan__posyandu__wilayah", "usulan__wilayah")
    isi = list(pilih.order_by("usulan__bidang", "usulan__prioritas", "usulan", "id")[:PALING_BANYAK])
    konteks = {
        "isi": isi,
        "nilai": sum((r.nilai for r in isi), Decimal(0)),
        "tahun": tahun,
        "tahun_list": [kini + i for i in (2, 1, 0, -1)],
        "kode": area.kode,
        "area": area.nama,
        "satu_desa": len(area.kode) >= 13,
        "pilihan_wilayah": area.anak,
        "remah": remah(scope, area.atas, "planning:usulan-du-rkpdes", tanya="wilayah"),
    }
    return render(request, "planning/usulan/du_rkpdes.html", konteks)
