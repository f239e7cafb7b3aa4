"""One service record of any shape (kegiatan, kondisi, permohonan): the rows behind every figure are one list."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.scope import ScopedModel
from posyandu_app.lib.bidang import pilihan_bidang
from registry.models import Posyandu
from spm_services import katalog
from spm_services.katalog.dasar import Banyak, Bentuk, Desimal, JenisLayanan, Kolom, Pilihan, YaTidak
from spm_services.models.sesi import KunjunganWarga, Sesi
from spm_services.models.warga import Keluarga, Warga
from spm_services.querysets import RekamanQuerySet


def pilihan_bentuk() -> list[tuple[str, str]]:
    return [(b.value, b.value.capitalize()) for b in Bentuk]


class StatusRekaman(models.TextChoices):
    BERLAKU = "berlaku", "Berlaku"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class Rekaman(ScopedModel):
    """What a unit did or found on a day. `kunci` comes from the form: the same form sent twice is one record.

    About one person (`warga`) or household (`keluarga`) where the entry says so; one of the records of a visit
    (`kunjungan`), of which each service has at most one that counts; or an activity of a session (`sesi`).
    """

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = "bidang"

    kunci = models.UUIDField(default=uuid.uuid4, unique=True)
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="rekaman_list", db_index=False)
    layanan = models.CharField(max_length=40, choices=katalog.pilihan)
    bidang = models.CharField(max_length=20, choices=pilihan_bidang)
    bentuk = models.CharField(max_length=12, choices=pilihan_bentuk)
    tanggal = models.DateField()
    warga = models.ForeignKey(Warga, on_delete=models.PROTECT, null=True, blank=True, related_name="rekaman_list")
    keluarga = models.ForeignKey(Keluarga, on_delete=models.PROTECT, null=True, blank=True, related_name="rekaman_list")
    kunjungan = models.ForeignKey(
        KunjunganWarga, on_delete=models.PROTECT, null=True, blank=True, related_name="rekaman_list"
    )
    sesi = models.ForeignKey(Sesi, on_delete=models.PROTECT, null=True, blank=True, related_name="rekaman_list")
    isian = models.JSONField(default=dict)
    terlayani = models.PositiveIntegerField(default=0)
    versi_formulir = models.PositiveSmallIntegerField(default=katalog.versi_formulir)
    status = models.CharField(max_length=12, choices=StatusRekaman, default=StatusRekaman.BERLAKU)
    versi = models.PositiveIntegerField(default=1)
    pencatat = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    contoh = models.BooleanField(default=False)
    dibuat = models.DateTimeField(default=timezone.now)

    objects = RekamanQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [models.Index(fields=["posyandu", "tanggal"], name="rekaman_unit_tanggal")]
        constraints = [
            models.CheckConstraint(condition=~Q(layanan=""), name="rekaman_layanan_isi"),
            models.UniqueConstraint(
                fields=["kunjungan", "layanan"], condition=Q(status="berlaku"), name="rekaman_satu_per_kunjungan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entri.nama}, {self.tanggal:%d-%m-%Y}"

    @property
    def entri(self) -> JenisLayanan:
        """The catalogue entry; entries are never deleted, so it is always there."""
        return katalog.SEMUA[self.layanan]

    @property
    def berlaku(self) -> bool:
        return self.status == StatusRekaman.BERLAKU

    @property
    def tampilan(self) -> list[tuple[Kolom, str]]:
        """Each question with its answer in words; missing answers say so."""
        return [(k, jawaban(k, self.isian.get(k.kode))) for k in self.entri.isian]


def jawaban(kolom: Kolom, nilai: Any) -> str:
    """An answer in words. Missing is "tidak diisi", which is not zero and not no."""
    if nilai is None or nilai == "":
        return "tidak diisi"
    if isinstance(kolom, Pilihan):
        return dict(kolom.opsi).get(nilai, str(nilai))
    if isinstance(kolom, Banyak):
        return ", ".join(dict(kolom.opsi).get(n, str(n)) for n in nilai) or kolom.tidak_ada.lower()
    if isinstance(kolom, Desimal):
        return f"{str(nilai).replace('.', ',')} {kolom.satuan}"
    if isinstance(kolom, YaTidak):
        return "Ya" if nilai else "Tidak"
    satuan = getattr(kolom, "satuan", "")
    return f"{nilai:,}".replace(",", ".") + f" {satuan}" if satuan else str(nilai)
