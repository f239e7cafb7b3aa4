"""Requests, complaints, wishes and health referrals: one ticket each, with its papers, answers and pauses.

TL/BTL (tindak lanjut, belum tindak lanjut) is nowhere stored: it is read from `hasil`, which only steps write.
"""

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Berkas, Penugasan, User
from accounts.roles import ROLES, Cap, Peran
from accounts.scope import Grant, Scope, ScopedModel, ScopedQuerySet
from posyandu_app.lib.bidang import Bidang, pilihan_bidang
from registry.models import Faskes, Posyandu
from spm_services import katalog
from spm_services.kode_tiket import buat_kode, cetak_kode
from spm_services.models.rekaman import Rekaman
from spm_services.models.sesi import KunjunganWarga
from spm_services.models.warga import Keluarga, Warga
from spm_services.perangkat import TUNGGAL, nama_kantor, pilihan_kantor


class JenisTiket(models.TextChoices):
    PERMOHONAN = "permohonan", "Permohonan"
    PENGADUAN = "pengaduan", "Pengaduan"
    ASPIRASI = "aspirasi", "Aspirasi"
    RUJUKAN = "rujukan", "Rujukan kesehatan"


class StatusTiket(models.TextChoices):
    """Each is the act of one desk (domain study 3.3). Referrals take dirujuk and diterima, the rest the long way."""

    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Diajukan"
    DIVERIFIKASI = "diverifikasi", "Diverifikasi di lapangan"
    DISETUJUI = "disetujui", "Disetujui kepala desa/lurah"
    DITERUSKAN = "diteruskan", "Diteruskan ke perangkat daerah"
    DIJAWAB = "dijawab", "Dijawab perangkat daerah"
    DIRUJUK = "dirujuk", "Dirujuk"
    DITERIMA = "diterima", "Diterima tenaga kesehatan"
    SELESAI = "selesai", "Selesai"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan untuk dilengkapi"
    DITARIK = "ditarik", "Ditarik"
    DITUTUP = "ditutup", "Ditutup"


class HasilTiket(models.TextChoices):
    """What came of it, as the office (or nakes, or the village itself) said."""

    DIKERJAKAN = "dikerjakan", "Diterima, dikerjakan"
    DIJADWALKAN = "dijadwalkan", "Dijadwalkan"
    DITOLAK = "ditolak", "Ditolak"
    BUTUH_DATA = "butuh_data", "Butuh data tambahan"
    DESA = "desa", "Diselesaikan desa/kelurahan"
    DITANGANI = "ditangani", "Datang dan ditangani"
    DIRUJUK_LANJUT = "dirujuk_lanjut", "Datang, dirujuk lanjut"
    MENOLAK = "menolak", "Menolak dirujuk"
    TANPA_JAWABAN = "tanpa_jawaban", "Tanpa jawaban"


S, H = StatusTiket, HasilTiket
# Short words for lists, where the desk stands beside them.
PENDEK = {
    S.DIVERIFIKASI: "diverifikasi",
    S.DISETUJUI: "disetujui",
    S.DITERUSKAN: "diteruskan",
    S.DIJAWAB: "dijawab",
    S.DITERIMA: "diterima",
    S.DIKEMBALIKAN: "dikembalikan",
}
SELESAI = frozenset({S.SELESAI, S.DITARIK, S.DITUTUP})
DI_DESA = frozenset({S.DIAJUKAN, S.DIVERIFIKASI, S.DISETUJUI})
DI_NAKES = frozenset({S.DIRUJUK, S.DITERIMA})
JAWABAN_OPD = (H.DIKERJAKAN, H.DIJADWALKAN, H.DITOLAK, H.BUTUH_DATA)
HASIL_RUJUKAN = (H.DITANGANI, H.DIRUJUK_LANJUT, H.MENOLAK)
# A request with one of these was followed up (TL); asked for more data, or left without an answer, it was not (BTL).
TINDAK_LANJUT = frozenset(H) - {H.BUTUH_DATA, H.TANPA_JAWABAN}


def lingkup_jawab(user: User) -> list[tuple[Grant, str, frozenset[str]]]:
    """[(grant, role, offices)] of the desks a person answers at. An account of a field with several offices answers
    for the one it was placed in (`KantorPetugas`), and for none before. One query for the whole request."""
    kini = user.penugasan_aktif
    asal, hasil = getattr(user, "_kantor", (None, []))
    if asal is not kini:
        tugas = [p for p in kini if Cap.JAWAB_TIKET in ROLES[p.peran]]
        opd = [p.pk for p in tugas if p.peran != Peran.NAKES]
        tempat = dict(KantorPetugas.objects.filter(penugasan__in=opd).values_list("penugasan", "kantor"))
        hasil = [
            (Grant(p.kode, p.bidang), p.peran, frozenset({tempat[p.pk]}) if p.pk in tempat else TUNGGAL) for p in tugas
        ]
        user._kantor = (kini, hasil)  # type: ignore[attr-defined]  # noqa: SLF001 (kept as long as the assignments)
    return hasil


class TiketQuerySet(ScopedQuerySet):
    """An office reaches what was handed to it and nothing before; nakes reach referrals somebody agreed to."""

    def for_user(self, user: Any, duty: str) -> Self:
        if duty not in (Cap.JAWAB_TIKET, Cap.LIHAT_TIKET):
            return super().for_user(user, duty)
        q = Q(pk__in=[])
        lain = [p for p in user.penugasan_aktif if duty in ROLES[p.peran] and Cap.JAWAB_TIKET not in ROLES[p.peran]]
        for p in lain:
            q |= Scope((Grant(p.kode, p.bidang),)).q(Tiket)
        for grant, peran, kantor in lingkup_jawab(user):
            milik = _milik_nakes(duty) if peran == Peran.NAKES else _milik_opd(duty, kantor)
            q |= Scope((grant,)).q(Tiket) & milik
        return self.filter(q)

    def berjalan(self) -> Self:
        return self.exclude(status__in=SELESAI)

    def di_wilayah(self, kode: str) -> Self:
        return self.filter(Scope((Grant(kode),)).q(Tiket))

    def masuk_register(self) -> Self:
        """What the register counts: handed in, not withdrawn; referrals of health have a list of their own."""
        return self.exclude(jenis=JenisTiket.RUJUKAN).exclude(status=S.DITARIK).filter(diajukan_pada__isnull=False)


def _milik_opd(duty: str, kantor: frozenset[str]) -> Q:
    milik = ~Q(jenis=JenisTiket.RUJUKAN) & Q(diteruskan_pada__isnull=False, tujuan__in=kantor)
    return milik | Q(jenis=JenisTiket.RUJUKAN) if duty == Cap.LIHAT_TIKET else milik


def _milik_nakes(duty: str) -> Q:
    rujukan = Q(jenis=JenisTiket.RUJUKAN, setuju=True) & ~Q(status=S.DRAF)
    if duty == Cap.JAWAB_TIKET:
        return rujukan
    return rujukan | (Q(bidang=Bidang.KESEHATAN) & ~Q(jenis=JenisTiket.RUJUKAN))


class Tiket(ScopedModel):
    """`rahasia`: whoever complains is known to the village's desk and the office only. `tertutup`: the reasons of a
    referral are for nakes and whoever made it. `sejak`: when the present desk got it. `tenggat`: last working day of
    the running clock; none while it is paused (`dijeda`) or no clock runs. `hari_…` freeze when a clock stops."""

    SCOPE_PATH = "posyandu"
    BIDANG_PATH = "bidang"
    PRIBADI: ClassVar[tuple[str, ...]] = ("pemohon", "lokasi", "uraian", "telepon")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kode = models.CharField(max_length=9, unique=True, default=buat_kode, editable=False)
    jenis = models.CharField(max_length=10, choices=JenisTiket)
    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="tiket_list", db_index=False)
    bidang = models.CharField(max_length=20, choices=pilihan_bidang)
    layanan = models.CharField(max_length=40, choices=katalog.pilihan, blank=True)
    rekaman = models.OneToOneField(Rekaman, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asal = models.ForeignKey(Rekaman, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kunjungan = models.ForeignKey(KunjunganWarga, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    warga = models.ForeignKey(Warga, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    keluarga = models.ForeignKey(Keluarga, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tanggal = models.DateField()
    judul = models.CharField(max_length=160)
    pemohon = models.CharField(max_length=120, blank=True)
    lokasi = models.CharField(max_length=160, blank=True)
    uraian = models.CharField(max_length=1000, blank=True)
    telepon_sandi = models.CharField(max_length=120, blank=True)
    telepon_sidik = models.CharField(max_length=64, blank=True)
    rahasia = models.BooleanField(default=False)
    tertutup = models.BooleanField(default=False)
    segera = models.BooleanField(default=False)
    setuju = models.BooleanField(null=True, blank=True)  # consent to a referral; None: no referral
    tujuan = models.CharField(max_length=12, choices=pilihan_kantor, blank=True)
    faskes = models.ForeignKey(Faskes, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=14, choices=StatusTiket, default=StatusTiket.DRAF)
    hasil = models.CharField(max_length=16, choices=HasilTiket, blank=True)
    tahun_rencana = models.PositiveSmallIntegerField(null=True, blank=True)
    sejak = models.DateTimeField(default=timezone.now)
    tenggat = models.DateField(null=True, blank=True)
    dijeda = models.BooleanField(default=False)
    diajukan_pada = models.DateTimeField(null=True, blank=True)
    diteruskan_pada = models.DateTimeField(null=True, blank=True)
    dijawab_pada = models.DateTimeField(null=True, blank=True)
    selesai = models.DateField(null=True, blank=True)
    target_desa = models.PositiveSmallIntegerField(null=True, blank=True)
    hari_desa = models.PositiveSmallIntegerField(null=True, blank=True)
    target_opd = models.PositiveSmallIntegerField(null=True, blank=True)
    hari_opd = models.PositiveSmallIntegerField(null=True, blank=True)
    versi = models.PositiveIntegerField(default=1)
    pencatat = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    contoh = models.BooleanField(default=False)
    dibuat = models.DateTimeField(default=timezone.now)

    objects = TiketQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [
            models.Index(fields=["posyandu", "status"], name="tiket_unit_status"),
            models.Index(fields=["tujuan", "status"], name="tiket_kantor"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(kode="") & ~Q(judul=""), name="tiket_isi"),
            models.CheckConstraint(
                condition=~Q(jenis="rujukan") | Q(status="draf") | Q(warga__isnull=False, setuju__isnull=False),
                name="tiket_rujukan_orang",
            ),
            models.UniqueConstraint(
                fields=["kunjungan"],
                condition=Q(jenis="rujukan") & ~Q(status__in=["draf", "ditarik", "ditutup", "selesai"]),
                name="tiket_satu_rujukan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.judul} ({self.kode_cetak})"

    @property
    def kode_cetak(self) -> str:
        return cetak_kode(self.kode)

    @property
    def tahap(self) -> str:
        """The stage in a word."""
        return PENDEK.get(S(self.status), str(S(self.status).label).lower())

    @property
    def rujukan(self) -> bool:
        return self.jenis == JenisTiket.RUJUKAN

    @property
    def berjalan(self) -> bool:
        return self.status not in SELESAI

    @property
    def tl(self) -> bool:
        """Followed up? Derived, never typed."""
        return self.hasil in TINDAK_LANJUT

    @property
    def kantor(self) -> str:
        """The office in words; of a referral the health centre."""
        return str(self.faskes) if self.faskes_id else nama_kantor(self.tujuan) if self.tujuan else ""


class BerkasTiket(ScopedModel):
    """One paper that was handed in: scanned, or seen on paper only (`berkas` empty). `jenis` is the catalogue's."""

    SCOPE_PATH = "tiket__posyandu"
    BIDANG_PATH = "tiket__bidang"

    tiket = models.ForeignKey(Tiket, on_delete=models.PROTECT, related_name="berkas_list")
    jenis = models.CharField(max_length=30)
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    nomor = models.CharField(max_length=80, blank=True)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.jenis


class VerifikasiTiket(ScopedModel):
    """A visit to the place: when, by whom, what was found. Append-only."""

    SCOPE_PATH = "tiket__posyandu"
    BIDANG_PATH = "tiket__bidang"

    tiket = models.ForeignKey(Tiket, on_delete=models.PROTECT, related_name="verifikasi_list")
    tanggal = models.DateField()
    petugas = models.CharField(max_length=120)
    temuan = models.CharField(max_length=1000)
    foto = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Verifikasi {self.tanggal:%d-%m-%Y}"


class PersetujuanTiket(ScopedModel):
    """The head's word, and what could pay: a budget line, or the year whose plan it goes into. Append-only.

    `baris_ref` is the line's key in planning, which this app does not know; `baris` says it in words.
    """

    SCOPE_PATH = "tiket__posyandu"
    BIDANG_PATH = "tiket__bidang"

    tiket = models.ForeignKey(Tiket, on_delete=models.PROTECT, related_name="persetujuan_list")
    tanggal = models.DateField()
    pejabat = models.CharField(max_length=120)
    baris_ref = models.PositiveBigIntegerField(null=True, blank=True)
    baris = models.CharField(max_length=400, blank=True)
    tahun_usulan = models.PositiveSmallIntegerField(null=True, blank=True)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(baris="") | Q(tahun_usulan__isnull=False), name="persetujuan_sumber")
        ]

    def __str__(self) -> str:
        return f"Persetujuan {self.tanggal:%d-%m-%Y}"


class JawabanTiket(ScopedModel):
    """What the office answered, when, for which year. Append-only: a later answer stands beside the earlier one.

    `surat`: the village's desk copied it from a letter, because the office has no account here.
    """

    SCOPE_PATH = "tiket__posyandu"
    BIDANG_PATH = "tiket__bidang"

    tiket = models.ForeignKey(Tiket, on_delete=models.PROTECT, related_name="jawaban_list")
    hasil = models.CharField(max_length=16, choices=HasilTiket)
    teks = models.CharField(max_length=1000)
    tahun = models.PositiveSmallIntegerField(null=True, blank=True)
    baris = models.CharField("baris rencana", max_length=200, blank=True)
    tujuan = models.CharField(max_length=12, choices=pilihan_kantor)
    surat = models.CharField(max_length=80, blank=True)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(hasil="dijadwalkan") | Q(tahun__isnull=False), name="jawaban_jadwal_bertahun"
            ),
            models.CheckConstraint(condition=~Q(teks=""), name="jawaban_isi"),
        ]

    def __str__(self) -> str:
        return self.get_hasil_display()


class JedaTiket(ScopedModel):
    """A pause of a clock (`jam`: the village's or the office's) with its reason, [mulai, sampai)."""

    SCOPE_PATH = "tiket__posyandu"
    BIDANG_PATH = "tiket__bidang"

    class Jam(models.TextChoices):
        DESA = "desa", "Jam desa/kelurahan"
        OPD = "opd", "Jam perangkat daerah"

    tiket = models.ForeignKey(Tiket, on_delete=models.PROTECT, related_name="jeda_list")
    jam = models.CharField(max_length=4, choices=Jam)
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    alasan = models.CharField(max_length=200)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["tiket"], condition=Q(sampai=None), name="jeda_tiket_satu"),
            models.CheckConstraint(condition=~Q(alasan=""), name="jeda_tiket_beralasan"),
        ]

    def __str__(self) -> str:
        return self.alasan


class KantorPetugas(ScopedModel):
    """Of which office an OPD account is, where its field has several."""

    SCOPE_PATH = "penugasan"
    BIDANG_PATH = "penugasan__bidang"

    penugasan = models.OneToOneField(Penugasan, on_delete=models.PROTECT, related_name="+")
    kantor = models.CharField(max_length=12, choices=pilihan_kantor)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return nama_kantor(self.kantor)
