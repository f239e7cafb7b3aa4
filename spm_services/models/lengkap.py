"""What a unit says about a month in which a field has no record: zero, or that it does not run the field at all."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from accounts.scope import ScopedModel
from posyandu_app.lib.bidang import pilihan_bidang
from registry.models import Posyandu


class NolBidang(ScopedModel):
    """ "This field had no activity this month": zero, said by somebody, which is not the same as no record.

    Taken back it stays with when and by whom. A record of that month and field counts before the statement.
    """

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = "bidang"

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="nol_list", db_index=False)
    bulan = models.PositiveIntegerField()  # 202611
    bidang = models.CharField(max_length=20, choices=pilihan_bidang)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)
    dicabut = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["bulan", "bidang"], name="nol_bidang_bulan")]
        constraints = [
            models.UniqueConstraint(
                fields=["posyandu", "bulan", "bidang"], condition=Q(dicabut=None), name="nol_bidang_satu"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_bidang_display()} {self.bulan}: nol"


class BidangTakJalan(ScopedModel):
    """The unit does not run a field, from a month up to (not including) another: months in which it is not asked."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = "bidang"

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="tak_jalan_list", db_index=False)
    bidang = models.CharField(max_length=20, choices=pilihan_bidang)
    mulai = models.PositiveIntegerField()  # 202611
    sampai = models.PositiveIntegerField(null=True, blank=True)
    alasan = models.CharField(max_length=200)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["posyandu", "bidang"], condition=Q(sampai=None), name="tak_jalan_satu_berjalan"
            ),
            models.CheckConstraint(condition=~Q(alasan=""), name="tak_jalan_beralasan"),
            models.CheckConstraint(condition=Q(sampai=None) | Q(sampai__gte=F("mulai")), name="tak_jalan_urut"),
        ]

    def __str__(self) -> str:
        return f"{self.get_bidang_display()} tidak dijalankan sejak {self.mulai}"
