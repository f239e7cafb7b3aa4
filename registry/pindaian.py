"""What the machine sees in a scan when it comes in: pages, and pages that look blank. Hints for people, never a block.

The work is bounded: the first pages only, and pictures are read small. A page it cannot judge counts as written on.
"""

from io import BytesIO
from typing import Any

from PIL import Image, ImageStat, UnidentifiedImageError
from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from accounts.models import JenisBerkas

HALAMAN_DILIHAT = 30
KECIL = (240, 240)
RATA = 3.0  # standard deviation of grey below which a picture is one even sheet
ISI_PENDEK = 40  # bytes of drawing commands that draw nothing to speak of
TIDAK_TERBACA = (PyPdfError, UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError)
GALAT = (*TIDAK_TERBACA, KeyError, TypeError, AttributeError, RecursionError, IndexError, AssertionError)


def lihat(isi: bytes, jenis: JenisBerkas) -> dict[str, Any]:
    """{"halaman": pages, "kosong": [page numbers that look blank], "terbaca": bool} of a scan."""
    try:
        if jenis != JenisBerkas.PDF:
            return {"halaman": 1, "kosong": [1] if _gambar_kosong(isi) else [], "terbaca": True}
        halaman = PdfReader(BytesIO(isi)).pages
        kosong = [i + 1 for i in range(min(len(halaman), HALAMAN_DILIHAT)) if _halaman_kosong(halaman[i])]
    except GALAT:
        return {"halaman": None, "kosong": [], "terbaca": False}
    return {"halaman": len(halaman), "kosong": kosong, "terbaca": True}


def _gambar_kosong(isi: bytes) -> bool:
    """One even sheet? A JPEG is decoded at a fraction of its size."""
    with Image.open(BytesIO(isi)) as gambar:
        gambar.draft("L", KECIL)
        abu = gambar.convert("L")
        abu.thumbnail(KECIL)
        return bool(ImageStat.Stat(abu).stddev[0] < RATA)


def _halaman_kosong(halaman: PageObject) -> bool:
    """No text, and either nothing drawn or only even JPEG pictures."""
    try:
        if (halaman.extract_text() or "").strip():
            return False
        gambar = _gambar_halaman(halaman)
        if gambar:
            return all(g is not None and _gambar_kosong(g) for g in gambar)
        isi = halaman.get_contents()
        return isi is None or len(isi.get_data().strip()) < ISI_PENDEK
    except GALAT:
        return False


def _gambar_halaman(halaman: PageObject) -> list[bytes | None]:
    """JPEG content of the page's pictures; None for a picture of another make."""
    sumber = halaman.get("/Resources", {}).get_object()
    benda = sumber.get("/XObject", {}).get_object()
    hasil: list[bytes | None] = []
    for nama in benda:
        satu = benda[nama].get_object()
        jpeg = satu.get("/Filter") == "/DCTDecode"
        hasil.append(bytes(satu._data) if jpeg else None)  # noqa: SLF001 (raw: pypdf would decode all of it)
    return hasil
