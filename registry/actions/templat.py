"""Writes about the texts of drafts, and the log of who took a draft out with whole NIKs."""

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area, require_in_scope
from audit.record import record
from posyandu_app.lib.galat import Bentrok, Ditolak
from registry.models import Posyandu, TemplatDaerah
from registry.templat import JENIS, TemplatSalah, periksa_templat
from registry.templat.aturan import versi_kini
from wilayah.models import Wilayah


@transaction.atomic
def simpan_templat(
    wilayah: Wilayah, jenis: str, isi: str, *, versi: int, actor: User | None, catatan: str = ""
) -> TemplatDaerah:
    """A new version of an area's own text; an empty `isi` goes back to what is inherited.

    Raises Ditolak("isi", …) for a text that cannot be used, Bentrok when `versi` is not the highest one stored.
    """
    if jenis not in JENIS:
        raise Ditolak("isi", "Jenis templat tidak dikenal.")
    if actor is not None:
        require_area(wilayah.pk, actor, Cap.ATUR, seen_with=Cap.LIHAT)
    if isi:
        try:
            periksa_templat(isi)
        except TemplatSalah as salah:
            raise Ditolak("isi", str(salah)) from None
    if versi_kini(wilayah.pk, jenis) != versi:
        raise Bentrok(None)
    row = TemplatDaerah(wilayah=wilayah, jenis=jenis, versi=versi + 1, isi=isi, catatan=catatan, pengubah=actor)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Bentrok(None) from None
    aksi = "simpan_templat" if isi else "kembalikan_templat"
    record(actor, aksi, row, perubahan={JENIS[jenis]: [versi or None, versi + 1]}, catatan=catatan)
    return row


@transaction.atomic
def catat_unduh_identitas(posyandu: Posyandu, jenis: str, *, actor: User) -> None:
    """Note that somebody took out a draft that lists whole NIKs; refused to whoever may not see particulars."""
    require_in_scope(posyandu, actor, Cap.LIHAT_ORANG, seen_with=Cap.LIHAT)
    record(actor, "unduh_identitas", posyandu, catatan=JENIS[jenis])
