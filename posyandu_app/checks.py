"""What must hold of the database for the answers to be right."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

URUTAN_BITA = ("C", "POSIX", "C.UTF-8", "C.utf8")


@register(Tags.database)
def urutan_kode(app_configs: Any, databases: Sequence[str] | None, **kwargs: Any) -> list[CheckMessage]:
    """Prefix ranges on dotted codes are right only where text sorts by byte (decision 2 of the design)."""
    galat: list[CheckMessage] = []
    for alias in databases or []:
        koneksi = connections[alias]
        if koneksi.vendor != "postgresql":
            continue
        with koneksi.cursor() as cursor:
            cursor.execute("SELECT datcollate FROM pg_database WHERE datname = current_database()")
            urutan = cursor.fetchone()[0]
        if urutan not in URUTAN_BITA:
            petunjuk = "Buat ulang: createdb --template=template0 --locale=C NAMA"
            galat.append(Error(f"Urutan teks basis data “{urutan}”, harus C.", hint=petunjuk, id="posyandu.E001"))
    return galat
