"""Writes about services, by what they write about. Each is one transaction: the rows, the log, last the summary."""

from spm_services.actions._warga import SudahAda
from spm_services.actions.foto import catat_berfoto, hapus_foto, tambah_foto
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
from spm_services.actions.tertutup import buka_tertutup, langkah_tertutup, lapor_tertutup
from spm_services.actions.warga import IsianWarga, daftarkan_warga, lihat_nik_warga, pasang_nik, ubah_warga
from spm_services.actions.warga_ganda import (
    batal_gabung_warga,
    biarkan_ganda_warga,
    gabung_warga,
    tinjau_ganda_warga,
)
from spm_services.actions.warga_keadaan import (
    akhiri_keadaan,
    batal_keadaan,
    catat_keadaan,
    lanjutkan_keadaan,
    ubah_hamil,
)
from spm_services.actions.warga_keluarga import (
    IsianKeluarga,
    buat_keluarga,
    lihat_kk,
    pecah_keluarga,
    pindah_keluarga,
    tetapkan_kepala,
    ubah_keluarga,
)
from spm_services.actions.warga_lahir import IsianAnak, batal_kelahiran, batal_wafat, catat_kelahiran, catat_wafat
from spm_services.actions.warga_persetujuan import cabut_persetujuan, catat_persetujuan
from spm_services.actions.warga_pindah import (
    IsianMasuk,
    batal_masa,
    cari_warga,
    jadi_warga,
    pindah_keluar,
    terima_warga,
)

__all__ = [
    "IsianAnak",
    "IsianKeluarga",
    "IsianKunjungan",
    "IsianMasuk",
    "IsianWarga",
    "Kiriman",
    "SudahAda",
    "akhiri_keadaan",
    "batal_gabung_warga",
    "batal_keadaan",
    "batal_kelahiran",
    "batal_masa",
    "batal_wafat",
    "batalkan",
    "biarkan_ganda_warga",
    "buat_keluarga",
    "buka_tertutup",
    "cabut_persetujuan",
    "cari_warga",
    "catat",
    "catat_banyak",
    "catat_berfoto",
    "catat_keadaan",
    "catat_kelahiran",
    "catat_kunjungan",
    "catat_persetujuan",
    "catat_wafat",
    "daftarkan_warga",
    "gabung_warga",
    "hapus_foto",
    "jadi_warga",
    "koreksi",
    "langkah_tertutup",
    "lanjutkan_keadaan",
    "lapor_tertutup",
    "lihat_kk",
    "lihat_nik_warga",
    "pasang_nik",
    "pecah_keluarga",
    "periksa_tanggal",
    "pilih_layanan",
    "pindah_keluar",
    "pindah_keluarga",
    "tambah_foto",
    "terima_warga",
    "tetapkan_kepala",
    "tinjau_ganda_warga",
    "ubah_hamil",
    "ubah_keluarga",
    "ubah_warga",
]
