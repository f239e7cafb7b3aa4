"""Steps of the camat's evaluation: handed in, begun, closed; and of each line in it: judged, answered, judged again."""

from typing import Any

from accounts import pesan
from accounts.roles import Cap
from audit.transitions import Transition, TransitionRefused, Workflow
from planning.evaluasi_baris import baris_baru
from planning.models import (
    ButirEvaluasi,
    DokumenAnggaran,
    EvaluasiRapbdes,
    HasilEvaluasi,
    Penilaian,
    StatusDokumen,
    StatusEvaluasi,
)

S, P = StatusEvaluasi, Penilaian


def _banyak(evaluasi: EvaluasiRapbdes, *keadaan: str) -> int:
    return ButirEvaluasi.objects.filter(evaluasi=evaluasi, penilaian__in=keadaan).count()


def _lengkap(evaluasi: EvaluasiRapbdes, actor: Any) -> None:
    """Nothing is left to look at: every line judged, every answer read, no line that came after the handing in."""
    if n := _banyak(evaluasi, P.BELUM):
        raise TransitionRefused("butir", f"Masih ada {n} baris yang belum dinilai.")
    if n := _banyak(evaluasi, P.DIUBAH, P.DIJELASKAN):
        raise TransitionRefused("butir", f"Desa sudah menjawab {n} baris. Nilai dulu jawabannya.")
    if n := len(baris_baru(evaluasi)):
        raise TransitionRefused("butir", f"Ada {n} baris baru di draf. Ambil dulu, lalu nilai.")


def _sejalan(evaluasi: EvaluasiRapbdes, actor: Any) -> None:
    """The result says what the lines say."""
    perbaiki = _banyak(evaluasi, P.PERBAIKI)
    if not evaluasi.hasil or evaluasi.ditutup is None:
        raise TransitionRefused("hasil", "Pilih hasilnya dan isi tanggalnya.")
    if evaluasi.hasil == HasilEvaluasi.SESUAI and perbaiki:
        raise TransitionRefused("hasil", f"Masih ada {perbaiki} baris yang harus diperbaiki. Pilih “Diperbaiki dulu”.")
    if evaluasi.hasil == HasilEvaluasi.PERBAIKI and not perbaiki:
        raise TransitionRefused("hasil", "Tidak ada baris yang harus diperbaiki. Pilih “Sesuai”.")


def _kabari_desa(pk: int, actor: Any) -> None:
    evaluasi = EvaluasiRapbdes.objects.select_related("dokumen").get(pk=pk)
    penerima = pesan.pemegang(Cap.KELOLA_RENCANA, evaluasi.dokumen.wilayah_id)
    judul = f"Evaluasi camat selesai: {evaluasi.get_hasil_display().lower()}"
    pesan.kirim(penerima, judul, alamat=f"/rencana/evaluasi/{pk}/", kunci=f"evaluasi:{pk}")


EVALUASI = Workflow(
    model=EvaluasiRapbdes,
    field="status",
    seen_with=Cap.LIHAT_RENCANA,
    transitions=(
        Transition(
            name="mulai_evaluasi",
            label="Mulai evaluasi",
            sources=frozenset({S.DISERAHKAN}),
            target=S.BERJALAN,
            duty=Cap.USUL_KECAMATAN,
        ),
        Transition(
            name="tutup_evaluasi",
            label="Tutup evaluasi",
            sources=frozenset({S.BERJALAN}),
            target=S.SELESAI,
            duty=Cap.USUL_KECAMATAN,
            guards=(_lengkap, _sejalan),
            notify=(_kabari_desa,),
        ),
        Transition(
            name="tarik_evaluasi",
            label="Tarik kembali",
            sources=frozenset({S.DISERAHKAN}),
            target=S.DITARIK,
            duty=Cap.KELOLA_RENCANA,
            needs_note=True,
        ),
    ),
)


def kunci_evaluasi(pk: Any) -> EvaluasiRapbdes | None:
    """The round under its lock: lines of one round are judged and answered one after another, and never while it is
    being closed."""
    rows = EvaluasiRapbdes.objects.select_for_update(of=("self",), no_key=True)
    return rows.filter(pk=pk).first()


def _kunci_putaran(pk: Any) -> None:
    kunci_evaluasi(ButirEvaluasi.objects.filter(pk=pk).values_list("evaluasi", flat=True).first())


def _sedang_dinilai(butir: ButirEvaluasi, actor: Any) -> None:
    status = EvaluasiRapbdes.objects.values_list("status", flat=True).get(pk=butir.evaluasi_id)
    if status == S.DISERAHKAN:
        raise TransitionRefused("evaluasi", "Mulai dulu evaluasinya.")
    if status != S.BERJALAN:
        raise TransitionRefused("evaluasi", "Evaluasi ini sudah ditutup.")


def _bisa_dijawab(butir: ButirEvaluasi, actor: Any) -> None:
    """While the camat is at it, and afterwards as long as the draft must be mended."""
    evaluasi = EvaluasiRapbdes.objects.get(pk=butir.evaluasi_id)
    sesudah = evaluasi.status == S.SELESAI and evaluasi.hasil == HasilEvaluasi.PERBAIKI
    draf = DokumenAnggaran.objects.filter(pk=evaluasi.dokumen_id, status=StatusDokumen.DRAF).exists()
    if not draf or not (evaluasi.status == S.BERJALAN or sesudah):
        raise TransitionRefused("evaluasi", "Evaluasi ini tidak menunggu jawaban lagi.")


def _memang_berubah(butir: ButirEvaluasi, actor: Any) -> None:
    """A line of a draft is changed by taking it out and writing it anew, or by an import; same line, same amount says
    that nothing was changed."""
    if butir.baris is not None and butir.baris.pagu == butir.pagu:
        kalimat = "Baris ini masih sama seperti waktu diserahkan. Ubah dulu di draf, atau jelaskan alasannya."
        raise TransitionRefused("baris", kalimat)


def _nilai(nama: str, label: str, ke: Penilaian, *, catatan: bool) -> Transition:
    return Transition(
        name=nama,
        label=label,
        sources=frozenset(P),
        target=ke,
        duty=Cap.USUL_KECAMATAN,
        needs_note=catatan,
        guards=(_sedang_dinilai,),
    )


BUTIR = Workflow(
    model=ButirEvaluasi,
    field="penilaian",
    seen_with=Cap.LIHAT_RENCANA,
    lock_before=_kunci_putaran,
    transitions=(
        _nilai("nilai_sesuai", "Sesuai", P.SESUAI, catatan=False),
        _nilai("nilai_perbaiki", "Perbaiki", P.PERBAIKI, catatan=True),
        Transition(
            name="jawab_diubah",
            label="Sudah diubah",
            sources=frozenset({P.PERBAIKI, P.DIJELASKAN}),
            target=P.DIUBAH,
            duty=Cap.KELOLA_RENCANA,
            guards=(_bisa_dijawab, _memang_berubah),
        ),
        Transition(
            name="jawab_dijelaskan",
            label="Jelaskan alasannya",
            sources=frozenset({P.PERBAIKI, P.DIUBAH}),
            target=P.DIJELASKAN,
            duty=Cap.KELOLA_RENCANA,
            needs_note=True,
            guards=(_bisa_dijawab,),
        ),
    ),
)
