"""Every number about services, defined once. Cancelled records never count; dates are the day of service.

A record is one form sent: a kegiatan, a kondisi or a permohonan. `terlayani` is the number of times served (two
visits of one person are two); it is never called "capaian SPM" (domain study 3.0). All figures come from the
summary, which is exact at every commit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from posyandu_app.lib.bidang import SEMUA
from posyandu_app.lib.periode import Bulan
from wilayah import rekap

CATATAN = "catatan"  # records; adds over time and area
TERLAYANI = "terlayani"  # times served; adds over time and area
AKTIF = "aktif"  # units with ≥ 1 record in the field in the period; adds over area only
MENCATAT = "mencatat"  # units with ≥ 1 record in any field in the period; adds over area only
ENAM = "enam_bidang"  # units with ≥ 1 record in each of the six fields in the period; adds over area only


def indikator(nama: str, bidang: str) -> str:
    """Key of a figure that exists per field."""
    return f"{nama}:{bidang}"


PER_BIDANG = tuple(indikator(n, b) for n in (CATATAN, TERLAYANI, AKTIF) for b in SEMUA)


@dataclass(frozen=True)
class AngkaBidang:
    """One field of one area in one month."""

    catatan: int
    terlayani: int
    aktif: int


def per_bulan(kode: str, bulan: Sequence[Bulan]) -> dict[tuple[Bulan, str], AngkaBidang]:
    """Records, times served and active units by month and field, zeros included."""
    isi = rekap.baca(kode, [b.angka for b in bulan], PER_BIDANG)
    return {
        (b, bidang): AngkaBidang(*(isi.get((b.angka, indikator(n, bidang)), 0) for n in (CATATAN, TERLAYANI, AKTIF)))
        for b in bulan
        for bidang in SEMUA
    }


def unit_per_periode(kode: str, periode: Sequence[int], nama: str) -> dict[int, int]:
    """MENCATAT or ENAM of an area by period (202611 a month, 2026 a year), zeros included."""
    isi = rekap.baca(kode, periode, [nama])
    return {p: isi.get((p, nama), 0) for p in periode}


def unit_aktif(kode: str, periode: int) -> dict[str, int]:
    """{field: units with a record in it} of one period (a month or a year), zeros included."""
    kunci = {indikator(AKTIF, b): b for b in SEMUA}
    isi = rekap.baca(kode, [periode], kunci)
    return {b: isi.get((periode, i), 0) for i, b in kunci.items()}


def catatan_anak(kode_list: Sequence[str], bulan: Sequence[Bulan]) -> dict[tuple[str, str], int]:
    """{(area, field): records over the months} for many areas at once."""
    kunci = {indikator(CATATAN, b): b for b in SEMUA}
    isi = rekap.baca_anak(kode_list, [b.angka for b in bulan], kunci)
    return {(kode, kunci[i]): n for (kode, i), n in isi.items()}


def unit_anak(kode_list: Sequence[str], periode: int, nama: Sequence[str]) -> dict[tuple[str, str], int]:
    """{(area, indicator): units} of one period for many areas at once."""
    return rekap.baca_anak(kode_list, [periode], nama)
