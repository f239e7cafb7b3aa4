"""Forms of what a region sets: a threshold from a day on, an option of a list, its end."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from posyandu_app.lib.forms import tanggal_field, teks_field
from spm_services.ambang import AmbangBawaan
from spm_services.forms.kolom import DesimalField
from spm_services.katalog.cek import kata_angka
from spm_services.katalog.dasar import Desimal

KOMA = 2


class AmbangForm(forms.Form):
    """The new value, from when, on which ground, and why."""

    mulai = tanggal_field("Berlaku mulai", help_text="Hari ini atau sesudahnya. Catatan lama tetap dengan nilai lama.")
    sumber = teks_field("Sumber", panjang=200, help_text="Surat edaran, pedoman, atau keputusan kepala dinas.")
    alasan = teks_field("Mengapa diubah?", panjang=200, baris=2)

    def __init__(self, *args: Any, bawaan: AmbangBawaan, hari: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom = Desimal(kode="nilai", label=bawaan.label, satuan=bawaan.satuan, maksimum="9999", koma=KOMA)
        nilai = DesimalField(kolom=kolom, label="Nilai baru")
        self.fields = {"nilai": nilai, **self.fields}
        self.fields["mulai"].widget.attrs["min"] = hari.isoformat()
        self.initial.setdefault("mulai", hari)

    def clean_nilai(self) -> Decimal:
        return Decimal(self.cleaned_data["nilai"])


class PilihanForm(forms.Form):
    """One more option of a list."""

    label = teks_field("Pilihan baru", panjang=90)
    mulai = tanggal_field("Berlaku mulai")

    def __init__(self, *args: Any, hari: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mulai"].widget.attrs["min"] = hari.isoformat()
        self.initial.setdefault("mulai", hari)


class AkhiriPilihanForm(forms.Form):
    sampai = tanggal_field("Tidak dipakai lagi mulai")


def kata_nilai(nilai: Decimal, satuan: str) -> str:
    """ "23,5 cm" """
    return f"{kata_angka(nilai)} {satuan}".strip()
