"""Forms of the registry."""

import re
from typing import Any

import django_filters
from django import forms
from lokal import normalize_phone

from posyandu_app.lib.forms import tanggal_field, teks_field
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from registry.models.posyandu import HARI, MINGGU_KE, Bangunan, Strata


class TeleponField(forms.CharField):
    """An Indonesian phone number as people type it; kept in international form (+62…)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=25, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "tel", "autocomplete": "off"}

    def clean(self, value: Any) -> str:
        teks = super().clean(value)
        if not teks:
            return ""
        nomor = normalize_phone(teks)
        if nomor is None:
            raise forms.ValidationError("Nomor telepon tidak dikenal. Contoh: 0812 3456 7890.")
        return str(nomor)


class RtRwField(forms.CharField):
    """RT or RW: one to three digits, kept with leading zeros."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=3, error_messages={"required": "Isi, misalnya 003."}, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "maxlength": 3, "class": "angka"}

    def clean(self, value: Any) -> str:
        teks = super().clean(value).strip()
        if not re.fullmatch(r"[0-9]{1,3}", teks):
            raise forms.ValidationError("Tulis dengan angka, misalnya 003.")
        return f"{int(teks):03d}"


class PosyanduForm(forms.Form):
    """What a unit must have to exist; everything else is asked when a process needs it."""

    nama = teks_field("Nama posyandu", panjang=80, help_text="Tanpa kata “Posyandu”, misalnya Seruni.")
    alamat = teks_field("Alamat", panjang=200)
    rt = RtRwField(label="RT")
    rw = RtRwField(label="RW")
    buka_hari = forms.TypedChoiceField(label="Hari buka", choices=HARI, coerce=int)
    buka_minggu = forms.TypedChoiceField(label="Minggu ke", choices=MINGGU_KE, coerce=int)
    nama_kontak = teks_field("Nama orang yang bisa dihubungi", panjang=80)
    kontak = TeleponField(label="Nomor teleponnya", error_messages={"required": "Isi nomor telepon."})


def periksa_titik(form: forms.Form, isi: dict[str, Any]) -> None:
    """Latitude and longitude stand together or not at all."""
    if ("lintang" in isi and "bujur" in isi) and (isi["lintang"] is None) != (isi["bujur"] is None):
        form.add_error("bujur" if isi["bujur"] is None else "lintang", "Isi keduanya, atau kosongkan keduanya.")


class LengkapiForm(PosyanduForm):
    """All that may be edited of a unit, with the version the page was opened at."""

    buka_jam = forms.TimeField(
        label="Jam buka", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    berdiri = tanggal_field("Tanggal berdiri", required=False)
    lintang = forms.DecimalField(
        label="Garis lintang",
        required=False,
        max_digits=9,
        decimal_places=6,
        min_value=-11,
        max_value=6.1,
        localize=False,
        help_text="Derajat, misalnya -6.889000",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    bujur = forms.DecimalField(
        label="Garis bujur",
        required=False,
        max_digits=9,
        decimal_places=6,
        min_value=95,
        max_value=141.1,
        localize=False,
        help_text="Derajat, misalnya 109.676000",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def clean_berdiri(self) -> Any:
        nilai = self.cleaned_data["berdiri"]
        if nilai and nilai > hari_ini():
            raise forms.ValidationError("Tanggal ini belum terjadi.")
        return nilai

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        periksa_titik(self, isi)
        return isi


class NomorForm(forms.Form):
    nomor = teks_field(
        "Nomor registrasi dari kementerian",
        panjang=17,
        help_text="Bentuknya PP.KK.CC.DDDD.NNN, misalnya 11.01.10.2001.001.",
    )


class PosyanduFilter(django_filters.FilterSet):
    """Filters of the list, said as a sentence above it. The area filter is the page's own."""

    q = django_filters.CharFilter(label="Nama", method="cari", max_length=80)
    status = django_filters.ChoiceFilter(
        label="Status", choices=[("tutup", "Tutup"), ("semua", "Semua")], method="berstatus", empty_label="Aktif"
    )
    nomor = django_filters.ChoiceFilter(
        label="Nomor registrasi",
        choices=[("ada", "Sudah ada"), ("belum", "Belum ada")],
        method="bernomor",
        empty_label="Semua",
    )
    strata = django_filters.ChoiceFilter(label="Strata", choices=Strata.choices, empty_label="Semua")
    bangunan = django_filters.ChoiceFilter(label="Bangunan", choices=Bangunan.choices, empty_label="Semua")
    percontohan = django_filters.ChoiceFilter(
        label="Percontohan",
        choices=[("ya", "Ya")],
        method="hanya_percontohan",
        empty_label="Semua",
    )

    class Meta:
        model = Posyandu
        fields = ("q", "status", "nomor", "strata", "bangunan", "percontohan")

    # Asked for less often: folded away, so that on a phone the list itself is in sight.
    LAIN = ("strata", "bangunan", "percontohan")

    @property
    def utama(self) -> list[forms.BoundField]:
        return [f for f in self.form if f.name not in self.LAIN]

    @property
    def lain(self) -> list[forms.BoundField]:
        return [f for f in self.form if f.name in self.LAIN]

    @property
    def lain_dipakai(self) -> bool:
        """Does one of the folded filters narrow the list? Then they stand open."""
        return any(f.data for f in self.lain)

    def hanya_percontohan(self, rows: Any, nama: str, nilai: str) -> Any:
        return rows.filter(percontohan=True)

    def cari(self, rows: Any, nama: str, nilai: str) -> Any:
        return rows.filter(nama_cari__contains=nilai.strip().lower())

    def berstatus(self, rows: Any, nama: str, nilai: str) -> Any:
        return rows if nilai == "semua" else rows.filter(status=nilai)

    def filter_queryset(self, queryset: Any) -> Any:
        """Units in use, unless closed ones are asked for."""
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("status") else rows.aktif()

    def bernomor(self, rows: Any, nama: str, nilai: str) -> Any:
        return rows.filter(nomor_registrasi__isnull=nilai == "belum")
