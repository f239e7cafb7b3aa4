"""Rows of children in, z-scores out: what `manage.py zskor` does, one row at a time.

Heads in any order and case; other columns are passed over, a missing measure counts as empty. Decimals with point or
comma; columns parted by comma, semicolon or tab. `sex` m/f, L/P, 1/2; `measure` l/h or empty; `oedema` y/n or empty.
Empty measures are not computed.
"""

import csv
from collections.abc import Iterator
from typing import TextIO

from spm_services.tumbuh.zskor import BERBARING, BERDIRI, NilaiZ, hitung

WAJIB = ("sex", "age_days")
MASUK = (*WAJIB, "weight", "lenhei", "measure", "oedema", "headc")
KELUAR = {"zwei": "bb_u", "zlen": "pb_u", "zwfl": "bb_pb", "zbmi": "imt_u", "zhc": "lk_u"}
_KELAMIN = {"m": "L", "l": "L", "1": "L", "male": "L", "f": "P", "p": "P", "2": "P", "female": "P"}
_CARA = {"l": BERBARING, "h": BERDIRI, "": ""}
_EDEMA = {"y": True, "ya": True, "1": True, "n": False, "tidak": False, "0": False, "2": False, "": False}
_KOSONG = ("", "na", "n/a", ".")


class TakTerbaca(ValueError):
    """The file, or one row of it, cannot be read; the text says why."""


def _pilih(kata: str, pilihan: dict[str, object], nama: str) -> object:
    bersih = kata.strip().lower()
    if bersih == "na":
        bersih = ""
    if bersih not in pilihan:
        raise TakTerbaca(f"{nama} tidak dikenal: {kata.strip()!r}" if bersih else f"{nama} kosong")
    return pilihan[bersih]


def _angka(kata: str, nama: str) -> float | None:
    bersih = kata.strip().replace(",", ".")
    if bersih.lower() in _KOSONG:
        return None
    try:
        angka = float(bersih)
    except ValueError:
        raise TakTerbaca(f"{nama} bukan angka: {kata.strip()!r}") from None
    if not 0 <= angka < 1_000_000:  # also what is no number at all, nan
        raise TakTerbaca(f"{nama} di luar jangkauan: {kata.strip()}")
    return angka


def hitung_baris(baris: dict[str, str]) -> NilaiZ:
    """The z-scores of one row. Raises TakTerbaca."""
    kelamin = _pilih(baris["sex"], dict(_KELAMIN), "sex")
    umur = _angka(baris["age_days"], "age_days")
    if umur is None:
        raise TakTerbaca("age_days kosong")
    return hitung(
        str(kelamin),
        int(umur),
        _angka(baris["weight"], "weight"),
        _angka(baris["lenhei"], "lenhei"),
        str(_pilih(baris["measure"], dict(_CARA), "measure")),
        bool(_pilih(baris["oedema"], dict(_EDEMA), "oedema")),
        _angka(baris["headc"], "headc"),
    )


def teks(nilai: NilaiZ) -> dict[str, str]:
    """Two decimals, empty where not computed."""
    isi = {k: getattr(nilai, sifat) for k, sifat in KELUAR.items()}
    return {k: "" if z is None else f"{z:.2f}" for k, z in isi.items()}


def baca(berkas: TextIO) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, row) one by one. Raises TakTerbaca when the heads are not ours."""
    kepala = berkas.readline()
    pemisah = max(",;\t", key=kepala.count)
    nama = [k.strip().lower() for k in next(csv.reader([kepala], delimiter=pemisah), [])]
    kurang = [k for k in WAJIB if k not in nama]
    if kurang:
        raise TakTerbaca(f"kolom tidak ada: {', '.join(kurang)}")
    pembaca = csv.reader(berkas, delimiter=pemisah)
    for isi in pembaca:
        if any(s.strip() for s in isi):
            penuh = [*isi, *[""] * (len(nama) - len(isi))]
            yield pembaca.line_num + 1, dict.fromkeys(MASUK, "") | dict(zip(nama, penuh, strict=False))
