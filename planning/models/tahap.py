"""Indicators of plans with their yearly targets, the lines tied to them, and a region's own planning calendar."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.scope import LINTAS_BIDANG, ScopedModel
from planning.models.dokumen import BarisAnggaran, DokumenAnggaran
from posyandu_app.lib.bidang import pilihan_bidang
from wilayah.models import Wilayah


class IndikatorRencana(ScopedModel):
    """One indicator of a plan of several years. Part of the document's text: written in a draft only.

    `program`: code of the program it belongs to, where the plan names one (1.02.02). `ukuran`: key into
    planning.ukuran, where this system counts the same thing itself."""

    SCOPE_PATH = "dokumen__wilayah"
    SCOPE_PATH_LAIN = "dokumen__posyandu"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = ~Q(dokumen__status="draf")

    class Arah(models.TextChoices):
        NAIK = "naik", "Makin besar makin baik"
        TURUN = "turun", "Makin kecil makin baik"

    dokumen = models.ForeignKey(DokumenAnggaran, on_delete=models.PROTECT, related_name="indikator_list")
    uraian = models.CharField(max_length=200)
    satuan = models.CharField(max_length=40)
    kondisi_awal = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    arah = models.CharField(max_length=6, choices=Arah, default=Arah.NAIK)
    bidang = models.CharField(max_length=20, blank=True, choices=pilihan_bidang)
    program = models.CharField(max_length=24, blank=True)
    ukuran = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["bidang", "id"]
        constraints = [models.UniqueConstraint(fields=["dokumen", "uraian"], name="indikator_rencana_unik")]

    def __str__(self) -> str:
        return self.uraian


class TargetIndikator(ScopedModel):
    """What the plan promises of one indicator for one of its years. `pagu` empty: the plan names none."""

    SCOPE_PATH = "indikator__dokumen__wilayah"
    SCOPE_PATH_LAIN = "indikator__dokumen__posyandu"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = ~Q(indikator__dokumen__status="draf")

    indikator = models.ForeignKey(IndikatorRencana, on_delete=models.CASCADE, related_name="target_list")
    tahun = models.PositiveSmallIntegerField()
    target = models.DecimalField(max_digits=16, decimal_places=2)
    pagu = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["tahun"]
        constraints = [
            models.UniqueConstraint(fields=["indikator", "tahun"], name="target_indikator_unik"),
            models.CheckConstraint(condition=Q(pagu=None) | Q(pagu__gte=0), name="target_pagu_tak_negatif"),
        ]

    def __str__(self) -> str:
        return f"{self.tahun}: {self.target}"


class TautanIndikator(ScopedModel):
    """A line serves an indicator. Said by whoever keeps the line's document, fixed or not: it is no part of the
    text of either. Later stages of the line follow by their lineage and are not tied again."""

    SCOPE_PATH = "baris__dokumen__wilayah"
    SCOPE_PATH_LAIN = "baris__dokumen__posyandu"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = ~Q(baris__dokumen__status="draf")

    indikator = models.ForeignKey(IndikatorRencana, on_delete=models.CASCADE, related_name="tautan_list")
    baris = models.ForeignKey(BarisAnggaran, on_delete=models.CASCADE, related_name="tautan_list")
    catatan = models.CharField(max_length=200, blank=True)
    pembuat = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indikator", "baris"], name="tautan_indikator_unik")]

    def __str__(self) -> str:
        return f"{self.indikator} ← {self.baris}"


class GerbangTahap(ScopedModel):
    """A region's own date for a gate of the planning calendar (planning.kalender has the national ones). The nearest
    area that says one wins, and there a date for the one year before one for every year (`tahun` 0)."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = Q(pk__isnull=False)

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="+")
    gerbang = models.CharField(max_length=24)  # key of planning.kalender
    tahun = models.PositiveSmallIntegerField(default=0)  # budget year; 0: every year
    bulan = models.PositiveSmallIntegerField()
    hari = models.PositiveSmallIntegerField()
    dasar = models.CharField(max_length=160)
    pembuat = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["gerbang", "tahun"]
        constraints = [
            models.UniqueConstraint(fields=["wilayah", "gerbang", "tahun"], name="gerbang_tahap_unik"),
            models.CheckConstraint(
                condition=Q(bulan__gte=1, bulan__lte=12, hari__gte=1, hari__lte=31), name="gerbang_tahap_tanggal"
            ),
            models.CheckConstraint(condition=~Q(dasar=""), name="gerbang_tahap_berdasar"),
        ]

    def __str__(self) -> str:
        return f"{self.gerbang} {self.hari}/{self.bulan}"
