"""The head of every page of a unit: its name, its state, its tabs."""

from typing import Any

from django import template
from django.urls import reverse

from registry.bagian_unit import BAGIAN_UNIT
from registry.models import Posyandu
from registry.persyaratan import ALAMAT, Syarat

register = template.Library()


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
def tautan_syarat(unit: Posyandu, syarat: Syarat) -> str:
    """Address of the place that mends an item; empty where this system has none."""
    nama = ALAMAT.get(syarat.bagian, "")
    return reverse(nama, args=[unit.kode]) + (f"?{syarat.tanya}" if syarat.tanya else "") if nama else ""
