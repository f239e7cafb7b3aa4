"""The need of units: prices and a tariff of the kota, a draft scenario and an annex."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from accounts.models import User
from planning.actions import butuh as actions
from planning.models import Skenario, StandarHarga
from planning.skenario import Parameter
from planning.workflow_butuh import SKENARIO
from registry.models import Posyandu
from tests.pembuat import make_kader, make_posyandu

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  planning:kebutuhan               403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:kebutuhan ?wilayah      403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:kebutuhan ?unit_butuh   403 200 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:alur                    403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:alur ?wilayah           403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:alur-kebutuhan          403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:alur-kebutuhan ?wilayah 403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:kebutuhan-unduh         403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:kebutuhan-unduh ?wilayah 403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:harga                   403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:harga ?wilayah          403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:harga-baru              403 403 200 403 403 403 403 403 403 200 403 403 403 403 200 403 302
GET  planning:harga-baru ?wilayah     403 403 200 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:skenario                403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:skenario ?wilayah       403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:skenario-baru           403 403 200 403 403 403 403 403 403 200 403 403 403 403 200 403 302
GET  planning:skenario-baru ?wilayah  403 403 200 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:skenario-rinci          403 404 404 404 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:skenario-ubah           403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:skenario-salin          403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:skenario-salin          403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:skenario-hapus          403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
POST planning:skenario-hapus          403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:skenario-langkah        403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:skenario-langkah        403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
"""
TANYA = {"?unit_butuh": "?wilayah={unit}"}
ALUR = (("Skenario", "status"),)
HARGA = {"tahun": 2026, "komponen": "atk", "harga": Decimal(300_000), "dasar": "SSH 2026"}


def _isi_skenario(nama: str) -> dict[str, Any]:
    p = Parameter(plafon={"dau": Decimal(1_000_000_000)})
    return {"tahun": 2027, "nama": nama, "parameter": p.simpan(), "dokumen": None}


def _isi(posyandu: Posyandu) -> Skenario:
    kota = posyandu.wilayah.induk.induk
    actions.tambah_harga(kota, HARGA, actor=None)
    return actions.simpan_skenario(kota, _isi_skenario("Skenario contoh"), actor=None)


def baris_skop(posyandu: Posyandu) -> None:
    _isi(posyandu)
    if not StandarHarga.objects.exists():
        raise ValueError("belum ada harga")


def bangun(dunia: Any) -> dict[str, object]:
    return {"skenario": _isi(dunia.unit)}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    satu = {"pk": dunia.lain["skenario"].pk}
    return {f"planning:skenario-{n}": satu for n in ("rinci", "ubah", "salin", "hapus", "langkah")}


def langkah(dunia: Any) -> dict[str, Callable[[User], Any]]:
    s: Skenario = dunia.lain["skenario"]
    isi = _isi_skenario("Penyusup")
    return {
        "planning.actions.tambah_harga": lambda a: actions.tambah_harga(s.wilayah, HARGA, actor=a),
        "planning.actions.simpan_skenario": lambda a: actions.simpan_skenario(s.wilayah, isi, actor=a),
        "planning.actions.ubah_skenario": lambda a: actions.ubah_skenario(s.pk, isi, versi=1, actor=a),
        "planning.actions.salin_skenario": lambda a: actions.salin_skenario(s.pk, actor=a),
        "planning.actions.hapus_skenario": lambda a: actions.hapus_skenario(s.pk, actor=a),
        "planning.workflow_butuh.SKENARIO": lambda a: SKENARIO.apply(s.pk, "lampirkan", actor=a),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("kebutuhan", "perencana", 14, alamat("planning:kebutuhan")),
        ("alur uang", "perencana", 12, alamat("planning:alur")),
        ("alur uang, kebutuhan", "perencana", 14, alamat("planning:alur-kebutuhan")),
        ("harga satuan", "perencana", 8, alamat("planning:harga")),
        ("skenario", "perencana", 8, alamat("planning:skenario")),
        ("rinci skenario", "perencana", 12, alamat("planning:skenario-rinci", pk="lain.skenario.pk")),
    ]


def tambah(dunia: Any, n: int) -> None:
    kota = dunia.lain["skenario"].wilayah
    for ke in range(n):
        make_kader(make_posyandu(dunia.unit.wilayah_id))
        actions.tambah_harga(kota, HARGA, actor=None)
        nama = f"Skenario {Skenario.objects.count()} {ke}"
        actions.simpan_skenario(kota, _isi_skenario(nama), actor=None)
