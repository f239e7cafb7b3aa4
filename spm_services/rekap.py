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
from wilayah.models import Rekap
from wilayah.rekap import Selisih

TAHUN_TERAKHIR = 9999  # a period above is a month (202611)


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


def pindahkan(lama: str, baru: str) -> Selisih:
    """The differences when a unit's code changes: all it recorded leaves the old areas and joins the new ones.

    Month figures stand at every level, the year's record count at the unit alone; units counted upward follow from it.
    """
    beda = Selisih()
    inti: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(SEMUA, 0))
    rows = Rekap.objects.filter(kode=lama).exclude(periode=rekap.STOK).values_list("periode", "indikator", "jumlah")
    for periode, ind, n in rows:
        nama, _, bidang = ind.partition(":")
        for kode, tanda in ((lama, -1), (baru, 1)):
            if periode > TAHUN_TERAKHIR:
                beda.tambah(kode, periode, ind, tanda * n)
            else:
                beda[kode, periode, ind] += tanda * n
        if nama == CATATAN:
            inti[periode][bidang] = n
    nol = dict.fromkeys(SEMUA, 0)
    for periode, isi in inti.items():
        _lintasan(beda, lama, periode, isi, nol)
        _lintasan(beda, baru, periode, nol, isi)
    return beda


def _lintasan(beda: Selisih, kode: str, periode: int, sebelum: dict[str, int], sesudah: dict[str, int]) -> None:
    """Units counted upward when the unit's own row crosses between nothing and something."""
    for b in SEMUA:
        beda.tambah(kode, periode, indikator(AKTIF, b), (sesudah[b] > 0) - (sebelum[b] > 0), sendiri=False)
    n_lama, n_baru = (sum(n > 0 for n in d.values()) for d in (sebelum, sesudah))
    beda.tambah(kode, periode, MENCATAT, (n_baru > 0) - (n_lama > 0), sendiri=False)
    beda.tambah(kode, periode, ENAM, (n_baru == len(SEMUA)) - (n_lama == len(SEMUA)), sendiri=False)
