"""Sources of money as files name them, to the groups of planning.katalog. The printed code and name stay beside it.

SIPD-RI prints codes of two generations, and joins several with commas over one amount (planning study 2.1).
"""

import re

from planning.impor.dasar import BagianBaca
from planning.katalog import SUMBER_DANA, Skema

# The longest beginning that fits decides. Left: exports of SIPD-RI 2026; then the annex of 2021.
KODE_DAERAH: tuple[tuple[str, str], ...] = (
    ("1.1", "pad"),
    ("1.2.01.08", "dau"),
    ("1.2.01.07", "dbh"),
    ("1.2.02.01", "dbh"),
    ("2.2.01.08.002", "dau_ditentukan"),
    ("2.2.01.07", "dbh"),
    ("2.2.02.01.001.00005", "pajak_rokok"),
    ("2.2.02.02.001", "bk_provinsi"),
    ("1.2.1.01.02", "dau"),
    ("1.2.1.01.01", "dbh"),
    ("2.2.1.01.04", "dak_nonfisik"),
)
KATA_DAERAH: tuple[tuple[str, str], ...] = (
    (r"pajak rokok", "pajak_rokok"),
    (r"ditentukan penggunaannya|earmark", "dau_ditentukan"),
    (r"\bbok\b|dak non ?-?fisik|nonfisik", "dak_nonfisik"),
    (r"bantuan keuangan.*provinsi", "bk_provinsi"),
    (r"bagi hasil|\bdbh\b", "dbh"),
    (r"\bdau\b|dana alokasi umum", "dau"),
    (r"\bpad\b|pendapatan asli daerah", "pad"),
)
KATA_DESA: tuple[tuple[str, str], ...] = (
    (r"dana desa|\bdd\b|\bdds\b", "DDS"),
    (r"alokasi dana desa|\badd\b", "ADD"),
    (r"bagi hasil|\bpbh\b|\bbhpr?\b", "PBH"),
    (r"bantuan.*provinsi|\bpbp\b", "PBP"),
    (r"bantuan.*kab|\bpbk\b", "PBK"),
    (r"swadaya|\bswd\b", "SWD"),
    (r"asli desa|\bpades\b|\bpad\b", "PAD"),
    (r"lain|\bdll\b", "DLL"),
)
LAIN_DAERAH = "lain_daerah"


def kenali(kode: str, nama: str, skema: Skema) -> str:
    """The group of a source; "" where neither its code nor its name says."""
    if skema == Skema.APBDES:
        pilihan = {k.lower(): k for k, _ in SUMBER_DANA[Skema.APBDES]}
        return pilihan.get(kode.strip().lower()) or _kata(f"{kode} {nama}", KATA_DESA)
    kena = [(len(awal), grup) for awal, grup in KODE_DAERAH if kode == awal or kode.startswith(f"{awal}.")]
    if kena:
        return max(kena)[1]
    kunci = {k: k for k, _ in SUMBER_DANA[Skema.APBD]}
    return kunci.get(kode.strip().lower(), "") or _kata(f"{kode} {nama}", KATA_DAERAH)


def _kata(teks: str, daftar: tuple[tuple[str, str], ...]) -> str:
    rendah = teks.lower()
    if re.search("alokasi dana desa", rendah):
        return "ADD"
    return next((grup for pola, grup in daftar if re.search(pola, rendah)), "")


def baca_sumber(kode: str, nama: str, skema: Skema) -> tuple[list[BagianBaca], list[str]]:
    """(sources without shares, remarks). One code twice counts once. Raises ValueError where none is named, or a
    village's is not known; an unknown one of a region keeps its code and name under "lain-lain"."""
    kode_kode = [k.strip().rstrip(".") for k in re.split(r"[,;]", kode) if k.strip()]
    nama_nama = _pecah_nama(nama, len(kode_kode))
    if not kode_kode:
        kode_kode = [""] * len(nama_nama)
    if not kode_kode:
        raise ValueError("Sumber dananya kosong.")
    hasil: dict[tuple[str, str], BagianBaca] = {}
    pesan: list[str] = []
    for k, n in zip(kode_kode, nama_nama, strict=True):
        grup = kenali(k, n, skema)
        if not grup and skema == Skema.APBDES:
            raise ValueError(f"Sumber dana {k or n} tidak dikenal. Pilihannya: PAD, ADD, DDS, PBH, PBK, PBP, SWD, DLL.")
        if not grup:
            pesan.append(f"Sumber dana {k or n} belum ada dalam kelompok; dicatat sebagai lain-lain.")
        bagian = BagianBaca(grup or LAIN_DAERAH, k[:24], n[:200])
        if (bagian.sumber, bagian.kode) in hasil:
            pesan.append(f"Sumber dana {k or n} disebut dua kali; dicatat sekali.")
        hasil.setdefault((bagian.sumber, bagian.kode), bagian)
    if len(hasil) > 1:
        pesan.append(f"{len(hasil)} sumber dana dengan satu pagu: bagian tiap sumber belum diketahui.")
    return list(hasil.values()), pesan


def _pecah_nama(nama: str, banyak: int) -> list[str]:
    """Names for so many codes. A name may hold commas itself: where the count does not fit, all show the whole."""
    if banyak <= 1 and nama.strip():
        return [n.strip() for n in re.split(r"[,;]", nama) if n.strip()] if banyak == 0 else [nama.strip()]
    potong = [n.strip() for n in re.split(r"[,;]", nama)]
    return potong if len(potong) == banyak else [nama.strip()] * banyak
