"""The list of reports and each of them through its one view."""

from collections.abc import Callable
from typing import Any

from planning.models import BarisLokasi
from reporting.laporan import LAPORAN
from tests.pembuat import ANJIR, KLEGO, make_baris, make_dokumen, make_posyandu
from tests.planning.usulan import majukan, make_usulan

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  laporan:awal                     200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  laporan:satu                     403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  laporan:satu ?wilayah            403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
"""
# Those that are made of one unit or of a desa, and those whose figures take more questions than a list: the need reads
# ten tables (planning.metrics_butuh), the comparison of stages what points at each line.
TEMPAT = {"du-rkpdes": ANJIR, "matriks-rkpdes": ANJIR, "profil-anggaran": f"{KLEGO}.p0001"}
BATAS = {
    "banding-tahap": 14,
    "cascade": 14,
    "usulan-musrenbang": 10,
    "du-rkpdes": 10,
    "selisih-kebutuhan": 16,
    "selisih-bidang": 16,
    "tunggakan-insentif": 10,
    "profil-anggaran": 26,
}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    return {"laporan:satu": {"kode": "per-bidang"}}


def bangun(dunia: Any) -> dict[str, object]:
    """A desa with its RKP and its DU-RKP."""
    tahun = dunia.dokumen.tahun
    return {
        "laporan_unit": make_posyandu(ANJIR),
        "laporan_rkpdes": make_dokumen("rkpdes", ANJIR, tahun),
        "laporan_du": make_dokumen("du_rkpdes", ANJIR, tahun),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    def satu(kode: str, ekor: str) -> Callable[[Any], str]:
        return lambda d: f"/laporan/{kode}/?tahun={d.dokumen.tahun}&wilayah={ekor}"

    semua = [
        (
            f"laporan {kode}",
            "nasional" if TEMPAT.get(kode) == ANJIR else "dinas_pmd",
            BATAS.get(kode, 8),
            satu(kode, TEMPAT.get(kode, "33.75")),
        )
        for kode in LAPORAN
    ]
    bernama = ("laporan tunggakan bernama", "operator_desa", 10, satu("tunggakan-insentif", KLEGO))
    return [*semua, bernama]


def tambah(dunia: Any, n: int) -> None:
    """n more lines and raised proposals of a desa; the other reports read what the other parts add."""
    tahun, unit = dunia.dokumen.tahun, dunia.lain["laporan_unit"]
    for _ in range(n):
        make_baris(dunia.lain["laporan_rkpdes"])
        BarisLokasi.objects.create(baris=make_baris(dunia.lain["laporan_du"]), wilayah=unit.wilayah)
        naik = make_usulan(unit, jalur="desa", kode_kegiatan="2.2.02", bidang="kesehatan", tahun=tahun)
        majukan(naik, "du_rkpdes")
