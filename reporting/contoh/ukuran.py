"""Measures of example children that look real: a z-score of their own, a little noise, turned back into kg and cm.

z around −0.7 with a spread of 1.2 (data study 5), so that the demonstration has thin and short children too.
"""

import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spm_services.models import Warga
from spm_services.tumbuh.tabel import HARI_AKHIR, Indeks, menurut_hari


@dataclass(frozen=True)
class Anak:
    """What is lasting in a child: where its curves lie, how they drift, how often it comes."""

    z_berat: float
    z_panjang: float
    geser: float  # SD a year
    rajin: float

    @classmethod
    def acak(cls, acak: random.Random) -> "Anak":
        panjang = acak.gauss(-0.7, 1.1)
        return cls(
            max(-3.4, min(2.4, panjang * 0.6 + acak.gauss(-0.2, 0.8))),
            max(-3.6, min(2.4, panjang)),
            acak.gauss(-0.05, 0.25),
            acak.choice([0.95, 0.9, 0.85, 0.6]),
        )


def _dari_z(indeks: Indeks, warga: Warga, z: float, hari: date) -> float:
    umur = min((hari - warga.tanggal_lahir).days, HARI_AKHIR)
    lms = menurut_hari(indeks, warga.jenis_kelamin)[umur]
    if lms is None:
        raise ValueError(f"tabel {indeks} tidak punya hari ke-{umur}")
    kuasa, tengah, sebar = lms
    return float(tengah * (1 + kuasa * sebar * z) ** (1 / kuasa))


def _z(sifat: Anak, dasar: float, warga: Warga, hari: date) -> float:
    tahun = (hari - warga.tanggal_lahir).days / 365
    return max(-3.6, min(3.0, dasar + sifat.geser * tahun))


def _satu(nilai: float) -> Decimal:
    return Decimal(f"{nilai:.1f}")


def berat(acak: random.Random, warga: Warga, sifat: Anak, hari: date) -> Decimal:
    """Kilograms, as the scale of a posyandu shows them."""
    z = _z(sifat, sifat.z_berat, warga, hari) + acak.gauss(0, 0.12)
    return _satu(_dari_z(Indeks.BB_U, warga, z, hari))


def panjang(acak: random.Random, warga: Warga, sifat: Anak, hari: date) -> Decimal:
    """Centimetres of length or height as the age asks."""
    z = _z(sifat, sifat.z_panjang, warga, hari) + acak.gauss(0, 0.06)
    return _satu(_dari_z(Indeks.PB_U, warga, z, hari))


def lingkar(acak: random.Random, warga: Warga, sifat: Anak, hari: date) -> Decimal:
    z = max(-2.2, min(2.2, sifat.z_panjang * 0.3 + acak.gauss(0, 0.1)))
    return _satu(_dari_z(Indeks.LK_U, warga, z, hari))


def lingkar_lengan(acak: random.Random, umur_bulan: int, sifat: Anak) -> Decimal:
    """LILA: about 13.5 cm at six months, 16 at five years, thinner with a low weight."""
    return _satu(13.4 + umur_bulan * 0.045 + sifat.z_berat * 0.7 + acak.gauss(0, 0.15))
