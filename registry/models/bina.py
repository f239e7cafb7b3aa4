"""The Tim Pembina of an area: its members, its year, its meetings with what they decided, its visits to units.

Five levels: pusat, provinsi, kabupaten/kota, kecamatan, desa/kelurahan (domain study 1.5). A team is the area's; rows
of the pusat have no area and are reached by a national assignment only.
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from accounts.scope import LINTAS_BIDANG, ScopedModel
from posyandu_app.lib.bidang import pilihan_bidang
from registry.models.posyandu import Posyandu
from wilayah.models import Wilayah


class JabatanTim(models.TextChoices):
    KETUA = "ketua", "Ketua"
    SEKRETARIS = "sekretaris", "Sekretaris"
    BENDAHARA = "bendahara", "Bendahara"
    KETUA_BIDANG = "ketua_bidang", "Ketua/koordinator bidang"
    ANGGOTA = "anggota", "Anggota"


class AnggotaTim(ScopedModel):
    """A member, [mulai, sampai). `karena_jabatan`: by office, the chair as a rule (domain study 1.5)."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, null=True, related_name="anggota_tim_list")
    nama = models.CharField(max_length=120)
    jabatan = models.CharField(max_length=14, choices=JabatanTim)
    bidang = models.CharField(max_length=20, blank=True, choices=pilihan_bidang)
    instansi = models.CharField(max_length=120, blank=True)
    karena_jabatan = models.BooleanField(default=False)
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    contoh = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(nama=""), name="anggota_tim_nama_isi"),
            models.CheckConstraint(condition=Q(sampai=None) | Q(sampai__gte=F("mulai")), name="anggota_tim_urut"),
        ]

    def __str__(self) -> str:
        return self.nama


class ProgramKerja(ScopedModel):
    """One planned thing of the team's year."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    class Keadaan(models.TextChoices):
        RENCANA = "rencana", "Direncanakan"
        BERJALAN = "berjalan", "Berjalan"
        SELESAI = "selesai", "Selesai"
        BATAL = "batal", "Dibatalkan"

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, null=True, related_name="program_list")
    tahun = models.PositiveSmallIntegerField()
    bulan = models.PositiveSmallIntegerField()
    kegiatan = models.CharField(max_length=200)
    bidang = models.CharField(max_length=20, blank=True, choices=pilihan_bidang)
    penanggung = models.CharField(max_length=120, blank=True)
    keadaan = models.CharField(max_length=10, choices=Keadaan, default=Keadaan.RENCANA)
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering = ["tahun", "bulan", "id"]
        constraints = [models.CheckConstraint(condition=Q(bulan__gte=1, bulan__lte=12), name="program_bulan")]

    def __str__(self) -> str:
        return self.kegiatan


class Rapat(ScopedModel):
    """A rakor: invited, held or called off, with its minutes and decisions."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    class Status(models.TextChoices):
        DIRENCANAKAN = "direncanakan", "Direncanakan"
        TERLAKSANA = "terlaksana", "Terlaksana"
        BATAL = "batal", "Batal"

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, null=True, related_name="rapat_list")
    judul = models.CharField(max_length=160)
    tanggal = models.DateField()
    jam = models.TimeField(null=True, blank=True)
    tempat = models.CharField(max_length=160)
    agenda = models.TextField(max_length=2000)
    notulen = models.TextField(max_length=6000, blank=True)
    keputusan = models.TextField(max_length=2000, blank=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.DIRENCANAKAN)
    versi = models.PositiveIntegerField(default=1)
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering = ["-tanggal", "-id"]

    def __str__(self) -> str:
        return self.judul


class HadirRapat(ScopedModel):
    """Somebody invited, and whether they came (None: not noted yet)."""

    SCOPE_PATH = "rapat__wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    rapat = models.ForeignKey(Rapat, on_delete=models.PROTECT, related_name="hadir_list")
    nama = models.CharField(max_length=120)
    instansi = models.CharField(max_length=120, blank=True)
    hadir = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["rapat", "nama"], name="hadir_sekali")]

    def __str__(self) -> str:
        return self.nama


class TindakLanjut(ScopedModel):
    """What a meeting decided that somebody does until a day; it stands among that person's tasks."""

    SCOPE_PATH = "rapat__wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    rapat = models.ForeignKey(Rapat, on_delete=models.PROTECT, related_name="tindak_list")
    uraian = models.CharField(max_length=300)
    akun = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="tindak_lanjut_list")
    penanggung = models.CharField(max_length=120)
    tenggat = models.DateField()
    selesai = models.DateField(null=True, blank=True)
    hasil = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["tenggat", "id"]
        indexes = [models.Index(fields=["akun", "selesai"], name="tindak_akun")]

    def __str__(self) -> str:
        return self.uraian


class Kunjungan(ScopedModel):
    """A pembinaan visit to a unit, by the team of an area above it."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="kunjungan_list")
    tim = models.ForeignKey(Wilayah, on_delete=models.PROTECT, null=True, related_name="kunjungan_list")
    tanggal = models.DateField()
    petugas = models.CharField(max_length=200)
    ringkasan = models.TextField(max_length=2000, blank=True)
    pencatat = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering = ["-tanggal", "-id"]

    def __str__(self) -> str:
        return f"{self.posyandu} {self.tanggal}"


class Temuan(ScopedModel):
    """What was seen of one indicator (registry.indikator_bina), with what should be done about it."""

    SCOPE_PATH = "kunjungan__posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    class Nilai(models.TextChoices):
        YA = "ya", "Ya"
        SEBAGIAN = "sebagian", "Sebagian"
        TIDAK = "tidak", "Tidak"

    kunjungan = models.ForeignKey(Kunjungan, on_delete=models.PROTECT, related_name="temuan_list")
    indikator = models.CharField(max_length=30)
    nilai = models.CharField(max_length=8, choices=Nilai)
    saran = models.CharField(max_length=300, blank=True)
    tenggat = models.DateField(null=True, blank=True)
    selesai = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kunjungan", "indikator"], name="temuan_sekali")]

    def __str__(self) -> str:
        return self.indikator
