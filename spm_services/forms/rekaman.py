"""The form of a service, made from its catalogue entry."""

import uuid
from datetime import date
from functools import lru_cache
from typing import Any

from django import forms

from posyandu_app.lib.forms import BilanganField, tanggal_field, teks_field
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import katalog
from spm_services.actions import Kiriman, periksa_tanggal
from spm_services.katalog.dasar import Angka, Kolom, Pilihan, Tanggal, Teks, YaTidak
from spm_services.models import Rekaman

AWALAN = "i_"  # keeps a question's code apart from the fixed head
YA_TIDAK = (("ya", "Ya"), ("tidak", "Tidak"))


def _kolom_form(kolom: Kolom) -> forms.Field:
    umum: dict[str, Any] = {"label": kolom.label, "required": kolom.wajib, "help_text": kolom.bantuan}
    if isinstance(kolom, Angka):
        bilangan = BilanganField(maksimum=kolom.maksimum, **umum)
        bilangan.satuan = kolom.satuan  # type: ignore[attr-defined]
        return bilangan
    if isinstance(kolom, Teks):
        baris = kolom.baris if kolom.baris > 1 else 0
        return teks_field(
            kolom.label, panjang=kolom.panjang, required=kolom.wajib, baris=baris, help_text=kolom.bantuan
        )
    if isinstance(kolom, Tanggal):
        return tanggal_field(kolom.label, required=kolom.wajib, help_text=kolom.bantuan)
    galat = {"required": "Pilih salah satu."}
    if isinstance(kolom, YaTidak):
        return forms.ChoiceField(choices=YA_TIDAK, widget=forms.RadioSelect, error_messages=galat, **umum)
    if isinstance(kolom, Pilihan):
        return forms.ChoiceField(choices=kolom.opsi, widget=forms.RadioSelect, error_messages=galat, **umum)
    raise TypeError(f"jenis kolom tidak dikenal: {kolom!r}")


class RekamanForm(forms.Form):
    """The fixed head of every record: the day, and the key that makes sending twice harmless."""

    entri: katalog.JenisLayanan
    tanggal = tanggal_field("Tanggal")
    kunci = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, unit: Posyandu, lalu: Rekaman | None = None, **kwargs: Any) -> None:
        """`lalu`: the unit's last record of the service; its numbers stand beside the fields, never in them."""
        self.unit = unit
        super().__init__(*args, **kwargs)
        for kode in self.entri.angka:
            self.fields[AWALAN + kode].lalu = lalu.isian.get(kode) if lalu else None  # type: ignore[attr-defined]
        hari = hari_ini(unit.kode)
        self.fields["tanggal"].widget.attrs["max"] = hari.isoformat()
        self.initial.setdefault("tanggal", hari)
        self.initial.setdefault("kunci", uuid.uuid4())

    def clean_tanggal(self) -> date:
        nilai: date = self.cleaned_data["tanggal"]
        try:
            periksa_tanggal(nilai, self.unit)
        except Ditolak as galat:
            raise forms.ValidationError(str(galat)) from None
        return nilai

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        for kolom, pesan in self.entri.galat(self.isian()).items():
            self.add_error(AWALAN + kolom, pesan)
        return isi

    def isian(self) -> dict[str, Any]:
        """The answers as they are stored: numbers, codes, text, true/false; missing ones left out."""
        hasil: dict[str, Any] = {}
        for kolom in self.entri.isian:
            nilai = self.cleaned_data.get(AWALAN + kolom.kode)
            if nilai is None or nilai == "":
                continue
            if isinstance(kolom, YaTidak):
                nilai = nilai == "ya"
            hasil[kolom.kode] = nilai.isoformat() if isinstance(nilai, date) else nilai
        return hasil

    def kiriman(self) -> Kiriman:
        return Kiriman(self.entri.kode, self.cleaned_data["tanggal"], self.isian(), self.cleaned_data["kunci"])


@lru_cache(maxsize=256)
def kelas_form(kode: str) -> type[RekamanForm]:
    """The form class of one service: its questions after the day."""
    entri = katalog.SEMUA[kode]
    isi: dict[str, Any] = {AWALAN + k.kode: _kolom_form(k) for k in entri.isian}
    return type("RekamanForm", (RekamanForm,), {"entri": entri, **isi})


def awal_koreksi(rekaman: Rekaman) -> dict[str, Any]:
    """Initial values of a correction: what is stored, in the form's words."""
    awal: dict[str, Any] = {"tanggal": rekaman.tanggal, "kunci": rekaman.kunci}
    for kolom in rekaman.entri.isian:
        nilai = rekaman.isian.get(kolom.kode)
        if isinstance(kolom, YaTidak) and nilai is not None:
            nilai = "ya" if nilai else "tidak"
        awal[AWALAN + kolom.kode] = nilai
    return awal


class KoreksiKepala(forms.Form):
    """The version the correction was opened at."""

    versi = forms.IntegerField(widget=forms.HiddenInput)


class BatalForm(forms.Form):
    alasan = teks_field(
        "Mengapa dibatalkan?", panjang=300, baris=3, help_text="Tertulis di riwayat. Catatan tetap bisa dibaca."
    )
