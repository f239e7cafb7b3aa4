"""The kader's pages: field → service → form. Every page works without JavaScript."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import ARTI, NAMA, SEMUA
from registry.models import Posyandu
from spm_services import katalog
from spm_services.actions import pilih_layanan
from spm_services.models import LayananUnit
from spm_services.papan import entri_terakhir, kotak_enam, layanan_bidang, layanan_kader

PILIHAN_UNIT = 60


def unit_dipilih(request: Permintaan, duty: Cap = Cap.CATAT) -> Posyandu | None:
    """The unit of `?unit=`, or the only one the person records for; None when they must choose."""
    rows = Posyandu.objects.select_related("wilayah")
    kode = request.GET.get("unit", "")
    if kode:
        unit: Posyandu = rows.ambil(request.user, duty, seen_with=Cap.LIHAT, kode=kode)
        return unit
    dua = list(rows.for_user(request.user, duty).aktif().order_by("kode")[:2])
    return dua[0] if len(dua) == 1 else None


def pilih_unit(request: Permintaan, duty: Cap = Cap.CATAT) -> HttpResponse:
    """For whom: the units the person records for, searched by name when there are many."""
    teks = request.GET.get("q", "").strip()[:80].lower()
    rows = Posyandu.objects.for_user(request.user, duty).aktif().select_related("wilayah").order_by("kode")
    if teks:
        rows = rows.filter(nama_cari__contains=teks)
    konteks = {"units": rows[:PILIHAN_UNIT], "teks": teks}
    return render(request, "spm_services/pilih_unit.html", konteks)


@access(Cap.CATAT)
@require_safe
def lapangan(request: Permintaan) -> HttpResponse:
    """The board of six fields of one unit."""
    unit = unit_dipilih(request)
    if unit is None:
        return pilih_unit(request)
    konteks = {"unit": unit, "kotak": kotak_enam(unit), "terakhir": entri_terakhir(unit)}
    return render(request, "spm_services/lapangan.html", konteks)


@access(Cap.CATAT)
@require_safe
def bidang(request: Permintaan, bidang: str) -> HttpResponse:
    """The services of one field: what the unit runs first, the rest under "Lainnya"."""
    if bidang not in SEMUA:
        raise Http404
    unit = unit_dipilih(request)
    if unit is None:
        return pilih_unit(request)
    tampak, lainnya = layanan_bidang(unit, bidang)
    konteks = {
        "unit": unit,
        "bidang": bidang,
        "nama": NAMA[bidang],
        "arti": ARTI[bidang],
        "tampak": tampak,
        "lainnya": lainnya,
    }
    return render(request, "spm_services/bidang.html", konteks)


class PilihLayananForm(forms.Form):
    """What the unit runs, of one field."""

    layanan = forms.MultipleChoiceField(
        label="Layanan yang kami jalankan", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, bidang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["layanan"].choices = [(e.kode, e.harian) for e in layanan_kader(bidang)]  # type: ignore[attr-defined]

    def clean_layanan(self) -> list[str]:
        pilihan: list[str] = self.cleaned_data["layanan"]
        if len(pilihan) > katalog.PALING_TAMPAK:
            raise forms.ValidationError(
                f"Pilih paling banyak {katalog.PALING_TAMPAK}. Yang lain tetap ada di “Lainnya”."
            )
        return pilihan


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def pilih(request: Permintaan, bidang: str) -> HttpResponse:
    """Tick the services the unit runs in one field."""
    if bidang not in SEMUA:
        raise Http404
    unit = unit_dipilih(request)
    if unit is None:
        return pilih_unit(request)
    semua = set(LayananUnit.objects.filter(posyandu=unit).values_list("layanan", flat=True))
    bidang_ini = {e.kode for e in layanan_kader(bidang)}
    awal = (semua & bidang_ini) or set(katalog.bawaan()[bidang])
    form = PilihLayananForm(request.POST or None, bidang=bidang, initial={"layanan": sorted(awal)})
    if request.method == "POST" and form.is_valid():
        pilih_layanan(unit, (semua - bidang_ini) | set(form.cleaned_data["layanan"]), actor=request.user)
        messages.success(request, "Pilihan layanan tersimpan.")
        return redirect(f"{reverse('spm_services:bidang', args=[bidang])}?unit={unit.kode}")
    konteks = {"unit": unit, "form": form, "bidang": bidang, "nama": NAMA[bidang]}
    return render(request, "spm_services/pilih_layanan.html", konteks, status=422 if form.errors else 200)
