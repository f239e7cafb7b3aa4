"""The sealed channel: reports of violence and trafficking that one duty reaches, and a log that nobody else reads.

Neither model is a `ScopedModel`: no figure, export or select can be made over them by a Scope, and their queryset
answers any duty but KANAL_TERTUTUP with nothing (docs/keputusan/0009-saluran-tertutup.md).
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from spm_services.querysets import TertutupQuerySet
from wilayah.models import Wilayah


class StatusTertutup(models.TextChoices):
    DITERIMA = "diterima", "Diterima"
    DIHUBUNGI = "dihubungi", "Sudah dihubungi"
    DITANGANI = "ditangani", "Sedang ditangani"
    DIRUJUK = "dirujuk", "Dirujuk"
    DITUTUP = "ditutup", "Selesai"


class LaporanTertutup(models.Model):
    """One report. In clear stand only its kabupaten, its times, its status and whether it is urgent.

    Everything else, the unit and who filed it among it, is `isi_sandi` (spm_services.actions.tertutup). `kunci` comes
    from the form: sent twice is one report. `uuid` is the address, which whoever filed it never learns.
    """

    JALUR_WILAYAH: ClassVar[str] = "wilayah"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kunci = models.UUIDField(unique=True)
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="+")
    isi_sandi = models.TextField()
    mendesak = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=StatusTertutup, default=StatusTertutup.DITERIMA)
    versi = models.PositiveIntegerField(default=1)
    diterima = models.DateTimeField(default=timezone.now)
    tenggat = models.DateTimeField()
    dihubungi = models.DateTimeField(null=True, blank=True)
    contoh = models.BooleanField(default=False)

    objects = TertutupQuerySet.as_manager()  # type: ignore[django-manager-missing]

    class Meta:
        indexes = [models.Index(fields=["wilayah", "tenggat"], name="tertutup_tenggat")]
        constraints = [models.CheckConstraint(condition=~Q(isi_sandi=""), name="tertutup_isi")]

    def __str__(self) -> str:
        return "Laporan tertutup"


class JejakTertutup(models.Model):
    """One event on a report: received, opened, each step. Append-only in the database (audit.pemicu).

    The common log (`audit.Catatan`) holds nothing of this. Whoever filed the report is not named here either.
    """

    JALUR_WILAYAH: ClassVar[str] = "laporan__wilayah"

    laporan = models.ForeignKey(LaporanTertutup, on_delete=models.PROTECT, related_name="jejak_list")
    waktu = models.DateTimeField(default=timezone.now)
    pelaku = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    pelaku_nama = models.CharField(max_length=150, blank=True)
    aksi = models.CharField(max_length=12)
    dari = models.CharField(max_length=10, blank=True)
    ke = models.CharField(max_length=10, blank=True)
    catatan_sandi = models.TextField(blank=True)

    objects = TertutupQuerySet.as_manager()  # type: ignore[django-manager-missing]

    class Meta:
        ordering = ["-waktu", "-id"]

    def __str__(self) -> str:
        return self.aksi
