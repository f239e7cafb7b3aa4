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
from spm_services import metrics
from wilayah.models import Wilayah

BULAN_DALAM_SETAHUN = 12
AKTIF_PER_BIDANG = tuple(metrics.indikator(metrics.AKTIF, b) for b in SEMUA)


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


def _tautan(kode: str, dari: Bulan, sampai: Bulan, **lain: str) -> str:
    isi = {"wilayah": kode, "dari": str(dari), "sampai": str(sampai), **lain}
    return f"{reverse('spm_services:daftar')}?{'&'.join(f'{k}={v}' for k, v in isi.items())}"


def _bidang(kode: str, tahun: int, kini: Bulan, tampak: Sequence[str]) -> list[BarisBidang]:
    """Each field's months; a month that has not come is missing, not zero."""
    bulan = setahun(tahun)
    angka = metrics.per_bulan(kode, bulan)
    hasil = []
    for b in tampak:
        isi = tuple(None if m > kini else angka[m, b].catatan for m in bulan)
        hasil.append(
            BarisBidang(
                kode=b,
                nama=NAMA[b],
                bulan=isi,
                tautan=tuple(_tautan(kode, m, m, bidang=b) for m in bulan),
                catatan=sum(n or 0 for n in isi),
                terlayani=sum(angka[m, b].terlayani for m in bulan if m <= kini),
                alamat=_tautan(kode, bulan[0], bulan[-1], bidang=b),
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


def _anak(kode: str, tahun: int, kini: Bulan, user: Any) -> list[BarisAnak]:
    """Rows of the table below the figures, in code order (never a rank)."""
    if kode_lib.tingkat(kode) == "posyandu":
        return []
    daftar = _kode_anak(kode, user)
    kode_list = [k for k, _ in daftar]
    catatan = metrics.catatan_anak(kode_list, [m for m in setahun(tahun) if m <= kini])
    if kode_lib.tingkat(kode) == "desa":
        return [_baris_unit(k, nama, tahun, [catatan.get((k, b), 0) for b in SEMUA]) for k, nama in daftar]
    stok = stok_metrics.stok_anak(kode_list)
    setahun_ini = metrics.unit_anak(kode_list, tahun, [metrics.ENAM, *AKTIF_PER_BIDANG])
    mencatat = metrics.unit_anak(kode_list, kini.angka, [metrics.MENCATAT])
    hasil = []
    for k, nama in daftar:
        unit = stok.get((k, stok_metrics.UNIT), 0)
        hasil.append(
            BarisAnak(
                kode=k,
                nama=nama,
                alamat=f"{reverse('reporting:dasbor', args=[k])}?tahun={tahun}",
                unit=unit,
                enam=setahun_ini.get((k, metrics.ENAM), 0),
                mencatat=mencatat.get((k, metrics.MENCATAT), 0),
                catatan=sum(catatan.get((k, b), 0) for b in SEMUA),
                bunga=_bagian([setahun_ini.get((k, i), 0) for i in AKTIF_PER_BIDANG], unit),
            )
        )
    return hasil


def _baris_unit(kode: str, nama: str, tahun: int, catatan: list[int]) -> BarisAnak:
    return BarisAnak(
        kode=kode,
        nama=nama,
        alamat=f"{reverse('reporting:dasbor', args=[kode])}?tahun={tahun}",
        unit=None,
        enam=None,
        mencatat=None,
        catatan=sum(catatan),
        bunga=_bagian(catatan, BULAN_DALAM_SETAHUN),
    )


def _deret(kode: str, tahun: int, kini: Bulan, nama: str, judul: str) -> tuple[str, dict[int, int]]:
    """Sparkline of a count of units by month, and the counts with the year's own."""
    bulan = setahun(tahun)
    isi = metrics.unit_per_periode(kode, [tahun, *(m.angka for m in bulan)], nama)
    return garis([None if m > kini else isi[m.angka] for m in bulan], judul=judul), isi


def _bunga(kode: str, tahun: int, unit: int, bidang: Sequence[BarisBidang]) -> tuple[float, ...]:
    """The area's own flower, measured as those of the areas below."""
    if kode_lib.tingkat(kode) == "posyandu":
        catatan = {b.kode: b.catatan for b in bidang}
        return _bagian([catatan.get(k, 0) for k in SEMUA], BULAN_DALAM_SETAHUN)
    aktif = metrics.unit_aktif(kode, tahun)
    return _bagian([aktif[b] for b in SEMUA], unit)


def susun(kode: str, tahun: int, user: Any, *, dengan_anak: bool = True) -> Dasbor:
    """The dashboard of an area that the user may see (the caller has checked the area)."""
    kini = bulan_acuan(kode, tahun)
    terlihat = user.scope_for(Cap.LIHAT).bidang_di(kode)
    bidang = _bidang(kode, tahun, kini, [b for b in SEMUA if terlihat is None or b in terlihat])
    stok = stok_metrics.stok(kode)
    rencana = user.scope_for(Cap.LIHAT_RENCANA).memuat(kode) and kode_lib.tingkat(kode) != "posyandu"
    deret_enam, enam = _deret(kode, tahun, kini, metrics.ENAM, "Aktif di enam bidang, per bulan")
    deret_mencatat, mencatat = _deret(kode, tahun, kini, metrics.MENCATAT, "Posyandu yang mencatat, per bulan")
    bulan = setahun(tahun)
    return Dasbor(
        kode=kode,
        tahun=tahun,
        bulan_kini=kini,
        dihitung=timezone.now(),
        unit=stok[stok_metrics.UNIT],
        terdaftar=stok[stok_metrics.UNIT_TERDAFTAR],
        kader=stok[stok_metrics.KADER],
        enam=enam[tahun],
        mencatat=mencatat[kini.angka],
        bidang=bidang,
        anggaran=anggaran(kode, tahun) if rencana else None,
        anak=_anak(kode, tahun, kini, user) if dengan_anak else [],
        deret_enam=deret_enam,
        deret_mencatat=deret_mencatat,
        batang=batang_bulan(
            [b.bulan for b in bidang],
            [KELAS[SEMUA.index(b.kode)] for b in bidang],
            [m.singkat for m in bulan],
            f"Catatan per bulan dan bidang, {tahun}",
        ),
        bunga=_bunga(kode, tahun, stok[stok_metrics.UNIT], bidang),
    )
