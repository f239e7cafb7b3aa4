"""The table of steps of a service record."""

from typing import Any

from accounts.roles import Cap
from audit.transitions import Hook, Transition, TransitionRefused, Workflow
from registry.actions import kunci_posyandu
from spm_services.hitung_kunjungan import nilai_rekaman
from spm_services.models import BulanUnit, Rekaman, StatusRekaman
from spm_services.rekap import Gerak, terapkan
from spm_services.tiket_buat import bertiket, tarik_bersama

# Apps above (planning) add what must hold before a record may be cancelled.
PENJAGA_BATAL: list[Hook] = []
BULAN_TUTUP = "{} sudah ditutup. Minta pengurus membukanya lagi, dengan alasan."


def _kunci_unit(pk: Any) -> None:
    unit = Rekaman.objects.filter(pk=pk).values_list("posyandu", flat=True).first()
    if unit is not None:
        kunci_posyandu(unit)


def _tarik_tiket(rekaman: Rekaman, actor: Any) -> None:
    """A request's ticket goes with its record, or holds it."""
    if bertiket(rekaman):
        tarik_bersama(rekaman, actor)


def _boleh_batal(rekaman: Rekaman, actor: Any) -> None:
    for penjaga in PENJAGA_BATAL:
        penjaga(rekaman, actor)


def _nilai_lagi(rekaman: Rekaman, actor: Any) -> None:
    """What the rest of the visit bears out, and the child's other visits."""
    nilai_rekaman(rekaman)


def _bulan_terbuka(rekaman: Rekaman, actor: Any) -> None:
    """Closing takes the same lock (the unit's) before it looks, so no record leaves a month while it is closed."""
    tutup = BulanUnit.objects.ditutup(rekaman.posyandu_id, rekaman.tanggal)
    if tutup is not None:
        raise TransitionRefused("bulan", BULAN_TUTUP.format(tutup.nama))


def _kurangi(rekaman: Rekaman, actor: Any) -> None:
    gerak = Gerak(rekaman.tanggal, rekaman.bidang, -1, -rekaman.terlayani)
    terapkan(rekaman.posyandu.kode, [gerak]).tulis()


REKAMAN = Workflow(
    model=Rekaman,
    field="status",
    seen_with=Cap.LIHAT_CATATAN,
    lock_before=_kunci_unit,
    transitions=(
        Transition(
            name="batalkan",
            label="Batalkan catatan",
            sources=frozenset({StatusRekaman.BERLAKU}),
            target=StatusRekaman.DIBATALKAN,
            duty=Cap.CATAT,
            needs_note=True,
            guards=(_bulan_terbuka, _boleh_batal),
            effects=(_tarik_tiket, _nilai_lagi, _kurangi),
        ),
    ),
)
