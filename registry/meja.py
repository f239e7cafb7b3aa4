"""The desks a registration file passes, and what waits at each of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from accounts.models import User
from accounts.roles import Cap
from posyandu_app.lib.waktu import hari_ini
from registry.aturan import baca_aturan, libur_daerah, selisih_hari_kerja, tambah_hari_kerja
from registry.models import Ajuan, Posyandu, StatusAjuan


@dataclass(frozen=True)
class Meja:
    """One desk: whose duty, at which level of area (length of its code), what it may do."""

    kode: str
    nama: str
    duty: str
    panjang: int
    status: StatusAjuan
    maju: str  # names of workflow steps
    kembali: str
    aturan_hari: str


MEJA: tuple[Meja, ...] = (
    Meja("kecamatan", "Meja kecamatan", Cap.PERIKSA, 8, StatusAjuan.DIAJUKAN, "periksa", "kembalikan_kecamatan", "hari_kecamatan"),
    Meja("dinas", "Meja dinas", Cap.VERIFIKASI, 5, StatusAjuan.DIPERIKSA, "verifikasi", "kembalikan_dinas", "hari_dinas"),
    Meja("provinsi", "Meja provinsi", Cap.KETAHUI, 2, StatusAjuan.DIVERIFIKASI, "ketahui", "kembalikan_provinsi", "hari_provinsi"),
)  # fmt: skip
MENURUT_KODE = {m.kode: m for m in MEJA}
MENURUT_STATUS = {m.status: m for m in MEJA}


def duduk_di(user: User, meja: Meja, kode: str = "") -> bool:
    """Does the person sit at that desk (of the area of `kode`, where given)? A wider duty is not a seat."""
    grants = [g for g in user.scope_for(meja.duty).grants if len(g.area) == meja.panjang]
    return any(not kode or kode == g.area or kode.startswith(g.area + ".") for g in grants)


def meja_saya(user: User) -> list[Meja]:
    return [m for m in MEJA if duduk_di(user, m)]


def antrean(user: User, meja: Meja) -> Any:
    """Files at that desk in the areas where the person sits at it."""
    kursi = Q(pk__in=[])
    for g in user.scope_for(meja.duty).grants:
        if len(g.area) == meja.panjang:
            kursi |= Q(posyandu__in=Posyandu.objects.for_user(user, meja.duty).di_wilayah(g.area))
    return Ajuan.objects.for_user(user, meja.duty).filter(kursi, status=meja.status)


def tenggat(status: str, kode: str) -> date | None:
    """Last working day the desk of that status has from today; None where no clock runs."""
    meja = MENURUT_STATUS.get(StatusAjuan(status))
    aturan = baca_aturan(kode)
    if meja is None or (meja.kode == "provinsi" and not aturan["meja_provinsi"]):
        return None
    return tambah_hari_kerja(hari_ini(kode), int(aturan[meja.aturan_hari]), libur_daerah(kode))


@dataclass(frozen=True)
class Umur:
    """How long a file has been at its desk: working days there, and left (negative: late, None: no clock)."""

    hari: int
    sisa: int | None

    @property
    def nada(self) -> str:
        if self.sisa is None or self.sisa > 2:
            return "netral"
        return "buruk" if self.sisa < 0 else "awas"


def umur(rows: Iterable[Ajuan], kode: str) -> dict[int, Umur]:
    """{pk: age} in working days by the calendar of one area (a page's). One query."""
    libur, kini = libur_daerah(kode), hari_ini(kode)
    hasil = {}
    for a in rows:
        sisa = None if a.tenggat is None else selisih_hari_kerja(kini, a.tenggat, libur)
        hasil[a.pk] = Umur(selisih_hari_kerja(a.sejak.date(), kini, libur), sisa)
    return hasil
