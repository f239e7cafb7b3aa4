"""How many units a scenario is about, where its area does not say: live counts."""

from accounts.scope import Scope
from planning.skenario import Parameter
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


def unit_skenario(scope: Scope, kode: str, p: Parameter) -> int:
    if p.menurut == "isian" and p.unit is not None:
        return p.unit
    return jumlah_rw(scope, kode) if p.menurut == "rw" else jumlah_unit(scope, kode)
