"""The public tree of areas, its search words, and the summary table keyed by area."""

from django.db import models

from posyandu_app.lib import kode as kode_lib
from wilayah.querysets import WilayahQuerySet


class Jenis(models.TextChoices):
    PROVINSI = "provinsi", "Provinsi"
    KABUPATEN = "kabupaten", "Kabupaten"
    KOTA = "kota", "Kota"
    KECAMATAN = "kecamatan", "Kecamatan"
    DESA = "desa", "Desa"
    KELURAHAN = "kelurahan", "Kelurahan"
    DESA_ADAT = "desa_adat", "Desa adat"


class Wilayah(models.Model):
    """One area of the Kemendagri code book, kept after it ends (`berlaku_sampai`, exclusive)."""

    ACUAN_UMUM = True  # public reference: a form may offer it without a row scope

    kode = models.CharField(max_length=13, primary_key=True)
    nama = models.CharField(max_length=120)
    jenis = models.CharField(max_length=12, choices=Jenis)
    induk = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="anak")
    kode_pos = models.CharField(max_length=5, blank=True)
    edisi = models.CharField(max_length=80)
    berlaku_dari = models.DateField()
    berlaku_sampai = models.DateField(null=True, blank=True)

    objects = WilayahQuerySet.as_manager()

    class Meta:
        ordering = ["kode"]
        constraints = [models.CheckConstraint(condition=~models.Q(kode=""), name="wilayah_kode_isi")]

    def __str__(self) -> str:
        return self.nama

    @property
    def kelurahan(self) -> bool:
        """A kelurahan has no APBDes (Permendagri 20/2018 is about desa only)."""
        return self.jenis == Jenis.KELURAHAN

    @property
    def sebutan(self) -> str:
        """The name with its kind where the name alone does not say it: `Kelurahan Klego`, `Kota Pekalongan`."""
        if self.jenis in (Jenis.KABUPATEN, Jenis.KOTA):
            return self.nama
        return f"{self.get_jenis_display()} {self.nama}"

    @property
    def tingkat(self) -> str:
        return kode_lib.tingkat(self.kode)


class KataWilayah(models.Model):
    """One folded word of an area's name: a prefix search is a range on an ordinary index, on every database."""

    wilayah = models.ForeignKey(Wilayah, on_delete=models.CASCADE, related_name="kata_list", db_index=False)
    kata = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kata", "wilayah"], name="kata_wilayah_unik")]

    def __str__(self) -> str:
        return self.kata


class Rekap(models.Model):
    """A summed figure of one area in one period, exact after every commit (written only by wilayah.rekap).

    `kode` is a posyandu, desa, kecamatan, kabupaten or provinsi; the nation is the sum of its provinces at read.
    `periode` is 202611 for a month, 2026 for a year, 0 for a stock that has no period (units, kader).
    """

    kode = models.CharField(max_length=19)
    periode = models.IntegerField()
    indikator = models.CharField(max_length=40)
    jumlah = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kode", "periode", "indikator"], name="rekap_kunci")]

    def __str__(self) -> str:
        return f"{self.kode} {self.periode} {self.indikator} = {self.jumlah}"
