"""Decrees and records: of a unit, and of an area (Tim Pembina at each level, RPJM Desa)."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Berkas, User
from accounts.scope import LINTAS_BIDANG, ScopedModel, ScopedQuerySet
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


class SuratQuerySet(ScopedQuerySet):
    """Papers; a withdrawn one stays in the register and counts for nothing."""

    def tidak_dicabut(self) -> Self:
        return self.filter(dicabut=None)

    def berlaku(self, pada: date) -> Self:
        """Holds on the day: not withdrawn, not run out."""
        return self.tidak_dicabut().filter(Q(berlaku_sampai=None) | Q(berlaku_sampai__gt=pada))


class Surat(ScopedModel):
    """A paper that holds in [berlaku_dari, berlaku_sampai); without a start it holds from its own date.

    Corrected with a version, withdrawn with a reason (`dicabut`), never deleted. `periksa` is what the machine saw in
    the scan when it came in (registry.pindaian): a hint, never a block.
    """

    BIDANG_PATH = LINTAS_BIDANG

    nomor = models.CharField(max_length=80)
    tanggal = models.DateField()
    penanda_tangan = models.CharField(max_length=120, blank=True)  # the office, e.g. "Lurah Klego"
    berlaku_dari = models.DateField(null=True, blank=True)
    berlaku_sampai = models.DateField(null=True, blank=True)
    alasan_surut = models.CharField(max_length=200, blank=True)  # why it holds from before it was signed
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    periksa = models.JSONField(default=dict)
    dicabut = models.DateField(null=True, blank=True)
    alasan_cabut = models.CharField(max_length=200, blank=True)
    versi = models.PositiveIntegerField(default=1)
    contoh = models.BooleanField(default=False)
    pencatat = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    objects = SuratQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        abstract = True

    def habis(self, hari: date) -> bool:
        """Ran out by the day."""
        return self.berlaku_sampai is not None and self.berlaku_sampai <= hari


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
            models.UniqueConstraint(fields=["posyandu", "jenis", "nomor"], condition=Q(dicabut=None), name="sk_unik"),
            models.CheckConstraint(condition=Q(dicabut=None) | ~Q(alasan_cabut=""), name="sk_cabut_beralasan"),
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
            models.UniqueConstraint(
                fields=["wilayah", "jenis", "nomor"], condition=Q(dicabut=None), name="surat_wilayah_unik"
            ),
            models.CheckConstraint(
                condition=Q(dicabut=None) | ~Q(alasan_cabut=""), name="surat_wilayah_cabut_beralasan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.nomor}"


class PindaianLama(ScopedModel):
    """A scan that another one replaced: kept, and read as the paper itself is."""

    BIDANG_PATH = LINTAS_BIDANG

    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, related_name="+")
    diganti = models.DateTimeField(default=timezone.now)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["-id"]


class PindaianLamaSK(PindaianLama):
    """An earlier scan of a unit's paper."""

    SCOPE_PATH = "surat__posyandu"

    surat = models.ForeignKey(SuratKeputusan, on_delete=models.PROTECT, related_name="pindaian_lama_list")

    class Meta(PindaianLama.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.berkas}"


class PindaianLamaWilayah(PindaianLama):
    """An earlier scan of an area's paper."""

    SCOPE_PATH = "surat__wilayah"
    TAMPAK_KE_BAWAH = Q(pk__isnull=False)

    surat = models.ForeignKey(SuratWilayah, on_delete=models.PROTECT, related_name="pindaian_lama_list")

    class Meta(PindaianLama.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.berkas}"


class PergantianKepala(ScopedModel):
    """The head of an area changed on a day: the Tim Pembina's term follows the head's office (domain study 1.5)."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = Q(pk__isnull=False)

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="pergantian_list")
    tanggal = models.DateField()
    catatan = models.CharField(max_length=200, blank=True)
    pencatat = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering = ["-tanggal"]
        constraints = [models.UniqueConstraint(fields=["wilayah", "tanggal"], name="pergantian_satu")]

    def __str__(self) -> str:
        return f"{self.wilayah_id} {self.tanggal}"


class TemplatDaerah(ScopedModel):
    """One version of a region's own text of a draft; the highest counts. An empty `isi` is "back to inherited"."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = Q(pk__isnull=False)

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="templat_list")
    jenis = models.CharField(max_length=20)  # registry.templat.JENIS
    versi = models.PositiveIntegerField()
    isi = models.TextField(blank=True)
    catatan = models.CharField(max_length=200, blank=True)
    pengubah = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["wilayah", "jenis", "-versi"]
        constraints = [models.UniqueConstraint(fields=["wilayah", "jenis", "versi"], name="templat_versi")]

    def __str__(self) -> str:
        return f"{self.jenis} {self.wilayah_id} v{self.versi}"
