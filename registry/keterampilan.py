"""THE list of the 25 basic skills of a kader in five groups, and the levels that follow from them.

The number, the five groups and their split 4/7/6/3/5 are named in village and health-office pages (domain study 5); the
wording of each skill was not found in a regulation (confidence "sedang") and is ours here. Codes are never reused.

Sources conflict about the levels, so the rule is a text that a region may set (registry.aturan `tingkat_kader`). Both
readings found are kept: RUJUKAN["A"] fits most sources, RUJUKAN["B"] is what Tangerang Selatan described. A level is
always derived from skill marks, never typed.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from posyandu_app.lib.galat import Ditolak

KELOMPOK: dict[str, str] = {
    "kelola": "Pengelolaan posyandu",
    "bayi": "Bayi dan balita",
    "ibu": "Ibu hamil dan menyusui",
    "sekolah": "Usia sekolah dan remaja",
    "dewasa": "Usia dewasa dan lansia",
}


@dataclass(frozen=True)
class Keterampilan:
    kode: str
    kelompok: str
    nama: str


def _semua(**kelompok: tuple[tuple[str, str], ...]) -> tuple[Keterampilan, ...]:
    return tuple(Keterampilan(f"{k}_{kode}", k, nama) for k, isi in kelompok.items() for kode, nama in isi)


DAFTAR: tuple[Keterampilan, ...] = _semua(
    kelola=(
        ("paket", "Paket layanan posyandu dari hamil sampai lansia"),
        ("catat", "Pencatatan dan pelaporan"),
        ("kunjung", "Kunjungan rumah"),
        ("komunikasi", "Berbicara dan mendengar dengan baik"),
    ),
    bayi=(
        ("kia", "Buku KIA untuk bayi dan balita"),
        ("asi", "ASI eksklusif dan MP-ASI berprotein hewani"),
        ("ukur", "Menimbang dan mengukur panjang, tinggi, lingkar kepala, LILA"),
        ("tafsir", "Membaca hasil ukur dan tindak lanjutnya"),
        ("stimulasi", "Stimulasi, vitamin A, dan obat cacing"),
        ("imunisasi", "Imunisasi rutin lengkap"),
        ("bahaya", "Tanda bahaya pada bayi dan balita"),
    ),
    ibu=(
        ("kia", "Buku KIA untuk ibu hamil dan nifas"),
        ("piringku", "Isi piringku ibu hamil dan menyusui"),
        ("periksa", "Jadwal periksa hamil dan nifas"),
        ("ttd", "Tablet tambah darah setiap hari"),
        ("pantau", "Memantau berat badan, LILA, dan tekanan darah"),
        ("bahaya", "Tanda bahaya saat hamil, nifas, dan menyusui"),
    ),
    sekolah=(
        ("sehat", "Isi piringku, gerak badan, dan cek kesehatan"),
        ("anemia", "Mencegah anemia pada remaja putri"),
        ("bahaya", "Bahaya rokok, napza, dan kehamilan remaja"),
    ),
    dewasa=(
        ("germas", "Hidup sehat: gizi, gerak badan, cek kesehatan"),
        ("penyakit", "Penyakit yang paling banyak dan tandanya"),
        ("dini", "Deteksi dini usia dewasa"),
        ("lansia", "Deteksi dini lansia"),
        ("kb", "Keluarga berencana"),
    ),
)
KETERAMPILAN: dict[str, Keterampilan] = {k.kode: k for k in DAFTAR}
ISI: dict[str, frozenset[str]] = {g: frozenset(k.kode for k in DAFTAR if k.kelompok == g) for g in KELOMPOK}

BELUM = ""
TINGKAT: dict[str, str] = {"purwa": "Purwa", "madya": "Madya", "utama": "Utama"}  # from the lowest up
RUJUKAN: dict[str, str] = {
    "A": "purwa = kelola, bayi + 1; madya = kelola, bayi, ibu + 1; utama = semua",
    "B": "purwa = + 2; madya = kelola, bayi, ibu; utama = semua",
}


@dataclass(frozen=True)
class SyaratTingkat:
    """Groups that must be whole, and how many others besides."""

    kode: str
    wajib: frozenset[str]
    pilihan: int

    def terpenuhi(self, penuh: Collection[str]) -> bool:
        """`penuh`: groups of which every skill is marked."""
        return self.wajib <= set(penuh) and len(set(penuh) - self.wajib) >= self.pilihan


@lru_cache(maxsize=64)
def baca_tingkat(teks: str) -> tuple[SyaratTingkat, ...]:
    """The rule from its text, the lowest level first. Raises Ditolak("nilai", …) for one that cannot be meant.

    Each level stands once: `purwa = kelola, bayi + 1`, groups by code or `semua`, `+ n` of the other groups.
    """
    hasil: dict[str, SyaratTingkat] = {}
    for bagian in filter(None, (b.strip() for b in teks.lower().split(";"))):
        cocok = re.fullmatch(r"(\w+)\s*=\s*([\w\s,]*?)\s*(?:\+\s*(\d))?", bagian)
        if cocok is None or cocok[1] not in TINGKAT or cocok[1] in hasil:
            raise Ditolak("nilai", f"“{bagian}” tidak dikenal. Contoh: {RUJUKAN['A']}")
        kelompok = {k.strip() for k in cocok[2].split(",") if k.strip()}
        wajib = frozenset(KELOMPOK) if kelompok == {"semua"} else frozenset(kelompok)
        if asing := sorted(wajib - set(KELOMPOK)):
            raise Ditolak("nilai", f"Kelompok “{asing[0]}” tidak ada. Pilihannya: {', '.join(KELOMPOK)}, atau semua.")
        pilihan = int(cocok[3] or 0)
        if not 0 < len(wajib) + pilihan <= len(KELOMPOK):
            raise Ditolak("nilai", f"Tingkat {cocok[1]} meminta {len(wajib) + pilihan} dari {len(KELOMPOK)} kelompok.")
        hasil[cocok[1]] = SyaratTingkat(cocok[1], wajib, pilihan)
    if set(hasil) != set(TINGKAT):
        raise Ditolak("nilai", "Tulis ketiga tingkat: purwa, madya, utama, dengan titik koma di antaranya.")
    return tuple(hasil[k] for k in TINGKAT)


def penuh(punya: Collection[str]) -> set[str]:
    """Groups of which every skill is among those."""
    return {g for g, isi in ISI.items() if isi <= set(punya)}


def tingkat(punya: Collection[str], aturan: str) -> str:
    """The highest level whose condition the marked skills meet, "" for none. Levels are judged each on its own."""
    ada = penuh(punya)
    return next((s.kode for s in reversed(baca_tingkat(aturan)) if s.terpenuhi(ada)), BELUM)


def kurang_untuk_naik(punya: Collection[str], aturan: str) -> tuple[str, list[Keterampilan], int]:
    """(next level, skills missing in its compulsory groups, how many whole groups of choice besides); "" at the top."""
    kini, ada = tingkat(punya, aturan), penuh(punya)
    urut = list(TINGKAT)
    if kini == urut[-1]:
        return "", [], 0
    syarat = baca_tingkat(aturan)[urut.index(kini) + 1 if kini else 0]
    perlu = [k for k in DAFTAR if k.kelompok in syarat.wajib and k.kode not in punya]
    return syarat.kode, perlu, max(0, syarat.pilihan - len(ada - syarat.wajib))
