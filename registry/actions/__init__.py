"""Writes to the registry, by what they write about. Each is one transaction: the rows, the log, last the summary."""

from registry.actions.impor import buang_impor, mulai_impor, simpan_impor
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
    "buang_impor",
    "buat_paket",
    "buat_posyandu",
    "cabut_surat",
    "catat_nomor",
    "catat_pergantian_kepala",
    "dudukkan_pengurus",
    "hapus_pergantian_kepala",
    "kirim_paket",
    "kunci_posyandu",
    "mulai_ajuan",
    "mulai_impor",
    "pasang_pindaian",
    "putuskan",
    "selesaikan_paket",
    "simpan_impor",
    "susun_ulang",
    "tambah_kader",
    "tambah_sk",
    "tambah_surat_wilayah",
    "tugaskan",
    "ubah_posyandu",
    "ubah_surat",
]
