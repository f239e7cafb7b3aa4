"""The join between a service and a rupiah."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.scope import ScopedModel
from planning.models.dokumen import BarisAnggaran
from spm_services.models import Rekaman


class StatusAlokasi(models.TextChoices):
    BERLAKU = "berlaku", "Berlaku"
    DICABUT = "dicabut", "Dicabut"


class Alokasi(ScopedModel):
    """An amount of one line for one activity. Never edited: it is withdrawn with a reason and made anew."""

    SCOPE_PATH = "rekaman__posyandu"
    BIDANG_PATH = "rekaman__bidang"

    kunci = models.UUIDField(default=uuid.uuid4, unique=True)
    rekaman = models.ForeignKey(Rekaman, on_delete=models.PROTECT, related_name="alokasi_list")
    baris = models.ForeignKey(BarisAnggaran, on_delete=models.PROTECT, related_name="alokasi_list")
    nilai = models.DecimalField(max_digits=18, decimal_places=2)
    keterangan = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=8, choices=StatusAlokasi, default=StatusAlokasi.BERLAKU)
    contoh = models.BooleanField(default=False)
    versi = models.PositiveIntegerField(default=1)
    pembuat = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-dibuat"]
        constraints = [models.CheckConstraint(condition=Q(nilai__gt=0), name="alokasi_lebih_dari_nol")]

    def __str__(self) -> str:
        return f"{self.rekaman} ← {self.baris}"
