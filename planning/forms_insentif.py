"""The form that ties an incentive list to a line."""

from collections.abc import Sequence
from typing import Any

from django import forms

from planning.forms_uang import BerkunciForm, sebut_sumber
from planning.models import BarisSumberDana
from posyandu_app.lib.forms import teks_field


class HubungkanDaftarForm(BerkunciForm):
    """The amount is the list's own; asked are the source, where the line has several, and the tranche."""

    sumber = forms.ChoiceField(label="Sumber dana", widget=forms.RadioSelect)
    tahap_salur = teks_field(
        "Menunggu penyaluran",
        panjang=40,
        required=False,
        help_text="Misalnya Dana Desa tahap 2. Kosong: tidak menunggu.",
    )
    keterangan = teks_field("Catatan", panjang=200, required=False)

    def __init__(self, *args: Any, sumber: Sequence[BarisSumberDana], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(sumber) > 1:
            pilihan = [(str(s.pk), sebut_sumber(s)) for s in sumber]
            self.fields["sumber"].choices = pilihan  # type: ignore[attr-defined]
        else:
            del self.fields["sumber"]

    def clean_sumber(self) -> int:
        return int(self.cleaned_data["sumber"])
