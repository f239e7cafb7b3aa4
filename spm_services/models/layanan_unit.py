"""Which services a unit says it runs: what its kader see first."""

from django.db import models

from accounts.scope import LINTAS_BIDANG, ScopedModel
from registry.models import Posyandu
from spm_services import katalog


class LayananUnit(ScopedModel):
    """A ticked service of a unit. A unit without ticks shows the catalogue's own first six per field."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="layanan_list", db_index=False)
    layanan = models.CharField(max_length=40, choices=katalog.pilihan)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["posyandu", "layanan"], name="layanan_unit_unik")]

    def __str__(self) -> str:
        return self.layanan
