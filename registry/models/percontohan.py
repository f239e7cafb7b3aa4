"""Percontohan: a unit as a pilot for a time, with milestones in each field."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.scope import LINTAS_BIDANG, ScopedModel
from posyandu_app.lib.bidang import pilihan_bidang
from registry.models.posyandu import Posyandu


class Percontohan(ScopedModel):
    """A unit's time as a pilot, [mulai, sampai). One runs at a time; `Posyandu.percontohan` follows it."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    class Tingkat(models.TextChoices):
        NASIONAL = "nasional", "Nasional"
        PROVINSI = "provinsi", "Provinsi"
        KABUPATEN = "kabupaten", "Kabupaten/kota"

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="percontohan_list")
    tingkat = models.CharField(max_length=10, choices=Tingkat)
    surat = models.CharField("nomor keputusan", max_length=80, blank=True)
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    alasan_akhir = models.CharField(max_length=200, blank=True)
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering = ["-mulai", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(sampai=None) | Q(sampai__gte=F("mulai")), name="percontohan_urut"),
            models.UniqueConstraint(fields=["posyandu"], condition=Q(sampai=None), name="percontohan_satu_berjalan"),
        ]

    def __str__(self) -> str:
        return f"Percontohan {self.posyandu}"


class Tonggak(ScopedModel):
    """A milestone of a pilot in one field: asked for, reported by the unit, confirmed by the Tim Pembina."""

    SCOPE_PATH = "percontohan__posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    percontohan = models.ForeignKey(Percontohan, on_delete=models.PROTECT, related_name="tonggak_list")
    bidang = models.CharField(max_length=20, choices=pilihan_bidang)
    uraian = models.CharField(max_length=200)
    tenggat = models.DateField()
    dicapai = models.DateField(null=True, blank=True)
    bukti = models.CharField(max_length=300, blank=True)
    pelapor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dipastikan = models.DateField(null=True, blank=True)
    pemasti = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    catatan = models.CharField(max_length=200, blank=True)  # why a report was sent back

    class Meta:
        ordering = ["tenggat", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(uraian=""), name="tonggak_uraian_isi"),
            models.CheckConstraint(condition=Q(dipastikan=None) | Q(dicapai__isnull=False), name="tonggak_urut"),
        ]

    def __str__(self) -> str:
        return self.uraian
