"""How many units a scenario is about, where its area does not say, and the fixed budget beside it: live figures.

They belong to the scenario's area, whoever reads them (an annex set above is read from below), so they are
counted over all of it: how many units there are and sums of budgets may be known by anybody.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from accounts.scope import Scope
from planning.metrics import anggaran
from planning.models import BarisAnggaran, Skenario
from planning.skenario import Parameter
from posyandu_app.lib.uang import uang_terjumlah
from registry.models import Posyandu
from spm_services.models import Keluarga


def jumlah_unit(scope: Scope, kode: str) -> int:
    """Active units of the area."""
    return Posyandu.objects.for_scope(scope).aktif().di_wilayah(kode).count()


def jumlah_rw(scope: Scope, kode: str) -> int:
    """RW known in the area: of active units and of households that still live there, each (village, RW) once. RW
    where nobody was entered yet are not known, so the true number may be higher."""
    unit = Posyandu.objects.for_scope(scope).aktif().di_wilayah(kode).exclude(rw="")
    dari_unit = set(unit.order_by().values_list("wilayah", "rw").distinct())
    keluarga = Keluarga.objects.for_scope(scope).filter(sampai=None, posyandu__in=unit.values("pk")).exclude(rw="")
    return len(dari_unit | set(keluarga.order_by().values_list("posyandu__wilayah", "rw").distinct()))


def unit_skenario(kode: str, p: Parameter) -> int:
    """How many units the scenario is about: as entered, as they are now, or one for each RW."""
    if p.menurut == "isian" and p.unit is not None:
        return p.unit
    semua = Scope.publik()
    return jumlah_rw(semua, kode) if p.menurut == "rw" else jumlah_unit(semua, kode)


@dataclass(frozen=True)
class Pembanding:
    """A fixed budget: its lines' ceilings, and what of them is tied to posyandu activities."""

    nama: str
    pagu: Decimal
    teralokasi: Decimal


def pembanding(row: Skenario) -> Pembanding:
    """The document the scenario names, or all budgets in force of its area and year."""
    if row.dokumen is None:
        a = anggaran(row.wilayah_id, row.tahun)
        return Pembanding(f"Semua anggaran {row.tahun} yang berlaku di wilayah ini", a.pagu, a.teralokasi)
    baris = BarisAnggaran.objects.filter(dokumen=row.dokumen).order_by()
    angka = baris.aggregate(pagu=Sum("pagu"), teralokasi=Sum("teralokasi"))
    return Pembanding(str(row.dokumen), uang_terjumlah(angka["pagu"]), uang_terjumlah(angka["teralokasi"]))
