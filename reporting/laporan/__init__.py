"""THE list of reports. A new one is one entry of a file here."""

from reporting.laporan.anggaran import ANGGARAN_LAPORAN
from reporting.laporan.dasar import Laporan
from reporting.laporan.kebutuhan import KEBUTUHAN_LAPORAN
from reporting.laporan.tahap import TAHAP_LAPORAN
from reporting.laporan.usulan import USULAN_LAPORAN

LAPORAN: dict[str, Laporan] = {
    r.kode: r for r in (*ANGGARAN_LAPORAN, *TAHAP_LAPORAN, *USULAN_LAPORAN, *KEBUTUHAN_LAPORAN)
}
