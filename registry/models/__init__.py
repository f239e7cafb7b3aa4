"""Units, their people, their papers, their registration files."""

from registry.models.ajuan import BERJALAN, Ajuan, Paket, PutusanButir, StatusAjuan
from registry.models.aturan import AturanDaerah, HariLibur
from registry.models.hasil import MENUNGGU, BarisHasil, HasilKementerian, KeadaanBaris
from registry.models.impor import HasilBaris, ImporBaris, ImporSesi
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
    "AturanDaerah",
    "Bangunan",
    "BarisHasil",
    "HariLibur",
    "HasilBaris",
    "HasilKementerian",
    "ImporBaris",
    "ImporSesi",
    "Jabatan",
    "JenisSK",
    "JenisSuratWilayah",
    "Kader",
    "KeadaanBaris",
    "Masa",
    "Orang",
    "Paket",
    "Pengurus",
    "PergantianKepala",
    "PindaianLamaSK",
    "PindaianLamaWilayah",
    "Posyandu",
    "PutusanButir",
    "RiwayatKode",
    "StatusAjuan",
    "StatusPosyandu",
    "Strata",
    "Surat",
    "SuratKeputusan",
    "SuratWilayah",
    "TemplatDaerah",
]
