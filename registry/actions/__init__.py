"""Writes to the registry, by what they write about. Each is one transaction: the rows, the log, last the summary."""

from registry.actions.orang import akhiri_kader, dudukkan_pengurus, tambah_kader
from registry.actions.surat import tambah_sk
from registry.actions.unit import KOLOM_UBAH, buat_posyandu, catat_nomor, kunci_posyandu, ubah_posyandu

__all__ = [
    "KOLOM_UBAH",
    "akhiri_kader",
    "buat_posyandu",
    "catat_nomor",
    "dudukkan_pengurus",
    "kunci_posyandu",
    "tambah_kader",
    "tambah_sk",
    "ubah_posyandu",
]
