"""The picture field: one or several pictures, each opened and made anew before anything is stored."""

from typing import Any

from django import forms

from accounts.berkas import foto_baru
from posyandu_app.lib.galat import Ditolak

BANTUAN = "JPEG atau PNG, paling besar 10 MB. Lokasi dari kamera dihapus. Usahakan wajah anak tidak terlihat."


class BanyakBerkas(forms.ClearableFileInput):
    allow_multiple_selected = True


class FotoField(forms.FileField):
    """Up to `paling` pictures, cleaned to their new contents; none is an empty list."""

    def __init__(self, *, paling: int, **kwargs: Any) -> None:
        self.paling = paling
        widget = BanyakBerkas(attrs={"accept": "image/jpeg,image/png", **({"multiple": True} if paling > 1 else {})})
        kata = "Foto" if paling == 1 else f"Foto (paling banyak {paling})"
        super().__init__(**{"label": kata, "required": False, "help_text": BANTUAN, "widget": widget, **kwargs})

    def clean(self, data: Any, initial: Any = None) -> list[bytes]:
        berkas = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not berkas:
            raise forms.ValidationError("Pilih fotonya.", code="required")
        if len(berkas) > self.paling:
            raise forms.ValidationError(f"Paling banyak {self.paling} foto.", code="kebanyakan")
        return [self._satu(b) for b in berkas]

    @staticmethod
    def _satu(berkas: Any) -> bytes:
        try:
            return foto_baru(berkas)
        except Ditolak as galat:
            raise forms.ValidationError(str(galat), code="foto") from None


class FotoForm(forms.Form):
    """More pictures of a record."""

    def __init__(self, *args: Any, paling: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["foto"] = FotoField(paling=paling, required=True)
