"""Makers for the camat's evaluation: a draft APB Desa with lines, a round of it, a round taken to a state."""

from decimal import Decimal
from typing import Any

from planning.actions.evaluasi import langkah_evaluasi, nilai_butir, serahkan_rapbdes
from planning.models import BarisAnggaran, ButirEvaluasi, DokumenAnggaran, EvaluasiRapbdes
from posyandu_app.lib.waktu import hari_ini
from tests.pembuat import ANJIR, make_baris

BARIS = (("2.2.02", "kesehatan", "5000000"), ("2.4.11", "pekerjaan_umum", "40000000"), ("3.4.04", "", "6000000"))


def make_rapbdes(kode: str = ANJIR, tahun: int | None = None, jenis: str = "apbdes", **ganti: Any) -> DokumenAnggaran:
    """A draft with three lines that matter to posyandu and one that does not. Straight to the table: the guards' world
    is a kelurahan, which may have none."""
    tahun = tahun or hari_ini(kode).year + 1
    isi = {"jenis": jenis, "wilayah_id": kode, "tahun": tahun, "tahun_akhir": tahun, **ganti}
    dokumen = DokumenAnggaran.objects.create(**isi)
    for kode_kegiatan, bidang, pagu in BARIS:
        make_baris(dokumen, pagu, kode_kegiatan=kode_kegiatan, bidang=bidang, uraian=f"Kegiatan {kode_kegiatan}")
    make_baris(dokumen, "9000000", kode_kegiatan="1.1.04", bidang="", uraian="Operasional pemerintah desa")
    return dokumen


def make_evaluasi(dokumen: DokumenAnggaran | None = None, *, mulai: bool = True) -> EvaluasiRapbdes:
    evaluasi = serahkan_rapbdes(dokumen or make_rapbdes(), actor=None)
    return langkah_evaluasi(evaluasi.pk, "mulai_evaluasi", actor=None) if mulai else evaluasi


def butir(evaluasi: EvaluasiRapbdes, kode: str = "2.2.02") -> ButirEvaluasi:
    return ButirEvaluasi.objects.get(evaluasi=evaluasi, kode_kegiatan=kode)


def nilai_semua(evaluasi: EvaluasiRapbdes, *perbaiki: str, catatan: str = "Kurang untuk PMT.") -> None:
    """Every line judged: sesuai, but for the codes that must be mended."""
    for b in ButirEvaluasi.objects.filter(evaluasi=evaluasi):
        if b.kode_kegiatan in perbaiki:
            nilai_butir(b.pk, "nilai_perbaiki", catatan=catatan, usul_nilai=Decimal(7_000_000), versi=None, actor=None)
        else:
            nilai_butir(b.pk, "nilai_sesuai", versi=None, actor=None)


def ganti_pagu(baris: BarisAnggaran, pagu: str) -> BarisAnggaran:
    """What a village does to change a line of a draft: out with it, written anew."""
    dokumen, isi = baris.dokumen, {k: getattr(baris, k) for k in ("kode_kegiatan", "bidang", "uraian")}
    baris.delete()
    return make_baris(dokumen, pagu, **isi)
