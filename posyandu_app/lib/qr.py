"""QR codes as inline SVG with attributes only, so that no style is needed under the content policy."""

from functools import lru_cache

import segno


@lru_cache(maxsize=256)
def qr_svg(teks: str, ukuran: int, *, judul: str = "") -> str:
    """The code as an SVG of `ukuran` pixels a side, quiet zone included; `judul` names it for screen readers."""
    gambar: str = segno.make(teks, error="m", micro=False).svg_inline(
        omitsize=True, border=4, svgclass="qr", lineclass=None, light="#fff", title=judul or None
    )
    return gambar.replace("<svg ", f'<svg width="{ukuran}" height="{ukuran}" ', 1)
