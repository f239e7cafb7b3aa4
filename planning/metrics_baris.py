"""Lines and what was allocated and paid, by the ways people ask for it. Rupiah as Decimal.

Only allocations in force of documents in force count (APBD, its Pergeseran and Perubahan, DPA Kecamatan, APB Desa), of
units at or below the area, whichever government pays; of a Tim Pembina's own work where its area is at or below it.
A line's pagu serves more than posyandu and is never added up as posyandu's money (planning study, finding 2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Expression, F, Q, Sum
from django.db.models.functions import Coalesce, Substr

from accounts.scope import Scope
from planning.katalog import ANGGARAN
from planning.models import Alokasi, BarisAnggaran, DokumenAnggaran, StatusAlokasi, StatusDokumen
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.uang import uang_terjumlah

NOL = Decimal("0.00")


@dataclass(frozen=True)
class AngkaKelompok:
    """What one office, field, source or area has for posyandu in a year."""

    kunci: str
    baris: int
    alokasi: int
    posyandu: int
    nilai: Decimal
    terealisasi: Decimal

    @classmethod
    def kosong(cls, kunci: str) -> "AngkaKelompok":
        return cls(kunci, 0, 0, 0, NOL, NOL)

    @property
    def sisa(self) -> Decimal:
        """Allocated and not paid yet."""
        return self.nilai - self.terealisasi


def alokasi_berlaku(scope: Scope, kode: str, tahun: int, bidang: str = "") -> Any:
    """The allocations every figure here is made of."""
    rows = Alokasi.objects.for_scope(scope).filter(status=StatusAlokasi.BERLAKU)
    rows = rows.filter(baris__dokumen__status=StatusDokumen.DITETAPKAN, baris__dokumen__tahun=tahun)
    rows = rows.filter(baris__dokumen__jenis__in=ANGGARAN)
    if bidang:
        rows = rows.filter(bidang=bidang)
    if kode == kode_lib.NASIONAL:
        return rows
    dari, sampai = kode_lib.rentang(kode)
    unit = Q(posyandu__kode__gte=dari, posyandu__kode__lt=sampai)
    return rows.filter(
        unit | Q(kegiatan__rencana__wilayah__kode__gte=dari, kegiatan__rencana__wilayah__kode__lt=sampai)
    )


def menurut(scope: Scope, kode: str, tahun: int, kolom: str | Expression, bidang: str = "") -> list[AngkaKelompok]:
    """Allocations in force grouped by a column of theirs (`bidang`, `sumber__sumber`, `baris__perangkat_daerah` …),
    the most money first. One query."""
    kelompok = F(kolom) if isinstance(kolom, str) else kolom
    rows = alokasi_berlaku(scope, kode, tahun, bidang).order_by().annotate(kelompok_=kelompok).values("kelompok_")
    rows = rows.annotate(
        baris_=Count("baris", distinct=True),
        alokasi_=Count("id"),
        posyandu_=Count("posyandu", distinct=True),
        nilai_=Sum("nilai"),
        bayar_=Sum("terealisasi"),
    )
    hasil = [
        AngkaKelompok(
            r["kelompok_"] or "",
            r["baris_"],
            r["alokasi_"],
            r["posyandu_"],
            uang_terjumlah(r["nilai_"]),
            uang_terjumlah(r["bayar_"]),
        )
        for r in rows
    ]
    return sorted(hasil, key=lambda a: (-a.nilai, a.kunci))


def per_anak(scope: Scope, kode: str, tahun: int, anak: Sequence[str], bidang: str = "") -> dict[str, AngkaKelompok]:
    """{area right below: its figures}, zeros for those without; what belongs to the area itself (its own Tim Pembina)
    stands under its own code where there is any. One query."""
    hasil = {k: AngkaKelompok.kosong(k) for k in anak}
    panjang = max((len(k) for k in anak), default=len(kode))
    milik = Coalesce("posyandu__kode", "kegiatan__rencana__wilayah__kode")
    for a in menurut(scope, kode, tahun, Substr(milik, 1, panjang), bidang):
        hasil[a.kunci] = a
    return hasil


def baris_dokumen(scope: Scope, kode: str, tahun: int, jenis: Sequence[str]) -> list[BarisAnggaran]:
    """Lines of the area's own documents in force of these kinds in the year, with their sources. Two queries."""
    rows = BarisAnggaran.objects.for_scope(scope).filter(dokumen__wilayah=kode, dokumen__jenis__in=jenis)
    rows = rows.filter(
        dokumen__status=StatusDokumen.DITETAPKAN, dokumen__tahun__lte=tahun, dokumen__tahun_akhir__gte=tahun
    )
    rows = rows.select_related("dokumen").prefetch_related("sumber_list")
    return list(rows.order_by("kode_kegiatan", "kode_rekening", "id"))


def dokumen_berlaku(scope: Scope, kode: str, tahun: int, jenis: Sequence[str]) -> list[DokumenAnggaran]:
    """The area's own documents in force of these kinds in the year. One query."""
    rows = DokumenAnggaran.objects.for_scope(scope).filter(wilayah=kode, jenis__in=jenis, tahun__lte=tahun)
    return list(rows.filter(tahun_akhir__gte=tahun, status=StatusDokumen.DITETAPKAN).order_by("jenis"))


def kata_sumber(b: BarisAnggaran) -> str:
    """The sources of a line with their shares; an unknown share is said so."""
    semua = list(b.sumber_list.all())
    if len(semua) < 2:
        return b.get_sumber_dana_display()
    return "; ".join(f"{s} {'bagiannya belum diketahui' if s.nilai is None else f'{s.nilai:f}'}" for s in semua)
