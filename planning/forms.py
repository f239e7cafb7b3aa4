"""Forms of planning."""

import re
from typing import Any

from django import forms

from planning.katalog import SUMBER_DANA, JenisDokumen, Skema
from planning.models import KodeNomenklatur
from posyandu_app.lib.bidang import pilihan_bidang
from posyandu_app.lib.forms import RupiahField, tanggal_field, teks_field
from posyandu_app.lib.waktu import hari_ini

POLA_KODE = {
    Skema.APBD: re.compile(r"\d\.\d{2}\.\d{2}\.\d\.\d{2}\.\d{4}", re.ASCII),
    Skema.APBDES: re.compile(r"\d{1,2}\.\d{1,2}\.\d{2}", re.ASCII),
}
CONTOH_KODE = {Skema.APBD: "1.02.02.2.02.0004", Skema.APBDES: "2.2.02"}
POLA_REKENING = re.compile(r"5(\.\d{1,4}){1,5}", re.ASCII)


class DokumenForm(forms.Form):
    """A document of one area; its kinds are the legal ones of that area."""

    jenis = forms.ChoiceField(label="Jenis dokumen", widget=forms.RadioSelect)
    tahun = forms.IntegerField(
        label="Tahun (tahun pertama untuk rencana jangka menengah)",
        min_value=2015,
        max_value=2060,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "angka", "maxlength": 4}),
        error_messages={"invalid": "Tulis tahun dengan angka, misalnya 2026."},
    )

    perangkat_daerah = teks_field(
        "Perangkat daerah", panjang=120, required=False, help_text="Hanya untuk Renstra dan Renja."
    )

    def __init__(self, *args: Any, jenis_list: list[JenisDokumen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.per_opd = {j.kode for j in jenis_list if j.per_opd}
        if not self.per_opd:
            del self.fields["perangkat_daerah"]
        # A Perubahan is made from the document it amends, not from nothing.
        pilihan = [(j.kode, f"{j.nama} – {j.nama_cetak}") for j in jenis_list]
        self.fields["jenis"].choices = pilihan  # type: ignore[attr-defined]
        self.initial.setdefault("tahun", hari_ini().year)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("jenis") in self.per_opd:
            if not isi.get("perangkat_daerah") and "perangkat_daerah" not in self.errors:
                self.add_error("perangkat_daerah", "Tulis perangkat daerah yang punya dokumen ini.")
        else:
            isi.pop("perangkat_daerah", None)
        return isi


class BarisForm(forms.Form):
    """One line: the code as its decree prints it, where the money comes from, the ceiling."""

    kode_kegiatan = teks_field("Kode kegiatan", panjang=24)
    uraian = teks_field(
        "Uraian", panjang=500, required=False, baris=2, help_text="Kosongkan untuk memakai nama resmi dari kodenya."
    )
    kode_rekening = teks_field("Kode rekening", panjang=24, required=False, help_text="Misalnya 5.2.2.03.")
    perangkat_daerah = teks_field("Perangkat daerah atau pelaksana", panjang=120, required=False)
    bidang = forms.ChoiceField(
        label="Bidang SPM", required=False, choices=lambda: [("", "Lintas bidang"), *pilihan_bidang()]
    )
    sumber_dana = forms.ChoiceField(label="Sumber dana")
    pagu = RupiahField(label="Pagu")

    def __init__(self, *args: Any, skema: Skema, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.skema = skema
        self.fields["sumber_dana"].choices = SUMBER_DANA[skema]  # type: ignore[attr-defined]
        self.fields["kode_kegiatan"].help_text = f"Misalnya {CONTOH_KODE[skema]}."
        self.fields["kode_kegiatan"].widget.attrs["list"] = "kode-kode"

    def clean_kode_kegiatan(self) -> str:
        kode: str = self.cleaned_data["kode_kegiatan"].strip().rstrip(".")
        if not POLA_KODE[self.skema].fullmatch(kode):
            raise forms.ValidationError(f"Bentuk kode tidak cocok. Contoh: {CONTOH_KODE[self.skema]}.")
        return kode

    def clean_kode_rekening(self) -> str:
        kode: str = self.cleaned_data["kode_rekening"].strip().rstrip(".")
        if kode and not POLA_REKENING.fullmatch(kode):
            raise forms.ValidationError("Kode rekening belanja dimulai dengan 5, misalnya 5.2.2.03.")
        return kode

    def clean(self) -> dict[str, Any]:
        """The official name and code book where the code is known; else the name must be typed."""
        isi = super().clean() or {}
        kode = isi.get("kode_kegiatan")
        if not kode:
            return isi
        rows = KodeNomenklatur.objects.filter(skema=self.skema, kode_kegiatan=kode, versi__wilayah=None)
        rows = rows.select_related("versi")  # books of one kabupaten do not name another's lines
        resmi = rows.order_by("-versi__tahun_dari", "-versi").first()
        isi["nomenklatur"] = resmi.versi.nama if resmi else "tidak dalam daftar acuan"
        isi["uraian"] = isi.get("uraian") or (resmi.uraian if resmi else "")
        if not isi["uraian"]:
            self.add_error("uraian", "Kode ini tidak ada dalam daftar acuan. Tulis uraiannya seperti di dokumen.")
        return isi


class TetapkanForm(forms.Form):
    """The decree that fixes the document."""

    nomor = teks_field("Nomor peraturan", panjang=80)
    tanggal = tanggal_field("Tanggal penetapan")

    def clean_tanggal(self) -> Any:
        nilai = self.cleaned_data["tanggal"]
        if nilai > hari_ini():
            raise forms.ValidationError("Tanggal ini belum terjadi.")
        return nilai


class AlasanForm(forms.Form):
    alasan = teks_field("Alasannya", panjang=300, baris=3)
