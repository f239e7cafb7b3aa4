"""Example evaluations by the camat of Kapuas Timur: one closed, one under way with an answer, one just handed in."""

from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from planning import acuan
from planning.actions import buat_dokumen, tambah_baris
from planning.actions.evaluasi import (
    jawab_butir,
    langkah_evaluasi,
    nilai_butir,
    serahkan_rapbdes,
    tutup_evaluasi,
)
from planning.katalog import Skema
from planning.models import ButirEvaluasi, DokumenAnggaran, EvaluasiRapbdes
from reporting.contoh.akun import ANJIR
from wilayah.models import Wilayah

CAMAT = "kecamatan.kapuas-timur"
JUTA = Decimal(1_000_000)
# (code, million): a draft of next year, some lines below and some above this year's
BARIS: tuple[tuple[str, int], ...] = (("2.2.02", 46), ("2.2.03", 5), ("2.1.02", 9), ("2.4.11", 38), ("3.4.04", 6))
NAMA = {kode: (uraian, bidang) for kode, uraian, bidang, _ in acuan.SEMUA[Skema.APBDES]}


def _draf(kode: str, tahun: int) -> DokumenAnggaran:
    isi = {"jenis": "apbdes", "wilayah": Wilayah.objects.get(pk=kode), "tahun": tahun, "contoh": True}
    dokumen = buat_dokumen(isi, actor=None)
    for kode_kegiatan, juta in BARIS:
        uraian, bidang = NAMA[kode_kegiatan]
        baris: dict[str, Any] = {
            "nomenklatur": acuan.VERSI[Skema.APBDES],
            "kode_kegiatan": kode_kegiatan,
            "uraian": uraian,
        }
        baris |= {"bidang": bidang, "sumber_dana": "DDS", "pagu": juta * JUTA}
        tambah_baris(dokumen, baris, actor=None)
    return dokumen


def _nilai(evaluasi: EvaluasiRapbdes, perbaiki: dict[str, tuple[str, int | None]]) -> None:
    camat = User.objects.get(username=CAMAT)
    for b in ButirEvaluasi.objects.filter(evaluasi=evaluasi):
        if b.kode_kegiatan not in perbaiki:
            nilai_butir(b.pk, "nilai_sesuai", versi=None, actor=camat)
            continue
        catatan, juta = perbaiki[b.kode_kegiatan]
        usul = None if juta is None else juta * JUTA
        nilai_butir(b.pk, "nilai_perbaiki", catatan=catatan, usul_nilai=usul, versi=None, actor=camat)


def _tetangga() -> list[str]:
    """Two other villages of the kecamatan, in code order."""
    rows = Wilayah.objects.berlaku().filter(induk=ANJIR[:8], jenis="desa").exclude(pk=ANJIR).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:2])


def buat_evaluasi(hari: date) -> int:
    """Returns how many rounds."""
    camat, tahun = User.objects.get(username=CAMAT), hari.year + 1
    desa = [ANJIR, *_tetangga()]
    rounds = [serahkan_rapbdes(_draf(kode, tahun), actor=None, contoh=True) for kode in desa]
    for e in rounds[:2]:
        langkah_evaluasi(e.pk, "mulai_evaluasi", actor=camat)
    catatan = "Insentif kader baru dihitung 10 bulan. Lengkapi 12 bulan."
    _nilai(rounds[0], {"2.2.02": (catatan, 58), "2.2.03": ("Rincian peserta pelatihan belum ada.", None)})
    dijawab = ButirEvaluasi.objects.get(evaluasi=rounds[0], kode_kegiatan="2.2.03")
    jawaban = "Peserta tujuh kader yang belum terlatih; daftarnya menyusul dengan RAB."
    jawab_butir(dijawab.pk, "jawab_dijelaskan", jawaban=jawaban, versi=None, actor=None)
    if len(rounds) > 1:
        _nilai(rounds[1], {})
        isi: dict[str, Any] = {
            "hasil": "sesuai",
            "kesimpulan": "Baris untuk posyandu sudah sesuai.",
            "nomor": "contoh/EV/1",
        }
        isi |= {"penanda_tangan": "Camat (contoh)", "ditutup": hari}
        tutup_evaluasi(rounds[1].pk, isi, versi=None, actor=camat)
    return len(rounds)
