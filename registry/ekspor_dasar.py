"""What a list that goes out as a file consists of, and the columns that say to which unit a row belongs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from accounts.area import Area
from accounts.models import User
from posyandu_app.lib.tabel import Kolom

MILIK = ("posyandu__wilayah__induk", "orang")


@dataclass(frozen=True)
class Ekspor:
    """One list. `rows(user, params, area)` are in the user's scope; `olah` may turn a chunk of rows into others."""

    kode: str
    nama: str
    keterangan: str
    rows: Callable[[User, QueryDict, Area], "QuerySet[Any]"]
    urut: tuple[str, ...]
    kolom: tuple[Kolom, ...]
    pribadi: tuple[Kolom, ...] = ()
    terkait: tuple[str, ...] = ()
    olah: Callable[[list[Any]], list[Any]] = list


def kolom_unit(awalan: str) -> tuple[Kolom, ...]:
    """Where a row belongs: heads as the importer knows them, so that a file can come back."""
    return (
        Kolom("Kode posyandu", f"{awalan}kode", 22),
        Kolom("Nama posyandu", f"{awalan}nama", 26),
        Kolom("Kode desa/kelurahan", f"{awalan}wilayah_id", 16),
        Kolom("Desa/kelurahan", f"{awalan}wilayah.nama", 22),
        Kolom("Kecamatan", f"{awalan}wilayah.induk.nama", 22),
        Kolom("Terakhir dikonfirmasi", f"{awalan}dikonfirmasi", 13),
    )
