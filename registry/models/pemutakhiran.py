"""Pemutakhiran: the Dinas asks, the units say of each section of their data that it is still right."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from accounts.scope import LINTAS_BIDANG, ScopedModel
from registry.bagian_data import NAMA_BAGIAN
from registry.models.posyandu import Posyandu
from wilayah.models import Wilayah


def pilihan_bagian() -> list[tuple[str, str]]:
    return list(NAMA_BAGIAN.items())


class PeriodePemutakhiran(ScopedModel):
    """A round of confirmations in an area, asked for by its Dinas; readable from every unit below it.

    `tenggat` is the last day asked for. It closes nothing: a late answer is still an answer until the Dinas closes.
    """

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = Q(pk__isnull=False)

    class Status(models.TextChoices):
        DIBUKA = "dibuka", "Dibuka"
        DITUTUP = "ditutup", "Ditutup"

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="pemutakhiran_list")
    judul = models.CharField(max_length=120)
    mulai = models.DateField()
    tenggat = models.DateField()
    status = models.CharField(max_length=8, choices=Status, default=Status.DIBUKA)
    pembuka = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ditutup = models.DateField(null=True, blank=True)
    versi = models.PositiveIntegerField(default=1)
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering = ["-mulai", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(judul=""), name="pemutakhiran_judul_isi"),
            models.CheckConstraint(condition=Q(tenggat__gte=F("mulai")), name="pemutakhiran_urut"),
            models.CheckConstraint(
                condition=Q(ditutup=None) | Q(status="ditutup"), name="pemutakhiran_tutup_bertanggal"
            ),
        ]

    def __str__(self) -> str:
        return self.judul


class KonfirmasiBagian(ScopedModel):
    """Somebody of the unit looked at a section and says it is right. Never changed: a new row is newer.

    `sidik` is the hash of what was on the page, so that it can be told whether the data changed since.
    """

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    class Cara(models.TextChoices):
        MASIH_BENAR = "masih_benar", "Masih benar"
        DIUBAH = "diubah", "Sudah diubah"  # other than at the confirmation before

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="konfirmasi_list")
    bagian = models.CharField(max_length=14, choices=pilihan_bagian)
    sidik = models.CharField(max_length=16)
    cara = models.CharField(max_length=12, choices=Cara)
    periode = models.ForeignKey(
        PeriodePemutakhiran, on_delete=models.PROTECT, null=True, related_name="konfirmasi_list"
    )
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["posyandu", "bagian", "-id"], name="konfirmasi_terakhir")]

    def __str__(self) -> str:
        return f"{self.get_bagian_display()}: {self.get_cara_display()}"
