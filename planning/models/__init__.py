"""Code books, documents with their lines, planned work, and the money that joins the two."""

from planning.models.alokasi import Alokasi, Realisasi, StatusAlokasi
from planning.models.dokumen import (
    AsalBaris,
    BarisAnggaran,
    BarisLokasi,
    BarisSumberDana,
    DokumenAnggaran,
    StatusDokumen,
)
from planning.models.kegiatan import ButirRab, KegiatanRencana, RencanaKerja, StatusRencana
from planning.models.nomenklatur import KodeNomenklatur, PadananKode, VersiNomenklatur
from planning.models.tahap import GerbangTahap, IndikatorRencana, TargetIndikator, TautanIndikator

__all__ = [
    "Alokasi",
    "AsalBaris",
    "BarisAnggaran",
    "BarisLokasi",
    "BarisSumberDana",
    "ButirRab",
    "DokumenAnggaran",
    "GerbangTahap",
    "IndikatorRencana",
    "KegiatanRencana",
    "KodeNomenklatur",
    "PadananKode",
    "Realisasi",
    "RencanaKerja",
    "StatusAlokasi",
    "StatusDokumen",
    "StatusRencana",
    "TargetIndikator",
    "TautanIndikator",
    "VersiNomenklatur",
]
