"""Writes of control totals and of a region's own shares."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from planning.antrean import tandai_setelah
from planning.models import AturanPorsi, DokumenAnggaran, TotalDokumen
from posyandu_app.lib.galat import Ditolak
from wilayah.models import Wilayah


@transaction.atomic
def isi_total(dokumen: int, nilai: Mapping[str, Decimal | None], *, actor: User | None) -> DokumenAnggaran:
    """Write the decree's total of each source; None takes one away. The document is locked, so that two people do not
    each write half. What is the same as before is not written."""
    row = DokumenAnggaran.objects.select_for_update(of=("self",), no_key=True).get(pk=dokumen)
    if actor is not None:
        require_in_scope(row, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    lama = {t.sumber: t for t in TotalDokumen.objects.filter(dokumen=row)}
    beda: dict[str, list[Any]] = {}
    for sumber, baru in nilai.items():
        t = lama.get(sumber)
        if (t.nilai if t else None) == baru:
            continue
        beda[sumber] = [str(t.nilai) if t else None, str(baru) if baru is not None else None]
        if baru is None and t is not None:
            t.delete()
        elif baru is not None:
            isi = {"nilai": baru, "diubah": timezone.now(), "oleh": actor}
            TotalDokumen.objects.update_or_create(dokumen=row, sumber=sumber, defaults=isi)
    if beda:
        record(actor, "isi_total", row, perubahan=beda)
        tandai_setelah(row.pk)
    return row


def tambah_porsi(wilayah: Wilayah, isi: Mapping[str, Any], *, actor: User | None) -> AturanPorsi:
    """A share of the area's own. Raises Ditolak where one of that name begins in the same year."""
    porsi = AturanPorsi(wilayah=wilayah, pembuat=actor, **isi)
    try:
        with transaction.atomic():
            porsi.save(force_insert=True)
            if actor is not None:
                require_in_scope(porsi, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
            record(actor, "tambah_porsi", porsi, perubahan={"nama": [None, porsi.nama]})
    except IntegrityError:
        tahun = isi["tahun_dari"]
        raise Ditolak("nama_singkat", f"Batas bernama itu sudah ada untuk daerah ini dari tahun {tahun}.") from None
    return porsi


@transaction.atomic
def akhiri_porsi(pk: int, tahun: int, *, actor: User | None) -> AturanPorsi:
    """Its last year. Raises Ditolak for one before its first."""
    porsi = AturanPorsi.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    if actor is not None:
        require_in_scope(porsi, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    if tahun < porsi.tahun_dari:
        raise Ditolak("tahun", f"Batas ini baru berlaku {porsi.tahun_dari}.")
    lama, porsi.tahun_sampai = porsi.tahun_sampai, tahun
    porsi.save(update_fields=["tahun_sampai"])
    record(actor, "akhiri_porsi", porsi, perubahan={"tahun_sampai": [lama, tahun]})
    return porsi
