"""Forms about people."""

from datetime import date
from typing import Any

from django import forms

from posyandu_app.lib.bidang import pilihan_bidang
from posyandu_app.lib.forms import tanggal_field, teks_field
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.forms.unit import TeleponField
from registry.models import Jabatan, JabatanLKD, Orang, SuratKeputusan
from registry.nik import periksa_nik

KELAMIN = [("P", "Perempuan"), ("L", "Laki-laki")]


class NikField(forms.CharField):
    """Sixteen digits, spaces allowed; an impossible number is refused with the reason."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="NIK", max_length=25, required=False, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "autocomplete": "off", "class": "angka", "maxlength": 25}

    def clean(self, value: Any) -> str:
        try:
            return periksa_nik(super().clean(value), hari=hari_ini())[0]
        except Ditolak as galat:
            raise forms.ValidationError(str(galat)) from None


class _PribadiForm(forms.Form):
    """Who somebody is."""

    nama = teks_field("Nama lengkap", panjang=120)
    jenis_kelamin = forms.ChoiceField(label="Jenis kelamin", choices=KELAMIN, widget=forms.RadioSelect)
    nik = NikField(help_text="16 angka di KTP. Disimpan terkunci. Orang dengan NIK yang sama tidak dicatat dua kali.")
    tanggal_lahir = tanggal_field("Tanggal lahir", required=False)

    peringatan: list[str]

    def clean_tanggal_lahir(self) -> date | None:
        nilai: date | None = self.cleaned_data["tanggal_lahir"]
        if nilai and not 1900 < nilai.year <= hari_ini().year - 12:
            raise forms.ValidationError("Periksa tahunnya.")
        return nilai

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        self.peringatan = []
        if isi.get("nik"):
            lahir, kelamin = isi.get("tanggal_lahir"), isi.get("jenis_kelamin", "")
            self.peringatan = periksa_nik(isi["nik"], lahir=lahir, jenis_kelamin=kelamin)[1]
        return isi


class _MasaForm(_PribadiForm):
    """A person who starts a term, by a decree of the unit where there is one."""

    mulai = tanggal_field("Mulai bertugas")
    sk = forms.ModelChoiceField(
        label="Menurut surat keputusan",
        queryset=SuratKeputusan.objects.none(),
        required=False,
        empty_label="Belum ada suratnya",
    )

    def __init__(self, *args: Any, surat: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if surat is not None:
            self.fields["sk"].queryset = surat  # type: ignore[attr-defined]

    def clean_mulai(self) -> Any:
        nilai = self.cleaned_data["mulai"]
        if nilai > hari_ini():
            raise forms.ValidationError("Tanggal ini belum terjadi.")
        return nilai


class KaderForm(_MasaForm):
    bidang = forms.ChoiceField(label="Bidang", choices=pilihan_bidang, widget=forms.RadioSelect)
    field_order = ("nama", "jenis_kelamin", "bidang", "mulai")


class PengurusForm(_MasaForm):
    jabatan = forms.ChoiceField(label="Jabatan", choices=Jabatan.choices, widget=forms.RadioSelect)
    bidang = forms.ChoiceField(
        label="Bidang (untuk ketua bidang)", choices=lambda: [("", "–"), *pilihan_bidang()], required=False
    )
    field_order = ("nama", "jenis_kelamin", "jabatan", "bidang", "mulai")

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


class OrangForm(_PribadiForm):
    """A person's particulars, with the version the page was opened at."""

    tempat_lahir = teks_field("Tempat lahir", panjang=60, required=False)
    telepon = TeleponField(label="Telepon", required=False)
    alamat = teks_field("Alamat", panjang=200, required=False)
    mengabdi_sejak = tanggal_field(
        "Mengabdi sejak", required=False, help_text="Boleh sebelum surat keputusan yang pertama."
    )
    rekening = teks_field("Bank dan nomor rekening", panjang=60, required=False, help_text="Disimpan terkunci.")
    versi = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def awal(orang: Orang, nik: str, rekening: str) -> dict[str, Any]:
        kolom = ("nama", "jenis_kelamin", "tempat_lahir", "tanggal_lahir", "telepon", "alamat", "mengabdi_sejak")
        return {**{k: getattr(orang, k) for k in kolom}, "nik": nik, "rekening": rekening, "versi": orang.versi}


class JabatanLKDForm(forms.Form):
    lembaga = forms.ChoiceField(label="Lembaga", choices=JabatanLKD.Lembaga.choices)
    jabatan = teks_field("Jabatan", panjang=80)
    mulai = tanggal_field("Sejak")
    sampai = tanggal_field("Sampai", required=False, help_text="Kosong kalau masih menjabat.")

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("mulai") and isi.get("sampai") and isi["sampai"] < isi["mulai"]:
            self.add_error("sampai", "Harus sesudah tanggal mulai.")
        return isi
