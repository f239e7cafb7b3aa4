"""Steps of a scenario: kept as an annex of a draft, and opened again."""

from accounts.roles import Cap
from audit.transitions import Transition, Workflow
from planning.models import Skenario, StatusSkenario

SKENARIO = Workflow(
    model=Skenario,
    field="status",
    seen_with=Cap.LIHAT_RENCANA,
    transitions=(
        Transition(
            name="lampirkan",
            label="Simpan sebagai lampiran",
            sources=frozenset({StatusSkenario.DRAF}),
            target=StatusSkenario.LAMPIRAN,
            duty=Cap.KELOLA_RENCANA,
        ),
        Transition(
            name="buka_lampiran",
            label="Buka lagi untuk diubah",
            sources=frozenset({StatusSkenario.LAMPIRAN}),
            target=StatusSkenario.DRAF,
            duty=Cap.KELOLA_RENCANA,
            needs_note=True,
        ),
    ),
)
