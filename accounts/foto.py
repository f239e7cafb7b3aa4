"""Pictures people hand in, kept as they are made anew (accounts.berkas.foto_baru)."""

from typing import Any

from accounts.berkas import foto_baru, simpan
from accounts.models import Berkas, JenisBerkas, User


def simpan_foto(unggahan: Any, nama: str, *, oleh: User | None) -> Berkas:
    """Keep a picture as JPEG of at most 1600 pixels. Raises Ditolak for its size, kind, or damage."""
    return simpan(foto_baru(unggahan), nama, jenis=JenisBerkas.JPEG, oleh=oleh)
