"""Amounts as files hold them. What has two readings is refused, never guessed."""

import re
from decimal import Decimal

from posyandu_app.lib.uang import baca_rupiah, rupiah

BATAS = Decimal(10) ** 13  # SQLite keeps fifteen digits: see RupiahField
INGGRIS = re.compile(r"\d{1,3}(,\d{3})+(\.\d{1,2})?", re.ASCII)
MESIN = re.compile(r"\d+\.(\d{1,2}|\d{4})", re.ASCII)  # 48232.91 of a number cell, 1500000.0000 of Access
ILMIAH = re.compile(r"\d+([.,]\d+)?E\+?\d+", re.ASCII | re.I)


def baca_pagu(teks: str) -> tuple[Decimal, list[str]]:
    """(rupiah, repairs). Raises ValueError with a sentence for what is missing, negative, no number or ambiguous."""
    bersih = re.sub(r"^\s*Rp\.?\s*|\s|,-$", "", teks.replace("−", "-"), flags=re.I)
    if bersih in ("", "-", "–", "."):
        raise ValueError("Pagunya kosong. Kalau memang nol, tulis 0.")
    if bersih.startswith("-") or re.fullmatch(r"\(.*\)", bersih):
        raise ValueError(f"Pagu {teks.strip()[:30]} kurang dari nol.")
    if ILMIAH.fullmatch(bersih):
        raise ValueError(f"Excel memendekkan angka ini menjadi {teks.strip()[:30]}. Tulis lengkap.")
    if re.fullmatch(r"\d{1,3},\d{3}", bersih, re.ASCII):
        raise ValueError(f"{bersih} bisa dibaca dua cara. Tulis {bersih.replace(',', '.')} kalau itu ribuan.")
    nilai, pesan = _nilai(bersih, teks)
    if nilai >= BATAS:
        raise ValueError("Pagu ini terlalu besar. Periksa angka nolnya.")
    return nilai, pesan


def _nilai(bersih: str, teks: str) -> tuple[Decimal, list[str]]:
    if INGGRIS.fullmatch(bersih):
        nilai = Decimal(bersih.replace(",", "")).quantize(Decimal("0.01"))
        return nilai, [f"Pagu {bersih} memakai koma sebagai pemisah ribuan; dibaca {rupiah(nilai)}."]
    if MESIN.fullmatch(bersih):
        nilai = Decimal(bersih)
        if nilai != nilai.quantize(Decimal("0.01")):
            raise ValueError(f"Pagu {bersih} punya pecahan di bawah satu sen.")
        return nilai.quantize(Decimal("0.01")), []
    try:
        return baca_rupiah(bersih), []
    except ValueError:
        raise ValueError(f"{teks.strip()[:30]!r} bukan jumlah rupiah. Contoh: 1.250.000 atau 48.232,91.") from None
