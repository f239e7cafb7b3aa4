"""Forms of the checks: which findings, an explanation, totals of a decree, a region's own share."""

from decimal import Decimal
from typing import Any

from django import forms

from accounts.roles import Peran
from planning.katalog import pilihan_sumber
from planning.models import AturanPorsi, StatusTemuan
from planning.pemeriksaan import NAMA_TINGKAT, SEMUA
from planning.total import SelisihSumber
from posyandu_app.lib.forms import RupiahField, teks_field

PEMILIK = (
    (Peran.OPERATOR_DESA, "Desa/kelurahan"),
    (Peran.PERENCANA, "Perencana"),
    (Peran.DINAS_PMD, "Dinas pengampu"),
)
STATUS = (("", "Belum selesai"), *StatusTemuan.choices, ("semua", "Semua"))


class SaringTemuan(forms.Form):
    """Which findings. An answer that is no choice filters nothing."""

    aturan = forms.ChoiceField(
        label="Pemeriksaan", required=False, choices=[("", "Semua"), *((p.kode, f"{p.kode} {p.nama}") for p in SEMUA)]
    )
    tingkat = forms.ChoiceField(
        label="Tingkat", required=False, choices=[("", "Semua"), *((t.value, n) for t, n in NAMA_TINGKAT.items())]
    )
    status = forms.ChoiceField(label="Status", required=False, choices=STATUS)
    pemilik = forms.ChoiceField(label="Di meja", required=False, choices=[("", "Semua"), *PEMILIK])
    tahun = forms.ChoiceField(label="Tahun", required=False)

    def __init__(self, *args: Any, tahun: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = [(str(t), str(t)) for t in range(tahun + 1, tahun - 5, -1)]
        self.fields["tahun"].choices = pilihan  # type: ignore[attr-defined]

    def isi(self, nama: str) -> str:
        """The chosen value; empty where none of the choices was sent."""
        return str(self.cleaned_data.get(nama, "")) if self.is_valid() or nama not in self.errors else ""


class JelaskanForm(forms.Form):
    """Why it stands as it does, or what is being done about it."""

    alasan = teks_field("Penjelasan", panjang=400, baris=3)
    versi = forms.IntegerField(widget=forms.HiddenInput)


class LangkahForm(forms.Form):
    """A note to a step; needed to open again."""

    catatan = teks_field("Catatan", panjang=300, required=False)
    versi = forms.IntegerField(widget=forms.HiddenInput)


class TotalForm(forms.Form):
    """The decree's total of each source and of the whole; an empty field is "not typed in", which is not zero."""

    def __init__(self, *args: Any, sumber: list[SelisihSumber], skema: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ada = {s.sumber: s for s in sumber}
        for kode, nama in skema:
            s = ada.get(kode)
            field = RupiahField(label=nama, required=False)
            self.fields[kode] = field
            if s is not None:
                self.initial[kode] = s.tertulis

    def nilai(self) -> dict[str, Decimal | None]:
        return {k: self.cleaned_data.get(k) for k in self.fields}


def _persen(label: str) -> forms.DecimalField:
    pesan = {"invalid": "Tulis angka persen, misalnya 20 atau 58,03."}
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(100),
        decimal_places=2,
        max_digits=5,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "angka", "maxlength": 6}),
        error_messages={
            **pesan,
            "min_value": "Persen tidak kurang dari 0.",
            "max_value": "Persen tidak lebih dari 100.",
            "max_decimal_places": "Paling banyak dua angka di belakang koma.",
            "max_digits": pesan["invalid"],
        },
    )


def _tahun(label: str, *, wajib: bool = True) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=wajib,
        min_value=2015,
        max_value=2060,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "angka", "maxlength": 4}),
        error_messages={"invalid": "Tulis tahun dengan angka, misalnya 2026."},
    )


class PorsiForm(forms.Form):
    """A region's own limit, from a year on."""

    nama = teks_field("Nama batas", panjang=160, help_text="Misalnya: Anggaran posyandu dari ADD.")
    nama_singkat = forms.CharField(
        label="Nama singkat",
        max_length=24,
        help_text="Huruf dan angka tanpa spasi. Yang sama dengan milik nasional menggantikannya di daerah ini.",
    )
    skema = forms.ChoiceField(label="Untuk dokumen", choices=AturanPorsi.Skema.choices, widget=forms.RadioSelect)
    tahun_dari = _tahun("Berlaku dari tahun")
    tahun_sampai = _tahun("Sampai tahun", wajib=False)
    awalan = teks_field(
        "Awalan kode kegiatan", panjang=200, required=False, help_text="Dipisah koma, misalnya 2.2.02, 2.2.03."
    )
    kata = teks_field("Atau kata dalam uraiannya", panjang=200, required=False, help_text="Dipisah koma.")
    sumber = forms.ChoiceField(label="Hanya dari sumber", required=False)
    minimal = _persen("Paling sedikit (%)")
    maksimal = _persen("Paling banyak (%)")
    dasar = teks_field("Dasar hukum", panjang=200, help_text="Misalnya: Perbup 12 Tahun 2026 pasal 4.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sumber"].choices = [("", "Semua sumber"), *pilihan_sumber()[:-1]]  # type: ignore[attr-defined]

    def clean_nama_singkat(self) -> str:
        nilai: str = self.cleaned_data["nama_singkat"].strip().lower()
        if not nilai.replace("_", "").isalnum() or not nilai.isascii():
            raise forms.ValidationError("Pakai huruf, angka, dan garis bawah saja.")
        return nilai

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if not (isi.get("awalan") or isi.get("kata")):
            self.add_error("awalan", "Isi awalan kode, atau kata dalam uraiannya.")
        sedikit, banyak = isi.get("minimal"), isi.get("maksimal")
        if sedikit is None and banyak is None and not {"minimal", "maksimal"} & set(self.errors):
            self.add_error("minimal", "Isi batas paling sedikit, paling banyak, atau keduanya.")
        if sedikit is not None and banyak is not None and banyak < sedikit:
            self.add_error("maksimal", "Batas atas tidak boleh di bawah batas bawah.")
        dari, sampai = isi.get("tahun_dari"), isi.get("tahun_sampai")
        if dari and sampai and sampai < dari:
            self.add_error("tahun_sampai", "Tahun akhir tidak boleh sebelum tahun awal.")
        return isi
