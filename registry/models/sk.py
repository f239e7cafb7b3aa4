"""Decrees and records of a unit."""

from django.db import models
from django.db.models import F, Q

from accounts.scope import LINTAS_BIDANG, ScopedModel
from registry.models.posyandu import Posyandu


class JenisSK(models.TextChoices):
    """Papers asked for in registration (domain study 2.2)."""

    BERITA_ACARA = "berita_acara", "Berita acara musyawarah"
    PEMBENTUKAN = "pembentukan", "Keputusan pembentukan"
    PENGURUS = "pengurus", "Keputusan pengurus"
    KADER = "kader", "Keputusan kader"


class SuratKeputusan(ScopedModel):
    """One decree: number, date, and the day it stops to hold (`berlaku_sampai`, exclusive; empty = open)."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="sk_list")
    jenis = models.CharField(max_length=14, choices=JenisSK)
    nomor = models.CharField(max_length=80)
    tanggal = models.DateField()
    berlaku_sampai = models.DateField(null=True, blank=True)
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering = ["jenis", "-tanggal"]
        constraints = [
            models.CheckConstraint(condition=~Q(nomor=""), name="sk_nomor_isi"),
            models.CheckConstraint(
                condition=Q(berlaku_sampai=None) | Q(berlaku_sampai__gt=F("tanggal")), name="sk_tanggal_urut"
            ),
            models.UniqueConstraint(fields=["posyandu", "jenis", "nomor"], name="sk_unik"),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.nomor}"
