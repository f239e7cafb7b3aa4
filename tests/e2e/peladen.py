"""A real server of the product with data of its own, on a free port. Everything it writes goes away with it."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from types import TracebackType

AKAR = Path(__file__).resolve().parents[2]
TENGGAT_SIAPKAN = 240
TENGGAT_SIAP = 30
TENGGAT_BERHENTI = 8


class PeladenGagal(Exception):
    """The server did not come up; the message carries the end of its log."""


def port_kosong() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


class Peladen:
    """`with Peladen() as p:` gives a seeded, answering server at `p.alamat`; all accounts sign in with `p.sandi`."""

    def __init__(self) -> None:
        self.port = port_kosong()
        self.alamat = f"http://127.0.0.1:{self.port}"
        self.sandi = secrets.token_urlsafe(12)
        self._var = Path(tempfile.mkdtemp(prefix="posyandu-e2e-"))
        self._log = self._var / "peladen.log"
        self._env = self._lingkungan()
        self._proses: subprocess.Popen[bytes] | None = None
        self._pekerja: subprocess.Popen[bytes] | None = None  # the background worker beside the server

    def __enter__(self) -> "Peladen":
        try:
            siapkan = self._jalankan("manage.py", "siapkan")
            if siapkan.wait(TENGGAT_SIAPKAN):
                raise PeladenGagal(f"manage.py siapkan ended with {siapkan.returncode}\n{self._akhir_log()}")
            self._pekerja = self._jalankan("manage.py", "pekerja")
            alamat = ["--bind", f"127.0.0.1:{self.port}", "--workers", "2", "--no-control-socket"]
            self._jalankan("-m", "gunicorn", "posyandu_app.wsgi", *alamat, "--log-level", "warning")
            self._tunggu_siap()
        except subprocess.TimeoutExpired:
            self.berhenti()
            raise PeladenGagal(f"manage.py siapkan took over {TENGGAT_SIAPKAN} s") from None
        except BaseException:
            self.berhenti()
            raise
        return self

    def __exit__(self, jenis: type | None, galat: BaseException | None, jejak: TracebackType | None) -> None:
        self.berhenti()

    def _lingkungan(self) -> dict[str, str]:
        """The caller's environment with every setting that matters fixed: a developer's .env changes nothing."""
        return {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{self._var / 'e2e.sqlite3'}",
            "MEDIA_ROOT": str(self._var / "berkas"),
            "SECRET_KEY": secrets.token_urlsafe(48),
            "PII_KEYS": secrets.token_urlsafe(32),
            "DEMO_PASSWORD": self.sandi,
            "DEBUG": "0",
            "DEMO": "1",
            "HTTPS": "0",
            "ALLOWED_HOSTS": "127.0.0.1",
            "CACHE_URL": "",
            "MFA_WAJIB": "",
            "LOG_LEVEL": "WARNING",
        }

    def _jalankan(self, *perintah: str) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as keluaran:
            self._proses = subprocess.Popen(  # noqa: S603 (our own command line)
                [sys.executable, *perintah],
                cwd=AKAR,
                env=self._env,
                stdout=keluaran,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self._proses

    def _tunggu_siap(self) -> None:
        batas = time.monotonic() + TENGGAT_SIAP
        while time.monotonic() < batas and self._proses is not None and self._proses.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.alamat}/readyz", timeout=5):  # noqa: S310 (our own server)
                    return
            except OSError:
                time.sleep(0.2)
        raise PeladenGagal(f"the server does not answer /readyz\n{self._akhir_log()}")

    def galat_log(self) -> list[str]:
        """Both ends of each line that tells of an exception: the request, and what went wrong."""
        baris = self._log.read_text(errors="replace").splitlines()
        return [f"{b[:100]} … {b[-150:]}" for b in baris if "Traceback" in b]

    def _akhir_log(self) -> str:
        return "\n".join(self._log.read_text(errors="replace").splitlines()[-20:])

    def berhenti(self) -> None:
        """End our own process groups by their ids, then remove what they wrote. Safe to call twice."""
        semua, self._proses, self._pekerja = (self._pekerja, self._proses), None, None
        for proses in semua:
            if proses is not None and proses.poll() is None:
                proses.terminate()
                try:
                    proses.wait(TENGGAT_BERHENTI)
                except subprocess.TimeoutExpired:
                    os.killpg(proses.pid, signal.SIGKILL)
                    proses.wait(TENGGAT_BERHENTI)
        shutil.rmtree(self._var, ignore_errors=True)
