"""Which value of each threshold holds in an area on a day: the nearest area's newest, else the catalogue's own."""

from datetime import date
from decimal import Decimal

from posyandu_app.lib import kode as kode_lib
from spm_services import ambang
from spm_services.models import Ambang


def ambang_berlaku(kode: str, hari: date) -> dict[str, Decimal]:
    """{name: value} that hold in the area (a unit takes its village's) on the day. One query."""
    hasil = ambang.bawaan()
    if kode == kode_lib.NASIONAL:
        return hasil
    rows = Ambang.objects.filter(wilayah__in=kode_lib.leluhur(kode), mulai__lte=hari)
    # Shorter codes first, then older ones: the nearest area's newest is written last.
    for _, _, _, nama, nilai in sorted(rows.values_list("wilayah", "mulai", "id", "nama", "nilai_ambang")):
        if nama in hasil:
            hasil[nama] = nilai
    return hasil
