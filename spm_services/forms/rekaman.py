"""The form of a service, made from its catalogue entry."""

import uuid
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from typing import Any

from django import forms

from posyandu_app.lib.forms import tanggal_field, teks_field
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import katalog
from spm_services.actions import Kiriman, periksa_tanggal
from spm_services.actions.rekaman import keadaan_pada
from spm_services.forms.foto import FotoField
from spm_services.forms.isian import FormIsian, Konteks
from spm_services.forms.periksa import Siapa, siapa_pada
from spm_services.katalog.dasar import JenisLayanan
from spm_services.models import Keluarga, Rekaman, Warga
from spm_services.pilihan_lokal import pilihan_berlaku

AWALAN = "i_"  # keeps a question's code apart from the fixed head


class RekamanForm(FormIsian):
    """One record: the day, the key that makes sending twice harmless, and the entry's questions.

    `warga` or `keluarga`: whom it is about (they were picked before). `lalu`: the last answers to the same questions,
    which stand beside the fields, never in them. `tersimpan`: of a correction, what is stored; answers to questions
    that are not on this page (`sembunyi`, or not asked by whoever corrects) stay as they are.
    """

    tanggal = tanggal_field("Tanggal")
    kunci = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        entri: JenisLayanan,
        unit: Posyandu,
        lalu: Rekaman | None = None,
        warga: Warga | None = None,
        keluarga: Keluarga | None = None,
        nakes: bool = False,
        tersimpan: Mapping[str, Any] | None = None,
        sembunyi: Collection[str] = (),
        berfoto: bool = False,
        **kwargs: Any,
    ) -> None:
        self.entri, self.unit, self.warga, self.keluarga = entri, unit, warga, keluarga
        self.tersimpan = tersimpan or {}
        super().__init__(*args, **kwargs)
        hari = hari_ini(unit.kode)
        self.fields["tanggal"].widget.attrs["max"] = hari.isoformat()
        self.initial.setdefault("tanggal", hari)
        self.initial.setdefault("kunci", uuid.uuid4())
        pada = self._hari()
        self._siapa = siapa_pada(warga, pada, keadaan_pada(warga, pada)) if warga else None
        konteks = Konteks(
            siapa=self._siapa,
            nakes=nakes,
            lokal=pilihan_berlaku([entri], unit.kode, pada),
            lalu=lalu.isian if lalu else {},
            sembunyi=sembunyi,
        )
        self.bagian = self.pasang(entri, AWALAN, konteks)
        if berfoto and entri.foto:
            self.fields["foto"] = FotoField(paling=entri.foto)
        self._isi: dict[str, Any] = {}

    def _hari(self) -> date:
        """The day the answers are of, as far as it can be read yet."""
        try:
            hari = self.fields["tanggal"].to_python(self.data.get("tanggal") or self.initial["tanggal"])
        except forms.ValidationError:
            hari = None
        return hari or hari_ini(self.unit.kode)

    def siapa_form(self) -> Siapa | None:
        return self._siapa

    def clean_tanggal(self) -> date:
        nilai: date = self.cleaned_data["tanggal"]
        try:
            periksa_tanggal(nilai, self.unit)
        except Ditolak as galat:
            raise forms.ValidationError(str(galat)) from None
        return nilai

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        terlihat = self.jawaban_bagian(self.bagian)
        ditanya = {k.kode for k in self.bagian.kolom}
        self._isi = {k: v for k, v in self.tersimpan.items() if k not in ditanya} | terlihat
        self.periksa_bagian(self.bagian, self._isi)
        if not self._isi and not self.errors:
            self.add_error(None, "Belum ada yang dijawab. Isi paling sedikit satu.")
        return isi

    def isian(self) -> dict[str, Any]:
        """The answers as they are stored: numbers, codes, text, true/false; missing ones left out."""
        return self._isi

    def foto(self) -> list[bytes]:
        """Contents of the pictures, made anew."""
        return self.cleaned_data.get("foto") or []

    def kiriman(self) -> Kiriman:
        return Kiriman(
            self.entri.kode,
            self.cleaned_data["tanggal"],
            self.isian(),
            self.cleaned_data["kunci"],
            warga=self.warga,
            keluarga=self.keluarga,
        )


def kelas_form(kode: str) -> Callable[..., RekamanForm]:
    """The form of one service."""
    return partial(RekamanForm, entri=katalog.SEMUA[kode])


def awal_koreksi(rekaman: Rekaman) -> dict[str, Any]:
    """Initial values of a correction: what is stored; each field knows how it is shown."""
    isi = {AWALAN + k: v for k, v in rekaman.isian.items()}
    return {"tanggal": rekaman.tanggal, "kunci": rekaman.kunci, **isi}


class KoreksiKepala(forms.Form):
    """The version the correction was opened at."""

    versi = forms.IntegerField(widget=forms.HiddenInput)


class BatalForm(forms.Form):
    alasan = teks_field(
        "Mengapa dibatalkan?", panjang=300, baris=3, help_text="Tertulis di riwayat. Catatan tetap bisa dibaca."
    )
