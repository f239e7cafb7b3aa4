"""Units, their people, their papers, their registration files."""

from registry.models.ajuan import BERJALAN, Ajuan, Paket, PutusanButir, StatusAjuan
from registry.models.aturan import AturanDaerah, HariLibur
from registry.models.bina import AnggotaTim, HadirRapat, Kunjungan, ProgramKerja, Rapat, Temuan, TindakLanjut
from registry.models.hasil import MENUNGGU, BarisHasil, HasilKementerian, KeadaanBaris
from registry.models.impor import HasilBaris, ImporBaris, ImporSesi
from registry.models.insentif import (
    BarisBayar,
    BulanBayar,
    DaftarBayar,
    JenisPembayar,
    KeberatanInsentif,
    Pembayar,
    SatuanTarif,
    StatusDaftar,
    TarifInsentif,
)
from registry.models.keadaan import KOLOM_KEADAAN, KeadaanUnit, Peristiwa
from registry.models.keaktifan import Keaktifan
from registry.models.konflik import GabunganOrang, JabatanLKD, PutusanKonflik
from registry.models.orang import Jabatan, Kader, Masa, Orang, Pengurus
from registry.models.pelatihan import Pelatihan, PesertaPelatihan, SebagaiPeserta, TandaKeterampilan
from registry.models.pemutakhiran import KonfirmasiBagian, PeriodePemutakhiran
from registry.models.percontohan import Percontohan, Tonggak
from registry.models.posyandu import Bangunan, Posyandu, RiwayatKode, StatusPosyandu, Strata
from registry.models.praktik import PraktikBaik, TiruPraktik
from registry.models.profil import BatasWilayah, Faskes, KelompokSasaran, PembinaKesehatan, Perlengkapan, SasaranUnit
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
    "KOLOM_KEADAAN",
    "MENUNGGU",
    "Ajuan",
    "AnggotaTim",
    "AturanDaerah",
    "Bangunan",
    "BarisBayar",
    "BarisHasil",
    "BatasWilayah",
    "BulanBayar",
    "DaftarBayar",
    "Faskes",
    "GabunganOrang",
    "HadirRapat",
    "HariLibur",
    "HasilBaris",
    "HasilKementerian",
    "ImporBaris",
    "ImporSesi",
    "Jabatan",
    "JabatanLKD",
    "JenisPembayar",
    "JenisSK",
    "JenisSuratWilayah",
    "Kader",
    "KeadaanBaris",
    "KeadaanUnit",
    "Keaktifan",
    "KeberatanInsentif",
    "KelompokSasaran",
    "KonfirmasiBagian",
    "Kunjungan",
    "Masa",
    "Orang",
    "Paket",
    "Pelatihan",
    "Pembayar",
    "PembinaKesehatan",
    "Pengurus",
    "Percontohan",
    "PergantianKepala",
    "PeriodePemutakhiran",
    "Peristiwa",
    "Perlengkapan",
    "PesertaPelatihan",
    "PindaianLamaSK",
    "PindaianLamaWilayah",
    "Posyandu",
    "PraktikBaik",
    "ProgramKerja",
    "PutusanButir",
    "PutusanKonflik",
    "Rapat",
    "RiwayatKode",
    "SasaranUnit",
    "SatuanTarif",
    "SebagaiPeserta",
    "StatusAjuan",
    "StatusDaftar",
    "StatusPosyandu",
    "Strata",
    "Surat",
    "SuratKeputusan",
    "SuratWilayah",
    "TandaKeterampilan",
    "TarifInsentif",
    "TemplatDaerah",
    "Temuan",
    "TindakLanjut",
    "TiruPraktik",
    "Tonggak",
]
