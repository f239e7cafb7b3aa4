"""Writes about papers."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from posyandu_app.lib.galat import Ditolak
from registry.models import Posyandu, SuratKeputusan


def tambah_sk(posyandu: Posyandu, isi: Mapping[str, Any], *, actor: User | None) -> SuratKeputusan:
    """File a decree's number and dates. Raises Ditolak for a number already filed."""
    sk = SuratKeputusan(posyandu=posyandu, **isi)
    try:
        with transaction.atomic():
            sk.save(force_insert=True)
            if actor is not None:
                require_in_scope(sk, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
            record(actor, "tambah_sk", posyandu, perubahan={sk.get_jenis_display(): [None, sk.nomor]})
    except IntegrityError:
        raise Ditolak("nomor", "Surat dengan jenis dan nomor ini sudah dicatat.") from None
    return sk
