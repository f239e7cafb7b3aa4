"""Names of people as Indonesians write them: folded for search and comparison. Pure, no models.

Two spellings of one name fold to one text: titles go ("Hj.", ", S.Pd."), short forms are written out ("Moh." →
muhamad, "St." → siti), old spelling is read as the new one (oe, dj, tj), doubled and silent letters once.
"""

import re
import unicodedata
from functools import lru_cache

from django.db.models import Q
from rapidfuzz import fuzz

GELAR = frozenset(
    "h hj haji hajah kh ky kyai kiai ny nyonya tn tuan nn nona sdr sdri bpk bapak ibu an alm almh dr drg drs dra ir "
    "prof rd raden ust ustad ustaz ustadz".split()
)
HUBUNG = frozenset("bin binti bte bt bn ibn ibnu".split())
# Short forms and spellings of one name. Only forms that stand for nothing else.
BAKU = {
    **dict.fromkeys(
        "muhammad mohammad mohamad muhamad muhammat mohammed muhamed muh moh mohd muhd mhd mohamat".split(), "muhamad"
    ),
    **dict.fromkeys("siti sitti st sitie sity".split(), "siti"),
    **dict.fromkeys("nur noor noer nuur nurr".split(), "nur"),
    **dict.fromkeys("abdul abd abdoel abdool".split(), "abdul"),
    **dict.fromkeys("ahmad achmad akhmad ahmat achmat akhmat".split(), "ahmad"),
    **dict.fromkeys("by bayi bay".split(), "bayi"),
}
EJAAN: tuple[tuple[str, str], ...] = (
    *(("oe", "u"), ("dj", "j"), ("tj", "c"), ("nj", "ny"), ("ch", "k"), ("kh", "k"), ("sj", "s"), ("sy", "s")),
    *(("sh", "s"), ("ph", "f"), ("dh", "d"), ("th", "t"), ("v", "f"), ("q", "k"), ("z", "s"), ("ae", "ai")),
    *(("iy", "i"), ("ie", "i")),
)
DIMUAT = 120  # what the column holds


def _kata(teks: str) -> list[str]:
    """Words without accents and marks; what follows a comma is a degree."""
    polos = unicodedata.normalize("NFKD", teks.split(",")[0].lower()).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z]+|\d+", polos.replace("'", "").replace("`", ""))


def _satu(kata: str) -> str:
    kata = BAKU.get(kata, kata)
    if kata == "bayi":
        return kata
    for lama, baru in EJAAN:
        kata = kata.replace(lama, baru)
    kata = re.sub(r"([a-z])\1+", r"\1", kata)
    kata = re.sub(r"(?<=[a-z]{2})h$", "", kata)
    return re.sub(r"(?<=[a-z]{2})y$", "i", kata)


@lru_cache(maxsize=20_000)
def lipat_nama(nama: str) -> str:
    """Folded words in the order they were written; "By Ny Aminah" becomes "bayi amina". Never empty for a name."""
    kata = _kata(nama)
    if kata and kata[0] == "m" and len(kata) > 1:
        kata[0] = "muhamad"
    isi = [_satu(k) for k in kata if k not in GELAR and k not in HUBUNG]
    return (" ".join(isi) or " ".join(_satu(k) for k in kata) or nama.strip().lower())[:DIMUAT]


def nama_bayi(lipat: str) -> str:
    """Whose baby a folded name says it is ("bayi amina 2"): the mother's name; empty for a name of one's own."""
    awal, _, ibu = lipat.partition(" ")
    return re.sub(r"( \d+)+$", "", ibu) if awal == "bayi" else ""


def skor_nama(a: str, b: str) -> int:
    """0–100 of two folded names, whatever the order of their words. All words of one in the other is 85 at least."""
    if not a or not b:
        return 0
    nilai = max(fuzz.ratio(a.replace(" ", ""), b.replace(" ", "")), fuzz.token_sort_ratio(a, b))
    if sorted(re.findall(r"\d+", a)) != sorted(re.findall(r"\d+", b)):
        return min(round(nilai), 70)  # "bayi amina 1" is never "bayi amina 2"
    pendek, panjang = sorted((set(a.split()), set(b.split())), key=len)
    if pendek < panjang and any(len(k) > 2 for k in pendek):
        nilai = max(nilai, 85)
    return round(nilai)


def kata_sama(a: str, b: str) -> bool:
    """Are the two folded names the same words, in any order, together or apart?"""
    return sorted(a.split()) == sorted(b.split()) or a.replace(" ", "") == b.replace(" ", "")


def kerangka(lipat: str) -> str:
    """Consonants of the words, sorted: what a misspelt name keeps. The key by which likely pairs are found."""
    kata = [(k[0] + re.sub(r"[aiueoy]", "", k[1:])) if k[0].isalpha() else k for k in lipat.split()]
    return " ".join(sorted(kata))


def kata_cari(teks: str) -> list[tuple[str, str]]:
    """[(as typed, folded)] of the words somebody searches by; a folded name holds each word in one of the two forms."""
    kata = _kata(teks)[:8]
    return [(k, _satu(k)) for k in kata if k not in GELAR and k not in HUBUNG] or [(k, _satu(k)) for k in kata]


def cocok_cari(lipat: str, teks: str) -> bool:
    """Does a folded name hold every word somebody searches by? An empty search holds for every name."""
    return all(mentah in lipat or dilipat in lipat for mentah, dilipat in kata_cari(teks))


def q_cari(teks: str, kolom: str = "nama_cari") -> Q:
    """The same as a condition on rows whose folded name stands in `kolom`."""
    syarat = Q()
    for mentah, dilipat in kata_cari(teks):
        syarat &= Q(**{f"{kolom}__contains": dilipat}) | Q(**{f"{kolom}__contains": mentah})
    return syarat
