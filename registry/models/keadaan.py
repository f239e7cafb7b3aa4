"""What a unit was from a day to a day: one dated row for each period, so that any past day can be shown."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from accounts.scope import LINTAS_BIDANG, ScopedModel
from registry.models.posyandu import HARI, MINGGU_KE, Bangunan, Posyandu, StatusPosyandu, Strata, kata_hari_buka
from registry.models.sk import SuratKeputusan
from registry.querysets import KeadaanQuerySet
from wilayah.models import Wilayah

# What a period repeats of the unit; a change of one of these begins a new period.
KOLOM_KEADAAN = (
    "kode",
    "nama",
    "alamat",
    "rt",
    "rw",
    "status",
    "buka_hari",
    "buka_minggu",
    "strata",
    "bangunan",
    "percontohan",
)


class Peristiwa(models.TextChoices):
    """What began the period."""

    AWAL = "awal", "Keadaan awal"
    UBAH = "ubah", "Data diubah"
    TUTUP = "tutup", "Ditutup"
    BUKA = "buka", "Dibuka kembali"
    NAMA = "nama", "Ganti nama"
    PINDAH = "pindah", "Pindah"
    GABUNG = "gabung", "Bergabung ke posyandu lain"
    BATAL_GABUNG = "batal_gabung", "Penggabungan dibatalkan"
    PECAH = "pecah", "Dibentuk dari pemecahan"


class KeadaanUnit(ScopedModel):
    """One period [mulai, sampai). The first one has no start: it holds since the unit exists (`Posyandu.berdiri`).

    `lain` is the other unit of a merge or split. `masa` names the terms that ended and began with it, for the undo:
    {"kader": [[ended, begun or null], …], "pengurus": […]}.
    """

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = LINTAS_BIDANG

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="keadaan_list")
    mulai = models.DateField(null=True, blank=True)
    sampai = models.DateField(null=True, blank=True)
    peristiwa = models.CharField(max_length=14, choices=Peristiwa, default=Peristiwa.AWAL)
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="+")
    kode = models.CharField(max_length=19)
    nama = models.CharField(max_length=80)
    alamat = models.CharField(max_length=200)
    rt = models.CharField(max_length=3)
    rw = models.CharField(max_length=3)
    status = models.CharField(max_length=8, choices=StatusPosyandu)
    buka_hari = models.PositiveSmallIntegerField(choices=HARI)
    buka_minggu = models.PositiveSmallIntegerField(choices=MINGGU_KE)
    strata = models.CharField(max_length=8, choices=Strata, blank=True)
    bangunan = models.CharField(max_length=14, choices=Bangunan, blank=True)
    percontohan = models.BooleanField(default=False)
    alasan = models.CharField(max_length=300, blank=True)
    sk = models.ForeignKey(SuratKeputusan, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lain = models.ForeignKey(Posyandu, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    masa = models.JSONField(default=dict)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    objects = KeadaanQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["posyandu"], condition=Q(sampai=None), name="keadaan_satu_berjalan"),
            models.CheckConstraint(
                condition=Q(mulai=None) | Q(sampai=None) | Q(sampai__gte=F("mulai")), name="keadaan_masa_urut"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama}: {self.get_peristiwa_display()}"

    @property
    def hari_buka(self) -> str:
        return kata_hari_buka(self.buka_hari, self.buka_minggu)

    @classmethod
    def dari(cls, posyandu: Posyandu, **lain: Any) -> "KeadaanUnit":
        """A period that repeats the unit as it is now; not yet stored."""
        isi = {k: getattr(posyandu, k) for k in KOLOM_KEADAAN}
        return cls(posyandu=posyandu, wilayah_id=posyandu.wilayah_id, **isi, **lain)
