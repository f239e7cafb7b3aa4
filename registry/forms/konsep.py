"""Forms around drafts, their texts, and what a region sets."""

from typing import Any

from django import forms

from posyandu_app.lib.forms import BilanganField, tanggal_field, teks_field
from registry.aturan import Aturan
from registry.matriks import MENURUT_KODE
from registry.templat import PALING_PANJANG


class SuratKeluarForm(forms.Form):
    """Number and date of a letter, typed on its page; nothing is stored."""

    nomor = teks_field("Nomor surat", panjang=80, required=False)
    tanggal = tanggal_field("Tanggal surat", required=False)
    batas = tanggal_field("Batas waktu melengkapi", required=False)


class KonsepForm(forms.Form):
    """The same for a draft of a unit's paper."""

    nomor = teks_field("Nomor surat", panjang=80, required=False)
    tanggal = tanggal_field("Tanggal surat", required=False)


class TemplatForm(forms.Form):
    isi = teks_field("Teks", panjang=PALING_PANJANG, baris=24, strip=False)
    catatan = teks_field("Catatan perubahan", panjang=200, required=False)
    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class AturanForm(forms.Form):
    """One setting; the field follows its kind."""

    dasar = teks_field("Dasar atau alasan", panjang=200, help_text="Misalnya nomor peraturan atau surat edaran.")
    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    field_order = ("nilai", "dasar")

    def __init__(self, aturan: Aturan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nilai"] = _kolom(aturan)
        self.order_fields(self.field_order)


def _kolom(aturan: Aturan) -> forms.Field:
    if aturan.jenis == "ya":
        return forms.TypedChoiceField(
            label=aturan.label,
            choices=[("ya", "Ya"), ("tidak", "Tidak")],
            coerce=lambda v: v == "ya",
            widget=forms.RadioSelect,
            error_messages={"required": "Pilih salah satu."},
        )
    if aturan.jenis == "angka":
        kolom = BilanganField(label=aturan.label, maksimum=aturan.maksimum)
        kolom.satuan = aturan.satuan  # type: ignore[attr-defined]
        return kolom
    if aturan.jenis == "pilihan":
        salah = {"required": "Pilih salah satu."}
        return forms.ChoiceField(
            label=aturan.label,
            choices=aturan.opsi,
            widget=forms.RadioSelect,
            help_text=aturan.bantuan,
            error_messages=salah,
        )
    kolom_matriks = f"Kode kolom dengan koma di antaranya: {', '.join(MENURUT_KODE)}."
    bantuan = kolom_matriks if aturan.nama == "kolom_matriks" else aturan.bantuan
    return teks_field(aturan.label, panjang=1000, required=bool(aturan.bawaan), help_text=bantuan)  # type: ignore[no-any-return]


class LiburForm(forms.Form):
    tanggal = tanggal_field("Tanggal")
    nama = teks_field("Nama hari libur", panjang=120, help_text="Misalnya Hari Jadi Kota.")
