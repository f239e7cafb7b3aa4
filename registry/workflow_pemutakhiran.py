"""The one step of a round of confirmations: the Dinas closes it."""

from typing import Any

from accounts.roles import Cap
from audit.transitions import Transition, Workflow
from posyandu_app.lib.waktu import hari_ini
from registry.models import PeriodePemutakhiran

S = PeriodePemutakhiran.Status


def _catat_hari(periode: PeriodePemutakhiran, actor: Any) -> None:
    periode.ditutup = hari_ini(periode.wilayah_id)
    periode.save(update_fields=["ditutup"])


PERIODE = Workflow(
    model=PeriodePemutakhiran,
    field="status",
    seen_with=Cap.LIHAT,
    transitions=(
        Transition(
            name="tutup_pemutakhiran",
            label="Tutup",
            sources=frozenset({S.DIBUKA}),
            target=S.DITUTUP,
            duty=Cap.ATUR,
            effects=(_catat_hari,),
        ),
    ),
)
