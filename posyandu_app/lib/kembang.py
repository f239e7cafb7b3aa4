"""Kembang enam: six petals, one per SPM field in the fixed order, as long as the measured activity of the field."""

import math
from collections.abc import Sequence
from functools import lru_cache
from html import escape

KELAS = ("pendidikan", "kesehatan", "pekerjaan-umum", "perumahan-rakyat", "trantibumlinmas", "sosial")
PENUH = 47.0
LANGKAH = 20  # lengths are rounded to a twentieth, so that paths repeat and are cached


@lru_cache(maxsize=512)
def _kelopak(ke: int, panjang: float) -> str:
    sudut = math.radians(60 * ke - 90)

    def titik(jari: float, geser: float) -> str:
        return f"{50 + jari * math.cos(sudut + geser):.1f} {50 + jari * math.sin(sudut + geser):.1f}"

    pangkal, ujung = titik(6, 0), titik(panjang, 0)
    kiri, kanan = titik(panjang * 0.78, -0.62), titik(panjang * 0.78, 0.62)
    return f"M{pangkal}Q{kiri} {ujung}Q{kanan} {pangkal}Z"


def panjang_kelopak(bagian: float) -> float:
    """0…1 → length; 0 draws no petal, the smallest activity still shows."""
    kasar = max(1, round(min(bagian, 1.0) * LANGKAH))
    return 12 + (PENUH - 12) * kasar / LANGKAH


@lru_cache(maxsize=2048)
def kembang(bagian: tuple[float, ...], ukuran: int, judul: str) -> str:
    """The flower as SVG. `bagian` has six shares 0…1; `judul` is its text twin (empty: decoration, hidden)."""
    if len(bagian) != len(KELAS):
        raise ValueError("kembang butuh enam bagian")
    nama = f'role="img" aria-label="{escape(judul)}"' if judul else 'aria-hidden="true"'
    isi = [f'<svg class="kembang" viewBox="0 0 100 100" width="{ukuran}" height="{ukuran}" {nama}>']
    if judul:
        isi.append(f"<title>{escape(judul)}</title>")
    kosong = " ".join(_kelopak(i, PENUH) for i in range(6))
    isi.append(f'<path d="{kosong}" class="k-kosong"/>')
    isi += [
        f'<path d="{_kelopak(i, panjang_kelopak(b))}" class="k-{KELAS[i]}"/>' for i, b in enumerate(bagian) if b > 0
    ]
    return "".join([*isi, '<circle cx="50" cy="50" r="6" class="k-pusat"/></svg>'])


def kembang_angka(hitung: Sequence[int], penuh: int, ukuran: int, judul: str) -> str:
    """The flower from six counts against a full length of `penuh`."""
    return kembang(tuple(n / penuh if penuh else 0.0 for n in hitung), ukuran, judul)
