"""Tables of steps of documents and allocations."""

from typing import Any

from accounts.roles import Cap
from audit.transitions import Transition, TransitionRefused, Workflow
from planning.models import Alokasi, BarisAnggaran, DokumenAnggaran, StatusAlokasi, StatusDokumen
from registry.actions import kunci_posyandu
from spm_services.models import Rekaman


def tolak_batal_bila_teralokasi(rekaman: Rekaman, actor: Any) -> None:
    """A record that money points at stays: the allocation is withdrawn first."""
    if Alokasi.objects.filter(rekaman=rekaman, status=StatusAlokasi.BERLAKU).exists():
        kalimat = "Catatan ini terhubung ke baris anggaran. Cabut dulu alokasinya, lalu batalkan."
        raise TransitionRefused("alokasi", kalimat)


def _bernomor(dokumen: DokumenAnggaran, actor: Any) -> None:
    if not dokumen.nomor or not dokumen.tanggal:
        raise TransitionRefused("nomor", "Isi nomor dan tanggal penetapan dulu.")
    if not dokumen.baris_list.exists():
        raise TransitionRefused("baris", "Dokumen ini belum punya baris anggaran.")


def _ubah_yang_digantikan(dokumen: DokumenAnggaran, actor: Any) -> None:
    """Fixing a Perubahan takes the former document out of force; what points at it stays visible there."""
    if dokumen.menggantikan_id:
        DOKUMEN.apply(dokumen.menggantikan_id, "diubah", actor=actor, note=f"Diubah dengan {dokumen.nomor}")


def _tanpa_alokasi(dokumen: DokumenAnggaran, actor: Any) -> None:
    if Alokasi.objects.filter(baris__dokumen=dokumen, status=StatusAlokasi.BERLAKU).exists():
        raise TransitionRefused("alokasi", "Masih ada kegiatan yang terhubung ke dokumen ini.")


DOKUMEN = Workflow(
    model=DokumenAnggaran,
    field="status",
    seen_with=Cap.LIHAT_RENCANA,
    transitions=(
        Transition(
            name="tetapkan",
            label="Tetapkan",
            sources=frozenset({StatusDokumen.DRAF}),
            target=StatusDokumen.DITETAPKAN,
            duty=Cap.KELOLA_RENCANA,
            guards=(_bernomor,),
            effects=(_ubah_yang_digantikan,),
        ),
        Transition(
            name="diubah",
            label="Diubah",
            sources=frozenset({StatusDokumen.DITETAPKAN}),
            target=StatusDokumen.DIUBAH,
            duty=Cap.KELOLA_RENCANA,
            needs_note=True,
        ),
        Transition(
            name="cabut",
            label="Cabut",
            sources=frozenset({StatusDokumen.DITETAPKAN}),
            target=StatusDokumen.DICABUT,
            duty=Cap.KELOLA_RENCANA,
            needs_note=True,
            guards=(_tanpa_alokasi,),
        ),
    ),
)


def _kembalikan(alokasi: Alokasi, actor: Any) -> None:
    """Under the line's lock. Added up in Python: SQLite would do it in binary fractions."""
    baris = BarisAnggaran.objects.get(pk=alokasi.baris_id)
    baris.teralokasi -= alokasi.nilai
    baris.save(update_fields=["teralokasi"])


def _kunci_unit_dan_baris(pk: Any) -> None:
    """House lock order: unit, then the line, then the allocation."""
    kunci = Alokasi.objects.filter(pk=pk).values_list("rekaman__posyandu", "baris").first()
    if kunci is not None:
        kunci_posyandu(kunci[0])
        BarisAnggaran.objects.select_for_update(of=("self",), no_key=True).get(pk=kunci[1])


ALOKASI = Workflow(
    model=Alokasi,
    field="status",
    seen_with=Cap.LIHAT_RENCANA,
    lock_before=_kunci_unit_dan_baris,
    transitions=(
        Transition(
            name="cabut",
            label="Cabut alokasi",
            sources=frozenset({StatusAlokasi.BERLAKU}),
            target=StatusAlokasi.DICABUT,
            duty=Cap.ALOKASI,
            needs_note=True,
            effects=(_kembalikan,),
        ),
    ),
)
