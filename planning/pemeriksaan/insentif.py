"""Payment lists as the checks read them: months on lists that were opened (registry.models.insentif)."""

from planning.pemeriksaan.lingkup import Lingkup
from registry.models import BarisBayar, StatusDaftar
from registry.models.insentif import BulanBayar

TIDAK = (StatusDaftar.DRAF, StatusDaftar.DIBATALKAN)


def bulan_dibayar(bahan: Lingkup) -> list[BulanBayar]:
    """Months of the year on lists past their draft, of units of the area; read once for each run."""
    if "bulan_dibayar" not in bahan.simpanan:
        rows = BulanBayar.objects.filter(
            bahan.di_area("baris__posyandu__kode"),
            bulan__gte=bahan.tahun * 100,
            bulan__lt=(bahan.tahun + 1) * 100,
        ).exclude(baris__daftar__status__in=TIDAK)
        rows = rows.select_related("baris__posyandu__wilayah", "baris__kader").order_by("pk")
        bahan.simpanan["bulan_dibayar"] = list(rows)
    isi: list[BulanBayar] = bahan.simpanan["bulan_dibayar"]
    return isi


def baris_bayar(bahan: Lingkup) -> list[BarisBayar]:
    """Lines of those lists."""
    if "baris_bayar" not in bahan.simpanan:
        rows = BarisBayar.objects.filter(bahan.di_area("posyandu__kode"), daftar__mulai__year=bahan.tahun)
        rows = rows.exclude(daftar__status__in=TIDAK).select_related("posyandu__wilayah", "kader__sk", "daftar")
        bahan.simpanan["baris_bayar"] = list(rows.order_by("pk"))
    isi: list[BarisBayar] = bahan.simpanan["baris_bayar"]
    return isi
