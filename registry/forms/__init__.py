"""Forms of the registry, by what they are about."""

from registry.forms.orang import AkhiriForm, KaderForm, PengurusForm
from registry.forms.surat import CabutSuratForm, PergantianForm, PindaianForm, SKForm, SuratWilayahForm
from registry.forms.unit import LengkapiForm, NomorForm, PosyanduFilter, PosyanduForm

__all__ = [
    "AkhiriForm",
    "CabutSuratForm",
    "KaderForm",
    "LengkapiForm",
    "NomorForm",
    "PengurusForm",
    "PergantianForm",
    "PindaianForm",
    "PosyanduFilter",
    "PosyanduForm",
    "SKForm",
    "SuratWilayahForm",
]
