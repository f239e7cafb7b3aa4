"""Writes about services, by what they write about. Each is one transaction: the rows, the log, last the summary."""

from spm_services.actions.kunjungan import IsianKunjungan, catat_kunjungan
from spm_services.actions.pertumbuhan import cabut_putusan_nt, putus_nt
from spm_services.actions.rekaman import (
    Kiriman,
    batalkan,
    catat,
    catat_banyak,
    koreksi,
    periksa_tanggal,
    pilih_layanan,
)

__all__ = [
    "IsianKunjungan",
    "Kiriman",
    "batalkan",
    "cabut_putusan_nt",
    "catat",
    "catat_banyak",
    "catat_kunjungan",
    "koreksi",
    "periksa_tanggal",
    "pilih_layanan",
    "putus_nt",
]
