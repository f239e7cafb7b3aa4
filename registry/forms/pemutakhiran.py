"""Forms of a Pemutakhiran."""

from collections.abc import Iterable

from django import forms

from posyandu_app.lib.forms import tanggal_field, teks_field
from wilayah.models import Wilayah


class BukaForm(forms.Form):
    wilayah = forms.ChoiceField(label="Wilayah")
    judul = teks_field("Nama pemutakhiran", panjang=120, help_text="Misalnya: Pemutakhiran data semester II 2026.")
    tenggat = tanggal_field("Paling lambat")

    def __init__(self, *args: object, pilihan: Iterable[Wilayah], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.menurut = {w.kode: w for w in pilihan}
        self.fields["wilayah"].choices = [(k, w.sebutan) for k, w in self.menurut.items()]  # type: ignore[attr-defined]

    def clean_wilayah(self) -> Wilayah:
        return self.menurut[self.cleaned_data["wilayah"]]


class PerpanjangForm(forms.Form):
    tenggat = tanggal_field("Batas waktu yang baru")
    alasan = teks_field("Alasan", panjang=200)
