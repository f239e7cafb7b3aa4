"""Open days: their steps, the roster, one person's visit, the paper list."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from posyandu_app.lib.waktu import hari_ini
from spm_services import actions
from spm_services.actions import sesi as sesi_actions
from spm_services.models import KunjunganWarga, Sesi
from spm_services.workflow_sesi import SESI
from tests.pembuat import make_warga

# The first open day of tests/rumah/bagian/warga.py is planned; ours runs.
#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  spm_services:sesi                200 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  spm_services:sesi ?unit          200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:buka-sesi           405 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:buka-sesi ?unit     302 302 302 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:pindah-sesi         200 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  spm_services:pindah-sesi ?unit   200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:sesi-rinci          200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:tutup-sesi          405 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:tutup-sesi          302 302 302 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:buka-lagi-sesi      200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:batal-sesi          200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:kabar-sesi          200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:hadir-kader         200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:cari-orang          405 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:cari-orang          200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:datang              405 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:datang              404 404 404 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:tamu                200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:cepat               200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:kunjungan           200 200 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
GET  spm_services:kunjungan-lagi      200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:batal-kunjungan     405 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:batal-kunjungan     302 302 302 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:langkah             200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:hasil               200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
"""
ALUR = (("Sesi", "status"),)
DAFTAR, RINCI = 8, 12
UKUR = {"ukur_anak": {"pb_tb": "74.5"}}  # totals of weighing stand in the world already


def _jalan(unit: Any) -> tuple[Sesi, KunjunganWarga]:
    sesi = sesi_actions.buka_sesi(unit, hari_ini(unit.kode), actor=None)
    anak = make_warga(unit, lahir=hari_ini() - timedelta(days=430))
    return sesi, sesi_actions.daftarkan(sesi, anak, actor=None)[0]


def bangun(dunia: Any) -> dict[str, object]:
    sesi, kunjungan = _jalan(dunia.unit)
    return {"sesi_jalan": sesi, "kunjungan_jalan": kunjungan, "belum_datang": make_warga(dunia.unit)}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    sesi = {"uuid": dunia.lain["sesi_jalan"].uuid}
    kunjungan = {"uuid": dunia.lain["kunjungan_jalan"].uuid}
    nama_sesi = (
        "sesi-rinci",
        "tutup-sesi",
        "buka-lagi-sesi",
        "batal-sesi",
        "kabar-sesi",
        "hadir-kader",
        "datang",
        "cari-orang",
    )
    return {
        **{f"spm_services:{n}": sesi for n in (*nama_sesi, "datang", "cari-orang", "tamu", "cepat")},
        **{f"spm_services:{n}": kunjungan for n in ("kunjungan", "kunjungan-lagi", "batal-kunjungan")},
        **{f"spm_services:{n}": {**kunjungan, "langkah": 2} for n in ("langkah", "hasil")},
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    unit, sesi, kunjungan = dunia.unit, dunia.lain["sesi_jalan"], dunia.lain["kunjungan_jalan"]
    belum, hari = dunia.lain["belum_datang"], hari_ini(unit.kode)
    isi = actions.IsianKunjungan(UKUR)
    tamu = sesi_actions.IsiTamu(uuid.uuid4(), "Tamu contoh", "P", date(2025, 1, 1))
    besok = hari + timedelta(days=40)
    return {
        "spm_services.actions.buka_sesi": lambda a: sesi_actions.buka_sesi(unit, hari, actor=a),
        "spm_services.actions.pindah_sesi": lambda a: sesi_actions.pindah_sesi(unit, besok, hari, actor=a),
        "spm_services.actions.catat_hadir": lambda a: sesi_actions.catat_hadir(sesi, {}, actor=a),
        "spm_services.actions.daftarkan": lambda a: sesi_actions.daftarkan(sesi, belum, actor=a),
        "spm_services.actions.batal_daftar": lambda a: sesi_actions.batal_daftar(kunjungan, actor=a),
        "spm_services.actions.tambah_tamu": lambda a: sesi_actions.tambah_tamu(sesi, tamu, actor=a),
        "spm_services.actions.catat_susulan": lambda a: sesi_actions.catat_susulan(sesi, belum, isi, actor=a),
        "spm_services.actions.catat_kunjungan": lambda a: actions.catat_kunjungan(kunjungan, isi, actor=a),
        "spm_services.workflow_sesi.SESI": lambda a: SESI.apply(sesi.pk, "tutup_sesi", actor=a),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    sesi, kunjungan = {"uuid": "lain.sesi_jalan.uuid"}, {"uuid": "lain.kunjungan_jalan.uuid"}

    def langkah_2(nama: str) -> Callable[[Any], str]:
        dasar = alamat("spm_services:kunjungan", **kunjungan)
        return lambda dunia: f"{dasar(dunia)}{nama}/2/"

    def tanya(nama: str, ekor: str) -> Callable[[Any], str]:
        dasar = alamat(nama, **sesi)
        return lambda dunia: dasar(dunia) + ekor

    return [
        ("hari buka", "kader", DAFTAR, alamat("spm_services:sesi")),
        ("daftar hadir", "kader", RINCI, alamat("spm_services:sesi-rinci", **sesi)),
        ("antrean ukur", "kader", RINCI, tanya("spm_services:sesi-rinci", "?langkah=2")),
        ("kader bertugas", "kader", DAFTAR, alamat("spm_services:hadir-kader", **sesi)),
        ("isi cepat", "kader", RINCI, alamat("spm_services:cepat", **sesi)),
        ("kunjungan", "kader", RINCI, alamat("spm_services:kunjungan", **kunjungan)),
        ("langkah 2", "kader", RINCI, langkah_2("langkah")),
        ("hasil langkah 2", "kader", RINCI, langkah_2("hasil")),
    ]


def tambah(dunia: Any, n: int) -> None:
    sesi, unit = dunia.lain["sesi_jalan"], dunia.unit
    for i in range(n):
        anak = make_warga(unit, lahir=hari_ini() - timedelta(days=430))
        make_warga(unit, lahir=hari_ini() - timedelta(days=430))
        kunjungan, _ = sesi_actions.daftarkan(sesi, anak, actor=None)
        if i % 3 == 0:
            actions.catat_kunjungan(kunjungan, actions.IsianKunjungan(UKUR), actor=None)
        Sesi.objects.create(posyandu=unit, tanggal=date(2024, 1, 1) + timedelta(days=unit.sesi_list.count()))
