"""`make mutasi`: each kept patch, applied to a copy of the tree, must turn its named test red.

Each kept addition (`Tambahan`) must leave its named tests green, with none of them passed over.

The copies are what git knows plus what is new and not ignored; the working tree is never touched. First all named
tests run unpatched and must be green, else a red one would prove nothing. Two patches are tried at a time, each in a
copy of its own; those on PostgreSQL one after another, because they share the server's test database.

`HANYA=word` tries only those whose name, file or test holds the word; `BAGIAN=2/3` the second of three shares.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

AKAR = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(AKAR))

from tests.mutasi.daftar import DAFTAR, TAMBAHAN, Mutasi, Tambahan  # noqa: E402 (the root must be on the path first)

Tambalan = TypeVar("Tambalan", Mutasi, Tambahan)
SERENTAK = min(2, os.cpu_count() or 1)
POSTGRES = threading.Lock()
HIJAU, MERAH = 0, 1  # pytest's exit codes; anything else means that it could not run the test at all


def lingkungan() -> dict[str, str]:
    """SQLite in the copy's own var/, and no byte code: patches come faster than file times tell apart."""
    bersih = {k: v for k, v in os.environ.items() if k not in ("UJI_DATABASE_URL", "DATABASE_URL", "DEBUG")}
    return {**bersih, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": "", "DEMO": "1", "LOG_LEVEL_PERMINTAAN": "ERROR"}


def salin(tujuan: Path) -> None:
    tujuan.mkdir(parents=True, exist_ok=True)
    perintah = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    hasil = subprocess.run(perintah, cwd=AKAR, check=True, capture_output=True, text=True)  # noqa: S603
    nama = hasil.stdout.split("\0")
    for n in filter(None, nama):
        if (AKAR / n).is_file():
            (tujuan / n).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(AKAR / n, tujuan / n)
    (tujuan / "var").mkdir(exist_ok=True)
    kumpul = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    rahasia = {"SECRET_KEY": "mutasi", "PII_KEYS": "mutasi"}
    subprocess.run(kumpul, cwd=tujuan, check=True, env={**lingkungan(), **rahasia})  # noqa: S603


def uji(pohon: Path, *node: str, postgres: bool = False, serentak: int = 0) -> tuple[int, str]:
    """(exit code, what pytest said) of the named tests in the copy."""
    basis = {"UJI_DATABASE_URL": os.environ["TEST_DATABASE_URL"]} if postgres else {}
    perintah = [sys.executable, "-m", "pytest", f"-n{serentak}", "-p", "no:cacheprovider", "--tb=line"]
    env = {**lingkungan(), **basis}
    with POSTGRES if postgres else nullcontext():
        semua = [*perintah, "--show-capture=no", *node]
        hasil = subprocess.run(semua, cwd=pohon, env=env, capture_output=True, text=True)  # noqa: S603
    return hasil.returncode, hasil.stdout + hasil.stderr


@contextmanager
def ditambal(pohon: Path, m: Mutasi | Tambahan) -> Iterator[bool]:
    """The patched file for a while; False where the patch does not fit (any more)."""
    berkas = pohon / m.berkas
    semula = berkas.read_text(encoding="utf-8")
    cocok = semula.count(m.lama) == 1
    if cocok:
        berkas.write_text(semula.replace(m.lama, m.baru), encoding="utf-8")
    try:
        yield cocok
    finally:
        berkas.write_text(semula, encoding="utf-8")


def periksa(pohon: Path, m: Mutasi) -> str:
    """Empty when the test noticed; else why not."""
    with ditambal(pohon, m) as cocok:
        if not cocok:
            return "tambalan tidak cocok lagi dengan berkasnya"
        kode, kata = uji(pohon, m.uji, postgres=m.postgres)
    if kode == MERAH:
        return ""
    return "TETAP HIJAU" if kode == HIJAU else f"uji tidak bisa dijalankan ({kode}):\n{kata[-1500:]}"


def periksa_tambahan(pohon: Path, t: Tambahan) -> str:
    """Empty when the named tests are green with the addition, all of them run; else why not."""
    with ditambal(pohon, t) as cocok:
        if not cocok:
            return "tambalan tidak cocok lagi dengan berkasnya"
        kode, kata = uji(pohon, t.uji)
    if kode != HIJAU:
        return f"tidak hijau ({kode}):\n{kata[-1500:]}"
    return "ada uji yang dilewati: tambahannya tidak terbaca" if "skipped" in kata else ""


def sudah_merah(pohon: Path, daftar: list[Mutasi]) -> list[str]:
    """Named tests that are red without any patch. Raises SystemExit when they cannot be run at all."""
    if not daftar:
        return []
    kode, kata = uji(pohon, *sorted({m.uji for m in daftar}), serentak=SERENTAK)
    if kode not in (HIJAU, MERAH):
        raise SystemExit(f"uji tidak bisa dijalankan ({kode}):\n{kata[-3000:]}")
    return [baris.removeprefix("FAILED ") for baris in kata.splitlines() if baris.startswith("FAILED ")]


def pilih(semua: tuple[Tambalan, ...]) -> list[Tambalan]:
    """Those asked for by HANYA and BAGIAN; all of them without."""
    kata = os.environ.get("HANYA", "")
    ke, dari = (int(n) for n in os.environ.get("BAGIAN", "1/1").split("/"))
    cocok = [m for m in semua if kata in f"{m.apa} {m.berkas} {m.uji}"]
    return [m for n, m in enumerate(cocok) if n % dari == ke - 1]


def tanpa_postgres(m: Mutasi) -> bool:
    return m.postgres and not os.environ.get("TEST_DATABASE_URL")


def jalankan() -> int:
    """Every patch asked for; those for PostgreSQL are passed over, with a word, where none is named."""
    mulai, daftar, tambahan = time.monotonic(), pilih(DAFTAR), pilih(TAMBAHAN)
    lewat = [m for m in daftar if tanpa_postgres(m)]
    for m in lewat:
        print(f"LEWAT  {m.apa} – TEST_DATABASE_URL kosong", flush=True)  # noqa: T201
    with tempfile.TemporaryDirectory(prefix="mutasi-") as sementara, ThreadPoolExecutor(SERENTAK) as kumpulan:
        salinan: SimpleQueue[Path] = SimpleQueue()
        for n in range(SERENTAK):
            salin(Path(sementara) / str(n))
            salinan.put(Path(sementara) / str(n))
        merah = sudah_merah(Path(sementara) / "0", daftar)

        def di_salinan(kerja: Callable[[Path], str]) -> str:
            pohon = salinan.get()
            try:
                return kerja(pohon)
            finally:
                salinan.put(pohon)

        def satu(m: Mutasi) -> bool:
            tercemar = any(nama.startswith(m.uji) for nama in merah)
            mengapa = "ujinya sudah merah tanpa tambalan" if tercemar else di_salinan(lambda p: periksa(p, m))
            print(f"{'GAGAL' if mengapa else 'merah':6} {m.apa} – {m.uji} {mengapa}".rstrip(), flush=True)  # noqa: T201
            return bool(mengapa)

        def satu_tambahan(t: Tambahan) -> bool:
            mengapa = di_salinan(lambda p: periksa_tambahan(p, t))
            print(f"{'GAGAL' if mengapa else 'hijau':6} {t.apa} – {t.uji} {mengapa}".rstrip(), flush=True)  # noqa: T201
            return bool(mengapa)

        gagal = sum(kumpulan.map(satu, [m for m in daftar if not tanpa_postgres(m)]))
        gagal += sum(kumpulan.map(satu_tambahan, tambahan))
    dicoba, lama = len(daftar) + len(tambahan) - len(lewat), time.monotonic() - mulai
    luar = len(DAFTAR) + len(TAMBAHAN) - len(daftar) - len(tambahan)
    kata = f"{len(lewat)} dilewati, {luar} di luar bagian ini, {lama:.0f} detik"
    print(f"mutasi: {dicoba - gagal} dari {dicoba} ketahuan, {kata}")  # noqa: T201
    return 1 if gagal else 0


if __name__ == "__main__":
    raise SystemExit(jalankan())
