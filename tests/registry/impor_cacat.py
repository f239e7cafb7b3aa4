"""A file of units with known defects: how many rows, which of them are good, and why each of the others is not."""

import csv
import io
import random
from collections.abc import Callable
from typing import Any

Baris = dict[str, str]
KEPALA = {
    "kode": "Kode Posyandu",
    "nama": "NAMA POSYANDU",
    "kode_desa": "Kode Desa/Kelurahan",
    "desa": "Desa/Kelurahan",
    "kecamatan": "Kec.",
    "alamat": "Alamat",
    "rt": "RT",
    "rw": "RW",
    "hari": "Hari Buka",
    "minggu": "Minggu ke",
    "jam": "Jam buka",
    "nama_kontak": "Nama Kontak",
    "kontak": "No HP",
    "berdiri": "Tgl Berdiri",
    "lintang": "Latitude",
    "bujur": "Longitude",
    "strata": "Strata",
    "bangunan": "Status bangunan",
    "dana": "Dana sehat",
    "persen": "Cakupan dana sehat",
}
DESA = ("33.75.02.1008", "33.75.03.1003", "3375021007", "33.75.01.1002", "33.75.04.1002")


def _ganti(**isi: str) -> Callable[[Baris, int], Baris]:
    return lambda b, i: {**b, **{k: v.format(i=i) for k, v in isi.items()}}


# name → how a good row is broken. Each must be refused (or doubted) with a sentence.
CACAT: dict[str, Callable[[Baris, int], Baris]] = {
    "tanpa nama": _ganti(nama=""),
    "nama terlalu panjang": _ganti(nama="N" * 81),
    "tanpa alamat": _ganti(alamat=""),
    "alamat sangat panjang": _ganti(alamat="A" * 5000),
    "rt huruf": _ganti(rt="satu"),
    "rt empat angka": _ganti(rt="0012"),
    "tanpa rw": _ganti(rw=""),
    "hari tak dikenal": _ganti(hari="Selapan"),
    "tanpa hari": _ganti(hari="-"),
    "minggu keenam": _ganti(minggu="6"),
    "jam ngawur": _ganti(jam="25.99"),
    "telepon pendek": _ganti(kontak="0812"),
    "telepon kata": _ganti(kontak="punya ibu ketua"),
    "tanpa kontak": _ganti(nama_kontak=""),
    "desa kabupaten lain": _ganti(kode_desa="62.03.03.2004", desa=""),
    "kode desa pendek": _ganti(kode_desa="33.75"),
    "desa tak ada": _ganti(kode_desa="", desa="Antah Berantah"),
    "tanpa desa": _ganti(kode_desa="", desa=""),
    "berdiri besok-besok": _ganti(berdiri="01/01/2099"),
    "tanggal tak ada": _ganti(berdiri="31/02/2001"),
    "tanggal terbalik": _ganti(berdiri="1999-13-01"),
    "lintang sendiri": _ganti(bujur=""),
    "titik di luar negeri": _ganti(lintang="51.5", bujur="-0.12"),
    "lintang kata": _ganti(lintang="enam koma delapan"),
    "strata tak dikenal": _ganti(strata="Platinum"),
    "bangunan tak dikenal": _ganti(bangunan="tenda"),
    "dana sehat mungkin": _ganti(dana="mungkin"),
    "persen lebih": _ganti(persen="140"),
    "persen negatif": _ganti(persen="-3"),
    "kode unit asing": _ganti(kode="62.03.03.2004.p0001"),
    "kode unit ngawur": _ganti(kode="abc"),
    "rumus di rt": _ganti(rt="=1+1"),
}


def _baik(i: int) -> Baris:
    """A good row; names differ so that none is nearly another."""
    hari = ("Senin", "selasa", "RABU", "Kamis", "Jum'at", "Sabtu", "minggu")[i % 7]
    return {
        "kode": "",
        "nama": f"Posyandu Uji {i:05d}",
        "kode_desa": DESA[i % len(DESA)],
        "desa": "",
        "kecamatan": "",
        "alamat": f"Jalan Uji {i}",
        "rt": f"RT {i % 30 + 1}",
        "rw": f"{i % 12 + 1:02d}",
        "hari": hari,
        "minggu": ("1", "II", "minggu ke-3", "keempat", "terakhir")[i % 5],
        "jam": ("08.30", "9:00", "")[i % 3],
        "nama_kontak": f"Kontak contoh {i}",
        "kontak": f"0812{10000000 + i}",
        "berdiri": ("17/08/1990", "1990-08-17", "17 Agustus 1990", "33102", "")[i % 5],
        "lintang": "-6,889",
        "bujur": "109.676",
        "strata": ("Purnama", "mandiri", "")[i % 3],
        "bangunan": ("Menumpang", "milik desa/kelurahan", "")[i % 3],
        "dana": ("ya", "Tidak", "")[i % 3],
        "persen": "40",
    }


def buat(jumlah: int, baik: int, bibit: int = 7) -> tuple[list[Baris], list[str]]:
    """(rows in a shuffled order, for each "" or the defect's name). Doubles of good rows are among the defects."""
    acak = random.Random(bibit)  # noqa: S311 (repeatable on purpose)
    semua: list[tuple[Baris, str]] = [(_baik(i), "") for i in range(baik)]
    nama = [*CACAT, "kembar"]
    for i in range(jumlah - baik):
        apa = nama[i % len(nama)]
        if apa != "kembar":
            semua.append((CACAT[apa](_baik(baik + i), i), apa))
    acak.shuffle(semua)
    kembar = [(_baik(i % baik), "kembar") for i in range(jumlah - len(semua))]
    semua += kembar  # after their firsts, so that the first one counts
    return [b for b, _ in semua], [apa for _, apa in semua]


def csv_dari(rows: list[Baris], pemisah: str = ";", sandi: str = "utf-8-sig") -> bytes:
    keluar = io.StringIO()
    tulis: Any = csv.writer(keluar, delimiter=pemisah)
    tulis.writerow(KEPALA.values())
    tulis.writerows([[b[k] for k in KEPALA] for b in rows])
    return keluar.getvalue().encode(sandi)
