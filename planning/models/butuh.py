"""Prices that a region writes for the need of a posyandu, and what-if reckonings kept beside its documents."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.scope import LINTAS_BIDANG, ScopedModel
from planning.komponen import pilihan_harga
from planning.models.dokumen import DokumenAnggaran
from registry.models import JenisPembayar
from wilayah.models import Wilayah


class StandarHarga(ScopedModel):
    """A price or tariff of an area from a year on. Never edited: a newer row takes over (also within its year), older
    ones stay. `pembayar` only where several purses may each pay the part (komponen.Harga.berganda); the incentive of
    kader is not here, it has its tariff in the registry."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = Q(pk__isnull=False)

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="harga_list")
    tahun = models.PositiveSmallIntegerField()
    komponen = models.CharField(max_length=32, choices=pilihan_harga)
    uraian = models.CharField(max_length=200, blank=True)
    satuan = models.CharField(max_length=40)
    harga = models.DecimalField(max_digits=18, decimal_places=2)
    dasar = models.CharField(max_length=200)
    pembayar = models.CharField(max_length=16, blank=True, choices=JenisPembayar)
    contoh = models.BooleanField(default=False)
    pembuat = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-tahun", "-id"]
        indexes = [models.Index(fields=["wilayah", "tahun"], name="harga_wilayah_tahun")]
        constraints = [
            models.CheckConstraint(condition=Q(harga__gt=0), name="harga_lebih_dari_nol"),
            models.CheckConstraint(condition=~Q(dasar=""), name="harga_berdasar"),
        ]

    def __str__(self) -> str:
        return f"{self.get_komponen_display()} {self.tahun}"


class StatusSkenario(models.TextChoices):
    DRAF = "draf", "Draf"
    LAMPIRAN = "lampiran", "Lampiran rancangan"


class Skenario(ScopedModel):
    """A what-if of an area. `parameter` holds what planning.skenario.Parameter reads, checked before it is stored; the
    result is never stored, it is reckoned anew. Kept as an annex it is readable from below and no longer edited."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = Q(status="lampiran")

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="skenario_list")
    tahun = models.PositiveSmallIntegerField()
    nama = models.CharField(max_length=120)
    parameter: Any = models.JSONField(default=dict)
    dokumen = models.ForeignKey(DokumenAnggaran, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=8, choices=StatusSkenario, default=StatusSkenario.DRAF)
    versi = models.PositiveIntegerField(default=1)
    contoh = models.BooleanField(default=False)
    pembuat = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)
    diubah = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-tahun", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(nama=""), name="skenario_bernama"),
            models.UniqueConstraint(fields=["wilayah", "tahun", "nama"], name="skenario_satu_nama"),
        ]

    def __str__(self) -> str:
        return f"{self.nama} {self.tahun}"

    @property
    def draf(self) -> bool:
        return self.status == StatusSkenario.DRAF
