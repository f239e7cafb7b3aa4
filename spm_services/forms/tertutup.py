"""The one small form of the sealed channel: a safe contact and a consent, no story, no perpetrator."""

import re
import uuid
from typing import Any

from django import forms

from posyandu_app.lib.forms import teks_field
from spm_services.tertutup import ANAK, BAHAYA, BELUM, CARA, JENIS, PERSETUJUAN, SENDIRI, IsiTertutup

PILIH = {"required": "Pilih salah satu."}
NIK = re.compile(r"(?:\d[\s.-]?){16}", re.ASCII)


def _pilih(label: str, pilihan: Any, bantuan: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=pilihan, widget=forms.RadioSelect, error_messages=PILIH, help_text=bantuan
    )


class TertutupForm(forms.Form):
    """Nothing typed here may be kept by the browser: every field asks for that."""

    bahaya = _pilih("Apakah orangnya dalam bahaya sekarang?", BAHAYA, "Kalau ya: telepon 112 dulu, baru isi ini.")
    jenis = _pilih("Apa yang dilaporkan?", JENIS)
    persetujuan = _pilih(
        "Apakah orangnya setuju dihubungi UPTD PPA?",
        PERSETUJUAN,
        "Untuk anak di bawah 18 tahun, yang menyetujui orang tua atau wali yang bukan terduga pelaku. "
        "Kalau tidak ada yang aman dimintai persetujuan, telepon SAPA 129 sekarang.",
    )
    cara = _pilih("Cara menghubungi yang aman", CARA)
    kontak = teks_field(
        "Kontak yang aman", panjang=60, help_text="Nomor atau tempat. Jangan tulis cerita atau nama pelaku."
    )
    waktu = teks_field("Kapan aman dihubungi?", panjang=60, help_text="Misalnya: pagi sesudah pukul 8, jangan malam.")
    sapaan = teks_field("Tanyakan kepada siapa?", panjang=40, required=False, help_text="Boleh nama samaran.")
    kunci = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kunci", uuid.uuid4())
        for nama in ("kontak", "waktu", "sapaan"):
            self.fields[nama].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean_kontak(self) -> str:
        return self._tanpa_nik("kontak")

    def clean_waktu(self) -> str:
        return self._tanpa_nik("waktu")

    def clean_sapaan(self) -> str:
        return self._tanpa_nik("sapaan")

    def _tanpa_nik(self, nama: str) -> str:
        teks: str = self.cleaned_data[nama].strip()
        if NIK.search(teks):
            raise forms.ValidationError("Jangan tulis NIK di sini.")
        return teks

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("persetujuan") == BELUM:
            self.add_error(
                "persetujuan",
                "Tanpa persetujuan, laporan tidak dikirim. Beri tahu nomor SAPA 129: "
                "orangnya bisa menelepon sendiri kapan saja.",
            )
        if isi.get("jenis") == ANAK and isi.get("persetujuan") == SENDIRI:
            self.add_error(
                "persetujuan",
                "Untuk anak, yang menyetujui orang tua atau wali yang bukan terduga pelaku. "
                "Kalau tidak ada, telepon SAPA 129 atau 112 sekarang.",
            )
        return isi

    def isi(self) -> IsiTertutup:
        return IsiTertutup(**{k: v for k, v in self.cleaned_data.items() if k != "kunci"})


class LangkahTertutupForm(forms.Form):
    """The note of a step; which steps need one the workflow says."""

    catatan = teks_field(
        "Catatan", panjang=500, baris=2, required=False, help_text="Tersandi, hanya terbaca di saluran ini."
    )
