"""Forms about people."""

from typing import Any

from django import forms

from posyandu_app.lib.bidang import pilihan_bidang
from posyandu_app.lib.forms import tanggal_field, teks_field
from posyandu_app.lib.waktu import hari_ini
from registry.models import Jabatan


class _MasaForm(forms.Form):
    """A person who starts a term."""

    nama = teks_field("Nama lengkap", panjang=120)
    jenis_kelamin = forms.ChoiceField(
        label="Jenis kelamin", choices=[("P", "Perempuan"), ("L", "Laki-laki")], widget=forms.RadioSelect
    )
    mulai = tanggal_field("Mulai bertugas")

    def clean_mulai(self) -> Any:
        nilai = self.cleaned_data["mulai"]
        if nilai > hari_ini():
            raise forms.ValidationError("Tanggal ini belum terjadi.")
        return nilai


class KaderForm(_MasaForm):
    bidang = forms.ChoiceField(label="Bidang", choices=pilihan_bidang, widget=forms.RadioSelect)


class PengurusForm(_MasaForm):
    jabatan = forms.ChoiceField(label="Jabatan", choices=Jabatan.choices, widget=forms.RadioSelect)
    bidang = forms.ChoiceField(
        label="Bidang (untuk ketua bidang)", choices=lambda: [("", "–"), *pilihan_bidang()], required=False
    )

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        ketua_bidang = isi.get("jabatan") == Jabatan.KETUA_BIDANG
        if ketua_bidang and not isi.get("bidang"):
            self.add_error("bidang", "Pilih bidang yang diketuai.")
        if not ketua_bidang:
            isi["bidang"] = ""
        return isi


class AkhiriForm(forms.Form):
    sampai = tanggal_field("Berhenti bertugas pada")
