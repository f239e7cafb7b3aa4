"""Praktik baik: a unit tells what it did and what came of it; others say that they do it too."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Berkas, User
from accounts.scope import LINTAS_BIDANG, ScopedModel, ScopedQuerySet
from posyandu_app.lib.bidang import pilihan_bidang
from registry.models.posyandu import Posyandu


class PraktikQuerySet(ScopedQuerySet):
    def terbaca(self, user: Any, duty: str) -> Self:
        """Cards of the person's area in any state, and approved ones of everywhere: they are there to be copied.

        A card names a unit and what it did; a person's name or face is not part of it.
        """
        if not user.scope_for(duty):
            return self.none()
        return self.filter(user.scope_for(duty).q(self.model) | Q(status="disetujui"))


class PraktikBaik(ScopedModel):
    """One card. `biaya` None is not known, which is not free."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    class Status(models.TextChoices):
        DRAF = "draf", "Draf"
        DIAJUKAN = "diajukan", "Menunggu Tim Pembina"
        DISETUJUI = "disetujui", "Disetujui"
        DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
        DITARIK = "ditarik", "Ditarik"

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="praktik_list")
    bidang = models.CharField(max_length=20, choices=pilihan_bidang)
    judul = models.CharField(max_length=120)
    masalah = models.TextField()
    langkah = models.TextField()
    hasil = models.TextField()
    biaya = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    foto = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=14, choices=Status, default=Status.DRAF)
    penulis = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    pengaju = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    disetujui = models.DateField(null=True, blank=True)
    dibuat = models.DateTimeField(default=timezone.now)
    versi = models.PositiveIntegerField(default=1)
    contoh = models.BooleanField(default=False)

    objects = PraktikQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(judul=""), name="praktik_judul_isi"),
            models.CheckConstraint(condition=Q(biaya=None) | Q(biaya__gte=0), name="praktik_biaya_positif"),
        ]

    def __str__(self) -> str:
        return self.judul


class TiruPraktik(ScopedModel):
    """A unit does what a card of another unit tells: once for each unit, taken back with a day."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    praktik = models.ForeignKey(PraktikBaik, on_delete=models.PROTECT, related_name="tiru_list")
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="tiru_list")
    mulai = models.DateField()
    catatan = models.CharField(max_length=300, blank=True)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    batal = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["praktik", "posyandu"], condition=Q(batal=None), name="tiru_sekali_tiap_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.posyandu} meniru {self.praktik}"
