"""Which running kader have recorded nothing for a while. Without an account nobody can be judged: never "silent"."""

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from accounts.scope import Scope
from posyandu_app.lib.periode import Bulan
from registry.kehadiran import MENCATAT_SEJAK
from registry.models import Kader, Keaktifan


def batas_diam(hari: date, bulan: int) -> date:
    """The first day of the months that are looked at: so many whole months before this one, and this one."""
    return Bulan.dari(hari).tambah(-bulan).mulai


def _berjalan(scope: Scope, kode: str, hari: date) -> "QuerySet[Kader]":
    rows: QuerySet[Kader] = Kader.objects.for_scope(scope).di_wilayah(kode).berlaku(hari)
    return rows.filter(posyandu__status="aktif")


def diam(scope: Scope, kode: str, hari: date, bulan: int) -> "QuerySet[Kader]":
    """Running terms, begun before the months looked at, whose account recorded nothing in them and whose last answer
    does not keep the question quiet today. Ask it of a kabupaten at most."""
    sejak = batas_diam(hari, bulan)
    jawaban = Keaktifan.objects.filter(kader=OuterRef("pk")).order_by("-pk").values("tanya_lagi")[:1]
    rows = _berjalan(scope, kode, hari).filter(mulai__lt=sejak, orang__akun__isnull=False)
    rows = rows.annotate(tanya_lagi=Subquery(jawaban)).filter(Q(tanya_lagi=None) | Q(tanya_lagi__lte=hari))
    for mencatat in MENCATAT_SEJAK:
        rows = rows.filter(~mencatat(sejak))
    return rows


def tak_dinilai(scope: Scope, kode: str, hari: date) -> "QuerySet[Kader]":
    """Running terms of people without an account."""
    return _berjalan(scope, kode, hari).filter(orang__akun=None)
