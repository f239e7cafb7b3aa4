"""What a region may set for itself, and its days off."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.scope import LINTAS_BIDANG, ScopedModel
from wilayah.models import Wilayah


class AturanDaerah(ScopedModel):
    """One setting of one area (`registry.aturan.DAFTAR` names them); an area without it takes the next one above."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = Q(pk__isnull=False)

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="aturan_list")
    nama = models.CharField(max_length=40)
    nilai = models.JSONField()
    dasar = models.CharField("dasar atau alasan", max_length=200)
    versi = models.PositiveIntegerField(default=1)
    pengubah = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    diubah = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wilayah", "nama"], name="aturan_satu")]

    def __str__(self) -> str:
        return f"{self.nama} {self.wilayah_id}"


class HariLibur(ScopedModel):
    """A day off of an area beside the national ones, which come with the `lokal-id` package."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = Q(pk__isnull=False)

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="libur_list")
    tanggal = models.DateField()
    nama = models.CharField(max_length=120)

    class Meta:
        ordering = ["tanggal"]
        constraints = [models.UniqueConstraint(fields=["wilayah", "tanggal"], name="libur_satu")]

    def __str__(self) -> str:
        return f"{self.tanggal} {self.nama}"
