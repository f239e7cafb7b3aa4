"""Make the virtual environment, or say in one sentence what is missing. Standard library only."""

import sys


def main() -> None:
    if sys.version_info < (3, 11):
        sys.exit(
            f"Butuh Python 3.11 atau lebih baru; yang ini {sys.version.split()[0]}. Pakai: make PYTHON=python3.11 run"
        )
    try:
        import ensurepip  # noqa: F401, PLC0415 (only to see that it is there)
        import venv  # noqa: PLC0415
    except ImportError:
        sys.exit("Modul venv belum ada. Di Debian/Ubuntu: apt install python3-venv, lalu jalankan lagi.")
    venv.create(sys.argv[1], with_pip=True)


main()
