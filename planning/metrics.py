"""Every number about money, defined once. Rupiah as Decimal; only documents in force count."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from planning.katalog import JENIS
from planning.models import BarisAnggaran, StatusDokumen
from posyandu_app.lib import kode as kode_lib

ANGGARAN = tuple(j.kode for j in JENIS.values() if j.alokasi)


@dataclass(frozen=True)
class AngkaAnggaran:
    """Lines for posyandu in the budgets in force, their ceilings, and what is tied to activities."""

    baris: int
    pagu: Decimal
    teralokasi: Decimal
    tanpa_kegiatan: int

    @property
    def sisa(self) -> Decimal:
        return self.pagu - self.teralokasi


def anggaran(kode: str, tahun: int) -> AngkaAnggaran:
    """Budgets in force (APBD, APB Desa and their Perubahan) of all governments at or below the area, one year.

    Counted: every line entered here, at its full pagu. A line serves more than posyandu, so the pagu is a ceiling,
    never "posyandu's money"; `teralokasi` is (planning study, finding 2). Not counted: drafts, plans, amended
    documents. A desa's or kecamatan's figure leaves out the APBD of the kabupaten above it.
    """
    rows = BarisAnggaran.objects.filter(
        dokumen__jenis__in=ANGGARAN, dokumen__status=StatusDokumen.DITETAPKAN, dokumen__tahun=tahun
    )
    if kode != kode_lib.NASIONAL:
        dari, sampai = kode_lib.rentang(kode)
        rows = rows.filter(dokumen__wilayah__gte=dari, dokumen__wilayah__lt=sampai)
    isi = rows.aggregate(
        n=Count("pk"),
        jumlah_pagu=Sum("pagu"),
        jumlah_teralokasi=Sum("teralokasi"),
        kosong=Count("pk", filter=Q(teralokasi=0, pagu__gt=0)),
    )
    return AngkaAnggaran(
        isi["n"], isi["jumlah_pagu"] or Decimal(0), isi["jumlah_teralokasi"] or Decimal(0), isi["kosong"]
    )
