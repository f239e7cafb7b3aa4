"""What a unit serves, what it has, who looks after it, and where its village ends."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from accounts.scope import LINTAS_BIDANG, ScopedModel
from registry.models.posyandu import Posyandu
from registry.perlengkapan import BARANG, pilihan_barang
from registry.querysets import MasaQuerySet, SasaranQuerySet
from wilayah.models import Wilayah


class KelompokSasaran(models.TextChoices):
    """Whom a unit serves by life stage, and the households of its catchment (village sheets, domain study 2.2, 4)."""

    BAYI = "bayi", "Bayi (0–11 bulan)"
    BALITA = "balita", "Balita (12–59 bulan)"
    PRASEKOLAH = "prasekolah", "Anak prasekolah (60–71 bulan)"
    SEKOLAH = "sekolah", "Usia sekolah dan remaja"
    PRODUKTIF = "produktif", "Usia produktif"
    LANSIA = "lansia", "Lansia"
    HAMIL = "hamil", "Ibu hamil"
    NIFAS = "nifas", "Ibu nifas dan menyusui"
    DISABILITAS = "disabilitas", "Penyandang disabilitas"
    KK = "kk", "Kepala keluarga (KK)"
    RUMAH = "rumah", "Rumah"


class SasaranUnit(ScopedModel):
    """How many live there, as counted (riil) or reckoned (proyeksi) on a day. Never changed: a new row is newer."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    class Asal(models.TextChoices):
        RIIL = "riil", "Riil (didata)"
        PROYEKSI = "proyeksi", "Proyeksi"

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="sasaran_list")
    kelompok = models.CharField(max_length=12, choices=KelompokSasaran)
    jumlah = models.PositiveIntegerField()
    asal = models.CharField(max_length=8, choices=Asal)
    sumber = models.CharField(max_length=120)
    per_tanggal = models.DateField()
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    objects = SasaranQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-per_tanggal", "-id"]
        indexes = [models.Index(fields=["posyandu", "kelompok", "per_tanggal"], name="sasaran_terakhir")]
        constraints = [models.CheckConstraint(condition=~Q(sumber=""), name="sasaran_sumber_isi")]

    def __str__(self) -> str:
        return f"{self.get_kelompok_display()}: {self.jumlah}"


class Perlengkapan(ScopedModel):
    """One item of the kit in a unit, by condition. No row: not asked yet, which is not none."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="perlengkapan_list")
    barang = models.CharField(max_length=24, choices=pilihan_barang)
    baik = models.PositiveSmallIntegerField(default=0)
    rusak_ringan = models.PositiveSmallIntegerField(default=0)
    rusak_berat = models.PositiveSmallIntegerField(default=0)
    kalibrasi = models.DateField(null=True, blank=True)
    kalibrasi_berikut = models.DateField(null=True, blank=True)
    terlatih = models.CharField(max_length=120, blank=True)
    versi = models.PositiveIntegerField(default=1)
    diubah = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["posyandu", "barang"], name="perlengkapan_unik")]

    def __str__(self) -> str:
        return BARANG[self.barang].nama

    @property
    def jumlah(self) -> int:
        return self.baik + self.rusak_ringan + self.rusak_berat

    def lewat_kalibrasi(self, hari: date) -> bool:
        """Is the next calibration overdue on that day?"""
        return self.kalibrasi_berikut is not None and self.kalibrasi_berikut < hari


class Faskes(ScopedModel):
    """A Puskesmas or Pustu that serves units; readable from below its area."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = Q(pk__isnull=False)

    class Jenis(models.TextChoices):
        PUSKESMAS = "puskesmas", "Puskesmas"
        PUSTU = "pustu", "Puskesmas Pembantu (Pustu)"

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="faskes_list")
    jenis = models.CharField(max_length=10, choices=Jenis)
    nama = models.CharField(max_length=120)
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering = ["jenis", "nama"]
        constraints = [
            models.CheckConstraint(condition=~Q(nama=""), name="faskes_nama_isi"),
            models.UniqueConstraint(fields=["wilayah", "jenis", "nama"], name="faskes_unik"),
        ]

    def __str__(self) -> str:
        return f"{'Pustu' if self.jenis == self.Jenis.PUSTU else 'Puskesmas'} {self.nama}"


class PembinaKesehatan(ScopedModel):
    """Which facility and which bidan desa look after the unit, [mulai, sampai)."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="pembina_kesehatan_list")
    faskes = models.ForeignKey(Faskes, on_delete=models.PROTECT, related_name="+")
    bidan = models.CharField("bidan desa", max_length=120, blank=True)
    # Whom to call when it cannot wait (spm_services shows it where a record says so).
    telepon = models.CharField("nomor yang dihubungi", max_length=16, blank=True)
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    versi = models.PositiveIntegerField(default=1)

    objects = MasaQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-mulai", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["posyandu"], condition=Q(sampai=None), name="pembina_kesehatan_satu"),
            models.CheckConstraint(
                condition=Q(sampai=None) | Q(sampai__gte=F("mulai")), name="pembina_kesehatan_masa_urut"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.faskes} sejak {self.mulai:%d-%m-%Y}"


class BatasWilayah(models.Model):
    """The border of an area as GeoJSON geometry (Polygon or MultiPolygon). Indicative: it warns, it never refuses."""

    ACUAN_UMUM = True  # public reference, as the area itself

    wilayah = models.OneToOneField(Wilayah, on_delete=models.PROTECT, related_name="batas")
    geometri = models.JSONField()
    sumber = models.CharField(max_length=200)
    dimuat = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(sumber=""), name="batas_sumber_isi")]

    def __str__(self) -> str:
        return f"Batas {self.wilayah_id}"
