"""What is computed from the answers of a visit before rules look at them: the person, the measures, and growth by
functions that add themselves."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from spm_services.katalog.turunan import dari_orang, dari_ukuran
from spm_services.models import KunjunganWarga, Warga

# Each gets the visit and all its answers, stores what it computes, and returns what rules may ask for by name.
PENGHITUNG: list[Callable[[KunjunganWarga, Mapping[str, Any]], dict[str, Any]]] = []


def dari_warga(warga: Warga, hari: date, isi: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of the person on the day and follows from the answers."""
    umur = warga.umur_bulan(hari)
    return {**dari_orang(umur, warga.jenis_kelamin), **dari_ukuran(isi, umur)}


def turunan(kunjungan: KunjunganWarga, isi: Mapping[str, Any]) -> dict[str, Any]:
    hasil = dari_warga(kunjungan.warga, kunjungan.tanggal, isi)
    for hitung in PENGHITUNG:
        hasil |= hitung(kunjungan, isi)
    return hasil
