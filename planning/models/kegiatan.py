"""Planned work: the yearly plan of a unit or of a Tim Pembina, its activities, and what each costs item by item."""

import uuid
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.scope import LINTAS_BIDANG, ScopedModel
from planning.katalog import pilihan_sumber
from posyandu_app.lib.bidang import pilihan_bidang
from registry.models import Posyandu
from wilayah.models import Wilayah


class StatusRencana(models.TextChoices):
    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Diajukan ke kepala desa/lurah"
    DISAHKAN = "disahkan", "Disahkan"


class RencanaKerja(ScopedModel):
    """Rencana Kerja Tahunan of one unit, or of the Tim Pembina of one area."""

    SCOPE_PATH = "posyandu"
    SCOPE_PATH_LAIN = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, null=True, blank=True, related_name="rencana_list")
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tahun = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=StatusRencana, default=StatusRencana.DRAF)
    disahkan_oleh = models.CharField(max_length=120, blank=True)
    disahkan_pada = models.DateField(null=True, blank=True)
    contoh = models.BooleanField(default=False)
    versi = models.PositiveIntegerField(default=1)
    pembuat = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-tahun", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(posyandu=None, wilayah__isnull=False) | Q(posyandu__isnull=False, wilayah=None),
                name="rencana_satu_pemilik",
            ),
            models.UniqueConstraint(
                fields=["posyandu", "tahun"], condition=~Q(posyandu=None), name="rencana_satu_per_unit"
            ),
            models.UniqueConstraint(
                fields=["wilayah", "tahun"], condition=~Q(wilayah=None), name="rencana_satu_per_tim"
            ),
        ]

    def __str__(self) -> str:
        return f"Rencana kerja {self.tahun} {self.posyandu or self.wilayah}"

    @property
    def kode(self) -> str:
        """The area it is held to."""
        return self.posyandu.kode if self.posyandu else str(self.wilayah_id)


class KegiatanRencana(ScopedModel):
    """One planned activity of a year: what, in which field, in which months, how much, at what cost, from whom it is
    asked. Becomes real when records carry it out (`pelaksanaan_list`)."""

    SCOPE_PATH = "rencana__posyandu"
    SCOPE_PATH_LAIN = "rencana__wilayah"
    BIDANG_PATH = "bidang"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    rencana = models.ForeignKey(RencanaKerja, on_delete=models.PROTECT, related_name="kegiatan_list")
    bidang = models.CharField(max_length=20, blank=True, choices=pilihan_bidang)  # empty: lintas bidang
    layanan = models.CharField(max_length=40, blank=True)  # the catalogue's service, where there is one
    uraian = models.CharField(max_length=200)
    komponen = models.CharField(max_length=24, blank=True)
    bulan = models.JSONField(default=list)  # 1–12
    volume = models.DecimalField(max_digits=12, decimal_places=2)
    satuan = models.CharField(max_length=40)
    biaya = models.DecimalField(max_digits=18, decimal_places=2)
    sumber_usul = models.CharField(max_length=16, blank=True, choices=pilihan_sumber)
    sumber_teks = models.CharField(max_length=80, blank=True)
    urutan = models.PositiveSmallIntegerField(default=0)
    versi = models.PositiveIntegerField(default=1)
    jadi: list[Any]  # its PelaksanaanKegiatan, where a query asked for them (planning.metrics_pelaksanaan)

    class Meta:
        ordering = ["rencana", "urutan", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(volume__gt=0), name="kegiatan_rencana_volume"),
            models.CheckConstraint(condition=Q(biaya__gte=0), name="kegiatan_rencana_biaya"),
        ]

    def __str__(self) -> str:
        return self.uraian


class ButirRab(ScopedModel):
    """One item of an activity's RAB. `koefisien`: the parts as typed, [["5", "orang"], ["12", "bulan"]]; `jumlah` is
    their product times the price and nothing else. The columns of the Perubahan (PAK) are empty until there is one."""

    SCOPE_PATH = "kegiatan__rencana__posyandu"
    SCOPE_PATH_LAIN = "kegiatan__rencana__wilayah"
    BIDANG_PATH = "kegiatan__bidang"

    kegiatan = models.ForeignKey(KegiatanRencana, on_delete=models.CASCADE, related_name="rab_list")
    kode_rekening = models.CharField(max_length=24, blank=True)
    uraian = models.CharField(max_length=200)
    koefisien = models.JSONField(default=list)
    volume = models.DecimalField(max_digits=14, decimal_places=2)
    satuan = models.CharField(max_length=40)
    harga = models.DecimalField(max_digits=18, decimal_places=2)
    jumlah = models.DecimalField(max_digits=18, decimal_places=2)
    volume_pak = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    harga_pak = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    jumlah_pak = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    sumber_dana = models.CharField(max_length=16, blank=True, choices=pilihan_sumber)
    urutan = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["kegiatan", "urutan", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(volume__gte=0, harga__gte=0, jumlah__gte=0), name="rab_tak_negatif"),
            models.CheckConstraint(condition=Q(jumlah__lt=Decimal(10) ** 13), name="rab_wajar"),
        ]

    def __str__(self) -> str:
        return self.uraian
