"""A message in a person's inbox: what happened, where to look. No personal data of others in its text."""

from django.db import models
from django.utils import timezone

from accounts.models.akun import User


class Pesan(models.Model):
    """`kunci` keeps one event from being told twice to one person; read state is `dibaca`."""

    penerima = models.ForeignKey(User, on_delete=models.PROTECT, related_name="pesan_list")
    judul = models.CharField(max_length=160)
    isi = models.CharField(max_length=400, blank=True)
    alamat = models.CharField(max_length=200, blank=True)
    kunci = models.CharField(max_length=80, null=True, blank=True)  # noqa: DJ001 (null is outside the unique key)
    dibuat = models.DateTimeField(default=timezone.now)
    dibaca = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["penerima", "dibaca", "-id"], name="pesan_kotak")]
        constraints = [models.UniqueConstraint(fields=["penerima", "kunci"], name="pesan_sekali")]

    def __str__(self) -> str:
        return self.judul
