"""Form of an import: a file, and the area where a person has more than one."""

from typing import Any

from django import forms

from accounts.models import JenisBerkas
from posyandu_app.lib.galat import Ditolak
from registry.impor.berkas import kenali_tabel
from wilayah.models import Wilayah


class ImporForm(forms.Form):
    wilayah = forms.ModelChoiceField(label="Wilayah", queryset=Wilayah.objects.none(), empty_label=None)
    berkas = forms.FileField(
        label="Berkas XLSX atau CSV",
        help_text="Paling besar 20 MB dan 50.000 baris. Tidak ada yang disimpan sebelum Anda melihat hasilnya.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": "Pilih berkasnya.",
            "empty": "Berkas ini kosong.",
            "max_length": "Nama berkas terlalu panjang.",
        },
        max_length=200,
    )

    def __init__(self, *args: Any, wilayah: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bentuk = JenisBerkas.CSV
        self.fields["wilayah"].queryset = Wilayah.objects.filter(pk__in=wilayah)  # type: ignore[attr-defined]
        if len(wilayah) == 1:
            self.fields["wilayah"].widget = forms.HiddenInput()
            self.fields["wilayah"].initial = wilayah[0]

    def clean_berkas(self) -> Any:
        unggahan = self.cleaned_data["berkas"]
        try:
            self.bentuk = kenali_tabel(unggahan, unggahan.size)
        except Ditolak as galat:
            raise forms.ValidationError(str(galat)) from None
        return unggahan
