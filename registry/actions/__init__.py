"""Writes to the registry, by what they write about. Each is one transaction: the rows, the log, last the summary."""

from registry.actions._keadaan import Dasar, Pilihan
from registry.actions.akun import buat_akun_massal
from registry.actions.aturan import hapus_libur, tambah_libur, tetapkan_aturan
from registry.actions.bina import (
    akhiri_anggota,
    catat_kunjungan,
    catat_rapat,
    selesaikan_temuan,
    selesaikan_tindak,
    tambah_anggota,
    tambah_program,
    tambah_tindak,
    ubah_program,
    undang_rapat,
)
from registry.actions.hasil import (
    lewati_baris,
    pilih_unit_baris,
    terapkan_baris,
    terapkan_hasil,
    terima_baris_dengan_surat,
    unggah_hasil,
)
from registry.actions.impor import buang_impor, mulai_impor, simpan_impor
from registry.actions.insentif import akhiri_tarif, bayar_daftar, susun_daftar, tambah_tarif, tanda_daftar
from registry.actions.insentif_baris import ajukan_keberatan, jawab_keberatan, keluarkan_baris, lunasi, ubah_baris
from registry.actions.keadaan import batalkan_gabung, buka_kembali, gabung, ganti_nama, pecah, pindah, tutup
from registry.actions.keaktifan import jawab_keaktifan
from registry.actions.nomor import NomorDitolak, catat_nomor
from registry.actions.orang import akhiri_kader, dudukkan_pengurus, tambah_kader
from registry.actions.paket import IsiPaket, batalkan_paket, buat_paket, kirim_paket, selesaikan_paket, susun_ulang
from registry.actions.pemutakhiran import buka_pemutakhiran, konfirmasi, perpanjang_pemutakhiran
from registry.actions.pribadi import (
    akhiri_pengurus,
    batal_gabung,
    cari_atau_buat_orang,
    catat_jabatan_lkd,
    gabung_orang,
    lihat_nik,
    putuskan_konflik,
    ubah_orang,
)
from registry.actions.profil import simpan_perlengkapan, simpan_sasaran, tetapkan_pembina
from registry.actions.registrasi import ajukan, mulai_ajuan, putuskan, tugaskan
from registry.actions.surat import (
    KOLOM_SURAT,
    cabut_surat,
    catat_pergantian_kepala,
    hapus_pergantian_kepala,
    pasang_pindaian,
    tambah_sk,
    tambah_surat_wilayah,
    ubah_surat,
)
from registry.actions.templat import catat_unduh_identitas, simpan_templat
from registry.actions.unit import KOLOM_UBAH, buat_posyandu, ubah_posyandu
from registry.kunci import kunci_posyandu

__all__ = [
    "KOLOM_SURAT",
    "KOLOM_UBAH",
    "Dasar",
    "IsiPaket",
    "NomorDitolak",
    "Pilihan",
    "ajukan",
    "ajukan_keberatan",
    "akhiri_anggota",
    "akhiri_kader",
    "akhiri_pengurus",
    "akhiri_tarif",
    "batal_gabung",
    "batalkan_gabung",
    "batalkan_paket",
    "bayar_daftar",
    "buang_impor",
    "buat_akun_massal",
    "buat_paket",
    "buat_posyandu",
    "buka_kembali",
    "buka_pemutakhiran",
    "cabut_surat",
    "cari_atau_buat_orang",
    "catat_jabatan_lkd",
    "catat_kunjungan",
    "catat_nomor",
    "catat_pergantian_kepala",
    "catat_rapat",
    "catat_unduh_identitas",
    "dudukkan_pengurus",
    "gabung",
    "gabung_orang",
    "ganti_nama",
    "hapus_libur",
    "hapus_pergantian_kepala",
    "jawab_keaktifan",
    "jawab_keberatan",
    "keluarkan_baris",
    "kirim_paket",
    "konfirmasi",
    "kunci_posyandu",
    "lewati_baris",
    "lihat_nik",
    "lunasi",
    "mulai_ajuan",
    "mulai_impor",
    "pasang_pindaian",
    "pecah",
    "perpanjang_pemutakhiran",
    "pilih_unit_baris",
    "pindah",
    "putuskan",
    "putuskan_konflik",
    "selesaikan_paket",
    "selesaikan_temuan",
    "selesaikan_tindak",
    "simpan_impor",
    "simpan_perlengkapan",
    "simpan_sasaran",
    "simpan_templat",
    "susun_daftar",
    "susun_ulang",
    "tambah_anggota",
    "tambah_kader",
    "tambah_libur",
    "tambah_program",
    "tambah_sk",
    "tambah_surat_wilayah",
    "tambah_tarif",
    "tambah_tindak",
    "tanda_daftar",
    "terapkan_baris",
    "terapkan_hasil",
    "terima_baris_dengan_surat",
    "tetapkan_aturan",
    "tetapkan_pembina",
    "tugaskan",
    "tutup",
    "ubah_baris",
    "ubah_orang",
    "ubah_posyandu",
    "ubah_program",
    "ubah_surat",
    "undang_rapat",
    "unggah_hasil",
]
