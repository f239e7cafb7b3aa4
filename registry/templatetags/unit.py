"""The head of every page of a unit: its name, its state, its tabs."""

from typing import Any

from django import template
from django.urls import reverse

from registry.bagian_unit import BAGIAN_UNIT
from registry.models import JenisSuratWilayah, Posyandu
from registry.persyaratan import ALAMAT, Butir

register = template.Library()
# Where the scan of a paper is added, by the section of the item.
PINDAIAN = {"sk": "registry:surat-pindaian", "surat_wilayah": "registry:surat-wilayah-pindaian"}


@register.inclusion_tag("registry/_kepala_unit.html", takes_context=True)
def kepala_unit(context: dict[str, Any], unit: Posyandu) -> dict[str, Any]:
    """Name, place, badges and tabs of a unit; `unit` with its village and kecamatan read. No query."""
    request = context["request"]
    tab = [
        (nama, alamat, alamat == request.path)
        for nama, url, duty in BAGIAN_UNIT
        if request.user.scope_for(duty).memuat(unit.kode)
        for alamat in [reverse(url, args=[unit.kode])]
    ]
    return {"unit": unit, "tab": tab}


@register.simple_tag
def tautan_syarat(unit: Posyandu, butir: Butir) -> str:
    """Address of the place that mends an item: the paper itself where it holds, else the form; empty without one."""
    surat = butir.bukti
    if surat is not None and surat.berlaku and butir.syarat.bagian in PINDAIAN:
        pindaian = PINDAIAN[butir.syarat.bagian]
        return reverse(pindaian.removesuffix("-pindaian") if surat.berkas else pindaian, args=[surat.pk])
    syarat = butir.syarat
    nama, *lain = ALAMAT.get(syarat.bagian, "").split() or [""]
    return reverse(nama, args=[unit.kode, *lain]) + (f"?{syarat.tanya}" if syarat.tanya else "") if nama else ""


@register.simple_tag
def tautan_bukti(butir: Butir) -> str:
    """Address of the scan that shows an item; empty where there is none."""
    surat = butir.bukti
    if surat is None or not surat.berkas:
        return ""
    wilayah = surat.jenis in JenisSuratWilayah.values
    return reverse("registry:surat-wilayah-berkas" if wilayah else "registry:surat-berkas", args=[surat.pk])
