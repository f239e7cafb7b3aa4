"""`make run`: prepare everything, then run the web server and the worker until Ctrl-C. Standard library only."""

import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

AKAR = Path(__file__).resolve().parent.parent
VAR = AKAR / "var"
KUNCI = VAR / "kunci.env"
TENGGAT_BERHENTI = 15


def kunci() -> dict[str, str]:
    """Keys made once and kept with mode 0600: the secret key, the key of personal data, the demonstration password."""
    VAR.mkdir(exist_ok=True)
    if not KUNCI.exists():
        isi = {
            "SECRET_KEY": secrets.token_urlsafe(48),
            "PII_KEYS": secrets.token_urlsafe(32),
            "DEMO_PASSWORD": secrets.token_urlsafe(9),
        }
        berkas = os.open(KUNCI, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(berkas, "w") as tulis:
            tulis.writelines(f"{k}={v}\n" for k, v in isi.items())
    return dict(baris.split("=", 1) for baris in KUNCI.read_text().splitlines() if "=" in baris)


def lingkungan() -> dict[str, str]:
    """What the caller set wins over the kept keys; the demonstration runs with DEBUG off on plain http."""
    bawaan = {"DEBUG": "0", "DEMO": "1", "PORT": "8000", "WEB_CONCURRENCY": "2", "LOG_LEVEL_PERMINTAAN": "WARNING"}
    return {**bawaan, **kunci(), **{k: v for k, v in os.environ.items() if v}}


def manage(env: dict[str, str], *perintah: str) -> None:
    if subprocess.run([sys.executable, "manage.py", *perintah], cwd=AKAR, env=env, check=False).returncode:
        sys.exit(f"Langkah “{' '.join(perintah)}” gagal; pesannya ada di atas.")


def mulai(env: dict[str, str]) -> list[subprocess.Popen[bytes]]:
    alamat = f"127.0.0.1:{env['PORT']}"
    web = ["-m", "gunicorn", "posyandu_app.wsgi", "--bind", alamat, "--workers", env["WEB_CONCURRENCY"]]
    web += ["--log-level", "warning", "--no-control-socket"]
    perintah = [web, ["manage.py", "pekerja"]]
    return [subprocess.Popen([sys.executable, *p], cwd=AKAR, env=env, start_new_session=True) for p in perintah]


def hentikan(proses: list[subprocess.Popen[bytes]]) -> None:
    for p in proses:
        if p.poll() is None:
            p.terminate()
    for p in proses:
        try:
            p.wait(TENGGAT_BERHENTI)
        except subprocess.TimeoutExpired:
            p.kill()


def main() -> int:
    env = lingkungan()
    manage(env, "siapkan")
    proses = mulai(env)

    def berhenti(nomor: int, bingkai: FrameType | None) -> None:
        hentikan(proses)
        sys.exit(0)

    signal.signal(signal.SIGINT, berhenti)
    signal.signal(signal.SIGTERM, berhenti)
    print(f"\nPosyandu Enam SPM: http://127.0.0.1:{env['PORT']}/  (Ctrl-C untuk berhenti)", flush=True)
    if env.get("DEMO") == "1":
        print(f"Kata sandi semua akun contoh: {env.get('DEMO_PASSWORD', '')}", flush=True)
    while all(p.poll() is None for p in proses):
        time.sleep(0.5)
    hentikan(proses)
    return 1


if __name__ == "__main__":
    sys.exit(main())
