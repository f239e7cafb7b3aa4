"""Codes and names as files hold them, repaired where there is only one way to read them; every repair is told.

Dirt that is known (planning study 8): numbers and dates made by Excel, trailing dots, leading zeros (Siskeudes prints
`02.02.02.` for `2.2.02`), Greek look-alike letters, double spaces, asterisks of the annex, an old code inside a name.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta

from planning.katalog import Skema

AWAL_EXCEL = date(1899, 12, 30)
# Greek and Cyrillic letters that look like Latin ones: written by people who copied from a scanned annex.
KEMBARAN = str.maketrans(
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοινρυхАВЕКМНОРСТУХаеорсух",
    "ABEZHIKMNOPTYXaoivpuxABEKMHOPCTYXaeopcyx",
)
ANGKA_HURUF = str.maketrans("OoIl", "0011")
LEBAR_APBD = (1, 2, 2, 1, 2, 4)
TINGKAT_APBD = ("urusan", "bidang_urusan", "program", "kegiatan", "kegiatan", "sub_kegiatan")
POLA_APBD = re.compile(r"(?:\d\.\d{2}|X\.XX)\.\d{2}\.\d\.\d{2}\.\d{4}", re.ASCII)
POLA_APBDES = re.compile(r"[1-5]\.\d{1,2}\.\d{2}", re.ASCII)
POLA_REKENING = re.compile(r"5(\.\d{1,4}){1,5}", re.ASCII)
TANGGAL = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: \d{2}:\d{2})?", re.ASCII)
SERI = re.compile(r"[1-7]\d{4}", re.ASCII)
KODE_DI_DEPAN = re.compile(r"^(?:\d|X)(?:\.(?:\d{1,4}|XX)){2,5}\.?\s+(?=\S)", re.ASCII)


class KodeInduk(ValueError):
    """A shorter code: the heading of a bidang, program or kegiatan, no line."""


def kode_baku(kode: str) -> str:
    """The code under which the book stores it: programs `xx.01` (penunjang) stand there once, as `X.XX.01…`
    (planning study 2.1)."""
    bagian = kode.split(".")
    if len(bagian) >= 3 and bagian[2] == "01" and bagian[0] != "X" and len(bagian[1]) == 2:
        return ".".join(["X", "XX", *bagian[2:]])
    return kode


def perbaiki_nama(teks: str) -> tuple[str, list[str]]:
    """(name, repairs): look-alike letters, asterisks, blanks, an old code in front."""
    pesan: list[str] = []
    nama = unicodedata.normalize("NFC", teks.replace("\xa0", " "))
    latin = nama.translate(KEMBARAN)
    if latin != nama and re.search("[A-Za-z]", nama + latin):
        pesan.append("Uraian: huruf Yunani atau Kiril yang mirip huruf Latin diganti.")
        nama = latin
    if "*" in nama:
        pesan.append("Uraian: tanda bintang dari lampiran dihapus.")
        nama = nama.replace("*", " ")
    rapat = " ".join(nama.split())
    if rapat != nama.strip() and "*" not in teks:
        pesan.append("Uraian: spasi ganda atau ganti baris dirapikan.")
    if cocok := KODE_DI_DEPAN.match(rapat):
        pesan.append(f"Uraian: kode {cocok[0].strip()} di depan nama dihapus.")
        rapat = rapat[cocok.end() :]
    return rapat, pesan


def perbaiki_kode(
    teks: str, skema: Skema, *, uraian: str = "", nama_kode: Mapping[str, str] | None = None
) -> tuple[str, list[str]]:
    """(code, repairs). Raises KodeInduk for a heading, ValueError with the reason for what cannot be read one way."""
    polos, pesan = bersihkan(teks)
    if hari := _tanggal_excel(polos):
        return _dari_tanggal(teks, hari, skema, uraian, nama_kode or {})
    if not polos:
        raise ValueError("Kode kosong.")
    kode, lagi = (_apbdes if skema == Skema.APBDES else _apbd)(polos)
    return kode, pesan + lagi


def bersihkan(teks: str) -> tuple[str, list[str]]:
    """(the text of a code cell without the known dirt, what was taken off)."""
    pesan: list[str] = []
    asal = polos = unicodedata.normalize("NFKC", teks).strip().lstrip("'’")
    if TANGGAL.fullmatch(polos):
        return polos, pesan
    langkah = (
        ("huruf yang mirip angka atau huruf Latin diganti", lambda s: s.translate(KEMBARAN).translate(ANGKA_HURUF)),
        ("tanda bintang dihapus", lambda s: s.replace("*", "")),
        ("spasi di dalam kode dihapus", lambda s: re.sub(r"\s+", "", s)),
        ("koma atau garis dibaca sebagai titik", lambda s: re.sub(r"[,\-–/]", ".", s)),
        ("titik ganda dirapatkan", lambda s: re.sub(r"\.{2,}", ".", s)),
        ("titik di belakang dihapus", lambda s: s.rstrip(".")),
    )
    for kata, f in langkah:
        baru = f(polos)
        if baru != polos:
            pesan.append(f"Kode {asal}: {kata}.")
        polos = baru
    return polos.upper(), pesan


def _apbdes(polos: str) -> tuple[str, list[str]]:
    bagian = polos.split(".")
    pesan: list[str] = []
    if not all(b.isascii() and b.isdecimal() for b in bagian):
        raise ValueError("Bentuk kode tidak dikenali. Contoh: 2.2.02.")
    if len(bagian) == 5 and len(bagian[1]) == 4:  # Siskeudes puts kecamatan and desa in front
        pesan.append(f"Kode {polos}: awalan desa {bagian[0]}.{bagian[1]} dilepas.")
        bagian = bagian[2:]
    if len(bagian) in (1, 2) and all(len(b) <= 2 for b in bagian):
        raise KodeInduk("Kode bidang atau sub bidang, bukan kegiatan.")
    if len(bagian) == 4 and bagian[0].lstrip("0") in ("4", "5", "6"):
        raise ValueError("Ini bentuk kode rekening (empat bagian), bukan kode kegiatan. Contoh kegiatan: 2.2.02.")
    if len(bagian) != 3 or any(len(b) > 2 for b in bagian):
        raise ValueError("Kode ini berubah menjadi angka atau terpotong. Tulis sebagai teks, misalnya 2.2.02.")
    kode = f"{int(bagian[0])}.{int(bagian[1])}.{bagian[2].zfill(2)}"
    if not POLA_APBDES.fullmatch(kode):
        raise ValueError("Bidang desa hanya 1 sampai 5. Contoh kode: 2.2.02.")
    if kode != ".".join(bagian):
        pesan.append(f"Kode {'.'.join(bagian)} ditulis {kode}.")
    return kode, pesan


def _apbd(polos: str) -> tuple[str, list[str]]:
    bagian = polos.split(".")
    if not all(re.fullmatch(r"\d+|X|XX", b, re.ASCII) for b in bagian):
        raise ValueError("Bentuk kode tidak dikenali. Contoh: 1.02.02.2.02.0004.")
    if 1 < len(bagian) < 6 and (len(bagian) > 2 or len(bagian[1]) == 2):
        raise KodeInduk("Kode urusan, program, atau kegiatan, bukan sub kegiatan.")
    if len(bagian) != 6 or any(len(b) > n for b, n in zip(bagian, LEBAR_APBD, strict=True)):
        raise ValueError("Kode ini berubah menjadi angka atau terpotong. Tulis sebagai teks: 1.02.02.2.02.0004.")
    kode = ".".join(b if "X" in b else b.zfill(n) for b, n in zip(bagian, LEBAR_APBD, strict=True))
    if not POLA_APBD.fullmatch(kode):
        raise ValueError("Bentuk kode tidak dikenali. Contoh: 1.02.02.2.02.0004.")
    return kode, [] if kode == polos else [f"Kode {polos}: nol yang hilang dikembalikan menjadi {kode}."]


def _tanggal_excel(polos: str) -> date | None:
    if cocok := TANGGAL.fullmatch(polos):
        try:
            return date(*(int(x) for x in cocok.groups()))
        except ValueError:
            return None
    if SERI.fullmatch(polos):
        return AWAL_EXCEL + timedelta(days=int(polos))
    return None


def _dari_tanggal(
    teks: str, hari: date, skema: Skema, uraian: str, nama_kode: Mapping[str, str]
) -> tuple[str, list[str]]:
    """A village code that Excel took for a day: `2.2.02` became 2 February 2002. Only a code of the book
    counts; where day first and month first both are one, the row's name tells. A bare number needs its name anyway."""
    if skema != Skema.APBDES:
        raise ValueError("Excel mengubah kode ini menjadi tanggal. Tulis ulang sebagai teks.")
    calon = {f"{a}.{b}.{hari.year % 100:02d}" for a, b in ((hari.day, hari.month), (hari.month, hari.day)) if a <= 5}
    calon &= set(nama_kode)
    if len(calon) > 1 or SERI.fullmatch(teks.strip()):
        calon = {k for k in calon if uraian and _lipat(nama_kode[k]) == _lipat(uraian)}
    if len(calon) != 1:
        kata = f"Excel mengubah kode ini menjadi tanggal ({teks}); bisa dibaca dua cara, atau tidak ada di nomenklatur."
        raise ValueError(f"{kata} Tulis sebagai teks.")
    kode = calon.pop()
    return kode, [f"Excel mengubah kode menjadi tanggal ({teks}); dibaca kembali sebagai {kode}."]


def _lipat(teks: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", teks.lower()).split())


def perbaiki_rekening(teks: str) -> tuple[str, list[str]]:
    """(account code of spending, repairs). Raises ValueError."""
    if not teks.strip():
        return "", []
    polos, pesan = bersihkan(teks)
    if not POLA_REKENING.fullmatch(polos):
        raise ValueError(f"Kode rekening {teks.strip()[:30]} bukan belanja (dimulai dengan 5), misalnya 5.2.2.03.")
    return polos, pesan
