"""Long jobs: a row in the queue, a worker that takes it, a heartbeat, a point to go on from (decision 0005).

A part hands a job in with `antre` and says once, in its `apps.ready`, who does that kind: `PEKERJA["jenis"] = f`.
`f(laju)` calls `laju.maju(...)` after each step. What follows the last `titik` may be done twice (the worker was
killed after a step and before its `maju`), so `f` either stores a step and its `titik` in one transaction, or makes the
same thing again when asked twice. `isi` and `titik` hold keys and choices, never personal data.
"""

import time
import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.models import Berkas, Pekerjaan, StatusPekerjaan, User
from posyandu_app.lib.galat import Ditolak

log = structlog.get_logger(__name__)
PALING_BANYAK_COBA = 3
ANTRE, JALAN = StatusPekerjaan.ANTRE, StatusPekerjaan.JALAN
AKHIR = (StatusPekerjaan.SELESAI, StatusPekerjaan.GAGAL, StatusPekerjaan.DIBATALKAN)
TERPUTUS = "Pekerjaan ini terputus tiga kali, jadi dihentikan. Coba lagi; kalau terulang, beri tahu admin wilayah."
TAK_DIKENAL = "Jenis pekerjaan ini tidak dikenal oleh sistem yang sedang berjalan. Beri tahu admin wilayah."


class Dibatalkan(Exception):
    """The job is no longer this worker's: its owner cancelled it, or it was given to another worker."""


class Berhenti(Exception):
    """The worker was asked to end: the job goes back to the queue and on from its last `titik`."""


class Laju:
    """What a job sees of itself while it runs."""

    def __init__(self, pekerjaan: Pekerjaan, berhenti: Callable[[], bool] = lambda: False) -> None:
        self.pekerjaan = pekerjaan
        self._berhenti = berhenti

    def maju(self, selesai: int, jumlah: int | None = None, titik: dict[str, Any] | None = None) -> None:
        """`selesai` of `jumlah` are done; `titik` is where a resumed job goes on. Call it once for each step.

        Writes in the running transaction, if there is one, so that a step and its `titik` are stored together. Raises
        Dibatalkan when the job was cancelled or taken away, Berhenti when the worker is to end; let both pass.
        """
        baru: dict[str, Any] = {"selesai": selesai, "detak": timezone.now()}
        if jumlah is not None:
            baru["jumlah"] = jumlah
        if titik is not None:
            baru["titik"] = titik
        if not milik(self.pekerjaan).update(**baru):
            raise Dibatalkan
        for nama, nilai in baru.items():
            setattr(self.pekerjaan, nama, nilai)
        if self._berhenti():  # a step whose transaction is still open is undone and done again later
            raise Berhenti


Pelaksana = Callable[[Laju], Berkas | None]
PEKERJA: dict[str, Pelaksana] = {}


def antre(jenis: str, isi: dict[str, Any], *, judul: str, oleh: User, alamat: str = "") -> Pekerjaan:
    """Hand a job in, in the running transaction. `alamat`: where its owner goes on when it is done."""
    if jenis not in PEKERJA:
        raise KeyError(f"nobody does jobs of the kind {jenis}")
    return Pekerjaan.objects.create(jenis=jenis, isi=isi, judul=judul[:160], pemilik=oleh, alamat=alamat)


def milik(pekerjaan: Pekerjaan) -> "QuerySet[Pekerjaan]":
    """The job's row while this attempt holds it: no row once it was cancelled or given to another worker."""
    return Pekerjaan.objects.filter(pk=pekerjaan.pk, status=JALAN, percobaan=pekerjaan.percobaan)


def _pindah(rows: "QuerySet[Pekerjaan]", ke: StatusPekerjaan, **lain: Any) -> int:
    """The one place that changes a job's status."""
    return rows.update(status=ke, **lain)


def batalkan(pekerjaan: Pekerjaan, *, oleh: User) -> bool:
    """Cancel the own job; False where it has ended already. A running one stops after its present step."""
    rows = Pekerjaan.objects.filter(pk=pekerjaan.pk, pemilik=oleh, status__in=(ANTRE, JALAN))
    return bool(_pindah(rows, StatusPekerjaan.DIBATALKAN, berakhir=timezone.now()))


def kembalikan_basi() -> None:
    """Jobs whose worker has died go back to the queue; after three attempts they have failed."""
    sejak = timezone.now() - timedelta(seconds=settings.PEKERJAAN_BASI)
    basi = Pekerjaan.objects.filter(status=JALAN, detak__lt=sejak)
    _pindah(
        basi.filter(percobaan__gte=PALING_BANYAK_COBA),
        StatusPekerjaan.GAGAL,
        pesan=TERPUTUS,
        berakhir=timezone.now(),
    )
    _pindah(basi, ANTRE)


def ambil_satu() -> Pekerjaan | None:
    """Take the oldest waiting job: one worker gets it, the others the next one (SKIP LOCKED, IMMEDIATE on SQLite)."""
    if not Pekerjaan.objects.filter(status__in=(ANTRE, JALAN)).exists():
        return None  # without a write lock: an idle worker disturbs nobody
    with transaction.atomic():
        kembalikan_basi()
        rows = Pekerjaan.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
        pekerjaan = rows.filter(status=ANTRE).order_by("id").first()
        if pekerjaan is None:
            return None
        kini = timezone.now()
        baris = Pekerjaan.objects.filter(pk=pekerjaan.pk, status=ANTRE)
        baru = {"mulai": pekerjaan.mulai or kini, "detak": kini, "percobaan": F("percobaan") + 1}
        if not _pindah(baris, JALAN, **baru):
            return None
    pekerjaan.refresh_from_db()
    return pekerjaan


def kerjakan(pekerjaan: Pekerjaan, berhenti: Callable[[], bool] = lambda: False) -> None:
    """Do a job that was taken. Never raises: whatever happens is written into the job's row."""
    laju = Laju(pekerjaan, berhenti)
    awal = time.monotonic()
    try:
        pelaksana = PEKERJA.get(pekerjaan.jenis)
        if pelaksana is None:
            raise Ditolak("", TAK_DIKENAL)
        hasil = pelaksana(laju)
    except Dibatalkan:
        log.info("pekerjaan_dibatalkan", pekerjaan=pekerjaan.pk, jenis=pekerjaan.jenis)
    except Berhenti:
        _pindah(milik(pekerjaan), ANTRE, percobaan=F("percobaan") - 1)
    except Exception as galat:  # noqa: BLE001 (a faulty job must not take the worker with it)
        _terhenti(pekerjaan, galat)
    else:
        baru = {"hasil": hasil, "berakhir": timezone.now()}
        _pindah(milik(pekerjaan), StatusPekerjaan.SELESAI, **baru)
        log.info("pekerjaan_selesai", pekerjaan=pekerjaan.pk, detik=round(time.monotonic() - awal, 1))


def _terhenti(pekerjaan: Pekerjaan, galat: Exception) -> None:
    """A refusal is told as it is; a database that was away or too busy is tried again; the rest is a fault."""
    if isinstance(galat, Ditolak):
        _gagal(pekerjaan, str(galat))
    elif isinstance(galat, OperationalError) and pekerjaan.percobaan < PALING_BANYAK_COBA:
        log.warning("pekerjaan_tertunda", pekerjaan=pekerjaan.pk, galat=type(galat).__name__)
        _pindah(milik(pekerjaan), ANTRE)
    else:
        _gagal(pekerjaan, _catat_galat(pekerjaan, galat))


def _gagal(pekerjaan: Pekerjaan, pesan: str) -> None:
    _pindah(milik(pekerjaan), StatusPekerjaan.GAGAL, pesan=pesan[:300], berakhir=timezone.now())


def _catat_galat(pekerjaan: Pekerjaan, galat: Exception) -> str:
    """Log where it broke, not what the message says: a database names the offending values in it."""
    jejak = traceback.extract_tb(galat.__traceback__)
    tempat = [f"{Path(b.filename).name}:{b.lineno}" for b in jejak[-8:]]
    log.error("pekerjaan_gagal", pekerjaan=pekerjaan.pk, jenis=pekerjaan.jenis, galat=type(galat).__name__, di=tempat)
    return f"Pekerjaan ini berhenti karena kesalahan sistem (nomor {pekerjaan.pk}). Beri tahu admin wilayah."


def kerjakan_semua(paling_banyak: int = 1000) -> int:
    """Do everything that waits, here and now; how many jobs were done. For tests and commands."""
    for ke in range(paling_banyak):
        pekerjaan = ambil_satu()
        if pekerjaan is None:
            return ke
        kerjakan(pekerjaan)
    return paling_banyak
