"""Decisions about two units that may be one: left as two with a reason, and taken back. Merging is `gabung`."""

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from posyandu_app.lib.galat import Bentrok, Ditolak
from registry.kunci import kunci_posyandu
from registry.models import Posyandu, PutusanKonflik, StatusPosyandu


def _dua(a: int, b: int, actor: User) -> tuple[Posyandu, Posyandu]:
    """Both units, locked in key order, both in the actor's duty."""
    if a == b:
        raise Http404
    rows = {pk: kunci_posyandu(pk) for pk in sorted((a, b))}
    for unit in rows.values():
        require_in_scope(unit, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    return rows[a], rows[b]


@transaction.atomic
def biarkan_ganda(a: int, b: int, sidik: str, alasan: str, *, actor: User) -> PutusanKonflik:
    """The two are two units; the pair comes back when what made it changes (another `sidik`).

    Raises Bentrok with what somebody else decided of the same facts meanwhile, Ditolak without a reason or when one of
    the two is closed.
    """
    satu, dua = _dua(a, b, actor)
    if not alasan.strip():
        raise Ditolak("alasan", "Tulis alasannya.")
    if {satu.status, dua.status} != {StatusPosyandu.AKTIF}:
        raise Ditolak("alasan", "Salah satu sudah tutup, jadi tidak ada lagi yang perlu diputus.")
    kunci = f"ganda:{satu.pk}:{dua.pk}"
    lama = PutusanKonflik.objects.filter(kunci=kunci).select_related("oleh").first()
    if lama is not None and lama.sidik == sidik:
        raise Bentrok(lama)
    isi = {"sidik": sidik, "alasan": alasan.strip()[:200], "oleh": actor, "pada": timezone.now()}
    putusan, _ = PutusanKonflik.objects.update_or_create(kunci=kunci, defaults=isi)
    for unit, lain in ((satu, dua), (dua, satu)):
        record(actor, "biarkan_ganda", unit, perubahan={"bukan": [None, lain.sebutan]}, catatan=alasan.strip()[:200])
    return putusan


@transaction.atomic
def tinjau_ganda(a: int, b: int, *, actor: User) -> None:
    """Take such a decision back: the pair waits again."""
    satu, dua = _dua(a, b, actor)
    hapus, _ = PutusanKonflik.objects.filter(kunci=f"ganda:{satu.pk}:{dua.pk}").delete()
    if hapus:
        for unit, lain in ((satu, dua), (dua, satu)):
            record(actor, "tinjau_ganda", unit, perubahan={"bukan": [lain.sebutan, None]})
