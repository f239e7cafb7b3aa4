"""People a unit serves: who they are, their household, and since when they belong to which unit.

A warga is reached through a running membership (`Keanggotaan`) of a unit in the reader's area; what a unit recorded
of somebody who moved away stays with the unit.
"""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from accounts.scope import LINTAS_BIDANG, ScopedModel
from posyandu_app.lib.periode import umur_bulan, umur_hari
from registry.models import Posyandu
from spm_services.querysets import KeadaanQuerySet, KeanggotaanQuerySet, UnitQuerySet


class JenisKelamin(models.TextChoices):
    PEREMPUAN = "P", "Perempuan"
    LAKI_LAKI = "L", "Laki-laki"


class Keluarga(ScopedModel):
    """A household in the catchment of a unit. The family card number is kept encrypted, compared by a keyed hash."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG
    PRIBADI: ClassVar[tuple[str, ...]] = ("nama", "kk_sandi", "kk_sidik", "alamat", "telepon", "lintang", "bujur")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="keluarga_list")
    nama = models.CharField("nama kepala keluarga", max_length=120)
    nama_cari = models.CharField(max_length=120)
    kk_sandi = models.CharField(max_length=120, blank=True)
    kk_sidik = models.CharField(max_length=64, unique=True, null=True, blank=True)
    rt = models.CharField("RT", max_length=3)
    rw = models.CharField("RW", max_length=3)
    alamat = models.CharField(max_length=200, blank=True)
    telepon = models.CharField(max_length=16, blank=True)
    lintang = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    bujur = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    versi = models.PositiveIntegerField(default=1)
    contoh = models.BooleanField(default=False)
    dibuat = models.DateTimeField(default=timezone.now)

    objects = UnitQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [models.Index(fields=["posyandu", "rw", "rt"], name="keluarga_rt")]
        constraints = [
            models.CheckConstraint(condition=~Q(nama=""), name="keluarga_nama_isi"),
            models.CheckConstraint(condition=Q(sampai=None) | Q(sampai__gte=F("mulai")), name="keluarga_masa_urut"),
        ]

    def __str__(self) -> str:
        return f"Keluarga {self.nama}"

    @property
    def rt_rw(self) -> str:
        return f"RT {self.rt}/RW {self.rw}"


class Warga(ScopedModel):
    """A person once, with or without NIK. `nomor_sementara` stands in for it until a newborn has one."""

    SCOPE_LEWAT = "keanggotaan_list"
    SCOPE_PATH = ""
    BIDANG_PATH = LINTAS_BIDANG
    PRIBADI: ClassVar[tuple[str, ...]] = ("nama", "nik_sandi", "nik_sidik", "tanggal_lahir", "telepon", "nama_ibu")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nama = models.CharField(max_length=120)
    nama_cari = models.CharField(max_length=120)
    jenis_kelamin = models.CharField(max_length=1, choices=JenisKelamin)
    tanggal_lahir = models.DateField()
    lahir_perkiraan = models.BooleanField("tanggal lahir perkiraan", default=False)
    nik_sandi = models.CharField(max_length=120, blank=True)
    nik_sidik = models.CharField(max_length=64, unique=True, null=True, blank=True)
    nomor_sementara = models.CharField(max_length=12, unique=True, null=True, blank=True)
    ibu = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="anak_list")
    nama_ibu = models.CharField(max_length=120, blank=True)
    anak_ke = models.PositiveSmallIntegerField(null=True, blank=True)
    kembar = models.BooleanField(default=False)
    bb_lahir = models.DecimalField("berat lahir (kg)", max_digits=4, decimal_places=2, null=True, blank=True)
    pb_lahir = models.DecimalField("panjang lahir (cm)", max_digits=4, decimal_places=1, null=True, blank=True)
    # Three states: None is not asked yet, which is not "no" (K of S, K, D, N counts only True).
    buku_kia = models.BooleanField("punya Buku KIA", null=True, blank=True)
    disabilitas = models.CharField(max_length=20, blank=True)
    telepon = models.CharField(max_length=16, blank=True)
    wafat = models.DateField(null=True, blank=True)
    digabung_ke = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    versi = models.PositiveIntegerField(default=1)
    contoh = models.BooleanField(default=False)
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["nama_cari"], name="warga_nama"),
            models.Index(fields=["tanggal_lahir"], name="warga_lahir"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(nama=""), name="warga_nama_isi"),
            models.CheckConstraint(condition=Q(wafat=None) | Q(wafat__gte=F("tanggal_lahir")), name="warga_wafat_urut"),
        ]

    def __str__(self) -> str:
        return self.nama

    def umur_bulan(self, pada: "models.DateField | object") -> int:
        """Completed months on a day; the day must not be before birth."""
        return umur_bulan(self.tanggal_lahir, pada)  # type: ignore[arg-type]

    def umur_hari(self, pada: "models.DateField | object") -> int:
        return umur_hari(self.tanggal_lahir, pada)  # type: ignore[arg-type]


class Keanggotaan(ScopedModel):
    """A warga belongs to a unit (and a household) [mulai, sampai). A guest (`tamu`) is served, but is not of its S."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    class Jenis(models.TextChoices):
        WARGA = "warga", "Warga posyandu"
        TAMU = "tamu", "Tamu"

    class Sebab(models.TextChoices):
        DIDATA = "didata", "Didata"
        LAHIR = "lahir", "Lahir"
        DATANG = "datang", "Pindah datang"
        TAMU = "tamu", "Datang sebagai tamu"
        PINDAH = "pindah", "Pindah keluar"
        WAFAT = "wafat", "Meninggal"
        SELESAI = "selesai", "Tamu selesai"
        GABUNG = "gabung", "Data digabung"
        KELIRU = "keliru", "Keliru dicatat"

    class Hubungan(models.TextChoices):
        KEPALA = "kepala", "Kepala keluarga"
        SUAMI = "suami", "Suami"
        ISTRI = "istri", "Istri"
        ANAK = "anak", "Anak"
        MENANTU = "menantu", "Menantu"
        CUCU = "cucu", "Cucu"
        ORANG_TUA = "orang_tua", "Orang tua"
        MERTUA = "mertua", "Mertua"
        FAMILI = "famili", "Famili lain"
        LAIN = "lain", "Lainnya"

    warga = models.ForeignKey(Warga, on_delete=models.PROTECT, related_name="keanggotaan_list")
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="keanggotaan_list", db_index=False)
    keluarga = models.ForeignKey(
        Keluarga, on_delete=models.PROTECT, null=True, blank=True, related_name="keanggotaan_list"
    )
    hubungan = models.CharField(max_length=10, choices=Hubungan, blank=True)
    jenis = models.CharField(max_length=6, choices=Jenis, default=Jenis.WARGA)
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    sebab_mulai = models.CharField(max_length=8, choices=Sebab, default=Sebab.DIDATA)
    sebab_akhir = models.CharField(max_length=8, choices=Sebab, blank=True)
    versi = models.PositiveIntegerField(default=1)

    objects = KeanggotaanQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [models.Index(fields=["posyandu", "sampai"], name="keanggotaan_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(sampai=None) | Q(sampai__gte=F("mulai")), name="keanggotaan_urut"),
            models.UniqueConstraint(
                fields=["warga"], condition=Q(sampai=None, jenis="warga"), name="keanggotaan_satu_rumah"
            ),
            models.UniqueConstraint(
                fields=["warga", "posyandu"], condition=Q(sampai=None), name="keanggotaan_satu_di_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.warga} di {self.posyandu}"


class KeadaanWarga(ScopedModel):
    """A dated state of a person [mulai, sampai): pregnancy, nifas, a diagnosis a nakes told of.

    `isi` holds what the card's head asks (order of child, gap, weight before pregnancy, due day). `tertutup` kinds are
    for nakes and whoever recorded them.
    """

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    class Jenis(models.TextChoices):
        HAMIL = "hamil", "Hamil"
        NIFAS = "nifas", "Nifas"
        MENYUSUI = "menyusui", "Menyusui"
        HIPERTENSI = "hipertensi", "Hipertensi (kata nakes)"
        DIABETES = "diabetes", "Diabetes melitus (kata nakes)"
        TBC = "tbc", "Dalam pengobatan TBC"
        ODGJ = "odgj", "Gangguan jiwa (kata nakes)"

    TERTUTUP = frozenset({Jenis.TBC, Jenis.ODGJ})

    warga = models.ForeignKey(Warga, on_delete=models.PROTECT, related_name="keadaan_list")
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=10, choices=Jenis)
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    isi = models.JSONField(default=dict, blank=True)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    versi = models.PositiveIntegerField(default=1)

    objects = KeadaanQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sampai=None) | Q(sampai__gte=F("mulai")), name="keadaan_warga_urut"),
            models.UniqueConstraint(fields=["warga", "jenis"], condition=Q(sampai=None), name="keadaan_warga_satu"),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} sejak {self.mulai:%d-%m-%Y}"

    @property
    def hari_perkiraan(self) -> date | None:
        """Of a pregnancy whose last period is known, the expected day of birth (HPHT and 280 days)."""
        return date.fromisoformat(self.isi["hpl"]) if self.isi.get("hpl") else None


class PersetujuanData(ScopedModel):
    """Consent to one purpose, by whom, and when it was taken back (UU 27/2022). No row: not asked."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    class Tujuan(models.TextChoices):
        PELAYANAN = "pelayanan", "Dicatat untuk pelayanan posyandu"
        RUJUKAN = "rujukan", "Diteruskan ke puskesmas atau perangkat daerah bila dirujuk"
        FOTO = "foto", "Difoto untuk laporan kegiatan"

    class Oleh(models.TextChoices):
        SENDIRI = "sendiri", "Yang bersangkutan"
        WALI = "wali", "Orang tua atau wali"

    warga = models.ForeignKey(Warga, on_delete=models.PROTECT, related_name="persetujuan_list")
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="+")
    tujuan = models.CharField(max_length=10, choices=Tujuan)
    oleh = models.CharField(max_length=8, choices=Oleh)
    setuju = models.BooleanField()
    tanggal = models.DateField()
    dicabut = models.DateField(null=True, blank=True)
    pencatat = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["warga", "tujuan"], condition=Q(dicabut=None), name="persetujuan_satu")
        ]

    def __str__(self) -> str:
        return f"{self.get_tujuan_display()}: {'setuju' if self.setuju else 'menolak'}"


class GabunganWarga(models.Model):
    """Two rows made one person; `isi` names what moved, so that it can go back."""

    utama = models.ForeignKey(Warga, on_delete=models.PROTECT, related_name="gabungan_list")
    kedua = models.ForeignKey(Warga, on_delete=models.PROTECT, related_name="+")
    isi = models.JSONField()
    alasan = models.CharField(max_length=200, blank=True)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField(default=timezone.now)
    dibatalkan = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kedua} ke {self.utama}"


class PutusanGandaWarga(models.Model):
    """Two people left as two, with a reason, as long as the facts (`sidik`) stay the same."""

    kunci = models.CharField(max_length=80, unique=True)
    sidik = models.CharField(max_length=16)
    alasan = models.CharField(max_length=200)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(alasan=""), name="putusan_ganda_warga_beralasan")]

    def __str__(self) -> str:
        return self.kunci
