"""What is known of a person and follows from their measures, before rules look at the answers. Growth of children is
computed and stored beside it (spm_services.hitung_pertumbuhan)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from spm_services.katalog.turunan import dari_orang, dari_ukuran
from spm_services.models import Warga


def dari_warga(warga: Warga, hari: date, isi: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of the person on the day and follows from the answers."""
    umur = warga.umur_bulan(hari)
    return {**dari_orang(umur, warga.jenis_kelamin), **dari_ukuran(isi, umur)}
