"""Forms of proposals: the proposal itself, what a gate decides, a part of it, a line for it."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms

from planning.forms import POLA_KODE
from planning.katalog import Skema
from planning.models import Usulan
from planning.tahap_usulan import JALUR_KELURAHAN, Jalur, Putusan, Tahap
from posyandu_app.lib.bidang import pilihan_bidang
from posyandu_app.lib.forms import RupiahField, teks_field
from posyandu_app.lib.waktu import hari_ini
from wilayah.models import Wilayah


class VolumeField(RupiahField):
    """A measured amount, two decimals as Indonesians write them (`12`, `1.250`, `2,5`)."""

    default_error_messages = {
        "required": "Isi volumenya.",
        "bukan_rupiah": "Tulis volume dengan angka, misalnya 12 atau 2,5.",
        "negatif": "Volume tidak boleh kurang dari nol.",
        "terlalu_besar": "Volume ini terlalu besar. Periksa angkanya.",
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "class": "angka"}

    def to_python(self, value: Any) -> Decimal | None:
        nilai = super().to_python(value)
        if nilai is not None and nilai >= Decimal(10) ** 9:
            raise forms.ValidationError(self.error_messages["terlalu_besar"], code="terlalu_besar")
        return nilai


def _tahun_list() -> list[tuple[int, str]]:
    kini = hari_ini().year
    return [(t, str(t)) for t in range(kini, kini + 4)]


class UsulanForm(forms.Form):
    """What is asked for. `bukti` are the keys of ticked rows, offered by the page from the need itself."""

    judul = teks_field("Yang diusulkan", panjang=160)
    bidang = forms.ChoiceField(
        label="Bidang SPM", required=False, choices=lambda: [("", "Lintas bidang"), *pilihan_bidang()]
    )
    jalur = forms.ChoiceField(label="Lewat pintu mana", widget=forms.RadioSelect)
    tahun = forms.TypedChoiceField(label="Tahun anggaran", coerce=int, choices=_tahun_list)
    masalah = teks_field("Masalahnya", panjang=2000, baris=4, help_text="Apa yang terjadi, pada siapa, sejak kapan.")
    sasaran = teks_field("Siapa yang terbantu", panjang=200, required=False)
    lokasi = teks_field("Lokasi", panjang=200, required=False)
    rt = forms.RegexField(r"^\d{1,3}$", label="RT", required=False, error_messages={"invalid": "Tulis angkanya saja."})
    rw = forms.RegexField(r"^\d{1,3}$", label="RW", required=False, error_messages={"invalid": "Tulis angkanya saja."})
    volume = VolumeField(label="Volume", positif=True)
    satuan = teks_field("Satuan", panjang=40, help_text="Misalnya unit, orang, keluarga, paket.")
    harga_satuan = RupiahField(label="Harga satuan", positif=True, help_text="Jumlahnya dihitung sendiri.")
    perangkat_daerah = teks_field("Perangkat daerah atau pelaksana tujuan", panjang=120, required=False)
    kode_kegiatan = teks_field(
        "Kode kegiatan yang diusulkan", panjang=24, required=False, help_text="Boleh kosong: Bappeda melengkapinya."
    )
    prioritas = forms.IntegerField(
        label="Urutan prioritas", required=False, min_value=1, max_value=999, localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "angka", "maxlength": 3}),
        error_messages={"invalid": "Tulis angka, misalnya 1."},
    )  # fmt: skip
    kunci = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, desa: Wilayah, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = [(j.value, j.label) for j in Jalur if not desa.kelurahan or j in JALUR_KELURAHAN]
        self.fields["jalur"].choices = pilihan  # type: ignore[attr-defined]
        self.initial.setdefault("kunci", uuid.uuid4())
        self.initial.setdefault("tahun", hari_ini().year + 1)

    def clean_kode_kegiatan(self) -> str:
        kode: str = self.cleaned_data["kode_kegiatan"].strip().rstrip(".")
        desa = self.cleaned_data.get("jalur") == Jalur.DESA
        if kode and not POLA_KODE[Skema.APBDES if desa else Skema.APBD].fullmatch(kode):
            contoh = "2.4.01" if desa else "1.04.03.2.03.0002"
            raise forms.ValidationError(f"Bentuk kode tidak cocok dengan pintunya. Contoh: {contoh}.")
        return kode

    def clean_rt(self) -> str:
        return str(self.cleaned_data["rt"]).zfill(3) if self.cleaned_data["rt"] else ""

    def clean_rw(self) -> str:
        return str(self.cleaned_data["rw"]).zfill(3) if self.cleaned_data["rw"] else ""


class PutusanForm(forms.Form):
    """What the desk decides. Volume and amount stand only where the step may cut."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    volume = VolumeField(label="Volume yang diteruskan")
    nilai = RupiahField(label="Rupiah yang diteruskan", positif=True)
    prioritas = forms.IntegerField(
        label="Urutan prioritas", required=False, min_value=1, max_value=999, localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "angka", "maxlength": 3}),
        error_messages={"invalid": "Tulis angka, misalnya 1."},
    )  # fmt: skip
    alasan = teks_field("Alasan", panjang=300, required=False, baris=3)

    def __init__(self, *args: Any, usulan: Usulan, potong: bool, wajib: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({k: getattr(usulan, k) for k in ("versi", "volume", "nilai", "prioritas")})
        if not potong:
            for nama in ("volume", "nilai", "prioritas"):
                del self.fields[nama]
        self.fields["alasan"].required = wajib
        if potong:
            self.fields["alasan"].help_text = "Wajib kalau volume atau rupiahnya berkurang. Desa/kelurahan membacanya."


class PecahForm(forms.Form):
    """The part that goes its own way."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kunci = forms.UUIDField(widget=forms.HiddenInput)
    volume = VolumeField(label="Volume bagian itu", positif=True)
    nilai = RupiahField(label="Rupiah bagian itu", positif=True)
    jalur = forms.ChoiceField(label="Lewat pintu mana", widget=forms.RadioSelect)
    alasan = teks_field("Alasan", panjang=300, baris=3)

    def __init__(self, *args: Any, usulan: Usulan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kelurahan = usulan.desa.kelurahan
        pilihan = [(j.value, j.label) for j in Jalur if not kelurahan or j in JALUR_KELURAHAN]
        self.fields["jalur"].choices = pilihan  # type: ignore[attr-defined]
        self.initial.update({"versi": usulan.versi, "kunci": uuid.uuid4()})


class GabungForm(forms.Form):
    """Into which proposal of the same gate it goes. The page gives the rows the person may see."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    ke = forms.TypedChoiceField(label="Digabung ke", coerce=int, error_messages={"required": "Pilih usulannya."})
    alasan = teks_field("Alasan", panjang=300, baris=3)

    def __init__(self, *args: Any, usulan: Usulan, calon: list[Usulan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = [(u.pk, f"{u.judul}, {u.desa.nama}") for u in calon]
        self.fields["ke"].choices = [("", "Pilih"), *pilihan]  # type: ignore[attr-defined]
        self.initial.update({"versi": usulan.versi})


class TautForm(forms.Form):
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    nilai = RupiahField(label="Rupiah dari baris ini untuk usulan", positif=True)


class SaringUsulan(forms.Form):
    """Filters of the list; nonsense filters nothing."""

    tahun = forms.TypedChoiceField(label="Tahun", required=False, coerce=int, empty_value=None)
    tahap = forms.ChoiceField(label="Tahap", required=False, choices=[("", "Semua"), *Tahap.choices])
    putusan = forms.ChoiceField(label="Putusan", required=False, choices=[("", "Semua"), *Putusan.choices])
    bidang = forms.ChoiceField(label="Bidang", required=False, choices=lambda: [("", "Semua"), *pilihan_bidang()])
    jalur = forms.ChoiceField(label="Jalur", required=False, choices=[("", "Semua"), *Jalur.choices])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kini = hari_ini().year
        tahun = [("", "Semua"), *((str(t), str(t)) for t in range(kini + 3, kini - 4, -1))]
        self.fields["tahun"].choices = tahun  # type: ignore[attr-defined]

    def isi(self) -> dict[str, Any]:
        self.is_valid()
        return {k: v for k, v in self.cleaned_data.items() if v not in ("", None)}
