"""Training: events, who took part, and the skill marks of a kader."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from accounts.scope import LINTAS_BIDANG, ScopedModel
from posyandu_app.lib.bidang import pilihan_bidang
from registry.keterampilan import KELOMPOK, KETERAMPILAN
from registry.models.bina import AnggotaTim
from registry.models.orang import Orang
from registry.querysets import TandaQuerySet
from wilayah.models import Wilayah


def pilihan_keterampilan() -> list[tuple[str, str]]:
    return [(k.kode, k.nama) for k in KETERAMPILAN.values()]


class Pelatihan(ScopedModel):
    """One training event of an area, its days both counted. `kelompok`: groups of skills it covered (KELOMPOK)."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="pelatihan_list")
    judul = models.CharField(max_length=160)
    mulai = models.DateField()
    selesai = models.DateField()
    tempat = models.CharField(max_length=160, blank=True)
    penyelenggara = models.CharField(max_length=120, blank=True)
    sumber_dana = models.CharField(max_length=120, blank=True)
    bidang = models.CharField(max_length=20, blank=True, choices=pilihan_bidang)
    kelompok = models.JSONField(default=list)
    jam = models.PositiveSmallIntegerField("jam pelajaran", null=True, blank=True)
    versi = models.PositiveIntegerField(default=1)
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering = ["-mulai", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(judul=""), name="pelatihan_judul_isi"),
            models.CheckConstraint(condition=Q(selesai__gte=F("mulai")), name="pelatihan_urut"),
            models.UniqueConstraint(fields=["wilayah", "judul", "mulai"], name="pelatihan_unik"),
        ]

    def __str__(self) -> str:
        return self.judul

    @property
    def nama_kelompok(self) -> str:
        return ", ".join(KELOMPOK[k] for k in self.kelompok if k in KELOMPOK)


class SebagaiPeserta(models.TextChoices):
    KADER = "kader", "Kader"
    PENGURUS = "pengurus", "Pengurus"
    KEPALA = "kepala", "Kepala desa/lurah"
    TIM = "tim_pembina", "Anggota Tim Pembina"
    LAIN = "lain", "Lainnya"


class PesertaPelatihan(ScopedModel):
    """Who was invited: a person of a unit, a member of a Tim Pembina, or a name with an office.

    `hadir` and `lulus` are None until somebody says; that is not "no".
    """

    SCOPE_PATH = "pelatihan__wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    pelatihan = models.ForeignKey(Pelatihan, on_delete=models.PROTECT, related_name="peserta_list")
    sebagai = models.CharField(max_length=12, choices=SebagaiPeserta)
    orang = models.ForeignKey(Orang, on_delete=models.PROTECT, null=True, blank=True, related_name="pelatihan_list")
    anggota = models.ForeignKey(AnggotaTim, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    nama = models.CharField(max_length=120)
    asal = models.CharField(max_length=160, blank=True)  # unit, village or office, as it was then
    hadir = models.BooleanField(null=True, blank=True)
    lulus = models.BooleanField(null=True, blank=True)
    sertifikat = models.CharField("nomor sertifikat", max_length=60, blank=True)

    class Meta:
        ordering = ["nama", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(nama=""), name="peserta_nama_isi"),
            models.CheckConstraint(condition=~Q(lulus=True) | Q(hadir=True), name="peserta_lulus_hadir"),
            models.UniqueConstraint(
                fields=["pelatihan", "orang"], condition=Q(orang__isnull=False), name="peserta_orang_unik"
            ),
            models.UniqueConstraint(
                fields=["pelatihan", "nama", "asal"], condition=Q(orang=None), name="peserta_nama_unik"
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class TandaKeterampilan(models.Model):
    """A skill that somebody saw a person do, [tanggal, sampai). Taken back with a reason, never deleted."""

    orang = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="tanda_list")
    keterampilan = models.CharField(max_length=24, choices=pilihan_keterampilan)
    tanggal = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    penilai = models.CharField(max_length=120)
    pelatihan = models.ForeignKey(Pelatihan, on_delete=models.PROTECT, null=True, blank=True, related_name="tanda_list")
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)
    dicabut = models.DateField(null=True, blank=True)
    alasan_cabut = models.CharField(max_length=200, blank=True)

    objects: Any = TandaQuerySet.as_manager()

    class Meta:
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(penilai=""), name="tanda_penilai_isi"),
            models.CheckConstraint(condition=Q(sampai=None) | Q(sampai__gt=F("tanggal")), name="tanda_urut"),
            models.CheckConstraint(condition=Q(dicabut=None) | ~Q(alasan_cabut=""), name="tanda_cabut_beralasan"),
            models.UniqueConstraint(
                fields=["orang", "keterampilan"], condition=Q(dicabut=None), name="tanda_satu_berjalan"
            ),
        ]

    def __str__(self) -> str:
        return KETERAMPILAN[self.keterampilan].nama
