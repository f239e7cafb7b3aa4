"""Forms of money: tying a line, sharing it among its sources, paying, support outside any document."""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from planning.katalog import DI_LUAR_DOKUMEN
from planning.komponen import pilihan_belanja
from planning.models import Alokasi, BarisSumberDana, Realisasi
from posyandu_app.lib.forms import RupiahField, tanggal_field, teks_field
from posyandu_app.lib.uang import rupiah


class BerkunciForm(forms.Form):
    """A form that is one row however often it is sent."""

    kunci = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kunci", uuid.uuid4())


def sebut_sumber(s: BarisSumberDana) -> str:
    """The source with what is left of it."""
    if s.nilai is None:
        return f"{s}, bagiannya belum diketahui"
    return f"{s}, sisa {rupiah(s.nilai - s.teralokasi)} dari {rupiah(s.nilai)}"


class AlokasiForm(BerkunciForm):
    """An amount of one line for one activity; the source is asked where the line has several."""

    sumber = forms.ChoiceField(label="Sumber dana", widget=forms.RadioSelect)
    nilai = RupiahField(label="Jumlah untuk kegiatan ini", positif=True)
    komponen = forms.ChoiceField(
        label="Untuk komponen biaya", required=False, choices=pilihan_belanja,
        help_text="Dengan komponen, dua pembayaran untuk hal yang sama bisa dikenali.",
    )  # fmt: skip
    dukungan = forms.ChoiceField(label="Bentuk dukungan", required=False, choices=Alokasi.Dukungan.choices)
    metode = forms.ChoiceField(label="Cara menghitung", required=False, choices=Alokasi.Metode.choices)
    tahap_salur = teks_field(
        "Menunggu penyaluran",
        panjang=40,
        required=False,
        help_text="Misalnya Dana Desa tahap 2. Kosong: tidak menunggu.",
    )
    keterangan = teks_field(
        "Untuk apa", panjang=200, required=False, help_text="Misalnya PMT penyuluhan, transport kader."
    )

    def __init__(self, *args: Any, sumber: Sequence[BarisSumberDana], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(sumber) > 1:
            pilihan = [(str(s.pk), sebut_sumber(s)) for s in sumber]
            self.fields["sumber"].choices = pilihan  # type: ignore[attr-defined]
        else:
            del self.fields["sumber"]

    def clean_sumber(self) -> int:
        return int(self.cleaned_data["sumber"])

    def clean_dukungan(self) -> str:
        return self.cleaned_data["dukungan"] or Alokasi.Dukungan.UANG.value

    def clean_metode(self) -> str:
        return self.cleaned_data["metode"] or Alokasi.Metode.LANGSUNG.value


class PembagianForm(forms.Form):
    """The shares of a line's sources that its file did not name."""

    def __init__(self, *args: Any, sumber: Sequence[BarisSumberDana], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for s in sumber:
            if s.nilai is None:
                self.fields[f"s_{s.pk}"] = RupiahField(label=str(s))

    def bagian(self) -> dict[int, Decimal]:
        """{source: amount}"""
        return {int(nama[2:]): nilai for nama, nilai in self.cleaned_data.items()}


class RealisasiForm(BerkunciForm):
    """One payment as its paper says."""

    tanggal = tanggal_field("Tanggal bayar")
    nilai = RupiahField(label="Jumlah dibayar", positif=True)
    bukti = teks_field("Nomor bukti", panjang=80, help_text="SP2D, SPP, kuitansi, atau BAST untuk barang.")
    kanal = forms.ChoiceField(label="Dibayar dari", choices=Realisasi.Kanal.choices)
    penerima = teks_field(
        "Penerima", panjang=120, required=False, help_text="Kelompok atau toko, bukan nama warga yang dilayani."
    )
    keterangan = teks_field("Catatan", panjang=200, required=False)


class BantuanForm(BerkunciForm):
    """Support that stands in no budget document."""

    tahun = forms.IntegerField(
        label="Tahun", min_value=2015, max_value=2060, localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "angka", "maxlength": 4}),
        error_messages={"invalid": "Tulis tahun dengan angka, misalnya 2026."},
    )  # fmt: skip
    sumber = forms.ChoiceField(label="Dari mana", choices=DI_LUAR_DOKUMEN)
    pemberi = teks_field("Nama pemberi", panjang=120, help_text="Perusahaan, kementerian, SPPG, atau kelompok warga.")
    bentuk = forms.ChoiceField(label="Bentuk", choices=Alokasi.Dukungan.choices)
    komponen = forms.ChoiceField(label="Untuk komponen biaya", required=False, choices=pilihan_belanja)
    nilai = RupiahField(
        label="Nilai", positif=True, help_text="Barang dan jasa: nilai menurut BAST atau harga setempat."
    )
    uraian = teks_field("Uraian", panjang=200)
    diterima = tanggal_field("Diterima tanggal", required=False, help_text="Kosongkan kalau baru dijanjikan.")
    bukti = teks_field("Nomor bukti", panjang=80, required=False, help_text="BAST, kuitansi, atau daftar sumbangan.")
