"""Base of every form: one look, errors tied to their field for screen readers, Indonesian numbers."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

from posyandu_app.lib.uang import baca_rupiah, ribuan

TEKS_TERPANJANG = 10_000
POLA_BILANGAN = re.compile(r"\d{1,3}(\.\d{3})+|\d+", re.ASCII)
WAJIB = "Isi bagian ini."


class Perender(TemplatesSetting):
    """Every field of every form through one template."""

    field_template_name = "komponen/kolom_isian.html"


class BilanganField(forms.Field):
    """A whole number ≥ 0 as people type it: `1250` or `1.250`. Empty is None, which is not zero."""

    default_error_messages = {
        "required": "Isi angkanya. Kalau memang tidak ada, tulis 0.",
        "bukan_angka": "Tulis dengan angka, misalnya 12.",
        "terlalu_besar": "Angka ini terlalu besar (paling banyak %(batas)s). Periksa lagi.",
        "negatif": "Angka tidak boleh kurang dari 0.",
    }
    widget = forms.TextInput

    def __init__(self, *, maksimum: int = 999_999, **kwargs: Any) -> None:
        self.maksimum = maksimum
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "autocomplete": "off", "maxlength": 11, "class": "angka"}

    def to_python(self, value: Any) -> int | None:
        teks = str(value or "").strip() if value != 0 else "0"
        if not teks:
            return None
        if re.fullmatch(r"[-−]\s*\d[\d.]*", teks[:20], re.ASCII):
            raise forms.ValidationError(self.error_messages["negatif"], code="negatif")
        if len(teks) > 20 or not POLA_BILANGAN.fullmatch(teks):
            raise forms.ValidationError(self.error_messages["bukan_angka"], code="bukan_angka")
        angka = int(teks.replace(".", ""))
        if angka > self.maksimum:
            batas = {"batas": ribuan(self.maksimum)}
            raise forms.ValidationError(self.error_messages["terlalu_besar"], code="terlalu_besar", params=batas)
        return angka


class RupiahField(forms.Field):
    """An amount as people type it (`1.250.000`, `Rp48.232,91`), below ten trillion: SQLite keeps 15 digits."""

    default_error_messages = {
        "required": "Isi jumlah rupiahnya. Nol ditulis 0.",
        "bukan_rupiah": "Tulis jumlah rupiah dengan angka, misalnya 1.250.000 atau 48.232,91.",
        "negatif": "Jumlah tidak boleh kurang dari nol.",
        "terlalu_besar": "Jumlah ini terlalu besar. Periksa angka nolnya.",
    }

    def __init__(self, *, positif: bool = False, **kwargs: Any) -> None:
        self.positif = positif
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off", "maxlength": 30, "class": "rupiah"}

    def prepare_value(self, value: Any) -> Any:
        return ribuan(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal):
            return value
        teks = str(value).replace("−", "-").strip()
        if len(teks) > 40:
            raise forms.ValidationError(self.error_messages["bukan_rupiah"], code="bukan_rupiah")
        try:
            nilai = baca_rupiah(teks)
        except ValueError:
            raise forms.ValidationError(self.error_messages["bukan_rupiah"], code="bukan_rupiah") from None
        if nilai < 0:
            raise forms.ValidationError(self.error_messages["negatif"], code="negatif")
        if self.positif and nilai == 0:
            raise forms.ValidationError("Jumlah harus lebih dari nol.", code="nol")
        if nilai >= Decimal(10) ** 13:
            raise forms.ValidationError(self.error_messages["terlalu_besar"], code="terlalu_besar")
        return nilai


class TanggalInput(forms.DateInput):
    """The browser's own date picker; the value is always ISO."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


def tanggal_field(label: str, *, required: bool = True, **kwargs: Any) -> forms.DateField:
    """A date typed or picked; messages say what form is expected."""
    return forms.DateField(
        label=label,
        required=required,
        widget=TanggalInput(),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        error_messages={"invalid": "Tulis tanggal seperti 24/11/2026.", "required": "Isi tanggalnya."},
        **kwargs,
    )


def teks_field(label: str, *, panjang: int = 200, required: bool = True, baris: int = 0, **kwargs: Any) -> Any:
    """One line (or `baris` lines) of text with a limit that is said, never cut in silence."""
    widget = forms.Textarea(attrs={"rows": baris}) if baris else forms.TextInput()
    pesan = {
        "required": WAJIB,
        "max_length": "Terlalu panjang: %(show_value)s huruf, paling banyak %(limit_value)s.",
    }
    return forms.CharField(
        label=label, max_length=panjang, required=required, widget=widget, error_messages=pesan, **kwargs
    )


def ringkasan_galat(form: forms.BaseForm) -> list[tuple[str, str, str]]:
    """[(id of the input, label, message)] for the summary at the head of the page; empty id for the whole form."""
    baris = []
    for nama, pesan in form.errors.items():
        kolom = form[nama] if nama in form.fields else None
        for satu in pesan:
            baris.append((kolom.id_for_label if kolom else "", str(kolom.label) if kolom else "", str(satu)))
    return baris
