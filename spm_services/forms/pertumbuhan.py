"""The form by which a tenaga kesehatan decides N or T of a weighing."""

from typing import Any

from django import forms

from posyandu_app.lib.forms import teks_field
from spm_services.actions.pertumbuhan import ALASAN_TERPANJANG

NT = (("N", "Naik (N)"), ("T", "Tidak naik (T)"))


class PutusanForm(forms.Form):
    nt = forms.ChoiceField(
        label="Penilaian", choices=NT, widget=forms.RadioSelect, error_messages={"required": "Pilih salah satu."}
    )
    alasan = teks_field("Alasan", panjang=ALASAN_TERPANJANG, help_text="Misalnya timbangan diganti, anak baru sembuh.")
    dilihat = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, data: Any = None, *, awalan: str, **kwargs: Any) -> None:
        """`awalan`: the page has one form for each weighing, whose fields must not share an id."""
        super().__init__(data, auto_id=f"{awalan}_%s", **kwargs)


class CabutForm(forms.Form):
    dilihat = forms.CharField(required=False, max_length=20)
