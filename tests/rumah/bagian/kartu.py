"""Cards of a person, recap tables of a unit."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from posyandu_app.lib.waktu import hari_ini
from spm_services.actions import IsianKunjungan, catat_kunjungan
from tests.pembuat import make_kunjungan, make_warga

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  spm_services:kartu               200 200 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
GET  spm_services:rekap-kartu         200 200 200 403 403 403 200 403 403 403 403 403 403 403 200 403 302
GET  spm_services:unduh-rekap-kartu   405 405 405 403 403 403 405 403 403 403 403 403 403 403 405 403 302
POST spm_services:unduh-rekap-kartu   200 200 200 403 403 403 200 403 403 403 403 403 403 403 200 403 302
"""


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    kosong: dict[str, object] = {}
    return {
        "spm_services:kartu": {"uuid": dunia.lain["warga"].uuid},
        "spm_services:rekap-kartu": kosong,
        "spm_services:unduh-rekap-kartu": kosong,
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("kartu orang", "kader", 12, alamat("spm_services:kartu", uuid="lain.warga.uuid")),
        ("rekap kartu", "kader", 12, alamat("spm_services:rekap-kartu")),
    ]


def tambah(dunia: Any, n: int) -> None:
    """More visits of the person of the card, and more people in the month of the recap."""
    warga, hari = dunia.lain["warga"], hari_ini(dunia.unit.kode)
    awal = max(warga.tanggal_lahir, date(hari.year, 1, 1))
    for ke in range(n):
        isi = IsianKunjungan({"ukur_anak": {"lk": "44.0"}})
        tanggal = awal + timedelta(days=ke)
        if not warga.kunjungan_list.filter(tanggal=tanggal).exists():
            catat_kunjungan(make_kunjungan(dunia.unit, warga, tanggal), isi, actor=None)
        lain = make_warga(dunia.unit, hari - timedelta(days=500 + ke))
        catat_kunjungan(make_kunjungan(dunia.unit, lain), isi, actor=None)
