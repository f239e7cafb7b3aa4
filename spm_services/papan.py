"""What a kader's screen shows of a unit: the six fields with this month's count, services in the unit's own order."""

from collections.abc import Sequence
from dataclasses import dataclass

from posyandu_app.lib.bidang import ARTI, NAMA, SEMUA
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import katalog, metrics
from spm_services.katalog.dasar import JenisLayanan
from spm_services.models import Keluarga, LayananUnit, Rekaman, Warga
from wilayah.rekap import Bacaan

INGATAN = 40  # how many of the unit's latest records tell what was used last


@dataclass(frozen=True)
class KotakBidang:
    """One field on the board."""

    kode: str
    nama: str
    arti: str
    jumlah: int


def kotak_enam(unit: Posyandu) -> list[KotakBidang]:
    """The six fields with their number of records this month."""
    bulan = Bulan.dari(hari_ini(unit.kode))
    angka = metrics.per_bulan(Bacaan(unit.kode, [bulan.angka]), [bulan])
    return [KotakBidang(b, NAMA[b], ARTI[b], angka[bulan, b].catatan) for b in SEMUA]


def terakhir_dipakai(unit: Posyandu) -> list[str]:
    """Service codes by last use, newest first; what a visit recorded has its own way there (the open day)."""
    rows = Rekaman.objects.filter(posyandu=unit, kunjungan=None).order_by("-tanggal", "-id")
    return list(dict.fromkeys(rows.values_list("layanan", flat=True)[:INGATAN]))


def layanan_kader(bidang: str) -> list[JenisLayanan]:
    """Services of a field that a kader records; what only a nakes fills stands elsewhere."""
    return [e for e in katalog.per_bidang(bidang) if not e.oleh]


def layanan_bidang(unit: Posyandu, bidang: str) -> tuple[list[JenisLayanan], list[JenisLayanan]]:
    """(shown, under "Lainnya"): at most six that the unit ticked (or the catalogue's own), last used first."""
    dicentang = set(LayananUnit.objects.filter(posyandu=unit).values_list("layanan", flat=True))
    semua = layanan_kader(bidang)
    pilihan = [e for e in semua if e.kode in dicentang] or [e for e in semua if e.utama]
    urutan = {kode: i for i, kode in enumerate(terakhir_dipakai(unit))}
    tampak = sorted(pilihan, key=lambda e: urutan.get(e.kode, len(urutan)))[: katalog.PALING_TAMPAK]
    return tampak, [e for e in semua if e not in tampak]


def entri_terakhir(unit: Posyandu, banyak: int = 4) -> Sequence[JenisLayanan]:
    """The services used last, of all fields."""
    semua = [katalog.SEMUA[k] for k in terakhir_dipakai(unit)]
    return [e for e in semua if not e.sampai and not e.oleh][:banyak]


def catatan_lalu(unit: Posyandu, layanan: str, **orang: Warga | Keluarga) -> Rekaman | None:
    """The unit's last record of a service (of one person or household), for the answers beside the fields."""
    rows = Rekaman.objects.filter(posyandu=unit, layanan=layanan, **orang).berlaku()
    return rows.order_by("-tanggal", "-id").first()
