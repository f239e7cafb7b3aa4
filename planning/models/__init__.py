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
from planning.models.periksa import (
    AntreanPeriksa,
    AturanPorsi,
    PutaranPeriksa,
    StatusTemuan,
    TemuanAnggaran,
    TotalDokumen,
)

__all__ = [
    "Alokasi",
    "AntreanPeriksa",
    "AsalBaris",
    "AturanPorsi",
    "BarisAnggaran",
    "BarisLokasi",
    "BarisSumberDana",
    "ButirRab",
    "DokumenAnggaran",
    "KegiatanRencana",
    "KodeNomenklatur",
    "PadananKode",
    "PutaranPeriksa",
    "Realisasi",
    "RencanaKerja",
    "StatusAlokasi",
    "StatusDokumen",
    "StatusRencana",
    "StatusTemuan",
    "TemuanAnggaran",
    "TotalDokumen",
    "VersiNomenklatur",
]
