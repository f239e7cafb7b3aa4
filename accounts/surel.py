"""The daily e-mail digest: how many messages wait, and where. No name, no unit, no figure of anybody in the mail."""

from datetime import date, timedelta

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from posyandu_app.lib.waktu import sekarang

log = structlog.get_logger(__name__)
MULAI_JAM = 6  # local time of the nation's first zone: nobody is woken
SEKALI = 200


def _calon(hari: date) -> "QuerySet[User]":
    """Who asked for the digest, has unread messages of the last two days, and was not written to today."""
    baru = Q(pesan_list__dibaca=None, pesan_list__dibuat__gte=timezone.now() - timedelta(days=2))
    rows = User.objects.filter(is_active=True, ringkasan_surel=True).exclude(email="")
    rows = rows.filter(Q(ringkasan_terakhir=None) | Q(ringkasan_terakhir__lt=hari))
    return rows.annotate(n=Count("pesan_list", filter=baru)).filter(n__gt=0).order_by("pk")


def _teks(n: int) -> str:
    tautan = f"\n\nBuka: {settings.ALAMAT_SITUS}/pesan/" if settings.ALAMAT_SITUS else ""
    return (
        f"Ada {n} pesan yang belum Anda baca di Posyandu Enam SPM.{tautan}\n\n"
        "Isi pesan tidak dikirim lewat surel. Ringkasan ini bisa dimatikan di halaman Akun saya."
    )


def kirim_ringkasan() -> int:
    """Send today's digest to whoever has not had it; how many were sent. Called again and again by the worker.

    The day is claimed before the mail goes, so that two workers never write twice; a mail server that refuses gives
    the day back and the next turn tries again.
    """
    kini = sekarang()
    if kini.hour < MULAI_JAM:
        return 0
    terkirim = 0
    for user in _calon(kini.date())[:SEKALI]:
        sendiri = User.objects.filter(pk=user.pk)
        lama = user.ringkasan_terakhir
        if not sendiri.filter(ringkasan_terakhir=lama).update(ringkasan_terakhir=kini.date()):
            continue
        try:
            send_mail(f"{user.n} pesan belum dibaca", _teks(user.n), None, [user.email])  # type: ignore[attr-defined]
        except OSError as galat:  # SMTPException is one
            sendiri.update(ringkasan_terakhir=lama)
            log.warning("surel_gagal", galat=type(galat).__name__)
            break
        terkirim += 1
    return terkirim
