"""Units, their people, their papers, their registration files."""

from registry.models.ajuan import BERJALAN, Ajuan, Paket, PutusanButir, StatusAjuan
from registry.models.aturan import AturanDaerah, HariLibur
from registry.models.bina import AnggotaTim, HadirRapat, Kunjungan, ProgramKerja, Rapat, Temuan, TindakLanjut
from registry.models.hasil import MENUNGGU, BarisHasil, HasilKementerian, KeadaanBaris
from registry.models.konflik import GabunganOrang, JabatanLKD, PutusanKonflik
from registry.models.orang import Jabatan, Kader, Masa, Orang, Pengurus
from registry.models.posyandu import Bangunan, Posyandu, RiwayatKode, StatusPosyandu, Strata
from registry.models.sk import (
    JenisSK,
    JenisSuratWilayah,
    PergantianKepala,
    PindaianLamaSK,
    PindaianLamaWilayah,
    Surat,
    SuratKeputusan,
    SuratWilayah,
    TemplatDaerah,
)

__all__ = [
    "BERJALAN",
    "MENUNGGU",
    "Ajuan",
    "AnggotaTim",
    "AturanDaerah",
    "Bangunan",
    "BarisHasil",
    "GabunganOrang",
    "HadirRapat",
    "HariLibur",
    "HasilKementerian",
    "Jabatan",
    "JabatanLKD",
    "JenisSK",
    "JenisSuratWilayah",
    "Kader",
    "KeadaanBaris",
    "Kunjungan",
    "Masa",
    "Orang",
    "Paket",
    "Pengurus",
    "PergantianKepala",
    "PindaianLamaSK",
    "PindaianLamaWilayah",
    "Posyandu",
    "ProgramKerja",
    "PutusanButir",
    "PutusanKonflik",
    "Rapat",
    "RiwayatKode",
    "StatusAjuan",
    "StatusPosyandu",
    "Strata",
    "Surat",
    "SuratKeputusan",
    "SuratWilayah",
    "TemplatDaerah",
    "Temuan",
    "TindakLanjut",
]
