"""The camat's evaluation of a draft APB Desa (RAPB Desa), line by line, and what the village answers to each line."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.scope import LINTAS_BIDANG, ScopedModel
from planning.models.dokumen import BarisAnggaran, DokumenAnggaran
from posyandu_app.lib.bidang import pilihan_bidang


class StatusEvaluasi(models.TextChoices):
    DISERAHKAN = "diserahkan", "Belum dievaluasi"
    BERJALAN = "berjalan", "Sedang dievaluasi"
    SELESAI = "selesai", "Selesai"
    DITARIK = "ditarik", "Ditarik desa"


class HasilEvaluasi(models.TextChoices):
    SESUAI = "sesuai", "Sesuai, dapat ditetapkan"
    PERBAIKI = "perbaiki", "Diperbaiki dulu"


class Penilaian(models.TextChoices):
    """Where one line stands: the camat says sesuai or perbaiki, the village answers what must be mended."""

    BELUM = "belum", "Belum dinilai"
    SESUAI = "sesuai", "Sesuai"
    PERBAIKI = "perbaiki", "Perbaiki"
    DIUBAH = "diubah", "Diubah desa"
    DIJELASKAN = "dijelaskan", "Dijelaskan desa"


BERJALAN = (StatusEvaluasi.DISERAHKAN, StatusEvaluasi.BERJALAN)


class EvaluasiRapbdes(ScopedModel):
    """One round of evaluation of one draft: handed in by the village, begun and closed by the camat's office. A draft
    that must be mended is handed in again as the next round (`putaran`); earlier rounds stay as they were.

    `tenggat`: the last day, twenty working days after it was handed in (UU 6/2014 art. 69)."""

    SCOPE_PATH = "dokumen__wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    dokumen = models.ForeignKey(DokumenAnggaran, on_delete=models.PROTECT, related_name="evaluasi_list")
    putaran = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, choices=StatusEvaluasi, default=StatusEvaluasi.DISERAHKAN)
    hasil = models.CharField(max_length=8, choices=HasilEvaluasi, blank=True)
    kesimpulan = models.CharField(max_length=600, blank=True)
    nomor = models.CharField(max_length=80, blank=True)
    penanda_tangan = models.CharField(max_length=120, blank=True)
    ditutup = models.DateField(null=True, blank=True)
    tenggat = models.DateField()
    penyerah = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    diserahkan = models.DateTimeField(default=timezone.now)
    contoh = models.BooleanField(default=False)
    versi = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-diserahkan", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["dokumen", "putaran"], name="evaluasi_putaran_unik"),
            models.UniqueConstraint(
                fields=["dokumen"], condition=Q(status__in=["diserahkan", "berjalan"]), name="evaluasi_satu_berjalan"
            ),
            models.CheckConstraint(
                condition=Q(status="selesai", ditutup__isnull=False) & ~Q(hasil="") | ~Q(status="selesai"),
                name="evaluasi_selesai_berhasil",
            ),
        ]

    def __str__(self) -> str:
        return f"Evaluasi {self.dokumen}"

    @property
    def berjalan(self) -> bool:
        return self.status in BERJALAN


class ButirEvaluasi(ScopedModel):
    """One line as it was handed in (`pagu`, code and name copied: the line itself may change or go), what the camat's
    office says of it, and the village's answer."""

    SCOPE_PATH = "evaluasi__dokumen__wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    evaluasi = models.ForeignKey(EvaluasiRapbdes, on_delete=models.PROTECT, related_name="butir_list")
    baris = models.ForeignKey(BarisAnggaran, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    kode_kegiatan = models.CharField(max_length=24)
    kode_rekening = models.CharField(max_length=24, blank=True)
    uraian = models.CharField(max_length=500)
    bidang = models.CharField(max_length=20, blank=True, choices=pilihan_bidang)
    pagu = models.DecimalField(max_digits=18, decimal_places=2)
    penilaian = models.CharField(max_length=10, choices=Penilaian, default=Penilaian.BELUM)
    catatan = models.CharField(max_length=400, blank=True)
    usul_nilai = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    penilai = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    jawaban = models.CharField(max_length=400, blank=True)
    penjawab = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    versi = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["kode_kegiatan", "kode_rekening", "id"]
        constraints = [
            models.UniqueConstraint(fields=["evaluasi", "baris"], condition=~Q(baris=None), name="butir_baris_unik"),
            models.CheckConstraint(condition=Q(pagu__gte=0), name="butir_pagu_tak_negatif"),
            models.CheckConstraint(condition=Q(usul_nilai=None) | Q(usul_nilai__gte=0), name="butir_usul_wajar"),
            models.CheckConstraint(
                condition=~Q(penilaian__in=["perbaiki", "diubah", "dijelaskan"]) | ~Q(catatan=""),
                name="butir_perbaiki_bercatatan",
            ),
            models.CheckConstraint(
                condition=~Q(penilaian="dijelaskan") | ~Q(jawaban=""), name="butir_dijelaskan_beralasan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode_kegiatan} {self.uraian}"
