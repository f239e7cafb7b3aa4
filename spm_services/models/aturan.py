"""What rules found in a record, thresholds and option lists a region set for itself, and months that are closed."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.scope import LINTAS_BIDANG, ScopedModel
from registry.models import Posyandu
from spm_services.models.rekaman import Rekaman
from spm_services.querysets import BulanUnitQuerySet
from wilayah.models import Wilayah


class HasilAturan(ScopedModel):
    """One rule a record met: what was seen, against which threshold, and what follows. Written with the record."""

    SCOPE_PATH = "rekaman__posyandu"
    BIDANG_PATH = "rekaman__bidang"

    rekaman = models.ForeignKey(Rekaman, on_delete=models.CASCADE, related_name="hasil_list", db_index=False)
    kode = models.CharField(max_length=40)
    tindakan = models.CharField(max_length=8)
    arti = models.CharField(max_length=80)
    sebab = models.CharField(max_length=200)
    tertutup = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rekaman", "kode"], name="hasil_aturan_unik")]

    def __str__(self) -> str:
        return f"{self.sebab} → {self.arti}"


class Ambang(ScopedModel):
    """A threshold of `spm_services.ambang` as a region set it, from a day on. Never changed: a later row is newer."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = Q(pk__isnull=False)

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="+")
    nama = models.CharField(max_length=30)
    nilai_ambang = models.DecimalField(max_digits=8, decimal_places=2)
    mulai = models.DateField()
    sumber = models.CharField(max_length=200)
    alasan = models.CharField(max_length=200)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["wilayah", "nama", "mulai"], name="ambang_berlaku")]
        constraints = [models.CheckConstraint(condition=~Q(sumber="") & ~Q(alasan=""), name="ambang_beralasan")]

    def __str__(self) -> str:
        return f"{self.nama} = {self.nilai_ambang} sejak {self.mulai:%d-%m-%Y}"


class DaftarPilihan(ScopedModel):
    """One option a region added to a list of the catalogue (`Pilihan.daftar`), [mulai, sampai). Codes never change."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = Q(pk__isnull=False)

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="+")
    daftar = models.CharField(max_length=40)
    kode = models.CharField(max_length=40)
    label = models.CharField(max_length=90)
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wilayah", "daftar", "kode"], name="daftar_pilihan_unik"),
            models.CheckConstraint(condition=~Q(label="") & ~Q(kode=""), name="daftar_pilihan_isi"),
        ]

    def __str__(self) -> str:
        return self.label


class StatusBulan(models.TextChoices):
    TERBUKA = "terbuka", "Terbuka"
    DITUTUP = "ditutup", "Ditutup"


class BulanUnit(ScopedModel):
    """Whether a month of a unit still takes records and corrections. No row: open.

    `dibuka_lagi`: how many times it was opened again after closing; said wherever its figures stand.
    """

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="bulan_list", db_index=False)
    bulan = models.PositiveIntegerField()  # 202611
    status = models.CharField(max_length=8, choices=StatusBulan, default=StatusBulan.TERBUKA)
    dibuka_lagi = models.PositiveSmallIntegerField(default=0)
    versi = models.PositiveIntegerField(default=1)

    objects = BulanUnitQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["posyandu", "bulan"], name="bulan_unit_unik")]

    def __str__(self) -> str:
        return f"{self.posyandu} {self.bulan}: {self.status}"


class FotoRekaman(ScopedModel):
    """A picture of a record, made anew without camera data (accounts.berkas)."""

    SCOPE_PATH = "rekaman__posyandu"
    BIDANG_PATH = "rekaman__bidang"

    rekaman = models.ForeignKey(Rekaman, on_delete=models.PROTECT, related_name="foto_list")
    berkas = models.ForeignKey("accounts.Berkas", on_delete=models.PROTECT, related_name="+")
    keterangan = models.CharField(max_length=120, blank=True)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.keterangan or "Foto"
