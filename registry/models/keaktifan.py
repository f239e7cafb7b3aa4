"""What was answered when a kader had recorded nothing for a while: facts with a day, newest first, never replaced."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.scope import LINTAS_BIDANG, ScopedModel
from registry.models.orang import Kader


class Keaktifan(ScopedModel):
    """An answer about a term. It keeps the question quiet until `tanya_lagi` (exclusive of the day itself)."""

    SCOPE_PATH = "kader__posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    class Jawaban(models.TextChoices):
        AKTIF = "aktif", "Masih aktif"
        SAKIT = "sakit", "Sakit"
        CUTI = "cuti", "Cuti melahirkan"
        PINDAH = "pindah", "Pindah"
        BERHENTI = "berhenti", "Berhenti"

    kader = models.ForeignKey(Kader, on_delete=models.PROTECT, related_name="keaktifan_list")
    jawaban = models.CharField(max_length=8, choices=Jawaban)
    tanggal = models.DateField()
    tanya_lagi = models.DateField(null=True, blank=True)
    catatan = models.CharField(max_length=200, blank=True)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(jawaban__in=["sakit", "cuti"]) | Q(tanya_lagi__isnull=False), name="keaktifan_bertanggal"
            )
        ]

    def __str__(self) -> str:
        return self.jawaban
