"""A registration file on its way from the village to the ministry, and what each desk said of each item."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Berkas, User
from accounts.scope import LINTAS_BIDANG, ScopedModel
from registry.models.posyandu import Posyandu
from wilayah.models import Wilayah


class StatusAjuan(models.TextChoices):
    """Each is the act of one desk (domain study 2.3)."""

    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Diajukan"
    DIPERIKSA = "diperiksa", "Diperiksa kecamatan"
    DIVERIFIKASI = "diverifikasi", "Diverifikasi dinas"
    DIKETAHUI = "diketahui", "Diketahui provinsi"
    DIKIRIM = "dikirim", "Dikirim ke kementerian"
    TERBIT = "terbit", "Nomor terbit"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    TIDAK_DIPROSES = "tidak_diproses", "Tidak dapat diproses"
    DITARIK = "ditarik", "Ditarik"


# A file in one of these stands; a unit has at most one of them.
BERJALAN = (
    StatusAjuan.DRAF,
    StatusAjuan.DIAJUKAN,
    StatusAjuan.DIPERIKSA,
    StatusAjuan.DIVERIFIKASI,
    StatusAjuan.DIKETAHUI,
    StatusAjuan.DIKIRIM,
    StatusAjuan.DIKEMBALIKAN,
)


class Paket(ScopedModel):
    """A batch that one Dinas sends to the ministry: cover letter, matriks, zip of papers, one receipt."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    class Status(models.TextChoices):
        DRAF = "draf", "Disusun"
        SIAP = "siap", "Berkas siap"
        DIKIRIM = "dikirim", "Dikirim"
        SELESAI = "selesai", "Selesai"
        DIBATALKAN = "dibatalkan", "Dibatalkan"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="paket_list")
    nomor_surat = models.CharField(max_length=80)
    tanggal_surat = models.DateField()
    penanda_tangan = models.CharField(max_length=120)  # office and, if wanted, name
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAF)
    jumlah = models.PositiveIntegerField(default=0)
    surat = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    matriks = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    arsip = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tanda_terima = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pembuat = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)
    dikirim_pada = models.DateTimeField(null=True, blank=True)
    versi = models.PositiveIntegerField(default=1)
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wilayah", "nomor_surat"], condition=~Q(status="dibatalkan"), name="paket_nomor_surat"
            )
        ]

    def __str__(self) -> str:
        return f"Paket {self.nomor_surat}"


class Ajuan(ScopedModel):
    """One registration file. `dasar` is what the items held when it was handed in, to tell what changed since."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="ajuan_list")
    status = models.CharField(max_length=14, choices=StatusAjuan, default=StatusAjuan.DRAF)
    dari_meja = models.CharField(max_length=14, blank=True)  # status from which it was sent back
    putaran = models.PositiveSmallIntegerField(default=1)  # 1 + how often it was sent back
    versi_syarat = models.CharField(max_length=20)
    dasar = models.JSONField(default=dict)
    pengaju = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    diajukan_pada = models.DateTimeField(null=True, blank=True)
    sejak = models.DateTimeField(default=timezone.now)  # when the present desk got it
    tenggat = models.DateField(null=True, blank=True)  # last working day the desk has; None: no clock
    petugas = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    paket = models.ForeignKey(Paket, on_delete=models.PROTECT, null=True, blank=True, related_name="ajuan_list")
    versi = models.PositiveIntegerField(default=1)
    dibuat = models.DateTimeField(default=timezone.now)
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["status", "sejak"], name="ajuan_meja")]
        constraints = [
            models.UniqueConstraint(
                fields=["posyandu"], condition=Q(status__in=[str(s) for s in BERJALAN]), name="ajuan_satu_berjalan"
            ),
        ]

    def __str__(self) -> str:
        return f"Berkas {self.posyandu}"


class PutusanButir(ScopedModel):
    """What one desk said of one item in one round. Append-only: a later row of the same desk and item counts."""

    SCOPE_PATH = "ajuan__posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    class Putusan(models.TextChoices):
        SETUJU = "setuju", "Sesuai"
        KEMBALI = "kembali", "Perlu diperbaiki"

    ajuan = models.ForeignKey(Ajuan, on_delete=models.PROTECT, related_name="putusan_list")
    putaran = models.PositiveSmallIntegerField()
    meja = models.CharField(max_length=14)  # the status the file had at that desk
    butir = models.CharField(max_length=30)  # code of the item in registry.persyaratan
    putusan = models.CharField(max_length=8, choices=Putusan)
    alasan = models.CharField(max_length=30, blank=True)  # code of registry.alasan
    catatan = models.CharField(max_length=400, blank=True)
    sidik = models.CharField(max_length=16, blank=True)  # of the item's content as it was seen
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(putusan="kembali") | ~Q(alasan=""), name="putusan_kembali_beralasan")
        ]

    def __str__(self) -> str:
        return f"{self.butir} {self.putusan}"
