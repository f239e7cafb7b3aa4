"""Accounts at scale, the inbox, the public pages."""

from collections.abc import Callable
from typing import Any

from accounts.models import Pesan
from accounts.pesan import kirim

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  pesan                            200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 302
GET  pesan-semua                      405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 302
POST pesan-semua                      302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
GET  pesan-buka                       405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 302
POST pesan-buka                       302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 302
GET  accounts:saya                    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 302
"""


def bangun(dunia: Any) -> dict[str, object]:
    """A message for the kader."""
    kirim([dunia.cast["kader"].pk], "Berkas dikembalikan", alamat="/pesan/")
    return {"pesan": Pesan.objects.get()}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    return {"pesan-buka": {"pk": dunia.lain["pesan"].pk}}


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("pesan", "kader", 8, alamat("pesan")),
        ("akun saya", "kader", 8, alamat("accounts:saya")),
    ]


def tambah(dunia: Any, n: int) -> None:
    """n more messages of the kader."""
    for i in range(n):
        kirim([dunia.cast["kader"].pk], f"Kabar {i}", alamat="/")
