"""THE cascade of one government and year: indicator → program → line of the plan → line of the budget → allocation →
what the posyandu did or planned.

Counted: rows of planning.metrics_tahap (lines joined over stages) that are tied to the indicator, or carry its
program's code. Money is of the lines as they stand; allocations are listed as far as the reader's area goes, so their
sum may be less than `teralokasi`. A row may stand under several indicators; `total` counts it once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from accounts.scope import Scope
from planning.katalog import ANGGARAN
from planning.metrics_tahap import NOL, BarisTahap, Kolom, dokumen_tahun, kolom_tahap, susun
from planning.models import (
    Alokasi,
    BarisAnggaran,
    DokumenAnggaran,
    IndikatorRencana,
    StatusAlokasi,
    TargetIndikator,
    TautanIndikator,
)
from planning.tahap import akar
from posyandu_app.lib.uang import uang_terjumlah
from spm_services import katalog
from wilayah.models import Wilayah

RENCANA = ("rkpd", "kua_ppas", "rkpdes")


@dataclass(frozen=True)
class Kegiatan:
    """What one line pays for: a service done, or a planned activity, with how often and how much."""

    nama: str
    direncanakan: bool
    banyak: int
    posyandu: int
    teralokasi: Decimal
    terealisasi: Decimal


@dataclass(frozen=True)
class Simpul:
    """A row of the tree below a program: the plan's lines, the budget's, and what these pay for."""

    row: BarisTahap
    rencana: list[BarisAnggaran]
    anggaran: list[tuple[BarisAnggaran, list[Kegiatan]]]

    @property
    def pagu_rencana(self) -> Decimal | None:
        return jumlah_atau_kosong(self.rencana)

    @property
    def pagu_anggaran(self) -> Decimal | None:
        return jumlah_atau_kosong([b for b, _ in self.anggaran])


@dataclass(frozen=True)
class Program:
    """Rows of one program code."""

    kode: str
    isi: list[Simpul]


@dataclass(frozen=True)
class Cabang:
    """An indicator with its promise for the year and its programs; `indikator` None: rows that serve none."""

    indikator: IndikatorRencana | None
    target: TargetIndikator | None
    program: list[Program]

    @property
    def rows(self) -> list[BarisTahap]:
        return [s.row for p in self.program for s in p.isi]

    @property
    def uang(self) -> "Uang":
        return Uang.dari(s for p in self.program for s in p.isi)


@dataclass(frozen=True)
class Uang:
    """Sums of some rows: planned, in the budget in force, allocated, paid."""

    rencana: Decimal
    anggaran: Decimal
    teralokasi: Decimal
    terealisasi: Decimal

    @classmethod
    def dari(cls, simpul: Iterable[Simpul]) -> "Uang":
        semua = list({id(s.row): s for s in simpul}.values())
        return cls(
            sum((s.pagu_rencana or NOL for s in semua), NOL),
            sum((s.pagu_anggaran or NOL for s in semua), NOL),
            sum((s.row.teralokasi for s in semua), NOL),
            sum((s.row.terealisasi for s in semua), NOL),
        )


@dataclass(frozen=True)
class Pohon:
    """The tree, its stages, and the sums of all its rows, each counted once."""

    kolom: list[Kolom]
    cabang: list[Cabang]
    total: Uang


def jumlah_atau_kosong(rows: Sequence[BarisAnggaran]) -> Decimal | None:
    return sum((b.pagu for b in rows), NOL) if rows else None


def kode_program(baris: BarisAnggaran, skema: str) -> str:
    """1.02.02.2.02.0004 → 1.02.02; of a desa 2.2.02 → 2.2."""
    return ".".join(baris.kode_kegiatan.split(".")[: 3 if skema == "apbd" else 2])


def pohon(scope: Scope, wilayah: Wilayah, tahun: int) -> Pohon:
    """The cascade. Seven queries, whatever the number of indicators, lines and allocations."""
    semua = dokumen_tahun(scope, wilayah, tahun)
    kolom, antara = kolom_tahap([d for d in semua if d.tahun == d.tahun_akhir])
    rows = susun(kolom, antara) if kolom else []
    simpul = _simpul(rows, kolom, _kegiatan(scope, [k.dokumen.pk for k in kolom]))
    indikator = _indikator([d for d in semua if akar(d.jenis) in ("rpjmd", "rpjmdes")], tahun)
    tautan = _tautan(scope, [i.pk for i, _ in indikator])
    skema = kolom[0].dokumen.uraian_jenis.skema if kolom else "apbd"
    cabang = [Cabang(i, t, _program(_milik(i, simpul, tautan.get(i.pk, set())), skema)) for i, t in indikator]
    terpakai = {id(r) for c in cabang for r in c.rows}
    sisa = [s for s in simpul if id(s.row) not in terpakai]
    return Pohon(kolom, [*cabang, *([Cabang(None, None, _program(sisa, skema))] if sisa else [])], Uang.dari(simpul))


def _indikator(rencana: list[DokumenAnggaran], tahun: int) -> list[tuple[IndikatorRencana, TargetIndikator | None]]:
    """Indicators of the plan in force (its last amendment), with what they promise for the year."""
    digantikan = {d.menggantikan_id for d in rencana if d.status != "draf"}
    berlaku = [d.pk for d in rencana if d.pk not in digantikan and (d.status != "draf" or d.menggantikan_id is None)]
    rows = list(IndikatorRencana.objects.filter(dokumen__in=berlaku))
    target = {t.indikator_id: t for t in TargetIndikator.objects.filter(indikator__dokumen__in=berlaku, tahun=tahun)}
    return [(i, target.get(i.pk)) for i in rows]


def _tautan(scope: Scope, indikator: list[int]) -> dict[int, set[int]]:
    """{indicator: lines tied to it}."""
    rows = TautanIndikator.objects.filter(scope.q_bawahan(TautanIndikator), indikator__in=indikator)
    hasil: dict[int, set[int]] = {}
    for i, b in rows.values_list("indikator", "baris"):
        hasil.setdefault(i, set()).add(b)
    return hasil


def _milik(i: IndikatorRencana, simpul: list[Simpul], baris: set[int]) -> list[Simpul]:
    awalan = f"{i.program}." if i.program else ""
    return [
        s
        for s in simpul
        if any(b.pk in baris for b in s.row.semua) or (awalan and s.row.wakil.kode_kegiatan.startswith(awalan))
    ]


def _program(simpul: list[Simpul], skema: str) -> list[Program]:
    isi: dict[str, list[Simpul]] = {}
    for s in simpul:
        isi.setdefault(kode_program(s.row.wakil, skema), []).append(s)
    return [Program(k, isi[k]) for k in sorted(isi)]


def _simpul(rows: list[BarisTahap], kolom: list[Kolom], kegiatan: dict[int, list[Kegiatan]]) -> list[Simpul]:
    """Of the budget the last stage that is no draft counts: what is in force, not what is proposed."""
    rencana = [k for k, satu in enumerate(kolom) if satu.dokumen.jenis in RENCANA]
    anggaran = [k for k, satu in enumerate(kolom) if satu.dokumen.jenis in ANGGARAN]
    tetap = [k for k in anggaran if not kolom[k].dokumen.draf] or anggaran
    hasil = []
    for r in rows:
        plan = next((r.isi[k] for k in rencana if r.isi[k]), [])
        budget = r.isi[tetap[-1]] if tetap else []
        hasil.append(Simpul(r, plan, [(b, kegiatan.get(b.pk, [])) for b in budget]))
    return hasil


def _kegiatan(scope: Scope, dokumen: list[int]) -> dict[int, list[Kegiatan]]:
    """{line: what it pays for}, one entry for each service or planned activity; one query."""
    rows = Alokasi.objects.for_scope(scope).filter(baris__dokumen__in=dokumen, status=StatusAlokasi.BERLAKU)
    hitung = (
        rows.order_by()
        .values("baris", "rekaman__layanan", "kegiatan__uraian")
        .annotate(n=Count("pk"), unit=Count("posyandu", distinct=True), beri=Sum("nilai"), bayar=Sum("terealisasi"))
    )
    hasil: dict[int, list[Kegiatan]] = {}
    for r in hitung:
        rencana = r["kegiatan__uraian"]
        nama = rencana or _nama(r["rekaman__layanan"])
        satu = Kegiatan(
            nama, rencana is not None, r["n"], r["unit"], uang_terjumlah(r["beri"]), uang_terjumlah(r["bayar"])
        )
        hasil.setdefault(r["baris"], []).append(satu)
    for isi in hasil.values():
        isi.sort(key=lambda k: (-k.teralokasi, k.nama))
    return hasil


def _nama(kode: str) -> str:
    entri = katalog.SEMUA.get(kode)
    return entri.nama if entri else kode
