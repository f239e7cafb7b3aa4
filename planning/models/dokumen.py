"""Budget documents and their lines. A fixed document is never edited: its Perubahan is a new document."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.scope import LINTAS_BIDANG, ScopedModel
from planning.katalog import JENIS, JenisDokumen, pilihan_jenis, pilihan_sumber
from planning.querysets import DokumenQuerySet
from posyandu_app.lib.bidang import pilihan_bidang
from registry.models import Posyandu
from wilayah.models import Wilayah


class StatusDokumen(models.TextChoices):
    DRAF = "draf", "Draf"
    DITETAPKAN = "ditetapkan", "Ditetapkan"
    DIUBAH = "diubah", "Sudah diubah"
    DICABUT = "dicabut", "Dicabut"


class DokumenAnggaran(ScopedModel):
    """One document of one government for one period. `menggantikan`: the fixed document this Perubahan amends."""

    SCOPE_PATH = "wilayah"
    SCOPE_PATH_LAIN = "posyandu"  # a Renstra Posyandu is also its unit's own
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = ~Q(status="draf")

    jenis = models.CharField(max_length=12, choices=pilihan_jenis)
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="dokumen_list")
    tahun = models.PositiveSmallIntegerField()
    tahun_akhir = models.PositiveSmallIntegerField()
    # Whose it is, for kinds that each perangkat daerah (Renstra, Renja) or each unit (Renstra Posyandu) has.
    perangkat_daerah = models.CharField(max_length=120, blank=True)
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, null=True, blank=True, related_name="dokumen_list")
    nomor = models.CharField(max_length=80, blank=True)
    tanggal = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=StatusDokumen, default=StatusDokumen.DRAF)
    menggantikan = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="perubahan_list"
    )
    contoh = models.BooleanField(default=False)
    versi = models.PositiveIntegerField(default=1)
    pembuat = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    objects = DokumenQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-tahun", "jenis"]
        constraints = [
            models.CheckConstraint(condition=Q(tahun_akhir__gte=F("tahun")), name="dokumen_tahun_urut"),
            models.CheckConstraint(
                condition=Q(status="draf") | (~Q(nomor="") & Q(tanggal__isnull=False)), name="dokumen_tetap_bernomor"
            ),
            models.UniqueConstraint(
                fields=["jenis", "wilayah", "tahun", "perangkat_daerah"],
                condition=Q(menggantikan=None, posyandu=None) & ~Q(status="dicabut"),
                name="dokumen_satu_yang_berlaku",
            ),
            models.UniqueConstraint(
                fields=["jenis", "posyandu", "tahun"],
                condition=Q(menggantikan=None) & ~Q(posyandu=None) & ~Q(status="dicabut"),
                name="dokumen_satu_per_unit",
            ),
            models.UniqueConstraint(
                fields=["menggantikan"], condition=~Q(status="dicabut"), name="dokumen_satu_perubahan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uraian_jenis.nama} {self.masa} {self.pemilik}"

    @property
    def pemilik(self) -> str:
        """Whose document it is, in words."""
        return self.perangkat_daerah or str(self.posyandu or self.wilayah)

    @property
    def uraian_jenis(self) -> JenisDokumen:
        return JENIS[self.jenis]

    @property
    def masa(self) -> str:
        return str(self.tahun) if self.tahun == self.tahun_akhir else f"{self.tahun}–{self.tahun_akhir}"

    @property
    def draf(self) -> bool:
        return self.status == StatusDokumen.DRAF

    @property
    def bisa_alokasi(self) -> bool:
        """Activities are tied to the budget in force, not to a plan or a draft."""
        return self.uraian_jenis.alokasi and self.status == StatusDokumen.DITETAPKAN


class BarisAnggaran(ScopedModel):
    """One line: code and name as printed, source of money, ceiling. `teralokasi` and `terealisasi` are kept by
    planning.actions alone, and the database itself refuses more than the ceiling.

    `sumber_dana` is the source of a line that has one, else `campuran`: the shares stand in BarisSumberDana. `asal` is
    the same line in the document that this one amends; former stages (RKPD → APBD) stand in AsalBaris."""

    SCOPE_PATH = "dokumen__wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = ~Q(dokumen__status="draf")

    dokumen = models.ForeignKey(DokumenAnggaran, on_delete=models.PROTECT, related_name="baris_list")
    nomenklatur = models.CharField(max_length=80)
    kode_kegiatan = models.CharField(max_length=24)
    uraian = models.CharField(max_length=500)
    kode_rekening = models.CharField(max_length=24, blank=True)
    perangkat_daerah = models.CharField(max_length=120, blank=True)
    bidang = models.CharField(max_length=20, blank=True, choices=pilihan_bidang)
    sumber_dana = models.CharField(max_length=16, choices=pilihan_sumber)
    volume = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    satuan = models.CharField(max_length=40, blank=True)
    pagu = models.DecimalField(max_digits=18, decimal_places=2)
    teralokasi = models.DecimalField(max_digits=18, decimal_places=2, default=Decimal(0))
    terealisasi = models.DecimalField(max_digits=18, decimal_places=2, default=Decimal(0))
    pagu_depan = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)  # prakiraan maju n+1
    sasaran = models.CharField(max_length=200, blank=True)
    impor = models.CharField(max_length=120, blank=True)  # file and row it was read from
    dari_impor = models.ForeignKey(
        "planning.ImporRencana", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asal = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="lanjutan_list")

    class Meta:
        ordering = ["kode_kegiatan", "kode_rekening", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(pagu__gte=0), name="baris_pagu_tak_negatif"),
            models.CheckConstraint(
                condition=Q(teralokasi__gte=0) & Q(teralokasi__lte=F("pagu")), name="baris_tak_lewat_pagu"
            ),
            models.CheckConstraint(
                condition=Q(terealisasi__gte=0) & Q(terealisasi__lte=F("teralokasi")), name="baris_realisasi_wajar"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode_kegiatan} {self.uraian}"

    @property
    def sisa(self) -> Decimal:
        """Not yet allocated."""
        return self.pagu - self.teralokasi

    @property
    def sisa_alokasi(self) -> Decimal:
        """Allocated and not yet paid out."""
        return self.teralokasi - self.terealisasi


class BarisSumberDana(ScopedModel):
    """One source of a line with its share. `nilai` empty: the file named several sources with one amount, and the
    shares are not known yet (they must be, before anything is allocated from it)."""

    SCOPE_PATH = "baris__dokumen__wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = ~Q(baris__dokumen__status="draf")

    baris = models.ForeignKey(BarisAnggaran, on_delete=models.CASCADE, related_name="sumber_list")
    sumber = models.CharField(max_length=16, choices=pilihan_sumber)
    kode = models.CharField(max_length=24, blank=True)  # as printed, of either generation of codes
    nama = models.CharField(max_length=200, blank=True)
    nilai = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    teralokasi = models.DecimalField(max_digits=18, decimal_places=2, default=Decimal(0))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["baris", "sumber", "kode"], name="sumber_baris_unik"),
            models.CheckConstraint(condition=Q(nilai=None) | Q(nilai__gte=0), name="sumber_tak_negatif"),
            models.CheckConstraint(
                condition=Q(teralokasi__gte=0) & (Q(teralokasi=0) | Q(nilai=None) | Q(teralokasi__lte=F("nilai"))),
                name="sumber_tak_lewat_bagian",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_sumber_display()} {self.kode}".strip()

    @property
    def sisa(self) -> Decimal | None:
        """Not yet allocated of this source; None where its share is not known."""
        return None if self.nilai is None else self.nilai - self.teralokasi


class BarisLokasi(ScopedModel):
    """Where a line is spent, with its share where it is known. A line without a place holds for its whole area."""

    SCOPE_PATH = "baris__dokumen__wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = ~Q(baris__dokumen__status="draf")

    baris = models.ForeignKey(BarisAnggaran, on_delete=models.CASCADE, related_name="lokasi_list")
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, related_name="+")
    nilai = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["baris", "wilayah"], name="lokasi_baris_unik")]

    def __str__(self) -> str:
        return str(self.wilayah)


class AsalBaris(ScopedModel):
    """A line of a later stage (`ke`) that came from one of a former stage (`dari`): many to many, for lines that were
    split or merged on the way. `cocok`: found by code and office, not said by a person."""

    SCOPE_PATH = "ke__dokumen__wilayah"
    BIDANG_PATH = LINTAS_BIDANG
    TAMPAK_KE_BAWAH = ~Q(ke__dokumen__status="draf")

    dari = models.ForeignKey(BarisAnggaran, on_delete=models.CASCADE, related_name="turunan_list")
    ke = models.ForeignKey(BarisAnggaran, on_delete=models.CASCADE, related_name="sumber_tahap_list")
    cocok = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dari", "ke"], name="asal_baris_unik"),
            models.CheckConstraint(condition=~Q(dari=F("ke")), name="asal_baris_lain"),
        ]

    def __str__(self) -> str:
        return f"{self.dari_id} → {self.ke_id}"
