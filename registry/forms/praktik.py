"""Forms of praktik baik and pilots."""

from collections.abc import Iterable
from typing import Any

from django import forms

from posyandu_app.lib.bidang import pilihan_bidang
from posyandu_app.lib.forms import RupiahField, tanggal_field, teks_field
from registry.models import Percontohan, Posyandu


class PraktikForm(forms.Form):
    judul = teks_field("Judul", panjang=120, help_text="Apa yang dilakukan, dalam satu kalimat pendek.")
    bidang = forms.ChoiceField(label="Bidang", choices=pilihan_bidang)
    masalah = teks_field("Masalahnya", panjang=2000, baris=3)
    langkah = teks_field("Langkahnya", panjang=4000, baris=6, help_text="Satu baris satu langkah.")
    hasil = teks_field("Hasilnya", panjang=2000, baris=3, help_text="Tanpa nama orang. Angka lebih baik dari kata.")
    biaya = RupiahField(label="Biaya", required=False, help_text="Kosong: tidak diketahui. Nol: tanpa biaya.")
    foto = forms.FileField(
        label="Foto",
        required=False,
        max_length=400,
        allow_empty_file=True,
        help_text="JPEG atau PNG, paling besar 10 MB. Lokasi dari kamera dihapus.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    tanpa_wajah = forms.BooleanField(
        label="Tidak ada wajah yang bisa dikenali di foto ini", required=False, help_text="Perlu kalau ada fotonya."
    )
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)


class TiruForm(forms.Form):
    posyandu = forms.ChoiceField(label="Posyandu yang meniru")
    mulai = tanggal_field("Sejak")
    catatan = teks_field("Catatan", panjang=300, required=False)

    def __init__(self, *args: Any, pilihan: Iterable[Posyandu], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.menurut = {p.kode: p for p in pilihan}
        self.fields["posyandu"].choices = [(k, p.sebutan) for k, p in self.menurut.items()]  # type: ignore[attr-defined]

    def clean_posyandu(self) -> Posyandu:
        return self.menurut[self.cleaned_data["posyandu"]]


class PercontohanForm(forms.Form):
    tingkat = forms.ChoiceField(label="Tingkat", choices=Percontohan.Tingkat.choices)
    surat = teks_field("Nomor keputusan", panjang=80, required=False)
    mulai = tanggal_field("Mulai")


class AkhirPercontohanForm(forms.Form):
    sampai = tanggal_field("Berakhir")
    alasan = teks_field("Alasan", panjang=200)


class TonggakForm(forms.Form):
    bidang = forms.ChoiceField(label="Bidang", choices=pilihan_bidang)
    uraian = teks_field("Yang harus dicapai", panjang=200)
    tenggat = tanggal_field("Paling lambat")
