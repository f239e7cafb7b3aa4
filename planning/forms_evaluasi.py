"""Forms of the camat's evaluation: one line judged, one line answered, the round closed."""

from typing import Any

from django import forms

from planning.models import HasilEvaluasi
from posyandu_app.lib.forms import RupiahField, tanggal_field, teks_field

PERBAIKI, SESUAI = "nilai_perbaiki", "nilai_sesuai"
DIUBAH, DIJELASKAN = "jawab_diubah", "jawab_dijelaskan"


class NilaiForm(forms.Form):
    """The camat's word on one line."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    langkah = forms.ChoiceField(
        label="Penilaian", widget=forms.RadioSelect, choices=[(SESUAI, "Sesuai"), (PERBAIKI, "Perbaiki")]
    )
    catatan = teks_field(
        "Catatan untuk desa", panjang=400, baris=3, required=False, help_text="Wajib kalau harus diperbaiki."
    )
    usul_nilai = RupiahField(label="Rupiah yang disarankan", required=False)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("langkah") == PERBAIKI and not isi.get("catatan") and "catatan" not in self.errors:
            self.add_error("catatan", "Tulis apa yang harus diperbaiki.")
        return isi


class JawabForm(forms.Form):
    """The village's answer to one line."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    langkah = forms.ChoiceField(
        label="Jawaban desa",
        widget=forms.RadioSelect,
        choices=[(DIUBAH, "Sudah diubah di draf"), (DIJELASKAN, "Tetap, dengan alasan")],
    )
    jawaban = teks_field(
        "Alasan atau keterangan", panjang=400, baris=3, required=False, help_text="Wajib kalau barisnya tetap."
    )

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("langkah") == DIJELASKAN and not isi.get("jawaban") and "jawaban" not in self.errors:
            self.add_error("jawaban", "Tulis alasannya.")
        return isi


class TutupForm(forms.Form):
    """The result of the round, as it is printed and signed."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    hasil = forms.ChoiceField(label="Hasil evaluasi", widget=forms.RadioSelect, choices=HasilEvaluasi.choices)
    kesimpulan = teks_field("Kesimpulan", panjang=600, baris=4)
    nomor = teks_field("Nomor surat", panjang=80, required=False)
    ditutup = tanggal_field("Tanggal")
    penanda_tangan = teks_field("Penanda tangan", panjang=120, help_text="Nama dan jabatan, misalnya Camat.")
