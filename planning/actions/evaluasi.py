"""Writes of the camat's evaluation of a draft APB Desa. A round keeps what was handed in; nothing in it is deleted."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts import pesan
from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from audit.transitions import TransitionRefused
from planning.evaluasi_baris import JENIS_EVALUASI, baris_baru, baris_dinilai
from planning.models import (
    BarisAnggaran,
    ButirEvaluasi,
    DokumenAnggaran,
    EvaluasiRapbdes,
    HasilEvaluasi,
    Penilaian,
    StatusEvaluasi,
)
from planning.workflow_evaluasi import BUTIR, EVALUASI, kunci_evaluasi
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.aturan import libur_daerah, tambah_hari_kerja

HARI_KERJA = 20  # UU 6/2014 art. 69: result within twenty working days of receipt, else the regulation holds by itself
SALINAN = ("kode_kegiatan", "kode_rekening", "uraian", "bidang", "pagu")


def _butir(evaluasi: EvaluasiRapbdes, baris: list[BarisAnggaran]) -> None:
    ButirEvaluasi.objects.bulk_create(
        ButirEvaluasi(evaluasi=evaluasi, baris=b, **{k: getattr(b, k) for k in SALINAN}) for b in baris
    )


def _periksa_draf(dokumen: DokumenAnggaran) -> None:
    if dokumen.jenis not in JENIS_EVALUASI:
        raise Ditolak("", "Yang dievaluasi camat adalah rancangan APB Desa dan perubahannya.")
    if not dokumen.draf:
        raise Ditolak("", "Dokumen ini sudah ditetapkan.")


def _putaran(dokumen: DokumenAnggaran) -> int:
    """The number of the next round. Raises Ditolak while one runs, or while the last one waits for answers."""
    lalu = EvaluasiRapbdes.objects.filter(dokumen=dokumen).order_by("-putaran").first()
    if lalu is None:
        return 1
    if lalu.berjalan:
        raise Ditolak("", "Draf ini sudah ada di meja camat.")
    belum = ButirEvaluasi.objects.filter(evaluasi=lalu, penilaian=Penilaian.PERBAIKI).count()
    if belum:
        raise Ditolak("", f"{belum} baris dari evaluasi lalu belum dijawab. Jawab dulu, lalu serahkan lagi.")
    return lalu.putaran + 1


@transaction.atomic
def serahkan_rapbdes(dokumen: DokumenAnggaran, *, actor: User | None, contoh: bool = False) -> EvaluasiRapbdes:
    """Hand a draft in to the camat: a round with its lines that matter to posyandu, as they are now."""
    dokumen = DokumenAnggaran.objects.select_for_update(of=("self",), no_key=True).get(pk=dokumen.pk)
    if actor is not None:
        require_in_scope(dokumen, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    _periksa_draf(dokumen)
    putaran, baris = _putaran(dokumen), baris_dinilai(dokumen)
    if not baris:
        raise Ditolak("", "Draf ini belum punya baris untuk posyandu. Isi dulu barisnya.")
    kode = dokumen.wilayah_id
    tenggat = tambah_hari_kerja(hari_ini(kode), HARI_KERJA, libur_daerah(kode))
    evaluasi = EvaluasiRapbdes.objects.create(
        dokumen=dokumen, putaran=putaran, tenggat=tenggat, penyerah=actor, contoh=contoh
    )
    _butir(evaluasi, baris)
    perubahan = {"putaran": [None, putaran], "baris": [None, len(baris)]}
    record(actor, "serahkan_evaluasi", evaluasi, perubahan=perubahan, ke=evaluasi.status)
    record(actor, "serahkan_evaluasi", dokumen, perubahan=perubahan)
    judul, alamat = f"RAPB Desa menunggu evaluasi: {dokumen}", f"/rencana/evaluasi/{evaluasi.pk}/"
    pesan.kirim(pesan.pemegang(Cap.USUL_KECAMATAN, kode), judul, alamat=alamat, kunci=f"rapbdes:{evaluasi.pk}")
    return evaluasi


@transaction.atomic
def perbarui_butir(pk: int, *, actor: User) -> int:
    """Take lines into the round that came into the draft after it was handed in; how many."""
    evaluasi = kunci_evaluasi(pk) or EvaluasiRapbdes(pk=pk)
    require_in_scope(evaluasi, actor, Cap.USUL_KECAMATAN, seen_with=Cap.LIHAT_RENCANA)
    if not evaluasi.berjalan:
        raise Ditolak("", "Evaluasi ini sudah ditutup.")
    baris = baris_baru(evaluasi)
    _butir(evaluasi, baris)
    if baris:
        record(actor, "perbarui_evaluasi", evaluasi, perubahan={"baris": [None, len(baris)]})
    return len(baris)


def _isi_butir(pk: int, duty: str, versi: int | None, isi: Mapping[str, Any], actor: User | None) -> None:
    """Write beside the step, under the round's lock, before the step's own look at the row: the database wants a note
    with every "perbaiki". What the step then refuses takes this back too."""
    kunci_evaluasi(ButirEvaluasi.objects.filter(pk=pk).values_list("evaluasi", flat=True).first())
    rows = ButirEvaluasi.objects.select_for_update(of=("self",), no_key=True)
    butir = rows.filter(pk=pk).first() or ButirEvaluasi(pk=pk)
    if actor is not None:
        require_in_scope(butir, actor, duty, seen_with=Cap.LIHAT_RENCANA)
    if versi is not None and butir.versi != versi:
        raise Bentrok(butir)
    ButirEvaluasi.objects.filter(pk=pk).update(**isi)


@transaction.atomic
def nilai_butir(
    pk: int,
    langkah: str,
    *,
    catatan: str = "",
    usul_nilai: Decimal | None = None,
    versi: int | None,
    actor: User | None,
) -> ButirEvaluasi:
    """The camat's word on one line: `nilai_sesuai`, or `nilai_perbaiki` with a note and perhaps another amount.

    Raises Bentrok where somebody else judged it meanwhile, Ditolak or TransitionRefused as the step says."""
    if langkah == "nilai_perbaiki" and not catatan.strip():
        raise Ditolak("catatan", "Tulis apa yang harus diperbaiki.")
    isi: dict[str, Any] = {"penilai": actor, "usul_nilai": usul_nilai if langkah == "nilai_perbaiki" else None}
    isi |= {"catatan": catatan} if catatan else {}
    _isi_butir(pk, Cap.USUL_KECAMATAN, versi, isi, actor)
    butir: ButirEvaluasi = BUTIR.apply(pk, langkah, actor=actor, note=catatan)
    return butir


@transaction.atomic
def jawab_butir(pk: int, langkah: str, *, jawaban: str = "", versi: int | None, actor: User | None) -> ButirEvaluasi:
    """The village's answer to one line: `jawab_diubah`, or `jawab_dijelaskan` with the reason."""
    if langkah == "jawab_dijelaskan" and not jawaban.strip():
        raise Ditolak("jawaban", "Tulis alasannya.")
    _isi_butir(pk, Cap.KELOLA_RENCANA, versi, {"penjawab": actor, "jawaban": jawaban}, actor)
    butir: ButirEvaluasi = BUTIR.apply(pk, langkah, actor=actor, note=jawaban)
    return butir


@transaction.atomic
def tutup_evaluasi(pk: int, isi: Mapping[str, Any], *, versi: int | None, actor: User | None) -> EvaluasiRapbdes:
    """Close the round with its result, number and day. Raises Ditolak at its field, Bentrok where it moved on."""
    evaluasi = kunci_evaluasi(pk) or EvaluasiRapbdes(pk=pk)
    if actor is not None:
        require_in_scope(evaluasi, actor, Cap.USUL_KECAMATAN, seen_with=Cap.LIHAT_RENCANA)
    if versi is not None and evaluasi.versi != versi:
        raise Bentrok(evaluasi)
    if isi["ditutup"] > hari_ini(evaluasi.dokumen.wilayah_id):
        raise Ditolak("ditutup", "Tanggal ini belum terjadi.")
    kolom = ("hasil", "kesimpulan", "nomor", "penanda_tangan", "ditutup")
    EvaluasiRapbdes.objects.filter(pk=pk).update(**{k: isi[k] for k in kolom})
    hasil: EvaluasiRapbdes = EVALUASI.apply(pk, "tutup_evaluasi", actor=actor, note=isi["kesimpulan"])
    record(actor, "tutup_evaluasi", hasil.dokumen, perubahan={"hasil": [None, hasil.hasil]})
    return hasil


def langkah_evaluasi(pk: int, nama: str, *, catatan: str = "", actor: User | None) -> EvaluasiRapbdes:
    """Begin a round, or take it back before it was begun. Raises Ditolak where the step is not possible."""
    try:
        evaluasi: EvaluasiRapbdes = EVALUASI.apply(pk, nama, actor=actor, note=catatan)
    except TransitionRefused as galat:
        raise Ditolak("catatan" if galat.code == "catatan" else "", str(galat)) from None
    return evaluasi


def peringatan_evaluasi(dokumen: DokumenAnggaran) -> str:
    """What whoever fixes a draft APB Desa should know of its evaluation; empty where nothing is open. Two queries."""
    if dokumen.jenis not in JENIS_EVALUASI or not dokumen.draf:
        return ""
    akhir = EvaluasiRapbdes.objects.filter(dokumen=dokumen).exclude(status=StatusEvaluasi.DITARIK).first()
    if akhir is None:
        return "RAPB Desa ini belum diserahkan ke camat untuk dievaluasi."
    semua = list(ButirEvaluasi.objects.filter(evaluasi=akhir).values_list("penilaian", flat=True))
    if akhir.berjalan:
        sudah = sum(p != Penilaian.BELUM for p in semua)
        return f"Evaluasi camat masih terbuka: {sudah} dari {len(semua)} baris sudah dinilai."
    n = semua.count(Penilaian.PERBAIKI)
    if akhir.hasil == HasilEvaluasi.PERBAIKI and n:
        return f"Hasil evaluasi camat: diperbaiki dulu. {n} baris belum dijawab desa."
    return ""
