"""The table of steps of a unit's month: closed by a person, opened again with a reason. Nothing closes by itself."""

from typing import Any

from accounts.roles import Cap
from audit.transitions import Banyak, Transition, TransitionRefused, Workflow
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import hari_ini
from spm_services.models import BulanUnit, StatusBulan

BELUM_SELESAI = "{} belum selesai, jadi belum bisa ditutup."


def sudah_lewat(bulan: Bulan, kode: str) -> bool:
    """Is the month over where the unit stands?"""
    return bulan.sampai <= hari_ini(kode)


def _boleh_tutup(row: BulanUnit, actor: Any) -> None:
    bulan = Bulan.dari(row.bulan)
    if not sudah_lewat(bulan, row.posyandu.kode):
        raise TransitionRefused("bulan", BELUM_SELESAI.format(bulan.nama))


def _boleh_tutup_banyak(rows: list[BulanUnit], actor: Any) -> None:
    """All of one kabupaten, so one zone: the first row speaks for all."""
    if rows:
        _boleh_tutup(rows[0], actor)


def _hitung_buka(row: BulanUnit, actor: Any) -> None:
    row.dibuka_lagi += 1
    row.save(update_fields=["dibuka_lagi"])


BULAN = Workflow(
    model=BulanUnit,
    field="status",
    seen_with=Cap.LIHAT,
    dibaca=("posyandu",),
    # The unit is locked by the two actions that take these steps (spm_services.actions.bulan), and by nobody else.
    transitions=(
        Transition(
            name="tutup_bulan",
            label="Tutup bulan",
            sources=frozenset({StatusBulan.TERBUKA}),
            target=StatusBulan.DITUTUP,
            duty=Cap.TUTUP_BULAN,
            guards=(_boleh_tutup,),
            many=Banyak(guards=(_boleh_tutup_banyak,)),
        ),
        Transition(
            name="buka_bulan",
            label="Buka lagi",
            sources=frozenset({StatusBulan.DITUTUP}),
            target=StatusBulan.TERBUKA,
            duty=Cap.TUTUP_BULAN,
            needs_note=True,
            effects=(_hitung_buka,),
        ),
    ),
)
