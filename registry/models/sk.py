"""Decrees and records: of a unit, and of an area (Tim Pembina at each level, RPJM Desa)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Berkas, User
from accounts.scope import LINTAS_BIDANG, ScopedModel
from registry.models.posyandu import Posyandu
from wilayah.models import Wilayah


class JenisSK(models.TextChoices):
    """Papers of a unit asked for in registration (domain study 2.2)."""

    BERITA_ACARA = "berita_acara", "Berita acara musyawarah"
    PEMBENTUKAN = "pembentukan", "Keputusan pembentukan"
    PENGURUS = "pengurus", "Keputusan pengurus"
    KADER = "kader", "Keputusan kader"
    PERNYATAAN = "pernyataan", "Pernyataan enam syarat kelembagaan"


class JenisSuratWilayah(models.TextChoices):
    """Papers of an area that its units lean on (domain study 1.5, 2.2)."""

    TIM_PEMBINA = "tim_pembina", "Keputusan Tim Pembina Posyandu"
    RPJM_DESA = "rpjm_desa", "Posyandu tercantum dalam RPJM Desa"


class Surat(ScopedModel):
    """A paper that holds in [berlaku_dari, berlaku_sampai); without a start it holds from its own date."""

    BIDANG_PATH = LINTAS_BIDANG

    nomor = models.CharField(max_length=80)
    tanggal = models.DateField()
    penanda_tangan = models.CharField(max_length=120, blank=True)  # the office, e.g. "Lurah Klego"
    berlaku_dari = models.DateField(null=True, blank=True)
    berlaku_sampai = models.DateField(null=True, blank=True)
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    versi = models.PositiveIntegerField(default=1)
    contoh = models.BooleanField(default=False)
    pencatat = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class SuratKeputusan(Surat):
    """One decree or record of a unit."""

    SCOPE_PATH = "posyandu"

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="sk_list")
    jenis = models.CharField(max_length=14, choices=JenisSK)

    class Meta:
        ordering = ["jenis", "-tanggal"]
        constraints = [
            models.CheckConstraint(condition=~Q(nomor=""), name="sk_nomor_isi"),
            models.CheckConstraint(
                condition=Q(berlaku_sampai=None) | Q(berlaku_sampai__gt=F("tanggal")), name="sk_tanggal_urut"
            ),
            models.UniqueConstraint(fields=["posyandu", "jenis", "nomor"], name="sk_unik"),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.nomor}"


class SuratWilayah(Surat):
    """One paper of an area; readable from every unit below it."""

    SCOPE_PATH = "wilayah"
    TAMPAK_KE_BAWAH = Q(pk__isnull=False)

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="surat_list")
    jenis = models.CharField(max_length=14, choices=JenisSuratWilayah)

    class Meta:
        ordering = ["jenis", "-tanggal"]
        constraints = [
            models.CheckConstraint(condition=~Q(nomor=""), name="surat_wilayah_nomor_isi"),
            models.CheckConstraint(
                condition=Q(berlaku_sampai=None) | Q(berlaku_sampai__gt=F("tanggal")), name="surat_wilayah_urut"
            ),
            models.UniqueConstraint(fields=["wilayah", "jenis", "nomor"], name="surat_wilayah_unik"),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.nomor}"
