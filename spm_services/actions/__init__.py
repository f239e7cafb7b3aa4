"""Writes about services, by what they write about. Each is one transaction: the rows, the log, last the summary."""

from spm_services.actions.aturan import akhiri_pilihan, tambah_pilihan, tetapkan_ambang
from spm_services.actions.foto import catat_berfoto, hapus_foto, tambah_foto
from spm_services.actions.kunjungan import IsianKunjungan, catat_kunjungan
from spm_services.actions.luar_sesi import SudahDicatat, catat_luar
from spm_services.actions.rekaman import (
    Kiriman,
    batalkan,
    catat,
    catat_banyak,
    koreksi,
    periksa_tanggal,
    pilih_layanan,
)
from spm_services.actions.tertutup import buka_tertutup, langkah_tertutup, lapor_tertutup

__all__ = [
    "IsianKunjungan",
    "Kiriman",
    "SudahDicatat",
    "akhiri_pilihan",
    "batalkan",
    "buka_tertutup",
    "catat",
    "catat_banyak",
    "catat_berfoto",
    "catat_kunjungan",
    "catat_luar",
    "hapus_foto",
    "koreksi",
    "langkah_tertutup",
    "lapor_tertutup",
    "periksa_tanggal",
    "pilih_layanan",
    "tambah_foto",
    "tambah_pilihan",
    "tetapkan_ambang",
]
