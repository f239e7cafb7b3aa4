"""THE list of thresholds that rules speak of, with the value that holds without a region's own and where it comes from.

Dinas Kesehatan may set another value from a day on (`Ambang` rows); a record keeps what it was judged by.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class AmbangBawaan:
    """One threshold: `nama` is stored for ever; `nilai` in `satuan`."""

    nama: str
    label: str
    nilai: Decimal
    satuan: str
    sumber: str
    keyakinan: str = "tinggi"


DAFTAR: tuple[AmbangBawaan, ...] = (
    AmbangBawaan(
        "tbc_gejala",
        "Gejala TBC yang dijawab ya",
        Decimal(2),
        "gejala",
        "Kartu bantu pemeriksaan (kajian domain 4.2, 4.3)",
    ),
)
MENURUT_NAMA: dict[str, AmbangBawaan] = {a.nama: a for a in DAFTAR}


def bawaan() -> dict[str, Decimal]:
    """{name: value} where no region set its own."""
    return {a.nama: a.nilai for a in DAFTAR}
