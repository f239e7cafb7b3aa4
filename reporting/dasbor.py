"""What a dashboard shows of one area in one year. Arranges figures of the owners' metrics; sums nothing itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.roles import Cap
from planning.metrics import AngkaAnggaran, anggaran
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.grafik import batang_bulan, garis
from posyandu_app.lib.kembang import KELAS
from posyandu_app.lib.periode import Bulan, setahun
from posyandu_app.lib.waktu import hari_ini
from registry import metrics as stok_metrics
from registry.models import Posyandu
from reporting.tugas import Bahan
from spm_services import metrics
from spm_services.metrics import AngkaAnak
from wilayah.models import Wilayah
from wilayah.rekap import STOK, Bacaan

BULAN_DALAM_SETAHUN = 12


@dataclass(frozen=True)
class BarisAnak:
    """One area (or unit) below, as a row of the table."""

    kode: str
    nama: str
    alamat: str
    unit: int | None
    enam: int | None
    mencatat: int | None
    catatan: int
    bunga: tuple[float, ...]


@dataclass(frozen=True)
class BarisBidang:
    """One field over the year: its months, its total, units active this month."""

    kode: str
    nama: str
    bulan: tuple[int | None, ...]
    tautan: tuple[str, ...]
    catatan: int
    terlayani: int
    alamat: str

    @property
    def sel(self) -> list[tuple[int | None, str]]:
        """[(number, address of its rows)] by month."""
        return list(zip(self.bulan, self.tautan, strict=True))


@dataclass
class Dasbor:
    """Everything on the page, read in a constant number of queries whatever the area's size."""

    kode: str
    tahun: int
    bulan_kini: Bulan
    dihitung: datetime
    unit: int
    terdaftar: int
    kader: int
    enam: int
    mencatat: int
    bidang: list[BarisBidang]
    anggaran: AngkaAnggaran | None
    anak: list[BarisAnak] = field(default_factory=list)
    deret_enam: str = ""
    deret_mencatat: str = ""
    batang: str = ""
    bunga: tuple[float, ...] = ()

    @property
    def catatan(self) -> int:
        return sum(b.catatan for b in self.bidang)

    @property
    def belum(self) -> int:
        """Units without any record this month."""
        return max(self.unit - self.mencatat, 0)

    @property
    def satu_unit(self) -> bool:
        return kode_lib.tingkat(self.kode) == "posyandu"


def bulan_acuan(kode: str, tahun: int) -> Bulan:
    """The month that "this month" means: the running one, or December of a year that is over."""
    kini = Bulan.dari(hari_ini(kode))
    return kini if kini.tahun == tahun else Bulan(tahun, BULAN_DALAM_SETAHUN)


def _bidang(bacaan: Bacaan, tahun: int, kini: Bulan, tampak: Sequence[str]) -> list[BarisBidang]:
    """Each field's months with the address of their rows; a month that has not come is missing, not zero."""
    bulan = setahun(tahun)
    angka = metrics.per_bulan(bacaan, bulan)
    awal = f"{reverse('spm_services:daftar')}?wilayah={bacaan.kode}"
    hasil = []
    for b in tampak:
        isi = tuple(None if m > kini else angka[m, b].catatan for m in bulan)
        hasil.append(
            BarisBidang(
                kode=b,
                nama=NAMA[b],
                bulan=isi,
                tautan=tuple(f"{awal}&dari={m}&sampai={m}&bidang={b}" for m in bulan),
                catatan=sum(n or 0 for n in isi),
                terlayani=sum(angka[m, b].terlayani for m in bulan if m <= kini),
                alamat=f"{awal}&dari={bulan[0]}&sampai={bulan[-1]}&bidang={b}",
            )
        )
    return hasil


def _bagian(nilai: Sequence[int], penuh: int) -> tuple[float, ...]:
    """Six counts as shares of a full petal: units active in the field of all units, or a unit's records of one a
    month. Never a rank between areas."""
    return tuple(min(n / penuh, 1.0) if penuh else 0.0 for n in nilai)


def _kode_anak(kode: str, user: Any) -> list[tuple[str, str]]:
    """[(code, name)] right below: areas, or the units of a village."""
    if kode_lib.tingkat(kode) == "desa":
        units = Posyandu.objects.for_user(user, Cap.LIHAT).di_wilayah(kode).aktif().order_by("kode")
        return [(p.kode, p.sebutan) for p in units]
    return list(Wilayah.objects.anak_dari(kode).values_list("kode", "nama"))


def _anak(kode: str, tahun: int, kini: Bulan, user: Any, tampak: Sequence[str]) -> list[BarisAnak]:
    """Rows of the table below the figures, in code order (never a rank), over the fields the reader sees."""
    if kode_lib.tingkat(kode) == "posyandu":
        return []
    daftar = _kode_anak(kode, user)
    angka = metrics.anak([k for k, _ in daftar], [m for m in setahun(tahun) if m <= kini], kini)
    awal = reverse("reporting:dasbor-awal")
    daun = kode_lib.tingkat(kode) == "desa"
    return [_baris_anak(k, nama, f"{awal}{k}/?tahun={tahun}", angka[k].hanya(tampak), daun=daun) for k, nama in daftar]


def _baris_anak(kode: str, nama: str, alamat: str, angka: AngkaAnak, *, daun: bool) -> BarisAnak:
    """A row of an area, or (`daun`) of a unit, which has no units below it."""
    bagian = angka.catatan if daun else angka.aktif
    return BarisAnak(
        kode=kode,
        nama=nama,
        alamat=alamat,
        unit=None if daun else angka.unit,
        enam=None if daun else angka.enam,
        mencatat=None if daun else angka.mencatat,
        catatan=sum(angka.catatan.values()),
        bunga=_bagian([bagian.get(b, 0) for b in SEMUA], BULAN_DALAM_SETAHUN if daun else angka.unit),
    )


def _deret(bacaan: Bacaan, tahun: int, kini: Bulan, nama: str, judul: str) -> str:
    """Sparkline of a count of units by month; months to come are left open."""
    return garis([None if m > kini else bacaan.angka(m.angka, nama) for m in setahun(tahun)], judul=judul)


def _bunga(bacaan: Bacaan, tahun: int, unit: int, bidang: Sequence[BarisBidang]) -> tuple[float, ...]:
    """The area's own flower, measured as those of the areas below."""
    if kode_lib.tingkat(bacaan.kode) == "posyandu":
        catatan = {b.kode: b.catatan for b in bidang}
        return _bagian([catatan.get(k, 0) for k in SEMUA], BULAN_DALAM_SETAHUN)
    aktif = metrics.unit_aktif(bacaan, tahun)
    return _bagian([aktif[b] for b in SEMUA], unit)


@dataclass(frozen=True)
class Ringkasan:
    """The few figures of the home page."""

    kode: str
    tahun: int
    bulan_kini: Bulan
    dihitung: datetime
    unit: int
    terdaftar: int
    kader: int
    enam: int
    mencatat: int
    bunga: tuple[float, ...]


def ringkas(bahan: Bahan) -> Ringkasan:
    """From the one reading that the tasks made, no query more."""
    bacaan, tahun = bahan.bacaan, bahan.bulan.tahun
    stok, aktif = stok_metrics.stok(bacaan), metrics.unit_aktif(bacaan, tahun)
    return Ringkasan(
        kode=bahan.kode,
        tahun=tahun,
        bulan_kini=bahan.bulan,
        dihitung=timezone.now(),
        unit=bahan.unit,
        terdaftar=stok[stok_metrics.UNIT_TERDAFTAR],
        kader=stok[stok_metrics.KADER],
        enam=bacaan.angka(tahun, metrics.ENAM),
        mencatat=bacaan.angka(bahan.bulan.angka, metrics.MENCATAT),
        bunga=_bagian([aktif[b] for b in SEMUA], bahan.unit),
    )


def susun(kode: str, tahun: int, user: Any) -> Dasbor:
    """The dashboard of an area that the user may see (the caller has checked the area)."""
    kini, bulan = bulan_acuan(kode, tahun), setahun(tahun)
    terlihat = user.scope_for(Cap.LIHAT).bidang_di(kode)
    bacaan = Bacaan(kode, [STOK, tahun, *(m.angka for m in bulan)])
    bidang = _bidang(bacaan, tahun, kini, [b for b in SEMUA if terlihat is None or b in terlihat])
    stok = stok_metrics.stok(bacaan)
    rencana = user.scope_for(Cap.LIHAT_RENCANA).memuat(kode) and kode_lib.tingkat(kode) != "posyandu"
    warna = [KELAS[SEMUA.index(b.kode)] for b in bidang]
    judul = f"Catatan per bulan dan bidang, {tahun}"
    return Dasbor(
        kode=kode,
        tahun=tahun,
        bulan_kini=kini,
        dihitung=timezone.now(),
        unit=stok[stok_metrics.UNIT],
        terdaftar=stok[stok_metrics.UNIT_TERDAFTAR],
        kader=stok[stok_metrics.KADER],
        enam=bacaan.angka(tahun, metrics.ENAM),
        mencatat=bacaan.angka(kini.angka, metrics.MENCATAT),
        bidang=bidang,
        anggaran=anggaran(kode, tahun) if rencana else None,
        anak=_anak(kode, tahun, kini, user, [b.kode for b in bidang]),
        deret_enam=_deret(bacaan, tahun, kini, metrics.ENAM, "Aktif di enam bidang, per bulan"),
        deret_mencatat=_deret(bacaan, tahun, kini, metrics.MENCATAT, "Posyandu yang mencatat, per bulan"),
        batang=batang_bulan([b.bulan for b in bidang], warna, [m.singkat for m in bulan], judul),
        bunga=_bunga(bacaan, tahun, stok[stok_metrics.UNIT], bidang),
    )
