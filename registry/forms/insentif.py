"""Forms of incentives and of what is asked about a silent kader."""

from typing import Any

from django import forms

from posyandu_app.lib.forms import BilanganField, RupiahField, tanggal_field, teks_field
from posyandu_app.lib.periode import BULAN, Bulan
from posyandu_app.lib.waktu import hari_ini
from registry.models import DaftarBayar, JenisPembayar, Keaktifan, Pembayar, SatuanTarif


class TarifForm(forms.Form):
    jenis = forms.ChoiceField(label="Pembayar", choices=JenisPembayar.choices)
    nama = teks_field("Nama sumber lain", panjang=80, required=False, help_text="Hanya untuk pembayar “Lainnya”.")
    jumlah = RupiahField(label="Jumlah (Rp)", positif=True, help_text="Di APB Desa: rekening 5.2.2.03.")
    satuan = forms.ChoiceField(
        label="Satuan",
        choices=SatuanTarif.choices,
        help_text="Tarif per tahun dibagi rata menurut bulan, dan tepat sejumlah itu dalam dua belas bulan.",
    )
    nomor_sk = teks_field("Nomor keputusan", panjang=80)
    tanggal_sk = tanggal_field("Tanggal keputusan")
    mulai = tanggal_field("Berlaku mulai")
    sampai = tanggal_field("Sampai sebelum", help_text="Hari ini sendiri tidak ikut, misalnya 01/01 tahun berikutnya.")

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("tanggal_sk") and isi["tanggal_sk"] > hari_ini():
            self.add_error("tanggal_sk", "Tanggal ini belum terjadi.")
        return isi


class AkhiriTarifForm(forms.Form):
    sampai = tanggal_field("Berakhir pada", help_text="Pilih hari mulainya untuk membatalkan tarif yang salah catat.")


class DaftarForm(forms.Form):
    """Which payer and months. `pembayar` offers the purses of the area and above it."""

    pembayar = forms.ModelChoiceField(label="Pembayar", queryset=Pembayar.objects.none(), empty_label="Pilih pembayar")
    tahun = BilanganField(label="Tahun", maksimum=2999)
    bulan_awal = forms.TypedChoiceField(label="Dari bulan", choices=list(enumerate(BULAN, 1)), coerce=int)
    bulan_akhir = forms.TypedChoiceField(label="Sampai bulan", choices=list(enumerate(BULAN, 1)), coerce=int)
    kali = BilanganField(
        label="Banyaknya kegiatan", maksimum=99, required=False, help_text="Hanya untuk tarif per kegiatan."
    )

    def __init__(self, *args: Any, pembayar: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pembayar"].queryset = pembayar  # type: ignore[attr-defined]
        self.fields["pembayar"].error_messages["invalid_choice"] = "Pilih salah satu pembayar."

    def clean_tahun(self) -> int:
        tahun: int = self.cleaned_data["tahun"]
        if tahun < 2020:
            raise forms.ValidationError("Tulis tahunnya dengan empat angka, misalnya 2026.")
        return tahun

    def masa(self) -> tuple[Bulan, Bulan]:
        isi = self.cleaned_data
        return Bulan(isi["tahun"], isi["bulan_awal"]), Bulan(isi["tahun"], isi["bulan_akhir"])


class TandaForm(forms.Form):
    tanggal = tanggal_field("Tanggal ditandatangani")
    penanda_tangan = teks_field("Penanda tangan", panjang=120, help_text="Jabatannya, misalnya Lurah Klego.")


class BayarForm(forms.Form):
    tanggal = tanggal_field("Tanggal dibayar")
    bukti = teks_field("Nomor bukti", panjang=80, help_text="Nomor kuitansi, SP2D, atau bukti transfer.")


class BarisForm(forms.Form):
    """Months (and activities) that a person is paid for."""

    bulan = forms.TypedMultipleChoiceField(
        label="Bulan yang dibayar", coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    kali = BilanganField(label="Banyaknya kegiatan", maksimum=99, required=False)
    catatan = teks_field("Alasan perubahan", panjang=200)

    def __init__(self, *args: Any, daftar: DaftarBayar, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bulan"].choices = [(b.angka, b.nama) for b in daftar.bulan]  # type: ignore[attr-defined]
        if daftar.satuan != SatuanTarif.KEGIATAN:
            del self.fields["kali"]


class KeberatanForm(forms.Form):
    alasan = teks_field("Apa yang salah", panjang=400, baris=3, help_text="Misalnya: bulan Maret saya bertugas.")


class JawabForm(forms.Form):
    putusan = forms.ChoiceField(
        label="Putusan", choices=[("terima", "Diterima"), ("tolak", "Ditolak")], widget=forms.RadioSelect
    )
    jawaban = teks_field("Jawaban untuk kader", panjang=400, baris=3)


class KeaktifanForm(forms.Form):
    jawaban = forms.ChoiceField(label="Keadaannya", choices=Keaktifan.Jawaban.choices, widget=forms.RadioSelect)
    tanggal = tanggal_field("Diketahui tanggal", help_text="Untuk pindah atau berhenti: hari terakhirnya bertugas.")
    tanya_lagi = tanggal_field(
        "Sampai kapan", required=False, help_text="Untuk sakit dan cuti. Sesudah itu ditanya lagi."
    )
    catatan = teks_field("Catatan", panjang=200, required=False)
    akhiri = forms.BooleanField(label="Akhiri masa tugasnya pada tanggal itu (pindah atau berhenti)", required=False)
