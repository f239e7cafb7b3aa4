"""`make bench`: the product beside the floors, in the same run, over the same database.

CPU time per request (web and database processes) comes first: on a shared machine it holds where wall times do not.
Rounds visit every case in turn, so that a drift of the machine falls on all alike. Figures, not a verdict: the exit
code says only whether the run could be made.

Environment: BENCH_DATABASE_URL (PostgreSQL), RONDE, DETIK (of each burst), N (posyandu) and K (kegiatan) where the
database is still empty, HANYA (a pattern of case names). Run from the repository root: python -m bench.jalankan
"""

import json
import os
import re
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import environ

from bench.beban import WRK, Permintaan, sekali, tembak
from bench.kasus import LANTAI, PRODUK, PROVINSI, SEMUA, Kasus
from bench.laporan import BANYAK, Angka, Ukur, baris_json, tabel
from bench.proses import AKAR, Database, Server

Siap = list[tuple[Kasus, Permintaan, float]]  # with the seconds of one answer
LAMBAT = 10  # a burst lasts at least as long as so many answers one after the other


def atur_lingkungan() -> dict[str, str]:
    """The environment of a production start over plain http; ends the run where there is no database to measure."""
    environ.Env.read_env(AKAR / ".env")
    url = os.environ.get("BENCH_DATABASE_URL", "")
    if not url.startswith(("postgres://", "postgresql://")):
        sys.exit("Isi BENCH_DATABASE_URL dengan alamat PostgreSQL, misalnya postgres://pengguna@127.0.0.1/bench.")
    kunci = secrets.token_hex(24)
    isi = {"DATABASE_URL": url, "BENCH_DATABASE_URL": url, "SECRET_KEY": kunci, "PII_KEYS": kunci}
    return isi | {"DEBUG": "0", "DEMO": "1", "HTTPS": "0", "DJANGO_SETTINGS_MODULE": "posyandu_app.settings"}


@contextmanager
def server_berjalan(lingkungan: dict[str, str]) -> Iterator[dict[str, Server]]:
    """Both servers, ended by their own process ids whatever happens."""
    server: dict[str, Server] = {}
    try:
        server[LANTAI] = Server(LANTAI, "bench.lantai.app:application", lingkungan, "/ok")
        server[PRODUK] = Server(PRODUK, "posyandu_app.wsgi:application", lingkungan, "/healthz")
        yield server
    finally:
        for s in server.values():
            s.berhenti()


def pilih(server: dict[str, Server], tanda: dict[str, str], kuki: dict[str, str]) -> tuple[Siap, dict[str, int]]:
    """The cases that answer, and the bytes of their answers; a page that is not there is named and left out."""
    siap: Siap = []
    panjang: dict[str, int] = {}
    for k in SEMUA:
        if k.server == PRODUK and not re.search(os.environ.get("HANYA", ""), k.nama):
            continue
        p = Permintaan(server[k.server].port, k.alamat.format(**tanda), kuki[k.akun], k.isi.format(**tanda))
        status, byte = sekali(p)
        mulai = time.perf_counter()
        sekali(p)
        lama = time.perf_counter() - mulai
        if status == 200 or (p.isi and status in (201, 302)):
            siap.append((k, p, lama))
            panjang[k.nama] = byte
        else:
            print(f"LEWAT {k.nama}: {p.alamat} menjawab {status}")
    return siap, panjang


def tunggu_tenang(server: Server, database: Database) -> None:
    """Until neither works any more: answers that nobody waits for must not fall on the next burst."""
    batas = time.monotonic() + 20
    diam, lalu = 0, server.cpu()
    while diam < 2 and time.monotonic() < batas:
        time.sleep(0.1)
        kini = server.cpu()
        diam = diam + 1 if kini == lalu and not database.sibuk() else 0
        lalu = kini


def ukur(server: Server, database: Database, permintaan: Permintaan, koneksi: int, detik: float) -> Ukur:
    web, db = server.cpu(), database.cpu()
    hasil = tembak(permintaan, koneksi, detik)
    n = max(1, hasil.n)
    return Ukur(hasil, (server.cpu() - web) * 1e3 / n, Database.selisih(db, database.cpu()) * 1e3 / n)


def putaran(siap: Siap, server: dict[str, Server], database: Database, ronde: int, detik: float) -> Angka:
    """All cases once in each round, after a second of warming, with one connection and with eight."""
    angka = Angka()
    for ke in range(ronde):
        for kasus, permintaan, lama in siap:
            tembak(permintaan, 4, 1)
            for koneksi in (1, BANYAK):
                tunggu_tenang(server[kasus.server], database)
                u = ukur(server[kasus.server], database, permintaan, koneksi, max(detik, LAMBAT * lama))
                angka.tambah(kasus.nama, koneksi, u)
                print(f"ronde {ke + 1} {kasus.nama:<26} c={koneksi} {u}", flush=True)
            tunggu_tenang(server[kasus.server], database)
    return angka


def jalankan(lingkungan: dict[str, str]) -> None:
    from django.db import connection

    from bench.hitung_ulang import kalimat
    from bench.kuki import kuki
    from bench.siapkan import catatan_unit, isian, siapkan, ukuran_data

    siapkan(int(os.environ.get("N", "300000")), int(os.environ.get("K", "5000000")))
    ronde, detik = int(os.environ.get("RONDE", "3")), float(os.environ.get("DETIK", "2"))
    print(f"{ukuran_data()}; {ronde} ronde × {detik:g} detik; beban dari {'wrk' if WRK else 'pemuat bawaan'}")
    database = Database(connection)
    if not database.terlihat:
        print("Proses PostgreSQL tidak terlihat dari sini, jadi CPU database tidak ikut dihitung.")
    tanda = isian()
    sebelum = catatan_unit(tanda["unit"])
    with server_berjalan(lingkungan) as server:
        siap, panjang = pilih(server, tanda, {akun: kuki(akun) for akun in {k.akun for k in SEMUA}})
        angka = putaran(siap, server, database, ronde, detik)
    kasus_list = [k for k, _, _ in siap]
    print(f"\n{tabel(kasus_list, angka, panjang)}\n")
    (AKAR / "var" / "bench.json").write_text(json.dumps(baris_json(kasus_list, angka), indent=1) + "\n")
    if angka.ada("catat"):
        terukur = angka.jumlah("catat", 1) + angka.jumlah("catat")
        tersimpan = catatan_unit(tanda["unit"]) - sebelum
        print(f"catat: {terukur} permintaan terukur, {tersimpan} tersimpan (dengan pemanasan).")
    print(f"{kalimat(connection, PROVINSI)} Tertulis: var/bench.json")


def utama() -> None:
    lingkungan = atur_lingkungan()
    os.environ.update(lingkungan)
    (AKAR / "var").mkdir(exist_ok=True)
    import django

    django.setup()
    jalankan(lingkungan)


if __name__ == "__main__":
    utama()
