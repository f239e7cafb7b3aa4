"""Small server-drawn SVG charts: one ink, no inline style. Each stands beside a table with the same numbers."""

from collections.abc import Sequence
from html import escape


def garis(nilai: Sequence[int | None], lebar: int = 120, tinggi: int = 34, judul: str = "") -> str:
    """A line over equal steps; None breaks it (no data is not zero). Empty string when nothing is known."""
    ada = [v for v in nilai if v is not None]
    if not ada:
        return ""
    atas = max(ada) or 1
    jarak = lebar / max(len(nilai) - 1, 1)
    titik = [
        None if v is None else (round(i * jarak, 1), round(tinggi - 3 - v / atas * (tinggi - 8), 1))
        for i, v in enumerate(nilai)
    ]
    ruas: list[list[str]] = [[]]
    for t in titik:
        if t is None:
            ruas.append([])
        else:
            ruas[-1].append(f"{t[0]},{t[1]}")
    akhir = next(t for t in reversed(titik) if t)
    nama = f'role="img" aria-label="{escape(judul)}"' if judul else 'aria-hidden="true"'
    jalur = "".join(f'<polyline points="{" ".join(r)}"/>' for r in ruas if r)
    return (
        f'<svg class="garis" viewBox="0 0 {lebar} {tinggi}" width="{lebar}" height="{tinggi}" {nama}>'
        f'{jalur}<circle cx="{akhir[0]}" cy="{akhir[1]}" r="3"/></svg>'
    )


def batang_bulan(seri: Sequence[Sequence[int | None]], kelas: Sequence[str], label: Sequence[str], judul: str) -> str:
    """Stacked month bars: `seri[i][m]` is field i in month m; one scale, direct month labels."""
    lebar, tinggi, dasar = 720, 220, 196
    jumlah = [sum(s[m] or 0 for s in seri) for m in range(len(label))]
    atas = max([*jumlah, 1])
    langkah = lebar / max(len(label), 1)
    isi = [f'<svg class="batang" viewBox="0 0 {lebar} {tinggi}" role="img" aria-label="{escape(judul)}">']
    isi.append(f'<line x1="0" y1="{dasar}" x2="{lebar}" y2="{dasar}"/>')
    for m, nama in enumerate(label):
        y = float(dasar)
        x = m * langkah + langkah * 0.14
        for i, s in enumerate(seri):
            h = (s[m] or 0) / atas * (dasar - 22)
            if h:
                y -= h
                ukuran = f'x="{x:.1f}" y="{y:.1f}" width="{langkah * 0.72:.1f}" height="{h:.1f}"'
                isi.append(f'<rect {ukuran} class="k-{kelas[i]}"/>')
        tengah = x + langkah * 0.36
        if jumlah[m]:
            isi.append(f'<text x="{tengah:.1f}" y="{y - 5:.1f}" class="n-batang">{jumlah[m]}</text>')
        isi.append(f'<text x="{tengah:.1f}" y="{tinggi - 6}">{escape(nama)}</text>')
    return "".join([*isi, "</svg>"])


def balok(nilai: Sequence[tuple[str, int | None]], judul: str) -> str:
    """A few bars side by side with their numbers on top; None is not drawn and says so with a dash."""
    lebar, tinggi, dasar = 320, 200, 172
    atas = max([n for _, n in nilai if n is not None] + [1])
    langkah = lebar / max(len(nilai), 1)
    isi = [f'<svg class="balok" viewBox="0 0 {lebar} {tinggi}" role="img" aria-label="{escape(judul)}">']
    isi.append(f'<line x1="0" y1="{dasar}" x2="{lebar}" y2="{dasar}"/>')
    for i, (nama, n) in enumerate(nilai):
        h = (n or 0) / atas * (dasar - 26)
        x, tengah = i * langkah + langkah * 0.18, i * langkah + langkah / 2
        isi.append(f'<rect x="{x:.1f}" y="{dasar - h:.1f}" width="{langkah * 0.64:.1f}" height="{h:.1f}"/>')
        teks = "–" if n is None else f"{n:,}".replace(",", ".")
        isi.append(f'<text class="n-batang" x="{tengah:.1f}" y="{dasar - h - 6:.1f}">{teks}</text>')
        isi.append(f'<text x="{tengah:.1f}" y="{tinggi - 8}">{escape(nama)}</text>')
    return "".join([*isi, "</svg>"])
