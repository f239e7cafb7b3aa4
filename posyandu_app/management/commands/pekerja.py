"""The background worker: housekeeping at fixed intervals, until it is told to stop.

Long jobs (imports, packs) come with django-tasks behind a row of their own in a later step; nothing waits for one yet.
"""

import signal
import threading
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from accounts.surel import kirim_ringkasan

log = structlog.get_logger(__name__)


def hapus_sesi_lama() -> None:
    """Sessions past their end, which only take room."""
    call_command("clearsessions")


def ringkasan_surel() -> None:
    """The daily digest of unread messages; asks often, writes once a day to each."""
    kirim_ringkasan()


JADWAL: tuple[tuple[str, int, Callable[[], None]], ...] = (
    ("hapus_sesi_lama", 3600, hapus_sesi_lama),
    ("ringkasan_surel", 900, ringkasan_surel),
)


class Command(BaseCommand):
    help = "Pekerja latar: pekerjaan rumah berkala. Ctrl-C menghentikannya."

    def handle(self, *args: Any, **options: Any) -> None:
        berhenti = threading.Event()
        for tanda in (signal.SIGINT, signal.SIGTERM):
            signal.signal(tanda, lambda *_: berhenti.set())
        terakhir = dict.fromkeys((nama for nama, _, _ in JADWAL), float("-inf"))
        while not berhenti.wait(1):
            for nama, jarak, kerja in JADWAL:
                if time.monotonic() - terakhir[nama] >= jarak:
                    terakhir[nama] = time.monotonic()
                    self._kerjakan(nama, kerja)

    def _kerjakan(self, nama: str, kerja: Callable[[], None]) -> None:
        """One job; a database that is away is tried again at the next turn."""
        close_old_connections()
        try:
            kerja()
        except OperationalError as galat:
            log.warning("pekerja_gagal", kerja=nama, galat=str(galat))
        else:
            log.info("pekerja_selesai", kerja=nama)
