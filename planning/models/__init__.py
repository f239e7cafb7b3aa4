"""Code book, documents, lines, allocations."""

from planning.models.alokasi import Alokasi, StatusAlokasi
from planning.models.dokumen import BarisAnggaran, DokumenAnggaran, StatusDokumen
from planning.models.nomenklatur import KodeNomenklatur

__all__ = ["Alokasi", "BarisAnggaran", "DokumenAnggaran", "KodeNomenklatur", "StatusAlokasi", "StatusDokumen"]
