"""What anybody may know of a unit: where, when it opens, whether it holds a number. No person, no address, no point."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from accounts.scope import Scope
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.bidang import NAMA, SEMUA
from registry.metrics import UNIT, UNIT_TERDAFTAR
from registry.models import Kader, Posyandu, StatusPosyandu
from wilayah.models import Wilayah
from wilayah.rekap import STOK, Minta, baca_anak

LINGKUP = Scope.publik()
GUNA = "registry.publik.periksa"
PANJANG_CAP = 8
HURUF = {"terdaftar": "T", "belum": "B", "ditutup": "X"}


def unit_publik(uuid: UUID) -> Posyandu | None:
    """The unit behind a printed address, with its path."""
    rows = Posyandu.objects.for_scope(LINGKUP).select_related("wilayah__induk__induk__induk")
    return rows.filter(uuid=uuid).first()


def cari_unit(teks: str, kode: str) -> "QuerySet[Posyandu] | None":
    """Units in use of an area or with a name; None where neither narrows: the whole nation is not listed.

    Inside a kabupaten any part of the name matches; above it its beginning, which the index finds.
    """
    teks = " ".join(teks.lower().split()).removeprefix("posyandu ").strip()[:80]
    rows = Posyandu.objects.for_scope(LINGKUP).aktif().di_wilayah(kode)
    sempit = kode != kode_lib.NASIONAL and len(kode) >= len("33.75")
    if not teks:
        return rows if sempit else None
    if sempit:
        return rows.filter(nama_cari__contains=teks)
    return rows.filter(nama_cari__gte=teks, nama_cari__lt=teks + "\U0010ffff")


def angka_anak(anak: list[Wilayah]) -> list[tuple[Wilayah, int, int]]:
    """[(area, units, units with a number)] of areas side by side, in one query."""
    isi = baca_anak([w.kode for w in anak], Minta((STOK,), (UNIT, UNIT_TERDAFTAR)))
    return [(w, isi.get((w.kode, UNIT), 0), isi.get((w.kode, UNIT_TERDAFTAR), 0)) for w in anak]


def buka_berikut(unit: Posyandu, hari: date) -> date:
    """The next open day, today included."""
    kini = unit.buka_pada(hari.year, hari.month)
    return kini if kini >= hari else unit.buka_pada(hari.year + hari.month // 12, hari.month % 12 + 1)


def bidang_terlayani(unit: Posyandu, hari: date) -> list[str]:
    """Fields with a running kader, in the fixed order."""
    rows = Kader.objects.for_scope(LINGKUP).berlaku(hari).filter(posyandu=unit)
    ada = set(rows.order_by().values_list("bidang", flat=True).distinct())
    return [NAMA[b] for b in SEMUA if b in ada]


def keadaan(unit: Posyandu) -> str:
    """`terdaftar`, `belum` or `ditutup`, as of now."""
    if unit.status == StatusPosyandu.TUTUP:
        return "ditutup"
    return "terdaftar" if unit.nomor_registrasi else "belum"


def kode_periksa(unit: Posyandu, hari: date) -> str:
    """The check code of a paper printed today: day, state, and eight signs of an HMAC over what the paper says."""
    badan = f"{hari:%y%m%d}{HURUF[keadaan(unit)]}"
    return badan + _cap(unit, badan, settings.PII_KEYS[0])


def _cap(unit: Posyandu, badan: str, kunci: str) -> str:
    """A paper that named a number stands only with that number; the others with the unit, day and state."""
    nomor = unit.nomor_registrasi if badan.endswith(HURUF["terdaftar"]) else ""
    pesan = f"{GUNA}:{unit.uuid}:{badan}:{nomor}".encode()
    mac = hmac.new(kunci.encode(), pesan, hashlib.sha256).digest()
    return base64.b32encode(mac).decode()[:PANJANG_CAP]


@dataclass(frozen=True)
class Surat:
    """What a checked paper said on the day it was printed."""

    dicetak: date
    keadaan: str


def baca_surat(unit: Posyandu, kode: str) -> Surat | None:
    """The paper behind a check code; None for a forged, mistyped or outdated one. Any of the keys may have signed."""
    kode = "".join(kode.upper().split()).replace("-", "")
    badan, cap = kode[:7], kode[7:]
    nama = {v: k for k, v in HURUF.items()}.get(badan[6:7])
    if nama is None or len(cap) != PANJANG_CAP or not kode.isascii():
        return None
    if not any(hmac.compare_digest(cap, _cap(unit, badan, k)) for k in settings.PII_KEYS):
        return None
    try:
        return Surat(datetime.strptime(badan[:6], "%y%m%d").date(), nama)  # noqa: DTZ007 (a plain day)
    except ValueError:
        return None
