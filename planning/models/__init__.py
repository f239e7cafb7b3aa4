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
from planning.models.evaluasi import ButirEvaluasi, EvaluasiRapbdes, HasilEvaluasi, Penilaian, StatusEvaluasi
from planning.models.impor import GantiKode, ImporRencana, ImporRencanaBaris
from planning.models.kegiatan import ButirRab, KegiatanRencana, RencanaKerja, StatusRencana
from planning.models.kerja import ProgramOpd
from planning.models.nomenklatur import KodeNomenklatur, PadananKode, VersiNomenklatur
from planning.models.pelaksanaan import PelaksanaanKegiatan
from planning.models.periksa import (
    AntreanPeriksa,
    AturanPorsi,
    PutaranPeriksa,
    StatusTemuan,
    TemuanAnggaran,
    TotalDokumen,
)
from planning.models.tahap import GerbangTahap, IndikatorRencana, TargetIndikator, TautanIndikator
from planning.models.uang import BantuanLuar, StatusBantuan
from planning.models.usulan import BuktiUsulan, RiwayatUsulan, Usulan, UsulanBaris

__all__ = [
    "Alokasi",
    "AntreanPeriksa",
    "AsalBaris",
    "AturanPorsi",
    "BantuanLuar",
    "BarisAnggaran",
    "BarisLokasi",
    "BarisSumberDana",
    "BuktiUsulan",
    "ButirEvaluasi",
    "ButirRab",
    "DokumenAnggaran",
    "EvaluasiRapbdes",
    "GantiKode",
    "GerbangTahap",
    "HasilEvaluasi",
    "ImporRencana",
    "ImporRencanaBaris",
    "IndikatorRencana",
    "KegiatanRencana",
    "KodeNomenklatur",
    "PadananKode",
    "PelaksanaanKegiatan",
    "Penilaian",
    "ProgramOpd",
    "PutaranPeriksa",
    "Realisasi",
    "RencanaKerja",
    "RiwayatUsulan",
    "Skenario",
    "StandarHarga",
    "StatusAlokasi",
    "StatusBantuan",
    "StatusDokumen",
    "StatusEvaluasi",
    "StatusRencana",
    "StatusSkenario",
    "StatusTemuan",
    "TargetIndikator",
    "TautanIndikator",
    "TemuanAnggaran",
    "TotalDokumen",
    "Usulan",
    "UsulanBaris",
    "VersiNomenklatur",
]
