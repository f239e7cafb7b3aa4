"""What the card of a household or person says of requests and referrals: one's own field's, and that others exist.

A role narrowed to a field (an OPD, nakes) sees its own items; of the rest only "ada tindak lanjut bidang lain".
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from accounts.roles import Cap
from spm_services.metrics_tiket import ada_bidang_lain
from spm_services.models import JenisTiket, Sesi, Tiket
from spm_services.views.tiket import TERKAIT, Baris, susun_baris

PALING_BANYAK = 30


@dataclass(frozen=True)
class KartuTiket:
    """Rows for `spm_services/tiket/_kartu.html`, and whether another field follows something up."""

    baris: list[Baris]
    bidang_lain: bool


def kartu_tiket(user: User, kode: str, *, warga: Iterable[int] = (), keluarga: int | None = None) -> KartuTiket:
    """Tickets of these people (and the household) of a unit in the viewer's scope, running ones first. Four queries at
    most; `kode` is the unit's, for the calendar."""
    orang = list(warga)
    rows = Tiket.objects.for_user(user, Cap.LIHAT_TIKET).select_related(*TERKAIT)
    rows = rows.filter(Q(warga__in=orang) | Q(keluarga=keluarga, keluarga__isnull=False)).order_by("-tanggal", "-pk")
    milik = list(rows[:PALING_BANYAK])
    milik.sort(key=lambda t: not t.berjalan)
    return KartuTiket(susun_baris(user, milik, kode), ada_bidang_lain(orang, keluarga, [t.pk for t in milik]))


def rujukan_sesi(user: User, sesi: Sesi) -> list[Baris]:
    """Referrals that came out of an open day, with what became of each. Three queries at most."""
    rows = Tiket.objects.for_user(user, Cap.LIHAT_TIKET).select_related(*TERKAIT)
    rows = rows.filter(kunjungan__sesi=sesi, jenis=JenisTiket.RUJUKAN).order_by("pk")
    return susun_baris(user, list(rows), sesi.posyandu.kode)
