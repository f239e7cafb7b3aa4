"""Growth of a child, N/T decided by a tenaga kesehatan, SKDN and the children behind it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import actions
from spm_services.models import KunjunganWarga, Pertumbuhan, Warga
from tests.pembuat import make_kunjungan, make_warga

TANYA = {"?bulan": "?wilayah={desa}&bulan=2026-01"}
#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  spm_services:tumbuh              200 200 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
GET  spm_services:putusan-nt          403 403 403 403 403 403 405 403 403 403 403 403 403 403 403 403 302
POST spm_services:putusan-nt          403 403 403 403 403 403 422 403 403 403 403 403 403 403 403 403 302
GET  spm_services:cabut-putusan-nt    403 403 403 403 403 403 405 403 403 403 403 403 403 403 403 403 302
POST spm_services:cabut-putusan-nt    403 403 403 403 403 403 409 403 403 403 403 403 403 403 403 403 302
GET  spm_services:skdn                200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  spm_services:skdn ?bulan         404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  spm_services:skdn-anak           200 200 200 403 403 403 200 403 403 403 403 403 403 403 200 403 302
GET  spm_services:skdn-anak ?bulan    404 404 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
GET  spm_services:skdn-berkas         405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 403 302
POST spm_services:skdn-berkas         404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 403 302
"""


def _bulan_lalu(mundur: int) -> date:
    """A day in a month that the world's totals from paper leave free."""
    return Bulan.dari(hari_ini()).tambah(-mundur).mulai + timedelta(days=11)


def _balita(unit: Posyandu) -> tuple[Warga, KunjunganWarga]:
    """A child that was weighed twice, the second time without a gain."""
    warga = make_warga(unit, hari_ini() - timedelta(days=500), buku_kia=True)
    for mundur in (3, 2):
        kunjungan = make_kunjungan(unit, warga, _bulan_lalu(mundur))
        ukur = {"pb_tb": "78.0", "cara_ukur": "berbaring", "lk": "45.0"}
        isi = actions.IsianKunjungan({"timbang_anak": {"bb": "9.1"}, "ukur_anak": ukur})
        actions.catat_kunjungan(kunjungan, isi, actor=None)
    return warga, kunjungan


def bangun(dunia: Any) -> dict[str, object]:
    warga, kunjungan = _balita(dunia.unit)
    return {"balita": warga, "timbangan": kunjungan}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    anak = {"uuid": dunia.lain["balita"].uuid}
    kunjungan = {**anak, "kunjungan": dunia.lain["timbangan"].uuid}
    return {
        "spm_services:tumbuh": anak,
        "spm_services:putusan-nt": kunjungan,
        "spm_services:cabut-putusan-nt": kunjungan,
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    kunjungan = dunia.lain["timbangan"]
    p = Pertumbuhan.objects.get(kunjungan=kunjungan)
    isi = {"alasan": "timbangan diganti", "dilihat": p.tanda}
    return {
        "spm_services.actions.putus_nt": lambda a: actions.putus_nt(kunjungan, "N", actor=a, **isi),
        "spm_services.actions.cabut_putusan_nt": lambda a: actions.cabut_putusan_nt(
            kunjungan, dilihat=p.tanda, actor=a
        ),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    bulan = f"&bulan={Bulan.dari(hari_ini()).tambah(-2)}"
    anak = alamat("spm_services:skdn-anak")
    return [
        ("pertumbuhan anak", "nakes", 12, alamat("spm_services:tumbuh", uuid="lain.balita.uuid")),
        ("skdn kota", "dinas_pmd", 12, alamat("spm_services:skdn")),
        ("skdn posyandu", "kader", 12, alamat("spm_services:skdn")),
        ("anak di balik skdn", "nakes", 8, lambda d: f"{anak(d)}?pilih=t{bulan}"),
        ("balita di balik skdn", "nakes", 8, lambda d: f"{anak(d)}?pilih=s{bulan}"),
    ]


def tambah(dunia: Any, n: int) -> None:
    for _ in range(n):
        _balita(dunia.unit)
