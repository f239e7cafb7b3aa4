"""The join between work and a rupiah: what a line gives to an activity, and what of it was paid."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.scope import ScopedModel
from planning.models.dokumen import BarisAnggaran, BarisSumberDana
from planning.models.kegiatan import KegiatanRencana
from posyandu_app.lib.bidang import pilihan_bidang
from registry.models import DaftarBayar, Posyandu
from spm_services.models import Rekaman


class StatusAlokasi(models.TextChoices):
    BERLAKU = "berlaku", "Berlaku"
    DICABUT = "dicabut", "Dicabut"


class Alokasi(ScopedModel):
    """An amount of one line for one activity: done (`rekaman`) or planned (`kegiatan`), or for one unit's share of an
    incentive list (`daftar`, one row for each of its units). Never edited: it is withdrawn with a reason and made anew.
    `terealisasi` is kept by planning.actions alone. `posyandu` is the unit, empty for a Tim Pembina's own work."""

    SCOPE_PATH = "posyandu"
    SCOPE_PATH_LAIN = "kegiatan__rencana__wilayah"
    BIDANG_PATH = "bidang"

    class Dukungan(models.TextChoices):
        UANG = "uang", "Uang"
        BARANG = "barang", "Barang"
        JASA = "jasa", "Jasa"

    class Metode(models.TextChoices):
        LANGSUNG = "langsung", "Langsung untuk kegiatan ini"
        PER_KADER = "kader", "Dibagi menurut jumlah kader"
        PER_SASARAN = "sasaran", "Dibagi menurut jumlah sasaran"
        PER_POSYANDU = "posyandu", "Dibagi rata antar posyandu"

    kunci = models.UUIDField(default=uuid.uuid4, unique=True)
    rekaman = models.ForeignKey(Rekaman, on_delete=models.PROTECT, null=True, blank=True, related_name="alokasi_list")
    kegiatan = models.ForeignKey(
        KegiatanRencana, on_delete=models.PROTECT, null=True, blank=True, related_name="alokasi_list"
    )
    daftar = models.ForeignKey(
        DaftarBayar, on_delete=models.PROTECT, null=True, blank=True, related_name="alokasi_list"
    )
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, null=True, blank=True, related_name="alokasi_list")
    bidang = models.CharField(max_length=20, blank=True, choices=pilihan_bidang)
    baris = models.ForeignKey(BarisAnggaran, on_delete=models.PROTECT, related_name="alokasi_list")
    sumber = models.ForeignKey(
        BarisSumberDana, on_delete=models.PROTECT, null=True, blank=True, related_name="alokasi_list"
    )
    nilai = models.DecimalField(max_digits=18, decimal_places=2)
    terealisasi = models.DecimalField(max_digits=18, decimal_places=2, default=Decimal(0))
    dukungan = models.CharField(max_length=8, choices=Dukungan, default=Dukungan.UANG)
    metode = models.CharField(max_length=10, choices=Metode, default=Metode.LANGSUNG)
    komponen = models.CharField(max_length=24, blank=True)
    tahap_salur = models.CharField(max_length=40, blank=True)
    keterangan = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=8, choices=StatusAlokasi, default=StatusAlokasi.BERLAKU)
    contoh = models.BooleanField(default=False)
    versi = models.PositiveIntegerField(default=1)
    pembuat = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-dibuat"]
        constraints = [
            models.CheckConstraint(condition=Q(nilai__gt=0), name="alokasi_lebih_dari_nol"),
            models.CheckConstraint(
                condition=Q(terealisasi__gte=0) & Q(terealisasi__lte=F("nilai")), name="alokasi_realisasi_wajar"
            ),
            models.CheckConstraint(
                condition=Q(rekaman__isnull=False, kegiatan=None, daftar=None)
                | Q(rekaman=None, kegiatan__isnull=False, daftar=None)
                | Q(rekaman=None, kegiatan=None, daftar__isnull=False),
                name="alokasi_satu_kegiatan",
            ),
            models.UniqueConstraint(
                fields=["daftar", "posyandu", "baris"],
                condition=Q(status="berlaku") & ~Q(daftar=None),
                name="alokasi_daftar_unit_baris",
            ),
            models.CheckConstraint(
                condition=Q(posyandu__isnull=False) | Q(kegiatan__isnull=False), name="alokasi_berpemilik"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.untuk} ← {self.baris}"

    @property
    def untuk(self) -> Rekaman | KegiatanRencana | DaftarBayar | None:
        """The activity, or the incentive list, that is paid for."""
        return self.rekaman or self.kegiatan or self.daftar

    @property
    def sisa(self) -> Decimal:
        """Not yet paid out."""
        return self.nilai - self.terealisasi


class Realisasi(ScopedModel):
    """One payment of an allocation, as its evidence says. Never edited: a mistake is taken back by a row of its own
    (`membalik`), with the same amount below zero."""

    SCOPE_PATH = "alokasi__posyandu"
    SCOPE_PATH_LAIN = "alokasi__kegiatan__rencana__wilayah"
    BIDANG_PATH = "alokasi__bidang"

    class Kanal(models.TextChoices):
        RKD = "rkd", "Rekening kas desa"
        RKUD = "rkud", "Rekening kas umum daerah"
        RKUN = "rkun", "Rekening kas umum negara"
        SWADAYA = "swadaya", "Swadaya atau di luar kas"

    kunci = models.UUIDField(default=uuid.uuid4, unique=True)
    alokasi = models.ForeignKey(Alokasi, on_delete=models.PROTECT, related_name="realisasi_list")
    tanggal = models.DateField()
    nilai = models.DecimalField(max_digits=18, decimal_places=2)
    bukti = models.CharField(max_length=80)
    kanal = models.CharField(max_length=8, choices=Kanal)
    penerima = models.CharField(max_length=120, blank=True)
    keterangan = models.CharField(max_length=200, blank=True)
    membalik = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="dibalik_oleh"
    )
    contoh = models.BooleanField(default=False)
    pencatat = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["tanggal", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(membalik=None, nilai__gt=0) | Q(membalik__isnull=False, nilai__lt=0),
                name="realisasi_tanda",
            ),
            models.CheckConstraint(condition=~Q(bukti=""), name="realisasi_berbukti"),
        ]

    def __str__(self) -> str:
        return f"{self.bukti} {self.nilai}"
