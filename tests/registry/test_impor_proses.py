"""The worker is killed with -9 while it reads and while it stores; another takes over: each good row is there once.

Real processes on a database of their own. `make uji-impor` runs the long one (BARIS=10000 BAIK=3000).
"""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings

AKAR = Path(__file__).resolve().parents[2]
BASI = 2  # seconds after which a silent worker counts as dead here
BARIS = "SELECT COUNT(*) FROM registry_imporbaris"
TERSIMPAN = f"{BARIS} WHERE tersimpan IS NOT NULL"
UNIT = "SELECT COUNT(*) FROM registry_posyandu"
JALAN = "SELECT COUNT(*) FROM accounts_pekerjaan WHERE status IN ('antre', 'jalan')"
GAGAL = "SELECT COUNT(*) FROM accounts_pekerjaan WHERE status NOT IN ('selesai')"
DIULANG = "SELECT COUNT(*) FROM accounts_pekerjaan WHERE percobaan > 1"


class Tempat:
    """A database of its own, asked past Django so that asking costs nothing."""

    def __init__(self, folder: Path) -> None:
        self.url = f"sqlite:///{folder / 'impor.sqlite3'}"
        self._sqlite = folder / "impor.sqlite3"
        utama = settings.DATABASES["default"]
        self.postgres = "postgresql" in utama["ENGINE"]
        if self.postgres:
            self._nama = f"uji_impor_{os.getpid()}"
            ke = {
                "host": utama["HOST"],
                "port": utama["PORT"] or 5432,
                "user": utama["USER"],
                "password": utama["PASSWORD"],
            }
            self._ke = {k: v for k, v in ke.items() if v}
            sandi = f":{utama['PASSWORD']}" if utama["PASSWORD"] else ""
            self.url = f"postgres://{utama['USER']}{sandi}@{utama['HOST']}:{ke['port']}/{self._nama}"
            self._perintah(f"CREATE DATABASE {self._nama} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")
        self.env = {
            **os.environ,
            "DATABASE_URL": self.url,
            "MEDIA_ROOT": str(folder / "berkas"),
            "PEKERJAAN_BASI": str(BASI),
            "DJANGO_SETTINGS_MODULE": "posyandu_app.settings",
        }

    def _perintah(self, sql: str) -> None:
        with psycopg.connect(**self._ke, dbname="postgres", autocommit=True) as c:
            c.execute(sql)

    def angka(self, sql: str) -> int:
        if self.postgres:
            with psycopg.connect(**self._ke, dbname=self._nama) as c:
                return int(c.execute(sql).fetchone()[0])  # type: ignore[index]
        with closing(sqlite3.connect(self._sqlite, timeout=20)) as c:
            return int(c.execute(sql).fetchone()[0])

    def jalankan(self, *perintah: str) -> None:
        subprocess.run([sys.executable, *perintah], cwd=AKAR, env=self.env, check=True, timeout=120)  # noqa: S603

    def pekerja(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "manage.py", "pekerja"], cwd=AKAR, env=self.env, start_new_session=True
        )

    def hapus(self) -> None:
        if self.postgres:
            self._perintah(f"DROP DATABASE IF EXISTS {self._nama} WITH (FORCE)")


@pytest.fixture
def tempat(tmp_path: Path) -> Iterator[Tempat]:
    t = Tempat(tmp_path)
    try:
        t.jalankan("-m", "tests.registry.impor_proses", "siapkan")
        yield t
    finally:
        t.hapus()


def tunggu(apa: Callable[[], bool], batas: float) -> bool:
    akhir = time.monotonic() + batas
    while time.monotonic() < akhir:
        if apa():
            return True
        time.sleep(0.005)
    return False


def bunuh_di_tengah(t: Tempat, sql: str, dari: int, batas: float) -> int:
    """Start a worker and kill it with -9 as soon as the count has passed `dari`; the count then."""
    proses = t.pekerja()
    try:
        assert tunggu(lambda: t.angka(sql) >= dari, batas), "the worker did not get there"
    finally:
        os.killpg(proses.pid, signal.SIGKILL)
        proses.wait(10)
    return t.angka(sql)


def selesaikan(t: Tempat, batas: float) -> None:
    """A fresh worker ends what waits, and ends itself when told to."""
    proses = t.pekerja()
    try:
        assert tunggu(lambda: t.angka(JALAN) == 0, batas), "jobs still wait"
        proses.terminate()
        assert proses.wait(15) == 0
    finally:
        if proses.poll() is None:
            os.killpg(proses.pid, signal.SIGKILL)
            proses.wait(10)


def buktikan(t: Tempat, jumlah: int, baik: int, batas: float) -> dict[str, Any]:
    t.jalankan("-m", "tests.registry.impor_proses", "unggah", str(jumlah), str(baik))
    saat_mati = bunuh_di_tengah(t, BARIS, jumlah // 4, batas)
    assert 0 < saat_mati < jumlah, "killed too late to prove anything"
    selesaikan(t, batas)
    assert t.angka(BARIS) == jumlah
    assert t.angka(UNIT) == 0
    t.jalankan("-m", "tests.registry.impor_proses", "simpan")
    saat_mati = bunuh_di_tengah(t, TERSIMPAN, baik // 4, batas)
    assert 0 < saat_mati < baik, "killed too late to prove anything"
    selesaikan(t, batas)
    return {
        "unit": t.angka(UNIT),
        "nama": t.angka("SELECT COUNT(DISTINCT nama) FROM registry_posyandu"),
        "tersimpan": t.angka(TERSIMPAN),
        "tanpa alasan": t.angka(f"{BARIS} WHERE tersimpan IS NULL AND CAST(pesan AS TEXT) IN ('{{}}', 'null', '')"),
        "gagal": t.angka(GAGAL),
        "diulang": t.angka(DIULANG),
        "log": t.angka("SELECT COUNT(*) FROM audit_catatan WHERE aksi = 'buat'"),
    }


def harapan(baik: int) -> dict[str, int]:
    satu = {"unit": baik, "nama": baik, "tersimpan": baik, "log": baik}
    return {**satu, "tanpa alasan": 0, "gagal": 0, "diulang": 2}


def test_a_killed_worker_loses_and_doubles_nothing(tempat: Tempat) -> None:
    assert buktikan(tempat, 1500, 300, 90) == harapan(300)


@pytest.mark.lambat
def test_ten_thousand_rows_with_three_thousand_good_ones(tempat: Tempat) -> None:
    jumlah, baik = int(os.environ.get("BARIS", "10000")), int(os.environ.get("BAIK", "3000"))
    assert buktikan(tempat, jumlah, baik, 600) == harapan(baik)
