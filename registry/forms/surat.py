"""Forms about papers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from posyandu_app.lib.forms import tanggal_field, teks_field
from posyandu_app.lib.waktu import hari_ini
from registry.actions.surat import salah_isi
from registry.models import JenisSK, JenisSuratWilayah

PILIH_BERKAS = "PDF, JPEG, atau PNG, paling besar 10 MB. Boleh menyusul."


def pindaian_field(*, required: bool = False, bantuan: str = PILIH_BERKAS) -> forms.FileField:
    return forms.FileField(
        label="Pindaian atau foto surat",
        required=required,
        help_text=bantuan,
        allow_empty_file=True,  # an empty one is refused with our own sentence
        max_length=400,
        widget=forms.FileInput(attrs={"accept": ".pdf,image/jpeg,image/png"}),
        error_messages={"required": "Pilih berkasnya."},
    )


class _SuratForm(forms.Form):
    """What every paper has. `hari` is today where its area lies."""

    nomor = teks_field("Nomor", panjang=80)
    tanggal = tanggal_field("Tanggal surat")
    penanda_tangan = teks_field(
        "Penanda tangan", panjang=120, required=False, help_text="Jabatan, misalnya Lurah Klego."
    )
    berlaku_dari = tanggal_field("Mulai berlaku", required=False, help_text="Kosong: sejak tanggal surat.")
    berlaku_sampai = tanggal_field("Berlaku sampai", required=False, help_text="Kosong kalau tidak ada batasnya.")
    alasan_surut = teks_field(
        "Alasan berlaku surut",
        panjang=200,
        required=False,
        help_text="Hanya kalau surat ditandatangani sesudah mulai berlaku.",
    )
    berkas = pindaian_field()

    def __init__(self, *args: Any, hari: date | None = None, **kwargs: Any) -> None:
        self.hari = hari or hari_ini()
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        for kolom, pesan in salah_isi(isi, self.hari):
            self.add_error(kolom, pesan)
        return isi


class SKForm(_SuratForm):
    """A unit's paper."""

    jenis = forms.ChoiceField(label="Jenis surat", choices=JenisSK.choices)
    field_order = ("jenis",)


class SuratWilayahForm(_SuratForm):
    """An area's paper; `jenis` offers what such an area can have."""

    jenis = forms.ChoiceField(label="Jenis surat", choices=JenisSuratWilayah.choices)
    field_order = ("jenis",)

    def __init__(self, *args: Any, pilihan: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jenis"].choices = list(pilihan) or JenisSuratWilayah.choices  # type: ignore[attr-defined]


class PindaianForm(forms.Form):
    berkas = pindaian_field(required=True, bantuan="PDF, JPEG, atau PNG, paling besar 10 MB.")


class CabutSuratForm(forms.Form):
    alasan = teks_field("Alasan", panjang=200, help_text="Misalnya: diganti dengan keputusan baru, salah catat.")


class PergantianForm(forms.Form):
    tanggal = tanggal_field("Kepala wilayah berganti sejak")
    catatan = teks_field("Catatan", panjang=200, required=False, help_text="Misalnya: pelantikan kepala desa baru.")
