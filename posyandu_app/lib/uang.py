"""Rupiah: read as people type it, shown as documents print it. Always Decimal with two places."""

import re
from decimal import Decimal

# 1.250.000 | 1250000 | 48.232,91 ; a lone dot before one or two digits is refused as ambiguous.
POLA = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d{1,2})?", re.ASCII)


def baca_rupiah(teks: str) -> Decimal:
    """`Rp1.250.000,50` → Decimal("1250000.50"). Raises ValueError for anything ambiguous or not a number."""
    bersih = re.sub(r"^\s*Rp\s*\.?|\s", "", teks)
    if not POLA.fullmatch(bersih):
        raise ValueError(f"bukan jumlah rupiah: {teks!r}")
    return Decimal(bersih.replace(".", "").replace(",", ".")).quantize(Decimal("0.01"))


def uang_terjumlah(nilai: object) -> Decimal:
    """A sum as the database gives it: Decimal, on SQLite a binary number of at most fifteen digits, NULL for none."""
    return Decimal(str(nilai or 0)).quantize(Decimal("0.01"))


def ribuan(nilai: int | Decimal) -> str:
    """1234567 → `1.234.567`; cents only where there are any."""
    bulat = Decimal(nilai)
    teks = f"{bulat:,.2f}" if bulat != bulat.to_integral_value() else f"{bulat:,.0f}"
    return teks.replace(",", "_").replace(".", ",").replace("_", ".")


def rupiah(nilai: int | Decimal) -> str:
    """`Rp1.234.567`, minus sign before Rp."""
    tanda = "−" if nilai < 0 else ""
    return f"{tanda}Rp{ribuan(abs(Decimal(nilai)))}"


def rupiah_ringkas(nilai: int | Decimal) -> str:
    """`Rp4,91 miliar`, `Rp212 juta`; exact below a million."""
    angka = Decimal(nilai)
    for batas, nama in ((Decimal(10) ** 12, "triliun"), (Decimal(10) ** 9, "miliar"), (Decimal(10) ** 6, "juta")):
        if abs(angka) >= batas:
            teks = f"{angka / batas:.2f}".rstrip("0").rstrip(".").replace(".", ",")
            return f"Rp{teks} {nama}"
    return rupiah(angka)
