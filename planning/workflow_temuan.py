"""Steps of a finding: terbuka → dijelaskan → selesai; a run closes what it no longer sees and opens what is back."""

from typing import Any

from accounts.roles import Cap
from audit.transitions import Banyak, Transition, TransitionRefused, Workflow
from planning.models import StatusTemuan, TemuanAnggaran
from planning.pemeriksaan import PER_KODE, Tingkat

T = StatusTemuan


def _bukan_blok(temuan: TemuanAnggaran, actor: Any) -> None:
    """What blocks a publication is not talked away: it closes when the data are right."""
    if PER_KODE[temuan.aturan].tingkat == Tingkat.BLOK:
        kalimat = "Temuan tingkat blok tertutup sendiri setelah datanya diperbaiki, tidak dengan penjelasan."
        raise TransitionRefused("blok", kalimat)


def _bukan_penjelasnya(temuan: TemuanAnggaran, actor: Any) -> None:
    if actor is not None and temuan.penjelas_id == actor.pk:
        raise TransitionRefused("penjelas", "Penjelasan diterima oleh orang lain, bukan oleh yang menulisnya.")


SISTEM = ("tutup_temuan", "temu_lagi")  # steps that no person takes
TEMUAN = Workflow(
    model=TemuanAnggaran,
    field="status",
    seen_with=Cap.LIHAT_RENCANA,
    transitions=(
        Transition(
            name="jelaskan_temuan",
            label="Jelaskan",
            sources=frozenset({T.TERBUKA, T.DIJELASKAN}),
            target=T.DIJELASKAN,
            duty=Cap.TINDAK_TEMUAN,
            needs_note=True,
        ),
        Transition(
            name="terima_temuan",
            label="Terima penjelasan",
            sources=frozenset({T.DIJELASKAN}),
            target=T.SELESAI,
            duty=Cap.TINDAK_TEMUAN,
            guards=(_bukan_blok, _bukan_penjelasnya),
        ),
        Transition(
            name="buka_temuan",
            label="Buka lagi",
            sources=frozenset({T.DIJELASKAN, T.SELESAI}),
            target=T.TERBUKA,
            duty=Cap.TINDAK_TEMUAN,
            needs_note=True,
        ),
        Transition(
            name="tutup_temuan",
            label="Tidak ditemukan lagi",
            sources=frozenset({T.TERBUKA, T.DIJELASKAN}),
            target=T.SELESAI,
            duty=Cap.TINDAK_TEMUAN,
            many=Banyak(),
        ),
        Transition(
            name="temu_lagi",
            label="Ditemukan lagi",
            sources=frozenset({T.SELESAI}),
            target=T.TERBUKA,
            duty=Cap.TINDAK_TEMUAN,
            many=Banyak(),
        ),
    ),
)
