"""Clocks of tickets in working days: how many were used, and when the target is reached. Pauses do not count.

A clock starts on a day that is itself not counted (as everywhere, registry.aturan). A pause [m, s) takes out the
days after m up to and with s; a running one has no s.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from posyandu_app.lib.waktu import hari_ini, zona
from registry.aturan import hari_kerja, libur_daerah, selisih_hari_kerja

Jeda = tuple[date, date | None]
PALING_LAMA = 3650  # days looked ahead for a target before giving up


def _dijeda(hari: date, jeda: Iterable[Jeda]) -> bool:
    return any(m < hari and (s is None or hari <= s) for m, s in jeda)


def terpakai(mulai: date, sampai: date, jeda: Sequence[Jeda], libur: frozenset[date]) -> int:
    """Working days in (mulai, sampai] that no pause covers; 0 where `sampai` is before."""
    banyak = max(0, (sampai - mulai).days)
    hari = (mulai + timedelta(days=i) for i in range(1, banyak + 1))
    return sum(hari_kerja(h, libur) and not _dijeda(h, jeda) for h in hari)


def tenggat(mulai: date, target: int, jeda: Sequence[Jeda], libur: frozenset[date]) -> date | None:
    """The day on which `target` working days will have been used; None while a pause runs."""
    if any(s is None for _, s in jeda):
        return None
    hari, sisa = mulai, target
    for _ in range(PALING_LAMA):
        if sisa <= 0:
            return hari
        hari += timedelta(days=1)
        sisa -= hari_kerja(hari, libur) and not _dijeda(hari, jeda)
    return hari


@dataclass(frozen=True)
class Umur:
    """How long a ticket has been where it is: working days there, and left of the target (negative: late; None: no
    clock runs, or it rests)."""

    hari: int
    sisa: int | None
    jeda: bool

    @property
    def nada(self) -> str:
        if self.sisa is None or self.sisa > 1:
            return "netral"
        return "buruk" if self.sisa < 0 else "awas"


def umur_tiket(rows: Iterable[Any], kode: str, *, libur: frozenset[date] | None = None) -> dict[int, Umur]:
    """{pk: age} by the calendar of one area (a page's). One query, none where `libur` was read before."""
    libur = libur_daerah(kode) if libur is None else libur
    kini, tempat = hari_ini(kode), zona(kode)
    hasil = {}
    for t in rows:
        sisa = None if t.tenggat is None or not t.berjalan else selisih_hari_kerja(kini, t.tenggat, libur)
        hari = max(0, selisih_hari_kerja(t.sejak.astimezone(tempat).date(), kini, libur))
        hasil[t.pk] = Umur(hari, sisa, t.dijeda)
    return hasil
