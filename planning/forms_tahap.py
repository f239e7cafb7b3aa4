"""Forms of stages, indicators and the calendar."""

from typing import Any

from django import forms

from planning.kalender import pilihan_gerbang
from posyandu_app.lib.forms import teks_field

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


class GerbangForm(forms.Form):
    """A region's own date of one gate."""

    gerbang = forms.ChoiceField(label="Tahap", choices=pilihan_gerbang)
    hari = forms.IntegerField(
        label="Tanggal",
        min_value=1,
        max_value=31,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "angka", "maxlength": 2}),
        error_messages={"invalid": "Tulis tanggalnya dengan angka, 1 sampai 31."},
    )
    bulan = forms.TypedChoiceField(label="Bulan", coerce=int, choices=list(enumerate(BULAN, 1)))
    tahun = forms.TypedChoiceField(label="Berlaku untuk", coerce=int, choices=())
    dasar = teks_field("Dasarnya", panjang=160, help_text="Misalnya Surat Edaran Bupati 050/12/2026.")

    def __init__(self, *args: Any, tahun: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = [(tahun, f"anggaran {tahun} saja"), (0, "setiap tahun")]
        self.fields["tahun"].choices = pilihan  # type: ignore[attr-defined]
