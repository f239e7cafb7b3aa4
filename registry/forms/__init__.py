"""Forms of the registry, by what they are about."""

from registry.forms.konsep import AturanForm, KonsepForm, LiburForm, SuratKeluarForm, TemplatForm
from registry.forms.orang import AkhiriForm, KaderForm, PengurusForm
from registry.forms.surat import CabutSuratForm, PergantianForm, PindaianForm, SKForm, SuratWilayahForm
from registry.forms.unit import LengkapiForm, NomorForm, PosyanduFilter, PosyanduForm

__all__ = [
    "AkhiriForm",
    "AturanForm",
    "CabutSuratForm",
    "KaderForm",
    "KonsepForm",
    "LengkapiForm",
    "LiburForm",
    "NomorForm",
    "PengurusForm",
    "PergantianForm",
    "PindaianForm",
    "PosyanduFilter",
    "PosyanduForm",
    "SKForm",
    "SuratKeluarForm",
    "SuratWilayahForm",
    "TemplatForm",
]
