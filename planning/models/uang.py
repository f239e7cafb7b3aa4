"""Support for a unit that stands in no budget document: CSR, MBG, swadaya, a ministry's own parcel."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.scope import LINTAS_BIDANG, ScopedModel
from planning.katalog import DI_LUAR_DOKUMEN
from planning.models.alokasi import Alokasi
from registry.models import Posyandu
from spm_services.models import Rekaman


class StatusBantuan(models.TextChoices):
    BERLAKU = "berlaku", "Berlaku"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class BantuanLuar(ScopedModel):
    """One support of one year, as the unit got it or was promised it (`diterima` empty). Goods and services at the
    value their paper names. Never edited: it is cancelled with a reason. `rekaman`: the activity it carried, which
    then is not "a service without money"."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    kunci = models.UUIDField(default=uuid.uuid4, unique=True)
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="bantuan_list")
    tahun = models.PositiveSmallIntegerField()
    sumber = models.CharField(max_length=8, choices=DI_LUAR_DOKUMEN)
    pemberi = models.CharField(max_length=120)
    bentuk = models.CharField(max_length=8, choices=Alokasi.Dukungan)
    komponen = models.CharField(max_length=24, blank=True)
    nilai = models.DecimalField(max_digits=18, decimal_places=2)
    uraian = models.CharField(max_length=200)
    bukti = models.CharField(max_length=80, blank=True)
    diterima = models.DateField(null=True, blank=True)
    rekaman = models.ForeignKey(Rekaman, on_delete=models.PROTECT, null=True, blank=True, related_name="bantuan_list")
    status = models.CharField(max_length=12, choices=StatusBantuan, default=StatusBantuan.BERLAKU)
    contoh = models.BooleanField(default=False)
    versi = models.PositiveIntegerField(default=1)
    pencatat = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-tahun", "sumber", "id"]
        indexes = [models.Index(fields=["posyandu", "tahun"], name="bantuan_unit_tahun")]
        constraints = [models.CheckConstraint(condition=Q(nilai__gt=0), name="bantuan_lebih_dari_nol")]

    def __str__(self) -> str:
        return f"{self.get_sumber_display()} {self.pemberi}: {self.uraian}"
