"""Code books with their versions, and what a code of an older book became in a newer one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from planning.katalog import pilihan_skema
from posyandu_app.lib.bidang import NAMA
from wilayah.models import Wilayah


class VersiNomenklatur(models.Model):
    """One code book as one decree sets it, for the years it holds. `wilayah`: a kabupaten's own village codes (90–99),
    empty for a book of the nation. `tahun_sampai` empty: until a newer one comes."""

    ACUAN_UMUM = True

    skema = models.CharField(max_length=16, choices=pilihan_skema)
    nama = models.CharField(max_length=80)
    tanggal = models.DateField(null=True, blank=True)
    tahun_dari = models.PositiveSmallIntegerField()
    tahun_sampai = models.PositiveSmallIntegerField(null=True, blank=True)
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sumber = models.CharField(max_length=200)
    # The whole book, not a selection: only then is a code that it lacks a broken one.
    lengkap = models.BooleanField(default=False)

    class Meta:
        ordering = ["skema", "-tahun_dari", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["skema", "nama"], condition=Q(wilayah=None), name="versi_nomenklatur_unik"),
            models.UniqueConstraint(
                fields=["skema", "nama", "wilayah"], condition=~Q(wilayah=None), name="versi_nomenklatur_daerah_unik"
            ),
            models.CheckConstraint(
                condition=Q(tahun_sampai=None) | Q(tahun_sampai__gte=F("tahun_dari")), name="versi_nomenklatur_tahun"
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class KodeNomenklatur(models.Model):
    """One code as its decree prints it. `skema` is its book's, kept beside it for the lists of a form."""

    ACUAN_UMUM = True

    skema = models.CharField(max_length=16)
    versi = models.ForeignKey(VersiNomenklatur, on_delete=models.PROTECT, related_name="kode_list")
    kode_kegiatan = models.CharField(max_length=24)
    tingkat = models.CharField(max_length=16, blank=True)
    uraian = models.CharField(max_length=500)  # the longest of SIPD's export has 410 letters
    bidang = models.CharField(max_length=20, blank=True)
    tag_resmi = models.BooleanField(default=False)
    spm = models.BooleanField(default=False)
    komponen = models.CharField(max_length=24, blank=True)  # of a posyandu's costs, for accounts (planning study 2.2)
    sumber = models.CharField(max_length=200)
    atribut = models.JSONField(default=dict)  # what the export says beside: indikator, satuan, tag, pelaksana …

    class Meta:
        ordering = ["skema", "kode_kegiatan"]
        constraints = [models.UniqueConstraint(fields=["versi", "kode_kegiatan"], name="nomenklatur_unik")]

    def __str__(self) -> str:
        return f"{self.kode_kegiatan} {self.uraian}"

    @property
    def nama_bidang(self) -> str:
        return NAMA.get(self.bidang, "")


class PadananKode(models.Model):
    """What a code of an older book is called in a newer one: said by the export itself, by its name, or by a person.
    One old code may have several new ones (split), one new several old ones (merge)."""

    ACUAN_UMUM = True

    class Dasar(models.TextChoices):
        RESMI = "resmi", "Dari ekspor resmi"
        NAMA = "nama", "Nama serupa"
        ORANG = "orang", "Ditetapkan orang"

    lama = models.ForeignKey(KodeNomenklatur, on_delete=models.CASCADE, related_name="pengganti_list")
    baru = models.ForeignKey(KodeNomenklatur, on_delete=models.CASCADE, related_name="pendahulu_list")
    dasar = models.CharField(max_length=8, choices=Dasar)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lama", "baru"], name="padanan_kode_unik")]

    def __str__(self) -> str:
        return f"{self.lama.kode_kegiatan} → {self.baru.kode_kegiatan}"
