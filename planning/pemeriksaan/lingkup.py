"""What a run of the checks looks at, read once: an area and a year, or a single document."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from planning import acuan
from planning.katalog import ANGGARAN, Skema
from planning.models import (
    Alokasi,
    AsalBaris,
    AturanPorsi,
    BarisAnggaran,
    ButirRab,
    DokumenAnggaran,
    KodeNomenklatur,
    Realisasi,
    StatusAlokasi,
    StatusDokumen,
    TotalDokumen,
    UsulanBaris,
    VersiNomenklatur,
)
from planning.padanan import penerus
from planning.porsi import Porsi, dari_baris
from planning.tahap_usulan import Putusan
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services.katalog.dasar import Bentuk
from spm_services.models import Rekaman, StatusRekaman

D, TETAP = StatusDokumen, (StatusDokumen.DITETAPKAN, StatusDokumen.DIUBAH)


class Lingkup:
    """Rows of an area and a year, each kind in one or two queries however many there are, when first asked for.

    `dokumen`: only what concerns this one document (with the one it amends and the one that amends it). `sendiri`:
    documents of the very area alone (a province, whose kabupaten are runs of their own). Withdrawn documents and
    allocations are never in it.
    """

    def __init__(
        self, kode: str, tahun: int, *, hari: date | None = None, dokumen: int | None = None, sendiri: bool = False
    ) -> None:
        self.kode, self.tahun, self.hari = kode, tahun, hari or hari_ini(kode)
        self.satu, self.sendiri = dokumen, sendiri
        self.simpanan: dict[str, Any] = {}  # rows of other apps, kept by the module that reads them

    def di_area(self, jalur: str) -> Q:
        """Condition on a column that holds an area's or a unit's code."""
        if self.sendiri:
            return Q(**{jalur: self.kode})
        dari, sampai = kode_lib.rentang(self.kode)
        return Q(**{f"{jalur}__gte": dari, f"{jalur}__lt": sampai})

    @cached_property
    def dokumen(self) -> dict[int, DokumenAnggaran]:
        """Drafts, those in force and those since amended, of the year."""
        rows = DokumenAnggaran.objects.select_related("wilayah", "menggantikan").exclude(status=D.DICABUT)
        if self.satu is not None:
            lama = DokumenAnggaran.objects.filter(pk=self.satu).values("menggantikan")
            sekitar = Q(pk=self.satu) | Q(pk__in=lama) | Q(menggantikan=self.satu)
            return {d.pk: d for d in rows.filter(sekitar)}
        rows = rows.filter(self.di_area("wilayah"), tahun__lte=self.tahun, tahun_akhir__gte=self.tahun)
        return {d.pk: d for d in rows}

    @cached_property
    def berlaku(self) -> list[DokumenAnggaran]:
        return [d for d in self.dokumen.values() if d.status == D.DITETAPKAN]

    @cached_property
    def baris(self) -> list[BarisAnggaran]:
        """Lines with their sources and places; each line's document is the one in `dokumen`."""
        rows = list(
            BarisAnggaran.objects.filter(dokumen__in=self.dokumen)
            .prefetch_related("sumber_list", "lokasi_list")
            .order_by("pk")
        )
        for b in rows:
            b.dokumen = self.dokumen[b.dokumen_id]
        return rows

    @cached_property
    def baris_berlaku(self) -> list[BarisAnggaran]:
        """Lines of budgets in force: those that may pay for activities."""
        return [b for b in self.baris if b.dokumen.status == D.DITETAPKAN and b.dokumen.jenis in ANGGARAN]

    def _alokasi(self) -> "QuerySet[Alokasi]":
        milik = Q(baris__dokumen__in=self.dokumen)
        if self.satu is None:
            unit = Q(baris__dokumen__tahun=self.tahun) & self.di_area("posyandu__kode")
            milik |= unit
        return Alokasi.objects.filter(milik, status=StatusAlokasi.BERLAKU)

    @cached_property
    def alokasi(self) -> list[Alokasi]:
        """Those in force from the documents, and (for an area) those of its units from documents of anybody."""
        rows = self._alokasi().order_by("pk")
        return list(
            rows.select_related(
                "baris__dokumen__wilayah",
                "sumber",
                "posyandu__wilayah",
                "rekaman",
                "kegiatan__rencana__wilayah",
                "kegiatan__rencana__posyandu__wilayah",
            )
        )

    @cached_property
    def per_baris(self) -> dict[int, Decimal]:
        """{line: sum of its allocations in force}, added up from the rows, not from the line's own column."""
        return jumlah((a.baris_id, a.nilai) for a in self.alokasi)

    @cached_property
    def realisasi(self) -> list[Realisasi]:
        """Payments and reversals of those allocations, oldest first."""
        rows = list(Realisasi.objects.filter(alokasi__in=self._alokasi()).order_by("tanggal", "pk"))
        milik = {a.pk: a for a in self.alokasi}
        for r in rows:
            r.alokasi = milik[r.alokasi_id]
        return rows

    @cached_property
    def bayar(self) -> list[Realisasi]:
        """Payments that nobody took back."""
        dibalik = {r.membalik_id for r in self.realisasi if r.membalik_id}
        return [r for r in self.realisasi if r.membalik_id is None and r.pk not in dibalik]

    @cached_property
    def terbayar(self) -> dict[int, Decimal]:
        """{allocation: sum of its payments, reversals taken off}."""
        return jumlah((r.alokasi_id, r.nilai) for r in self.realisasi)

    @cached_property
    def rab(self) -> list[ButirRab]:
        """Items of plans of the year in the area."""
        unit, tim = self.di_area("kegiatan__rencana__posyandu__kode"), self.di_area("kegiatan__rencana__wilayah")
        rows = ButirRab.objects.filter(unit | tim, kegiatan__rencana__tahun=self.tahun).order_by("pk")
        return list(rows.select_related("kegiatan__rencana__wilayah", "kegiatan__rencana__posyandu__wilayah"))

    @cached_property
    def unit(self) -> dict[int, Posyandu]:
        return {p.pk: p for p in Posyandu.objects.filter(self.di_area("kode")).select_related("wilayah")}

    @property
    def kegiatan(self) -> "QuerySet[Rekaman]":
        """Activities of the year in the area that count: a query, for sums in the database."""
        rows = Rekaman.objects.filter(self.di_area("posyandu__kode"), tanggal__year=self.tahun)
        return rows.filter(bentuk=Bentuk.KEGIATAN, status=StatusRekaman.BERLAKU).order_by()

    @cached_property
    def total(self) -> dict[int, dict[str, Decimal]]:
        """{document: {source: total as its decree prints it}} of those that somebody typed in."""
        hasil: dict[int, dict[str, Decimal]] = {}
        for t in TotalDokumen.objects.filter(dokumen__in=self.dokumen):
            hasil.setdefault(t.dokumen_id, {})[t.sumber] = t.nilai
        return hasil

    @cached_property
    def porsi(self) -> list[Porsi]:
        """Shares set by the region and those above it."""
        milik = Q(wilayah__in=kode_lib.leluhur(self.kode)) | self.di_area("wilayah")
        return [dari_baris(row) for row in AturanPorsi.objects.filter(milik)]

    @cached_property
    def pendahulu(self) -> set[int]:
        """Lines that a person or a match has tied to a line of a former stage."""
        return set(AsalBaris.objects.filter(ke__dokumen__in=self.dokumen).values_list("ke", flat=True))

    @cached_property
    def induk(self) -> dict[tuple[str, str], list[DokumenAnggaran]]:
        """{(kind, area): fixed documents}, of these areas and of those above them: what a plan is held against."""
        wilayah = {k for d in self.dokumen.values() for k in kode_lib.leluhur(d.wilayah_id)}
        rows = DokumenAnggaran.objects.filter(wilayah__in=wilayah, status__in=TETAP, posyandu=None)
        hasil: dict[tuple[str, str], list[DokumenAnggaran]] = {}
        for d in rows.filter(tahun__lte=self.tahun + 1, tahun_akhir__gte=self.tahun - 1):
            hasil.setdefault((d.jenis.removesuffix("_p"), d.wilayah_id), []).append(d)
        return hasil

    @cached_property
    def kode_induk(self) -> dict[int, set[str]]:
        """{document: codes of its lines} of those in `induk`."""
        pks = [d.pk for daftar in self.induk.values() for d in daftar]
        hasil: dict[int, set[str]] = {pk: set() for pk in pks}
        for pk, kode in (
            BarisAnggaran.objects.filter(dokumen__in=pks).order_by().values_list("dokumen", "kode_kegiatan")
        ):
            hasil[pk].add(kode)
        return hasil

    @cached_property
    def kode_rencana(self) -> dict[int, set[str]]:
        """The same with what the crosswalk says became of each code: a renamed one is still in the plan."""
        skema = {d.pk: d.uraian_jenis.skema for daftar in self.induk.values() for d in daftar}
        hasil = {pk: set(kode) for pk, kode in self.kode_induk.items()}
        for s in sorted(set(skema.values())):
            semua = {k for pk, kode in self.kode_induk.items() if skema[pk] == s for k in kode}
            menjadi = penerus(s, self.kode, semua)
            for pk in (pk for pk in hasil if skema[pk] == s):
                hasil[pk] |= {baru for k in self.kode_induk[pk] for baru in menjadi.get(k, ())}
        return hasil

    @cached_property
    def usulan_ditolak(self) -> list[UsulanBaris]:
        """Ties of lines here to proposals that a gate refused."""
        rows = UsulanBaris.objects.filter(baris__dokumen__in=self.dokumen, usulan__putusan=Putusan.DITOLAK)
        isi = list(rows.select_related("usulan", "baris").order_by("pk"))
        for t in isi:
            t.baris.dokumen = self.dokumen[t.baris.dokumen_id]
        return isi

    @cached_property
    def versi(self) -> list[VersiNomenklatur]:
        """Code books that hold in some year of the documents, of the nation or of an area above or in this one."""
        rows = VersiNomenklatur.objects.filter(Q(wilayah=None) | Q(wilayah__in=kode_lib.leluhur(self.kode)))
        return list(rows)

    @cached_property
    def kode_buku(self) -> dict[int, dict[str, KodeNomenklatur]]:
        """{book: {code: its row}}, of those codes that the lines here use, and of the accounts."""
        dipakai = {b.kode_kegiatan for b in self.baris}
        dipakai |= {b.kode_rekening for b in self.baris} | {r.kode_rekening for r in self.rab}
        hasil: dict[int, dict[str, KodeNomenklatur]] = {}
        for k in KodeNomenklatur.objects.filter(kode_kegiatan__in=dipakai - {""}):
            hasil.setdefault(k.versi_id, {})[k.kode_kegiatan] = k
        return hasil

    @cached_property
    def rekening(self) -> dict[tuple[str, str], str]:
        """{(scheme, account code): its name}, from any book that has it."""
        isi = (k for buku in self.kode_buku.values() for k in buku.values())
        return {(k.skema, k.kode_kegiatan): k.uraian for k in isi if k.skema.startswith("rekening")}

    @cached_property
    def kode_posyandu(self) -> dict[str, set[str]]:
        """{scheme: codes tagged as a posyandu's}: the official label and our own selection (planning.acuan)."""
        hasil = {skema.value: {k for k, *_ in isi} for skema, isi in acuan.SEMUA.items()}
        for skema, kode in KodeNomenklatur.objects.filter(tag_resmi=True).values_list("skema", "kode_kegiatan"):
            hasil.setdefault(skema, set()).add(kode)
        return hasil

    def bertanda(self, baris: BarisAnggaran) -> bool:
        """Does the line's code carry the posyandu tag?"""
        return baris.kode_kegiatan in self.kode_posyandu.get(baris.dokumen.uraian_jenis.skema, set())


def jumlah(isi: Iterable[tuple[int, Decimal]]) -> dict[int, Decimal]:
    hasil: dict[int, Decimal] = {}
    for kunci, nilai in isi:
        hasil[kunci] = hasil.get(kunci, Decimal(0)) + nilai
    return hasil


REKENING: dict[str, str] = {Skema.APBD: Skema.REKENING, Skema.APBDES: Skema.REKENING_DESA}
