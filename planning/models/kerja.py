"""Programmes of the perangkat daerah as they reach units: who brings what, where, in which month, to whom."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.scope import ScopedModel
from planning.katalog import DI_LUAR_DOKUMEN, SUMBER_DANA
from planning.models.dokumen import BarisAnggaran
from posyandu_app.lib.bidang import pilihan_bidang
from posyandu_app.lib.periode import BULAN
from registry.models import KelompokSasaran, Posyandu
from wilayah.models import Wilayah

UMUM = "umum"  # everybody: meets every other group


def pilihan_sumber_program() -> list[tuple[str, str]]:
    """Sources of budget documents, and those that stand in none."""
    return [*(s for daftar in SUMBER_DANA.values() for s in daftar), *DI_LUAR_DOKUMEN]


def pilihan_sasaran() -> list[tuple[str, str]]:
    return [(UMUM, "Semua warga"), *KelompokSasaran.choices]


class ProgramOpd(ScopedModel):
    """One thing an office brings to one unit, or to all units of an area, in one month. Never deleted: it is called
    off (`batal`) with a reason. `tanggal`, where it is known, lies in that month."""

    SCOPE_PATH = "posyandu"
    SCOPE_PATH_LAIN = "wilayah"
    BIDANG_PATH = "bidang"
    TAMPAK_KE_BAWAH = Q(batal=False)

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, null=True, blank=True, related_name="program_list")
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    bidang = models.CharField(max_length=20, choices=pilihan_bidang)
    perangkat_daerah = models.CharField(max_length=120)
    tahun = models.PositiveSmallIntegerField()
    bulan = models.PositiveSmallIntegerField()
    tanggal = models.DateField(null=True, blank=True)
    apa = models.CharField(max_length=120)
    sasaran = models.CharField(max_length=12, choices=pilihan_sasaran, default=UMUM)
    jumlah = models.PositiveIntegerField(null=True, blank=True)
    satuan = models.CharField(max_length=40, blank=True)
    sumber = models.CharField(max_length=16, blank=True, choices=pilihan_sumber_program)
    baris = models.ForeignKey(BarisAnggaran, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # One sending of the form: its rows are one batch, and the same form sent twice is one batch.
    kunci = models.UUIDField(default=uuid.uuid4, db_index=True)
    batal = models.BooleanField(default=False)
    alasan_batal = models.CharField(max_length=300, blank=True)
    contoh = models.BooleanField(default=False)
    pembuat = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["tahun", "bulan", "id"]
        indexes = [models.Index(fields=["tahun", "posyandu"], name="program_tahun_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(posyandu=None, wilayah__isnull=False) | Q(posyandu__isnull=False, wilayah=None),
                name="program_satu_tempat",
            ),
            models.CheckConstraint(condition=Q(bulan__gte=1, bulan__lte=12), name="program_opd_bulan"),
            models.CheckConstraint(condition=~Q(apa="") & ~Q(perangkat_daerah=""), name="program_isi"),
            models.CheckConstraint(condition=Q(batal=False) | ~Q(alasan_batal=""), name="program_batal_beralasan"),
            models.UniqueConstraint(
                fields=["kunci", "posyandu"], condition=~Q(posyandu=None), name="program_sekali_per_unit"
            ),
            models.UniqueConstraint(
                fields=["kunci", "wilayah"], condition=~Q(wilayah=None), name="program_sekali_per_area"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.perangkat_daerah}: {self.apa}"

    @property
    def tempat(self) -> str:
        """Where it goes, in words."""
        if self.posyandu is not None:
            return self.posyandu.sebutan
        return f"semua posyandu di {self.wilayah.sebutan}" if self.wilayah else ""

    @property
    def kode_tempat(self) -> str:
        """The unit or the area it is held to."""
        return self.posyandu.kode if self.posyandu else str(self.wilayah_id)

    @property
    def nama_bulan(self) -> str:
        return BULAN[self.bulan - 1]

    @property
    def banyaknya(self) -> str:
        """`40 paket`, or nothing where it was not said."""
        return "" if self.jumlah is None else f"{self.jumlah} {self.satuan}".strip()
