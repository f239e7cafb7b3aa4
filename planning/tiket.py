"""Lines that could pay for a request: of its field, in the budgets in force that reach the unit, of one year."""

from typing import Any

from accounts.roles import Cap
from planning.katalog import ANGGARAN
from planning.models import BarisAnggaran, StatusDokumen
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.uang import rupiah
from spm_services.anggaran_tiket import BarisTersedia
from spm_services.models import Tiket

PALING_BANYAK = 40


def baris_untuk_tiket(tiket: Tiket, user: Any, tahun: int) -> list[BarisTersedia]:
    """The village's lines first, those with most money left first. One query; none without the duty to read budgets."""
    kode = tiket.posyandu.kode
    rows = BarisAnggaran.objects.untuk_bawahan(user, Cap.LIHAT_RENCANA).select_related("dokumen__wilayah")
    rows = rows.filter(
        dokumen__jenis__in=ANGGARAN,
        dokumen__status=StatusDokumen.DITETAPKAN,
        dokumen__tahun=tahun,
        dokumen__wilayah__in=kode_lib.leluhur(kode)[:-1],
        bidang=tiket.bidang,
    )
    urut = sorted(rows[:PALING_BANYAK], key=lambda b: (-len(b.dokumen.wilayah_id), -b.sisa, b.pk))
    return [BarisTersedia(b.pk, f"{b} · {b.dokumen}", f"sisa {rupiah(b.sisa)} dari {rupiah(b.pagu)}") for b in urut]
