"""The list of reports and each of them through its one view."""

from collections.abc import Callable
from typing import Any

from reporting.laporan import LAPORAN

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  laporan:awal                     200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  laporan:satu                     403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  laporan:satu ?wilayah            403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
"""


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    return {"laporan:satu": {"kode": "per-bidang"}}


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    def satu(kode: str, ekor: str) -> Callable[[Any], str]:
        return lambda d: f"/laporan/{kode}/?tahun={d.dokumen.tahun}&wilayah={ekor}"

    return [(f"laporan {kode}", "dinas_pmd", 8, satu(kode, "33.75")) for kode in LAPORAN]
