"""What the checks of a budget found, totals typed in from a decree, and the shares a region sets by its own rule."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.roles import pilihan_peran
from accounts.scope import LINTAS_BIDANG, ScopedModel
from planning.katalog import pilihan_sumber, pilihan_total
from planning.models.alokasi import Alokasi
from planning.models.dokumen import BarisAnggaran, DokumenAnggaran
from registry.models import Posyandu
from wilayah.models import Wilayah


class StatusTemuan(models.TextChoices):
    TERBUKA = "terbuka", "Terbuka"
    DIJELASKAN = "dijelaskan", "Dijelaskan"
    SELESAI = "selesai", "Selesai"


class TemuanAnggaran(ScopedModel):
    """One thing one check found: once for each rule and object, however often the check runs.

    Written by planning.actions.temuan alone. `terakhir` is the last run that still saw it; `hilang` the day on which a
    run no longer did (which closes it). `nilai`: the amount at stake, empty where none can be said. The sentence names
    no person. Its steps by people stand in planning.workflow_temuan."""

    SCOPE_PATH = "wilayah"
    SCOPE_PATH_LAIN = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    aturan = models.CharField(max_length=3)
    objek = models.CharField(max_length=80)
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="temuan_anggaran_list")
    tahun = models.PositiveSmallIntegerField()
    nilai = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    kalimat = models.CharField(max_length=500)
    pemilik = models.CharField(max_length=24, choices=pilihan_peran)
    dokumen = models.ForeignKey(DokumenAnggaran, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    # A line of a draft may be deleted: what was found about it goes with it.
    baris = models.ForeignKey(BarisAnggaran, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    alokasi = models.ForeignKey(Alokasi, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pertama = models.DateTimeField(default=timezone.now)
    terakhir = models.DateTimeField(default=timezone.now)
    hilang = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=StatusTemuan, default=StatusTemuan.TERBUKA)
    penjelasan = models.CharField(max_length=400, blank=True)
    penjelas = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    versi = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["aturan", "id"]
        indexes = [models.Index(fields=["wilayah", "tahun"], name="temuan_wilayah_tahun")]
        constraints = [
            models.UniqueConstraint(fields=["aturan", "objek"], name="temuan_satu_per_objek"),
            models.CheckConstraint(condition=~Q(kalimat=""), name="temuan_berkalimat"),
            models.CheckConstraint(condition=~Q(status="dijelaskan") | ~Q(penjelasan=""), name="temuan_dijelaskan_isi"),
        ]

    def __str__(self) -> str:
        return f"{self.aturan} {self.objek}"


class TotalDokumen(ScopedModel):
    """The sum of one source, or of the whole document (`katalog.JUMLAH`), as the decree or the imported file says it:
    what the lines entered here must add up to (A30)."""

    SCOPE_PATH = "dokumen__wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = ~Q(dokumen__status="draf")

    dokumen = models.ForeignKey(DokumenAnggaran, on_delete=models.CASCADE, related_name="total_list")
    sumber = models.CharField(max_length=16, choices=pilihan_total)
    nilai = models.DecimalField(max_digits=18, decimal_places=2)
    diubah = models.DateTimeField(default=timezone.now)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["dokumen", "id"]
        constraints = [
            models.UniqueConstraint(fields=["dokumen", "sumber"], name="total_satu_per_sumber"),
            models.CheckConstraint(condition=Q(nilai__gte=0), name="total_tak_negatif"),
        ]

    def __str__(self) -> str:
        return f"{self.get_sumber_display()} {self.nilai}"


class AturanPorsi(ScopedModel):
    """A share that a region sets for its own documents from a year on, beside or instead of those of the nation
    (planning.porsi): one with the same `nama_singkat` takes the place of the nation's."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = Q(pk__isnull=False)

    class Skema(models.TextChoices):
        APBDES = "apbdes", "APB Desa"
        APBD = "apbd", "APBD"

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="porsi_list")
    nama_singkat = models.CharField(max_length=24)
    nama = models.CharField(max_length=160)
    skema = models.CharField(max_length=8, choices=Skema)
    tahun_dari = models.PositiveSmallIntegerField()
    tahun_sampai = models.PositiveSmallIntegerField(null=True, blank=True)
    awalan = models.CharField(max_length=200, blank=True)  # beginnings of activity codes, comma between
    kata = models.CharField(max_length=200, blank=True)  # words in a line's name, comma between
    sumber = models.CharField(max_length=16, blank=True, choices=pilihan_sumber)  # of both halves; empty: all
    minimal = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    maksimal = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    dasar = models.CharField(max_length=200)
    pembuat = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-tahun_dari", "nama_singkat", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wilayah", "nama_singkat", "skema", "tahun_dari"], name="porsi_satu_per_tahun"
            ),
            models.CheckConstraint(condition=~Q(dasar="") & ~Q(nama=""), name="porsi_berdasar"),
            models.CheckConstraint(condition=~Q(awalan="") | ~Q(kata=""), name="porsi_berpembilang"),
            models.CheckConstraint(
                condition=Q(minimal__isnull=False) | Q(maksimal__isnull=False), name="porsi_berbatas"
            ),
            models.CheckConstraint(
                condition=(Q(minimal=None) | (Q(minimal__gte=0) & Q(minimal__lte=Decimal(100))))
                & (Q(maksimal=None) | (Q(maksimal__gte=0) & Q(maksimal__lte=Decimal(100))))
                & (Q(minimal=None) | Q(maksimal=None) | Q(maksimal__gte=F("minimal"))),
                name="porsi_persen",
            ),
            models.CheckConstraint(
                condition=Q(tahun_sampai=None) | Q(tahun_sampai__gte=F("tahun_dari")), name="porsi_tahun_urut"
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class AntreanPeriksa(ScopedModel):
    """A document that changed since it was last checked; the worker takes it within a minute."""

    SCOPE_PATH = "dokumen__wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    dokumen = models.OneToOneField(DokumenAnggaran, on_delete=models.CASCADE, related_name="+")
    sejak = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.dokumen_id)


class PutaranPeriksa(models.Model):
    """One whole nightly run: that it was done, not what it found."""

    ACUAN_UMUM = True

    tahun = models.PositiveSmallIntegerField()
    mulai = models.DateTimeField()
    selesai = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.tahun} {self.selesai:%d-%m-%Y %H:%M}"
