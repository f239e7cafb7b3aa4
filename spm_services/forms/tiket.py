"""Forms of tickets. Each gets the ticket and the person, so that choices are those of the ticket's own place."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms

from posyandu_app.lib.forms import tanggal_field, teks_field
from posyandu_app.lib.sandi import TidakTerbaca
from posyandu_app.lib.waktu import hari_ini
from registry.forms.unit import TeleponField
from spm_services.actions.rujukan import IsiRujukan
from spm_services.actions.tiket import IsiJawaban, IsiPersetujuan, IsiVerifikasi
from spm_services.anggaran_tiket import BarisTersedia
from spm_services.kode_tiket import buka_telepon
from spm_services.models import HasilTiket, PersetujuanData, Tiket
from spm_services.models.tiket import HASIL_RUJUKAN, JAWABAN_OPD
from spm_services.perangkat import per_bidang

# Sixteen digits in a row or in groups, and no more: a telephone number has at most thirteen.
POLA_NIK = re.compile(r"(?<!\d)(?:\d[ .\-]?){15}\d(?![ .\-]?\d)", re.ASCII)
USUL = "usul"


def tanpa_nik(teks: str) -> str:
    """The text as it is. Raises ValidationError where it seems to hold a NIK."""
    if POLA_NIK.search(teks):
        raise forms.ValidationError("Ada 16 angka yang mirip NIK. Hapus NIK-nya, lalu simpan lagi.")
    return teks


class FormTiket(forms.Form):
    """What every step's form knows. Texts are asked for a NIK that slipped in."""

    def __init__(self, *args: Any, tiket: Tiket, user: Any = None, **kwargs: Any) -> None:
        self.tiket, self.user = tiket, user
        super().__init__(*args, **kwargs)
        hari = hari_ini(tiket.posyandu.kode)
        for nama, kolom in self.fields.items():
            if isinstance(kolom, forms.DateField):
                kolom.widget.attrs["max"] = hari.isoformat()
                self.initial.setdefault(nama, hari)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        for nama, nilai in list(isi.items()):
            if isinstance(nilai, str) and not isinstance(self.fields[nama], TeleponField):
                try:
                    tanpa_nik(nilai)
                except forms.ValidationError as galat:
                    self.add_error(nama, galat)
        return isi


class KosongForm(FormTiket):
    """A step that asks nothing."""


class AlasanForm(FormTiket):
    catatan = teks_field("Alasannya", panjang=400, baris=3, help_text="Tertulis di riwayat permohonan ini.")


class KontakForm(FormTiket):
    """How to reach whoever asked, and where it is. The number opens the public page with the slip."""

    telepon = TeleponField(
        label="Nomor telepon pemohon",
        required=False,
        help_text="Empat angka terakhirnya dipakai pemohon untuk melihat kemajuan. Disimpan terkunci.",
    )
    lokasi = teks_field("RT/RW atau tempat", panjang=160, required=False)
    uraian = teks_field("Kebutuhannya", panjang=1000, required=False, baris=3)
    tujuan = forms.ChoiceField(label="Untuk perangkat daerah", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kantor = per_bidang(self.tiket.bidang)
        self.fields["tujuan"].choices = [(k.kode, k.nama) for k in kantor]  # type: ignore[attr-defined]
        if len(kantor) == 1:
            del self.fields["tujuan"]


class BerkasForm(forms.Form):
    """One paper: a scan, or that it was seen on paper."""

    berkas = forms.FileField(
        label="Pindaian atau foto",
        required=False,
        allow_empty_file=True,
        max_length=400,
        widget=forms.FileInput(attrs={"accept": ".pdf,image/jpeg,image/png"}),
        help_text="PDF, JPEG, atau PNG, paling besar 10 MB.",
    )
    kertas = forms.BooleanField(label="Kertasnya sudah diserahkan, tidak dipindai", required=False)
    nomor = teks_field("Nomor surat", panjang=80, required=False)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if not isi.get("berkas") and not isi.get("kertas") and "berkas" not in self.errors:
            self.add_error("berkas", "Pilih berkasnya, atau centang bahwa kertasnya sudah diserahkan.")
        return isi


class VerifikasiForm(FormTiket):
    tanggal = tanggal_field("Tanggal dikunjungi")
    petugas = teks_field("Siapa yang datang", panjang=120, help_text="Nama dan jabatannya, misalnya kader dan kasi.")
    temuan = teks_field("Apa yang ditemukan di tempat", panjang=1000, baris=4)
    foto = forms.FileField(
        label="Foto di tempat",
        required=False,
        allow_empty_file=True,
        max_length=400,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
        help_text="JPEG atau PNG, paling besar 10 MB. Letak yang dicatat kamera dihapus.",
    )

    def isi(self) -> IsiVerifikasi:
        c = self.cleaned_data
        return IsiVerifikasi(c["tanggal"], c["petugas"], c["temuan"], c["foto"])


class PersetujuanForm(FormTiket):
    """The head's word. What could pay is chosen from the budgets in force, or a year is named."""

    tanggal = tanggal_field("Tanggal disetujui")
    pejabat = teks_field("Disetujui oleh", panjang=120, help_text="Jabatan dan nama, misalnya Lurah Klego.")
    anggaran = forms.ChoiceField(label="Yang bisa membiayai", widget=forms.RadioSelect)
    tahun_usulan = forms.TypedChoiceField(label="Masuk usulan tahun", coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, baris: Iterable[BarisTersedia] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.baris = {str(b.ref): b for b in baris}
        tahun = hari_ini(self.tiket.posyandu.kode).year
        lain = (USUL, "Belum ada anggaran, masuk usulan")
        pilihan = [*((k, f"{b.kata} ({b.sisa})") for k, b in self.baris.items()), lain]
        self.fields["anggaran"].choices = pilihan  # type: ignore[attr-defined]
        self.fields["tahun_usulan"].choices = [(t, str(t)) for t in range(tahun, tahun + 4)]  # type: ignore[attr-defined]
        self.initial.setdefault("tahun_usulan", tahun + 1)
        if not self.baris:
            self.initial.setdefault("anggaran", USUL)

    def isi(self) -> IsiPersetujuan:
        c = self.cleaned_data
        pilih = self.baris.get(c["anggaran"])
        if pilih is None:
            return IsiPersetujuan(c["tanggal"], c["pejabat"], tahun_usulan=c["tahun_usulan"])
        return IsiPersetujuan(c["tanggal"], c["pejabat"], pilih.ref, pilih.kata[:400])


class TeruskanForm(FormTiket):
    tujuan = forms.ChoiceField(label="Teruskan ke", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tujuan"].choices = [(k.kode, k.nama) for k in per_bidang(self.tiket.bidang)]  # type: ignore[attr-defined]
        self.initial.setdefault("tujuan", self.tiket.tujuan)


class JawabanForm(FormTiket):
    """An office's answer, with the keyboard if wanted."""

    hasil = forms.ChoiceField(
        label="Jawaban", widget=forms.RadioSelect, choices=[(str(h), h.label) for h in JAWABAN_OPD]
    )
    tahun = forms.TypedChoiceField(
        label="Dijadwalkan tahun", coerce=int, required=False, empty_value=None, help_text="Hanya kalau dijadwalkan."
    )
    baris = teks_field("Baris rencana", panjang=200, required=False, help_text="Sub kegiatan atau kegiatannya.")
    teks = teks_field("Penjelasan untuk desa dan pemohon", panjang=1000, baris=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tahun = hari_ini(self.tiket.posyandu.kode).year
        self.fields["tahun"].choices = [("", "–"), *((t, str(t)) for t in range(tahun, tahun + 5))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        if isi.get("hasil") == HasilTiket.DIJADWALKAN and not isi.get("tahun"):
            self.add_error("tahun", "Isi tahunnya.")
        return isi

    def isi(self) -> IsiJawaban:
        c = self.cleaned_data
        return IsiJawaban(c["hasil"], c["teks"], c["tahun"], c["baris"], c.get("surat", ""))


class SuratJawabanForm(JawabanForm):
    surat = teks_field("Nomor dan tanggal surat jawaban", panjang=80)


class SelesaiForm(FormTiket):
    tanggal = tanggal_field("Selesai tanggal")
    catatan = teks_field("Apa yang sudah dikerjakan", panjang=400, baris=3)


SETUJU = (("ya", "Ya, setuju"), ("tidak", "Tidak setuju"))


class SetujuForm(FormTiket):
    """Consent to pass a referral on, asked before anything leaves the posyandu."""

    setuju = forms.ChoiceField(
        label="Setuju datanya diteruskan ke tenaga kesehatan?",
        widget=forms.RadioSelect,
        choices=SETUJU,
        error_messages={"required": "Tanyakan dulu, lalu pilih."},
        help_text="Kalau tidak setuju, tidak ada yang diteruskan; penolakannya dicatat.",
    )
    oleh = forms.ChoiceField(
        label="Yang menjawab",
        widget=forms.RadioSelect,
        choices=PersetujuanData.Oleh.choices,
        error_messages={"required": "Pilih siapa yang menjawab."},
    )


class RujukanForm(forms.Form):
    """A referral from a visit: what the rules found is there already."""

    setuju = SetujuForm.base_fields["setuju"]
    oleh = SetujuForm.base_fields["oleh"]
    catatan = teks_field("Pesan untuk tenaga kesehatan", panjang=400, required=False, baris=3)
    kunci = forms.UUIDField(widget=forms.HiddenInput)

    def clean_catatan(self) -> str:
        return tanpa_nik(self.cleaned_data["catatan"])

    def isi(self) -> IsiRujukan:
        c = self.cleaned_data
        return IsiRujukan(c["catatan"], c["setuju"] == "ya", c["oleh"], c["kunci"])


class TutupRujukanForm(AlasanForm):
    hasil = forms.ChoiceField(
        label="Hasilnya",
        widget=forms.RadioSelect,
        choices=[(str(h), h.label) for h in (HasilTiket.MENOLAK, HasilTiket.TANPA_JAWABAN)],
    )
    field_order = ("hasil", "catatan")


class HasilRujukanForm(FormTiket):
    hasil = forms.ChoiceField(
        label="Hasilnya", widget=forms.RadioSelect, choices=[(str(h), h.label) for h in HASIL_RUJUKAN]
    )
    tanggal = tanggal_field("Tanggal")
    catatan = teks_field(
        "Pesan untuk kader", panjang=400, required=False, baris=3, help_text="Tanpa diagnosis: kader ikut membacanya."
    )


def telepon_awal(tiket: Tiket) -> str:
    """The number as stored, for the form of those who may change it."""
    try:
        return buka_telepon(tiket.telepon_sandi)
    except (TidakTerbaca, ValueError):
        return ""
