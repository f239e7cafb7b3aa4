"""The table of steps of a service record."""

from typing import Any

from accounts.roles import Cap
from audit.transitions import Hook, Transition, Workflow
from registry.actions import kunci_posyandu
from spm_services.hitung_kunjungan import nilai_rekaman
from spm_services.models import Rekaman, StatusRekaman
from spm_services.rekap import Gerak, terapkan

# Apps above (planning) add what must hold before a record may be cancelled.
PENJAGA_BATAL: list[Hook] = []


def _kunci_unit(pk: Any) -> None:
    unit = Rekaman.objects.filter(pk=pk).values_list("posyandu", flat=True).first()
    if unit is not None:
        kunci_posyandu(unit)


def _boleh_batal(rekaman: Rekaman, actor: Any) -> None:
    for penjaga in PENJAGA_BATAL:
        penjaga(rekaman, actor)


def _nilai_lagi(rekaman: Rekaman, actor: Any) -> None:
    """What the rest of the visit bears out, and the child's other visits."""
    nilai_rekaman(rekaman)


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
            guards=(_boleh_batal,),
            effects=(_nilai_lagi, _kurangi),
        ),
    ),
)
