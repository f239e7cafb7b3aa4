"""The table of steps of a sealed report. No approval step: nobody stands between the report and UPTD PPA."""

from typing import Any

from django.utils import timezone

from accounts.roles import Cap
from audit.transitions import Transition, Workflow
from spm_services.jejak_tertutup import jejak
from spm_services.models import LaporanTertutup, StatusTertutup

S = StatusTertutup


def _tandai_dihubungi(laporan: LaporanTertutup, actor: Any) -> None:
    """The clock stops at the first contact, whatever follows."""
    if laporan.dihubungi is None:
        laporan.dihubungi = timezone.now()
        laporan.save(update_fields=["dihubungi"])


def _langkah(name: str, label: str, dari: tuple[str, ...], ke: str, **lain: Any) -> Transition:
    return Transition(name=name, label=label, sources=frozenset(dari), target=ke, duty=Cap.KANAL_TERTUTUP, **lain)


TERTUTUP = Workflow(
    model=LaporanTertutup,
    field="status",
    seen_with=Cap.KANAL_TERTUTUP,
    catat=jejak,
    transitions=(
        _langkah("hubungi", "Sudah dihubungi", (S.DITERIMA,), S.DIHUBUNGI, effects=(_tandai_dihubungi,)),
        _langkah("tangani", "Sedang ditangani", (S.DIHUBUNGI, S.DIRUJUK), S.DITANGANI),
        _langkah("rujuk", "Rujuk ke layanan lain", (S.DIHUBUNGI, S.DITANGANI), S.DIRUJUK, needs_note=True),
        # Also straight from "diterima": a contact that cannot be reached, or a form sent by mistake, says so here.
        _langkah("tutup", "Selesai", (S.DITERIMA, S.DIHUBUNGI, S.DITANGANI, S.DIRUJUK), S.DITUTUP, needs_note=True),
    ),
)
