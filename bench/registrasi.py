"""The heavy work of registration over 2,000 units, on a PostgreSQL database of its own beside BENCH_DATABASE_URL.

Each case is run five times beside a plain reference that reads or writes the same rows with nothing of ours around it;
printed are the medians in seconds and their ratio, added to var/bench.json. N_REGISTRASI sets the number of units.
Run from the repository root: python -m bench.registrasi
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from bench.hitung import Baris, tengah
from bench.jalankan import atur_lingkungan
from bench.paket import hasil_2000, paket_2000
from bench.proses import AKAR


def basis_sendiri(url: str) -> str:
    """The URL of a database named after the benchmark's, made with byte order where it is not there yet."""
    import psycopg

    bagian = urlsplit(url)
    nama = bagian.path.strip("/") + "_registrasi"
    pusat = urlunsplit(bagian._replace(path="/postgres"))
    with psycopg.connect(pusat, autocommit=True) as koneksi:
        if not koneksi.execute("SELECT 1 FROM pg_database WHERE datname = %s", [nama]).fetchone():
            koneksi.execute(f"CREATE DATABASE \"{nama}\" TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'")
    return urlunsplit(bagian._replace(path=f"/{nama}"))


def daftar_syarat(units: list[Any]) -> Baris:
    """The checklist of every unit: reading the rows and judging them. Reference: the same rows, only read."""
    from django.db import connection

    from posyandu_app.lib.waktu import hari_ini
    from registry.persyaratan import periksa

    hari = hari_ini("62.03")

    def kami() -> None:
        hasil = periksa(units, hari)
        if len(hasil) != len(units) or not any(h.kurang for h in hasil.values()):
            raise SystemExit("daftar syarat: hasilnya tidak masuk akal")

    def acuan() -> None:
        with connection.cursor() as kursor:
            for sql in (
                "SELECT * FROM registry_suratkeputusan",
                "SELECT * FROM registry_suratwilayah",
                "SELECT * FROM registry_sasaranunit",
                "SELECT p.*, o.nama, o.nik_sidik FROM registry_pengurus p JOIN registry_orang o ON o.id = p.orang_id",
                "SELECT k.*, o.nama, o.nik_sidik FROM registry_kader k JOIN registry_orang o ON o.id = k.orang_id",
            ):
                kursor.execute(sql)
                kursor.fetchall()

    return Baris("daftar_syarat", tengah(kami), tengah(acuan), len(units))


def ringkasan(units: list[Any]) -> Baris:
    """The registration picture of the kabupaten. Reference: the checklist's rows, only read, as above."""
    from accounts.scope import Scope
    from registry.metrics_registrasi import ringkas

    scope = Scope.sistem("bench")
    acuan = daftar_syarat(units).acuan
    return Baris("ringkasan_registrasi", tengah(lambda: ringkas(scope, "62.03", 8)), acuan, len(units))


def kemungkinan_ganda(units: list[Any]) -> Baris:
    """The finder of units entered twice over a kabupaten. Reference: the rows it looks at, only read."""
    from django.db import connection

    from accounts.scope import Scope
    from registry.ganda import cari

    def acuan() -> None:
        with connection.cursor() as kursor:
            for sql in (
                "SELECT * FROM registry_posyandu",
                "SELECT jenis, nomor, tanggal FROM registry_suratkeputusan",
                "SELECT p.posyandu_id, o.nama FROM registry_pengurus p JOIN registry_orang o ON o.id = p.orang_id",
                "SELECT k.posyandu_id, o.nama FROM registry_kader k JOIN registry_orang o ON o.id = k.orang_id",
            ):
                kursor.execute(sql)
                kursor.fetchall()

    scope = Scope.sistem("bench")
    return Baris("kemungkinan_ganda", tengah(lambda: cari(scope, "62.03")), tengah(acuan), len(units))


KASUS: list[Callable[[list[Any]], Baris]] = [daftar_syarat, ringkasan, kemungkinan_ganda, paket_2000, hasil_2000]


def utama() -> None:
    lingkungan = atur_lingkungan()
    url = basis_sendiri(lingkungan["DATABASE_URL"])
    with tempfile.TemporaryDirectory() as media:  # scans, letters and zips of the run
        os.environ.update(lingkungan | {"DATABASE_URL": url, "LOG_LEVEL": "WARNING", "MEDIA_ROOT": media})
        _ukur()


def _ukur() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from bench.isi_registrasi import isi

    call_command("migrate", verbosity=0)
    units = isi(int(os.environ.get("N_REGISTRASI", "2000")))
    berkas = AKAR / "var" / "bench.json"
    lama = json.loads(berkas.read_text()) if berkas.exists() else []
    baris = []
    for kasus in KASUS:
        baris.append(kasus(units))
        print(baris[-1], flush=True)
    nama = {b.nama for b in baris}
    isi_json = [*(x for x in lama if x["name"] not in nama), *(b.json() for b in baris)]
    berkas.parent.mkdir(exist_ok=True)
    berkas.write_text(json.dumps(isi_json, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(utama())
