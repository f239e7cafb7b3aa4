"""The household card across six fields."""

from collections.abc import Callable
from typing import Any

from posyandu_app.lib.waktu import hari_ini
from spm_services.actions import Kiriman, catat
from tests.pembuat import make_warga

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  spm_services:keluarga-enam       200 200 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
"""


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    return {"spm_services:keluarga-enam": {"uuid": dunia.lain["keluarga"].uuid}}


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [("kartu keluarga", "kader", 12, alamat("spm_services:keluarga-enam", uuid="lain.keluarga.uuid"))]


def tambah(dunia: Any, n: int) -> None:
    import uuid

    hari = hari_ini(dunia.unit.kode)
    for _ in range(n):
        warga = make_warga(dunia.unit, hari.replace(year=hari.year - 40, day=1), keluarga=dunia.lain["keluarga"])
        isi = {"ragam": ["fisik"], "terlantar": False, "punya_alat_bantu": False, "perlu_rujuk": True}
        catat(dunia.unit, Kiriman("warga_disabilitas", hari, isi, uuid.uuid4(), warga=warga), actor=dunia.cast["kader"])
