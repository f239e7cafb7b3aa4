"""Months that are closed and opened, zero said for a field, completeness."""

from collections.abc import Callable
from typing import Any

from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import actions
from spm_services.models import BidangTakJalan, BulanUnit, NolBidang

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  spm_services:bulan                  403 302 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  spm_services:bulan ?wilayah         403 404 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:tutup-banyak           403 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:tutup-banyak           403 404 404 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:bulan-unit             200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  spm_services:tutup-bulan            403 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:tutup-bulan            403 422 422 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:buka-bulan             403 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:buka-bulan             403 422 422 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:nol                    405 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:nol                    302 302 302 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:cabut-nol              405 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:cabut-nol              302 302 302 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:kelengkapan            302 302 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  spm_services:kelengkapan ?wilayah   404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  spm_services:kelengkapan-unduh      405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 403 302
POST spm_services:kelengkapan-unduh      200 200 200 200 200 200 200 200 200 200 200 200 404 200 200 403 302
GET  spm_services:kelengkapan-unit       200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  spm_services:hentikan-bidang        403 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:jalankan-bidang        403 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
"""
ALUR = (("BulanUnit", "status"),)


def lalu(posyandu: Posyandu) -> Bulan:
    """The last month that is over where the unit stands."""
    return Bulan.dari(hari_ini(posyandu.kode)).tambah(-1)


def baris_skop(posyandu: Posyandu) -> None:
    bulan = lalu(posyandu)
    actions.nyatakan_nol(posyandu, bulan, "sosial", actor=None)
    actions.hentikan_bidang(posyandu, "perumahan_rakyat", bulan, "contoh", actor=None)
    if not (NolBidang.objects.exists() and BidangTakJalan.objects.exists()):
        raise ValueError


def bangun(dunia: Any) -> dict[str, object]:
    bulan = lalu(dunia.unit).tambah(-8)
    ditutup = actions.tutup_bulan(dunia.unit, bulan, versi=0, walau_belum=True, actor=dunia.cast["pengurus"])
    return {"ditutup": ditutup, "bulan_tutup": bulan}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    satu = {"kode": dunia.unit.kode, "bulan": str(lalu(dunia.unit))}
    return {
        "spm_services:bulan-unit": satu,
        "spm_services:tutup-bulan": satu,
        "spm_services:buka-bulan": {**satu, "bulan": str(dunia.lain["bulan_tutup"])},
        "spm_services:nol": {**satu, "bidang": "sosial"},
        "spm_services:cabut-nol": {**satu, "bidang": "sosial"},
        "spm_services:kelengkapan-unduh": {"bentuk": "csv"},
        "spm_services:kelengkapan-unit": {"kode": dunia.unit.kode},
        "spm_services:hentikan-bidang": {"kode": dunia.unit.kode, "bidang": "sosial"},
        "spm_services:jalankan-bidang": {"kode": dunia.unit.kode, "bidang": "sosial"},
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    unit, bulan, tutup = dunia.unit, lalu(dunia.unit), dunia.lain["ditutup"]
    return {
        "spm_services.actions.tutup_bulan": lambda a: actions.tutup_bulan(unit, bulan, versi=0, actor=a),
        "spm_services.actions.tutup_banyak": lambda a: actions.tutup_banyak([unit.pk], bulan, actor=a),
        "spm_services.actions.buka_bulan": lambda a: actions.buka_bulan(
            unit, dunia.lain["bulan_tutup"], alasan="x", versi=tutup.versi, actor=a
        ),
        "spm_services.actions.nyatakan_nol": lambda a: actions.nyatakan_nol(unit, bulan, "sosial", actor=a),
        "spm_services.actions.cabut_nol": lambda a: actions.cabut_nol(unit, bulan, "sosial", actor=a),
        "spm_services.actions.hentikan_bidang": lambda a: actions.hentikan_bidang(unit, "sosial", bulan, "x", actor=a),
        "spm_services.actions.jalankan_bidang": lambda a: actions.jalankan_bidang(unit, "sosial", bulan, actor=a),
    }


def halaman(alamat: Callable[..., Callable[[Any], str]]) -> list[tuple[str, str, int, Callable[[Any], str]]]:
    def bulan_unit(dunia: Any) -> str:
        return f"/layanan/bulan/{dunia.unit.kode}/{lalu(dunia.unit)}/"

    return [
        ("kelengkapan kota", "dinas_pmd", 14, alamat("spm_services:kelengkapan")),
        ("kelengkapan kelurahan", "operator_desa", 14, alamat("spm_services:kelengkapan")),
        ("kelengkapan nasional", "nasional", 14, alamat("spm_services:kelengkapan")),
        ("kelengkapan unit", "pengurus", 12, alamat("spm_services:kelengkapan-unit", kode="unit.kode")),
        ("bulan unit", "pengurus", 12, bulan_unit),
        ("tutup bulan", "operator_desa", 9, alamat("spm_services:bulan")),
        ("beranda pengurus", "pengurus", 20, alamat("beranda")),
    ]


def tambah(dunia: Any, n: int) -> None:
    units = list(Posyandu.objects.filter(wilayah=dunia.unit.wilayah).exclude(pk=dunia.unit.pk).order_by("-pk")[:n])
    for unit in units:
        actions.nyatakan_nol(unit, lalu(unit), "sosial", actor=None)
        if not BulanUnit.objects.filter(posyandu=unit).exists():
            actions.tutup_bulan(unit, lalu(unit).tambah(-9), versi=0, walau_belum=True, actor=None)
