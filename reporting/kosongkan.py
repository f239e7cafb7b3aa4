"""Emptying the sample units and everything that hangs on them, before a nation is written anew."""

from typing import Any

from django.db import connection

from audit import pemicu
from registry.models import Posyandu
from wilayah.models import Rekap


def _bergantung(model: type[Any], lewat: list[type[Any]] | None = None) -> list[type[Any]]:
    """The model after all models whose rows point to its rows."""
    lewat = lewat if lewat is not None else [model]
    hasil: list[type[Any]] = []
    for relasi in model._meta.get_fields(include_hidden=True):  # noqa: SLF001 (also keys that name no way back)
        anak = relasi.related_model if relasi.auto_created and not relasi.concrete else None
        if isinstance(anak, type) and anak not in lewat:
            lewat.append(anak)
            hasil += _bergantung(anak, lewat)
    return [*hasil, model]


def _kosong(tabel: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT NOT EXISTS (SELECT 1 FROM {tabel})")  # noqa: S608 (a name of our own)
        return bool(cursor.fetchone()[0])


def kosongkan_unit() -> None:
    """Empty the units and all that hangs on them. Every summed figure is of a unit, so the summary goes too."""
    semua: list[type[Any]] = [*_bergantung(Posyandu), Rekap]
    nama = [m._meta.db_table for m in semua]  # noqa: SLF001
    perintah = [f"TRUNCATE {', '.join(nama)}"]
    if connection.vendor == "postgresql":
        # A log without a row may be passed over; one with rows still refuses.
        tetap = [(t, f"{t}_tak_dikosongkan") for t in pemicu.TABEL if t in nama and _kosong(t)]
        lepas, pasang = (
            [f"ALTER TABLE {t} {apa} TRIGGER {larangan}" for t, larangan in tetap] for apa in ("DISABLE", "ENABLE")
        )
        perintah = [*lepas, *perintah, *pasang]
    if connection.vendor != "postgresql":
        perintah = [f"DELETE FROM {tabel}" for tabel in nama]  # noqa: S608 (names of our own tables)
    with connection.cursor() as cursor:
        for sql in perintah:
            cursor.execute(sql)
