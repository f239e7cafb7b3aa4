"""Forms about papers."""

from typing import Any

from django import forms

from posyandu_app.lib.forms import tanggal_field, teks_field
from posyandu_app.lib.waktu import hari_ini
from registry.models import JenisSK


class SKForm(forms.Form):
    jenis = forms.ChoiceField(label="Jenis surat", choices=JenisSK.choices)
    nomor = teks_field("Nomor", panjang=80)
    tanggal = tanggal_field("Tanggal surat")
    berlaku_sampai = tanggal_field("Berlaku sampai", required=False, help_text="Kosong kalau tidak ada batasnya.")

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("tanggal") and isi["tanggal"] > hari_ini():
            self.add_error("tanggal", "Tanggal ini belum terjadi.")
        if isi.get("tanggal") and isi.get("berlaku_sampai") and isi["berlaku_sampai"] <= isi["tanggal"]:
            self.add_error("berlaku_sampai", "Harus sesudah tanggal surat.")
        return isi
