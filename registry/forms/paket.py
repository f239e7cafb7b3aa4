"""Forms of batches and of the ministry's results."""

from typing import Any

from django import forms

from posyandu_app.lib.forms import BilanganField, tanggal_field, teks_field

PILIH, PERTAMA, SEMUA = "pilih", "pertama", "semua"
CARA = ((PILIH, "Yang dicentang"), (PERTAMA, "Beberapa yang pertama"), (SEMUA, "Semua yang siap"))


class PaketForm(forms.Form):
    """The letter, and which of the ready files go with it."""

    nomor_surat = teks_field("Nomor surat", panjang=80)
    tanggal_surat = tanggal_field("Tanggal surat")
    penanda_tangan = teks_field("Penanda tangan", panjang=120, help_text="Jabatannya, misalnya Kepala Dinas PMD.")
    cara = forms.ChoiceField(label="Berkas yang masuk", choices=CARA, initial=SEMUA, widget=forms.RadioSelect)
    banyak = BilanganField(label="Berapa yang pertama", required=False, maksimum=2000)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("cara") == PERTAMA and "banyak" in isi and not isi["banyak"]:
            self.add_error("banyak", "Tulis berapa berkas, misalnya 50.")
        return isi


class KirimForm(forms.Form):
    tanggal = tanggal_field("Tanggal kirim")


class AlasanForm(forms.Form):
    alasan = teks_field("Alasan", panjang=400, baris=3)


class HasilForm(forms.Form):
    """The ministry's answer as it came."""

    berkas = forms.FileField(
        label="Berkas hasil",
        help_text="XLSX atau CSV dengan kolom nomor registrasi, nama posyandu, dan desa/kelurahan atau kode desa.",
        error_messages={"required": "Pilih berkasnya.", "empty": "Berkas ini kosong."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    paket = forms.TypedChoiceField(
        label="Jawaban untuk paket", required=False, coerce=int, empty_value=None, help_text="Kosong: semua paket."
    )

    def __init__(self, *args: Any, paket_list: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paket"].choices = [("", "Semua paket yang dikirim"), *paket_list]  # type: ignore[attr-defined]


class UnitBarisForm(forms.Form):
    """Which unit a row is about, said by a person: its code."""

    posyandu = teks_field("Kode posyandu", panjang=19, help_text="Misalnya 33.75.02.1008.p0001.")
    alasan = teks_field("Alasan", panjang=400)


class SuratBarisForm(forms.Form):
    """The ministry's letter that stands behind a number of another village."""

    surat_nomor = teks_field("Nomor surat kementerian", panjang=80)
    surat_tanggal = tanggal_field("Tanggal surat")
    surat_berkas = forms.FileField(
        label="Pindaian surat", required=False, widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})
    )
    alasan = teks_field("Alasan menerima", panjang=400)
