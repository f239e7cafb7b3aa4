"""Possible and plausible ranges of measures by age in completed months and sex. Outside possible a value is refused
with a sentence that explains; outside plausible people are asked whether they are sure.

Children under five: from the WHO tables of both ends of the month. Plausible is ±4 SD, possible ±6 SD widened by a
tenth (a child may be that small or large and is then measured again by a tenaga kesehatan, but is not refused), inside
hard limits. Under six months the lower possible end stays that of a newborn: babies born too early. From 5 to under 18
years height from WHO 2007, weight from BMI and height together; the rest, and adults, are our own limits.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from functools import cache

from spm_services.tumbuh.tabel import (
    HARI_AKHIR,
    HARI_SEBULAN,
    MENURUT_BERAT,
    Indeks,
    menurut_bulan,
    menurut_hari,
    ukuran_pada,
)

Ujung = tuple[Decimal, Decimal]
BALITA_BULAN, DEWASA_BULAN = 60, 216
PREMATUR_BULAN = 6
_Z_WAJAR, _Z_MUNGKIN, _LEBAR = 4, 6, 0.1
_WHO = "WHO 2006: ±4 SD wajar, ±6 SD dilebarkan sepersepuluh mungkin"
_WHO_2007 = "WHO 2007: tinggi ±4 dan ±6 SD, berat dari IMT dan tinggi"
_KAMI = "Penilaian kami: batas alat ukur dan ukuran tubuh manusia"


class Hasil(StrEnum):
    BAIK = "baik"
    TANYA = "tanya"
    TOLAK = "tolak"


@dataclass(frozen=True, slots=True)
class Rentang:
    """Both ends belong to the range. `wajar` lies inside `mungkin`."""

    mungkin: Ujung
    wajar: Ujung
    satuan: str
    sumber: str
    keyakinan: str


@dataclass(frozen=True, slots=True)
class Penilaian:
    """What to do with a value, and the sentence for whoever typed it ("" when it is fine)."""

    hasil: Hasil
    kalimat: str = ""


SATUAN = {
    "bb": "kg",
    "pb_tb": "cm",
    "lk": "cm",
    "lila": "cm",
    "lingkar_perut": "cm",
    "sistole": "mmHg",
    "diastole": "mmHg",
    "gula_darah": "mg/dL",
    "hb": "g/dL",
}
_NAMA_LAIN = {"tb": "pb_tb", "pb": "pb_tb", "gds": "gula_darah"}
# name: (possible, plausible) from 18 years on.
_DEWASA: dict[str, tuple[float, float, float, float]] = {
    "bb": (20, 300, 30, 150),
    "pb_tb": (60, 250, 130, 200),
    "lk": (40, 75, 48, 65),
    "lila": (10, 70, 17, 45),
    "lingkar_perut": (30, 250, 50, 140),
    "sistole": (50, 300, 80, 220),
    "diastole": (20, 200, 45, 130),
    "gula_darah": (10, 1000, 50, 500),
    "hb": (1, 30, 6, 19),
}
# The same from 5 to under 18 years, where WHO has no table; under five only what is below.
_ANAK: dict[str, tuple[float, float, float, float]] = {
    "lk": (40, 70, 46, 62),
    "lila": (8, 60, 12, 42),
    "lingkar_perut": (25, 200, 38, 120),
    "sistole": (40, 260, 70, 170),
    "diastole": (20, 160, 35, 110),
    "gula_darah": (10, 1000, 50, 400),
    "hb": (1, 30, 6, 19),
}
_KERAS: dict[str, tuple[float, float]] = {"bb": (0.4, 60), "pb_tb": (22, 150), "lk": (18, 75), "lila": (4, 40)}
_INDEKS = {"bb": Indeks.BB_U, "pb_tb": Indeks.PB_U, "lk": Indeks.LK_U, "lila": Indeks.LILA_U}


def _desimal(bawah: float, atas: float) -> Ujung:
    """Both ends with one decimal, outward."""
    satu = Decimal("0.1")
    return (
        Decimal(str(bawah)).quantize(satu, ROUND_FLOOR),
        Decimal(str(atas)).quantize(satu, ROUND_CEILING),
    )


def _pada(indeks: Indeks, kelamin: str, hari: int, z: float) -> float:
    tabel = menurut_hari(indeks, kelamin)
    lms = tabel[hari] or next(baris for baris in tabel if baris)  # LILA begins at 3 months
    return ukuran_pada(z, lms, indeks in MENURUT_BERAT)


def _balita(nama: str, bulan: int, kelamin: str) -> Rentang:
    indeks, (paling_kecil, paling_besar) = _INDEKS[nama], _KERAS[nama]
    awal = int(bulan * HARI_SEBULAN)
    akhir = min(int((bulan + 1) * HARI_SEBULAN) + 1, HARI_AKHIR)
    dini = 0 if bulan < PREMATUR_BULAN else awal
    bawah = _pada(indeks, kelamin, dini, -_Z_MUNGKIN) * (1 - _LEBAR)
    atas = _pada(indeks, kelamin, akhir, _Z_MUNGKIN) * (1 + _LEBAR)
    wajar = _pada(indeks, kelamin, awal, -_Z_WAJAR), _pada(indeks, kelamin, akhir, _Z_WAJAR)
    mungkin = max(bawah, paling_kecil), min(atas, paling_besar)
    return Rentang(_desimal(*mungkin), _desimal(*wajar), SATUAN[nama], _WHO, "sedang (lebar: penilaian kami)")


def _sekolah(nama: str, bulan: int, kelamin: str) -> Rentang:
    bulan = max(bulan, BALITA_BULAN + 1)
    tinggi = menurut_bulan(Indeks.PB_U, kelamin)[bulan]
    imt = menurut_bulan(Indeks.IMT_U, kelamin)[bulan]

    def cm(z: float) -> float:
        return ukuran_pada(z, tinggi, False)

    def kg(z_imt: float, z_tinggi: float) -> float:
        return ukuran_pada(z_imt, imt, True) * (cm(z_tinggi) / 100) ** 2

    wajar, mungkin = (cm(-_Z_WAJAR), cm(_Z_WAJAR)), (cm(-_Z_MUNGKIN), cm(_Z_MUNGKIN))
    if nama == "bb":
        wajar, mungkin = (kg(-3, -3), kg(4, 3)), (kg(-_Z_MUNGKIN, -_Z_MUNGKIN), kg(_Z_MUNGKIN, _Z_MUNGKIN))
    lebar = mungkin[0] * (1 - _LEBAR), mungkin[1] * (1 + _LEBAR)
    return Rentang(_desimal(*lebar), _desimal(*wajar), SATUAN[nama], _WHO_2007, "sedang (lebar: penilaian kami)")


def _tetap(nama: str, angka: tuple[float, float, float, float]) -> Rentang:
    a, b, c, d = angka
    return Rentang(_desimal(a, b), _desimal(c, d), SATUAN[nama], _KAMI, "rendah (penilaian kami)")


def _satu(nama: str, bulan: int, kelamin: str) -> Rentang | None:
    if bulan >= DEWASA_BULAN:
        return _tetap(nama, _DEWASA[nama])
    if bulan < BALITA_BULAN and nama in _INDEKS:
        return _balita(nama, bulan, kelamin)
    if nama in ("bb", "pb_tb"):
        return _sekolah(nama, bulan, kelamin)
    return _tetap(nama, _ANAK[nama]) if nama in _ANAK else None


@cache
def rentang(nama: str, umur_bulan: int, kelamin: str = "") -> Rentang:
    """The range of a measure ("bb", "pb_tb" or "tb", "lk", "lila", "lingkar_perut", "sistole", "diastole",
    "gula_darah", "hb") at an age in completed months. With the sex unknown it spans both. KeyError: no such measure."""
    nama = _NAMA_LAIN.get(nama, nama)
    dua = [r for k in (kelamin or "LP") if (r := _satu(nama, max(umur_bulan, 0), k))]
    if not dua:
        raise KeyError(nama)
    return Rentang(
        _gabung([r.mungkin for r in dua]),
        _gabung([r.wajar for r in dua]),
        dua[0].satuan,
        dua[0].sumber,
        dua[0].keyakinan,
    )


def _gabung(ujung: list[Ujung]) -> Ujung:
    return min(u[0] for u in ujung), max(u[1] for u in ujung)


def kata_umur(umur_bulan: int) -> str:
    """ "anak 14 bulan", "anak 7 tahun", "orang dewasa"."""
    if umur_bulan >= DEWASA_BULAN:
        return "orang dewasa"
    return f"anak {umur_bulan} bulan" if umur_bulan < BALITA_BULAN else f"anak {umur_bulan // 12} tahun"


def kata_angka(nilai: Decimal) -> str:
    """7,5 and 75: decimals with a comma, no idle zeros."""
    teks = f"{nilai:f}"
    return (teks.rstrip("0").rstrip(".") if "." in teks else teks).replace(".", ",")


# A comma left out or put in, metres for centimetres, grams for kilograms.
_SALAH_KETIK: tuple[Callable[[Decimal], Decimal], ...] = (
    lambda n: n * 10,
    lambda n: n / 10,
    lambda n: n * 100,
    lambda n: n / 1000,
)


def periksa(nama: str, nilai: Decimal, umur_bulan: int, kelamin: str = "") -> Penilaian:
    """Fine, to be asked, or refused. A possible slip of the comma is named, never filled in."""
    r = rentang(nama, umur_bulan, kelamin)
    kata, siapa = f"{kata_angka(nilai)} {r.satuan}", kata_umur(umur_bulan)
    if not r.mungkin[0] <= nilai <= r.mungkin[1]:
        duga = next((d for ubah in _SALAH_KETIK if r.wajar[0] <= (d := ubah(nilai)) <= r.wajar[1]), None)
        tanya = f" Mungkin maksudnya {kata_angka(duga)} {r.satuan}?" if duga is not None else ""
        return Penilaian(Hasil.TOLAK, f"{kata} tidak mungkin untuk {siapa}.{tanya} Ukur ulang.")
    if not r.wajar[0] <= nilai <= r.wajar[1]:
        biasa = f"{kata_angka(r.wajar[0])}–{kata_angka(r.wajar[1])} {r.satuan}"
        return Penilaian(Hasil.TANYA, f"{kata} jarang untuk {siapa} (biasanya {biasa}). Yakin?")
    return Penilaian(Hasil.BAIK)
