"""Age groups in completed months, and the birth dates that make somebody belong to one on a day. Pure, no models.

Groups of the life-cycle cards (domain study 4.2; Permenkes 6/2024 for lansia at 60 years). `balita` is 0–59 months,
the S of SKDN, and holds the first four.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from posyandu_app.lib.periode import umur_bulan


@dataclass(frozen=True)
class Kelompok:
    """[dari, sampai) completed months; no `sampai` is open above."""

    kode: str
    nama: str
    dari: int
    sampai: int | None

    def memuat(self, bulan: int) -> bool:
        return self.dari <= bulan and (self.sampai is None or bulan < self.sampai)

    def q(self, hari: date, kolom: str = "tanggal_lahir") -> Q:
        """People born so that they are of this group on the day; nobody born after it."""
        lahir = Q(**{f"{kolom}__lte": lahir_terakhir(hari, self.dari)})
        if self.sampai is not None:
            lahir &= Q(**{f"{kolom}__gt": lahir_terakhir(hari, self.sampai)})
        return lahir


TAHUN = 12
KELOMPOK: tuple[Kelompok, ...] = (
    Kelompok("bayi_0_5", "Bayi 0–5 bulan", 0, 6),
    Kelompok("bayi_6_11", "Bayi 6–11 bulan", 6, 12),
    Kelompok("anak_12_23", "Anak 12–23 bulan", 12, 24),
    Kelompok("anak_24_59", "Anak 24–59 bulan", 24, 60),
    Kelompok("apras", "Anak prasekolah 60–71 bulan", 60, 72),
    Kelompok("sekolah", "Usia sekolah dan remaja 6–18 tahun", 6 * TAHUN, 19 * TAHUN),
    Kelompok("dewasa", "Usia dewasa 19–59 tahun", 19 * TAHUN, 60 * TAHUN),
    Kelompok("lansia", "Lansia 60 tahun ke atas", 60 * TAHUN, None),
)
BALITA = Kelompok("balita", "Balita 0–59 bulan", 0, 60)
MENURUT_KODE = {k.kode: k for k in (*KELOMPOK, BALITA)}


def kelompok_dari(bulan: int) -> Kelompok:
    """The group of an age; the groups leave no gap."""
    return next(k for k in KELOMPOK if k.memuat(bulan))


def lahir_terakhir(hari: date, bulan: int) -> date:
    """The last birth date of whoever has completed that many months on the day (as `umur_bulan` counts them)."""
    ke = hari.year * 12 + hari.month - 1 - bulan
    akhir = _hari_akhir(ke)
    tanggal = akhir if hari.day == _hari_akhir(hari.year * 12 + hari.month - 1) else min(hari.day, akhir)
    return date(ke // 12, ke % 12 + 1, tanggal)


def _hari_akhir(ke: int) -> int:
    """Last day of the month with that running number (year * 12 + month - 1)."""
    return (date((ke + 1) // 12, (ke + 1) % 12 + 1, 1) - timedelta(days=1)).day


def kata_umur(lahir: date, pada: date) -> str:
    """ "12 hari", "7 bulan", "2 tahun 3 bulan", "34 tahun": as precise as people say it; empty before birth."""
    if pada < lahir:
        return ""
    bulan = umur_bulan(lahir, pada)
    if bulan < 1:
        return f"{(pada - lahir).days} hari"
    if bulan < 24:
        return f"{bulan} bulan"
    tahun, sisa = divmod(bulan, 12)
    return f"{tahun} tahun {sisa} bulan" if tahun < 6 and sisa else f"{tahun} tahun"
