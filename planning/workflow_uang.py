"""Steps of support outside any document: it holds, or was cancelled with a reason."""

from typing import Any

from accounts.roles import Cap
from audit.transitions import Transition, Workflow
from planning.models import BantuanLuar, StatusBantuan
from registry.actions import kunci_posyandu


def _kunci_unit(pk: Any) -> None:
    unit = BantuanLuar.objects.filter(pk=pk).values_list("posyandu", flat=True).first()
    if unit is not None:
        kunci_posyandu(unit)


BANTUAN = Workflow(
    model=BantuanLuar,
    field="status",
    seen_with=Cap.LIHAT_RENCANA,
    lock_before=_kunci_unit,
    transitions=(
        Transition(
            name="batalkan_bantuan",
            label="Batalkan",
            sources=frozenset({StatusBantuan.BERLAKU}),
            target=StatusBantuan.DIBATALKAN,
            duty=Cap.KELOLA_POSYANDU,
            needs_note=True,
        ),
    ),
)
