"""Forms of the lifecycle: a day, a reason, perhaps a decree, and what the change needs."""

from collections.abc import Iterable
from typing import Any

from django import forms

from posyandu_app.lib.forms import tanggal_field, teks_field
from posyandu_app.lib.waktu import hari_ini
from registry.actions import Dasar, Pilihan
from registry.forms.unit import LengkapiForm, PosyanduForm, RtRwField, periksa_titik
from registry.models import Kader, Pengurus, Posyandu, SuratKeputusan
from wilayah.models import Wilayah


class DasarForm(forms.Form):
    """What every change rests on. `bahan` holds what its choices are made of."""

    tanggal = tanggal_field("Berlaku mulai", help_text="Hari perubahan itu terjadi, boleh hari yang sudah lewat.")
    alasan = teks_field("Alasan", panjang=300, baris=2)
    sk = forms.ChoiceField(label="Surat dasarnya", required=False, help_text="Catat dulu suratnya di halaman Surat.")

    def __init__(self, *args: Any, unit: Posyandu, sk: Iterable[SuratKeputusan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        self.surat = {str(s.pk): s for s in sk}
        pilihan = [("", "Tidak ada"), *((k, str(s)) for k, s in self.surat.items())]
        self.fields["sk"].choices = pilihan  # type: ignore[attr-defined]
        self.order_fields([n for n in self.fields if n not in DasarForm.base_fields] + list(DasarForm.base_fields))

    def clean_tanggal(self) -> Any:
        nilai = self.cleaned_data["tanggal"]
        if nilai > hari_ini(self.unit.kode):
            raise forms.ValidationError("Tanggal ini belum terjadi.")
        return nilai

    @property
    def dasar(self) -> Dasar:
        isi = self.cleaned_data
        return Dasar(isi["tanggal"], isi["alasan"], self.surat.get(isi["sk"]))


class BukaForm(DasarForm):
    pulihkan = forms.BooleanField(
        label="Pengurus dan kader yang berhenti saat ditutup bertugas lagi", required=False, initial=True
    )


class NamaForm(DasarForm):
    nama = teks_field("Nama baru", panjang=80, help_text="Tanpa kata “Posyandu”.")


class PindahForm(DasarForm):
    """A new place, perhaps in another village."""

    wilayah = forms.ChoiceField(label="Desa/kelurahan")
    alamat = teks_field("Alamat baru", panjang=200)
    rt = RtRwField(label="RT")
    rw = RtRwField(label="RW")
    lintang = LengkapiForm.base_fields["lintang"]
    bujur = LengkapiForm.base_fields["bujur"]

    def __init__(self, *args: Any, desa: Iterable[Wilayah], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desa = {w.kode: w for w in desa}
        pilihan = [(k, f"{w.induk.nama if w.induk else ''} – {w.nama}") for k, w in self.desa.items()]
        self.fields["wilayah"].choices = pilihan  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        periksa_titik(self, isi)
        return isi

    @property
    def isi(self) -> dict[str, Any]:
        kolom = ("alamat", "rt", "rw", "lintang", "bujur")
        return {k: self.cleaned_data[k] for k in kolom} | {"wilayah": self.desa[self.cleaned_data["wilayah"]]}


class OrangForm(DasarForm):
    """With people to choose from: those who go along."""

    orang = forms.MultipleChoiceField(
        label="Yang ikut", required=False, widget=forms.CheckboxSelectMultiple, help_text="Yang lain berhenti bertugas."
    )

    def __init__(self, *args: Any, kader: Iterable[Kader], pengurus: Iterable[Pengurus], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = [(f"p{p.pk}", f"{p.orang.nama} ({p.sebutan.lower()})") for p in pengurus]
        pilihan += [(f"k{k.pk}", f"{k.orang.nama} (kader {k.get_bidang_display().lower()})") for k in kader]
        self.fields["orang"].choices = pilihan  # type: ignore[attr-defined]

    @property
    def pilihan(self) -> Pilihan:
        orang = self.cleaned_data["orang"]
        return Pilihan(*([int(o[1:]) for o in orang if o[0] == huruf] for huruf in "kp"))


class GabungForm(OrangForm):
    ke = forms.ChoiceField(label="Bergabung ke")

    def __init__(self, *args: Any, units: Iterable[Posyandu], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(p.pk): p for p in units}
        pilihan = [("", "Pilih"), *((k, f"{p.sebutan}, {p.wilayah.nama}") for k, p in self.units.items())]
        self.fields["ke"].choices = pilihan  # type: ignore[attr-defined]

    @property
    def tujuan(self) -> Posyandu:
        return self.units[self.cleaned_data["ke"]]


class PecahForm(OrangForm, PosyanduForm):
    """A new unit: the same things a new one is always asked for."""

    @property
    def isi(self) -> dict[str, Any]:
        return {k: self.cleaned_data[k] for k in PosyanduForm.base_fields}


class PadaForm(forms.Form):
    tanggal = tanggal_field("Keadaan pada")
