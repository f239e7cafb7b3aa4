"""Words of a yearly plan in templates. No query."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import template

from planning import komponen
from planning.lembar_kerja import kata_bulan as _kata_bulan
from planning.lembar_kerja import kata_sumber as _kata_sumber
from planning.models import KegiatanRencana
from posyandu_app.lib.periode import BULAN

register = template.Library()


@register.filter
def nama_bulan(n: int) -> str:
    return BULAN[n - 1]


@register.filter
def nama_komponen(kode: str) -> str:
    return komponen.nama_komponen(kode)


@register.filter
def dua_belas(bulan: Collection[int]) -> list[bool]:
    """Twelve cells: is it done in that month?"""
    return [b in bulan for b in range(1, 13)]


@register.filter
def kata_sumber(kegiatan: KegiatanRencana) -> str:
    return _kata_sumber(kegiatan)


@register.filter
def kata_bulan(bulan: Sequence[int]) -> str:
    return _kata_bulan(bulan)


@register.filter
def ambil(isi: Mapping[int, Any], kunci: int) -> Any:
    """The value of a row's key in a dictionary; None where it has none."""
    return isi.get(kunci)
