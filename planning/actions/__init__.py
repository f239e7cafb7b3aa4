"""Every write of planning, by the thing it is about."""

from planning.actions.alokasi import IsiAlokasi, alokasi_berlaku, alokasikan, periksa_alokasi
from planning.actions.dokumen import (
    BagianSumber,
    buat_dokumen,
    buat_perubahan,
    hapus_baris,
    tambah_baris,
    tetapkan,
    tetapkan_sistem,
)
from planning.actions.realisasi import IsiRealisasi, balik_realisasi, realisasikan

__all__ = [
    "BagianSumber",
    "IsiAlokasi",
    "IsiRealisasi",
    "alokasi_berlaku",
    "alokasikan",
    "balik_realisasi",
    "buat_dokumen",
    "buat_perubahan",
    "hapus_baris",
    "periksa_alokasi",
    "realisasikan",
    "tambah_baris",
    "tetapkan",
    "tetapkan_sistem",
]
