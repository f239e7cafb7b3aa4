"""The only writer of the log."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

import structlog
from django.conf import settings
from django.db import models
from django.utils import timezone

from audit.models import Catatan

SISTEM = "sistem"


def sidik(nilai: Any) -> str:
    """Keyed hash of a personal value: equal values can be told equal without being readable."""
    return hmac.new(settings.PII_KEYS[0].encode(), str(nilai).encode(), hashlib.sha256).hexdigest()[:16]


def _polos(nilai: Any) -> Any:
    """A value as JSON keeps it; model rows by their key."""
    if isinstance(nilai, models.Model):
        return nilai.pk
    if isinstance(nilai, date | time):
        return nilai.isoformat()
    return str(nilai) if isinstance(nilai, Decimal) else nilai


def selisih(
    sebelum: Mapping[str, Any], sesudah: Mapping[str, Any], *, pribadi: Iterable[str] = ()
) -> dict[str, list[Any]]:
    """{column: [before, after]} of what differs; personal columns as ["berubah", hash]."""
    rahasia = set(pribadi)
    hasil: dict[str, list[Any]] = {}
    for nama, baru in sesudah.items():
        lama = sebelum.get(nama)
        if lama == baru or _polos(lama) == _polos(baru):
            continue
        hasil[nama] = ["berubah", sidik(baru)] if nama in rahasia else [_polos(lama), _polos(baru)]
    return hasil


def buat(
    actor: Any,
    aksi: str,
    objek: models.Model,
    *,
    perubahan: Mapping[str, Any] | None = None,
    dari: str = "",
    ke: str = "",
    catatan: str = "",
) -> Catatan:
    """One log row, not yet stored: for bulk writers. `actor` None means the system itself."""
    permintaan = structlog.contextvars.get_contextvars().get("request_id", "")
    return Catatan(
        waktu=timezone.now(),
        pelaku=actor,
        pelaku_nama=(getattr(actor, "nama", "") or str(actor)) if actor else SISTEM,
        aksi=aksi,
        objek_jenis=objek._meta.label_lower,  # noqa: SLF001
        objek_id=objek.pk,
        perubahan=dict(perubahan or {}),
        dari=dari,
        ke=ke,
        catatan=catatan,
        permintaan=str(permintaan)[:40],
    )


def record(actor: Any, aksi: str, objek: models.Model, **isi: Any) -> Catatan:
    """Store one event in the running transaction; arguments as `buat`."""
    catatan = buat(actor, aksi, objek, **isi)
    catatan.save(force_insert=True)
    return catatan
