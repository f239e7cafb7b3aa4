"""Forms of stages, indicators and the calendar."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from planning.actions.indikator import IsiTarget
from planning.kalender import pilihan_gerbang
from planning.katalog import Skema
from planning.models import DokumenAnggaran, IndikatorRencana
from planning.ukuran import pilihan_ukuran
from posyandu_app.lib.bidang import pilihan_bidang
from posyandu_app.lib.forms import RupiahField, teks_field
from posyandu_app.lib.uang import ribuan

POLA_PROGRAM = re.compile(r"[\dX](\.[\dX]{2}){2}", re.ASCII)
POLA_SUB_BIDANG = re.compile(r"\d{1,2}(\.\d{1,2})?", re.ASCII)

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


class GerbangForm(forms.Form):
    """A region's own date of one gate."""

    gerbang = forms.ChoiceField(label="Tahap", choices=pilihan_gerbang)
    hari = forms.IntegerField(
        label="Tanggal",
        min_value=1,
        max_value=31,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "angka", "maxlength": 2}),
        error_messages={"invalid": "Tulis tanggalnya dengan angka, 1 sampai 31."},
    )
    bulan = forms.TypedChoiceField(label="Bulan", coerce=int, choices=list(enumerate(BULAN, 1)))
    tahun = forms.TypedChoiceField(label="Berlaku untuk", coerce=int, choices=())
    dasar = teks_field("Dasarnya", panjang=160, help_text="Misalnya Surat Edaran Bupati 050/12/2026.")

    def __init__(self, *args: Any, tahun: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = [(tahun, f"anggaran {tahun} saja"), (0, "setiap tahun")]
        self.fields["tahun"].choices = pilihan  # type: ignore[attr-defined]


class AngkaField(RupiahField):
    """A measured number as people type it: `85`, `12,5`, `1.250`."""

    default_error_messages = {
        **RupiahField.default_error_messages,
        "required": "Isi angkanya. Nol ditulis 0.",
        "bukan_rupiah": "Tulis dengan angka, misalnya 85 atau 12,5.",
        "negatif": "Angka tidak boleh kurang dari nol.",
        "terlalu_besar": "Angka ini terlalu besar. Periksa lagi.",
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "class": "angka"}

    def prepare_value(self, value: Any) -> Any:
        return ribuan(value) if isinstance(value, Decimal) else value


class IndikatorForm(forms.Form):
    """One indicator with a target, and where the plan says one an amount, for each of its years."""

    uraian = teks_field("Indikator", panjang=200, baris=2)
    satuan = teks_field("Satuan", panjang=40, help_text="Misalnya %, posyandu, orang.")
    kondisi_awal = AngkaField(label="Kondisi awal", required=False)
    arah = forms.ChoiceField(label="Arah", choices=IndikatorRencana.Arah.choices, widget=forms.RadioSelect)
    bidang = forms.ChoiceField(
        label="Bidang SPM", required=False, choices=lambda: [("", "Lintas bidang"), *pilihan_bidang()]
    )
    program = teks_field("Kode program", panjang=24, required=False)
    ukuran = forms.ChoiceField(
        label="Dihitung dari catatan",
        required=False,
        choices=pilihan_ukuran,
        help_text="Kalau dipilih, capaian tahun berjalan tampil di samping targetnya.",
    )

    def __init__(self, *args: Any, dokumen: DokumenAnggaran, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        apbd = dokumen.uraian_jenis.skema == Skema.APBD
        self.pola = POLA_PROGRAM if apbd else POLA_SUB_BIDANG
        self.contoh = "1.02.02" if apbd else "2.2"
        self.fields["program"].help_text = f"Kalau ada, misalnya {self.contoh}."
        self.initial.setdefault("arah", IndikatorRencana.Arah.NAIK)
        self.tahun = range(dokumen.tahun, dokumen.tahun_akhir + 1)
        for t in self.tahun:
            self.fields[f"target_{t}"] = AngkaField(label=f"Target {t}", required=False)
            self.fields[f"pagu_{t}"] = RupiahField(label=f"Pagu {t} (kalau ada)", required=False)

    def clean_program(self) -> str:
        kode: str = self.cleaned_data["program"].strip().rstrip(".")
        if kode and not self.pola.fullmatch(kode):
            raise forms.ValidationError(f"Bentuk kode tidak cocok. Contoh: {self.contoh}.")
        return kode

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        for t in self.tahun:
            if isi.get(f"pagu_{t}") is not None and isi.get(f"target_{t}") is None and f"target_{t}" not in self.errors:
                self.add_error(f"target_{t}", "Isi targetnya juga. Pagu tanpa target tidak bisa dinilai.")
        return isi

    def pisah(self) -> tuple[dict[str, Any], dict[int, IsiTarget]]:
        """The indicator's own columns, and what is promised by year (years left empty are left out)."""
        isi = {k: v for k, v in self.cleaned_data.items() if not k.startswith(("target_", "pagu_"))}
        isi["program"] = isi.get("program", "")
        target = {
            t: IsiTarget(self.cleaned_data[f"target_{t}"], self.cleaned_data.get(f"pagu_{t}"))
            for t in self.tahun
            if self.cleaned_data.get(f"target_{t}") is not None
        }
        return isi, target


class RenstraForm(forms.Form):
    """The first year of a unit's own plan."""

    tahun = forms.IntegerField(
        label="Tahun pertama",
        min_value=2015,
        max_value=2060,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "angka", "maxlength": 4}),
        error_messages={"invalid": "Tulis tahun dengan angka, misalnya 2027."},
    )
