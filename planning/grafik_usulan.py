"""The shrink trail as steps: one ink, server-drawn, beside a table with the same numbers."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from posyandu_app.lib.uang import rupiah_ringkas

LEBAR, TINGGI, DASAR, ATAS = 720, 190, 150, 26


def tangga(titik: Sequence[tuple[str, Decimal]], judul: str) -> str:
    """Rupiah left after each gate as descending steps; empty for fewer than two points. Only changes carry a number."""
    if len(titik) < 2:
        return ""
    puncak = max(n for _, n in titik) or Decimal(1)
    langkah = LEBAR / len(titik)
    tinggi = [DASAR - float(n / puncak) * (DASAR - ATAS) for _, n in titik]
    isi = [f'<svg class="tangga" viewBox="0 0 {LEBAR} {TINGGI}" role="img" aria-label="{escape(judul)}">']
    jalur = " ".join(f"{i * langkah:.1f},{y:.1f} {(i + 1) * langkah:.1f},{y:.1f}" for i, y in enumerate(tinggi))
    isi.append(f'<polygon points="0,{DASAR} {jalur} {LEBAR},{DASAR}"/><polyline points="{jalur}"/>')
    for i, (nama, nilai) in enumerate(titik):
        x = (i + 0.5) * langkah
        if i == 0 or nilai != titik[i - 1][1]:
            isi.append(
                f'<text x="{i * langkah + 3:.1f}" y="{tinggi[i] - 7:.1f}" class="nilai">{rupiah_ringkas(nilai)}</text>'
            )
        isi.append(f'<text x="{x:.1f}" y="{DASAR + 16 + (i % 2) * 15}">{escape(nama)}</text>')
    return "".join([*isi, "</svg>"])
