"""Consent of a person to one purpose: given or refused by whom, changed by a new answer, taken back."""

from django.db import transaction
from django.http import Http404

from accounts.models import User
from audit.record import record
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services.actions._warga import kunci_warga
from spm_services.models import PersetujuanData


@transaction.atomic
def catat_persetujuan(pk: int, tujuan: str, *, setuju: bool, oleh: str, actor: User | None) -> PersetujuanData:
    """The answer to one purpose; an earlier one ends today. Raises Ditolak for an unknown purpose or asker."""
    if tujuan not in PersetujuanData.Tujuan or oleh not in PersetujuanData.Oleh:
        raise Ditolak("tujuan", "Pilih tujuannya dan siapa yang menjawab.")
    terkunci = kunci_warga(pk, actor)
    hari = hari_ini(terkunci.unit.kode)
    lama = PersetujuanData.objects.filter(warga=pk, tujuan=tujuan, dicabut=None).first()
    if lama is not None and lama.setuju == setuju and lama.oleh == oleh:
        return lama
    if lama is not None:
        lama.dicabut = hari
        lama.save(update_fields=["dicabut"])
    isi = {"tujuan": tujuan, "oleh": oleh, "setuju": setuju, "tanggal": hari, "pencatat": actor}
    baru = PersetujuanData.objects.create(warga=terkunci.warga, posyandu=terkunci.unit, **isi)
    record(
        actor, "setuju_data", terkunci.warga, perubahan={baru.get_tujuan_display(): [None, "ya" if setuju else "tidak"]}
    )
    return baru


@transaction.atomic
def cabut_persetujuan(pk: int, *, actor: User | None) -> PersetujuanData:
    """A consent is taken back today: it is as if it had not been asked. Raises Ditolak when it was already."""
    row = PersetujuanData.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    terkunci = kunci_warga(row.warga_id, actor)
    row.refresh_from_db()
    if row.dicabut is not None:
        raise Ditolak("", "Persetujuan ini sudah dicabut. Muat ulang halaman.")
    row.dicabut = hari_ini(terkunci.unit.kode)
    row.save(update_fields=["dicabut"])
    record(
        actor,
        "cabut_setuju",
        terkunci.warga,
        perubahan={row.get_tujuan_display(): ["ya" if row.setuju else "tidak", None]},
    )
    return row
