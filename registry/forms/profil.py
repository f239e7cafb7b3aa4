"""Forms of a unit's profile, one for each section."""

from collections.abc import Iterable
from typing import Any

from django import forms

from posyandu_app.lib.forms import BilanganField, tanggal_field, teks_field
from posyandu_app.lib.waktu import hari_ini
from registry.forms.unit import LengkapiForm, TeleponField, periksa_titik
from registry.models import Bangunan, Faskes, KelompokSasaran, SasaranUnit, Strata

YA_TIDAK = (("", "Belum ditanyakan"), ("True", "Ada"), ("False", "Tidak ada"))


def _ya_tidak(nilai: str) -> bool | None:
    return {"True": True, "False": False}.get(nilai)


class ProfilForm(LengkapiForm):
    """All columns but the name (which changes with a date) and the point (its own section)."""

    nama = None  # type: ignore[assignment]
    lintang = None  # type: ignore[assignment]
    bujur = None  # type: ignore[assignment]
    strata = forms.ChoiceField(
        label="Strata",
        choices=[("", "Belum dinilai"), *Strata.choices],
        required=False,
        help_text="Telaah kemandirian lama: Pratama, Madya, Purnama, Mandiri.",
    )
    bangunan = forms.ChoiceField(label="Bangunan", choices=[("", "Belum diisi"), *Bangunan.choices], required=False)
    cakupan = teks_field(
        "RT/RW yang dilayani", panjang=300, required=False, help_text="Misalnya RW 03 (RT 001–005), RW 04 (RT 002)."
    )
    dana_sehat = forms.TypedChoiceField(
        label="Dana sehat", choices=YA_TIDAK, coerce=_ya_tidak, empty_value=None, required=False
    )
    dana_sehat_persen = BilanganField(
        label="Cakupan dana sehat (persen KK)", maksimum=100, required=False, help_text="Kosong kalau belum dihitung."
    )

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        if isi.get("dana_sehat_persen") is not None and not isi.get("dana_sehat"):
            self.add_error("dana_sehat_persen", "Pilih “Ada” pada dana sehat, atau kosongkan persennya.")
        return isi


class LokasiForm(forms.Form):
    """The point and how exact it is."""

    lintang = LengkapiForm.base_fields["lintang"]
    bujur = LengkapiForm.base_fields["bujur"]
    akurasi = BilanganField(
        label="Ketelitian titik",
        maksimum=100_000,
        required=False,
        help_text="Dalam meter, seperti yang disebut HP saat titik diambil. Kosong kalau tidak tahu.",
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        periksa_titik(self, isi)
        return isi


class SasaranForm(forms.Form):
    """Figures of all groups as of one day; an empty one is not known, which is not zero."""

    per_tanggal = tanggal_field("Keadaan per tanggal")
    asal = forms.ChoiceField(label="Jenis angka", choices=SasaranUnit.Asal.choices, widget=forms.RadioSelect)
    sumber = teks_field("Sumber", panjang=120, help_text="Misalnya: pendataan kader RW 03, data Puskesmas, DTSEN.")

    def __init__(self, *args: Any, lalu: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kode, nama in KelompokSasaran.choices:
            field = BilanganField(label=nama, required=False)
            field.lalu = (lalu or {}).get(kode, "")  # type: ignore[attr-defined]
            self.fields[f"n_{kode}"] = field

    def clean_per_tanggal(self) -> Any:
        nilai = self.cleaned_data["per_tanggal"]
        if nilai > hari_ini():
            raise forms.ValidationError("Tanggal ini belum terjadi.")
        return nilai

    @property
    def jumlah(self) -> dict[str, int | None]:
        return {kode: self.cleaned_data.get(f"n_{kode}") for kode in KelompokSasaran.values}


class AlatForm(forms.Form):
    """One item of the kit: how many in what condition."""

    baik = BilanganField(label="Baik", maksimum=999)
    rusak_ringan = BilanganField(label="Rusak ringan", maksimum=999)
    rusak_berat = BilanganField(label="Rusak berat", maksimum=999)
    kalibrasi = tanggal_field("Kalibrasi terakhir", required=False)
    kalibrasi_berikut = tanggal_field("Kalibrasi berikutnya", required=False)
    terlatih = teks_field("Siapa yang sudah dilatih memakainya", panjang=120, required=False)
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ukur: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ukur:
            del self.fields["kalibrasi"], self.fields["kalibrasi_berikut"]


class PembinaForm(forms.Form):
    """Which Puskesmas or Pustu, which bidan, since when."""

    faskes = forms.ChoiceField(label="Puskesmas atau Pustu", required=False)
    jenis = forms.ChoiceField(
        label="Belum ada di daftar? Jenisnya", choices=[("", "–"), *Faskes.Jenis.choices], required=False
    )
    nama = teks_field("Namanya", panjang=120, required=False, help_text="Tanpa kata “Puskesmas” atau “Pustu”.")
    bidan = teks_field("Bidan desa/kelurahan", panjang=120, required=False)
    telepon = TeleponField(
        label="Nomor yang dihubungi", required=False, help_text="Bidan atau Puskesmas, untuk keadaan yang mendesak."
    )
    mulai = tanggal_field("Membina sejak")

    def __init__(self, *args: Any, pilihan: Iterable[Faskes], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.menurut = {str(f.pk): f for f in pilihan}
        field = self.fields["faskes"]
        field.choices = [("", "Pilih"), *((k, str(f)) for k, f in self.menurut.items())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        isi["faskes"] = self.menurut.get(isi.get("faskes", ""))
        if isi["faskes"] is None and not (isi.get("jenis") and isi.get("nama")):
            self.add_error("faskes", "Pilih fasilitasnya, atau tulis jenis dan nama yang baru.")
        return isi
