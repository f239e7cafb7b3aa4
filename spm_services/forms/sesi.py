"""Forms of open days: moving one, a reason, who is on duty, a guest."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from posyandu_app.lib.forms import WAJIB, tanggal_field, teks_field
from spm_services.actions.sesi import LANGKAH, IsiTamu
from spm_services.models import Sesi
from spm_services.models.warga import JenisKelamin

TAK_HADIR, HADIR = "-", ""
PILIHAN_HADIR = ((TAK_HADIR, "Tidak hadir"), (HADIR, "Hadir"), *((n, f"Langkah {n}") for n in LANGKAH))


class PindahForm(forms.Form):
    """To which day, and why."""

    tanggal = tanggal_field("Hari baru")
    alasan = teks_field("Alasan", panjang=200, required=False)


class AlasanForm(forms.Form):
    alasan = teks_field("Alasan", panjang=200, baris=2, help_text="Tertulis di riwayat.")


class HadirForm(forms.Form):
    """One choice for each person who may be on duty: not here, here, or at which step."""

    def __init__(self, *args: Any, petugas: Mapping[int, str], hadir: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.petugas = petugas
        for pk, nama in petugas.items():
            self.fields[f"o_{pk}"] = forms.ChoiceField(
                label=nama, choices=PILIHAN_HADIR, required=False, initial=hadir.get(pk, TAK_HADIR)
            )

    def hadir(self) -> dict[int, str]:
        """{person: step} of those who are here."""
        isi = {pk: self.cleaned_data[f"o_{pk}"] for pk in self.petugas}
        return {pk: n for pk, n in isi.items() if n != TAK_HADIR}


class TamuForm(forms.Form):
    """Somebody of another posyandu, or passing by: enough to serve and to know them again."""

    kunci = forms.UUIDField(widget=forms.HiddenInput)
    nama = teks_field("Nama", panjang=120)
    kelamin = forms.ChoiceField(
        label="Jenis kelamin",
        choices=JenisKelamin.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu."},
    )
    lahir = tanggal_field("Tanggal lahir")
    perkiraan = forms.BooleanField(label="Tanggal lahirnya perkiraan", required=False)
    nama_ibu = teks_field("Nama ibu", panjang=120, required=False, help_text="Untuk anak, supaya tidak tertukar.")

    def __init__(self, *args: Any, sesi: Sesi, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sesi = sesi
        self.fields["lahir"].widget.attrs["max"] = sesi.tanggal.isoformat()
        self.initial.setdefault("kunci", uuid.uuid4())

    def clean_nama(self) -> str:
        nama = " ".join(self.cleaned_data["nama"].split())
        if not nama:
            raise forms.ValidationError(WAJIB)
        return nama

    def clean_lahir(self) -> date:
        lahir: date = self.cleaned_data["lahir"]
        if lahir > self.sesi.tanggal:
            raise forms.ValidationError("Tanggal lahir ini sesudah hari buka. Periksa lagi.")
        if lahir.year < 1900:
            raise forms.ValidationError("Tahunnya terlalu lama. Periksa lagi.")
        return lahir

    def isi(self) -> IsiTamu:
        d = self.cleaned_data
        return IsiTamu(d["kunci"], d["nama"], d["kelamin"], d["lahir"], d["perkiraan"], d["nama_ibu"])
