"""What is computed from the answers of a visit before rules look at them (growth), by functions that add themselves."""

from collections.abc import Callable, Mapping
from typing import Any

from spm_services.models import KunjunganWarga

# Each gets the visit and all its answers, stores what it computes, and returns what rules may ask for by name.
PENGHITUNG: list[Callable[[KunjunganWarga, Mapping[str, Any]], dict[str, Any]]] = []


def turunan(kunjungan: KunjunganWarga, isi: Mapping[str, Any]) -> dict[str, Any]:
    hasil: dict[str, Any] = {}
    for hitung in PENGHITUNG:
        hasil |= hitung(kunjungan, isi)
    return hasil
