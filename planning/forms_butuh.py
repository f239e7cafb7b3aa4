"""Forms of prices and scenarios."""

from typing import Any

from django import forms

from planning.komponen import HARGA, pilihan_harga
from planning.models import DokumenAnggaran
from planning.skenario import MENURUT, ORANG_TERBANYAK, SUMBER, SUMBER_SKENARIO, TAHUN_TERBANYAK, Parameter
from posyandu_app.lib.forms import BilanganField, RupiahField, teks_field
from registry.models import JenisPembayar


def tahun_field(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=2015,
        max_value=2060,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "angka", "maxlength": 4}),
        error_messages={
            "invalid": "Tulis tahun dengan angka, misalnya 2026.",
            "min_value": "Tahun paling awal 2015.",
            "max_value": "Tahun paling akhir 2060.",
        },
    )


class HargaForm(forms.Form):
    """A price from a year on."""

    komponen = forms.ChoiceField(label="Untuk apa", choices=pilihan_harga)
    tahun = tahun_field("Berlaku mulai tahun")
    harga = RupiahField(label="Harga satuan (Rp)", positif=True)
    pembayar = forms.ChoiceField(
        label="Pembayar",
        required=False,
        choices=[("", "Tidak ada (harga barang)"), *JenisPembayar.choices],
        help_text=f"Wajib untuk {', '.join(h.nama.lower() for h in HARGA if h.berganda)}: tiap pembayar satu baris.",
    )
    uraian = teks_field("Keterangan", panjang=200, required=False, help_text="Merek, ukuran, atau isi paketnya.")
    dasar = teks_field("Dasar", panjang=200, help_text="Nomor keputusan, atau SSH/SBU daerah dan tahunnya.")


class SkenarioForm(forms.Form):
    """A scenario: everything that it varies, with a ceiling for each source."""

    nama = teks_field("Nama skenario", panjang=120)
    tahun = tahun_field("Tahun pertama")
    menurut = forms.ChoiceField(label="Jumlah posyandu", choices=MENURUT, widget=forms.RadioSelect)
    unit = BilanganField(label="Jumlah posyandu, kalau diisi sendiri", maksimum=400_000, required=False)
    orang = BilanganField(label="Orang per posyandu sekarang", maksimum=ORANG_TERBANYAK)
    orang_akhir = BilanganField(label="Orang per posyandu akhirnya", maksimum=ORANG_TERBANYAK)
    tambah = BilanganField(
        label="Tambahan orang tiap tahun", maksimum=ORANG_TERBANYAK, help_text="0 berarti jumlahnya tetap."
    )
    lama = BilanganField(label="Berapa tahun dihitung", maksimum=TAHUN_TERBANYAK)
    tarif = RupiahField(label="Insentif seorang sebulan (Rp)", positif=True)
    bulan = BilanganField(label="Bulan dibayar dalam setahun", maksimum=12)
    operasional = RupiahField(label="Operasional satu posyandu sebulan (Rp)")
    potongan = BilanganField(
        label="Dana Desa turun (persen)", maksimum=100, help_text="58 kalau 58 persen dipakai untuk program lain."
    )
    dokumen = forms.ModelChoiceField(
        label="Dibandingkan dengan anggaran",
        queryset=DokumenAnggaran.objects.none(),
        required=False,
        empty_label="Semua anggaran yang berlaku di wilayah ini",
    )

    def __init__(self, *args: Any, dokumen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dokumen"].queryset = dokumen  # type: ignore[attr-defined]
        self.fields["dokumen"].error_messages["invalid_choice"] = "Pilih salah satu anggaran."  # type: ignore[index]
        for kode in SUMBER_SKENARIO:
            label = f"Plafon setahun dari {SUMBER[kode]} (Rp)"
            self.fields[f"plafon_{kode}"] = RupiahField(label=label, required=False)

    @staticmethod
    def awal(p: Parameter) -> dict[str, Any]:
        """What the form shows for these parameters."""
        isi = {f: getattr(p, f) for f in p.__dataclass_fields__ if f not in ("plafon", "potongan")}
        return isi | {"potongan": int(p.potongan)} | {f"plafon_{k}": v for k, v in (p.plafon or {}).items()}

    def isi(self) -> dict[str, Any]:
        """As actions.butuh takes it."""
        c = self.cleaned_data
        plafon = {k: str(v) for k in SUMBER_SKENARIO if (v := c[f"plafon_{k}"]) is not None}
        angka = {k: c[k] for k in ("menurut", "unit", "orang", "orang_akhir", "tambah", "lama", "bulan")}
        uang = {k: str(c[k]) for k in ("tarif", "operasional", "potongan")}
        unit = c["unit"] if c["menurut"] == "isian" else None
        parameter = {**angka, **uang, "unit": unit, "plafon": plafon}
        return {"nama": c["nama"], "tahun": c["tahun"], "parameter": parameter, "dokumen": c["dokumen"]}
