"""The one log of who changed what. Append-only: the database refuses updates and deletes (audit.pemicu)."""

from django.conf import settings
from django.db import models

from audit.querysets import CatatanQuerySet


class Catatan(models.Model):
    """One event on one row: who, when, what, from which value to which.

    `perubahan` is {column: [before, after]}; personal columns hold "berubah" and a keyed hash, never the value.
    The actor's name is copied, so that the log still reads after the account is gone.
    """

    waktu = models.DateTimeField()
    pelaku = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    pelaku_nama = models.CharField(max_length=150)
    aksi = models.CharField(max_length=40)
    objek_jenis = models.CharField(max_length=60)
    objek_id = models.BigIntegerField()
    perubahan = models.JSONField(default=dict)
    dari = models.CharField(max_length=40, blank=True)
    ke = models.CharField(max_length=40, blank=True)
    catatan = models.TextField(blank=True)
    permintaan = models.CharField(max_length=40, blank=True)

    objects = CatatanQuerySet.as_manager()  # type: ignore[django-manager-missing]

    class Meta:
        indexes = [models.Index(fields=["objek_jenis", "objek_id", "waktu"], name="catatan_objek")]
        ordering = ["-waktu", "-id"]

    def __str__(self) -> str:
        return f"{self.waktu:%Y-%m-%d %H:%M} {self.pelaku_nama} {self.aksi} {self.objek_jenis}#{self.objek_id}"
