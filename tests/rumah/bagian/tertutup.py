"""The sealed channel: its addresses, and one report in the world of the walks."""

import uuid
from collections.abc import Callable
from typing import Any

from registry.models import Posyandu
from spm_services import actions
from spm_services.models import LaporanTertutup
from spm_services.tertutup import IsiTertutup

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  spm_services:tertutup-lapor          200 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  spm_services:tertutup-lapor ?unit    200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:tertutup-diterima       200 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  spm_services:tertutup-diterima ?unit 200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:tertutup                403 403 403 403 403 403 403 200 403 403 403 403 403 403 403 403 302
GET  spm_services:tertutup-rinci          403 403 403 403 403 403 403 200 403 403 403 403 403 403 403 403 302
GET  spm_services:tertutup-buka           403 403 403 403 403 403 403 405 403 403 403 403 403 403 403 403 302
POST spm_services:tertutup-buka           403 403 403 403 403 403 403 200 403 403 403 403 403 403 403 403 302
GET  spm_services:tertutup-langkah        403 403 403 403 403 403 403 405 403 403 403 403 403 403 403 403 302
POST spm_services:tertutup-langkah        403 403 403 403 403 403 403 302 403 403 403 403 403 403 403 403 302
"""
ALUR = (("LaporanTertutup", "status"),)
ISI = IsiTertutup("perempuan", "tidak", "sendiri", "pesan", "kontak contoh", "pagi", "")


def lapor(posyandu: Posyandu, actor: Any = None, isi: IsiTertutup = ISI) -> LaporanTertutup:
    """File one report and fetch it, which no one who files can."""
    kunci = uuid.uuid4()
    actions.lapor_tertutup(posyandu, isi, kunci, actor=actor)
    return LaporanTertutup.objects.get(kunci=kunci)


def bangun(dunia: Any) -> dict[str, object]:
    return {"tertutup": lapor(dunia.unit, dunia.cast["kader"])}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    satu = {"uuid": dunia.lain["tertutup"].uuid}
    return {
        "spm_services:tertutup-rinci": satu,
        "spm_services:tertutup-buka": satu,
        "spm_services:tertutup-langkah": {**satu, "nama": "hubungi"},
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    satu = dunia.lain["tertutup"].uuid
    return {
        "spm_services.actions.lapor_tertutup": lambda a: actions.lapor_tertutup(dunia.unit, ISI, uuid.uuid4(), actor=a),
        "spm_services.actions.buka_tertutup": lambda a: actions.buka_tertutup(satu, actor=a),
        "spm_services.actions.langkah_tertutup": lambda a: actions.langkah_tertutup(
            satu, "hubungi", catatan="", actor=a
        ),
    }


def halaman(alamat: Callable[..., Callable[[Any], str]]) -> list[tuple[str, str, int, Callable[[Any], str]]]:
    return [
        ("formulir tertutup", "kader", 8, alamat("spm_services:tertutup-lapor")),
        ("daftar tertutup", "uptd_ppa", 8, alamat("spm_services:tertutup")),
        ("rinci tertutup", "uptd_ppa", 12, alamat("spm_services:tertutup-rinci", uuid="lain.tertutup.uuid")),
        ("beranda uptd ppa", "uptd_ppa", 14, alamat("beranda")),
    ]


def tambah(dunia: Any, n: int) -> None:
    for _ in range(n):
        lapor(dunia.unit, dunia.cast["kader"])
