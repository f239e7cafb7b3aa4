"""Figures of this system that an indicator of a plan may be measured by: one entry each.

Each takes a scope, an area and a year and says what was reached in it, or None where nothing was recorded (not zero:
nobody knows). The year's figure so far, for the year that runs. Not the achievement of an SPM.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from accounts.scope import Scope
from posyandu_app.lib.bidang import NAMA
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import hari_ini
from spm_services.metrics import CATATAN, ENAM, MENCATAT, indikator
from spm_services.metrics_layanan import per_layanan
from spm_services.metrics_tumbuh import jumlahkan, per_unit
from spm_services.models import Rekaman
from wilayah.rekap import Bacaan

Hitung = Callable[[Scope, str, int], Decimal | None]


@dataclass(frozen=True)
class Ukuran:
    """`nama` says what is counted, `satuan` in what."""

    nama: str
    satuan: str
    hitung: Hitung


def _bulan(kode: str, tahun: int) -> list[Bulan]:
    """Months of the year that have begun."""
    hari = hari_ini(kode)
    return [b for b in (Bulan(tahun, n) for n in range(1, 13)) if b.mulai <= hari]


def _ds(scope: Scope, kode: str, tahun: int) -> Decimal | None:
    """Σ D ÷ Σ S of the months so far, in percent; units that copied totals from paper are left out."""
    bulan = _bulan(kode, tahun)
    isi = jumlahkan(per_unit(scope, kode, bulan, hari_ini(kode)).values()) if bulan else None
    if isi is None or not isi.s or not isi.unit:
        return None
    return (Decimal(isi.d) * 100 / isi.s).quantize(Decimal("0.1"))


def _layanan(layanan: str) -> Hitung:
    """Records of one service."""

    def hitung(scope: Scope, kode: str, tahun: int) -> Decimal | None:
        isi = per_layanan(scope, kode, tahun)
        jumlah = sum(a.catatan for (nama, _), a in isi.items() if nama == layanan)
        return Decimal(jumlah) if jumlah else None

    return hitung


def _bidang(bidang: str) -> Hitung:
    """Records of one field, from the exact summary."""

    def hitung(scope: Scope, kode: str, tahun: int) -> Decimal | None:
        if not scope.mencapai(kode, bidang):
            return None
        bacaan = Bacaan(kode, [b.angka for b in _bulan(kode, tahun)])
        jumlah = sum(bacaan.angka(b.angka, indikator(CATATAN, bidang)) for b in _bulan(kode, tahun))
        return Decimal(jumlah) if jumlah else None

    return hitung


def _setahun(kunci: str) -> Hitung:
    """Units of the year by the summary; None while no unit recorded anything at all."""

    def hitung(scope: Scope, kode: str, tahun: int) -> Decimal | None:
        bacaan = Bacaan(kode, [tahun])
        if not scope.memuat(kode) or not bacaan.angka(tahun, MENCATAT):
            return None
        return Decimal(bacaan.angka(tahun, kunci))

    return hitung


def _rumah_diperbaiki(scope: Scope, kode: str, tahun: int) -> Decimal | None:
    """Households whose house was found not fit to live in (RTLH), and in that year found better, and not worse again
    since. None while no such house is known at all. Who repaired it is not asked."""
    rows = Rekaman.objects.for_scope(scope).di_wilayah(kode).berlaku().filter(layanan="kondisi_rumah")
    rows = rows.filter(keluarga__isnull=False, tanggal__year__lte=tahun).order_by("tanggal", "pk")
    membaik: dict[int, int] = {}  # {household found so: the year it was found better, 0 while it was not}
    for keluarga, kelas, tanggal in rows.values_list("keluarga", "isian__kelas_rumah", "tanggal"):
        if kelas == "rtlh":
            membaik[keluarga] = 0
        elif kelas and membaik.get(keluarga) == 0:
            membaik[keluarga] = tanggal.year
    return Decimal(sum(t == tahun for t in membaik.values())) if membaik else None


UKURAN: dict[str, Ukuran] = {
    "ds": Ukuran("D/S: balita ditimbang dibanding sasaran", "%", _ds),
    "kunjungan_rumah": Ukuran("Kunjungan rumah yang dicatat", "kunjungan", _layanan("kunjungan_rumah")),
    "rumah_diperbaiki": Ukuran("Rumah tidak layak huni yang sudah membaik", "rumah", _rumah_diperbaiki),
    "posyandu_enam": Ukuran("Posyandu yang mencatat keenam bidang", "posyandu", _setahun(ENAM)),
    "posyandu_mencatat": Ukuran("Posyandu yang mencatat layanan", "posyandu", _setahun(MENCATAT)),
    **{f"catatan_{b}": Ukuran(f"Catatan layanan bidang {nama}", "catatan", _bidang(b)) for b, nama in NAMA.items()},
}


def pilihan_ukuran() -> list[tuple[str, str]]:
    return [("", "Tidak dihitung di sini"), *((k, f"{u.nama} ({u.satuan})") for k, u in UKURAN.items())]
