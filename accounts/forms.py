"""Forms of account administration."""

from collections.abc import Callable
from typing import Any

from django import forms

from accounts.models import NAMA_PENGGUNA, User
from accounts.roles import BERBIDANG, Peran, pilihan_peran
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.bidang import pilihan_bidang
from posyandu_app.lib.forms import teks_field
from wilayah.models import Wilayah

PANJANG_KODE_UNIT = 19
# The registry, which lies above, says here whether a unit exists.
PEMERIKSA_UNIT: list[Callable[[str], bool]] = []


class AkunForm(forms.Form):
    """A new account with its first assignment."""

    username = teks_field("Nama pengguna", panjang=60, help_text="Huruf kecil, angka, titik; misalnya kader.seruni.")
    nama = teks_field("Nama lengkap", panjang=120)
    peran = forms.ChoiceField(label="Peran", choices=pilihan_peran)
    kode = teks_field(
        "Kode wilayah atau posyandu", panjang=19, help_text="Misalnya 33.75.02.1008 atau 33.75.02.1008.p0001."
    )
    bidang = forms.ChoiceField(
        label="Bidang (untuk perangkat daerah teknis)",
        required=False,
        choices=lambda: [("", "Semua bidang"), *pilihan_bidang()],
    )

    def clean_username(self) -> str:
        nama: str = self.cleaned_data["username"].strip().lower()
        NAMA_PENGGUNA(nama)
        if User.objects.filter(username=nama).exists():
            raise forms.ValidationError("Nama pengguna ini sudah dipakai. Tambahkan nama posyandu atau angka.")
        return nama

    def clean_kode(self) -> str:
        kode: str = self.cleaned_data["kode"].strip()
        if not kode_lib.sah(kode):
            raise forms.ValidationError("Kode wilayah tidak dikenal. Contoh: 33.75.02.1008.")
        unit = len(kode) == PANJANG_KODE_UNIT
        ada = any(p(kode) for p in PEMERIKSA_UNIT) if unit else Wilayah.objects.filter(pk=kode).exists()
        if not ada:
            raise forms.ValidationError("Tidak ada wilayah atau posyandu dengan kode ini. Periksa angkanya.")
        return kode

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("bidang") and isi.get("peran") not in BERBIDANG:
            self.add_error("bidang", "Bidang hanya untuk perangkat daerah, tenaga kesehatan, dan UPTD PPA.")
        unit = len(isi.get("kode", "")) == PANJANG_KODE_UNIT
        if unit and isi.get("peran") not in (Peran.KADER, Peran.PENGURUS):
            self.add_error("kode", "Kode posyandu hanya untuk kader dan pengurus.")
        if isi.get("kode") and not unit and isi.get("peran") in (Peran.KADER, Peran.PENGURUS):
            self.add_error("kode", "Kader dan pengurus bertugas di satu posyandu. Tulis kode posyandunya.")
        return isi


class SayaForm(forms.Form):
    """Where mail goes, and whether any does."""

    surel = forms.EmailField(
        label="Surel",
        required=False,
        max_length=254,
        help_text="Hanya untuk ringkasan di bawah. Masuk tetap dengan nama pengguna.",
        error_messages={"invalid": "Alamat surel ini tidak lengkap. Contoh: nama@contoh.go.id."},
    )
    ringkasan = forms.BooleanField(label="Kirim ringkasan harian kalau ada pesan yang belum dibaca", required=False)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("ringkasan") and not isi.get("surel") and "surel" not in self.errors:
            self.add_error("surel", "Isi alamat surel dulu, supaya ringkasannya bisa dikirim.")
        return isi
