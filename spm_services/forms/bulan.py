"""Closing and opening months, stopping and starting a field."""

from typing import Any

from django import forms

from posyandu_app.lib.forms import teks_field
from posyandu_app.lib.periode import Bulan


class BulanField(forms.Field):
    """A month from the browser's picker, `2026-11`."""

    widget = forms.TextInput(attrs={"type": "month"})

    def to_python(self, value: Any) -> Bulan | None:
        if isinstance(value, Bulan) or value in self.empty_values:
            return value or None
        try:
            return Bulan.dari(str(value))
        except ValueError:
            raise forms.ValidationError("Pilih bulannya, misalnya 2026-11.") from None


class TutupBulanForm(forms.Form):
    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    walau_belum = forms.BooleanField(label="Tutup walau masih ada bidang yang belum", required=False)


class BukaBulanForm(forms.Form):
    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    alasan = teks_field(
        "Mengapa dibuka lagi?", panjang=200, baris=2, help_text="Tertulis di riwayat, dan angkanya ditandai."
    )


class HentikanBidangForm(forms.Form):
    """`sejak`: the first month in which the field is not asked (or is asked again)."""

    sejak = BulanField(label="Mulai bulan", error_messages={"required": "Pilih bulannya."})
    alasan = teks_field("Mengapa bidang ini tidak dijalankan?", panjang=200, baris=2)


class JalankanBidangForm(forms.Form):
    sejak = BulanField(label="Dijalankan lagi mulai bulan", error_messages={"required": "Pilih bulannya."})
