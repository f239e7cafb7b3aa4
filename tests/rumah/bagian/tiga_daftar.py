"""The check of three lists."""

from collections.abc import Callable
from typing import Any

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  reporting:tiga-daftar            404 404 200 200 200 200 200 403 200 200 200 403 200 404 404 403 302
GET  reporting:tiga-daftar-rinci      404 404 200 200 200 200 200 403 200 200 200 403 200 404 404 403 302
POST reporting:tiga-daftar-rinci      404 404 200 200 200 200 200 403 200 200 200 403 200 404 404 403 302
"""


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    kode = {"kode": dunia.unit.wilayah_id}
    return {"reporting:tiga-daftar": kode, "reporting:tiga-daftar-rinci": {**kode, "jenis": "bayar_diam"}}


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("tiga daftar", "dinas_pmd", 14, alamat("reporting:tiga-daftar", kode="unit.wilayah_id")),
    ]
