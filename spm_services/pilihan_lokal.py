"""Options that regions added to lists of the catalogue (`Pilihan.daftar`), as they hold in an area on a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from posyandu_app.lib import kode as kode_lib
from spm_services.katalog.dasar import JenisLayanan, Pilihan
from spm_services.models import DaftarPilihan

Opsi = tuple[str, str]


def daftar_lokal(entri_list: Iterable[JenisLayanan]) -> set[str]:
    """Names of the local lists these services ask about."""
    return {k.daftar for e in entri_list for k in e.isian if isinstance(k, Pilihan) and k.daftar}


def pilihan_berlaku(entri_list: Iterable[JenisLayanan], kode: str, hari: date) -> dict[str, list[Opsi]]:
    """{list: [(code, words)]} that hold in the area (a unit reads what is above it) on the day. One query, or none."""
    nama = daftar_lokal(entri_list)
    if not nama or kode == kode_lib.NASIONAL:
        return {}
    rows = DaftarPilihan.objects.filter(wilayah__in=kode_lib.leluhur(kode), daftar__in=nama, mulai__lte=hari)
    hasil: dict[str, list[Opsi]] = {}
    for daftar, kode_opsi, label in (
        rows.filter(Q(sampai=None) | Q(sampai__gt=hari)).order_by("label").values_list("daftar", "kode", "label")
    ):
        hasil.setdefault(daftar, []).append((kode_opsi, label))
    return hasil


def kata_lokal(entri: JenisLayanan, kode: str) -> dict[str, str]:
    """{code: words} of local options of an area, ended ones too: what is stored stays readable."""
    nama = daftar_lokal([entri])
    if not nama:
        return {}
    rows = DaftarPilihan.objects.filter(wilayah__in=kode_lib.leluhur(kode), daftar__in=nama)
    return dict(rows.values_list("kode", "label"))
