"""Forms of training."""

from collections.abc import Iterable
from typing import Any

from django import forms

from posyandu_app.lib.bidang import pilihan_bidang
from posyandu_app.lib.forms import BilanganField, tanggal_field, teks_field
from registry.keterampilan import DAFTAR, KELOMPOK
from registry.models import SebagaiPeserta
from wilayah.models import Wilayah


class PelatihanForm(forms.Form):
    """An event; the area is asked for only when it is new."""

    judul = teks_field("Nama pelatihan", panjang=160)
    mulai = tanggal_field("Mulai")
    selesai = tanggal_field("Selesai")
    tempat = teks_field("Tempat", panjang=160, required=False)
    penyelenggara = teks_field("Penyelenggara", panjang=120, required=False)
    sumber_dana = teks_field(
        "Sumber dana", panjang=120, required=False, help_text="Misalnya APBD kota, APB Desa, BOK Puskesmas."
    )
    bidang = forms.ChoiceField(
        label="Bidang", choices=lambda: [("", "Lintas bidang"), *pilihan_bidang()], required=False
    )
    kelompok = forms.MultipleChoiceField(
        label="Kelompok keterampilan yang dilatihkan",
        choices=list(KELOMPOK.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    jam = BilanganField(label="Jam pelajaran", required=False, maksimum=500)
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, pilihan: Iterable[Wilayah] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.menurut = {w.kode: w for w in pilihan}
        if self.menurut:
            wilayah = forms.ChoiceField(label="Wilayah", choices=[(k, w.sebutan) for k, w in self.menurut.items()])
            self.fields = {"wilayah": wilayah, **self.fields}

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if "wilayah" in isi:
            isi["wilayah"] = self.menurut[isi["wilayah"]]
        return isi


class PesertaLainForm(forms.Form):
    """Somebody who is not of a unit."""

    sebagai = forms.ChoiceField(
        label="Sebagai",
        choices=[(k, n) for k, n in SebagaiPeserta.choices if k not in ("kader", "pengurus")],
    )
    nama = teks_field("Nama", panjang=120)
    asal = teks_field("Jabatan atau asal", panjang=160, required=False)


class TandaForm(forms.Form):
    """Skills seen on a day, with who saw them."""

    keterampilan = forms.MultipleChoiceField(
        label="Keterampilan yang dikuasai",
        choices=[(k.kode, k.nama) for k in DAFTAR],
        error_messages={"required": "Centang paling sedikit satu."},
    )
    tanggal = tanggal_field("Tanggal dinilai")
    penilai = teks_field("Dinilai oleh", panjang=120, help_text="Nama dan jabatan, misalnya bidan Puskesmas.")
    sampai = tanggal_field("Berlaku sampai", required=False, help_text="Kosongkan kalau tidak dibatasi.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["form"] = "tandai"  # the fields stand beside the boxes, not within the form
