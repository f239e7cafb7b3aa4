"""Forms about people and households."""

import re
import uuid
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from posyandu_app.lib.forms import WAJIB, tanggal_field, teks_field
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import umur_bulan
from posyandu_app.lib.waktu import hari_ini
from registry.forms.orang import KELAMIN, NikField
from registry.forms.unit import RtRwField, TeleponField
from registry.models import Posyandu
from registry.nik import periksa_nik
from spm_services.actions import IsianKeluarga, IsianWarga
from spm_services.actions.warga_keluarga import periksa_kk
from spm_services.models import Keanggotaan, Keluarga, PersetujuanData, Warga
from spm_services.nama import lipat_nama

PILIH = {"required": "Pilih salah satu."}
HUBUNGAN = [("", "Pilih hubungannya"), *Keanggotaan.Hubungan.choices]
DISABILITAS = [
    ("", "Belum ditanya"),
    ("tidak", "Tidak ada"),
    ("fisik", "Fisik"),
    ("sensorik", "Melihat, mendengar, atau bicara"),
    ("intelektual", "Intelektual"),
    ("mental", "Mental"),
    ("ganda", "Lebih dari satu"),
]
YA_TIDAK_BELUM = [("", "Belum ditanya"), ("ya", "Ya"), ("tidak", "Tidak")]
SETUJU = [("ya", "Ya, boleh"), ("belum", "Belum ditanya"), ("tidak", "Tidak boleh")]
DEWASA = 17 * 12  # months: whoever is younger, the parent or guardian says yes


class NikWargaField(NikField):
    """As NikField, wide enough for sixteen digits."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "class": "nik"}


class UkuranField(forms.Field):
    """A measure as people type it, comma or dot; None where it is empty. Out of [dari, sampai] is refused."""

    def __init__(self, *, dari: str, sampai: str, koma: int, satuan: str, **kwargs: Any) -> None:
        self.batas, self.koma, self.satuan = (Decimal(dari), Decimal(sampai)), koma, satuan
        super().__init__(required=False, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off", "maxlength": 8, "class": "angka"}

    def prepare_value(self, value: Any) -> Any:
        return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        teks = str(value).strip().lower().removesuffix(self.satuan).strip()
        if not teks:
            return None
        contoh = str(self.batas[1] / 2).replace(".", ",")
        if not re.fullmatch(rf"[0-9]{{1,4}}([.,][0-9]{{1,{self.koma}}})?", teks):
            raise forms.ValidationError(f"Tulis dalam {self.satuan} dengan angka, misalnya {contoh}.")
        nilai = Decimal(teks.replace(",", "."))
        if not self.batas[0] <= nilai <= self.batas[1]:
            awal, akhir = (str(b).replace(".", ",") for b in self.batas)
            raise forms.ValidationError(f"Tidak mungkin. Tulis dalam {self.satuan}, antara {awal} dan {akhir}.")
        return nilai


def bb_lahir_field() -> UkuranField:
    return UkuranField(label="Berat lahir", dari="0.3", sampai="7", koma=2, satuan="kg")


def pb_lahir_field() -> UkuranField:
    return UkuranField(label="Panjang lahir", dari="20", sampai="65", koma=1, satuan="cm")


class _OrangForm(forms.Form):
    """Who somebody is. `peringatan` (after cleaning): what may be wrong, yet may be so."""

    nama = teks_field("Nama lengkap", panjang=120)
    jenis_kelamin = forms.ChoiceField(
        label="Jenis kelamin", choices=KELAMIN, widget=forms.RadioSelect, error_messages=PILIH
    )
    tanggal_lahir = tanggal_field("Tanggal lahir")
    lahir_perkiraan = forms.BooleanField(label="Tanggalnya hanya perkiraan", required=False)

    def __init__(self, *args: Any, unit: Posyandu, **kwargs: Any) -> None:
        self.unit = unit
        self.peringatan: list[str] = []
        super().__init__(*args, **kwargs)
        self.fields["tanggal_lahir"].widget.attrs |= {"max": hari_ini(unit.kode).isoformat(), "min": "1900-01-01"}

    def clean_nama(self) -> str:
        nama = " ".join(self.cleaned_data["nama"].split())
        if not lipat_nama(nama) or not re.search(r"[^\W\d_]", nama):
            raise forms.ValidationError("Tulis namanya dengan huruf.")
        return nama

    def clean_tanggal_lahir(self) -> date:
        nilai: date = self.cleaned_data["tanggal_lahir"]
        if nilai > hari_ini(self.unit.kode):
            raise forms.ValidationError("Tanggal lahir ini belum terjadi.")
        if nilai.year < 1900:
            raise forms.ValidationError("Sebelum tahun 1900. Periksa tahunnya.")
        return nilai

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("nik"):
            lahir, kelamin = isi.get("tanggal_lahir"), isi.get("jenis_kelamin", "")
            self.peringatan = periksa_nik(isi["nik"], lahir=lahir, jenis_kelamin=kelamin)[1]
        return isi


def _pilihan_ibu(calon: Sequence[Warga]) -> list[tuple[str, str]]:
    return [("", "Belum tercatat di sini"), *((str(w.uuid), w.nama) for w in calon)]


class WargaBaruForm(_OrangForm):
    """A new person in a household of the unit (`keluarga`), a new one, or none."""

    hubungan = forms.ChoiceField(label="Hubungan dengan kepala keluarga", choices=HUBUNGAN, error_messages=PILIH)
    ibu = forms.ChoiceField(label="Ibunya", required=False)
    nik = NikWargaField(help_text="16 angka di KTP atau KK. Boleh menyusul.")
    setuju = forms.ChoiceField(
        label="Bolehkah data ini dicatat untuk pelayanan posyandu?",
        choices=SETUJU,
        widget=forms.RadioSelect,
        error_messages=PILIH,
        help_text="Bacakan kepada yang bersangkutan. Untuk anak, kepada orang tua atau walinya.",
    )
    nama_ibu = teks_field("Nama ibu", panjang=120, required=False, help_text="Bila ibunya tidak tercatat di sini.")
    telepon = TeleponField(label="Telepon", required=False)
    disabilitas = forms.ChoiceField(label="Disabilitas", choices=DISABILITAS, required=False)
    tamu = forms.BooleanField(
        label="Tamu: bukan warga sini, tetapi dilayani", required=False, help_text="Tidak masuk hitungan sasaran."
    )
    mulai = tanggal_field("Menjadi warga di sini sejak", required=False, help_text="Kosong berarti mulai hari ini.")
    kunci = forms.UUIDField(widget=forms.HiddenInput)
    lain = ("nama_ibu", "telepon", "disabilitas", "tamu", "mulai")

    def __init__(self, *args: Any, keluarga: Keluarga | None, ibu: Sequence[Warga] = (), **kwargs: Any) -> None:
        self.keluarga = keluarga
        self.calon_ibu = {str(w.uuid): w for w in ibu}
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kunci", uuid.uuid4())
        self.fields["ibu"].choices = _pilihan_ibu(ibu)  # type: ignore[attr-defined]
        if not ibu:
            del self.fields["ibu"]
        if keluarga is None:
            del self.fields["hubungan"]

    @property
    def depan(self) -> list[forms.BoundField]:
        return [f for f in self if f.name not in self.lain]

    @property
    def belakang(self) -> list[forms.BoundField]:
        return [self[nama] for nama in self.lain]

    @property
    def belakang_terbuka(self) -> bool:
        return any(self[nama].errors or self[nama].value() for nama in self.lain)

    def isian(self, keluarga: Keluarga | IsianKeluarga | None, hubungan: str = "") -> IsianWarga:
        isi = self.cleaned_data
        bulan = umur_bulan(isi["tanggal_lahir"], hari_ini(self.unit.kode))
        oleh = PersetujuanData.Oleh
        kolom = {k: isi[k] for k in ("lahir_perkiraan", "nama_ibu", "telepon", "disabilitas")}
        kolom["ibu"] = self.calon_ibu.get(isi.get("ibu", ""))
        return IsianWarga(
            nama=isi["nama"],
            jenis_kelamin=isi["jenis_kelamin"],
            tanggal_lahir=isi["tanggal_lahir"],
            kunci=isi["kunci"],
            nik=isi["nik"],
            keluarga=keluarga,
            hubungan=hubungan or isi.get("hubungan", ""),
            jenis=Keanggotaan.Jenis.TAMU if isi["tamu"] else Keanggotaan.Jenis.WARGA,
            mulai=isi["mulai"],
            setuju={"ya": True, "tidak": False}.get(isi["setuju"]),
            setuju_oleh=oleh.SENDIRI if bulan >= DEWASA else oleh.WALI,
            kolom=kolom,
        )


class WargaForm(_OrangForm):
    """Correcting who somebody is."""

    ibu = forms.ChoiceField(label="Ibunya", required=False)
    nama_ibu = teks_field("Nama ibu", panjang=120, required=False, help_text="Bila ibunya tidak tercatat di sini.")
    anak_ke = forms.IntegerField(label="Anak ke", required=False, min_value=1, max_value=20)
    kembar = forms.BooleanField(label="Kembar", required=False)
    bb_lahir = bb_lahir_field()
    pb_lahir = pb_lahir_field()
    buku_kia = forms.ChoiceField(label="Punya Buku KIA", choices=YA_TIDAK_BELUM, required=False)
    disabilitas = forms.ChoiceField(label="Disabilitas", choices=DISABILITAS, required=False)
    telepon = TeleponField(label="Telepon", required=False)
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, warga: Warga, ibu: Sequence[Warga] = (), **kwargs: Any) -> None:
        self.calon_ibu = {str(w.uuid): w for w in ibu if w.pk != warga.pk}
        if warga.ibu is not None:
            self.calon_ibu.setdefault(str(warga.ibu.uuid), warga.ibu)
        super().__init__(*args, initial=self.awal(warga), **kwargs)
        self.fields["ibu"].choices = _pilihan_ibu(list(self.calon_ibu.values()))  # type: ignore[attr-defined]

    @staticmethod
    def awal(warga: Warga) -> dict[str, Any]:
        polos = ("nama", "jenis_kelamin", "tanggal_lahir", "lahir_perkiraan", "nama_ibu", "anak_ke", "kembar")
        awal = {k: getattr(warga, k) for k in (*polos, "bb_lahir", "pb_lahir", "disabilitas", "telepon", "versi")}
        buku = {True: "ya", False: "tidak", None: ""}[warga.buku_kia]
        return awal | {"ibu": str(warga.ibu.uuid) if warga.ibu else "", "buku_kia": buku}

    def isian(self) -> dict[str, Any]:
        isi = {k: v for k, v in self.cleaned_data.items() if k != "versi"}
        isi["ibu"] = self.calon_ibu.get(isi["ibu"])
        isi["buku_kia"] = {"ya": True, "tidak": False}.get(isi["buku_kia"])
        return isi


class PasangNikForm(forms.Form):
    """A NIK for somebody who had none, or had a wrong one."""

    nik = NikWargaField(help_text="16 angka di KTP atau KK. Disimpan terkunci, tampil empat angka terakhirnya.")
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def clean_nik(self) -> str:
        nik: str = self.cleaned_data["nik"]
        if not nik:
            raise forms.ValidationError("Isi NIK-nya.")
        return nik


class KkField(forms.CharField):
    """Sixteen digits, spaces allowed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="Nomor KK", max_length=25, required=False, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "autocomplete": "off", "class": "nik", "maxlength": 25}

    def clean(self, value: Any) -> str:
        try:
            return periksa_kk(super().clean(value))
        except Ditolak as galat:
            raise forms.ValidationError(str(galat)) from None


class _TempatForm(forms.Form):
    """Where a household lives."""

    rt = RtRwField(label="RT")
    rw = RtRwField(label="RW")
    alamat = teks_field("Alamat", panjang=200, required=False)
    kk = KkField(help_text="Disimpan terkunci.")


class KeluargaForm(_TempatForm):
    """A household of its own page: new, or corrected."""

    nama = teks_field("Nama kepala keluarga", panjang=120)
    telepon = TeleponField(label="Telepon", required=False)
    kunci = forms.UUIDField(widget=forms.HiddenInput, required=False)
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("nama", "rt", "rw", "alamat", "telepon", "kk")

    def isian(self) -> IsianKeluarga:
        isi = {k: v for k, v in self.cleaned_data.items() if k not in ("versi", "kunci")}
        return IsianKeluarga(**isi, kunci=self.cleaned_data["kunci"] or uuid.uuid4())


class KeluargaWargaForm(_TempatForm):
    """The household of a person who is registered with it; its head may be somebody else."""

    kepala = forms.ChoiceField(
        label="Kepala keluarganya",
        choices=[("sendiri", "Orang ini sendiri"), ("lain", "Orang lain")],
        widget=forms.RadioSelect,
        error_messages=PILIH,
    )
    nama = teks_field("Nama kepala keluarga", panjang=120, required=False, help_text="Bila orang lain.")
    hubungan = forms.ChoiceField(label="Hubungannya", choices=HUBUNGAN, required=False, help_text="Bila orang lain.")
    field_order = ("kepala", "nama", "hubungan", "rt", "rw", "alamat", "kk")

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("kepala") == "lain":
            for nama in ("nama", "hubungan"):
                if not isi.get(nama):
                    self.add_error(nama, WAJIB)
        return isi

    def isian(self, nama: str, kunci: uuid.UUID) -> tuple[IsianKeluarga, str]:
        """(the household, what the person is in it). `kunci` comes from the person's, so that both are sent once."""
        isi = self.cleaned_data
        sendiri = isi["kepala"] == "sendiri"
        tempat = {k: isi[k] for k in ("rt", "rw", "alamat", "kk")}
        keluarga = IsianKeluarga(nama=nama if sendiri else isi["nama"], kunci=uuid.uuid5(kunci, "keluarga"), **tempat)
        return keluarga, Keanggotaan.Hubungan.KEPALA if sendiri else isi["hubungan"]
