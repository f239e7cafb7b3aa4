"""`make mutasi`: each kept patch, applied to a copy of the tree, must turn its named test red.

Each kept addition (`Tambahan`) must leave its named tests green, with none of them passed over.

The copy is what git knows plus what is new and not ignored; the working tree is never touched. First all named tests
run unpatched and must be green, else a red one would prove nothing.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

AKAR = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(AKAR))

from tests.mutasi.daftar import DAFTAR, TAMBAHAN, Mutasi, Tambahan  # noqa: E402 (the root must be on the path first)

HIJAU, MERAH = 0, 1  # pytest's exit codes; anything else means that it could not run the test at all


def lingkungan() -> dict[str, str]:
    """SQLite in the copy's own var/, and no byte code: patches come faster than file times tell apart."""
    bersih = {k: v for k, v in os.environ.items() if k not in ("UJI_DATABASE_URL", "DATABASE_URL", "DEBUG")}
    return {**bersih, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": "", "DEMO": "1", "LOG_LEVEL_PERMINTAAN": "ERROR"}


def salin(tujuan: Path) -> None:
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


def uji(pohon: Path, *node: str, postgres: bool = False) -> tuple[int, str]:
    """(exit code, what pytest said) of the named tests in the copy."""
    basis = {"UJI_DATABASE_URL": os.environ["TEST_DATABASE_URL"]} if postgres else {}
    perintah = [sys.executable, "-m", "pytest", "-n0", "-p", "no:cacheprovider", "--tb=line", "--show-capture=no"]
    env = {**lingkungan(), **basis}
    hasil = subprocess.run([*perintah, *node], cwd=pohon, env=env, capture_output=True, text=True)  # noqa: S603
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


def sudah_merah(pohon: Path) -> list[str]:
    """Named tests that are red without any patch. Raises SystemExit when they cannot be run at all."""
    kode, kata = uji(pohon, *sorted({m.uji for m in DAFTAR}))
    if kode not in (HIJAU, MERAH):
        raise SystemExit(f"uji tidak bisa dijalankan ({kode}):\n{kata[-3000:]}")
    return [baris.removeprefix("FAILED ") for baris in kata.splitlines() if baris.startswith("FAILED ")]


def jalankan() -> int:
    """Every patch; those for PostgreSQL are passed over, with a word, where none is named."""
    mulai, gagal, lewat = time.monotonic(), 0, 0
    with tempfile.TemporaryDirectory(prefix="mutasi-") as sementara:
        pohon = Path(sementara)
        salin(pohon)
        merah = sudah_merah(pohon)
        for m in DAFTAR:
            if m.postgres and not os.environ.get("TEST_DATABASE_URL"):
                lewat += 1
                print(f"LEWAT  {m.apa} – TEST_DATABASE_URL kosong", flush=True)  # noqa: T201
                continue
            tercemar = any(nama.startswith(m.uji) for nama in merah)
            mengapa = "ujinya sudah merah tanpa tambalan" if tercemar else periksa(pohon, m)
            gagal += bool(mengapa)
            print(f"{'GAGAL' if mengapa else 'merah':6} {m.apa} – {m.uji} {mengapa}".rstrip(), flush=True)  # noqa: T201
        for t in TAMBAHAN:
            mengapa = periksa_tambahan(pohon, t)
            gagal += bool(mengapa)
            print(f"{'GAGAL' if mengapa else 'hijau':6} {t.apa} – {t.uji} {mengapa}".rstrip(), flush=True)  # noqa: T201
    lama = time.monotonic() - mulai
    dicoba = len(DAFTAR) + len(TAMBAHAN) - lewat
    print(f"mutasi: {dicoba - gagal} dari {dicoba} ketahuan, {lewat} dilewati, {lama:.0f} detik")  # noqa: T201
    return 1 if gagal else 0


if __name__ == "__main__":
    raise SystemExit(jalankan())
