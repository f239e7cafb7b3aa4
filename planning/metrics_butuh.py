"""The need of units in a year, what is funded of it, and the gap, from live rows.

Counted, for every active unit in the scope, as of the year's day (today; for a past year its last day):
- kader, pengurus: people with a running term; None where the unit never had a roster entered;
- belum_terlatih: of the kader, those without a skill mark that holds and who came to no training;
- rerata_hadir: visits on open days of the twelve months before, by open day (two places, half up); units that write
  totals only: children weighed, by paper (said in `catatan`);
- gizi_kurang: members under 60 months whose last computed BB/TB of three months is gizi kurang (gizi buruk is a matter
  of the Puskesmas); None where nobody was measured;
- bumil_kek: pregnant members whose last LILA found KEK; None where nobody's was measured, or no member is known;
- alat, bangunan: as the registry has them; items never asked about are left out;
- kegiatan: planned cost by field of the unit's Rencana Kerja, without activities of parts that the formula reckons
  itself; None where the year has no plan.
Funded: allocations in force of lines of that year's documents. An allocation that names no part of the formula counts
into the total and its field, not into a part. A Tim Pembina's own work belongs to no unit and is not counted here.
Money is summed whatever field a reader looks after: a gap that leaves out others' money would be wrong.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from accounts.scope import Scope
from planning.butuh import NOL, Harga, Masukan, Rincian, kebutuhan
from planning.komponen import KOMPONEN, LAIN
from planning.metrics_harga import DaftarHarga
from planning.models import Alokasi, KegiatanRencana, RencanaKerja, StatusAlokasi
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.bidang import SEMUA
from posyandu_app.lib.periode import lahir_genap, tambah_bulan
from posyandu_app.lib.uang import uang_terjumlah
from posyandu_app.lib.waktu import hari_ini
from registry.models import Kader, Pengurus, Perlengkapan, PesertaPelatihan, Posyandu, TandaKeterampilan
from spm_services.metrics_tumbuh import BALITA_BULAN, KERTAS, anggota_pada
from spm_services.models import (
    CaraKunjungan,
    HasilAturan,
    Hitungan,
    KeadaanWarga,
    Keanggotaan,
    KunjunganWarga,
    Pertumbuhan,
    Rekaman,
)

Milik = Mapping[int, Any]  # by unit
SEPERSERATUS = Decimal("0.01")
BULAN_HADIR, BULAN_UKUR = 12, 3


@dataclass(frozen=True)
class Kebutuhan:
    """One unit: its quantities, its need, and what is funded by (part, field)."""

    unit: Posyandu
    masukan: Masukan
    rincian: Rincian
    dibiayai: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)

    @property
    def jumlah_dibiayai(self) -> Decimal:
        return sum(self.dibiayai.values(), NOL)

    @property
    def selisih(self) -> Decimal:
        """Need (as far as known) − funded; below zero where more is funded than reckoned."""
        return self.rincian.jumlah - self.jumlah_dibiayai


def hari_tahun(kode: str, tahun: int) -> date:
    """The day on which a year is looked at."""
    return min(date(tahun, 12, 31), hari_ini(kode))


def _di(kode: str, jalur: str = "posyandu__kode") -> Q:
    if kode == kode_lib.NASIONAL:
        return Q(pk__isnull=False)
    dari, sampai = kode_lib.rentang(kode)
    return Q(**{f"{jalur}__gte": dari, f"{jalur}__lt": sampai})


def _banyak(rows: "QuerySet[Any]", apa: str = "pk") -> Subquery:
    """How many of the unit's rows there are; NULL for none."""
    milik = rows.filter(posyandu=OuterRef("pk")).order_by().values("posyandu")
    return Subquery(milik.annotate(n=Count(apa, distinct=True)).values("n"))


def _terlatih(hari: date) -> Q:
    tanda = TandaKeterampilan.objects.filter(orang=OuterRef("orang")).berlaku(hari)
    hadir = PesertaPelatihan.objects.filter(orang=OuterRef("orang"), hadir=True, pelatihan__mulai__lte=hari)
    return Q(Exists(tanda)) | Q(Exists(hadir))


def _unit(scope: Scope, kode: str, tahun: int, hari: date) -> "QuerySet[Any]":
    """Active units with what is counted of their people and papers: one query."""
    kader, pengurus = (m.objects.all() for m in (Kader, Pengurus))
    milik = {"posyandu": OuterRef("pk")}
    anggota = Keanggotaan.objects.filter(jenis=Keanggotaan.Jenis.WARGA, **milik).pada(hari)
    hamil = KeadaanWarga.objects.filter(jenis=KeadaanWarga.Jenis.HAMIL).pada(hari)
    rows = Posyandu.objects.for_scope(scope).aktif().di_wilayah(kode).select_related("wilayah")
    hasil: QuerySet[Any] = rows.order_by("kode").annotate(
        n_kader=_banyak(kader.berlaku(hari), "orang"),
        ada_kader=Exists(kader.filter(**milik)),
        n_belum=_banyak(kader.berlaku(hari).filter(~_terlatih(hari)), "orang"),
        n_pengurus=_banyak(pengurus.berlaku(hari), "orang"),
        ada_pengurus=Exists(pengurus.filter(**milik)),
        ada_warga=Exists(anggota),
        n_hamil=_banyak(hamil, "warga"),
        ada_rencana=Exists(RencanaKerja.objects.filter(tahun=tahun, **milik)),
    )
    return hasil


def _alat(kode: str) -> dict[int, dict[str, int]]:
    hasil: dict[int, dict[str, int]] = defaultdict(dict)
    for unit, barang, baik in Perlengkapan.objects.filter(_di(kode)).values_list("posyandu", "barang", "baik"):
        hasil[unit][barang] = baik
    return hasil


def rerata(jumlah: int, hari: int) -> Decimal:
    return (Decimal(jumlah) / hari).quantize(SEPERSERATUS, ROUND_HALF_UP)


def _hadir(kode: str, hari: date) -> dict[int, tuple[Decimal, str]]:
    """{unit: (average, note)}: two queries."""
    selang = Q(tanggal__gt=tambah_bulan(hari, -BULAN_HADIR), tanggal__lte=hari)
    kunjungan = KunjunganWarga.objects.filter(_di(kode), selang, batal=False, cara=CaraKunjungan.HARI_BUKA)
    hitung = {"jumlah": Count("pk"), "buka": Count("tanggal", distinct=True)}
    hasil = {
        unit: (rerata(n, buka), f"{n} kunjungan di {buka} hari buka, dua belas bulan terakhir")
        for unit, n, buka in kunjungan.order_by().values_list("posyandu").annotate(**hitung)
    }
    tercatat = Rekaman.objects.filter(_di(kode), selang, layanan=KERTAS).berlaku()
    kertas = Hitungan.objects.filter(rekaman__in=tercatat, kolom="terlayani").order_by()
    jumlah, buka_ = Sum("jumlah"), Count("rekaman__tanggal", distinct=True)
    for unit, n, buka in kertas.values_list("rekaman__posyandu").annotate(n=jumlah, buka=buka_):
        hasil.setdefault(unit, (rerata(n, buka), "dari jumlah penimbangan di kertas, balita saja"))
    return hasil


def _gizi_kurang(kode: str, hari: date) -> dict[int, int]:
    """{unit: children}; a unit where nobody was measured is left out."""
    selang = {"tanggal__gt": tambah_bulan(hari, -BULAN_UKUR), "tanggal__lte": hari}
    dinilai = Pertumbuhan.objects.filter(**selang).exclude(kelas_bb_pb="").exclude(bendera__contains="bb_pb")
    sesudah = dinilai.filter(posyandu=OuterRef("posyandu"), warga=OuterRef("warga"), tanggal__gt=OuterRef("tanggal"))
    milik = Keanggotaan.objects.filter(posyandu=OuterRef("posyandu"), warga=OuterRef("warga"))
    anggota = milik.filter(anggota_pada(hari, lahir_genap(hari, BALITA_BULAN)))
    rows = dinilai.filter(~Exists(sesudah), Exists(anggota), _di(kode)).order_by().values_list("posyandu")
    return dict(rows.annotate(n=Count("warga", filter=Q(kelas_bb_pb="gizi_kurang"), distinct=True)))


def _kek(kode: str, hari: date) -> dict[int, tuple[int, int]]:
    """{unit: (pregnant women measured, of them KEK)}, by the last LILA of the running pregnancy."""
    hamil = KeadaanWarga.objects.pada(hari).filter(jenis=KeadaanWarga.Jenis.HAMIL, warga=OuterRef("warga"))
    hamil = hamil.filter(posyandu=OuterRef("posyandu"), mulai__lte=OuterRef("tanggal"))
    kek = HasilAturan.objects.filter(rekaman=OuterRef("pk"), kode="bumil_kek")
    rows = Rekaman.objects.filter(_di(kode), Exists(hamil), layanan="ukur_ibu_hamil", tanggal__lte=hari).berlaku()
    rows = rows.annotate(kek=Exists(kek)).order_by("tanggal", "id")
    akhir: dict[tuple[int, int], bool] = {}
    for unit, warga, isian, kena in rows.values_list("posyandu", "warga", "isian", "kek"):
        if isian.get("lila") not in (None, ""):
            akhir[unit, warga] = kena
    hasil: dict[int, tuple[int, int]] = {}
    for (unit, _), kena in akhir.items():
        diukur, n = hasil.get(unit, (0, 0))
        hasil[unit] = diukur + 1, n + kena
    return hasil


def _kegiatan(kode: str, tahun: int) -> dict[int, dict[str, Decimal]]:
    """{unit: {field: planned cost}} of activities that the formula does not reckon itself."""
    rows = KegiatanRencana.objects.filter(_di(kode, "rencana__posyandu__kode"), rencana__tahun=tahun)
    rows = rows.exclude(komponen__in=[k for k in KOMPONEN if k != "kegiatan"]).order_by()
    hasil: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for unit, bidang, biaya in rows.values_list("rencana__posyandu", "bidang").annotate(n=Sum("biaya")):
        hasil[unit][bidang] = uang_terjumlah(biaya)
    return hasil


def dibiayai(kode: str, tahun: int) -> dict[int, dict[tuple[str, str], Decimal]]:
    """{unit: {(part or "lain", field): allocated}}: allocations in force of lines of that year."""
    berlaku = Alokasi.objects.filter(_di(kode), status=StatusAlokasi.BERLAKU, baris__dokumen__tahun=tahun).order_by()
    rows: Any = berlaku.values_list("posyandu", "komponen", "bidang").annotate(n=Sum("nilai"))
    hasil: dict[int, dict[tuple[str, str], Decimal]] = defaultdict(dict)
    for unit, komponen, bidang, nilai in rows:
        kunci = (komponen if komponen in KOMPONEN else LAIN, bidang)
        hasil[unit][kunci] = hasil[unit].get(kunci, NOL) + uang_terjumlah(nilai)
    return hasil


def _bumil(u: Any, kek: tuple[int, int]) -> tuple[int | None, str]:
    """(women with KEK or None, what to know of it)"""
    hamil, (diukur, kena) = u.n_hamil or 0, kek
    if not u.ada_warga or (hamil and not diukur):
        return None, ""
    belum = max(0, hamil - diukur)
    return kena, f"{belum} ibu hamil belum diukur LILA-nya" if belum else ""


def masukan(scope: Scope, kode: str, tahun: int) -> list[tuple[Posyandu, Masukan]]:
    """Every active unit with its quantities: seven queries for any number of units."""
    hari = hari_tahun(kode, tahun)
    units = list(_unit(scope, kode, tahun, hari))
    alat, hadir, gizi = _alat(kode), _hadir(kode, hari), _gizi_kurang(kode, hari)
    kek, kegiatan = _kek(kode, hari), _kegiatan(kode, tahun)
    return [(u, _satu(u, alat, hadir, gizi, kek, kegiatan)) for u in units]


def _satu(u: Any, alat: Milik, hadir: Milik, gizi: Milik, kek: Milik, kegiatan: Milik) -> Masukan:
    rata, cara = hadir.get(u.pk, (None, ""))
    bumil, catatan = _bumil(u, kek.get(u.pk, (0, 0)))
    return Masukan(
        kader=(u.n_kader or 0) if u.ada_kader else None,
        pengurus=(u.n_pengurus or 0) if u.ada_pengurus else None,
        rerata_hadir=rata,
        gizi_kurang=gizi.get(u.pk),
        bumil_kek=bumil,
        belum_terlatih=(u.n_belum or 0) if u.ada_kader else None,
        alat=alat.get(u.pk),
        bangunan=u.bangunan or None,
        kegiatan=kegiatan.get(u.pk, {}) if u.ada_rencana else None,
        catatan={k: v for k, v in (("pmt_penyuluhan", cara), ("pmt_bumil", catatan)) if v},
    )


def per_unit(scope: Scope, kode: str, tahun: int) -> list[Kebutuhan]:
    """Need and funding of every active unit: ten queries for any number of them."""
    isi = masukan(scope, kode, tahun)
    daftar, biaya = DaftarHarga.baca(kode, tahun), dibiayai(kode, tahun)
    harga: dict[str, Harga] = daftar.untuk_banyak(u.wilayah_id for u, _ in isi)
    return [Kebutuhan(u, m, kebutuhan(m, harga[u.wilayah_id]), biaya.get(u.pk, {})) for u, m in isi]


@dataclass(frozen=True)
class Jumlah:
    """Need, funding and gap of some units, of one part or field or of all. `tak_tahu`: units whose need in it is not
    known in part; their known lines count."""

    kebutuhan: Decimal = NOL
    dibiayai: Decimal = NOL
    unit: int = 0
    tak_tahu: int = 0

    @property
    def selisih(self) -> Decimal:
        return self.kebutuhan - self.dibiayai

    @property
    def kabur(self) -> bool:
        """Nothing can be said of the gap: what is known is funded, but part of the need is not known."""
        return self.selisih <= 0 and bool(self.tak_tahu)

    def __add__(self, lain: "Jumlah") -> "Jumlah":
        return Jumlah(
            self.kebutuhan + lain.kebutuhan,
            self.dibiayai + lain.dibiayai,
            self.unit + lain.unit,
            self.tak_tahu + lain.tak_tahu,
        )


def _menurut(rows: Iterable[Kebutuhan], ke: int) -> Iterator[tuple[str, Jumlah]]:
    """(part or field, one unit's share of it); `ke` 0 by part, 1 by field."""
    for k in rows:
        butuh: dict[str, Decimal] = {}
        tak: set[str] = set()
        for b in k.rincian.baris:
            kunci = (b.komponen, b.bidang)[ke]
            butuh[kunci] = butuh.get(kunci, NOL) + (b.jumlah or NOL)
            if b.jumlah is None:  # without a plan no field's activities are known
                tak |= set(SEMUA) if ke and b.komponen == "kegiatan" else {kunci}
        biaya: dict[str, Decimal] = {}
        for dua, nilai in k.dibiayai.items():
            biaya[dua[ke]] = biaya.get(dua[ke], NOL) + nilai
        for kunci in butuh.keys() | biaya.keys() | tak:
            yield kunci, Jumlah(butuh.get(kunci, NOL), biaya.get(kunci, NOL), 1, int(kunci in tak))


def menurut(rows: Iterable[Kebutuhan], ke: int) -> dict[str, Jumlah]:
    """{part (`ke` 0) or field (1): sums}"""
    hasil: dict[str, Jumlah] = {}
    for kunci, isi in _menurut(rows, ke):
        hasil[kunci] = hasil.get(kunci, Jumlah()) + isi
    return hasil


def jumlah(rows: Iterable[Kebutuhan]) -> Jumlah:
    """All parts together."""
    return sum((Jumlah(k.rincian.jumlah, k.jumlah_dibiayai, 1, int(bool(k.rincian.kurang))) for k in rows), Jumlah())


def per_wilayah(rows: Iterable[Kebutuhan], panjang: int) -> dict[str, Jumlah]:
    """{code of that length: sums of its units}, units themselves at full length."""
    hasil: dict[str, Jumlah] = {}
    for k in rows:
        kunci = k.unit.kode[:panjang]
        hasil[kunci] = hasil.get(kunci, Jumlah()) + jumlah([k])
    return hasil
