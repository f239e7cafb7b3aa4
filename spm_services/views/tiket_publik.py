"""Where an applicant looks, without signing in: the code of the slip and four digits, answered with stage and days.

Nothing else leaves: no name, no content. A wrong code and wrong digits get one and the same answer, and failures are
counted for the code that was typed and for the address it came from (a village may share one, so that limit is wide).
"""

import hashlib

from allauth.account.adapter import get_adapter
from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from posyandu_app.lib.access import publik
from posyandu_app.lib.forms import teks_field
from spm_services.kode_tiket import EMPAT, baca_kode
from spm_services.metrics_tiket import Kemajuan, kemajuan

MASA = 15 * 60  # seconds
GAGAL_KODE, GAGAL_ALAMAT = 5, 60
TIDAK_ADA = "Kode dan empat angka itu tidak cocok. Periksa lagi di slip, atau tanyakan di posyandu."
TERLALU_SERING = "Terlalu banyak percobaan yang gagal. Coba lagi lima belas menit lagi."


class CariForm(forms.Form):
    kode = teks_field("Kode di slip", panjang=20)
    empat = teks_field("Empat angka terakhir nomor telepon", panjang=4)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for nama, isi in (("kode", {"autocapitalize": "characters"}), ("empat", {"inputmode": "numeric"})):
            self.fields[nama].widget.attrs |= {"autocomplete": "off", **isi}

    def clean_empat(self) -> str:
        empat: str = self.cleaned_data["empat"]
        if len(empat) != EMPAT or not (empat.isascii() and empat.isdecimal()):
            raise forms.ValidationError("Tulis empat angka.")
        return empat


def _kunci(request: HttpRequest, kode: str) -> list[tuple[str, int]]:
    """[(cache key, failures allowed)]: of the code typed, and of the address. Hashed: a cache holds no address."""
    alamat = get_adapter().get_client_ip(request)
    isi = [(f"k:{kode}", GAGAL_KODE), (f"a:{alamat}", GAGAL_ALAMAT)]
    return [(f"tiket-publik:{hashlib.sha256(k.encode()).hexdigest()[:32]}", n) for k, n in isi]


def _cari(request: HttpRequest, form: CariForm) -> Kemajuan | None:
    """The progress asked for, or an error in the form."""
    kode = baca_kode(form.cleaned_data["kode"])
    kunci = _kunci(request, kode or form.cleaned_data["kode"].upper())
    if any(cache.get(k, 0) >= n for k, n in kunci):
        form.add_error(None, TERLALU_SERING)
        return None
    hasil = kemajuan(kode, form.cleaned_data["empat"])
    if hasil is None:
        for k, _ in kunci:
            cache.add(k, 0, MASA)
            cache.incr(k)
        form.add_error(None, TIDAK_ADA)
    return hasil


@publik
@require_http_methods(["GET", "POST"])
def permohonan(request: HttpRequest) -> HttpResponse:
    """Ask, then answer on the same page; by POST, so that no address or log holds a code."""
    form = CariForm(request.POST or None)
    hasil = _cari(request, form) if request.method == "POST" and form.is_valid() else None
    sering = TERLALU_SERING in form.non_field_errors() if form.is_bound else False
    status = 429 if sering else 422 if form.errors else 200
    jawaban = render(request, "publik/permohonan.html", {"form": form, "hasil": hasil}, status=status)
    jawaban["X-Robots-Tag"] = "noindex, nofollow"
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban
