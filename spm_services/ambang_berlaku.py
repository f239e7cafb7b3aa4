"""Which value of each threshold holds in an area on a day: the nearest area's newest, else the catalogue's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from posyandu_app.lib import kode as kode_lib
from spm_services import ambang
from spm_services.models import Ambang

# (area, from which day, key, threshold, value), as `sorted` puts them.
Baris = tuple[str, date, int, str, Decimal]


@dataclass(frozen=True)
class RiwayatAmbang:
    """All that was ever set for an area and those above it, read once: for records of many days."""

    baris: tuple[Baris, ...] = ()

    @classmethod
    def baca(cls, kode: str) -> "RiwayatAmbang":
        """Of one area (a unit takes its village's). One query."""
        return cls.baca_banyak([kode])[kode]

    @classmethod
    def baca_banyak(cls, kode: Iterable[str]) -> "dict[str, RiwayatAmbang]":
        """{area: its thresholds} of many areas. One query."""
        jalur = {k: kode_lib.leluhur(k) if k != kode_lib.NASIONAL else [] for k in kode}
        rows = Ambang.objects.filter(wilayah__in={w for daftar in jalur.values() for w in daftar})
        semua = sorted(rows.values_list("wilayah", "mulai", "id", "nama", "nilai_ambang"))
        return {k: cls(tuple(b for b in semua if b[0] in daftar)) for k, daftar in jalur.items()}

    def pada(self, hari: date) -> dict[str, Decimal]:
        """{name: value} that hold on the day."""
        hasil = ambang.bawaan()
        # Shorter codes first, then older ones: the nearest area's newest is written last.
        hasil |= {nama: nilai for _, mulai, _, nama, nilai in self.baris if mulai <= hari and nama in hasil}
        return hasil


def ambang_berlaku(kode: str, hari: date) -> dict[str, Decimal]:
    """{name: value} that hold in the area (a unit takes its village's) on the day. One query."""
    return RiwayatAmbang.baca(kode).pada(hari)
