"""Options that regions added to lists of the catalogue (`Pilihan.daftar`), as they hold in an area on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from posyandu_app.lib import kode as kode_lib
from spm_services import katalog
from spm_services.katalog.dasar import JenisLayanan, Pilihan
from spm_services.models import DaftarPilihan

Opsi = tuple[str, str]


@dataclass(frozen=True)
class DaftarLokal:
    """A list a region may add to: where it is asked, of which field it is, and the catalogue's own options."""

    nama: str
    label: str
    bidang: str
    layanan: tuple[str, ...]
    opsi: tuple[Opsi, ...]


def _kumpulkan() -> dict[str, DaftarLokal]:
    hasil: dict[str, DaftarLokal] = {}
    for e in katalog.SEMUA.values():
        for k in e.isian:
            if isinstance(k, Pilihan) and k.daftar:
                ada = hasil.get(k.daftar)
                layanan = (*(ada.layanan if ada else ()), e.nama)
                hasil[k.daftar] = DaftarLokal(k.daftar, k.label, e.bidang, layanan, k.opsi)
    return hasil


DAFTAR_LOKAL: dict[str, DaftarLokal] = _kumpulkan()


def daftar_diminta(entri_list: Iterable[JenisLayanan]) -> set[str]:
    """Names of the local lists these services ask about."""
    return {k.daftar for e in entri_list for k in e.isian if isinstance(k, Pilihan) and k.daftar}


def pilihan_berlaku(entri_list: Iterable[JenisLayanan], kode: str, hari: date) -> dict[str, list[Opsi]]:
    """{list: [(code, words)]} that hold in the area (a unit reads what is above it) on the day. One query, or none."""
    return _berlaku(daftar_diminta(entri_list), kode, hari)


def opsi_pada(daftar: DaftarLokal, kode: str, hari: date) -> list[Opsi]:
    """All options of one list in an area on a day, the catalogue's own first."""
    return [*daftar.opsi, *_berlaku({daftar.nama}, kode, hari).get(daftar.nama, [])]


def _berlaku(nama: set[str], kode: str, hari: date) -> dict[str, list[Opsi]]:
    if not nama or kode == kode_lib.NASIONAL:
        return {}
    rows = DaftarPilihan.objects.filter(wilayah__in=kode_lib.leluhur(kode), daftar__in=nama, mulai__lte=hari)
    rows = rows.filter(Q(sampai=None) | Q(sampai__gt=hari)).order_by("label")
    hasil: dict[str, list[Opsi]] = {}
    for daftar, kode_opsi, label in rows.values_list("daftar", "kode", "label"):
        hasil.setdefault(daftar, []).append((kode_opsi, label))
    return hasil


def kata_lokal(entri: JenisLayanan, kode: str) -> dict[str, str]:
    """{code: words} of local options of an area, ended ones too: what is stored stays readable."""
    nama = daftar_diminta([entri])
    if not nama:
        return {}
    rows = DaftarPilihan.objects.filter(wilayah__in=kode_lib.leluhur(kode), daftar__in=nama)
    return dict(rows.values_list("kode", "label"))
