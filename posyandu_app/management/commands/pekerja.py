"""The background worker: long jobs one after another, housekeeping at fixed intervals beside them, until told to stop.

The timetable has a thread of its own, so that a long job does not hold it up. While a job runs, another thread renews
its heartbeat: a job is given to somebody else when its worker is dead, not when one of its steps is slow.
"""

import signal
import threading
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone

from accounts.berkas import sapu_yatim
from accounts.models import Pekerjaan
from accounts.pekerjaan import ambil_satu, kerjakan, milik
from accounts.surel import kirim_ringkasan

log = structlog.get_logger(__name__)


def hapus_sesi_lama() -> None:
    """Sessions past their end, which only take room."""
    call_command("clearsessions")


def ringkasan_surel() -> None:
    """The daily digest of unread messages; asks often, writes once a day to each."""
    kirim_ringkasan()


def sapu_berkas() -> None:
    """Files whose row was rolled back."""
    sapu_yatim()


def periksa_yang_berubah() -> None:
    """Checks of budget documents that changed."""
    call_command("periksa_anggaran", antrean=True)


def periksa_malam() -> None:
    """All checks of all budgets, once a night; asks often."""
    call_command("periksa_anggaran", malam=True)


JADWAL: tuple[tuple[str, int, Callable[[], None]], ...] = (
    ("hapus_sesi_lama", 3600, hapus_sesi_lama),
    ("ringkasan_surel", 900, ringkasan_surel),
    ("sapu_berkas", 6 * 3600, sapu_berkas),
    ("periksa_yang_berubah", 60, periksa_yang_berubah),
    ("periksa_malam", 900, periksa_malam),
)


class Command(BaseCommand):
    help = "Pekerja latar: pekerjaan panjang dan pekerjaan rumah berkala. Ctrl-C menghentikannya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sekali", action="store_true", help="kerjakan yang menunggu, lalu selesai")

    def handle(self, *args: Any, **options: Any) -> None:
        berhenti = threading.Event()
        for tanda in (signal.SIGINT, signal.SIGTERM):
            signal.signal(tanda, lambda *_: berhenti.set())
        if options["sekali"]:
            while not berhenti.is_set() and _satu(berhenti):
                pass
            return
        jadwal = threading.Thread(target=_jadwal, args=(berhenti,), name="jadwal", daemon=True)
        jadwal.start()
        while not berhenti.is_set():
            if not _satu(berhenti):
                berhenti.wait(1)
        jadwal.join(5)


def _satu(berhenti: threading.Event) -> bool:
    """Do one job, if one waits. A database that is away is asked again at the next turn."""
    close_old_connections()
    try:
        pekerjaan = ambil_satu()
        if pekerjaan is None:
            return False
        with Jantung(pekerjaan):
            kerjakan(pekerjaan, berhenti.is_set)
    except DatabaseError as galat:
        log.warning("pekerja_tanpa_basis_data", galat=type(galat).__name__)
        berhenti.wait(2)
        return False
    return True


class Jantung:
    """Renews a job's heartbeat for as long as this process lives and the job is its own."""

    def __init__(self, pekerjaan: Pekerjaan) -> None:
        self._milik = milik(pekerjaan)
        self._selesai = threading.Event()
        self._utas = threading.Thread(target=self._berdetak, name="jantung", daemon=True)

    def __enter__(self) -> "Jantung":
        self._utas.start()
        return self

    def __exit__(self, *galat: object) -> None:
        self._selesai.set()
        self._utas.join(5)

    def _berdetak(self) -> None:
        while not self._selesai.wait(settings.PEKERJAAN_BASI / 4):
            try:
                if not self._milik.update(detak=timezone.now()):
                    break
            except DatabaseError as galat:  # SQLite's one writer may be busy: the next beat will do
                log.warning("detak_tertunda", galat=type(galat).__name__)
        connections.close_all()


def _jadwal(berhenti: threading.Event) -> None:
    """The timetable, each entry at its interval."""
    terakhir = dict.fromkeys((nama for nama, _, _ in JADWAL), float("-inf"))
    while not berhenti.wait(1):
        for nama, jarak, kerja in JADWAL:
            if time.monotonic() - terakhir[nama] >= jarak:
                terakhir[nama] = time.monotonic()
                _kerja_rumah(nama, kerja)
    connections.close_all()


def _kerja_rumah(nama: str, kerja: Callable[[], None]) -> None:
    """One entry; whatever breaks in it, the timetable goes on."""
    close_old_connections()
    try:
        kerja()
    except Exception as galat:  # noqa: BLE001 (one entry must not end the others)
        log.warning("pekerja_gagal", kerja=nama, galat=type(galat).__name__)
    else:
        log.info("pekerja_selesai", kerja=nama)
