"""Pemutakhiran: rounds of confirmations and a unit's sections."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.isi_bagian import baca_bagian
from registry.models import KonfirmasiBagian, PeriodePemutakhiran, Posyandu

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  registry:pemutakhiran            200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:buka-pemutakhiran       403 403 403 403 200 403 403 403 403 403 403 403 403 403 403 403 302
GET  registry:pemutakhiran-rinci      302 302 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:perpanjang-pemutakhiran 403 403 403 403 405 403 403 403 403 403 403 403 403 403 403 403 302
POST registry:perpanjang-pemutakhiran 403 403 403 403 422 403 403 403 403 403 403 403 403 403 403 403 302
GET  registry:tutup-pemutakhiran      403 403 403 403 405 403 403 403 403 403 403 403 403 403 403 403 302
POST registry:tutup-pemutakhiran      403 403 403 403 302 403 403 403 403 403 403 403 403 403 403 403 302
GET  registry:pemutakhiran-unit       200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:konfirmasi              403 405 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:konfirmasi              403 409 409 403 409 403 403 403 403 403 403 403 403 403 404 403 302
"""
ALUR = (("PeriodePemutakhiran", "status"),)


def _isi(posyandu: Posyandu) -> dict[str, object]:
    tenggat = hari_ini() + timedelta(days=30)
    periode = actions.buka_pemutakhiran(posyandu.wilayah, "Pemutakhiran contoh", tenggat, actor=None)
    unit = Posyandu.objects.select_related("wilayah").get(pk=posyandu.pk)
    sidik = baca_bagian(unit)["profil"].sidik
    return {"periode": periode, "konfirmasi": actions.konfirmasi(unit.pk, "profil", sidik, actor=None)}


def baris_skop(posyandu: Posyandu) -> None:
    _isi(posyandu)
    if not (PeriodePemutakhiran.objects.exists() and KonfirmasiBagian.objects.exists()):
        raise ValueError


def bangun(dunia: Any) -> dict[str, object]:
    return _isi(dunia.unit)


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    pk = {"pk": dunia.lain["periode"].pk}
    nama = ("pemutakhiran-rinci", "perpanjang-pemutakhiran", "tutup-pemutakhiran")
    return {
        **{f"registry:{n}": pk for n in nama},
        "registry:konfirmasi": {"kode": dunia.unit.kode, "bagian": "profil"},
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    desa, unit, pk = dunia.unit.wilayah, dunia.unit, dunia.lain["periode"].pk
    lama = hari_ini() + timedelta(days=60)
    return {
        "registry.actions.buka_pemutakhiran": lambda a: actions.buka_pemutakhiran(desa, "x", lama, actor=a),
        "registry.actions.perpanjang_pemutakhiran": lambda a: actions.perpanjang_pemutakhiran(pk, lama, "x", actor=a),
        "registry.actions.konfirmasi": lambda a: actions.konfirmasi(unit.pk, "profil", "x", actor=a),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("pemutakhiran", "dinas_pmd", 8, alamat("registry:pemutakhiran")),
        ("pemutakhiran rinci", "dinas_pmd", 12, alamat("registry:pemutakhiran-rinci", pk="lain.periode.pk")),
        ("pemutakhiran unit", "pengurus", 14, alamat("registry:pemutakhiran-unit", kode="unit.kode")),
    ]


def tambah(dunia: Any, n: int) -> None:
    for _ in range(n):
        KonfirmasiBagian.objects.create(
            posyandu=dunia.unit, bagian="lokasi", sidik="x", cara="masih_benar", periode=dunia.lain["periode"]
        )
