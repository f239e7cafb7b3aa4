"""Proposals: what a unit or village asks for, its evidence, what every gate made of it, and the lines it became."""

import uuid
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Berkas
from accounts.scope import ScopedModel, ScopedQuerySet
from planning.models.dokumen import BarisAnggaran
from planning.tahap_usulan import TUTUP, Jalur, Putusan, Tahap, kata_sipd, meja
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.bidang import pilihan_bidang
from registry.models import Posyandu
from spm_services.models import Rekaman, Tiket
from wilayah.models import Wilayah


class UsulanQuerySet(ScopedQuerySet):
    def di_wilayah(self, kode: str) -> Self:
        """Of units and villages at or below an area. Raises ValueError for a malformed code."""
        if kode == kode_lib.NASIONAL:
            return self
        dari, sampai = kode_lib.rentang(kode)
        unit = Q(posyandu__kode__gte=dari, posyandu__kode__lt=sampai)
        return self.filter(unit | Q(wilayah__kode__gte=dari, wilayah__kode__lt=sampai))

    def terbuka(self) -> Self:
        """Those that still wait at a gate."""
        return self.exclude(putusan__in=TUTUP)


class Usulan(ScopedModel):
    """One proposal for one budget year. `tahap` is the gate it stands at, `putusan` what was decided there.

    `volume` and `nilai` are what is left of it now; `…_awal` what was asked. Split: a part became a proposal of its own
    (`pecahan_dari`). Merged: it goes on as another (`digabung_ke`)."""

    SCOPE_PATH = "posyandu"
    SCOPE_PATH_LAIN = "wilayah"
    BIDANG_PATH = "bidang"

    kunci = models.UUIDField(default=uuid.uuid4, unique=True)
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, null=True, blank=True, related_name="usulan_list")
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    bidang = models.CharField(max_length=20, blank=True, choices=pilihan_bidang)
    tahun = models.PositiveSmallIntegerField()
    jalur = models.CharField(max_length=12, choices=Jalur)
    judul = models.CharField(max_length=160)
    masalah = models.TextField(max_length=2000)
    sasaran = models.CharField(max_length=200, blank=True)
    lokasi = models.CharField(max_length=200, blank=True)
    rt = models.CharField(max_length=3, blank=True)
    rw = models.CharField(max_length=3, blank=True)
    volume = models.DecimalField(max_digits=12, decimal_places=2)
    satuan = models.CharField(max_length=40)
    harga_satuan = models.DecimalField(max_digits=18, decimal_places=2)
    nilai = models.DecimalField(max_digits=18, decimal_places=2)
    volume_awal = models.DecimalField(max_digits=12, decimal_places=2)
    nilai_awal = models.DecimalField(max_digits=18, decimal_places=2)
    perangkat_daerah = models.CharField(max_length=120, blank=True)
    kode_kegiatan = models.CharField(max_length=24, blank=True)
    prioritas = models.PositiveSmallIntegerField(null=True, blank=True)
    butuh = models.CharField(max_length=40, blank=True)  # the need it was made from (planning.katalog_usulan)
    tahap = models.CharField(max_length=12, choices=Tahap, default=Tahap.DRAF)
    putusan = models.CharField(max_length=16, choices=Putusan, default=Putusan.BELUM)
    pecahan_dari = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="pecahan_list"
    )
    digabung_ke = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="usulan_gabungan_list"
    )
    contoh = models.BooleanField(default=False)
    versi = models.PositiveIntegerField(default=1)
    pembuat = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    objects = UsulanQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-tahun", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(posyandu=None, wilayah__isnull=False) | Q(posyandu__isnull=False, wilayah=None),
                name="usulan_satu_pengusul",
            ),
            models.CheckConstraint(
                condition=Q(volume__gte=0, nilai__gte=0, volume_awal__gt=0, nilai_awal__gt=0, harga_satuan__gte=0),
                name="usulan_angka_wajar",
            ),
            models.CheckConstraint(condition=~Q(judul="") & ~Q(satuan=""), name="usulan_isi"),
            models.CheckConstraint(
                condition=Q(digabung_ke=None) | Q(putusan="digabung"),
                name="usulan_gabungan_berinduk",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.judul} ({self.tahun})"

    @property
    def desa(self) -> Wilayah:
        """The village it is of."""
        wilayah: Any = self.posyandu.wilayah if self.posyandu else self.wilayah
        return wilayah  # type: ignore[no-any-return]

    @property
    def kode(self) -> str:
        """The area's code that scopes and duties are asked with."""
        return self.posyandu.kode if self.posyandu else str(self.wilayah_id)

    @property
    def pengusul(self) -> str:
        return self.posyandu.sebutan if self.posyandu else self.desa.sebutan

    @property
    def terbuka(self) -> bool:
        return self.putusan not in TUTUP

    @property
    def meja(self) -> str:
        return meja(self.tahap) if self.terbuka else ""

    @property
    def sipd(self) -> str:
        return kata_sipd(self.tahap, self.putusan)

    @property
    def susut(self) -> Decimal:
        """What the gates took off."""
        return self.nilai_awal - self.nilai


class BuktiUsulan(ScopedModel):
    """One row behind the need: a record of a household or unit, a request, or a photo."""

    SCOPE_PATH = "usulan__posyandu"
    SCOPE_PATH_LAIN = "usulan__wilayah"
    BIDANG_PATH = "usulan__bidang"

    usulan = models.ForeignKey(Usulan, on_delete=models.CASCADE, related_name="bukti_list")
    rekaman = models.ForeignKey(Rekaman, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tiket = models.ForeignKey(Tiket, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    keterangan = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rekaman__isnull=False, tiket=None, berkas=None)
                | Q(rekaman=None, tiket__isnull=False, berkas=None)
                | Q(rekaman=None, tiket=None, berkas__isnull=False),
                name="bukti_satu_asal",
            ),
            models.UniqueConstraint(fields=["usulan", "rekaman"], condition=~Q(rekaman=None), name="bukti_rekaman"),
            models.UniqueConstraint(fields=["usulan", "tiket"], condition=~Q(tiket=None), name="bukti_tiket"),
        ]

    def __str__(self) -> str:
        return self.keterangan or str(self.rekaman or self.tiket or self.berkas)


class RiwayatUsulan(ScopedModel):
    """The shrink trail: what a gate decided, with volume and rupiah after it. Append-only (audit.pemicu)."""

    SCOPE_PATH = "usulan__posyandu"
    SCOPE_PATH_LAIN = "usulan__wilayah"
    BIDANG_PATH = "usulan__bidang"

    usulan = models.ForeignKey(Usulan, on_delete=models.PROTECT, related_name="riwayat_list")
    dari = models.CharField(max_length=12, choices=Tahap)
    ke = models.CharField(max_length=12, choices=Tahap)
    putusan = models.CharField(max_length=16, choices=Putusan)
    volume = models.DecimalField(max_digits=12, decimal_places=2)
    nilai = models.DecimalField(max_digits=18, decimal_places=2)
    alasan = models.CharField(max_length=300, blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    oleh_nama = models.CharField(max_length=150)  # copied: it reads after the account is gone
    waktu = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_dari_display()}: {self.get_putusan_display()}"


class UsulanBaris(ScopedModel):
    """A line that carries a proposal, with the amount: one line for many villages, one proposal in several lines."""

    SCOPE_PATH = "usulan__posyandu"
    SCOPE_PATH_LAIN = "usulan__wilayah"
    BIDANG_PATH = "usulan__bidang"

    usulan = models.ForeignKey(Usulan, on_delete=models.PROTECT, related_name="tautan_list")
    baris = models.ForeignKey(BarisAnggaran, on_delete=models.PROTECT, related_name="usulan_list")
    nilai = models.DecimalField(max_digits=18, decimal_places=2)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["usulan", "baris"], name="usulan_baris_unik"),
            models.CheckConstraint(condition=Q(nilai__gt=0), name="usulan_baris_bernilai"),
        ]

    def __str__(self) -> str:
        return f"{self.usulan} → {self.baris}"
