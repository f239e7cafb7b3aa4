"""One cell to one value. A reader takes the text of a cell that is not empty; ValueError says why it cannot."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from lokal import normalize_phone

from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.tabel import polos

Pembaca = Callable[[str], Any]
BULAN = {
    nama: ke
    for ke, semua in enumerate(
        (
            "januari jan", "februari feb pebruari peb", "maret mar", "april apr", "mei", "juni jun", "juli jul",
            "agustus agu ags agt aug", "september sep sept", "oktober okt oct", "november nov nopember nop",
            "desember des dec",
        ),
        1,
    )
    for nama in semua.split()
}  # fmt: skip
HARI = {"senin": 1, "selasa": 2, "rabu": 3, "kamis": 4, "jumat": 5, "sabtu": 6, "minggu": 7, "ahad": 7}
MINGGU = {
    "1": 1, "i": 1, "pertama": 1, "kesatu": 1, "2": 2, "ii": 2, "kedua": 2, "3": 3, "iii": 3, "ketiga": 3,
    "4": 4, "iv": 4, "keempat": 4, "5": 5, "v": 5, "kelima": 5, "terakhir": 5,
}  # fmt: skip
AWAL_EXCEL = date(1899, 12, 30)  # day 0 of Excel's count since its leap-year error of 1900
SERI_EXCEL = (10_000, 80_000)  # 1927 to 2119: a smaller number is no date
TANGGAL_SALAH = "Tulis tanggal seperti 24/11/2026, 2026-11-24, atau 24 November 2026."


def lipat(teks: str) -> str:
    """Folded for comparing: lower case, marks as blanks, single blanks."""
    return " ".join(re.sub(r"[^\w]+|_", " ", teks.lower()).split())


def lipat_nama(teks: str) -> str:
    """A unit's name folded, without the word posyandu in front."""
    return re.sub(r"^(pos ?yandu|pyd)\s+", "", lipat(teks))


def teks(panjang: int = 200) -> Pembaca:
    def baca(isi: str) -> str:
        isi = " ".join(polos(isi).split())
        if len(isi) > panjang:
            raise ValueError(f"Terlalu panjang: {len(isi)} huruf, paling banyak {panjang}.")
        return isi

    return baca


def tanggal(isi: str) -> date:
    """Indonesian and ISO forms, month names, and Excel's count of days."""
    isi = isi.strip().lower()
    try:
        if cocok := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t][\d:.]+)?", isi, re.ASCII):
            return _masuk_akal(date(*map(int, cocok.groups())))
        if cocok := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", isi, re.ASCII):
            hari, bulan, tahun = map(int, cocok.groups())
            return _masuk_akal(date(tahun, bulan, hari))
        if cocok := re.fullmatch(r"(\d{1,2})[-/. ]+([a-z]+)[-/., ]+(\d{4})", isi, re.ASCII):
            return _masuk_akal(date(int(cocok[3]), BULAN[cocok[2]], int(cocok[1])))
        if re.fullmatch(r"\d{5}", isi, re.ASCII) and SERI_EXCEL[0] <= int(isi) <= SERI_EXCEL[1]:
            return AWAL_EXCEL + timedelta(days=int(isi))
    except (ValueError, KeyError, OverflowError):
        raise ValueError(f"Tanggal ini tidak ada. {TANGGAL_SALAH}") from None
    raise ValueError(TANGGAL_SALAH)


def _masuk_akal(hari: date) -> date:
    if not 1900 <= hari.year <= 2100:
        raise ValueError
    return hari


def jam(isi: str) -> time:
    cocok = re.fullmatch(r"(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?(?:\s*(?:wib|wita|wit))?", isi.strip().lower(), re.ASCII)
    if not cocok or int(cocok[1]) > 23 or int(cocok[2]) > 59:
        raise ValueError("Tulis jam seperti 08.30.")
    return time(int(cocok[1]), int(cocok[2]))


def bilangan(paling_besar: int) -> Pembaca:
    def baca(isi: str) -> int:
        angka = re.sub(r"[\s%]", "", isi)
        if not re.fullmatch(r"\d{1,9}", angka, re.ASCII):
            raise ValueError("Tulis dengan angka, misalnya 12.")
        if int(angka) > paling_besar:
            raise ValueError(f"Angka ini terlalu besar; paling banyak {paling_besar}.")
        return int(angka)

    return baca


def derajat(paling_kecil: Decimal, paling_besar: Decimal, contoh: str) -> Pembaca:
    def baca(isi: str) -> Decimal:
        try:
            nilai = Decimal(polos(isi).replace("−", "-").replace(",", ".").rstrip("° "))
            if not paling_kecil <= nilai <= paling_besar:
                raise ValueError(f"Di luar Indonesia. Contoh: {contoh}.")
            return nilai.quantize(Decimal("0.000001"))
        except InvalidOperation:
            raise ValueError(f"Tulis derajat dengan angka, misalnya {contoh}.") from None

    return baca


def pilihan(daftar: Mapping[str, str], **sinonim: str) -> Pembaca:
    """A value by its code or its label, or by a known other word: {code: label}, word=code."""
    kenal = {lipat(v): k for k, v in daftar.items()} | {lipat(k): k for k in daftar}
    kenal |= {lipat(k.replace("_", " ")): v for k, v in sinonim.items()}

    def baca(isi: str) -> str:
        kode = kenal.get(lipat(isi))
        if kode is None:
            raise ValueError(f"Tidak dikenal. Pilihannya: {', '.join(daftar.values())}.")
        return kode

    return baca


def ya_tidak(isi: str) -> bool:
    kata = lipat(isi)
    if kata in ("ya", "y", "ada", "sudah", "1", "true", "punya"):
        return True
    if kata in ("tidak", "t", "tidak ada", "belum", "0", "false", "n"):
        return False
    raise ValueError("Tulis ya atau tidak.")


def hari_buka(isi: str) -> int:
    kata = lipat(isi).replace("jum at", "jumat").removeprefix("hari ")
    if kata in HARI:
        return HARI[kata]
    if re.fullmatch("[1-7]", kata, re.ASCII):
        return int(kata)
    raise ValueError("Tulis nama hari, misalnya Selasa.")


def minggu_ke(isi: str) -> int:
    kata = re.sub(r"^ke(?=[\s\d])\s*", "", re.sub(r"^(minggu|pekan)\s*", "", lipat(isi)))
    if kata not in MINGGU:
        raise ValueError("Tulis minggu keberapa dalam sebulan: 1, 2, 3, 4, atau terakhir.")
    return MINGGU[kata]


def telepon(isi: str) -> str:
    isi = polos(isi)
    # Excel drops the zero in front of 0812…
    nomor = normalize_phone(f"0{isi}" if re.fullmatch(r"8\d{8,11}", isi, re.ASCII) else isi)
    if nomor is None:
        raise ValueError("Nomor telepon tidak dikenal. Contoh: 0812 3456 7890.")
    return str(nomor)


def rt_rw(isi: str) -> str:
    angka = re.sub(r"^(rt|rw)\W*", "", isi.strip().lower())
    if not re.fullmatch(r"\d{1,3}", angka, re.ASCII):
        raise ValueError("Tulis dengan angka, misalnya 003.")
    return f"{int(angka):03d}"


def kode_desa(isi: str) -> str:
    """A village code with or without dots."""
    angka = re.sub(r"[\s.]", "", isi)
    if not re.fullmatch(r"\d{10}", angka, re.ASCII):
        raise ValueError("Kode desa/kelurahan punya 10 angka, misalnya 33.75.02.1008.")
    return f"{angka[:2]}.{angka[2:4]}.{angka[4:6]}.{angka[6:]}"


def kode_posyandu(isi: str) -> str:
    kode = isi.strip().lower()
    if not kode_lib.POLA_POSYANDU.fullmatch(kode):
        raise ValueError("Kode posyandu bentuknya 33.75.02.1008.p0001. Kosongkan untuk posyandu baru.")
    return kode
