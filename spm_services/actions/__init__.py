"""Writes about services, by what they write about. Each is one transaction: the rows, the log, last the summary."""

from spm_services.actions._warga import SudahAda
from spm_services.actions.kunjungan import IsianKunjungan, catat_kunjungan
from spm_services.actions.rekaman import (
    Kiriman,
    batalkan,
    catat,
    catat_banyak,
    koreksi,
    periksa_tanggal,
    pilih_layanan,
)
from spm_services.actions.warga import IsianWarga, daftarkan_warga, lihat_nik_warga, pasang_nik, ubah_warga
from spm_services.actions.warga_keluarga import (
    IsianKeluarga,
    buat_keluarga,
    lihat_kk,
    pecah_keluarga,
    pindah_keluarga,
    tetapkan_kepala,
    ubah_keluarga,
)

__all__ = [
    "IsianKeluarga",
    "IsianKunjungan",
    "IsianWarga",
    "Kiriman",
    "SudahAda",
    "batalkan",
    "buat_keluarga",
    "catat",
    "catat_banyak",
    "catat_kunjungan",
    "daftarkan_warga",
    "koreksi",
    "lihat_kk",
    "lihat_nik_warga",
    "pasang_nik",
    "pecah_keluarga",
    "periksa_tanggal",
    "pilih_layanan",
    "pindah_keluarga",
    "tetapkan_kepala",
    "ubah_keluarga",
    "ubah_warga",
]
