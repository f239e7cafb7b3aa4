"""Tables of steps of documents and allocations."""

from decimal import Decimal
from typing import Any

from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from audit.transitions import Transition, TransitionRefused, Workflow
from planning.antrean import tandai_alokasi
from planning.models import Alokasi, BarisAnggaran, BarisSumberDana, DokumenAnggaran, StatusAlokasi, StatusDokumen
from posyandu_app.lib.uang import rupiah
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
    if not dokumen.baris_list.exists() and not dokumen.indikator_list.exists():
        raise TransitionRefused("baris", "Dokumen ini belum punya baris anggaran.")


def _cukup_untuk_alokasi(dokumen: DokumenAnggaran, actor: Any) -> None:
    """What is tied to the former document must find its line and its source, with room, in the Perubahan."""
    lanjutan = {b.asal_id: b for b in dokumen.baris_list.prefetch_related("sumber_list") if b.asal_id}
    for lama in BarisAnggaran.objects.filter(dokumen=dokumen.menggantikan_id, teralokasi__gt=0):
        baru = lanjutan.get(lama.pk)
        if baru is None or baru.pagu < lama.teralokasi:
            ada = "tidak ada lagi" if baru is None else f"pagunya tinggal {rupiah(baru.pagu)}"
            kalimat = f"{rupiah(lama.teralokasi)} sudah terhubung ke {lama}, tetapi di Perubahan baris itu {ada}."
            raise TransitionRefused("alokasi", f"{kalimat} Cabut dulu alokasinya, atau perbaiki barisnya.")
        ada_sumber = {(s.sumber, s.kode): s for s in baru.sumber_list.all()}
        for s in lama.sumber_list.filter(teralokasi__gt=0):
            pengganti = ada_sumber.get((s.sumber, s.kode))
            if pengganti is None or (pengganti.nilai is not None and pengganti.nilai < s.teralokasi):
                kalimat = f"{rupiah(s.teralokasi)} dari {s} sudah terhubung ke {lama}, tetapi di Perubahan sumber itu"
                raise TransitionRefused("alokasi", f"{kalimat} tidak cukup. Perbaiki sumber barisnya.")


def _ubah_yang_digantikan(dokumen: DokumenAnggaran, actor: Any) -> None:
    """Fixing a Perubahan takes the former document out of force; what was tied to its lines goes along to the new
    ones, each with a row in the log, so that no rupiah can be spent twice."""
    if not dokumen.menggantikan_id:
        return
    lanjutan = {b.asal_id: b for b in dokumen.baris_list.prefetch_related("sumber_list") if b.asal_id}
    for lama in BarisAnggaran.objects.filter(dokumen=dokumen.menggantikan_id, teralokasi__gt=0):
        _bawa(lama, lanjutan[lama.pk], actor)
    DOKUMEN.apply(dokumen.menggantikan_id, "diubah", actor=actor, note=f"Diubah dengan {dokumen.nomor}")


def _bawa(lama: BarisAnggaran, baru: BarisAnggaran, actor: Any) -> None:
    """Everything tied to the old line goes to the new one, source by source, paid sums too."""
    sumber = {(s.sumber, s.kode): s for s in baru.sumber_list.all()}
    for s in lama.sumber_list.filter(teralokasi__gt=0):
        ganti = sumber[s.sumber, s.kode]
        ganti.teralokasi, s.teralokasi = s.teralokasi, Decimal(0)
        ganti.save(update_fields=["teralokasi"])
        s.save(update_fields=["teralokasi"])
    for alokasi in Alokasi.objects.filter(baris=lama, status=StatusAlokasi.BERLAKU).select_related("sumber"):
        alokasi.baris = baru
        if alokasi.sumber is not None:
            alokasi.sumber = sumber[alokasi.sumber.sumber, alokasi.sumber.kode]
        alokasi.save(update_fields=["baris", "sumber"])
        record(actor, "dibawa_perubahan", alokasi, perubahan={"baris": [lama.pk, baru.pk]})
    baru.teralokasi, baru.terealisasi = lama.teralokasi, lama.terealisasi
    lama.teralokasi = lama.terealisasi = Decimal(0)
    for row in (lama, baru):
        row.save(update_fields=["teralokasi", "terealisasi"])


def _tanpa_alokasi(dokumen: DokumenAnggaran, actor: Any) -> None:
    if Alokasi.objects.filter(baris__dokumen=dokumen, status=StatusAlokasi.BERLAKU).exists():
        raise TransitionRefused("alokasi", "Masih ada kegiatan yang terhubung ke dokumen ini.")


def _kunci_yang_digantikan(pk: Any) -> None:
    """The former document and its lines before this one, so that nothing is tied to them meanwhile."""
    lama = DokumenAnggaran.objects.filter(pk=pk).values_list("menggantikan", flat=True).first()
    if lama is not None:
        list(BarisAnggaran.objects.select_for_update(of=("self",), no_key=True).filter(dokumen=lama).order_by("pk"))
        DokumenAnggaran.objects.select_for_update(of=("self",), no_key=True).get(pk=lama)


DOKUMEN = Workflow(
    model=DokumenAnggaran,
    field="status",
    seen_with=Cap.LIHAT_RENCANA,
    lock_before=_kunci_yang_digantikan,
    transitions=(
        Transition(
            name="tetapkan",
            label="Tetapkan",
            sources=frozenset({StatusDokumen.DRAF}),
            target=StatusDokumen.DITETAPKAN,
            duty=Cap.KELOLA_RENCANA,
            guards=(_bernomor, _cukup_untuk_alokasi),
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
    for model, pk in ((BarisAnggaran, alokasi.baris_id), (BarisSumberDana, alokasi.sumber_id)):
        row: Any = model.objects.filter(pk=pk).first()
        if row is not None:
            row.teralokasi -= alokasi.nilai
            row.save(update_fields=["teralokasi"])


def _belum_dibayar(alokasi: Alokasi, actor: Any) -> None:
    if alokasi.terealisasi:
        kalimat = f"{rupiah(alokasi.terealisasi)} sudah dibayarkan dari alokasi ini. Batalkan dulu pembayarannya."
        raise TransitionRefused("realisasi", kalimat)


def _berhak_atas_baris(alokasi: Alokasi, actor: Any) -> None:
    """Money goes back only by whoever may give it: the government whose line it is."""
    if actor is not None:
        require_in_scope(alokasi.baris, actor, Cap.ALOKASI, seen_with=Cap.LIHAT_RENCANA)


def _kunci_unit_dan_baris(pk: Any) -> None:
    """House lock order: unit, then the line, then the allocation."""
    kunci = Alokasi.objects.filter(pk=pk).values_list("posyandu", "baris").first()
    if kunci is not None:
        if kunci[0]:
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
            guards=(_berhak_atas_baris, _belum_dibayar),
            effects=(_kembalikan,),
            notify=(tandai_alokasi,),
        ),
    ),
)
