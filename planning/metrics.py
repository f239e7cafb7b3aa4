"""Every number about money, defined once. Rupiah as Decimal; only documents in force count."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from planning.katalog import ANGGARAN
from planning.models import StatusDokumen
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.uang import uang_terjumlah

SQL = (
    # Only placeholders are put into the text.
    "SELECT COUNT(*), SUM(b.pagu), SUM(b.teralokasi), COUNT(CASE WHEN b.teralokasi = 0 AND b.pagu > 0 THEN 1 END) "  # noqa: S608
    "FROM planning_barisanggaran b JOIN planning_dokumenanggaran d ON d.id = b.dokumen_id "
    f"WHERE d.jenis IN ({', '.join(['%s'] * len(ANGGARAN))}) AND d.status = %s AND d.tahun = %s"
)


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
    isi: list[str | int] = [*ANGGARAN, StatusDokumen.DITETAPKAN, tahun]
    wilayah = ""
    if kode != kode_lib.NASIONAL:
        wilayah = " AND d.wilayah_id >= %s AND d.wilayah_id < %s"
        isi += kode_lib.rentang(kode)
    with connection.cursor() as cursor:
        cursor.execute(SQL + wilayah, isi)
        baris, pagu, teralokasi, kosong = cursor.fetchone()
    return AngkaAnggaran(baris, uang_terjumlah(pagu), uang_terjumlah(teralokasi), kosong)
