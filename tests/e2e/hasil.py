"""The verdict of a run: one line per check, counted."""

import sys
import threading


class Hasil:
    """Prints each check as it is made and remembers how many held."""

    def __init__(self) -> None:
        self.lulus = 0
        self.gagal = 0
        self._kunci = threading.Lock()  # the watchdog speaks from another thread

    def cek(self, nama: str, baik: bool, rincian: str = "") -> bool:
        """Record one check. `rincian` (what was seen instead) is printed only when it fails."""
        with self._kunci:
            self.lulus += baik
            self.gagal += not baik
            tulis(f"{'ok   ' if baik else 'GAGAL'} {nama}{'' if baik or not rincian else f': {rincian}'}")
        return baik

    def sama(self, nama: str, terlihat: object, harap: object) -> bool:
        return self.cek(nama, terlihat == harap, f"expected {harap!r}, saw {terlihat!r}")

    def tutup(self) -> int:
        """Print the totals alone on the last line; returns the exit code. A run without any check is a failure."""
        tulis(f"{self.lulus} passed, {self.gagal} failed")
        return 1 if self.gagal or not self.lulus else 0


def tulis(teks: str) -> None:
    sys.stdout.write(teks + "\n")
    sys.stdout.flush()
