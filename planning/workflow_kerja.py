"""The table of steps of a yearly plan: draft, handed in, endorsed; sent back with a reason.

A unit's plan is endorsed by its kepala desa/lurah's office; a Tim Pembina's by whoever writes the budget of its area.
The two go by the same steps under other duties, so each step stands here twice.
"""

from typing import Any

from accounts.roles import Cap
from audit.transitions import Hook, Transition, TransitionRefused, Workflow
from planning.models import Alokasi, RencanaKerja, StatusAlokasi, StatusRencana
from registry.kunci import kunci_posyandu

S = StatusRencana


def _milik_unit(rencana: RencanaKerja, actor: Any) -> None:
    if rencana.posyandu_id is None:
        raise TransitionRefused("pemilik", "Ini rencana kerja Tim Pembina, langkahnya lain.")


def _milik_tim(rencana: RencanaKerja, actor: Any) -> None:
    if rencana.posyandu_id is not None:
        raise TransitionRefused("pemilik", "Ini rencana kerja posyandu, langkahnya lain.")


def _berisi(rencana: RencanaKerja, actor: Any) -> None:
    if not rencana.kegiatan_list.exists():
        raise TransitionRefused("kosong", "Rencana kerja ini belum punya kegiatan.")


def _bertanda(rencana: RencanaKerja, actor: Any) -> None:
    if not rencana.disahkan_oleh or rencana.disahkan_pada is None:
        raise TransitionRefused("tanda", "Isi nama yang mengesahkan dan tanggalnya dulu.")


def _belum_dibiayai(rencana: RencanaKerja, actor: Any) -> None:
    """Money points at its activities: what was endorsed stays as it was."""
    if Alokasi.objects.filter(kegiatan__rencana=rencana, status=StatusAlokasi.BERLAKU).exists():
        kalimat = "Sudah ada kegiatan yang terhubung ke baris anggaran. Cabut dulu alokasinya."
        raise TransitionRefused("alokasi", kalimat)


def _lepas_tanda(rencana: RencanaKerja, actor: Any) -> None:
    rencana.disahkan_oleh, rencana.disahkan_pada = "", None
    rencana.save(update_fields=["disahkan_oleh", "disahkan_pada"])


def _kunci_unit(pk: Any) -> None:
    unit = RencanaKerja.objects.filter(pk=pk).values_list("posyandu", flat=True).first()
    if unit is not None:
        kunci_posyandu(unit)


def _langkah(akhiran: str, milik: Hook, tulis: str, sahkan: str) -> tuple[Transition, ...]:
    return (
        Transition(
            name=f"ajukan{akhiran}",
            label="Ajukan",
            sources=frozenset({S.DRAF}),
            target=S.DIAJUKAN,
            duty=tulis,
            guards=(milik, _berisi),
        ),
        Transition(
            name=f"sahkan{akhiran}",
            label="Sahkan",
            sources=frozenset({S.DIAJUKAN}),
            target=S.DISAHKAN,
            duty=sahkan,
            guards=(milik, _berisi, _bertanda),
        ),
        Transition(
            name=f"kembalikan{akhiran}",
            label="Kembalikan",
            sources=frozenset({S.DIAJUKAN, S.DISAHKAN}),
            target=S.DRAF,
            duty=sahkan,
            needs_note=True,
            guards=(milik, _belum_dibiayai),
            effects=(_lepas_tanda,),
        ),
    )


RENCANA = Workflow(
    model=RencanaKerja,
    field="status",
    seen_with=Cap.LIHAT_RENCANA,
    lock_before=_kunci_unit,
    transitions=(
        *_langkah("", _milik_unit, Cap.SUSUN_KERJA, Cap.SAHKAN_KERJA),
        *_langkah("_tim", _milik_tim, Cap.BINA, Cap.KELOLA_RENCANA),
    ),
)


def langkah(rencana: RencanaKerja, nama: str) -> Transition:
    """The step of that name ("ajukan", "sahkan", "kembalikan") for this kind of plan."""
    return RENCANA.named(nama if rencana.posyandu_id else f"{nama}_tim")
