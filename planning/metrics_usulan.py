"""Every number about proposals, defined once: what became of their money, and how many stand where."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from accounts.scope import Scope
from planning.katalog import ANGGARAN
from planning.models import BarisAnggaran, Realisasi, RiwayatUsulan, StatusDokumen, Usulan, UsulanBaris
from planning.models.usulan import UsulanQuerySet
from planning.tahap_usulan import Jalur, Putusan, Tahap
from posyandu_app.lib import kode as kode_lib

NOL = Decimal(0)
KECAMATAN, DESA = 8, 13  # lengths of their codes
TETAP = (StatusDokumen.DITETAPKAN, StatusDokumen.DIUBAH)
RANTAI_TERPANJANG = 12  # a year with more amendments of one line than that does not exist


def _dianggarkan(tautan: Iterable[UsulanBaris]) -> Decimal:
    """Σ of ties to fixed budgets; a line whose Perubahan is tied as well counts once, by the later one."""
    tetap = [t for t in tautan if t.baris.dokumen.jenis in ANGGARAN and t.baris.dokumen.status in TETAP]
    digantikan = {t.baris.asal_id for t in tetap}
    return sum((t.nilai for t in tetap if t.baris_id not in digantikan), NOL)


def tertaut(usulan: Usulan) -> Decimal:
    """Σ of what fixed budgets (APBD, APB Desa, amendments) carry of it. Plans and drafts do not count."""
    return _dianggarkan(UsulanBaris.objects.filter(usulan=usulan).select_related("baris__dokumen"))


def _dengan_lanjutan(baris: Iterable[int]) -> dict[int, int]:
    """{line: the tied line it goes back to}: the tied lines and what a Perubahan made of them."""
    asal = {pk: pk for pk in baris}
    baru = list(asal)
    for _ in range(RANTAI_TERPANJANG):
        if not baru:
            break
        rows = BarisAnggaran.objects.filter(asal__in=baru).values_list("pk", "asal")
        lanjut = {pk: asal[dari] for pk, dari in rows if dari is not None and pk not in asal}
        asal |= lanjut
        baru = list(lanjut)
    return asal


@dataclass(frozen=True)
class NasibBaris:
    """One tied line: what it carries of the proposal, and what was paid from it in the proposal's area."""

    tautan: UsulanBaris
    dibayar: Decimal


@dataclass(frozen=True)
class Nasib:
    """What became of its money. `dianggarkan`: what fixed budgets carry of it; plans and drafts do not count."""

    baris: list[NasibBaris] = field(default_factory=list)
    dianggarkan: Decimal = NOL
    dibayar: Decimal = NOL


def nasib(usulan: Usulan) -> Nasib:
    """The tied lines with the payments from them (and from what a Perubahan made of them).

    Counted as paid: realisations, reversals taken off, of allocations whose unit (or Tim Pembina area) lies in the
    proposal's village or unit. Not counted: the rest of the line, which serves other places too. Three queries.
    """
    rows = UsulanBaris.objects.filter(usulan=usulan).select_related("baris__dokumen__wilayah")
    tautan = list(rows)
    if not tautan:
        return Nasib()
    asal = _dengan_lanjutan(t.baris_id for t in tautan)
    bayar: dict[int, Decimal] = {}
    for pk, nilai in _bayar(usulan.kode, asal):
        bayar[asal[pk]] = bayar.get(asal[pk], NOL) + nilai
    baris = [NasibBaris(t, bayar.get(t.baris_id, NOL)) for t in tautan]
    return Nasib(baris, _dianggarkan(tautan), sum(bayar.values(), NOL))


def _bayar(kode: str, baris: Iterable[int]) -> Iterable[tuple[int, Decimal]]:
    dari, sampai = kode_lib.rentang(kode)
    unit = Q(alokasi__posyandu__kode__gte=dari, alokasi__posyandu__kode__lt=sampai)
    tim = Q(alokasi__kegiatan__rencana__wilayah__kode__gte=dari, alokasi__kegiatan__rencana__wilayah__kode__lt=sampai)
    rows = Realisasi.objects.filter(unit | tim, alokasi__baris__in=list(baris))
    return rows.values_list("alokasi__baris", "nilai").order_by("pk")


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
