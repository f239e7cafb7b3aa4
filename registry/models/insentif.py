"""Kader incentives: who pays, how much, and the lists by which it is paid.

Payer, amount, unit of time and source of funds differ from place to place (domain study 5: Rp250,000 a month in one
kabupaten, Rp500,000 a year in another), so a tariff is a payer's, with its decree and its dates, never a constant.
A payer here is a purse (`Pembayar`), not a person.
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from accounts.scope import LINTAS_BIDANG, ScopedModel
from posyandu_app.lib.periode import Bulan, deret_bulan
from registry.models.orang import Kader, Orang
from registry.models.posyandu import Posyandu
from registry.querysets import MasaQuerySet
from wilayah.models import Wilayah


class JenisPembayar(models.TextChoices):
    APBD_KABUPATEN = "apbd_kabupaten", "APBD kabupaten/kota"
    APBDES = "apbdes", "APB Desa"
    APBD_PROVINSI = "apbd_provinsi", "APBD provinsi"
    LAINNYA = "lainnya", "Lainnya"


class SatuanTarif(models.TextChoices):
    BULAN = "bulan", "per bulan"
    TAHUN = "tahun", "per tahun"
    KEGIATAN = "kegiatan", "per kegiatan"


class StatusDaftar(models.TextChoices):
    DRAF = "draf", "Draf"
    DIBUKA = "dibuka", "Dibuka"
    DITANDATANGANI = "ditandatangani", "Ditandatangani"
    DIBAYAR = "dibayar", "Dibayar"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class Pembayar(ScopedModel):
    """A purse of an area. Its row is the lock under which lists are drawn up, so that nobody is listed twice."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = Q(pk__isnull=False)

    jenis = models.CharField(max_length=16, choices=JenisPembayar)
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="pembayar_list")
    nama = models.CharField(max_length=80, blank=True)  # of another source than the three
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering = ["wilayah", "jenis", "nama"]
        constraints = [models.UniqueConstraint(fields=["wilayah", "jenis", "nama"], name="pembayar_unik")]

    def __str__(self) -> str:
        kata = "APBD" if self.jenis.startswith("apbd_") else self.nama or "APB"
        return f"{kata} {self.wilayah.sebutan}"


class TarifInsentif(ScopedModel):
    """An amount a payer has set by decree, [mulai, sampai). Ended on its first day it counts for nothing."""

    SCOPE_PATH = "pembayar__wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = Q(pk__isnull=False)

    pembayar = models.ForeignKey(Pembayar, on_delete=models.PROTECT, related_name="tarif_list")
    tahun = models.PositiveSmallIntegerField()
    jumlah = models.DecimalField(max_digits=18, decimal_places=2)
    satuan = models.CharField(max_length=8, choices=SatuanTarif)
    nomor_sk = models.CharField(max_length=80)
    tanggal_sk = models.DateField()
    mulai = models.DateField()
    sampai = models.DateField()
    pencatat = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering = ["-mulai", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(jumlah__gt=0), name="tarif_positif"),
            models.CheckConstraint(condition=~Q(nomor_sk=""), name="tarif_bersk"),
            models.CheckConstraint(condition=Q(sampai__gte=F("mulai")), name="tarif_urut"),
        ]

    def __str__(self) -> str:
        return f"{self.pembayar} {self.tahun}"


class DaftarBayar(ScopedModel):
    """One list: a payer, an area at or below the payer's, whole months [mulai, sampai) of one year.

    `terlewat` says how many of the roster are not on it, by reason, as of when it was drawn up.
    """

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = ~Q(status="draf")

    pembayar = models.ForeignKey(Pembayar, on_delete=models.PROTECT, related_name="daftar_list")
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="daftar_bayar_list")
    mulai = models.DateField()
    sampai = models.DateField()
    satuan = models.CharField(max_length=8, choices=SatuanTarif)
    kali = models.PositiveSmallIntegerField(null=True, blank=True)  # activities of the month, where paid by them
    terlewat = models.JSONField(default=dict)
    status = models.CharField(max_length=14, choices=StatusDaftar, default=StatusDaftar.DRAF)
    penanda_tangan = models.CharField(max_length=120, blank=True)
    tanggal_tanda = models.DateField(null=True, blank=True)
    tanggal_bayar = models.DateField(null=True, blank=True)
    bukti = models.CharField(max_length=80, blank=True)
    pembuat = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)
    versi = models.PositiveIntegerField(default=1)
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering = ["-mulai", "-id"]
        constraints = [models.CheckConstraint(condition=Q(sampai__gt=F("mulai")), name="daftar_bayar_urut")]

    def __str__(self) -> str:
        return f"{self.pembayar}, {self.periode}"

    @property
    def bulan(self) -> list[Bulan]:
        return deret_bulan(Bulan.dari(self.mulai), Bulan.dari(self.sampai).tambah(-1))

    @property
    def periode(self) -> str:
        awal, akhir = self.bulan[0], self.bulan[-1]
        return awal.nama if awal == akhir else f"{awal.singkat}–{akhir.nama}"


class BarisBayar(ScopedModel):
    """One person on a list: once, whatever terms they hold (`ganda` marks two at the same time).

    `hadir`: months in which their account recorded something; None where they have no account, which is not zero.
    """

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    class Keadaan(models.TextChoices):
        BELUM = "belum", "Belum dibayar"
        DIBAYAR = "dibayar", "Dibayar"
        TUNGGAKAN = "tunggakan", "Tunggakan"

    daftar = models.ForeignKey(DaftarBayar, on_delete=models.PROTECT, related_name="baris_list", db_index=False)
    orang = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="bayaran_list")
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="bayaran_list")
    kader = models.ForeignKey(Kader, on_delete=models.PROTECT, related_name="bayaran_list", db_index=False)
    banyak = models.PositiveSmallIntegerField()  # months, or activities
    jumlah = models.DecimalField(max_digits=18, decimal_places=2)
    hadir = models.PositiveSmallIntegerField(null=True, blank=True)
    ganda = models.BooleanField(default=False)
    keadaan = models.CharField(max_length=9, choices=Keadaan, default=Keadaan.BELUM)
    dibayar = models.DateField(null=True, blank=True)
    bukti = models.CharField(max_length=80, blank=True)
    catatan = models.CharField(max_length=200, blank=True)

    objects = MasaQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["daftar", "orang"], name="baris_bayar_sekali"),
            models.CheckConstraint(condition=Q(jumlah__gte=0), name="baris_bayar_jumlah"),
            models.CheckConstraint(
                condition=Q(keadaan="dibayar", dibayar__isnull=False) | (~Q(keadaan="dibayar") & Q(dibayar=None)),
                name="baris_bayar_bertanggal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.orang} {self.jumlah}"


class BulanBayar(ScopedModel):
    """A month of a line with its amount. A payer has one for a person and month: the last lock against paying twice.

    Cancelling a list removes its months, so that another may take them.
    """

    SCOPE_PATH = "baris__posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    baris = models.ForeignKey(BarisBayar, on_delete=models.CASCADE, related_name="bulan_list")
    pembayar = models.ForeignKey(Pembayar, on_delete=models.PROTECT, related_name="+", db_index=False)
    orang = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="+")
    bulan = models.IntegerField()  # 202611
    jumlah = models.DecimalField(max_digits=18, decimal_places=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pembayar", "orang", "bulan"], name="bulan_bayar_sekali")]

    def __str__(self) -> str:
        return str(self.bulan)


class KeberatanInsentif(ScopedModel):
    """A kader says that their line is wrong; somebody answers before the list is signed."""

    SCOPE_PATH = "baris__posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    baris = models.ForeignKey(BarisBayar, on_delete=models.PROTECT, related_name="keberatan_list", db_index=False)
    alasan = models.CharField(max_length=400)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)
    diterima = models.BooleanField(null=True, blank=True)  # None: not answered yet
    jawaban = models.CharField(max_length=400, blank=True)
    penjawab = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dijawab = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["baris"], condition=Q(diterima=None), name="keberatan_satu_terbuka"),
            models.CheckConstraint(condition=Q(diterima=None) | ~Q(jawaban=""), name="keberatan_terjawab"),
        ]

    def __str__(self) -> str:
        return self.alasan
