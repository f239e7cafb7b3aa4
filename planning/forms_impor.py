"""Forms of imports: a file or pasted rows for a draft, a code book, a replacement."""

from typing import Any

from django import forms

from planning.katalog import NAMA_SKEMA, Skema
from planning.models import ImporRencana, KodeNomenklatur
from posyandu_app.lib.forms import WAJIB, BilanganField, RupiahField, tanggal_field, teks_field

Bentuk = ImporRencana.Bentuk
BENTUK_MENURUT_SKEMA = {
    Skema.APBD: (Bentuk.SIPD, Bentuk.TEMPLAT, Bentuk.TEMPEL),
    Skema.APBDES: (Bentuk.SISKEUDES, Bentuk.TEMPLAT, Bentuk.TEMPEL),
}


def _berkas(label: str, terima: str, *, required: bool) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=required,
        widget=forms.ClearableFileInput(attrs={"accept": terima}),
        error_messages={
            "required": "Pilih berkasnya.",
            "empty": "Berkas ini kosong.",
            "max_length": "Nama berkas terlalu panjang.",
        },
        max_length=200,
    )


class ImporBarisForm(forms.Form):
    """A file or pasted rows for one draft, with the total that the paper itself shows."""

    bentuk = forms.ChoiceField(label="Bentuknya", widget=forms.RadioSelect, error_messages={"required": WAJIB})
    berkas = _berkas("Berkas", ".xlsx,.csv,.zip", required=False)
    teks = teks_field(
        "Atau tempel baris di sini",
        panjang=2_000_000,
        required=False,
        baris=6,
        help_text="Satu baris satu kegiatan: kode, uraian, sumber dana, pagu; dipisah tab, titik koma, atau dua spasi.",
    )
    total = RupiahField(
        label="Total menurut dokumen",
        required=False,
        help_text="Kalau diisi, jumlah semua baris harus sama sampai rupiah terakhir.",
    )
    total_baris = BilanganField(label="Banyak baris menurut dokumen", required=False, maksimum=50_000)
    kode_desa = teks_field(
        "Kode desa di Siskeudes",
        panjang=12,
        required=False,
        help_text="Hanya kalau berbeda dari kode wilayahnya, misalnya 05.2001.",
    )
    ganti = forms.BooleanField(label="Ganti semua baris draf dengan isi berkas ini", required=False)

    def __init__(self, *args: Any, skema: Skema, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = [(b.value, b.label) for b in BENTUK_MENURUT_SKEMA[skema]]
        self.fields["bentuk"].choices = pilihan  # type: ignore[attr-defined]
        self.initial.setdefault("bentuk", pilihan[0][0])
        if skema != Skema.APBDES:
            del self.fields["kode_desa"]

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        bentuk = isi.get("bentuk")
        if bentuk == Bentuk.TEMPEL and not isi.get("teks", "").strip() and "teks" not in self.errors:
            self.add_error("teks", "Tempel dulu barisnya.")
        if bentuk and bentuk != Bentuk.TEMPEL and not isi.get("berkas") and "berkas" not in self.errors:
            self.add_error("berkas", "Pilih berkasnya.")
        return isi


class BukuForm(forms.Form):
    """A code book: whose decree, which years, and the file."""

    skema = forms.ChoiceField(label="Skema", choices=[(s.value, n) for s, n in NAMA_SKEMA.items()])
    nama = teks_field("Nama keputusan", panjang=80, help_text="Misalnya Kepmendagri 900.1-861/2026.")
    tanggal = tanggal_field("Tanggal keputusan", required=False)
    tahun_dari = BilanganField(label="Berlaku mulai tahun anggaran", maksimum=2100)
    tahun_sampai = BilanganField(label="Sampai tahun anggaran", required=False, maksimum=2100)
    sumber = teks_field("Dari mana berkasnya", panjang=200)
    sendiri = forms.BooleanField(
        label="Kode kegiatan desa milik kabupaten (90–99)",
        required=False,
        help_text="Ditetapkan peraturan bupati; berlaku hanya di kabupaten ini.",
    )
    semua = forms.BooleanField(
        label="Ambil juga kode kewenangan khusus (Papua, Aceh, DIY, provinsi)",
        required=False,
        help_text="Biasanya tidak perlu: yang diambil kewenangan umum kabupaten/kota.",
    )
    sebagian = forms.BooleanField(
        label="Berkas ini hanya sebagian kode",
        required=False,
        help_text="Kode yang tidak ada di dalamnya tidak dianggap putus.",
    )
    berkas = _berkas("Berkas XLSX atau CSV", ".xlsx,.csv", required=True)

    def clean_tahun_dari(self) -> int:
        tahun: int = self.cleaned_data["tahun_dari"]
        if tahun < 2015:
            raise forms.ValidationError("Tulis tahun anggaran, misalnya 2027.")
        return tahun

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        dari, sampai = isi.get("tahun_dari"), isi.get("tahun_sampai")
        if dari and sampai and sampai < dari:
            self.add_error("tahun_sampai", "Tahun akhir sebelum tahun mulai.")
        if isi.get("sendiri") and isi.get("skema") != Skema.APBDES:
            self.add_error("sendiri", "Kode 90–99 hanya ada pada kegiatan desa.")
        return isi


class GantiForm(forms.Form):
    """The code that a draft's line gets instead."""

    kode = forms.ModelChoiceField(
        queryset=KodeNomenklatur.objects.select_related("versi"), error_messages={"required": WAJIB}
    )
