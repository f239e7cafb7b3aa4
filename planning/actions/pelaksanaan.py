"""Saying which records carried out a planned activity, and taking it back."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.http import Http404

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from planning.actions._kerja import tugas_tulis
from planning.models import KegiatanRencana, PelaksanaanKegiatan
from posyandu_app.lib.galat import Ditolak
from registry.kunci import kunci_posyandu
from spm_services.katalog.dasar import Bentuk
from spm_services.models import Rekaman


def _kegiatan(pk: int, actor: User | None) -> KegiatanRencana:
    """The activity, its unit locked, its plan the actor's to keep. Raises Ditolak for a Tim Pembina's."""
    unit = KegiatanRencana.objects.filter(pk=pk).values_list("rencana__posyandu", flat=True).first()
    if unit is not None:
        kunci_posyandu(unit)
    rows = KegiatanRencana.objects.select_related("rencana__posyandu__wilayah", "rencana__wilayah")
    kegiatan = rows.filter(pk=pk).first()
    if kegiatan is None:
        raise Http404
    if actor is not None:
        require_in_scope(kegiatan.rencana, actor, tugas_tulis(kegiatan.rencana), seen_with=Cap.LIHAT_RENCANA)
    if kegiatan.rencana.posyandu_id is None:
        raise Ditolak("", "Pelaksanaan dicatat untuk rencana posyandu, bukan rencana Tim Pembina.")
    return kegiatan


def _periksa(kegiatan: KegiatanRencana, rekaman: Rekaman) -> None:
    rencana = kegiatan.rencana
    if rekaman.posyandu_id != rencana.posyandu_id:
        raise Ditolak("", "Catatan itu dari posyandu lain.")
    if rekaman.bentuk != Bentuk.KEGIATAN or not rekaman.berlaku:
        raise Ditolak("", "Hanya catatan kegiatan yang berlaku bisa menjadi pelaksanaan.")
    if rekaman.tanggal.year != rencana.tahun:
        raise Ditolak("", f"Catatan itu tahun {rekaman.tanggal.year}, rencananya {rencana.tahun}.")
    if kegiatan.bidang and rekaman.bidang != kegiatan.bidang:
        raise Ditolak("", "Catatan itu dari bidang lain.")


def laksanakan(pk: int, rekaman: Collection[int], *, actor: User | None) -> int:
    """These records carried out the activity: all of them or none. Returns how many are new; one that was said before
    is left. Raises Ditolak for a record of another unit, year or field, a cancelled one, one that carried out another
    activity."""
    try:
        with transaction.atomic():
            kegiatan = _kegiatan(pk, actor)
            sudah = {p.rekaman_id: p.kegiatan_id for p in PelaksanaanKegiatan.objects.filter(rekaman__in=rekaman)}
            if any(k != kegiatan.pk for k in sudah.values()):
                raise Ditolak("", "Salah satu catatan sudah menjadi pelaksanaan kegiatan lain. Muat ulang halaman.")
            baru = list(Rekaman.objects.filter(pk__in=set(rekaman) - set(sudah)).order_by("pk"))
            if len(baru) + len(sudah) != len(set(rekaman)):
                raise Ditolak("", "Salah satu catatan tidak ditemukan. Muat ulang halaman.")
            for r in baru:
                _periksa(kegiatan, r)
            PelaksanaanKegiatan.objects.bulk_create(
                PelaksanaanKegiatan(kegiatan=kegiatan, rekaman=r, oleh=actor) for r in baru
            )
            if baru:
                isi = {"catatan": [None, [str(r) for r in baru]]}
                record(actor, "laksanakan_rencana", kegiatan, perubahan=isi)
    except IntegrityError:
        raise Ditolak("", "Salah satu catatan baru saja dihubungkan orang lain. Muat ulang halaman.") from None
    return len(baru)


@transaction.atomic
def lepas_pelaksanaan(pk: int, *, actor: User | None) -> KegiatanRencana:
    """Take it back: the record carried out no planned activity any more. Raises Http404 where it is gone."""
    milik = PelaksanaanKegiatan.objects.filter(pk=pk).values_list("kegiatan", flat=True).first()
    if milik is None:
        raise Http404
    kegiatan = _kegiatan(milik, actor)
    satu = PelaksanaanKegiatan.objects.select_related("rekaman").filter(pk=pk, kegiatan=kegiatan).first()
    if satu is None:
        raise Http404
    record(actor, "lepas_pelaksanaan", kegiatan, perubahan={"catatan": [str(satu.rekaman), None]})
    satu.delete()
    return kegiatan
