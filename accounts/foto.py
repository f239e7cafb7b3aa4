"""Pictures people hand in, made anew: turned upright, small, without what the camera wrote beside them (place!)."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

from accounts.berkas import FOTO, periksa_pindaian, simpan
from accounts.models import Berkas, JenisBerkas, User
from posyandu_app.lib.galat import Ditolak

TERLEBAR = (1600, 1600)


def simpan_foto(unggahan: Any, nama: str, *, oleh: User | None) -> Berkas:
    """Keep a picture as JPEG of at most 1600 pixels. Raises Ditolak for its size, kind, or damage."""
    isi = periksa_pindaian(unggahan, boleh=FOTO)
    try:
        with Image.open(BytesIO(isi)) as gambar:
            baru = ImageOps.exif_transpose(gambar).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError):
        raise Ditolak("foto", "Foto ini rusak atau terlalu besar. Ambil ulang.") from None
    baru.thumbnail(TERLEBAR)
    keluar = BytesIO()
    baru.save(keluar, "JPEG", quality=85)
    return simpan(keluar.getvalue(), nama, jenis=JenisBerkas.JPEG, oleh=oleh)
