"""Numbers about money by unit, source and area, defined once. Rupiah as Decimal; only what is in force counts.

`teralokasi` is money tied to work (never a line's ceiling: planning study, finding 2), `realisasi` what was paid of it
with the rows taken back subtracted, `sisa` the difference. A number that is not known is None, which is not zero.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from accounts.scope import Scope
from planning.katalog import ANGGARAN, CAMPURAN, SUMBER_DANA, Skema, pilihan_sumber
from planning.metrics_pelaksanaan import dibayar_lewat_rencana
from planning.models import (
    Alokasi,
    BantuanLuar,
    BarisAnggaran,
    BarisSumberDana,
    KegiatanRencana,
    KodeNomenklatur,
    StatusAlokasi,
    StatusBantuan,
    StatusDokumen,
)
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.uang import uang_terjumlah
from registry.models import Posyandu
from spm_services.katalog.dasar import Bentuk
from spm_services.models import Rekaman

NOL = Decimal(0)
DAFTAR = "d"  # begins the key of an incentive list among what is paid for
NAMA_SUMBER: dict[str, str] = dict(pilihan_sumber())
# Who pays, as people say it; the order of the ledger.
DESA, KECAMATAN, KABUPATEN, PROVINSI, LUAR = "desa", "kecamatan", "kabupaten", "provinsi", "luar"
PEMBAYAR: dict[str, str] = {
    DESA: "APB Desa",
    KECAMATAN: "DPA Kecamatan",
    KABUPATEN: "APBD kabupaten/kota",
    PROVINSI: "APBD provinsi",
    LUAR: "Di luar dokumen anggaran",
}


@dataclass
class Pos:
    """One payer and source of a unit's ledger. `rencana` None: nothing of it is in the work plan."""

    nama: str
    rencana: Decimal | None = None
    teralokasi: Decimal = NOL
    realisasi: Decimal = NOL
    banyak: int = 0

    @property
    def sisa(self) -> Decimal:
        return self.teralokasi - self.realisasi

    def tambah(self, rencana: Decimal | None, teralokasi: Decimal = NOL, realisasi: Decimal = NOL) -> None:
        if rencana is not None:
            self.rencana = (self.rencana or NOL) + rencana
        self.teralokasi += teralokasi
        self.realisasi += realisasi


@dataclass
class Kelompok(Pos):
    """One government (or none) with its sources; its own sums are theirs."""

    pos: dict[str, Pos] = field(default_factory=dict)

    def catat(
        self, sumber: str, nama: str, *, rencana: Decimal | None = None, isi: tuple[Decimal, Decimal] | None = None
    ) -> None:
        satu = self.pos.setdefault(sumber, Pos(nama))
        for p in (self, satu):
            p.tambah(rencana, *(isi or (NOL, NOL)))
            p.banyak += isi is not None


@dataclass(frozen=True)
class Buku:
    """The ledger of one unit and year."""

    unit: Posyandu
    tahun: int
    kelompok: list[Kelompok]
    jumlah: Kelompok
    alokasi: list[Alokasi]
    bantuan: list[BantuanLuar]
    direncanakan: list[KegiatanRencana]


def alokasi_unit(scope: Scope, unit: Posyandu, tahun: int) -> list[Alokasi]:
    """Allocations in force for the unit's own work, from documents whose years hold `tahun`."""
    rows = Alokasi.objects.for_scope(scope).filter(
        posyandu=unit,
        status=StatusAlokasi.BERLAKU,
        baris__dokumen__tahun__lte=tahun,
        baris__dokumen__tahun_akhir__gte=tahun,
    )
    ikut = ("baris__dokumen__wilayah", "sumber", "rekaman", "kegiatan", "daftar__pembayar__wilayah")
    return list(rows.select_related(*ikut).order_by("id"))


def pembayar(alokasi: Alokasi) -> str:
    """Which government's money it is, by the level of its document's area."""
    return kode_lib.tingkat(alokasi.baris.dokumen.wilayah_id)


def sumber_dari(alokasi: Alokasi) -> str:
    return alokasi.sumber.sumber if alokasi.sumber else alokasi.baris.sumber_dana


def buku_unit(scope: Scope, unit: Posyandu, tahun: int) -> Buku:
    """Everything that pays for one unit in one year, by government and source.

    `rencana`: cost in the unit's work plan, under the government that already pays for the activity, else under the
    one that has the proposed source (a kelurahan's plan under the kabupaten/kota); activities without a proposed
    source stand apart. Support outside documents counts as tied at its value, as paid once it was received.
    Not counted: withdrawn allocations, cancelled support, the Tim Pembina's own work, lines that only carry a tag.
    """
    alokasi = alokasi_unit(scope, unit, tahun)
    luar = BantuanLuar.objects.for_scope(scope).filter(posyandu=unit, tahun=tahun, status=StatusBantuan.BERLAKU)
    bantuan = list(luar.select_related("rekaman"))
    rencana = list(KegiatanRencana.objects.for_scope(scope).filter(rencana__posyandu=unit, rencana__tahun=tahun))
    isi = {k: Kelompok(nama) for k, nama in PEMBAYAR.items()}
    jumlah = Kelompok("Jumlah")
    membayar: dict[int, tuple[str, str]] = {}
    for a in alokasi:
        siapa, sumber = pembayar(a), sumber_dari(a)
        if a.kegiatan_id:
            membayar.setdefault(a.kegiatan_id, (siapa, sumber))
        for k in (isi[siapa], jumlah):
            k.catat(sumber, NAMA_SUMBER.get(sumber, sumber), isi=(a.nilai, a.terealisasi))
    for b in bantuan:
        for k in (isi[LUAR], jumlah):
            k.catat(b.sumber, b.get_sumber_display(), isi=(b.nilai, b.nilai if b.diterima else NOL))
    for r in rencana:
        siapa, sumber = membayar.get(r.pk) or _diusulkan(r.sumber_usul)
        nama = NAMA_SUMBER.get(sumber, "Sumber belum diusulkan")
        for k in (isi.setdefault(siapa, Kelompok("Rencana kerja tanpa usulan sumber")), jumlah):
            k.catat(sumber, nama, rencana=r.biaya)
    return Buku(unit, tahun, [k for k in isi.values() if k.pos], jumlah, alokasi, bantuan, rencana)


def _diusulkan(sumber: str) -> tuple[str, str]:
    if not sumber or sumber == CAMPURAN:
        return ("belum", "")
    desa = sumber in dict(SUMBER_DANA[Skema.APBDES])
    return (DESA if desa else KABUPATEN, sumber)


@dataclass(frozen=True)
class Rangkap:
    """Two or more payers of what looks like the same thing. `mungkin_ganda`: all but the largest of them."""

    apa: str
    sebab: str
    bagian: list[tuple[str, Decimal]]

    @property
    def jumlah(self) -> Decimal:
        return sum((n for _, n in self.bagian), NOL)

    @property
    def mungkin_ganda(self) -> Decimal:
        return self.jumlah - max(n for _, n in self.bagian)


@dataclass(frozen=True)
class _Bayar:
    dari: str  # payer and source: two of the same are no double funding
    kegiatan: str
    apa: str
    komponen: str
    bulan: frozenset[int]
    nilai: Decimal


def _kunci(a: Alokasi) -> str:
    if a.daftar_id:
        return f"{DAFTAR}{a.daftar_id}"
    return f"r{a.rekaman_id}" if a.rekaman_id else f"k{a.kegiatan_id}"


def _bulan(a: Alokasi) -> frozenset[int]:
    """Months it is for; all of them where none is said."""
    if a.daftar:
        return frozenset(b.bulan for b in a.daftar.bulan)
    if a.rekaman:
        return frozenset({a.rekaman.tanggal.month})
    return frozenset((a.kegiatan.bulan if a.kegiatan else None) or range(1, 13))


def _bayar(buku: Buku) -> list[_Bayar]:
    hasil = []
    for a in buku.alokasi:
        dokumen = a.baris.dokumen
        dari = f"{NAMA_SUMBER.get(sumber_dari(a), '')}, {dokumen.uraian_jenis.nama} {dokumen.wilayah.nama}"
        hasil.append(_Bayar(dari, _kunci(a), str(a.untuk), a.komponen, _bulan(a), a.nilai))
    for b in buku.bantuan:
        bulan = {b.diterima.month} if b.diterima else set(range(1, 13))
        kunci = f"r{b.rekaman_id}" if b.rekaman_id else f"b{b.pk}"
        apa = str(b.rekaman) if b.rekaman else b.uraian
        dari = f"{b.get_sumber_display()}, {b.pemberi}"
        hasil.append(_Bayar(dari, kunci, apa, b.komponen, frozenset(bulan), b.nilai))
    return hasil


def rangkap(buku: Buku) -> list[Rangkap]:
    """Likely double funding of a unit (check A07 of the planning study): one activity from two sources where the
    component is the same or not said, or one component from two sources in the same month.

    A sign to look at, not a verdict: an activity whose parts are paid by different sources names a component for each.
    """
    semua = _bayar(buku)
    kegiatan: dict[str, list[_Bayar]] = defaultdict(list)
    komponen: dict[str, list[_Bayar]] = defaultdict(list)
    for b in semua:
        if not b.kegiatan.startswith(DAFTAR):  # lines never give a list more than it is
            kegiatan[b.kegiatan].append(b)
        if b.komponen:
            komponen[b.komponen].append(b)
    hasil, sudah = [], set()
    for isi in kegiatan.values():
        sama = [b for b in isi if not b.komponen or any(c is not b and c.komponen in ("", b.komponen) for c in isi)]
        if len({b.dari for b in sama}) > 1:
            sudah |= {id(b) for b in sama}
            hasil.append(_rangkap(sama[0].apa, "kegiatan", sama))
    for kode, isi in komponen.items():
        tumpang = [
            b for b in isi if any(c.dari != b.dari and c.bulan & b.bulan and not _satu_daftar(b, c) for c in isi)
        ]
        if len({b.dari for b in tumpang}) > 1 and not {id(b) for b in tumpang} <= sudah:
            hasil.append(_rangkap(kode, "komponen", tumpang))
    return sorted(hasil, key=lambda r: -r.mungkin_ganda)


def _satu_daftar(b: _Bayar, c: _Bayar) -> bool:
    """Two parts of one incentive list."""
    return b.kegiatan == c.kegiatan and b.kegiatan.startswith(DAFTAR)


def _rangkap(apa: str, sebab: str, isi: Iterable[_Bayar]) -> Rangkap:
    jumlah: dict[str, Decimal] = defaultdict(Decimal)
    for b in isi:
        jumlah[b.dari] += b.nilai
    return Rangkap(apa, sebab, sorted(jumlah.items(), key=lambda x: -x[1]))


@dataclass(frozen=True)
class Bertanda:
    """Lines that only look like money for posyandu. `resmi`: with SIPD's own tag; `ditandai`: with one of the six
    fields. Ceilings, of whole governments; `terhubung` is what any posyandu's work got of them."""

    resmi: Decimal
    ditandai: Decimal
    baris: int
    nol: int
    terhubung: Decimal
    terbesar: str
    pagu_terbesar: Decimal

    @property
    def tak_terhubung(self) -> Decimal:
        return self.ditandai - self.terhubung


def baris_berlaku(scope: Scope, tahun: int) -> QuerySet[BarisAnggaran]:
    """Lines of the budgets in force whose years hold `tahun`."""
    return BarisAnggaran.objects.for_scope(scope).filter(
        dokumen__jenis__in=ANGGARAN,
        dokumen__status=StatusDokumen.DITETAPKAN,
        dokumen__tahun__lte=tahun,
        dokumen__tahun_akhir__gte=tahun,
    )


def _bertag() -> Exists:
    return Exists(KodeNomenklatur.objects.filter(kode_kegiatan=OuterRef("kode_kegiatan"), tag_resmi=True))


def bertanda(unit: Posyandu, tahun: int) -> Bertanda:
    """The total by tag beside a unit's ledger: lines in force of every government that reaches the unit and that
    carry a posyandu field or SIPD's tag (in any of the code books). Budgets in force are public; no scope narrows them.
    """
    wilayah = kode_lib.leluhur(unit.kode)[:-1]
    rows = baris_berlaku(Scope.publik(), tahun).filter(dokumen__wilayah__in=wilayah).annotate(resmi=_bertag())
    isi = list(
        rows.filter(Q(resmi=True) | ~Q(bidang=""))
        .order_by("-pagu", "id")
        .values_list("uraian", "pagu", "teralokasi", "resmi")
    )
    return Bertanda(
        resmi=sum((p for _, p, _, r in isi if r), NOL),
        ditandai=sum((p for _, p, _, _ in isi), NOL),
        baris=len(isi),
        nol=sum(not p for _, p, _, _ in isi),
        terhubung=sum((t for _, _, t, _ in isi), NOL),
        terbesar=isi[0][0] if isi else "",
        pagu_terbesar=isi[0][1] if isi else NOL,
    )


@dataclass(frozen=True)
class PerSumber:
    """One source of the budgets in force of an area. `bagian` None: no line knows its share of it."""

    sumber: str
    nama: str
    bagian: Decimal | None
    teralokasi: Decimal
    realisasi: Decimal
    belum_dibagi: int

    @property
    def sisa(self) -> Decimal:
        return self.teralokasi - self.realisasi


def menurut_sumber(scope: Scope, kode: str, tahun: int) -> list[PerSumber]:
    """Money of the governments at or below the area by source, one year: shares of lines, tied, paid.

    Not counted: governments above the area, drafts, amended documents. Shares that a file did not name are counted
    apart (`belum_dibagi` lines).
    """
    berlaku = Q(
        baris__dokumen__jenis__in=ANGGARAN,
        baris__dokumen__status=StatusDokumen.DITETAPKAN,
        baris__dokumen__tahun__lte=tahun,
        baris__dokumen__tahun_akhir__gte=tahun,
    )
    if kode != kode_lib.NASIONAL:
        dari, sampai = kode_lib.rentang(kode)
        berlaku &= Q(baris__dokumen__wilayah__gte=dari, baris__dokumen__wilayah__lt=sampai)
    rows = BarisSumberDana.objects.for_scope(scope).filter(berlaku).order_by()
    dibayar = Alokasi.objects.for_scope(scope).filter(berlaku, status=StatusAlokasi.BERLAKU).order_by()
    bayar = dict(dibayar.values_list("sumber__sumber").annotate(Sum("terealisasi")))
    hasil: dict[str, list[Decimal | None]] = {}
    kosong: dict[str, int] = defaultdict(int)
    for sumber, nilai, tersambung in rows.values_list("sumber").annotate(Sum("nilai"), Sum("teralokasi")):
        hasil[sumber] = [None if nilai is None else uang_terjumlah(nilai), uang_terjumlah(tersambung)]
    for sumber in rows.filter(nilai=None).values_list("sumber", flat=True):
        kosong[sumber] += 1
    return [
        PerSumber(s, NAMA_SUMBER.get(s, s), b, t or NOL, uang_terjumlah(bayar.get(s)), kosong[s])
        for s, (b, t) in sorted(hasil.items(), key=lambda x: -(x[1][1] or NOL))
    ]


def per_unit(scope: Scope, units: Iterable[Posyandu], tahun: int) -> dict[int, tuple[Decimal, Decimal]]:
    """{unit: (tied, paid)} of documents of the year, support outside documents included as in `buku_unit`."""
    pks = [u.pk for u in units]
    hasil: dict[int, tuple[Decimal, Decimal]] = {}
    rows = Alokasi.objects.for_scope(scope).filter(
        posyandu__in=pks,
        status=StatusAlokasi.BERLAKU,
        baris__dokumen__tahun__lte=tahun,
        baris__dokumen__tahun_akhir__gte=tahun,
    )
    luar = BantuanLuar.objects.for_scope(scope).filter(posyandu__in=pks, tahun=tahun, status=StatusBantuan.BERLAKU)
    terhubung = rows.order_by().values_list("posyandu").annotate(Sum("nilai"), Sum("terealisasi"))
    dijanjikan = (
        luar.order_by()
        .values_list("posyandu")
        .annotate(semua=Sum("nilai"), tiba=Sum("nilai", filter=Q(diterima__isnull=False)))
    )
    for pk, nilai, bayar in [*terhubung, *dijanjikan]:
        lama = hasil.get(pk, (NOL, NOL))
        hasil[pk] = (lama[0] + uang_terjumlah(nilai), lama[1] + uang_terjumlah(bayar))
    return hasil


def anggaran_tanpa_layanan(scope: Scope, kode: str, tahun: int) -> QuerySet[BarisAnggaran]:
    """Lines in force at or below the area with money tied to work, or marked for posyandu, and no activity done:
    no allocation in force leads to a record that counts, directly or through the planned activity that the record
    carried out. Lines of Rp0 are left out."""
    jadi = Alokasi.objects.filter(baris=OuterRef("pk"), status=StatusAlokasi.BERLAKU)
    jadi = jadi.filter(Q(rekaman__status="berlaku") | Q(kegiatan__pelaksanaan_list__rekaman__status="berlaku"))
    rows = baris_berlaku(scope, tahun).filter(~Exists(jadi), pagu__gt=0)
    rows = rows.filter(Q(teralokasi__gt=0) | ~Q(bidang="") | Q(_bertag()))
    if kode != kode_lib.NASIONAL:
        dari, sampai = kode_lib.rentang(kode)
        rows = rows.filter(dokumen__wilayah__gte=dari, dokumen__wilayah__lt=sampai)
    return rows


def layanan_tanpa_anggaran(scope: Scope, kode: str, tahun: int) -> QuerySet[Rekaman]:
    """Activities of the year (records of shape kegiatan that count, of a group or a household, not the single steps
    of a visit) without an allocation in force, of their own or of the planned activity they carried out, and without
    support outside documents (swadaya, CSR, …)."""
    dibayar = Alokasi.objects.filter(rekaman=OuterRef("pk"), status=StatusAlokasi.BERLAKU)
    dibantu = BantuanLuar.objects.filter(rekaman=OuterRef("pk"), status=StatusBantuan.BERLAKU)
    rows = Rekaman.objects.for_scope(scope).di_wilayah(kode).berlaku()
    rows = rows.filter(bentuk=Bentuk.KEGIATAN, kunjungan=None, tanggal__year=tahun)
    return rows.filter(~Exists(dibayar), ~dibayar_lewat_rencana(), ~Exists(dibantu))
