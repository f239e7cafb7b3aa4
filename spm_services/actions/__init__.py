"""Writes about services, by what they write about. Each is one transaction: the rows, the log, last the summary."""

from spm_services.actions.bulan import HasilTutup, buka_bulan, tutup_banyak, tutup_bulan
from spm_services.actions.kunjungan import IsianKunjungan, catat_kunjungan
from spm_services.actions.lengkap import cabut_nol, hentikan_bidang, jalankan_bidang, nyatakan_nol
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
    "HasilTutup",
    "IsianKunjungan",
    "Kiriman",
    "batalkan",
    "buka_bulan",
    "buka_tertutup",
    "cabut_nol",
    "catat",
    "catat_banyak",
    "catat_kunjungan",
    "hentikan_bidang",
    "jalankan_bidang",
    "koreksi",
    "langkah_tertutup",
    "lapor_tertutup",
    "nyatakan_nol",
    "periksa_tanggal",
    "pilih_layanan",
    "tutup_banyak",
    "tutup_bulan",
]
