"""Writes to the registry, by what they write about. Each is one transaction: the rows, the log, last the summary."""

from registry.actions.nomor import NomorDitolak, catat_nomor
from registry.actions.orang import akhiri_kader, dudukkan_pengurus, tambah_kader
from registry.actions.paket import IsiPaket, batalkan_paket, buat_paket, kirim_paket, selesaikan_paket, susun_ulang
from registry.actions.registrasi import ajukan, mulai_ajuan, putuskan, tugaskan
from registry.actions.surat import tambah_sk
from registry.actions.unit import KOLOM_UBAH, buat_posyandu, ubah_posyandu
from registry.kunci import kunci_posyandu

__all__ = [
    "KOLOM_UBAH",
    "IsiPaket",
    "NomorDitolak",
    "ajukan",
    "akhiri_kader",
    "batalkan_paket",
    "buat_paket",
    "buat_posyandu",
    "catat_nomor",
    "dudukkan_pengurus",
    "kirim_paket",
    "kunci_posyandu",
    "mulai_ajuan",
    "putuskan",
    "selesaikan_paket",
    "susun_ulang",
    "tambah_kader",
    "tambah_sk",
    "tugaskan",
    "ubah_posyandu",
]
