"""What taking a budget file and taking a code book share: the import under lock, and what stands in its way."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied

from accounts.models import Pekerjaan, User
from accounts.pekerjaan import AKHIR
from accounts.roles import Cap
from accounts.scope import require_in_scope
from planning.impor.dasar import periksa_total
from planning.models import ImporRencana
from posyandu_app.lib.galat import Ditolak


def kunci_milik(pk: int, actor: User | None) -> ImporRencana:
    """The import locked, as the person who handed it in; others in the area may look, not decide."""
    rows = ImporRencana.objects.select_for_update(of=("self",), no_key=True)
    impor = rows.filter(pk=pk).first() or ImporRencana(pk=pk)
    if actor is not None:
        require_in_scope(impor, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
        if impor.pemilik_id != actor.pk:
            raise PermissionDenied
    return impor


def kunci_impor(pk: int, actor: User | None, *, pekerjaan: int | None = None) -> ImporRencana:
    """The same while it waits for a decision. Raises Ditolak once it was decided, while it is not read yet, or while a
    job other than `pekerjaan` is at it."""
    impor = kunci_milik(pk, actor)
    if not impor.terbuka:
        raise Ditolak("", "Impor ini sudah diambil atau sudah dibuang. Muat ulang halaman.")
    if impor.dibaca is None or (impor.pekerjaan_id != pekerjaan and sedang_jalan(impor)):
        raise Ditolak("", "Impor ini masih dikerjakan atau tidak terbaca. Muat ulang halaman.")
    return impor


def sedang_jalan(impor: ImporRencana) -> bool:
    """Is a job at it, or waiting to be?"""
    pk = impor.pekerjaan_id
    return pk is not None and Pekerjaan.objects.filter(pk=pk).exclude(status__in=AKHIR).exists()


def halangan(impor: ImporRencana, ditolak: int) -> list[str]:
    """Why nothing of it may be taken; empty where all of it may."""
    alasan = [f"{ditolak} baris ditolak. Perbaiki berkasnya, lalu unggah lagi."] if ditolak else []
    if not impor.banyak:
        return [*alasan, "Tidak ada baris yang bisa diambil."]
    if impor.dokumen_id is None or impor.jumlah is None:
        return alasan
    berkas = [(di, Decimal(n)) for di, n in impor.total_berkas]
    ketik = impor.pengaturan.get("total")
    return alasan + periksa_total(
        impor.jumlah, impor.banyak, berkas, None if ketik is None else Decimal(ketik), impor.pengaturan.get("baris")
    )
