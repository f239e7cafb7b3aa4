"""Writes to the registry, by what they write about. Each is one transaction: the rows, the log, last the summary."""

from registry.actions.akun import buat_akun_massal
from registry.actions.aturan import hapus_libur, tambah_libur, tetapkan_aturan
from registry.actions.hasil import (
    lewati_baris,
    pilih_unit_baris,
    terapkan_baris,
    terapkan_hasil,
    terima_baris_dengan_surat,
    unggah_hasil,
)
from registry.actions.nomor import NomorDitolak, catat_nomor
from registry.actions.orang import akhiri_kader, dudukkan_pengurus, tambah_kader
from registry.actions.paket import IsiPaket, batalkan_paket, buat_paket, kirim_paket, selesaikan_paket, susun_ulang
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
    "IsiPaket",
    "NomorDitolak",
    "ajukan",
    "akhiri_kader",
    "batalkan_paket",
    "buat_akun_massal",
    "buat_paket",
    "buat_posyandu",
    "cabut_surat",
    "catat_nomor",
    "catat_pergantian_kepala",
    "catat_unduh_identitas",
    "dudukkan_pengurus",
    "hapus_libur",
    "hapus_pergantian_kepala",
    "kirim_paket",
    "kunci_posyandu",
    "lewati_baris",
    "mulai_ajuan",
    "pasang_pindaian",
    "pilih_unit_baris",
    "putuskan",
    "selesaikan_paket",
    "simpan_templat",
    "susun_ulang",
    "tambah_kader",
    "tambah_libur",
    "tambah_sk",
    "tambah_surat_wilayah",
    "terapkan_baris",
    "terapkan_hasil",
    "terima_baris_dengan_surat",
    "tetapkan_aturan",
    "tugaskan",
    "ubah_posyandu",
    "ubah_surat",
    "unggah_hasil",
]
