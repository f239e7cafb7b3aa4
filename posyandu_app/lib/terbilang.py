"""Amounts in words, as papers close with: `lima juta dua ratus ribu rupiah`."""

from decimal import Decimal

SATUAN = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
BESAR = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))


def _ratusan(n: int) -> list[str]:
    """Words of 0–999."""
    if n < 12:
        return [SATUAN[n]] if n else []
    if n < 20:
        return [SATUAN[n - 10], "belas"]
    if n < 100:
        return [SATUAN[n // 10], "puluh", *_ratusan(n % 10)]
    kepala = ["seratus"] if n < 200 else [SATUAN[n // 100], "ratus"]
    return [*kepala, *_ratusan(n % 100)]


def bilangan(n: int) -> str:
    """A whole number from 0 to below a thousand trillion. Raises ValueError outside."""
    if not 0 <= n < 10**15:
        raise ValueError(f"di luar jangkauan: {n}")
    if n == 0:
        return "nol"
    kata: list[str] = []
    for nilai, nama in BESAR:
        banyak, n = divmod(n, nilai)
        if banyak == 1 and nama == "ribu":
            kata.append("seribu")
        elif banyak:
            kata += [*_ratusan(banyak), nama]
    return " ".join([*kata, *_ratusan(n)])


def terbilang(nilai: Decimal) -> str:
    """`Rp1.250,50` → `seribu dua ratus lima puluh rupiah lima puluh sen`. Raises ValueError below zero."""
    if nilai < 0:
        raise ValueError("di bawah nol")
    bulat = int(nilai)
    sen = int((nilai - bulat) * 100)
    ekor = f" {bilangan(sen)} sen" if sen else ""
    return f"{bilangan(bulat)} rupiah{ekor}"
