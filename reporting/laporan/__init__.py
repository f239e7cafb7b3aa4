"""THE list of reports. A new one is one entry of a file here."""

from reporting.laporan.anggaran import ANGGARAN_LAPORAN
from reporting.laporan.dasar import Laporan

LAPORAN: dict[str, Laporan] = {r.kode: r for r in ANGGARAN_LAPORAN}
