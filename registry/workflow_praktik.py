"""The steps of a card of praktik baik: whoever writes it does not approve it."""

from typing import Any

from accounts import pesan
from accounts.roles import Cap
from audit.transitions import Transition, TransitionRefused, Workflow
from posyandu_app.lib.waktu import hari_ini
from registry.models import PraktikBaik

S = PraktikBaik.Status


def _catat_pengaju(praktik: PraktikBaik, actor: Any) -> None:
    praktik.pengaju = actor
    praktik.save(update_fields=["pengaju"])


def _orang_lain(praktik: PraktikBaik, actor: Any) -> None:
    if actor is not None and actor.pk in (praktik.penulis_id, praktik.pengaju_id):
        raise TransitionRefused("sendiri", "Anda yang menulis atau mengajukan kartu ini. Orang lain yang memutuskan.")


def _catat_setuju(praktik: PraktikBaik, actor: Any) -> None:
    praktik.disetujui = hari_ini(praktik.posyandu.kode)
    praktik.save(update_fields=["disetujui"])


def _kabari(pk: Any, actor: Any) -> None:
    praktik = PraktikBaik.objects.get(pk=pk)
    if praktik.pengaju_id:
        judul = f"Praktik baik “{praktik.judul}”: {praktik.get_status_display().lower()}"[:160]
        kunci = f"praktik:{pk}:{praktik.versi}"
        pesan.kirim([praktik.pengaju_id], judul, alamat=f"/posyandu/praktik/{pk}/", kunci=kunci)


PRAKTIK = Workflow(
    model=PraktikBaik,
    field="status",
    seen_with=Cap.LIHAT,
    transitions=(
        Transition(
            name="ajukan_praktik",
            label="Ajukan ke Tim Pembina",
            sources=frozenset({S.DRAF, S.DIKEMBALIKAN}),
            target=S.DIAJUKAN,
            duty=Cap.KELOLA_POSYANDU,
            effects=(_catat_pengaju,),
        ),
        Transition(
            name="setujui_praktik",
            label="Setujui",
            sources=frozenset({S.DIAJUKAN}),
            target=S.DISETUJUI,
            duty=Cap.BINA,
            guards=(_orang_lain,),
            effects=(_catat_setuju,),
            notify=(_kabari,),
        ),
        Transition(
            name="kembalikan_praktik",
            label="Kembalikan",
            sources=frozenset({S.DIAJUKAN}),
            target=S.DIKEMBALIKAN,
            duty=Cap.BINA,
            needs_note=True,
            guards=(_orang_lain,),
            notify=(_kabari,),
        ),
        Transition(
            name="tarik_praktik",
            label="Tarik",
            sources=frozenset({S.DRAF, S.DIAJUKAN, S.DISETUJUI, S.DIKEMBALIKAN}),
            target=S.DITARIK,
            duty=Cap.KELOLA_POSYANDU,
            needs_note=True,
        ),
    ),
)
