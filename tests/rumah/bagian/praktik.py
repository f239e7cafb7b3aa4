"""Praktik baik and pilots. Approved cards are read everywhere: that is what they are for."""

from collections.abc import Callable
from datetime import date
from typing import Any

from registry import actions
from registry.models import Percontohan, Posyandu, PraktikBaik, TiruPraktik, Tonggak
from registry.workflow_praktik import PRAKTIK
from tests.pembuat import make_posyandu

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  registry:praktik                 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:praktik-rinci           200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:foto-praktik            404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 403 302
GET  registry:ubah-praktik            403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:langkah-praktik         405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 403 302
POST registry:langkah-praktik         404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 403 302
GET  registry:tiru-praktik            403 405 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:tiru-praktik            403 422 422 403 422 403 403 403 403 403 403 403 403 403 422 403 302
GET  registry:batal-tiru              403 405 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:batal-tiru              403 404 302 403 302 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:tulis-praktik           403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:percontohan             200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:percontohan-unit        200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
POST registry:percontohan-unit        403 403 403 403 403 403 403 403 422 403 403 403 422 404 404 403 302
GET  registry:akhiri-percontohan      403 403 403 403 403 403 403 403 405 403 403 403 405 405 403 403 302
POST registry:akhiri-percontohan      403 403 403 403 403 403 403 403 422 403 403 403 422 404 403 403 302
GET  registry:tambah-tonggak          403 403 403 403 403 403 403 403 405 403 403 403 405 405 403 403 302
POST registry:tambah-tonggak          403 403 403 403 403 403 403 403 422 403 403 403 422 404 403 403 302
GET  registry:lapor-tonggak           403 405 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:lapor-tonggak           403 302 302 403 302 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:putus-tonggak           403 403 403 403 403 403 403 403 405 403 403 403 405 405 403 403 302
POST registry:putus-tonggak           403 403 403 403 403 403 403 403 302 403 403 403 302 404 403 403 302
"""
ALUR = (("PraktikBaik", "status"),)
AWAL = date(2026, 1, 5)
ISI = {"bidang": "sosial", "judul": "Contoh", "masalah": "x", "langkah": "x", "hasil": "x"}


def _isi(posyandu: Posyandu, peniru: Posyandu) -> dict[str, object]:
    praktik = actions.tulis_praktik(posyandu, ISI, actor=None)
    for nama in ("ajukan_praktik", "setujui_praktik"):
        PRAKTIK.apply(praktik.pk, nama, actor=None)
    tiru = TiruPraktik.objects.create(praktik=praktik, posyandu=peniru, mulai=AWAL)
    pilot = actions.mulai_percontohan(posyandu.pk, {"tingkat": "kabupaten", "mulai": AWAL}, actor=None)
    tonggak = actions.tambah_tonggak(pilot.pk, {"bidang": "sosial", "uraian": "x", "tenggat": AWAL}, actor=None)
    return {"praktik": praktik, "tiru": tiru, "pilot": pilot, "tonggak": tonggak}


def baris_skop(posyandu: Posyandu) -> None:
    _isi(posyandu, posyandu)  # rows only: units are counted where this is used
    if not all(m.objects.exists() for m in (PraktikBaik, TiruPraktik, Percontohan, Tonggak)):
        raise ValueError


def bangun(dunia: Any) -> dict[str, object]:
    return _isi(dunia.unit, make_posyandu(dunia.unit.wilayah_id))


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    pk = {k: {"pk": dunia.lain[k].pk} for k in ("praktik", "tiru", "pilot", "tonggak")}
    nama = ("praktik-rinci", "foto-praktik", "ubah-praktik", "langkah-praktik", "tiru-praktik")
    return {
        **{f"registry:{n}": pk["praktik"] for n in nama},
        "registry:batal-tiru": pk["tiru"],
        **{f"registry:{n}": pk["pilot"] for n in ("akhiri-percontohan", "tambah-tonggak")},
        **{f"registry:{n}": pk["tonggak"] for n in ("lapor-tonggak", "putus-tonggak")},
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    lain, unit = dunia.lain, dunia.unit
    kartu, pilot, tonggak = lain["praktik"].pk, lain["pilot"].pk, lain["tonggak"].pk
    mulai = {"tingkat": "kabupaten", "mulai": AWAL}
    tambah = {"bidang": "sosial", "uraian": "x", "tenggat": AWAL}
    return {
        "registry.actions.tulis_praktik": lambda a: actions.tulis_praktik(unit, ISI, actor=a),
        "registry.actions.ubah_praktik": lambda a: actions.ubah_praktik(kartu, ISI, versi=1, actor=a),
        "registry.actions.tiru": lambda a: actions.tiru(kartu, unit, mulai=AWAL, catatan="", actor=a),
        "registry.actions.batal_tiru": lambda a: actions.batal_tiru(lain["tiru"].pk, actor=a),
        "registry.actions.mulai_percontohan": lambda a: actions.mulai_percontohan(unit.pk, mulai, actor=a),
        "registry.actions.akhiri_percontohan": lambda a: actions.akhiri_percontohan(pilot, AWAL, "x", actor=a),
        "registry.actions.tambah_tonggak": lambda a: actions.tambah_tonggak(pilot, tambah, actor=a),
        "registry.actions.lapor_tonggak": lambda a: actions.lapor_tonggak(tonggak, AWAL, "x", actor=a),
        "registry.actions.putuskan_tonggak": lambda a: actions.putuskan_tonggak(tonggak, True, "", actor=a),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("praktik", "dinas_pmd", 8, alamat("registry:praktik")),
        ("praktik rinci", "dinas_pmd", 14, alamat("registry:praktik-rinci", pk="lain.praktik.pk")),
        ("percontohan", "tim_pembina", 9, alamat("registry:percontohan")),
        ("percontohan unit", "tim_pembina", 12, alamat("registry:percontohan-unit", kode="unit.kode")),
    ]


def tambah(dunia: Any, n: int) -> None:
    for _ in range(n):
        _isi(make_posyandu(dunia.unit.wilayah_id), dunia.unit)
