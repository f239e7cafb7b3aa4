"""Codes of activities with their names, by code book and version."""

from django.db import models


class KodeNomenklatur(models.Model):
    """One code as its decree prints it. Loaded by `muat_acuan` from `planning.acuan`."""

    ACUAN_UMUM = True

    skema = models.CharField(max_length=8)
    versi = models.CharField(max_length=80)
    kode_kegiatan = models.CharField(max_length=24)
    uraian = models.CharField(max_length=300)
    bidang = models.CharField(max_length=20, blank=True)
    tag_resmi = models.BooleanField(default=False)
    sumber = models.CharField(max_length=200)

    class Meta:
        ordering = ["skema", "kode_kegiatan"]
        constraints = [
            models.UniqueConstraint(fields=["skema", "versi", "kode_kegiatan"], name="nomenklatur_unik"),
        ]

    def __str__(self) -> str:
        return f"{self.kode_kegiatan} {self.uraian}"
