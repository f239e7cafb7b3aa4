"""The inbox: telling people what happened, and reading it. A message names no other person's particulars."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import Penugasan, Pesan, User
from accounts.roles import peran_dengan
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.waktu import hari_ini

SEKALI = 500  # rows of one insert


def kirim(penerima: Iterable[int], judul: str, *, isi: str = "", alamat: str = "", kunci: str | None = None) -> None:
    """Put a message into the inboxes of these user ids, in the running transaction.

    With a `kunci` one event reaches each person once, however often it is told. `alamat` is a path of this site;
    raises ValueError for any other, so that a message never leads elsewhere. Too long texts are cut with an ellipsis.
    """
    if alamat and not (alamat.startswith("/") and url_has_allowed_host_and_scheme(alamat, None)):
        raise ValueError(f"bukan alamat di situs ini: {alamat!r}")
    isi_baris = {"judul": _pendek(judul, 160), "isi": _pendek(isi, 400), "alamat": alamat, "kunci": kunci}
    rows = [Pesan(penerima_id=pk, **isi_baris) for pk in sorted(set(penerima))]
    Pesan.objects.bulk_create(rows, batch_size=SEKALI, ignore_conflicts=kunci is not None)


def _pendek(teks: str, batas: int) -> str:
    return teks if len(teks) <= batas else teks[: batas - 1] + "…"


def pemegang(duty: str, kode: str) -> list[int]:
    """Ids of who holds the duty over the area at the nearest level that has anybody: the village before the kecamatan.

    Running assignments of accounts in use only. Raises ValueError for a malformed code.
    """
    jalur = [kode_lib.NASIONAL] if kode == kode_lib.NASIONAL else [kode_lib.NASIONAL, *_leluhur(kode)]
    rows = Penugasan.objects.berlaku(hari_ini(kode)).filter(
        kode__in=jalur, peran__in=peran_dengan(duty), user__is_active=True
    )
    menurut: dict[str, set[int]] = {}
    for area, user in rows.values_list("kode", "user"):
        menurut.setdefault(area, set()).add(user)
    terdekat = next((area for area in reversed(jalur) if area in menurut), None)
    return sorted(menurut[terdekat]) if terdekat else []


def _leluhur(kode: str) -> list[str]:
    kode_lib.rentang(kode)  # refuses half a code
    return kode_lib.leluhur(kode)


def kotak(user: User) -> "QuerySet[Pesan]":
    """The person's own messages; nobody reads another's."""
    return Pesan.objects.filter(penerima=user)


@transaction.atomic
def baca(user: User, pk: int) -> Pesan | None:
    """Mark one message of the person as read and give it; None where it is not theirs or not there."""
    rows = kotak(user).filter(pk=pk)
    rows.filter(dibaca=None).update(dibaca=timezone.now())
    return rows.first()


@transaction.atomic
def baca_semua(user: User) -> int:
    """Mark all of the person's messages as read; how many that were not."""
    return kotak(user).filter(dibaca=None).update(dibaca=timezone.now())
