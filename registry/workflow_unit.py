"""The table of steps of a unit's status."""

from accounts.roles import Cap
from audit.transitions import Transition, Workflow
from registry.models import Posyandu, StatusPosyandu

AKTIF, TUTUP = frozenset({StatusPosyandu.AKTIF}), frozenset({StatusPosyandu.TUTUP})

# Taken by registry.actions.keadaan only, which also writes the period, the terms and the summary.
UNIT = Workflow(
    model=Posyandu,
    field="status",
    seen_with=Cap.LIHAT,
    transitions=(
        Transition("tutup", "Tutup", AKTIF, StatusPosyandu.TUTUP, Cap.KELOLA_POSYANDU, needs_note=True),
        Transition("gabung", "Gabungkan", AKTIF, StatusPosyandu.TUTUP, Cap.KELOLA_POSYANDU, needs_note=True),
        Transition("buka_kembali", "Buka kembali", TUTUP, StatusPosyandu.AKTIF, Cap.KELOLA_POSYANDU, needs_note=True),
        Transition(
            "batal_gabung", "Batalkan penggabungan", TUTUP, StatusPosyandu.AKTIF, Cap.KELOLA_POSYANDU, needs_note=True
        ),
    ),
)
