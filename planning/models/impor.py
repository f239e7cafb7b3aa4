"""A file of budget lines or of codes that somebody brings in: seen row by row first, then taken whole or not at all."""

import uuid
from collections import Counter
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Berkas, Pekerjaan
from accounts.scope import LINTAS_BIDANG, ScopedModel
from planning.impor.dasar import NAMA_HASIL
from planning.models.dokumen import DokumenAnggaran
from planning.models.nomenklatur import VersiNomenklatur
from wilayah.models import Wilayah


class ImporRencana(ScopedModel):
    """One file as it was read. `dokumen`: the draft whose lines it holds; without one it is a code book, which becomes
    `versi` once taken. Its stage follows from the moments below."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    class Bentuk(models.TextChoices):
        SIPD = "sipd", "Daftar sub kegiatan SIPD-RI"
        SISKEUDES = "siskeudes", "Zip CSV Siskeudes"
        TEMPLAT = "templat", "Templat XLSX/CSV"
        TEMPEL = "tempel", "Baris yang ditempel"
        KODE = "kode", "Nomenklatur"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bentuk = models.CharField(max_length=10, choices=Bentuk)
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="+")
    dokumen = models.ForeignKey(
        DokumenAnggaran, on_delete=models.CASCADE, null=True, blank=True, related_name="impor_list"
    )
    versi_kode = models.ForeignKey(
        VersiNomenklatur, on_delete=models.PROTECT, null=True, blank=True, related_name="impor_list"
    )
    nama = models.CharField(max_length=160)  # of the file
    sidik = models.CharField(max_length=64)  # SHA-256 of its content
    pengaturan = models.JSONField(default=dict)  # what the form said: totals typed, replace or add, the book's name
    total_berkas = models.JSONField(default=list)  # [[where the file says a total, how much as text]]
    kolom_asing = models.JSONField(default=list)
    jumlah = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)  # sum of what would be taken
    banyak = models.PositiveIntegerField(default=0)  # rows that would be taken
    pemilik = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # A large file: kept until a job has read it. `pekerjaan`: the latest job, of reading or of taking.
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pekerjaan = models.ForeignKey(Pekerjaan, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    galat = models.CharField(max_length=300, blank=True)  # why the file as a whole cannot be read
    digantikan = models.JSONField(default=list)  # lines that taking it put out of the draft, whole, for the way back
    dibuat = models.DateTimeField(default=timezone.now)
    dibaca = models.DateTimeField(null=True, blank=True)
    diambil = models.DateTimeField(null=True, blank=True)
    dibuang = models.DateTimeField(null=True, blank=True)
    ditarik = models.DateTimeField(null=True, blank=True)  # taken, and taken back
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(diambil=None) | Q(dibuang=None), name="impor_rencana_satu_akhir"),
            models.CheckConstraint(condition=Q(diambil=None) | Q(dibaca__isnull=False), name="impor_rencana_terbaca"),
            models.CheckConstraint(condition=Q(ditarik=None) | Q(diambil__isnull=False), name="impor_rencana_ditarik"),
            models.UniqueConstraint(
                fields=["dokumen", "sidik"],
                condition=Q(diambil__isnull=False, dokumen__isnull=False, ditarik=None),
                name="impor_rencana_sekali",
            ),
        ]

    def __str__(self) -> str:
        return f"Impor {self.nama}"

    @property
    def total_ketik(self) -> Decimal | None:
        """The document's own total, where somebody typed it."""
        teks = self.pengaturan.get("total")
        return None if teks is None else Decimal(teks)

    @property
    def total_kendali(self) -> Decimal | None:
        """What the rows must add up to by word of the source: typed off its paper, else said in the file."""
        berkas = Decimal(self.total_berkas[0][1]) if self.total_berkas else None
        return berkas if self.total_ketik is None else self.total_ketik

    @property
    def terbuka(self) -> bool:
        """Neither taken nor thrown away."""
        return self.diambil is None and self.dibuang is None

    @property
    def tahap(self) -> str:
        """`tarik`, `buang`, `ambil`, `galat`, `pratinjau` (waiting for a decision) or `baca` (not read yet)."""
        urutan = (
            (self.ditarik, "tarik"),
            (self.dibuang, "buang"),
            (self.diambil, "ambil"),
            (self.galat, "galat"),
            (self.dibaca, "pratinjau"),
        )
        return next((nama for isi, nama in urutan if isi), "baca")


class ImporRencanaBaris(ScopedModel):
    """One row of such a file: what stood there, what it was read as, and its outcome with the reasons."""

    SCOPE_PATH = "impor__wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    impor = models.ForeignKey(ImporRencana, on_delete=models.CASCADE, related_name="baris_list")
    nomor = models.PositiveIntegerField()  # line in the file, the head counted
    hasil = models.CharField(max_length=8, choices=[(h.value, n) for h, n in NAMA_HASIL.items()])
    kode_kegiatan = models.CharField(max_length=24, blank=True)
    uraian = models.CharField(max_length=500, blank=True)
    pagu = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    isi = models.JSONField(default=dict)
    mentah = models.JSONField(default=dict)
    pesan = models.JSONField(default=list)

    class Meta:
        ordering = ["impor", "nomor"]
        indexes = [models.Index(fields=["impor", "hasil", "nomor"], name="impor_rencana_hasil")]
        constraints = [models.UniqueConstraint(fields=["impor", "nomor"], name="impor_rencana_baris_satu")]

    def __str__(self) -> str:
        return f"baris {self.nomor}"


class GantiKode(ScopedModel):
    """One bulk replacement of broken codes in drafts: which lines, from what to what, so that it can be undone."""

    SCOPE_PATH = "wilayah"
    BIDANG_PATH = LINTAS_BIDANG

    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="+")  # where its owner keeps plans
    tahun = models.PositiveSmallIntegerField()
    isi = models.JSONField(default=list)  # [{baris, dokumen, dari: {column: text}, ke: {column: text}}]
    pemilik = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)
    dikembalikan = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{len(self.isi)} baris diganti kodenya"

    @property
    def ringkas(self) -> list[tuple[str, str, int]]:
        """(old code, new code, lines), in the order of the codes."""
        hitung = Counter((x["dari"]["kode_kegiatan"], x["ke"]["kode_kegiatan"]) for x in self.isi)
        return [(lama, baru, n) for (lama, baru), n in sorted(hitung.items())]
