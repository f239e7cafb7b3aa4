"""From an indicator of a plan down to the activities its money paid for; from each of them it is one step to people."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning.jejak_indikator import alokasi_di_bawah, baris_di_bawah
from planning.metrics_indikator import layanan_dibiayai
from planning.metrics_pelaksanaan import pelaksanaan_terlihat
from planning.models import TargetIndikator
from planning.ukuran import UKURAN
from planning.views.indikator import ambil, capaian, tahun_indikator
from planning.views.jejak import UNTUK
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.waktu import hari_ini

BARIS_TAMPAK = 40


@access(Cap.LIHAT_RENCANA)
@require_safe
def indikator(request: Permintaan, pk: int) -> HttpResponse:
    """Indicator → lines of the budgets in force → allocations → activities, of one year, with target and reached."""
    target = TargetIndikator.objects.untuk_bawahan(request.user, Cap.LIHAT_RENCANA).filter(indikator=pk)
    semua = list(target.select_related("indikator__dokumen__wilayah", "indikator__dokumen__posyandu"))
    satu = semua[0].indikator if semua else ambil(request, pk)
    scope, tahun = request.user.scope_for(Cap.LIHAT_RENCANA), tahun_indikator(request, satu)
    rencana, anggaran = baris_di_bawah(scope, satu, tahun)
    alokasi = alokasi_di_bawah(scope, anggaran).select_related(*UNTUK, "baris__dokumen__wilayah")
    hal = halaman(alokasi.prefetch_related(pelaksanaan_terlihat(request.user)), request.GET, {"-id": ("id",)}, per=40)
    konteks = {
        "indikator": satu,
        "dokumen": satu.dokumen,
        "tahun": tahun,
        "target": next((t for t in semua if t.tahun == tahun), None),
        "ukuran": UKURAN.get(satu.ukuran),
        "capaian": capaian(request, satu, tahun),
        "belum_tiba": tahun > hari_ini(satu.dokumen.wilayah_id).year,
        "rencana": rencana,
        "anggaran": anggaran[:BARIS_TAMPAK],
        "lebih": len(anggaran) - BARIS_TAMPAK,
        "layanan": layanan_dibiayai(scope, [b.baris for b in anggaran]),
        "hal": hal,
    }
    return render(request, "planning/uang/jejak_indikator.html", konteks)
