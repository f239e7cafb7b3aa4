"""Code books, documents with their lines, planned work, and the money that joins the two."""

from planning.models.alokasi import Alokasi, Realisasi, StatusAlokasi
from planning.models.butuh import Skenario, StandarHarga, StatusSkenario
from planning.models.dokumen import (
    AsalBaris,
    BarisAnggaran,
    BarisLokasi,
    BarisSumberDana,
    DokumenAnggaran,
    StatusDokumen,
)
from planning.models.impor import ImporRencana, ImporRencanaBaris
from planning.models.kegiatan import ButirRab, KegiatanRencana, RencanaKerja, StatusRencana
from planning.models.kerja import ProgramOpd
from planning.models.nomenklatur import KodeNomenklatur, PadananKode, VersiNomenklatur
from planning.models.usulan import BuktiUsulan, RiwayatUsulan, Usulan, UsulanBaris
from planning.models.uang import BantuanLuar, StatusBantuan
from planning.models.periksa import (
    AntreanPeriksa,
    AturanPorsi,
    PutaranPeriksa,
    StatusTemuan,
    TemuanAnggaran,
    TotalDokumen,
)
from planning.models.tahap import GerbangTahap, IndikatorRencana, TargetIndikator, TautanIndikator

__all__ = [
    "Alokasi",
    "AntreanPeriksa",
    "AsalBaris",
    "BantuanLuar",
    "AturanPorsi",
    "BarisAnggaran",
    "BarisLokasi",
    "BarisSumberDana",
    "BuktiUsulan",
    "ButirRab",
    "DokumenAnggaran",
    "ImporRencana",
    "ImporRencanaBaris",
    "GerbangTahap",
    "IndikatorRencana",
    "KegiatanRencana",
    "KodeNomenklatur",
    "PadananKode",
    "ProgramOpd",
    "PutaranPeriksa",
    "Realisasi",
    "RencanaKerja",
    "RiwayatUsulan",
    "StatusAlokasi",
    "StatusBantuan",
    "StatusDokumen",
    "StatusRencana",
    "Usulan",
    "UsulanBaris",
    "Skenario",
    "StandarHarga",
    "StatusAlokasi",
    "StatusDokumen",
    "StatusRencana",
    "StatusSkenario",
    "StatusTemuan",
    "TemuanAnggaran",
    "TotalDokumen",
    "TargetIndikator",
    "TautanIndikator",
    "VersiNomenklatur",
]
