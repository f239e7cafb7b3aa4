"""Forms about what happens to people: pregnancy, birth, death, moving, who they may be besides, what they agreed to."""

import uuid
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from posyandu_app.lib.forms import tanggal_field, teks_field
from posyandu_app.lib.waktu import hari_ini
from registry.forms.orang import KELAMIN
from registry.models import Posyandu
from spm_services.actions import IsianAnak
from spm_services.actions.warga_keadaan import AKHIR_HAMIL
from spm_services.forms.warga import HUBUNGAN, PILIH, SETUJU, NikWargaField, UkuranField, bb_lahir_field, pb_lahir_field
from spm_services.models import KeadaanWarga, Keanggotaan, Keluarga, PersetujuanData

PALING_KEMBAR = 4


class HariForm(forms.Form):
    """A form of one day that has come already, the unit's today at most."""

    HARI = "tanggal"

    def __init__(self, *args: Any, unit: Posyandu, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hari = hari_ini(unit.kode)
        self.fields[self.HARI].widget.attrs["max"] = hari.isoformat()
        self.initial.setdefault(self.HARI, hari)


class HamilForm(forms.Form):
    """A pregnancy: what the head of the mother's card asks."""

    hpht = tanggal_field(
        "Hari pertama haid terakhir (HPHT)",
        required=False,
        help_text="Dari Buku KIA. Hari perkiraan lahir dihitung sendiri.",
    )
    mulai = tanggal_field("Kalau HPHT tidak tahu: hamil diketahui sejak", required=False)
    anak_ke = forms.IntegerField(label="Kehamilan anak ke", required=False, min_value=1, max_value=20)
    jarak_bulan = forms.IntegerField(
        label="Jarak dari anak sebelumnya (bulan)", required=False, min_value=0, max_value=360
    )
    bb_awal = UkuranField(label="Berat sebelum hamil", dari="25", sampai="200", koma=1, satuan="kg")
    tb = UkuranField(label="Tinggi badan", dari="100", sampai="200", koma=1, satuan="cm")
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if not isi.get("hpht") and not isi.get("mulai") and not self.errors:
            self.add_error("hpht", "Isi HPHT, atau sejak kapan hamilnya diketahui.")
        return isi

    @staticmethod
    def awal(keadaan: KeadaanWarga) -> dict[str, Any]:
        isi = dict(keadaan.isi)
        for nama in ("bb_awal", "tb"):
            isi[nama] = Decimal(isi[nama]) if isi.get(nama) else None
        isi["hpht"] = date.fromisoformat(isi["hpht"]) if isi.get("hpht") else None
        return {**isi, "mulai": keadaan.mulai, "versi": keadaan.versi}


class KeadaanForm(HariForm):
    """Another state, as a nakes told."""

    HARI = "mulai"
    jenis = forms.ChoiceField(label="Keadaan", widget=forms.RadioSelect, error_messages=PILIH)
    mulai = tanggal_field("Sejak")

    def __init__(self, *args: Any, perempuan: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bukan = {"hamil"} if perempuan else {"hamil", "nifas", "menyusui"}
        self.fields["jenis"].choices = [c for c in KeadaanWarga.Jenis.choices if c[0] not in bukan]  # type: ignore[attr-defined]


class AkhirKeadaanForm(HariForm):
    """A state that ended."""

    HARI = "sampai"
    cara = forms.ChoiceField(
        label="Bagaimana kehamilannya berakhir?",
        choices=list(AKHIR_HAMIL.items()),
        widget=forms.RadioSelect,
        error_messages=PILIH,
        help_text="Kalau anaknya lahir hidup, jangan di sini: catat kelahirannya.",
    )
    sampai = tanggal_field("Tanggal")
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, hamil: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not hamil:
            del self.fields["cara"]


class LahirForm(HariForm):
    """The day of a birth and how many children; each has its own AnakForm."""

    tanggal = tanggal_field("Tanggal lahir")
    setuju = forms.ChoiceField(
        label="Bolehkah data anak ini dicatat untuk pelayanan posyandu?",
        choices=SETUJU,
        widget=forms.RadioSelect,
        error_messages=PILIH,
        help_text="Bacakan kepada ibu atau ayahnya.",
    )
    kunci = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kunci", uuid.uuid4())

    def clean_setuju(self) -> bool | None:
        jawab = self.cleaned_data["setuju"]
        if jawab == "tidak":
            raise forms.ValidationError("Kalau ditolak, anak tidak didaftarkan. Layani tanpa nama lewat menu Catat.")
        return True if jawab == "ya" else None


class AnakForm(forms.Form):
    """One newborn."""

    jenis_kelamin = forms.ChoiceField(
        label="Jenis kelamin", choices=KELAMIN, widget=forms.RadioSelect, error_messages=PILIH
    )
    nama = teks_field("Nama", panjang=120, required=False, help_text="Kosong kalau belum diberi nama.")
    bb_lahir = bb_lahir_field()
    pb_lahir = pb_lahir_field()
    nik = NikWargaField(help_text="Biasanya belum ada; dipasang nanti.")

    def isian(self) -> IsianAnak:
        isi = self.cleaned_data
        return IsianAnak(
            isi["jenis_kelamin"], " ".join(isi["nama"].split()), isi["bb_lahir"], isi["pb_lahir"], isi["nik"]
        )


class WafatForm(HariForm):
    """A death."""

    tanggal = tanggal_field("Tanggal meninggal")
    ibu = forms.BooleanField(
        label="Meninggal saat hamil, bersalin, atau nifas (sampai 42 hari sesudah melahirkan)", required=False
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, perempuan: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not perempuan:
            del self.fields["ibu"]


class PindahForm(HariForm):
    """Somebody who left."""

    tanggal = tanggal_field("Sejak tanggal")
    ke = teks_field("Pindah ke mana", panjang=150, required=False, help_text="Desa, kota, atau alamat baru.")
    ikut = forms.MultipleChoiceField(label="Yang ikut pindah", required=False, widget=forms.CheckboxSelectMultiple)
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, serumah: Sequence[Keanggotaan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.orang = {str(m.warga.uuid): m.warga_id for m in serumah}
        self.fields["ikut"].choices = [(str(m.warga.uuid), m.warga.nama) for m in serumah]  # type: ignore[attr-defined]
        if not serumah:
            del self.fields["ikut"]

    def yang_ikut(self) -> list[int]:
        return [self.orang[u] for u in self.cleaned_data.get("ikut", ())]


class CariForm(forms.Form):
    """Somebody of elsewhere: by the NIK, or by name and birth date."""

    nik = NikWargaField(help_text="Cara yang paling pasti.")
    nama = teks_field("Nama lengkap", panjang=120, required=False)
    lahir = tanggal_field("Tanggal lahir", required=False)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if not self.errors and not isi.get("nik") and not (isi.get("nama") and isi.get("lahir")):
            self.add_error(None, "Isi NIK-nya, atau nama lengkap dan tanggal lahirnya.")
        return isi


def pilihan_keluarga(rows: Sequence[Keluarga]) -> list[tuple[str, str]]:
    return [("", "Tanpa keluarga"), *((str(k.uuid), f"{k.rt_rw} · {k.nama}") for k in rows)]


class MasukForm(HariForm):
    """How somebody comes in."""

    HARI = "mulai"
    mulai = tanggal_field("Sejak tanggal")
    keluarga = forms.ChoiceField(
        label="Masuk keluarga", required=False, help_text="Keluarga baru? Catat dulu di Keluarga."
    )
    hubungan = forms.ChoiceField(label="Hubungan dengan kepala keluarga", choices=HUBUNGAN, required=False)
    tanda = forms.CharField(widget=forms.HiddenInput, required=False)
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, keluarga: Sequence[Keluarga], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pilihan = {str(k.uuid): k for k in keluarga}
        self.fields["keluarga"].choices = pilihan_keluarga(keluarga)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("keluarga") and not isi.get("hubungan"):
            self.add_error("hubungan", PILIH["required"])
        isi["keluarga"] = self.pilihan.get(isi.get("keluarga", ""))
        return isi


class PindahKeluargaForm(MasukForm):
    """Into another household of the same unit."""

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        if not self.errors and isi["keluarga"] is None:
            self.add_error("keluarga", PILIH["required"])
        return isi


class PecahForm(HariForm):
    """Which members make a household of their own, and who heads it."""

    tanggal = tanggal_field("Sejak tanggal")
    anggota = forms.MultipleChoiceField(
        label="Yang pindah ke keluarga baru", widget=forms.CheckboxSelectMultiple, error_messages=PILIH
    )
    kepala = forms.ChoiceField(label="Kepala keluarga baru", widget=forms.RadioSelect, error_messages=PILIH)

    def __init__(self, *args: Any, anggota: Sequence[Keanggotaan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = [(str(m.warga.uuid), m.warga.nama) for m in anggota]
        self.orang = {str(m.warga.uuid): m.warga for m in anggota}
        self.fields["anggota"].choices = self.fields["kepala"].choices = pilihan  # type: ignore[attr-defined]


class PersetujuanForm(forms.Form):
    """An answer to one purpose."""

    tujuan = forms.ChoiceField(
        label="Untuk apa", choices=PersetujuanData.Tujuan.choices, widget=forms.RadioSelect, error_messages=PILIH
    )
    setuju = forms.ChoiceField(
        label="Jawabannya",
        choices=[("ya", "Boleh"), ("tidak", "Tidak boleh")],
        widget=forms.RadioSelect,
        error_messages=PILIH,
    )
    oleh = forms.ChoiceField(
        label="Yang menjawab", choices=PersetujuanData.Oleh.choices, widget=forms.RadioSelect, error_messages=PILIH
    )


class AlasanVersiForm(forms.Form):
    """A step taken back, with its reason; `versi` where one row is meant."""

    alasan = teks_field("Alasannya", panjang=200, baris=2, help_text="Tertulis di riwayat.")
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
