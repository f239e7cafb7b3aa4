"""Every number about services, defined once. Cancelled records never count; dates are the day of service.

A record is one form sent: a kegiatan, a kondisi or a permohonan. `terlayani` is the number of times served (two
visits of one person are two); it is never called "capaian SPM" (domain study 3.0). All figures come from the
summary, which is exact at every commit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, Max, OuterRef
from django.db.models.functions import ExtractMonth, ExtractYear

from posyandu_app.lib.bidang import SEMUA
from posyandu_app.lib.periode import Bulan
from registry.metrics import UNIT
from registry.models import Posyandu
from spm_services.models import Rekaman
from wilayah import rekap
from wilayah.rekap import Bacaan, Minta

CATATAN = "catatan"  # records; adds over time and area
TERLAYANI = "terlayani"  # times served; adds over time and area
AKTIF = "aktif"  # units with ≥ 1 record in the field in the period; adds over area only
MENCATAT = "mencatat"  # units with ≥ 1 record in any field in the period; adds over area only
ENAM = "enam_bidang"  # units with ≥ 1 record in each of the six fields in the period; adds over area only


def indikator(nama: str, bidang: str) -> str:
    """Key of a figure that exists per field."""
    return f"{nama}:{bidang}"


@dataclass(frozen=True)
class AngkaBidang:
    """One field of one area in one month."""

    catatan: int
    terlayani: int
    aktif: int


def per_bulan(bacaan: Bacaan, bulan: Sequence[Bulan]) -> dict[tuple[Bulan, str], AngkaBidang]:
    """Records, times served and active units by month and field, zeros included. `bacaan` holds those months."""
    return {
        (b, bidang): AngkaBidang(*(bacaan.angka(b.angka, indikator(n, bidang)) for n in (CATATAN, TERLAYANI, AKTIF)))
        for b in bulan
        for bidang in SEMUA
    }


def unit_aktif(bacaan: Bacaan, periode: int) -> dict[str, int]:
    """{field: units with a record in it} of one period (a month or a year), zeros included."""
    return {b: bacaan.angka(periode, indikator(AKTIF, b)) for b in SEMUA}


@dataclass(frozen=True)
class AngkaAnak:
    """One area below: records by field over the months, and units of the year and of one month."""

    catatan: dict[str, int]
    aktif: dict[str, int]
    enam: int
    mencatat: int
    unit: int

    def hanya(self, bidang: Sequence[str]) -> "AngkaAnak":
        """The same over some fields only."""
        pilih = [{b: n for b, n in isi.items() if b in bidang} for isi in (self.catatan, self.aktif)]
        return replace(self, catatan=pilih[0], aktif=pilih[1])


def anak(kode_list: Sequence[str], bulan: Sequence[Bulan], kini: Bulan) -> dict[str, AngkaAnak]:
    """Figures of many areas (or units) at once, in one query: records over `bulan`, units active in the year and in
    six fields in the year, units that recorded in `kini`, units in use now."""
    catatan = {b: indikator(CATATAN, b) for b in SEMUA}
    aktif = {b: indikator(AKTIF, b) for b in SEMUA}
    isi = rekap.baca_anak(
        kode_list,
        Minta(tuple(b.angka for b in bulan), tuple(catatan.values())),
        Minta((kini.tahun,), (ENAM, *aktif.values())),
        Minta((kini.angka,), (MENCATAT,)),
        Minta((rekap.STOK,), (UNIT,)),
    )
    return {
        kode: AngkaAnak(
            {b: isi.get((kode, i), 0) for b, i in catatan.items()},
            {b: isi.get((kode, i), 0) for b, i in aktif.items()},
            *(isi.get((kode, i), 0) for i in (ENAM, MENCATAT, UNIT)),
        )
        for kode in kode_list
    }


def hari_terakhir(posyandu: Posyandu) -> date | None:
    """The last day with a record of the unit that counts (a cancelled one does not); None without any."""
    akhir: date | None = Rekaman.objects.filter(posyandu=posyandu).berlaku().aggregate(Max("tanggal"))["tanggal__max"]
    return akhir


def bulan_mencatat(kode: str, dari: date, sampai: date) -> dict[int, set[int]]:
    """{account: months (202611) in [dari, sampai) with a record of theirs that counts} in an area. One query."""
    rows = Rekaman.objects.berlaku().di_wilayah(kode).filter(tanggal__gte=dari, tanggal__lt=sampai)
    rows = rows.filter(pencatat__isnull=False).order_by()
    bulan = rows.values_list("pencatat", ExtractYear("tanggal"), ExtractMonth("tanggal")).distinct()
    hasil: dict[int, set[int]] = {}
    for akun, tahun, ke in bulan:
        hasil.setdefault(akun, set()).add(tahun * 100 + ke)
    return hasil


def mencatat_sejak(hari: date) -> Exists:
    """A condition on kader terms: their account has a record that counts in the unit, on the day or later."""
    milik = {"posyandu": OuterRef("posyandu"), "pencatat": OuterRef("orang__akun")}
    return Exists(Rekaman.objects.berlaku().filter(tanggal__gte=hari, **milik))
