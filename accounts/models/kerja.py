"""A long job of one person: the row is the truth about it, whoever works on it and whenever that dies."""

import uuid

from django.db import models
from django.utils import timezone

from accounts.models.akun import User
from accounts.models.berkas import Berkas


class StatusPekerjaan(models.TextChoices):
    ANTRE = "antre", "Menunggu"
    JALAN = "jalan", "Sedang dikerjakan"
    SELESAI = "selesai", "Selesai"
    GAGAL = "gagal", "Gagal"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class Pekerjaan(models.Model):
    """Queued, worked on with a heartbeat (`detak`), resumed from `titik` after a worker died. Its owner sees it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    jenis = models.CharField(max_length=40)
    judul = models.CharField(max_length=160)
    isi = models.JSONField(default=dict)
    status = models.CharField(max_length=12, choices=StatusPekerjaan, default=StatusPekerjaan.ANTRE)
    selesai = models.PositiveIntegerField(default=0)  # of `jumlah`, in the job's own unit
    jumlah = models.PositiveIntegerField(default=0)
    titik = models.JSONField(default=dict)  # where to go on
    percobaan = models.PositiveSmallIntegerField(default=0)
    pesan = models.CharField(max_length=300, blank=True)
    hasil = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    alamat = models.CharField(max_length=200, blank=True)  # where the person goes on when it is done
    pemilik = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="pekerjaan_list")
    dibuat = models.DateTimeField(default=timezone.now)
    mulai = models.DateTimeField(null=True, blank=True)
    berakhir = models.DateTimeField(null=True, blank=True)
    detak = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["status", "id"], name="pekerjaan_antrean")]

    def __str__(self) -> str:
        return self.judul
