"""The unit: leaf of the area tree."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.scope import LINTAS_BIDANG, ScopedModel
from posyandu_app.lib.kode import rentang
from registry.querysets import PosyanduQuerySet
from wilayah.models import Wilayah

HARI: tuple[tuple[int, str], ...] = (
    (1, "Senin"),
    (2, "Selasa"),
    (3, "Rabu"),
    (4, "Kamis"),
    (5, "Jumat"),
    (6, "Sabtu"),
    (7, "Minggu"),
)
MINGGU_KE: tuple[tuple[int, str], ...] = (
    (1, "minggu pertama"),
    (2, "minggu kedua"),
    (3, "minggu ketiga"),
    (4, "minggu keempat"),
    (5, "minggu terakhir"),
)


_HARI, _MINGGU = dict(HARI), dict(MINGGU_KE)


def kata_hari_buka(hari: int, minggu: int) -> str:
    """`Selasa minggu ketiga`"""
    return f"{_HARI[hari]} {_MINGGU[minggu]}"


def sebutan_posyandu(nama: str) -> str:
    """`Seruni` → `Posyandu Seruni`; a name that says it already stays."""
    return nama if nama.lower().startswith("posyandu") else f"Posyandu {nama}"


class Strata(models.TextChoices):
    """Old strata, still printed on village sheets (domain study 6.1). Never shown without the word "strata"."""

    PRATAMA = "pratama", "Pratama"
    MADYA = "madya", "Madya"
    PURNAMA = "purnama", "Purnama"
    MANDIRI = "mandiri", "Mandiri"


class Bangunan(models.TextChoices):
    """Whose building the unit uses (village sheets, domain study 2.2)."""

    MILIK_SENDIRI = "milik_sendiri", "Milik sendiri"
    MILIK_DESA = "milik_desa", "Milik desa/kelurahan"
    MENUMPANG = "menumpang", "Menumpang"
    SEWA = "sewa", "Sewa"


class StatusPosyandu(models.TextChoices):
    AKTIF = "aktif", "Aktif"
    TUTUP = "tutup", "Tutup"


class Posyandu(ScopedModel):
    """One posyandu. `kode` = village code + `.p0001` is ours; `nomor_registrasi` is the ministry's and never minted."""

    SCOPE_PATH = ""
    BIDANG_PATH = LINTAS_BIDANG
    PRIBADI: ClassVar[tuple[str, ...]] = ("kontak", "nama_kontak")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kode = models.CharField(max_length=19, unique=True)
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="posyandu_list")
    nama = models.CharField(max_length=80)
    nama_cari = models.CharField(max_length=80)
    nomor_registrasi = models.CharField(max_length=17, unique=True, null=True, blank=True)
    alamat = models.CharField(max_length=200)
    rt = models.CharField("RT", max_length=3)
    rw = models.CharField("RW", max_length=3)
    buka_minggu = models.PositiveSmallIntegerField("minggu ke", choices=MINGGU_KE)
    buka_hari = models.PositiveSmallIntegerField("hari", choices=HARI)
    buka_jam = models.TimeField("jam buka", null=True, blank=True)
    nama_kontak = models.CharField("nama kontak", max_length=80)
    kontak = models.CharField("telepon kontak", max_length=16)
    berdiri = models.DateField("tanggal berdiri", null=True, blank=True)
    lintang = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    bujur = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    akurasi = models.PositiveIntegerField("ketelitian titik (meter)", null=True, blank=True)
    strata = models.CharField(max_length=8, choices=Strata, blank=True)
    bangunan = models.CharField("bangunan", max_length=14, choices=Bangunan, blank=True)
    cakupan = models.CharField("RT/RW yang dilayani", max_length=300, blank=True)
    # Three states: None is not asked yet, which is not "no".
    dana_sehat = models.BooleanField("dana sehat", null=True, blank=True)
    dana_sehat_persen = models.PositiveSmallIntegerField("cakupan dana sehat (persen)", null=True, blank=True)
    nomor_terbit = models.DateField("tanggal nomor terbit", null=True, blank=True)
    # Since when every section of its data has been said to be right (registry.actions.pemutakhiran); None: never all.
    dikonfirmasi = models.DateField("terakhir dikonfirmasi", null=True, blank=True)
    percontohan = models.BooleanField(default=False)
    status = models.CharField(max_length=8, choices=StatusPosyandu, default=StatusPosyandu.AKTIF)
    contoh = models.BooleanField("data contoh", default=False)
    versi = models.PositiveIntegerField(default=1)
    dibuat = models.DateTimeField(default=timezone.now)
    diubah = models.DateTimeField(default=timezone.now)

    objects = PosyanduQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["kode"]
        indexes = [models.Index(fields=["nama_cari", "kode"], name="posyandu_nama")]
        constraints = [
            models.CheckConstraint(condition=~Q(kode="") & ~Q(nama=""), name="posyandu_isi"),
            models.CheckConstraint(
                condition=Q(lintang=None, bujur=None) | Q(lintang__isnull=False, bujur__isnull=False),
                name="posyandu_koordinat_berpasangan",
            ),
            models.CheckConstraint(
                condition=Q(dana_sehat_persen=None) | Q(dana_sehat_persen__lte=100), name="posyandu_dana_sehat_persen"
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def hari_buka(self) -> str:
        """`Selasa minggu ketiga`"""
        return kata_hari_buka(self.buka_hari, self.buka_minggu)

    def buka_pada(self, tahun: int, bulan: int) -> date:
        """The open day of that month."""
        awal = date(tahun, bulan, 1)
        pertama = 1 + (self.buka_hari - awal.isoweekday()) % 7
        hari = pertama + 7 * (self.buka_minggu - 1)
        try:
            return date(tahun, bulan, hari)
        except ValueError:  # a fifth week that does not exist: "terakhir" is the fourth then
            return date(tahun, bulan, hari - 7)

    @property
    def sebutan(self) -> str:
        return sebutan_posyandu(self.nama)


class RiwayatKode(models.Model):
    """A code the unit held before it moved or its village was re-coded; the old address leads to the new one."""

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="kode_lama_list")
    kode = models.CharField(max_length=19, unique=True)
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="+")
    mulai = models.DateField(null=True, blank=True)
    sampai = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(kode=""), name="riwayat_kode_isi")]

    def __str__(self) -> str:
        return self.kode


def urutan_berikut(wilayah_kode: str) -> str:
    """The next free unit code of a village; a code once given never returns. Call it under the village's lock."""
    dari, sampai = rentang(wilayah_kode)
    akhir = [
        rows.filter(kode__gte=dari, kode__lt=sampai).order_by("-kode").values_list("kode", flat=True).first()
        for rows in (Posyandu.objects.all(), RiwayatKode.objects.all())
    ]
    return f"{wilayah_kode}.p{max((int(k[-4:]) for k in akhir if k), default=0) + 1:04d}"
