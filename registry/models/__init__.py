"""Units, their people, their decrees."""

from registry.models.orang import Jabatan, Kader, Orang, Pengurus
from registry.models.posyandu import Posyandu, StatusPosyandu
from registry.models.sk import JenisSK, SuratKeputusan

__all__ = ["Jabatan", "JenisSK", "Kader", "Orang", "Pengurus", "Posyandu", "StatusPosyandu", "SuratKeputusan"]
