"""`python -m tests.e2e.jalankan [--gambar]`: the walks in a real browser against a real server, or the pictures.

Without Chromium it says so and passes, but fails where CI=true.
"""

import argparse
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

from playwright.sync_api import Error, sync_playwright

from tests.e2e import (
    gambar,
    jalan_akses,
    jalan_desa,
    jalan_halaman,
    jalan_hari_buka,
    jalan_kapuas,
    jalan_kontrol,
    jalan_lingkaran,
    jalan_pekalongan,
    jalan_pemeliharaan,
    jalan_registrasi,
    jalan_rencana,
    jalan_segel,
    jalan_tertutup,
)
from tests.e2e.hasil import Hasil, tulis
from tests.e2e.orang import Berhenti, Tempat, bersihkan_potret
from tests.e2e.peladen import Peladen, PeladenGagal
from tests.e2e.peramban import cari_chromium, pilihan_luncur

TENGGAT = 900  # seconds for everything; whatever hangs then is ended
Jalan = tuple[tuple[str, Callable[[Tempat], None]], ...]
JALAN: Jalan = (
    ("walk 0: the watch", jalan_kontrol.jalan),
    ("walk 1: Kota Pekalongan", jalan_pekalongan.jalan),
    ("walk 2: Kabupaten Kapuas", jalan_kapuas.jalan),
    ("walk 3: access", jalan_akses.jalan),
    ("walk 4: every other page", jalan_halaman.jalan),
    ("walk 5: registration", jalan_registrasi.jalan),
    ("walk 6: keeping the registry", jalan_pemeliharaan.jalan),
    ("walk 7: an open day", jalan_hari_buka.jalan),
    ("walk 8: loops that close", jalan_lingkaran.jalan),
    ("walk 9: a sealed report and the whole cast", jalan_segel.jalan),
    ("walk 10: the sealed channel and months", jalan_tertutup.jalan),
    ("walk 11: from a need to a line and back", jalan_rencana.jalan),
    ("walk 12: a desa of Kapuas", jalan_desa.jalan),
)


def main() -> int:
    pilihan = argparse.ArgumentParser(description="Jalan uji di peramban sungguhan.")
    pilihan.add_argument("--gambar", action="store_true", help="buat gambar docs/gambar, bukan jalan uji")
    pilihan.add_argument("--hanya", default="", help="hanya jalan uji yang namanya memuat kata ini")
    dipilih = pilihan.parse_args()
    bergambar, jalan = dipilih.gambar, tuple(j for j in JALAN if dipilih.hanya in j[0])
    chromium = cari_chromium()
    if chromium is None:
        tulis("LEWAT: Chromium tidak ditemukan")
        return 1 if os.environ.get("CI") == "true" else 0
    signal.signal(signal.SIGTERM, lambda nomor, bingkai: sys.exit(128 + nomor))
    hasil, peladen = Hasil(), Peladen()
    penjaga = threading.Timer(TENGGAT, _habis_waktu, (hasil, peladen))
    penjaga.daemon = True
    penjaga.start()
    try:
        with peladen:
            _berjalan(chromium, peladen, hasil, (("pictures", gambar.buat),) if bergambar else jalan)
    except (PeladenGagal, Error) as galat:
        hasil.cek("server and browser start", False, str(galat))
    finally:
        penjaga.cancel()
    return hasil.tutup()


def _berjalan(chromium: str, peladen: Peladen, hasil: Hasil, jalan: Jalan) -> None:
    """Every walk is tried, also after one that stopped."""
    bersihkan_potret()
    with sync_playwright() as playwright:
        peramban = playwright.chromium.launch(**pilihan_luncur(chromium))
        try:
            for nama, langkah in jalan:
                _satu(nama, langkah, Tempat(peramban, peladen, hasil))
        finally:
            peramban.close()
    galat = peladen.galat_log()
    hasil.cek("the server's log tells of no exception", not galat, "; ".join(galat[:5]))


def _satu(nama: str, langkah: Callable[[Tempat], None], tempat: Tempat) -> None:
    mulai = time.monotonic()
    tulis(f"== {nama}")
    try:
        langkah(tempat)
    except (Error, Berhenti, ValueError) as galat:
        tempat.hasil.cek(f"{nama} to its end", False, str(galat))
    tulis(f"   {time.monotonic() - mulai:.0f} s")


def _habis_waktu(hasil: Hasil, peladen: Peladen) -> None:
    """Last resort, in another thread: say so, end our server, leave. The browser ends with its driver's pipe."""
    hasil.cek(f"the run within {TENGGAT} s", False)
    peladen.berhenti()
    kode = hasil.tutup()
    os._exit(kode)


if __name__ == "__main__":
    sys.exit(main())
