"""The sealed channel's figures: for UPTD PPA alone, asked with its own duty. No other figure counts these rows."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from accounts.models import Penugasan, User
from accounts.roles import Cap, peran_dengan
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.waktu import hari_ini, zona
from spm_services.models import LaporanTertutup, StatusTertutup


@dataclass(frozen=True)
class Menunggu:
    """Reports nobody made contact about yet: how many, of them past their hour, of them said to be in danger."""

    jumlah: int
    lewat: int
    mendesak: int


def menunggu(user: User, kini: datetime) -> Menunggu:
    rows = LaporanTertutup.objects.for_user(user, Cap.KANAL_TERTUTUP).filter(status=StatusTertutup.DITERIMA)
    isi = rows.aggregate(n=Count("pk"), lewat=Count("pk", Q(tenggat__lt=kini)), segera=Count("pk", Q(mendesak=True)))
    return Menunggu(isi["n"], isi["lewat"], isi["segera"])


def diterima_tahun(user: User, tahun: int, kode: str) -> int:
    """Reports received in a calendar year (of the area's zone): UPTD PPA's own yearly figure, shown to itself."""
    dari, sampai = (datetime(t, 1, 1, tzinfo=zona(kode)) for t in (tahun, tahun + 1))
    rows = LaporanTertutup.objects.for_user(user, Cap.KANAL_TERTUTUP)
    return rows.filter(diterima__gte=dari, diterima__lt=sampai).count()


def penjaga(kode: str) -> "QuerySet[Penugasan]":
    """Who holds the channel over the area today, the newest first: a new reader is seen by the others at once."""
    rows = Penugasan.objects.berlaku(hari_ini(kode)).filter(
        kode__in=kode_lib.leluhur(kode), peran__in=peran_dengan(Cap.KANAL_TERTUTUP), user__is_active=True
    )
    return rows.select_related("user", "pemberi").order_by("-mulai", "-pk")
