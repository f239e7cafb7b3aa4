"""Which payment lists and lines a person may see."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from accounts.roles import Cap
from registry.models import BarisBayar, DaftarBayar


def daftar_terlihat(user: User) -> "QuerySet[DaftarBayar]":
    """Lists of the person's area; who manages units also sees opened lists of a wider area, with their own rows."""
    milik = DaftarBayar.objects.for_user(user, Cap.LIHAT)
    hasil: QuerySet[DaftarBayar] = milik | DaftarBayar.objects.untuk_bawahan(user, Cap.KELOLA_POSYANDU)
    return hasil


def baris_terlihat(user: User) -> Any:
    """Lines of units in the person's area, of lists they may see. A kader sees their own only, on another page."""
    return BarisBayar.objects.for_user(user, Cap.LIHAT).filter(daftar__in=daftar_terlihat(user))
