"""What the writes of plans and of their RAB share: whose duty, which locks, what an activity costs after a change."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from planning.models import KegiatanRencana, RencanaKerja, StatusRencana
from posyandu_app.lib.galat import Ditolak
from registry.kunci import kunci_posyandu


def tugas_tulis(rencana: RencanaKerja) -> str:
    """The duty that writes this plan: a unit's own, or a Tim Pembina's."""
    return Cap.SUSUN_KERJA if rencana.posyandu_id else Cap.BINA


def tugas_sahkan(rencana: RencanaKerja) -> str:
    return Cap.SAHKAN_KERJA if rencana.posyandu_id else Cap.KELOLA_RENCANA


def kunci_rencana(pk: int, *, actor: User | None) -> RencanaKerja:
    """The plan as stored, its unit locked first. 404/403 by its own duty; Ditolak once it is no draft."""
    unit = RencanaKerja.objects.filter(pk=pk).values_list("posyandu", flat=True).first()
    if unit is not None:
        kunci_posyandu(unit)
    rows = RencanaKerja.objects.select_for_update(of=("self",), no_key=True)
    rencana = rows.select_related("posyandu__wilayah", "wilayah").get(pk=pk)
    if actor is not None:
        require_in_scope(rencana, actor, tugas_tulis(rencana), seen_with=Cap.LIHAT_RENCANA)
    if rencana.status != StatusRencana.DRAF:
        kata = rencana.get_status_display().lower()
        raise Ditolak("", f"Rencana kerja ini sudah {kata}. Minta dikembalikan dulu kalau perlu diubah.")
    return rencana


def kunci_kegiatan(pk: int, *, actor: User | None) -> KegiatanRencana:
    """An activity of a draft plan as stored, under its plan's lock."""
    rencana = kunci_rencana(KegiatanRencana.objects.values_list("rencana", flat=True).get(pk=pk), actor=actor)
    kegiatan = KegiatanRencana.objects.filter(pk=pk).first()
    if kegiatan is None:
        raise Ditolak("", "Kegiatan ini baru saja dihapus.")
    kegiatan.rencana = rencana
    return kegiatan


def ganti_biaya(kegiatan: KegiatanRencana, aksi: str, perubahan: Mapping[str, Any], *, actor: User | None) -> None:
    """After its RAB changed: the activity's cost is the sum of its items (kept as it was when the last one went)."""
    butir = list(kegiatan.rab_list.values_list("jumlah", flat=True))
    lama = kegiatan.biaya
    if butir:
        kegiatan.biaya = sum(butir, Decimal(0))
    kegiatan.versi += 1
    kegiatan.save(update_fields=["biaya", "versi"])
    isi = dict(perubahan)
    if kegiatan.biaya != lama:
        isi["biaya"] = [str(lama), str(kegiatan.biaya)]
    record(actor, aksi, kegiatan, perubahan=isi)
