"""The steps of a meeting."""

from typing import Any

from accounts.roles import Cap
from audit.transitions import Transition, TransitionRefused, Workflow
from posyandu_app.lib.waktu import hari_ini
from registry.models import Rapat


def _sudah_waktunya(rapat: Rapat, actor: Any) -> None:
    if rapat.tanggal > hari_ini(rapat.wilayah_id or "ID"):
        raise TransitionRefused("tanggal", "Rapat ini belum terjadi. Catat sesudah harinya.")


RAPAT = Workflow(
    model=Rapat,
    field="status",
    seen_with=Cap.LIHAT,
    transitions=(
        Transition(
            name="laksanakan",
            label="Catat terlaksana",
            sources=frozenset({Rapat.Status.DIRENCANAKAN}),
            target=Rapat.Status.TERLAKSANA,
            duty=Cap.BINA,
            guards=(_sudah_waktunya,),
        ),
        Transition(
            name="batalkan_rapat",
            label="Batalkan rapat",
            sources=frozenset({Rapat.Status.DIRENCANAKAN}),
            target=Rapat.Status.BATAL,
            duty=Cap.BINA,
            needs_note=True,
        ),
    ),
)
