"""How records move the summary: signed differences of one unit, with the crossings 0 ↔ > 0 that count units.

Called by `actions` as the last statement of the transaction that wrote the records, under the unit's lock, so that
the unit's own rows cannot change between reading and adding.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from posyandu_app.lib.bidang import SEMUA
from posyandu_app.lib.periode import Bulan
from spm_services.metrics import AKTIF, CATATAN, ENAM, MENCATAT, TERLAYANI, indikator
from wilayah import rekap
from wilayah.rekap import Selisih


@dataclass(frozen=True)
class Gerak:
    """One record added (+) or taken away (−): its day, its field, and how many it served."""

    tanggal: date
    bidang: str
    catatan: int
    terlayani: int


def terapkan(kode: str, gerak: Iterable[Gerak], *, kosong: bool = False) -> Selisih:
    """The differences in one unit (`kode`) and all areas above it, not yet written.

    `kosong`: the caller knows the unit has no figures yet (bulk seeding), so its rows are not read.
    """
    beda = Selisih()
    inti: dict[int, Counter[str]] = defaultdict(Counter)
    for g in gerak:
        bulan = Bulan.dari(g.tanggal).angka
        beda.tambah(kode, bulan, indikator(CATATAN, g.bidang), g.catatan)
        beda.tambah(kode, bulan, indikator(TERLAYANI, g.bidang), g.terlayani)
        # The year at the unit alone: what decides whether the unit counts as active in that year.
        beda[kode, g.tanggal.year, indikator(CATATAN, g.bidang)] += g.catatan
        inti[bulan][g.bidang] += g.catatan
        inti[g.tanggal.year][g.bidang] += g.catatan
    kunci = [indikator(CATATAN, b) for b in SEMUA]
    lama = {} if kosong else rekap.baca(kode, list(inti), kunci)
    for periode, per_bidang in inti.items():
        sebelum = {b: lama.get((periode, indikator(CATATAN, b)), 0) for b in SEMUA}
        sesudah = {b: n + per_bidang[b] for b, n in sebelum.items()}
        _lintasan(beda, kode, periode, sebelum, sesudah)
    return beda


def _lintasan(beda: Selisih, kode: str, periode: int, sebelum: dict[str, int], sesudah: dict[str, int]) -> None:
    """Units counted upward when the unit's own row crosses between nothing and something."""
    for b in SEMUA:
        beda.tambah(kode, periode, indikator(AKTIF, b), (sesudah[b] > 0) - (sebelum[b] > 0), sendiri=False)
    n_lama, n_baru = (sum(n > 0 for n in d.values()) for d in (sebelum, sesudah))
    beda.tambah(kode, periode, MENCATAT, (n_baru > 0) - (n_lama > 0), sendiri=False)
    beda.tambah(kode, periode, ENAM, (n_baru == len(SEMUA)) - (n_lama == len(SEMUA)), sendiri=False)
