"""Writes to the registry, by what they write about. Each is one transaction: the rows, the log, last the summary."""

from registry.actions._keadaan import Dasar, Pilihan
from registry.actions.keadaan import batalkan_gabung, buka_kembali, gabung, ganti_nama, pecah, pindah, tutup
from registry.actions.nomor import NomorDitolak, catat_nomor
from registry.actions.orang import akhiri_kader, dudukkan_pengurus, tambah_kader
from registry.actions.paket import IsiPaket, batalkan_paket, buat_paket, kirim_paket, selesaikan_paket, susun_ulang
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
    "akhiri_kader",
    "batalkan_gabung",
    "batalkan_paket",
    "buat_paket",
    "buat_posyandu",
    "buka_kembali",
    "cabut_surat",
    "catat_nomor",
    "catat_pergantian_kepala",
    "dudukkan_pengurus",
    "gabung",
    "ganti_nama",
    "hapus_pergantian_kepala",
    "kirim_paket",
    "kunci_posyandu",
    "mulai_ajuan",
    "pasang_pindaian",
    "pecah",
    "pindah",
    "putuskan",
    "selesaikan_paket",
    "simpan_perlengkapan",
    "simpan_sasaran",
    "susun_ulang",
    "tambah_kader",
    "tambah_sk",
    "tambah_surat_wilayah",
    "tetapkan_pembina",
    "tugaskan",
    "tutup",
    "ubah_posyandu",
    "ubah_surat",
]
