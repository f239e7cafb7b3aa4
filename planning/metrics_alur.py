"""The way of money in five stations, and the places where it breaks off. Rupiah as Decimal.

Each figure is one that another file defines; here they only stand side by side. What a station counts differs: the
need is of the units alive now, a proposal may serve several years, an allocation counts whichever government pays.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import CharField, Count, Exists, OuterRef, Q, Sum, Value

from accounts.scope import Scope
from planning.metrics_baris import AngkaKelompok, alokasi_berlaku, menurut
from planning.metrics_temuan import saring_area
from planning.metrics_uang import anggaran_tanpa_layanan, layanan_tanpa_anggaran
from planning.models import StatusTemuan, TemuanAnggaran, Usulan
from planning.tahap_usulan import Putusan, Tahap
from posyandu_app.lib.uang import uang_terjumlah
from spm_services.models import Rekaman


@dataclass(frozen=True)
class AngkaUsulan:
    """Proposals handed in for the year: how many, what was asked, what is left of it."""

    banyak: int
    diminta: Decimal
    tersisa: Decimal


@dataclass(frozen=True)
class Putus:
    """Where the way breaks off: lines nothing was done from, activities nothing pays, open findings."""

    baris: int
    kegiatan: int
    temuan: int


@dataclass(frozen=True)
class Alur:
    usulan: AngkaUsulan
    uang: AngkaKelompok
    kegiatan: int
    terlayani: int
    putus: Putus


def usulan(scope: Scope, kode: str, tahun: int) -> AngkaUsulan:
    """Proposals of units and villages at or below the area for the budget year, on every track. One query.

    Not counted: drafts, withdrawn ones, and merged ones (they go on inside another). A rejected one counts as asked and
    with nothing left.
    """
    rows = Usulan.objects.for_scope(scope).di_wilayah(kode).filter(tahun=tahun).exclude(tahap=Tahap.DRAF)
    rows = rows.exclude(putusan__in=(Putusan.BATAL, Putusan.DIGABUNG)).order_by()
    isi = rows.aggregate(
        n=Count("pk"), diminta=Sum("nilai_awal"), sisa=Sum("nilai", filter=~Q(putusan=Putusan.DITOLAK))
    )
    return AngkaUsulan(isi["n"], uang_terjumlah(isi["diminta"]), uang_terjumlah(isi["sisa"]))


def putus(scope: Scope, kode: str, tahun: int) -> Putus:
    """Three queries."""
    temuan = saring_area(TemuanAnggaran.objects.for_scope(scope).filter(tahun=tahun), kode)
    return Putus(
        anggaran_tanpa_layanan(scope, kode, tahun).count(),
        layanan_tanpa_anggaran(scope, kode, tahun).count(),
        temuan.filter(status=StatusTemuan.TERBUKA).count(),
    )


def alur(scope: Scope, kode: str, tahun: int) -> Alur:
    """All but the need, which is reckoned from live rows (`metrics_butuh`). Six queries."""
    uang = menurut(scope, kode, tahun, Value("", output_field=CharField()))
    return Alur(
        usulan(scope, kode, tahun),
        uang[0] if uang else AngkaKelompok.kosong(""),
        *_dilaksanakan(scope, kode, tahun),
        putus(scope, kode, tahun),
    )


def _dilaksanakan(scope: Scope, kode: str, tahun: int) -> tuple[int, int]:
    """Records that hold and were paid for, their own or through the planned activity they carried out; how many times
    somebody was served in them (a person served twice counts twice)."""
    dibayar = alokasi_berlaku(scope, kode, tahun).order_by()
    rows = Rekaman.objects.for_scope(scope).berlaku().order_by()
    rows = rows.filter(
        Exists(dibayar.filter(rekaman=OuterRef("pk")))
        | Exists(dibayar.filter(kegiatan__pelaksanaan_list__rekaman=OuterRef("pk")))
    )
    isi = rows.aggregate(n=Count("pk"), orang=Sum("terlayani"))
    return isi["n"], isi["orang"] or 0
