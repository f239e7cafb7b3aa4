"""A list that somebody brings in from a file: the file, its rows, and what became of each of them."""

import json
import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Berkas, Pekerjaan, User
from accounts.scope import LINTAS_BIDANG, ScopedModel
from posyandu_app.lib import sandi
from wilayah.models import Wilayah

TEMPAT_MENTAH = "registry.ImporBaris.mentah"


class HasilBaris(models.TextChoices):
    """What would happen to a row, told before anything is stored."""

    BARU = "baru", "Akan dibuat"
    UBAH = "ubah", "Akan diubah"
    SAMA = "sama", "Sudah sama"
    PERIKSA = "periksa", "Perlu diperiksa"
    TOLAK = "tolak", "Ditolak"


class ImporSesi(ScopedModel):
    """One file of one kind for one area. Its stage follows from the moments below, so it cannot contradict them."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="impor_list")
    jenis = models.CharField(max_length=20)  # code in registry.impor.jenis
    pemilik = models.ForeignKey(User, on_delete=models.PROTECT, related_name="impor_list")
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, related_name="+")
    pekerjaan = models.ForeignKey(Pekerjaan, on_delete=models.PROTECT, null=True, related_name="+")  # the latest one
    kepala = models.JSONField(default=list)  # codes of the file's columns in its order; "" where not known
    kolom_asing = models.JSONField(default=list)  # heads that no column of the kind answers to
    kolom_kurang = models.JSONField(default=list)  # names of columns the file does not have
    galat = models.CharField(max_length=300, blank=True)  # why the file as a whole cannot be read
    jumlah = models.PositiveIntegerField(default=0)
    dibuat = models.DateTimeField(default=timezone.now)
    dibaca = models.DateTimeField(null=True, blank=True)
    diminta = models.DateTimeField(null=True, blank=True)  # told to store
    disimpan = models.DateTimeField(null=True, blank=True)  # all of it done
    dibuang = models.DateTimeField(null=True, blank=True)
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(disimpan=None) | Q(diminta__isnull=False), name="impor_tahap_urut"),
        ]

    def __str__(self) -> str:
        return f"Impor {self.jenis} {self.wilayah_id}"

    @property
    def tahap(self) -> str:
        """`buang`, `galat`, `selesai`, `simpan`, `pratinjau` or `baca`."""
        urutan = (
            (self.dibuang, "buang"),
            (self.galat, "galat"),
            (self.disimpan, "selesai"),
            (self.diminta, "simpan"),
            (self.dibaca, "pratinjau"),
        )
        return next((nama for isi, nama in urutan if isi), "baca")


class ImporBaris(ScopedModel):
    """One row of the file. Its cells are encrypted, whatever they hold; messages never repeat a personal value."""

    SCOPE_PATH = "sesi__wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    PRIBADI: ClassVar[tuple[str, ...]] = ("mentah", "nama")

    sesi = models.ForeignKey(ImporSesi, on_delete=models.CASCADE, related_name="baris_list")
    nomor = models.PositiveIntegerField()  # line in the file, the head counted
    mentah = models.TextField()  # {column: text}, encrypted (lib.sandi)
    kunci = models.CharField(max_length=64, blank=True)  # keyed hash of what makes the row one of its kind
    nama = models.CharField(max_length=160, blank=True)  # what the row is about, to recognise it
    hasil = models.CharField(max_length=8, choices=HasilBaris)
    pesan = models.JSONField(default=dict)  # {column or "": sentence}
    beda = models.JSONField(default=dict)  # {column: [stored, in the file]} of a row that would change something
    tersimpan = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sesi", "hasil", "nomor"], name="impor_baris_hasil")]
        constraints = [models.UniqueConstraint(fields=["sesi", "nomor"], name="impor_baris_satu")]

    def __str__(self) -> str:
        return f"baris {self.nomor}"

    @property
    def sel(self) -> dict[str, str]:
        """The cells as the file had them; empty once they were wiped."""
        isi: dict[str, str] = json.loads(sandi.buka(self.mentah, tempat=TEMPAT_MENTAH) or "{}")
        return isi

    @staticmethod
    def tutup(sel: dict[str, Any]) -> str:
        return sandi.tutup(json.dumps(sel, ensure_ascii=False), tempat=TEMPAT_MENTAH)
