"""Databases as earlier steps of the product left them, brought up to date: no figure changes, nothing is lost.

The dumps were written by those versions themselves (`tulis`), with the rows of their own test world (examples only).
"""

import os
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

SINI = Path(__file__).parent
AKAR = SINI.parents[1]
LANGKAH = {"langkah1": 1, "langkah2": 13, "langkah3": 14}  # {step: its migrations of the registry}
POSTGRES = os.environ.get("UJI_DATABASE_URL", "")
# Figures that people rely on; each must be the same before and after.
ANGKA = {
    "posyandu": "SELECT count(*), count(nomor_registrasi), min(kode), max(kode) FROM registry_posyandu",
    "orang": "SELECT count(*) FROM registry_orang",
    "kader": "SELECT count(*), count(sampai) FROM registry_kader",
    "pengurus": "SELECT count(*), count(sampai) FROM registry_pengurus",
    "surat": "SELECT jenis, nomor, tanggal, berlaku_sampai FROM registry_suratkeputusan ORDER BY id",
    "catatan layanan": "SELECT count(*), min(tanggal), max(tanggal) FROM spm_services_rekaman",
    "rekap": "SELECT kode, periode, indikator, jumlah FROM wilayah_rekap ORDER BY kode, periode, indikator",
    "pagu": "SELECT sum(pagu), sum(teralokasi) FROM planning_barisanggaran",
    "alokasi": "SELECT count(*), sum(nilai) FROM planning_alokasi",
    "akun": "SELECT count(*) FROM accounts_user",
    "penugasan": "SELECT kode, peran, bidang, mulai FROM accounts_penugasan ORDER BY id",
    "riwayat": "SELECT count(*), max(id) FROM audit_catatan",
}

# What the second step added and people rely on.
ANGKA_2 = {
    "sasaran": "SELECT count(*), sum(jumlah) FROM registry_sasaranunit",
    "berkas registrasi": "SELECT status, putaran, versi_syarat FROM registry_ajuan ORDER BY id",
    "konfirmasi": "SELECT count(*), count(periode_id) FROM registry_konfirmasibagian",
    "keterampilan": "SELECT keterampilan, tanggal, dicabut FROM registry_tandaketerampilan ORDER BY id",
    "insentif": "SELECT count(*), sum(jumlah) FROM registry_barisbayar",
    "praktik baik": "SELECT status, biaya FROM registry_praktikbaik ORDER BY id",
    "tonggak": "SELECT count(*), count(dipastikan) FROM registry_tonggak",
}

# What the third step added.
ANGKA_3 = {
    "warga": "SELECT jenis_kelamin, tanggal_lahir, wafat FROM spm_services_warga ORDER BY id",
    "keluarga": "SELECT count(*), count(sampai) FROM spm_services_keluarga",
    "keanggotaan": "SELECT jenis, mulai, sampai FROM spm_services_keanggotaan ORDER BY id",
    "keadaan": "SELECT jenis, mulai, sampai FROM spm_services_keadaanwarga ORDER BY id",
    "kunjungan": "SELECT tanggal, tamu, batal FROM spm_services_kunjunganwarga ORDER BY id",
    "pertumbuhan": "SELECT nt, dua_t, bgm FROM spm_services_pertumbuhan ORDER BY id",
    "temuan": "SELECT kode, tindakan, sebab FROM spm_services_hasilaturan ORDER BY id",
    "tiket": "SELECT jenis, status, tenggat FROM spm_services_tiket ORDER BY id",
    "tertutup": "SELECT count(*) FROM spm_services_laporantertutup",
    "bulan": "SELECT bulan, status FROM spm_services_bulanunit ORDER BY id",
}
SESUDAH = {"langkah1": ANGKA, "langkah2": ANGKA | ANGKA_2, "langkah3": ANGKA | ANGKA_2 | ANGKA_3}


def perintah(url: str, *isi: str) -> str:
    """A command of the product on that database, in a process of its own. Returns what it printed."""
    env = {**os.environ, "DATABASE_URL": url, "UJI_DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "posyandu_app.settings"}
    hasil = subprocess.run([sys.executable, *isi], cwd=AKAR, env=env, capture_output=True, text=True, timeout=300)  # noqa: S603
    assert hasil.returncode == 0, hasil.stdout[-2000:] + hasil.stderr[-2000:]
    return hasil.stdout


class Lite:
    """A SQLite file made from the dump."""

    def __init__(self, langkah: str, tmp_path: Path) -> None:
        self.berkas = tmp_path / f"{langkah}.sqlite3"
        self.url = f"sqlite:///{self.berkas}"
        with closing(sqlite3.connect(self.berkas)) as db:
            db.executescript((SINI / f"{langkah}.sqlite.sql").read_text(encoding="utf-8"))

    def tanya(self, sql: str) -> list[Any]:
        with closing(sqlite3.connect(self.berkas)) as db:
            return db.execute(sql).fetchall()

    def buang(self) -> None:
        self.berkas.unlink()


class Postgres:
    """A PostgreSQL database of its own made from the dump, beside the one the tests run on."""

    def __init__(self, langkah: str) -> None:
        bagian = urlsplit(POSTGRES)
        self.nama = f"naik_{uuid.uuid4().hex[:12]}"
        self.pusat = urlunsplit(bagian._replace(path="/postgres"))
        self.url = urlunsplit(bagian._replace(path=f"/{self.nama}"))
        self._pusat(f"CREATE DATABASE {self.nama} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")
        with self._sambung(self.url) as db:
            db.execute((SINI / f"{langkah}.postgres.sql").read_text(encoding="utf-8"))

    def _sambung(self, url: str) -> Any:
        import psycopg

        return psycopg.connect(url, autocommit=True)

    def _pusat(self, sql: str) -> None:
        with self._sambung(self.pusat) as db:
            db.execute(sql)

    def tanya(self, sql: str) -> list[Any]:
        with self._sambung(self.url) as db:
            return db.execute(sql).fetchall()

    def buang(self) -> None:
        self._pusat(f"DROP DATABASE IF EXISTS {self.nama} WITH (FORCE)")


@pytest.fixture(params=list(LANGKAH))
def lama(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Lite | Postgres]:
    basis = Postgres(request.param) if POSTGRES else Lite(request.param, tmp_path)
    yield basis
    basis.buang()


def test_the_dump_is_of_its_step_and_not_empty(lama, request):
    langkah = request.node.callspec.params["lama"]
    assert lama.tanya("SELECT count(*) FROM django_migrations WHERE app = 'registry'") == [(LANGKAH[langkah],)]
    unit, bernomor = lama.tanya(ANGKA["posyandu"])[0][:2]
    assert unit >= 2
    assert bernomor == (1 if langkah == "langkah1" else 0)
    assert lama.tanya(ANGKA["alokasi"])[0][0] >= 1


def test_migrating_changes_no_figure(lama, request):
    angka = SESUDAH[request.node.callspec.params["lama"]]
    semula = {nama: lama.tanya(sql) for nama, sql in angka.items()}
    perintah(lama.url, "manage.py", "migrate", "--verbosity", "0")
    assert {nama: lama.tanya(sql) for nama, sql in angka.items()} == semula
    hitung = "import django; django.setup(); from tests.hitung_ulang.sql import rekap_menyimpang as r; print(r())"
    assert perintah(lama.url, "-c", hitung).strip() == "[]"
    kurang = "manage.py", "makemigrations", "--check", "--dry-run", "--verbosity", "0"
    perintah(lama.url, *kurang)


def test_the_log_stays_append_only_after_migrating(lama):
    perintah(lama.url, "manage.py", "migrate", "--verbosity", "0")
    with pytest.raises(Exception, match="hanya boleh ditambah"):
        lama.tanya("UPDATE audit_catatan SET aksi = 'x'")
