"""What every form made from catalogue entries does: questions to fields, answers as stored, errors at the field.

A question of another one's answer (`kalau`) is an optional field that is ignored where it does not apply, so that the
page works without JavaScript; static/js/isian.js only hides it. A confirmed answer is confirmed as it stands: the box
sends a token of that answer, and another answer is asked about anew.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms

from posyandu_app.lib.forms import WAJIB
from spm_services.forms.kolom import Opsi, kata_kalau, kolom_form, nilai_kalau
from spm_services.forms.periksa import YAKIN_TEKS, YAKIN_UKUR, Hasil, Siapa, ditanyakan, nilai, tanda_yakin
from spm_services.katalog.dasar import Angka, Desimal, JenisLayanan, Kolom, Pilihan, Teks, YaTidak
from spm_services.models.rekaman import jawaban


@dataclass(frozen=True)
class Konteks:
    """What decides which questions stand on a form, besides the entry: the person, who fills it, local options, the
    last answers, and questions whose stored answers this viewer may not see."""

    siapa: Siapa | None = None
    nakes: bool = False
    lokal: Mapping[str, Opsi] = field(default_factory=dict)
    lalu: Mapping[str, Any] = field(default_factory=dict)
    sembunyi: Collection[str] = ()


@dataclass(frozen=True)
class Bagian:
    """The questions of one service on a form; `awalan` stands before each field's name."""

    entri: JenisLayanan
    awalan: str
    kolom: tuple[Kolom, ...]

    def nama(self, kode: str) -> str:
        return self.awalan + kode


def kata_lalu(kolom: Kolom, jawab: Any) -> str:
    """The last answer in few words, without its unit; "" where there is none. Zero is an answer."""
    if jawab is None or not isinstance(kolom, Angka | Desimal | Pilihan | YaTidak):
        return ""
    return jawaban(kolom, jawab).removesuffix(f" {getattr(kolom, 'satuan', '')}")


class FormIsian(forms.Form):
    """Base of the ordinary form and of a step of the open day."""

    def pasang(self, entri: JenisLayanan, awalan: str, konteks: Konteks) -> Bagian:
        """Add the fields of one service that are asked here."""
        kolom = tuple(
            k
            for k in entri.isian
            if k.kode not in konteks.sembunyi and ditanyakan(k, konteks.siapa, nakes=konteks.nakes)
        )
        bagian = Bagian(entri, awalan, kolom)
        for k in kolom:
            lokal = konteks.lokal.get(k.daftar, ()) if isinstance(k, Pilihan) else ()
            satu: Any = kolom_form(k, lokal)
            satu.lalu = kata_lalu(k, konteks.lalu.get(k.kode))
            if k.kalau is not None:
                satu.required = satu.widget.is_required = False
                satu.kalau_nama = self.add_prefix(bagian.nama(k.kalau.kolom))
                satu.kalau_nilai = "|".join(nilai_kalau(k.kalau))
                satu.kata_kalau = kata_kalau(k.kalau, entri.kolom(k.kalau.kolom))
            self.fields[bagian.nama(k.kode)] = satu
        return bagian

    def jawaban_bagian(self, bagian: Bagian) -> dict[str, Any]:
        """The answers of one service as they are stored, missing ones left out; errors are added to the form."""
        isi: dict[str, Any] = {}
        for k in bagian.kolom:
            nama = bagian.nama(k.kode)
            jawab = self.cleaned_data.get(nama)
            if not k.diminta(isi):
                self._tertutup(bagian, k, isi, jawab)
                continue
            if jawab is None or jawab == "":
                if k.kalau is not None and k.wajib and nama not in self.errors:
                    self.add_error(nama, WAJIB)
                continue
            self._nilai(nama, k, jawab)
            isi[k.kode] = jawab.isoformat() if isinstance(jawab, date) else jawab
        return isi

    def periksa_bagian(self, bagian: Bagian, isi: Mapping[str, Any]) -> None:
        """The entry's own checks, over `isi`; a check whose field is not on the page speaks for the whole form."""
        for kode, pesan in bagian.entri.galat(isi).items():
            nama = bagian.nama(kode)
            self.add_error(nama if nama in self.fields else None, pesan)

    def _tertutup(self, bagian: Bagian, kolom: Kolom, isi: Mapping[str, Any], jawab: Any) -> None:
        """A question that another answer closes is ignored; one answered while that other is not is asked about."""
        self.errors.pop(bagian.nama(kolom.kode), None)
        assert kolom.kalau is not None  # noqa: S101 -- `diminta` is false only with it
        induk = bagian.nama(kolom.kalau.kolom)
        if jawab in (None, "") or kolom.kalau.kolom in isi or induk in self.errors or induk not in self.fields:
            return
        self.add_error(induk, f"Jawab ini dulu, karena “{kolom.label}” terisi.")

    def _nilai(self, nama: str, kolom: Kolom, jawab: Any) -> None:
        hasil = nilai(kolom, jawab, self.siapa_form())
        if hasil.hasil == Hasil.BAIK:
            return
        if hasil.hasil == Hasil.TOLAK:
            self.add_error(nama, hasil.kalimat)
            return
        satu: Any = self.fields[nama]
        satu.tanya, satu.yakin = YAKIN_TEKS if isinstance(kolom, Teks) else YAKIN_UKUR, tanda_yakin(jawab)
        satu.diyakini = self.data.get(f"{self.add_prefix(nama)}_yakin") == satu.yakin
        if not satu.diyakini:
            self.add_error(nama, forms.ValidationError(hasil.kalimat, code="yakin"))

    def siapa_form(self) -> Siapa | None:
        """The person the answers are judged for."""
        raise NotImplementedError
