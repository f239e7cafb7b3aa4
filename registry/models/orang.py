"""People of a unit: one person, many dated terms."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.scope import LINTAS_BIDANG, ScopedModel
from posyandu_app.lib.bidang import pilihan_bidang
from registry.models.posyandu import Posyandu
from registry.models.sk import SuratKeputusan
from registry.querysets import MasaQuerySet, OrangQuerySet


class Jabatan(models.TextChoices):
    """Chairs of the pengurus: Permendagri 13/2024 as described in press and forms (domain study 1.4)."""

    KETUA = "ketua", "Ketua"
    SEKRETARIS = "sekretaris", "Sekretaris"
    BENDAHARA = "bendahara", "Bendahara"
    KETUA_BIDANG = "ketua_bidang", "Ketua bidang"


class Orang(models.Model):
    """A person once, whatever terms they hold. Reached only through a term in a unit."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nama = models.CharField(max_length=120)
    jenis_kelamin = models.CharField(max_length=1, choices=[("P", "Perempuan"), ("L", "Laki-laki")])
    # Encrypted (lib.sandi); `nik_sidik` is a keyed hash, so that one NIK is one person without being readable.
    nik_sandi = models.CharField(max_length=120, blank=True)
    nik_sidik = models.CharField(max_length=64, unique=True, null=True, blank=True)
    tempat_lahir = models.CharField(max_length=60, blank=True)
    tanggal_lahir = models.DateField(null=True, blank=True)
    telepon = models.CharField(max_length=16, blank=True)
    alamat = models.CharField(max_length=200, blank=True)
    rekening_sandi = models.CharField(max_length=160, blank=True)  # bank and account number, encrypted
    mengabdi_sejak = models.DateField(null=True, blank=True)  # start of service, which may be before the first decree
    digabung_ke = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    versi = models.PositiveIntegerField(default=1)
    akun = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="orang"
    )
    contoh = models.BooleanField(default=False)

    PRIBADI: ClassVar[tuple[str, ...]] = (
        "nik_sandi",
        "nik_sidik",
        "tempat_lahir",
        "tanggal_lahir",
        "telepon",
        "alamat",
        "rekening_sandi",
    )
    objects = OrangQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(nama=""), name="orang_nama_isi")]

    def __str__(self) -> str:
        return self.nama


class Masa(ScopedModel):
    """A term [mulai, sampai) of a person in a unit."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG
    PRIBADI: ClassVar[tuple[str, ...]] = ()

    orang = models.ForeignKey(Orang, on_delete=models.PROTECT)
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT)
    sk = models.ForeignKey(SuratKeputusan, on_delete=models.PROTECT, null=True, blank=True)
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    versi = models.PositiveIntegerField(default=1)

    objects = MasaQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        abstract = True


class Pengurus(Masa):
    """A chair: ketua, sekretaris, bendahara, or ketua bidang of one field."""

    jabatan = models.CharField(max_length=12, choices=Jabatan)
    bidang = models.CharField(max_length=20, blank=True, choices=pilihan_bidang)

    class Meta:
        default_related_name = "pengurus_list"
        constraints = [
            models.CheckConstraint(condition=Q(sampai=None) | Q(sampai__gte=F("mulai")), name="pengurus_masa_urut"),
            models.CheckConstraint(
                condition=(Q(jabatan="ketua_bidang") & ~Q(bidang="")) | (~Q(jabatan="ketua_bidang") & Q(bidang="")),
                name="pengurus_bidang_cocok",
            ),
            models.UniqueConstraint(
                fields=["posyandu", "jabatan", "bidang"], condition=Q(sampai=None), name="pengurus_satu_kursi"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.orang} – {self.sebutan}"

    @property
    def sebutan(self) -> str:
        if self.jabatan == Jabatan.KETUA_BIDANG:
            return f"Ketua bidang {self.get_bidang_display().lower()}"
        return str(self.get_jabatan_display())


class Kader(Masa):
    """A kader of exactly one field (domain study 1.4)."""

    bidang = models.CharField(max_length=20, choices=pilihan_bidang)

    class Meta:
        default_related_name = "kader_list"
        constraints = [
            models.CheckConstraint(condition=Q(sampai=None) | Q(sampai__gte=F("mulai")), name="kader_masa_urut"),
            models.UniqueConstraint(
                fields=["posyandu", "orang"], condition=Q(sampai=None), name="kader_satu_masa_berjalan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.orang} – kader {self.get_bidang_display().lower()}"
