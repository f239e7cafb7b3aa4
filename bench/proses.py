"""The measured servers, and the CPU time of processes as the operating system counts it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

AKAR = Path(__file__).resolve().parent.parent
PROC = Path("/proc")
PEKERJA = 2


def _stat(pid: int) -> list[str] | None:
    """Fields of /proc/PID/stat after the name; None when the process is gone or is another user's secret."""
    try:
        return (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return None


def cpu(pid: int) -> float:
    """User and system seconds of one process, with its reaped children."""
    isi = _stat(pid)
    return sum(map(int, isi[11:15])) / os.sysconf("SC_CLK_TCK") if isi else 0.0


def bernama(pid: int, nama: str) -> bool:
    """Is the process on this machine, and is it that program?"""
    try:
        return (PROC / str(pid) / "comm").read_text().startswith(nama)
    except OSError:
        return False


def keluarga(akar: int) -> list[int]:
    """The process and all below it. Empty where there is no /proc."""
    anak: dict[int, list[int]] = {}
    for jalur in PROC.glob("[0-9]*"):
        if isi := _stat(int(jalur.name)):
            anak.setdefault(int(isi[1]), []).append(int(jalur.name))
    hasil, antre = [], [akar] if _stat(akar) else []
    while antre:
        pid = antre.pop()
        hasil.append(pid)
        antre += anak.get(pid, [])
    return hasil


def port_kosong() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


class Server:
    """gunicorn with two sync workers on a free port, ended by its own process id."""

    def __init__(self, nama: str, aplikasi: str, lingkungan: Mapping[str, str], siap: str) -> None:
        self.nama, self.port = nama, port_kosong()
        self.log = AKAR / "var" / f"bench-{nama}.log"
        perintah = [sys.executable, "-m", "gunicorn", aplikasi, "-w", str(PEKERJA), "-b", f"127.0.0.1:{self.port}"]
        with self.log.open("wb") as keluaran:
            self.proses = subprocess.Popen(
                [*perintah, "--timeout", "120"],
                cwd=AKAR,
                env={**os.environ, **lingkungan},
                stdout=keluaran,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._tunggu(siap)

    def _tunggu(self, siap: str) -> None:
        """Until it answers anything at all; a server that ends or stays silent stops the benchmark with its log."""
        batas = time.monotonic() + 60
        while time.monotonic() < batas and self.proses.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}{siap}", timeout=5).close()
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.2)
            else:
                return
        self.berhenti()
        akhir = "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
        sys.exit(f"Server {self.nama} tidak menjawab. Akhir {self.log.relative_to(AKAR)}:\n{akhir}")

    def cpu(self) -> float:
        return sum(map(cpu, keluarga(self.proses.pid)))

    def berhenti(self) -> None:
        if self.proses.poll() is None:
            self.proses.terminate()
            try:
                self.proses.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(self.proses.pid, signal.SIGKILL)
                self.proses.wait()


class Database:
    """CPU of the PostgreSQL processes that serve the measured database.

    Backends of other databases on the same server are left out, so a shared machine disturbs less; parallel helpers
    that end within the measurement are missed. Without access to those processes (another machine, a container)
    `terlihat` is False and the database's part is not counted.
    """

    SQL = (
        "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND (datname = current_database() OR "
        "backend_type IN ('walwriter', 'checkpointer', 'background writer'))"
    )
    SQL_SIBUK = (
        "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database() "
        "AND state = 'active'"
    )

    def __init__(self, koneksi: Any) -> None:
        self._koneksi = koneksi
        with koneksi.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.terlihat = bernama(cursor.fetchone()[0], "postgres")

    def cpu(self) -> dict[int, float]:
        """Seconds so far by process."""
        if not self.terlihat:
            return {}
        with self._koneksi.cursor() as cursor:
            cursor.execute(self.SQL)
            return {pid: cpu(pid) for (pid,) in cursor.fetchall()}

    def sibuk(self) -> bool:
        """Is a query of the measured database running at this moment?"""
        with self._koneksi.cursor() as cursor:
            cursor.execute(self.SQL_SIBUK)
            return bool(cursor.fetchone()[0])

    @staticmethod
    def selisih(sebelum: Mapping[int, float], sesudah: Mapping[int, float]) -> float:
        return sum(max(0.0, n - sebelum.get(pid, 0.0)) for pid, n in sesudah.items())
