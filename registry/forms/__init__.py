"""Forms of the registry, by what they are about."""

from registry.forms.orang import AkhiriForm, KaderForm, PengurusForm
from registry.forms.surat import SKForm
from registry.forms.unit import LengkapiForm, NomorForm, PosyanduFilter, PosyanduForm

__all__ = [
    "AkhiriForm",
    "KaderForm",
    "LengkapiForm",
    "NomorForm",
    "PengurusForm",
    "PosyanduFilter",
    "PosyanduForm",
    "SKForm",
]
