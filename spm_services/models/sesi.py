"""An open day (or a round of home visits), who was on duty, and each person's visit."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.scope import LINTAS_BIDANG, ScopedModel
from registry.models import Orang, Posyandu
from spm_services.models.warga import Warga


class JenisSesi(models.TextChoices):
    HARI_BUKA = "hari_buka", "Hari buka"
    KUNJUNGAN_RUMAH = "rumah", "Kunjungan rumah"


class StatusSesi(models.TextChoices):
    TERJADWAL = "terjadwal", "Terjadwal"
    DIBUKA = "dibuka", "Sedang buka"
    SELESAI = "selesai", "Selesai"
    BATAL = "batal", "Tidak jadi"


class Sesi(ScopedModel):
    """One open day of a unit. Moved by changing its day (`dipindah_dari` keeps the first one)."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="sesi_list", db_index=False)
    tanggal = models.DateField()
    jenis = models.CharField(max_length=10, choices=JenisSesi, default=JenisSesi.HARI_BUKA)
    status = models.CharField(max_length=10, choices=StatusSesi, default=StatusSesi.TERJADWAL)
    jam = models.TimeField(null=True, blank=True)
    tempat = models.CharField(max_length=120, blank=True)
    dipindah_dari = models.DateField(null=True, blank=True)
    alasan = models.CharField(max_length=200, blank=True)
    catatan = models.CharField(max_length=500, blank=True)
    versi = models.PositiveIntegerField(default=1)
    contoh = models.BooleanField(default=False)
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["posyandu", "tanggal", "jenis"], condition=~Q(status="batal"), name="sesi_unik"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.tanggal:%d-%m-%Y}"


class HadirKader(ScopedModel):
    """A kader (or nakes) on duty at a session, at which step."""

    SCOPE_PATH = "sesi__posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    sesi = models.ForeignKey(Sesi, on_delete=models.CASCADE, related_name="hadir_list", db_index=False)
    orang = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="+")
    langkah = models.CharField(max_length=1, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sesi", "orang"], name="hadir_kader_unik")]

    def __str__(self) -> str:
        return f"{self.orang} di {self.sesi}"


class CaraKunjungan(models.TextChoices):
    HARI_BUKA = "hari_buka", "Di hari buka"
    RUMAH = "rumah", "Kunjungan rumah"
    LUAR = "luar", "Di luar hari buka"


class KunjunganWarga(ScopedModel):
    """One person, one day: what the steps of the open day write to, each its own record (`Rekaman.kunjungan`)."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    posyandu = models.ForeignKey(
        Posyandu, on_delete=models.PROTECT, related_name="kunjungan_warga_list", db_index=False
    )
    warga = models.ForeignKey(Warga, on_delete=models.PROTECT, related_name="kunjungan_list")
    sesi = models.ForeignKey(Sesi, on_delete=models.PROTECT, null=True, blank=True, related_name="kunjungan_list")
    tanggal = models.DateField()
    cara = models.CharField(max_length=10, choices=CaraKunjungan, default=CaraKunjungan.HARI_BUKA)
    tamu = models.BooleanField(default=False)  # outside S, inside attendance
    nomor = models.PositiveSmallIntegerField(null=True, blank=True)  # order of arrival
    catatan = models.CharField(max_length=300, blank=True)
    batal = models.BooleanField(default=False)
    versi = models.PositiveIntegerField(default=1)
    pencatat = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    contoh = models.BooleanField(default=False)
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["posyandu", "tanggal"], name="kunjungan_unit_tanggal")]
        constraints = [
            models.UniqueConstraint(
                fields=["warga", "posyandu", "tanggal"], condition=Q(batal=False), name="kunjungan_satu_sehari"
            )
        ]

    def __str__(self) -> str:
        return f"{self.warga}, {self.tanggal:%d-%m-%Y}"


class Pertumbuhan(ScopedModel):
    """What a child's measures of one visit mean: z-scores, classes, N/T/O/B, by the named versions.

    Computed from the visit's records and written again when they, or an earlier visit's, are corrected. A missing
    measure leaves its columns empty. `nt_nakes` overrules `nt` with a reason and stays through recomputation.
    """

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    kunjungan = models.OneToOneField(KunjunganWarga, on_delete=models.CASCADE, related_name="pertumbuhan")
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="+", db_index=False)
    warga = models.ForeignKey(Warga, on_delete=models.PROTECT, related_name="pertumbuhan_list")
    tanggal = models.DateField()
    umur_hari = models.PositiveIntegerField()
    tamu = models.BooleanField(default=False)
    bb = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    pb_tb = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    lk = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    lila = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    cara_ukur = models.CharField(max_length=10, blank=True)
    edema = models.BooleanField(default=False)
    z_bb_u = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    z_pb_u = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    z_bb_pb = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    z_imt_u = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    z_lk_u = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    kelas_bb_u = models.CharField(max_length=20, blank=True)
    kelas_pb_u = models.CharField(max_length=20, blank=True)
    kelas_bb_pb = models.CharField(max_length=20, blank=True)
    kelas_lk_u = models.CharField(max_length=20, blank=True)
    bendera = models.CharField(max_length=60, blank=True)  # implausible values, by index
    nt = models.CharField(max_length=1, blank=True)  # N, T, O, B; empty where not weighed
    nt_nakes = models.CharField(max_length=1, blank=True)
    alasan_nakes = models.CharField(max_length=200, blank=True)
    dua_t = models.BooleanField(default=False)
    bgm = models.BooleanField(default=False)
    oranye = models.BooleanField(default=False)
    versi_standar = models.CharField(max_length=12)
    versi_naik = models.CharField(max_length=12)

    class Meta:
        indexes = [models.Index(fields=["posyandu", "tanggal"], name="pertumbuhan_unit")]
        constraints = [
            # Weighed (D) means exactly one of the four: D = N + T + O + B holds by construction.
            models.CheckConstraint(
                condition=Q(bb=None, nt="") | Q(bb__isnull=False, nt__in=["N", "T", "O", "B"]), name="pertumbuhan_nt"
            ),
            models.CheckConstraint(condition=Q(nt_nakes="") | ~Q(alasan_nakes=""), name="pertumbuhan_nakes_beralasan"),
        ]

    def __str__(self) -> str:
        return f"Pertumbuhan {self.kunjungan_id}"

    @property
    def nt_berlaku(self) -> str:
        """N or T as a tenaga kesehatan decided, else as the rule found; O and B are facts. Empty: not weighed."""
        return self.nt_nakes if self.nt_nakes and self.nt in ("N", "T") else self.nt

    @property
    def tanda(self) -> str:
        """What a decision about N or T looks at: a form that was opened on another one is stale."""
        return f"{self.bb or ''}/{self.nt}/{self.nt_nakes}"
