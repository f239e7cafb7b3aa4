"""Every number about proposals, defined once: what became of their money, and how many stand where."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q

from accounts.scope import Scope
from planning import hitung_silsilah as silsilah
from planning.katalog import ANGGARAN
from planning.models import Realisasi, RiwayatUsulan, StatusDokumen, Usulan, UsulanBaris
from planning.models.usulan import UsulanQuerySet
from planning.tahap_usulan import Jalur, Putusan, Tahap
from posyandu_app.lib import kode as kode_lib

NOL = Decimal(0)
KECAMATAN, DESA = 8, 13  # lengths of their codes
TETAP = (StatusDokumen.DITETAPKAN, StatusDokumen.DIUBAH)
SEN = Decimal("0.01")


def _dianggarkan(tautan: Iterable[UsulanBaris]) -> Decimal:
    """Σ of ties to fixed budgets; a line whose Perubahan is tied as well counts once, by the later one."""
    tetap = [t for t in tautan if t.baris.dokumen.jenis in ANGGARAN and t.baris.dokumen.status in TETAP]
    digantikan = {t.baris.asal_id for t in tetap}
    return sum((t.nilai for t in tetap if t.baris_id not in digantikan), NOL)


def tertaut(usulan: Usulan) -> Decimal:
    """Σ of what fixed budgets (APBD, APB Desa, amendments) carry of it. Plans and drafts do not count."""
    return _dianggarkan(UsulanBaris.objects.filter(usulan=usulan).select_related("baris__dokumen"))


@dataclass(frozen=True)
class _Rantai:
    """Lines that payments of some tied lines may stand on: the tied ones and what amendments made of them.
    `atas`: {line: the line it amends}, up to the first one."""

    baris: frozenset[int]
    atas: dict[int, int]

    @classmethod
    def dari(cls, tertaut: Iterable[int]) -> "_Rantai":
        """Two questions, however often the lines were amended."""
        awal = list(tertaut)
        turun = [x for x in silsilah.turun(awal) if x.cara == "perubahan"]
        naik = [x for x in silsilah.naik(awal) if x.cara == "perubahan"]
        atas = {x.ke: x.dari for x in (*turun, *naik)}
        di_bawah = {pk for pk in (x.ke for x in turun) if set(cls._ke_atas(pk, atas)) & set(awal)}
        return cls(frozenset(awal) | di_bawah, atas)

    @staticmethod
    def _ke_atas(pk: int, atas: Mapping[int, int]) -> list[int]:
        jalan = [pk]
        while jalan[-1] in atas and atas[jalan[-1]] not in jalan:
            jalan.append(atas[jalan[-1]])
        return jalan

    def ke_atas(self, pk: int) -> list[int]:
        """The line and the lines it amends, nearest first."""
        return self._ke_atas(pk, self.atas)

    @property
    def semua(self) -> set[int]:
        return {*self.baris, *self.atas, *self.atas.values()}


@dataclass(frozen=True)
class NasibBaris:
    """One tied line: what it carries of the proposal, and what was paid from it in the proposal's area: its share,
    where `berbagi` other proposals of that area are tied to the same money."""

    tautan: UsulanBaris
    dibayar: Decimal
    berbagi: int = 0


@dataclass(frozen=True)
class Nasib:
    """What became of its money. `dianggarkan`: what fixed budgets carry of it; plans and drafts do not count."""

    baris: list[NasibBaris] = field(default_factory=list)
    dianggarkan: Decimal = NOL
    dibayar: Decimal = NOL

    @property
    def berbagi(self) -> bool:
        return any(b.berbagi for b in self.baris)


def nasib(usulan: Usulan) -> Nasib:
    """The tied lines with the payments from them (and from what a Perubahan made of them).

    Counted as paid: realisations, reversals taken off, of allocations whose unit (or Tim Pembina area) lies in the
    proposal's village or unit. Where several proposals that cover that place are tied to the line, each gets its share
    by the tied amounts, to the sen, and the shares make up the payment: no rupiah is told twice. Not counted: the rest
    of the line, which serves other places too; shares of proposals that were rejected or taken back. Five questions.
    """
    tautan = list(UsulanBaris.objects.filter(usulan=usulan).select_related("baris__dokumen__wilayah"))
    if not tautan:
        return Nasib()
    for t in tautan:
        t.usulan = usulan  # read already
    rantai = _Rantai.dari(t.baris_id for t in tautan)
    lain = UsulanBaris.objects.filter(baris__in=rantai.semua).exclude(usulan=usulan)
    lain = lain.exclude(usulan__putusan__in=(Putusan.DITOLAK, Putusan.BATAL)).select_related("usulan__posyandu")
    saingan = [*tautan, *lain]
    dapat: dict[int, Decimal] = {}
    bersama: dict[int, set[int]] = {}
    for (pk, tempat), nilai in _bayar(usulan.kode, rantai.baris).items():
        ikut = _ikut(saingan, rantai.ke_atas(pk), tempat)
        milik = next(t for t in ikut if t.usulan_id == usulan.pk)
        dapat[milik.baris_id] = dapat.get(milik.baris_id, NOL) + _bagian(nilai, ikut, milik)
        bersama.setdefault(milik.baris_id, set()).update(t.usulan_id for t in ikut if t is not milik)
    baris = [NasibBaris(t, dapat.get(t.baris_id, NOL), len(bersama.get(t.baris_id, ()))) for t in tautan]
    return Nasib(baris, _dianggarkan(tautan), sum(dapat.values(), NOL))


def _ikut(semua: Iterable[UsulanBaris], jalan: list[int], tempat: str) -> list[UsulanBaris]:
    """Ties that a payment at a place counts for: of each proposal that covers it, the one nearest to the line."""
    dekat: dict[int, UsulanBaris] = {}
    for t in semua:
        if t.baris_id not in jalan or not kode_lib.di_bawah(tempat, t.usulan.kode):
            continue
        lama = dekat.get(t.usulan_id)
        if lama is None or jalan.index(t.baris_id) < jalan.index(lama.baris_id):
            dekat[t.usulan_id] = t
    return [dekat[pk] for pk in sorted(dekat)]


def _bagian(nilai: Decimal, ikut: list[UsulanBaris], milik: UsulanBaris) -> Decimal:
    """The share of one of them: differences of the rounded running sums, so that all shares make up the whole."""
    jumlah = sum((t.nilai for t in ikut), NOL)
    sebelum = sum((t.nilai for t in ikut[: ikut.index(milik)]), NOL)
    batas = [(nilai * n / jumlah).quantize(SEN) for n in (sebelum, sebelum + milik.nilai)]
    return batas[1] - batas[0]


def _bayar(kode: str, baris: Iterable[int]) -> dict[tuple[int, str], Decimal]:
    """{(line, unit's or area's code): rupiah} of payments in the area, reversals taken off."""
    dari, sampai = kode_lib.rentang(kode)
    unit = Q(alokasi__posyandu__kode__gte=dari, alokasi__posyandu__kode__lt=sampai)
    tim = Q(alokasi__kegiatan__rencana__wilayah__kode__gte=dari, alokasi__kegiatan__rencana__wilayah__kode__lt=sampai)
    rows = Realisasi.objects.filter(unit | tim, alokasi__baris__in=list(baris)).order_by("pk")
    kolom = ("alokasi__baris", "alokasi__posyandu__kode", "alokasi__kegiatan__rencana__wilayah", "nilai")
    hasil: dict[tuple[int, str], Decimal] = {}
    for pk, posyandu, wilayah, nilai in rows.values_list(*kolom):
        kunci = (pk, posyandu or wilayah)
        hasil[kunci] = hasil.get(kunci, NOL) + nilai
    return hasil


def usulan_menunjuk(scope: Scope, dokumen: Collection[int]) -> dict[int, int]:
    """{line of these documents: proposals tied to it}, as far as the scope goes; for the comparison of stages, which
    warns of a line that vanished or shrank. Not counted: proposals rejected or taken back. One question."""
    rows = UsulanBaris.objects.for_scope(scope).filter(baris__dokumen__in=dokumen).order_by()
    rows = rows.exclude(usulan__putusan__in=(Putusan.DITOLAK, Putusan.BATAL))
    return {r["baris"]: r["n"] for r in rows.values("baris").annotate(n=Count("usulan", distinct=True))}


def dibayar(usulan: Usulan) -> Decimal:
    """Rupiah paid in the proposal's area from its lines, as `nasib` counts it."""
    return nasib(usulan).dibayar


@dataclass
class BarisRekap:
    """One area in the recap, in the columns of SIPD: each stage not decided, rejected, passed on."""

    kode: str
    nama: str
    masuk: int = 0
    nilai: Decimal = NOL
    nilai_kini: Decimal = NOL
    bappeda: list[int] = field(default_factory=lambda: [0, 0, 0])
    kecamatan: list[int] = field(default_factory=lambda: [0, 0, 0])
    forum: list[int] = field(default_factory=lambda: [0, 0, 0])
    dianggarkan: int = 0
    terlaksana: int = 0

    @property
    def sebelum_bappeda(self) -> int:
        """Those that never came to Bappeda's desk: still at one before it, or ended there."""
        return self.masuk - sum(self.bappeda)


# Stage → the gates behind it, in order: who stands at a later one was passed on by it.
URUT = (
    Tahap.DIAJUKAN, Tahap.KECAMATAN, Tahap.PMD, Tahap.BAPPEDA, Tahap.MUSREN_KEC, Tahap.FORUM_PD, Tahap.MUSREN_KAB,
    Tahap.RKPD, Tahap.KUA_PPAS, Tahap.APBD, Tahap.APBD_P, Tahap.TERLAKSANA,
)  # fmt: skip
TIGA = (("bappeda", Tahap.BAPPEDA), ("kecamatan", Tahap.MUSREN_KEC), ("forum", Tahap.FORUM_PD))


def _tempatkan(baris: BarisRekap, tahap: str, putusan: str) -> None:
    ke = URUT.index(Tahap(tahap))
    for nama, gerbang in TIGA:
        sel = getattr(baris, nama)
        di = URUT.index(gerbang)
        if ke > di:
            sel[2] += 1
        elif ke == di:
            sel[1 if putusan == Putusan.DITOLAK else 0] += 1
    baris.dianggarkan += ke >= URUT.index(Tahap.APBD) and putusan.startswith(("diakomodir", "realisasi"))
    baris.terlaksana += tahap == Tahap.TERLAKSANA


def usulan_daerah(scope: Scope, kode: str, tahun: int, bidang: str = "") -> UsulanQuerySet:
    """Proposals of the region handed in for the year: what the recap counts and the list shows.

    Counted: everything past its draft. Not counted: drafts, withdrawn and merged ones (they go on inside another), and
    proposals on the village's own track, which the region never gets.
    """
    rows: UsulanQuerySet = Usulan.objects.for_scope(scope).di_wilayah(kode).filter(tahun=tahun, tahap__in=URUT)
    rows = rows.exclude(putusan__in=(Putusan.BATAL, Putusan.DIGABUNG)).exclude(jalur=Jalur.DESA)
    return rows.filter(bidang=bidang) if bidang else rows


def rekap_daerah(scope: Scope, kode: str, tahun: int, panjang: int, bidang: str = "") -> list[BarisRekap]:
    """`usulan_daerah` by the area whose code has that length (8 kecamatan, 13 desa/kelurahan) and stage.

    Each by where it stands now; one that jumped into a Perubahan counts as passed by the stages before it. One query.
    """
    rows = usulan_daerah(scope, kode, tahun, bidang)
    pilih = rows.values_list("posyandu__wilayah", "wilayah", "tahap", "putusan", "nilai_awal", "nilai")
    hasil: dict[str, BarisRekap] = {}
    for unit, desa, tahap, putusan, awal, kini in pilih.order_by():
        milik = (unit or desa)[:panjang]
        baris = hasil.setdefault(milik, BarisRekap(milik, ""))
        baris.masuk += 1
        baris.nilai += awal
        baris.nilai_kini += NOL if putusan == Putusan.DITOLAK else kini
        _tempatkan(baris, tahap, putusan)
    return [hasil[k] for k in sorted(hasil)]


def rekap_kecamatan(scope: Scope, kode: str, tahun: int) -> list[BarisRekap]:
    """The recap of a kabupaten/kota by kecamatan."""
    return rekap_daerah(scope, kode, tahun, KECAMATAN)


def usulan_naik(scope: Scope, kode: str, tahun: int) -> UsulanQuerySet:
    """Proposals that a village raised into its DU-RKP Desa for the year, wherever they stand now: by their trail.

    Not counted: withdrawn and merged ones, and those tied to a line of a DU-RKP Desa in force, which says them already.
    """
    naik = RiwayatUsulan.objects.filter(usulan=OuterRef("pk"), ke=Tahap.DU_RKPDES)
    tertulis = UsulanBaris.objects.filter(
        usulan=OuterRef("pk"), baris__dokumen__jenis="du_rkpdes", baris__dokumen__status=StatusDokumen.DITETAPKAN
    )
    rows: UsulanQuerySet = Usulan.objects.for_scope(scope).di_wilayah(kode).filter(tahun=tahun)
    return rows.filter(Exists(naik), ~Exists(tertulis)).exclude(putusan__in=(Putusan.BATAL, Putusan.DIGABUNG))
