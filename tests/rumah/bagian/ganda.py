"""Units that may be one."""

from collections.abc import Callable
from typing import Any

from registry import actions
from registry.models import Posyandu
from tests.pembuat import make_posyandu

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  registry:ganda                   403 200 200 403 200 403 403 403 403 403 403 403 403 403 200 403 302
GET  registry:ganda-banding           403 404 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
POST registry:ganda-banding           403 404 422 403 422 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:ganda-tinjau            403 405 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:ganda-tinjau            403 404 302 403 302 403 403 403 403 403 403 403 403 403 404 403 302
"""


def bangun(dunia: Any) -> dict[str, object]:
    return {"kembar": make_posyandu(dunia.unit.wilayah_id, nama=f"Posyandu {dunia.unit.nama}")}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    a, b = sorted((dunia.unit.kode, dunia.lain["kembar"].kode))
    return {f"registry:{n}": {"a": a, "b": b} for n in ("ganda-banding", "ganda-tinjau")}


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    a, b = dunia.unit.pk, dunia.lain["kembar"].pk
    return {
        "registry.actions.biarkan_ganda": lambda u: actions.biarkan_ganda(a, b, "x", "x", actor=u),
        "registry.actions.tinjau_ganda": lambda u: actions.tinjau_ganda(a, b, actor=u),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [("ganda", "dinas_pmd", 12, alamat("registry:ganda"))]


def tambah(dunia: Any, n: int) -> None:
    for _ in range(n):
        Posyandu.objects.get(pk=make_posyandu(dunia.unit.wilayah_id).pk)
