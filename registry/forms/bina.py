"""Forms of a Tim Pembina."""

from typing import Any

from django import forms

from posyandu_app.lib.bidang import pilihan_bidang
from posyandu_app.lib.forms import tanggal_field, teks_field
from posyandu_app.lib.periode import BULAN
from posyandu_app.lib.waktu import hari_ini
from registry.indikator_bina import INDIKATOR
from registry.models import Temuan
from registry.models.bina import JabatanTim


def _bidang_field() -> forms.ChoiceField:
    return forms.ChoiceField(label="Bidang", choices=lambda: [("", "–"), *pilihan_bidang()], required=False)


class AnggotaForm(forms.Form):
    nama = teks_field("Nama lengkap", panjang=120)
    jabatan = forms.ChoiceField(label="Jabatan dalam tim", choices=JabatanTim.choices)
    bidang = _bidang_field()
    instansi = teks_field("Instansi atau jabatan kedinasan", panjang=120, required=False)
    karena_jabatan = forms.BooleanField(label="Anggota karena jabatannya", required=False)
    mulai = tanggal_field("Sejak")

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("jabatan") == JabatanTim.KETUA_BIDANG and not isi.get("bidang"):
            self.add_error("bidang", "Pilih bidangnya.")
        if isi.get("mulai") and isi["mulai"] > hari_ini():
            self.add_error("mulai", "Tanggal ini belum terjadi.")
        return isi


class ProgramForm(forms.Form):
    kegiatan = teks_field("Kegiatan", panjang=200)
    bidang = _bidang_field()
    bulan = forms.TypedChoiceField(label="Bulan", choices=list(enumerate(BULAN, 1)), coerce=int)
    penanggung = teks_field("Penanggung jawab", panjang=120, required=False)


class RapatForm(forms.Form):
    judul = teks_field("Nama rapat", panjang=160)
    tanggal = tanggal_field("Tanggal")
    jam = forms.TimeField(label="Jam", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    tempat = teks_field("Tempat", panjang=160)
    agenda = teks_field("Agenda", panjang=2000, baris=4, help_text="Satu baris satu pokok.")


class NotulenForm(forms.Form):
    notulen = teks_field("Notulen", panjang=6000, baris=8)
    keputusan = teks_field("Keputusan", panjang=2000, baris=4, required=False)
    tamu = teks_field(
        "Yang hadir di luar daftar", panjang=2000, baris=2, required=False, help_text="Satu nama satu baris."
    )


class TindakForm(forms.Form):
    uraian = teks_field("Yang harus dikerjakan", panjang=300)
    penanggung = teks_field("Penanggung jawab", panjang=120)
    akun = forms.CharField(
        label="Nama pengguna", required=False, max_length=60, help_text="Kalau diisi, masuk ke tugas orang itu."
    )
    tenggat = tanggal_field("Paling lambat")


class KunjunganForm(forms.Form):
    """A visit with one row for each indicator; a row left open was not looked at."""

    tanggal = tanggal_field("Tanggal kunjungan")
    petugas = teks_field("Yang berkunjung", panjang=200)
    ringkasan = teks_field("Ringkasan", panjang=2000, baris=3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kode, nama in INDIKATOR:
            self.fields[f"n_{kode}"] = forms.ChoiceField(
                label=nama, choices=[("", "Tidak dilihat"), *Temuan.Nilai.choices], required=False
            )
            self.fields[f"s_{kode}"] = teks_field(f"Saran: {nama}", panjang=300, required=False)

    def temuan(self) -> list[dict[str, Any]]:
        isi = self.cleaned_data
        return [{"indikator": k, "nilai": isi[f"n_{k}"], "saran": isi[f"s_{k}"]} for k, _ in INDIKATOR if isi[f"n_{k}"]]

    def baris(self) -> list[tuple[Any, Any]]:
        """[(value field, advice field)] for the template."""
        return [(self[f"n_{k}"], self[f"s_{k}"]) for k, _ in INDIKATOR]
