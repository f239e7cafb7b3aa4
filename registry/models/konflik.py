"""What is said of people who hold more than one place: facts, merges, decisions."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from registry.models.orang import Orang


class JabatanLKD(models.Model):
    """Office in another village institution, [mulai, sampai). Party membership is never a column anywhere."""

    class Lembaga(models.TextChoices):
        RT = "rt", "Rukun Tetangga (RT)"
        RW = "rw", "Rukun Warga (RW)"
        PKK = "pkk", "PKK"
        KARANG_TARUNA = "karang_taruna", "Karang Taruna"
        LPM = "lpm", "Lembaga Pemberdayaan Masyarakat (LPM)"
        LAIN = "lain", "LKD lainnya"

    orang = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="jabatan_lkd_list")
    lembaga = models.CharField(max_length=14, choices=Lembaga)
    jabatan = models.CharField(max_length=80)
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sampai=None) | Q(sampai__gte=F("mulai")), name="jabatan_lkd_urut")
        ]

    def __str__(self) -> str:
        return f"{self.jabatan} {self.get_lembaga_display()}"


class GabunganOrang(models.Model):
    """Two rows made one person; `isi` names what moved, so that it can go back."""

    utama = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="gabungan_list")
    kedua = models.ForeignKey(Orang, on_delete=models.PROTECT, related_name="+")
    isi = models.JSONField()
    alasan = models.CharField(max_length=200, blank=True)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    pada = models.DateTimeField(default=timezone.now)
    dibatalkan = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kedua} ke {self.utama}"


class PutusanKonflik(models.Model):
    """A conflict left as it is, with its reason, as long as its facts (`sidik`) stay the same."""

    kunci = models.CharField(max_length=80, unique=True)
    sidik = models.CharField(max_length=16)
    alasan = models.CharField(max_length=200)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    pada = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(alasan=""), name="putusan_konflik_beralasan")]

    def __str__(self) -> str:
        return self.kunci
