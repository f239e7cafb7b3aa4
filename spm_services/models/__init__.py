"""Service records and what a unit says it runs."""

from spm_services.models.hitungan import Hitungan
from spm_services.models.layanan_unit import LayananUnit
from spm_services.models.rekaman import Rekaman, StatusRekaman

__all__ = ["Hitungan", "LayananUnit", "Rekaman", "StatusRekaman"]
