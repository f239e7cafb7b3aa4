"""The household card across the six fields."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.waktu import hari_ini
from spm_services.hitung_keluarga import kartu_keluarga
from spm_services.models import Keluarga


@access(Cap.LIHAT_WARGA)
@require_safe
def enam_bidang(request: Permintaan, uuid: UUID) -> HttpResponse:
    """What is open in each field, with its owner and its day; why the household is to be looked at first."""
    rows = Keluarga.objects.select_related("posyandu__wilayah")
    keluarga: Keluarga = rows.ambil(request.user, Cap.LIHAT_WARGA, seen_with=Cap.LIHAT_WARGA, uuid=uuid)
    unit = keluarga.posyandu
    kartu = kartu_keluarga(keluarga, unit, request.user, hari_ini(unit.kode))
    return render(request, "spm_services/keluarga/enam.html", {"keluarga": keluarga, "unit": unit, "kartu": kartu})
