"""What the ministry answered to a batch: its file, and what became of each row."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Berkas, User
from accounts.scope import LINTAS_BIDANG, ScopedModel
from registry.models.ajuan import Paket
from registry.models.posyandu import Posyandu
from wilayah.models import Wilayah


class HasilKementerian(ScopedModel):
    """One result file of the ministry for a kabupaten or kota, read once. The same content is never read twice."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="hasil_list")
    paket = models.ForeignKey(Paket, on_delete=models.PROTECT, null=True, blank=True, related_name="hasil_list")
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, related_name="+")
    sidik = models.CharField(max_length=64)  # sha256 of the content
    jumlah = models.PositiveIntegerField(default=0)
    pengunggah = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)
    diterapkan = models.DateTimeField(null=True, blank=True)  # when its good rows had all been applied
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["wilayah", "sidik"], name="hasil_sekali")]

    def __str__(self) -> str:
        return f"Hasil {self.berkas}"


class KeadaanBaris(models.TextChoices):
    """What stands with a row; only COCOK and KEMBALI are still to be applied."""

    COCOK = "cocok", "Siap dipasang"
    KEMBALI = "kembali", "Dikembalikan, siap diteruskan"
    TERPASANG = "terpasang", "Nomor terpasang"
    DITERUSKAN = "diteruskan", "Dikembalikan ke desa"
    SUDAH = "sudah", "Sudah tercatat sebelumnya"
    PENGECUALIAN = "pengecualian", "Perlu diputuskan"
    DILEWATI = "dilewati", "Tidak dipakai"


MENUNGGU = (KeadaanBaris.COCOK, KeadaanBaris.KEMBALI)


class BarisHasil(ScopedModel):
    """One row as the ministry wrote it, the unit it was matched to and why, and what was decided."""

    SCOPE_PATH = "hasil__wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    hasil = models.ForeignKey(HasilKementerian, on_delete=models.PROTECT, related_name="baris_list")
    baris = models.PositiveIntegerField()  # row number in the file, as the person sees it there
    nomor = models.CharField(max_length=60, blank=True)
    nama = models.CharField(max_length=120, blank=True)
    desa = models.CharField(max_length=120, blank=True)
    kecamatan = models.CharField(max_length=120, blank=True)
    kode_desa = models.CharField(max_length=40, blank=True)
    keterangan = models.CharField(max_length=300, blank=True)
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    skor = models.PositiveSmallIntegerField(null=True, blank=True)  # None: chosen by hand or not matched
    dasar_cocok = models.CharField(max_length=200, blank=True)
    keadaan = models.CharField(max_length=12, choices=KeadaanBaris)
    alasan = models.CharField(max_length=20, blank=True)  # code of registry.nomor.ALASAN
    pesan = models.CharField(max_length=400, blank=True)
    aturan = models.CharField(max_length=10, blank=True)  # version of the number rule that let it in
    catatan = models.CharField(max_length=400, blank=True)  # why a person decided so
    surat_nomor = models.CharField(max_length=80, blank=True)
    surat_tanggal = models.DateField(null=True, blank=True)
    surat_berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["hasil", "baris"]
        indexes = [models.Index(fields=["hasil", "keadaan", "baris"], name="hasil_keadaan")]
        constraints = [
            models.UniqueConstraint(fields=["hasil", "baris"], name="hasil_baris_unik"),
            models.CheckConstraint(
                condition=~Q(keadaan="pengecualian") | ~Q(alasan=""), name="hasil_pengecualian_beralasan"
            ),
        ]

    def __str__(self) -> str:
        return f"baris {self.baris}: {self.nomor or '–'} {self.nama}"
