"""Seconds of ours beside those of a plain reference."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

KALI = 5


@dataclass(frozen=True)
class Baris:
    """One case: seconds of ours and of the plain reference over n things."""

    nama: str
    kami: float
    acuan: float
    n: int

    def __str__(self) -> str:
        ratio = self.kami / self.acuan if self.acuan else float("nan")
        return f"{self.nama:<34} {self.kami:8.2f} s   acuan {self.acuan:6.2f} s   {ratio:5.1f} kali   n={self.n}"

    def json(self) -> dict[str, Any]:
        ratio = round(self.kami / self.acuan, 2) if self.acuan else None
        return {"name": self.nama, "ours": self.kami, "reference": self.acuan, "ratio": ratio, "unit": "s", "n": self.n}


def tengah(kerja: Callable[[], Any], kali: int = KALI) -> float:
    """Median seconds."""
    waktu = []
    for _ in range(kali):
        mulai = time.perf_counter()
        kerja()
        waktu.append(time.perf_counter() - mulai)
    return statistics.median(waktu)
