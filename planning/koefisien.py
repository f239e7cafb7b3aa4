"""Coefficients of an item as people type them: "5 orang × 12 bulan". Product and price are exact, or refused."""

import re
from decimal import Decimal, InvalidOperation

from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.uang import ribuan, rupiah

KALI = re.compile(r"\s*[×*]\s*|\s+[xX]\s+|(?<=\d)\s*[xX]\s*(?=\d)")
BAGIAN = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?(?:\s*([a-zA-Z][^×*]{0,29}))?", re.ASCII)
PALING_BANYAK = 4  # SIPD and Siskeudes: vol1 to vol4
TERBESAR = Decimal(10) ** 10
# Joined units as RAB papers shorten them.
SINGKAT: dict[tuple[str, ...], str] = {
    ("orang", "bulan"): "OB",
    ("orang", "hari"): "OH",
    ("orang", "kali"): "OK",
    ("orang", "jam"): "OJ",
    ("orang", "kegiatan"): "OK",
}
Bagian = list[list[str]]


def baca_koefisien(teks: str) -> Bagian:
    """`5 orang x 12 bulan` → [["5", "orang"], ["12", "bulan"]]. Raises Ditolak at `koefisien`."""
    potongan = [p for p in KALI.split(teks.strip()) if p]
    if not potongan:
        raise Ditolak("koefisien", "Isi banyaknya, misalnya 5 orang × 12 bulan.")
    if len(potongan) > PALING_BANYAK:
        raise Ditolak("koefisien", f"Paling banyak {PALING_BANYAK} bagian.")
    return [_satu(p) for p in potongan]


def _satu(potongan: str) -> list[str]:
    cocok = BAGIAN.fullmatch(potongan.strip())
    if cocok is None:
        raise Ditolak("koefisien", f"“{potongan.strip()[:30]}” tidak terbaca. Tulis seperti 5 orang × 12 bulan.")
    bulat, pecahan, satuan = cocok.groups()
    angka = bulat.replace(".", "") + (f".{pecahan}" if pecahan else "")
    if Decimal(angka) >= TERBESAR:
        raise Ditolak("koefisien", "Angkanya terlalu besar. Periksa lagi.")
    return [angka, (satuan or "").strip()]


def volume(bagian: Bagian) -> Decimal:
    """The product of the parts, exact to two places. Raises Ditolak where it has more, or is too large."""
    hasil = Decimal(1)
    for angka, _ in bagian:
        hasil *= Decimal(angka)
    if hasil >= TERBESAR:
        raise Ditolak("koefisien", "Hasil kalinya terlalu besar. Periksa lagi.")
    try:
        bulat = hasil.quantize(Decimal("0.01"))
    except InvalidOperation:  # more digits than the context carries
        raise Ditolak("koefisien", "Hasil kalinya terlalu besar. Periksa lagi.") from None
    if bulat != hasil:
        raise Ditolak("koefisien", "Hasil kalinya lebih dari dua angka di belakang koma. Bulatkan dulu bagiannya.")
    return bulat


def satuan(bagian: Bagian) -> str:
    """The unit of the product: `OB` for orang × bulan, else the parts joined."""
    nama = tuple(s.lower() for _, s in bagian if s)
    return (SINGKAT.get(nama) or " ".join(s for _, s in bagian if s) or "unit")[:40]


def jumlah(banyak: Decimal, harga: Decimal) -> Decimal:
    """Volume times price, to the cent and never rounded. Raises Ditolak at `harga`."""
    hasil = banyak * harga
    bulat = hasil.quantize(Decimal("0.01"))
    if bulat != hasil:
        raise Ditolak("harga", "Hasil kalinya punya pecahan sen. Bulatkan harga satuannya.")
    if bulat >= Decimal(10) ** 13:
        raise Ditolak("harga", f"Jumlahnya {rupiah(bulat)}, terlalu besar. Periksa angka nolnya.")
    return bulat


def tulis_koefisien(bagian: Bagian) -> str:
    """As it is typed and printed: `5 orang × 12 bulan`."""
    return " × ".join(f"{_ketik(a)} {s}".strip() for a, s in bagian)


def _ketik(angka: str) -> str:
    teks = ribuan(Decimal(angka))
    return teks.rstrip("0").rstrip(",") if "," in teks else teks
