"""Forms of yearly plans, RAB and the offices' programmes."""

import uuid
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import forms

from planning.forms import POLA_REKENING
from planning.katalog import SUMBER_DANA, Skema
from planning.koefisien import tulis_koefisien
from planning.models import BarisAnggaran, ButirRab, KegiatanRencana
from planning.models.kerja import pilihan_sasaran, pilihan_sumber_program
from planning.rab_templat import pilihan_komponen
from posyandu_app.lib.bidang import NAMA, pilihan_bidang
from posyandu_app.lib.forms import BilanganField, RupiahField, tanggal_field, teks_field
from posyandu_app.lib.periode import BULAN
from posyandu_app.lib.waktu import hari_ini

PILIHAN_BULAN = [(n, nama) for n, nama in enumerate(BULAN, 1)]
VOLUME_TERBESAR = Decimal(10) ** 10


class VolumeField(RupiahField):
    """A quantity with at most two decimals, as people type it: 12 or 2,5 or 1.250."""

    default_error_messages = {
        "required": "Isi volumenya, misalnya 12.",
        "bukan_rupiah": "Tulis volume dengan angka, misalnya 12 atau 2,5.",
        "negatif": "Volume harus lebih dari nol.",
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "class": "angka", "maxlength": 16}

    def to_python(self, value: Any) -> Decimal | None:
        nilai = super().to_python(value)
        if nilai is not None and nilai == 0:
            raise forms.ValidationError(self.error_messages["negatif"], code="nol")
        if nilai is not None and nilai >= VOLUME_TERBESAR:
            raise forms.ValidationError("Volume ini terlalu besar. Periksa angkanya.", code="terlalu_besar")
        return nilai


def pilihan_sumber_untuk(*, desa: bool) -> list[Any]:
    """Sources a plan may ask: a desa's own and the region's; a kelurahan only the region's."""
    daerah = ("APBD", list(SUMBER_DANA[Skema.APBD]))
    return [("", "Belum ditentukan"), *([("APB Desa", list(SUMBER_DANA[Skema.APBDES]))] if desa else []), daerah]


class KegiatanForm(forms.Form):
    """One row of the grid."""

    uraian = teks_field("Kegiatan", panjang=200)
    bidang = forms.ChoiceField(
        label="Bidang SPM", required=False, choices=lambda: [("", "Lintas bidang"), *pilihan_bidang()]
    )
    komponen = forms.ChoiceField(label="Komponen biaya", required=False)
    bulan = forms.TypedMultipleChoiceField(
        label="Bulan pelaksanaan",
        choices=PILIHAN_BULAN,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Pilih paling sedikit satu bulan.",
            "invalid_choice": "Bulan ditulis 1 sampai 12.",
        },
    )
    volume = VolumeField(label="Volume")
    satuan = teks_field("Satuan", panjang=40, help_text="Misalnya kali, orang, paket, unit.")
    biaya = RupiahField(label="Biaya (Rp)", help_text="Kalau RAB-nya diisi, biaya mengikuti jumlah RAB.")
    sumber_usul = forms.ChoiceField(label="Sumber yang diusulkan", required=False)
    sumber_teks = teks_field(
        "Keterangan sumber", panjang=80, required=False, help_text="Misalnya CSR, swadaya, nama dinas."
    )
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, desa: bool, tim: bool, ber_rab: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sumber_usul"].choices = pilihan_sumber_untuk(desa=desa)  # type: ignore[attr-defined]
        self.fields["komponen"].choices = [("", "Lainnya"), *pilihan_komponen(tim=tim)]  # type: ignore[attr-defined]
        if ber_rab:
            self.fields["biaya"].disabled = True
            self.fields["biaya"].help_text = "Mengikuti jumlah RAB kegiatan ini."

    @staticmethod
    def awal(k: KegiatanRencana) -> dict[str, Any]:
        nama = ("uraian", "bidang", "komponen", "bulan", "volume", "satuan", "biaya", "sumber_usul", "sumber_teks")
        return {n: getattr(k, n) for n in (*nama, "versi")}


class SahkanForm(forms.Form):
    """Who endorsed it, on which day."""

    oleh = teks_field("Disahkan oleh", panjang=120, help_text="Nama dan jabatan, misalnya kepala desa atau lurah.")
    tanggal = tanggal_field("Tanggal pengesahan")
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def clean_tanggal(self) -> Any:
        nilai = self.cleaned_data["tanggal"]
        if nilai > hari_ini():
            raise forms.ValidationError("Tanggal ini belum terjadi.")
        return nilai


class ButirForm(forms.Form):
    """One item of a RAB."""

    uraian = teks_field("Uraian", panjang=200)
    koefisien = teks_field("Banyaknya", panjang=120, help_text="Bagian demi bagian, misalnya 5 orang × 12 bulan.")
    harga = RupiahField(label="Harga satuan (Rp)")
    kode_rekening = teks_field("Kode rekening", panjang=24, required=False)
    sumber_dana = forms.ChoiceField(label="Sumber dana", required=False)

    def __init__(self, *args: Any, desa: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sumber_dana"].choices = pilihan_sumber_untuk(desa=desa)  # type: ignore[attr-defined]
        contoh = "5.2.2.03" if desa else "5.1.02.01.01.0024"
        self.fields["kode_rekening"].help_text = f"Misalnya {contoh}."

    def clean_kode_rekening(self) -> str:
        kode: str = self.cleaned_data["kode_rekening"].strip().rstrip(".")
        if kode and not POLA_REKENING.fullmatch(kode):
            raise forms.ValidationError("Kode rekening belanja dimulai dengan 5, misalnya 5.2.2.03.")
        return kode

    @staticmethod
    def awal(b: ButirRab) -> dict[str, Any]:
        isi = {n: getattr(b, n) for n in ("uraian", "harga", "kode_rekening", "sumber_dana")}
        return {**isi, "koefisien": tulis_koefisien(b.koefisien)}


class PakForm(forms.Form):
    """The columns of the Perubahan of one item; both empty takes them back."""

    koefisien = teks_field("Banyaknya sesudah perubahan", panjang=120, required=False)
    harga = RupiahField(
        label="Harga satuan sesudah perubahan (Rp)",
        required=False,
        help_text="Kosongkan keduanya kalau tidak ada perubahan.",
    )


class ProgramForm(forms.Form):
    """What an office brings. `bidang`: the fields its account may write; one field is not asked for."""

    perangkat_daerah = teks_field("Perangkat daerah", panjang=120, help_text="Misalnya Dinas Pendidikan.")
    bidang = forms.ChoiceField(label="Bidang SPM")
    apa = teks_field("Apa yang dibawa", panjang=120, help_text="Misalnya APE, penyuluhan gizi, bibit, jamban.")
    tahun = forms.IntegerField(
        label="Tahun",
        min_value=2020,
        max_value=2060,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "angka", "maxlength": 4}),
        error_messages={"invalid": "Tulis tahun dengan angka, misalnya 2026."},
    )
    bulan = forms.TypedChoiceField(label="Bulan", choices=PILIHAN_BULAN, coerce=int)
    tanggal = tanggal_field("Tanggal", required=False, help_text="Kalau harinya sudah pasti.")
    sasaran = forms.ChoiceField(label="Sasaran", choices=pilihan_sasaran)
    jumlah = BilanganField(label="Jumlah", required=False)
    satuan = teks_field("Satuan", panjang=40, required=False, help_text="Misalnya paket, orang, unit.")
    sumber = forms.ChoiceField(
        label="Sumber dana", required=False, choices=lambda: [("", "Belum disebut"), *pilihan_sumber_program()]
    )
    baris = forms.ModelChoiceField(
        label="Baris anggaran", queryset=BarisAnggaran.objects.none(), required=False, empty_label="Belum dihubungkan"
    )
    kunci = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, bidang: Collection[str] | None, baris: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boleh = [(k, n) for k, n in NAMA.items() if bidang is None or k in bidang]
        self.fields["bidang"].choices = boleh  # type: ignore[attr-defined]
        self.fields["baris"].queryset = baris  # type: ignore[attr-defined]
        self.fields["baris"].error_messages["invalid_choice"] = "Pilih salah satu baris anggaran."
        self.initial.setdefault("kunci", uuid.uuid4())
        self.initial.setdefault("tahun", hari_ini().year)
        self.initial.setdefault("bulan", hari_ini().month)
