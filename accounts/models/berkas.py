"""One stored file. It has no area of its own: a view reaches it through the row that holds it."""

import uuid

from django.db import models
from django.utils import timezone

from accounts.models.akun import User


class JenisBerkas(models.TextChoices):
    """Kinds told by content, never by name (accounts.berkas.kenali)."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"
    XLSX = "xlsx", "XLSX"
    DOCX = "docx", "DOCX"
    CSV = "csv", "CSV"
    ZIP = "zip", "ZIP"


class Berkas(models.Model):
    """A file under MEDIA_ROOT, outside the web root. Written once, never changed; `tempat` is our own name."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nama = models.CharField(max_length=160)  # as the person called it, shown and offered at download
    jenis = models.CharField(max_length=8, choices=JenisBerkas)
    ukuran = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    tempat = models.CharField(max_length=120, unique=True)
    pengunggah = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(tempat=""), name="berkas_tempat_isi")]

    def __str__(self) -> str:
        return self.nama
