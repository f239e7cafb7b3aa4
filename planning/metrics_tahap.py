"""THE comparison of stages: what a line was worth in RKPD, KUA-PPAS, APBD and after its amendments.

Counted: every line of the documents of one government and one year that the scope reaches, drafts among them where
the reader may see drafts. A row joins the lines that lineage joins (AsalBaris between stages, `asal` inside the chain
of amendments), so a split or a merge is one row with all its lines. Not counted: Renja and others of a single office,
withdrawn documents. No line in a stage is None, never zero.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db.models import Count

from accounts.scope import Scope
from planning.models import Alokasi, AsalBaris, BarisAnggaran, DokumenAnggaran, StatusAlokasi, TautanIndikator
from planning.tahap import akar, rantai
from posyandu_app.lib.bidang import NAMA, SEMUA
from wilayah.models import Wilayah

NOL = Decimal(0)
POKOK = {"apbd", "apbdes"}
BERPERUBAHAN = {"rkpd", "rkpdes"}  # plans whose Perubahan is a stage of its own
# Chains whose documents are stages, in their order; the first of each chain is the stage, the budget also its last.
TAHAP = ("rkpd", "kua_ppas", "apbd", "rkpdes", "apbdes")
# Other parts add what points at lines: (its name, {line: how many} of the documents given, as far as the scope goes).
PENUNJUK: list[tuple[str, Callable[[Scope, Collection[int]], dict[int, int]]]] = []


@dataclass(frozen=True)
class Kolom:
    """One stage: the document shown in it and its name there."""

    nama: str
    dokumen: DokumenAnggaran


@dataclass
class BarisTahap:
    """Lines of several stages that are the same thing; `isi[k]` are those of column k, `lain` of documents between."""

    isi: list[list[BarisAnggaran]]
    lain: list[BarisAnggaran] = field(default_factory=list)
    akhir_ke: int = -1  # the final stage: the last budget column, which a later plan does not replace
    penunjuk: dict[str, int] = field(default_factory=dict)

    @cached_property
    def nilai(self) -> list[Decimal | None]:
        return [sum((b.pagu for b in rows), NOL) if rows else None for rows in self.isi]

    @cached_property
    def wakil(self) -> BarisAnggaran:
        """The line that names the row: of the latest stage that has one."""
        return next(rows[0] for rows in [*reversed(self.isi), self.lain] if rows)

    @property
    def semua(self) -> list[BarisAnggaran]:
        return [*(b for rows in self.isi for b in rows), *self.lain]

    @cached_property
    def teralokasi(self) -> Decimal:
        return sum((b.teralokasi for b in self.semua), NOL)

    @cached_property
    def terealisasi(self) -> Decimal:
        return sum((b.terealisasi for b in self.semua), NOL)

    @property
    def akhir(self) -> Decimal | None:
        return self.nilai[self.akhir_ke]

    @property
    def sebelum(self) -> Decimal | None:
        """The last amount before the final stage."""
        return next((n for n in reversed(self.nilai[: self.akhir_ke]) if n is not None), None)

    @property
    def keadaan(self) -> str:
        """Against the stage before: hilang, turun, tetap, naik, baru; satu where there is one stage only."""
        if len(self.nilai) < 2:
            return "satu"
        if self.akhir is None:
            return "hilang"
        if self.sebelum is None:
            return "baru"
        return "tetap" if self.akhir == self.sebelum else "naik" if self.akhir > self.sebelum else "turun"

    @property
    def kode_lama(self) -> list[str]:
        """Codes that lines of the row had in other stages: the same thing under another code, not another thing."""
        kini = self.wakil.kode_kegiatan
        return sorted({b.kode_kegiatan for b in self.semua} - {kini})

    @property
    def berubah(self) -> bool:
        """Any step of it changed the amount."""
        return len({*self.nilai}) > 1

    @property
    def ditunjuk(self) -> bool:
        return bool(self.teralokasi or any(self.penunjuk.values()))

    @property
    def masalah(self) -> bool:
        """Vanished or shrank while something still points at it."""
        return self.ditunjuk and self.keadaan in ("hilang", "turun")

    @property
    def selisih(self) -> list[tuple[Decimal | None, Decimal | None, Decimal | None]]:
        """(amount, change, change in percent) of each stage against the one before it that has a line."""
        hasil: list[tuple[Decimal | None, Decimal | None, Decimal | None]] = []
        lalu: Decimal | None = None
        for n in self.nilai:
            beda = None if n is None or lalu is None else n - lalu
            hasil.append((n, beda, persen(beda, lalu)))
            lalu = n if n is not None else lalu
        return hasil


def persen(beda: Decimal | None, dari: Decimal | None) -> Decimal | None:
    """Change in percent with one place; None where there is nothing to compare with."""
    return None if beda is None or not dari else (beda * 100 / dari).quantize(Decimal("0.1"))


@dataclass(frozen=True)
class Kelompok:
    """Rows of one field with their totals by stage."""

    bidang: str
    nama: str
    rows: list[BarisTahap]

    @property
    def jumlah(self) -> list[Decimal]:
        return jumlah(self.rows)


@dataclass(frozen=True)
class Banding:
    """All stages of one government and year side by side."""

    kolom: list[Kolom]
    rows: list[BarisTahap]

    @property
    def masalah(self) -> list[BarisTahap]:
        return [r for r in self.rows if r.masalah]

    @property
    def perangkat(self) -> list[str]:
        return sorted({r.wakil.perangkat_daerah for r in self.rows if r.wakil.perangkat_daerah})


def jumlah(rows: Sequence[BarisTahap]) -> list[Decimal]:
    """Totals by stage; a row without a line there adds nothing."""
    banyak = len(rows[0].nilai) if rows else 0
    return [sum((r.nilai[k] or NOL for r in rows), NOL) for k in range(banyak)]


def kelompokkan(rows: Iterable[BarisTahap]) -> list[Kelompok]:
    """By field in the house order, those across fields last."""
    isi: dict[str, list[BarisTahap]] = {}
    for r in rows:
        isi.setdefault(r.wakil.bidang, []).append(r)
    nama = {**{b: NAMA[b] for b in SEMUA}, "": "Lintas bidang"}
    return [Kelompok(b, nama[b], isi[b]) for b in (*SEMUA, "") if b in isi]


def dokumen_tahun(scope: Scope, wilayah: Wilayah, tahun: int) -> list[DokumenAnggaran]:
    """Documents of the government that hold in the year, but for withdrawn ones and those of one office or unit."""
    rows = DokumenAnggaran.objects.filter(scope.q_bawahan(DokumenAnggaran)).exclude(status="dicabut")
    rows = rows.filter(wilayah=wilayah, perangkat_daerah="", posyandu=None)
    return list(rows.filter(tahun__lte=tahun, tahun_akhir__gte=tahun).select_related("wilayah").order_by("id"))


def kolom_tahap(semua: Sequence[DokumenAnggaran]) -> tuple[list[Kolom], list[DokumenAnggaran]]:
    """The stages to show, and the documents between them that only carry lineage."""
    kolom: list[Kolom] = []
    antara: list[DokumenAnggaran] = []
    susulan: list[Kolom] = []  # the amended plan: made after the budget, before the budget's own Perubahan
    for jenis in TAHAP:
        pangkal = next((d for d in semua if d.jenis == jenis and d.menggantikan_id is None), None)
        if pangkal is None:
            continue
        mata = rantai([d for d in semua if akar(d.jenis) == jenis], pangkal)
        tampak = [mata[0], *mata[-1:]] if len(mata) > 1 and jenis in (*POKOK, *BERPERUBAHAN) else [mata[0]]
        antara += [m.dokumen for m in mata if m not in tampak]
        pertama, *akhir = (Kolom(m.nama, m.dokumen) for m in tampak)
        if jenis in BERPERUBAHAN:
            kolom, susulan = [*kolom, pertama], [*susulan, *akhir]
        elif jenis in POKOK:
            kolom, susulan = [*kolom, pertama, *susulan, *akhir], []
        else:
            kolom.append(pertama)
    return [*kolom, *susulan], antara


def akhir_tahap(kolom: Sequence[Kolom]) -> int:
    """The column of the final stage: of the last budget document, else the last there is."""
    pokok = [n for n, k in enumerate(kolom) if akar(k.dokumen.jenis) in POKOK]
    return pokok[-1] if pokok else len(kolom) - 1


def satukan(pks: Iterable[int], pasangan: Iterable[tuple[int, int]]) -> dict[int, int]:
    """{line: the smallest line it is joined to, over however many steps}."""
    induk = {pk: pk for pk in pks}

    def puncak(pk: int) -> int:
        while induk[pk] != pk:
            induk[pk] = induk[induk[pk]]
            pk = induk[pk]
        return pk

    for a, b in pasangan:
        if a in induk and b in induk:
            x, y = sorted((puncak(a), puncak(b)))
            induk[y] = x
    return {pk: puncak(pk) for pk in induk}


def susun(kolom: Sequence[Kolom], antara: Sequence[DokumenAnggaran]) -> list[BarisTahap]:
    """Rows of these documents; two queries."""
    letak, akhir = {k.dokumen.pk: n for n, k in enumerate(kolom)}, akhir_tahap(kolom)
    dokumen = [*letak, *(d.pk for d in antara)]
    semua = list(BarisAnggaran.objects.filter(dokumen__in=dokumen))
    pasangan = list(AsalBaris.objects.filter(ke__dokumen__in=dokumen).values_list("dari", "ke"))
    pasangan += [(b.asal_id, b.pk) for b in semua if b.asal_id]
    milik = {d.pk: d for d in [*(k.dokumen for k in kolom), *antara]}
    for b in semua:
        b.dokumen = milik[b.dokumen_id]  # read already: no page asks for it once more for each line
    wakil = satukan((b.pk for b in semua), pasangan)
    hasil: dict[int, BarisTahap] = {}
    for b in semua:
        row = hasil.setdefault(wakil[b.pk], BarisTahap([[] for _ in kolom], akhir_ke=akhir))
        (row.lain if b.dokumen_id not in letak else row.isi[letak[b.dokumen_id]]).append(b)
    return sorted(hasil.values(), key=lambda r: (r.wakil.kode_kegiatan, r.wakil.kode_rekening, r.wakil.pk))


def banding(scope: Scope, wilayah: Wilayah, tahun: int) -> Banding:
    """The comparison of one year. Five queries, whatever the number of lines, and one for each further pointer."""
    kolom, antara = kolom_tahap([d for d in dokumen_tahun(scope, wilayah, tahun) if d.tahun == d.tahun_akhir])
    rows = susun(kolom, antara) if kolom else []
    _tunjuk(scope, rows)
    return Banding(kolom, rows)


def _tunjuk(scope: Scope, rows: Sequence[BarisTahap]) -> None:
    """Count what points at each row."""
    milik = {b.pk: r for r in rows for b in r.semua}
    dokumen = {b.dokumen_id for r in rows for b in r.semua}
    for nama, hitung in (("rencana kerja", _rencana), ("indikator", _indikator), *PENUNJUK):
        for pk, n in (hitung(scope, dokumen) if milik else {}).items():
            if pk in milik:
                milik[pk].penunjuk[nama] = milik[pk].penunjuk.get(nama, 0) + n


def _rencana(scope: Scope, dokumen: Collection[int]) -> dict[int, int]:
    """Planned activities that money of the line is promised to."""
    rows = Alokasi.objects.for_scope(scope).filter(kegiatan__isnull=False, status=StatusAlokasi.BERLAKU)
    hitung = rows.filter(baris__dokumen__in=dokumen).order_by().values("baris")
    return {r["baris"]: r["n"] for r in hitung.annotate(n=Count("kegiatan", distinct=True))}


def _indikator(scope: Scope, dokumen: Collection[int]) -> dict[int, int]:
    rows = TautanIndikator.objects.filter(scope.q_bawahan(TautanIndikator), baris__dokumen__in=dokumen)
    return {r["baris"]: r["n"] for r in rows.order_by().values("baris").annotate(n=Count("pk"))}
