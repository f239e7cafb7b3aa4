"""Lines and the activities they pay for."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.transitions import TransitionRefused
from planning.forms import AlasanForm
from planning.katalog import JENIS
from planning.models import Alokasi, BarisAnggaran, StatusAlokasi, StatusDokumen
from planning.views.uang_alokasi import baris_ditulis, isi_alokasi, sumber_baris
from planning.workflow import ALOKASI
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from spm_services.katalog.dasar import Bentuk
from spm_services.models import Rekaman

KEGIATAN_TAMPAK = 30
UNTUK = (
    "sumber",
    "rekaman__posyandu__wilayah",
    "kegiatan__rencana__posyandu__wilayah",
    "posyandu__wilayah",
    "kegiatan__rencana__wilayah",
    "daftar__pembayar__wilayah",
)


def _baris(user: User, pk: int) -> BarisAnggaran:
    """A line to read: in the area, or fixed and set above it."""
    rows = BarisAnggaran.objects.untuk_bawahan(user, Cap.LIHAT_RENCANA).select_related(
        "dokumen__wilayah", "asal__dokumen"
    )
    baris = rows.filter(pk=pk).first()
    if baris is None:
        raise Http404
    return baris


@access(Cap.LIHAT_RENCANA)
@require_safe
def baris(request: Permintaan, pk: int) -> HttpResponse:
    """One line: its ceiling, its sources, what is tied, and all work it pays for that the reader may see."""
    row = _baris(request.user, pk)
    rows = Alokasi.objects.for_user(request.user, Cap.LIHAT_RENCANA).filter(baris=row, status=StatusAlokasi.BERLAKU)
    hal = halaman(rows.select_related(*UNTUK), request.GET, {"-id": ("id",)})
    berhak = request.user.scope_for(Cap.ALOKASI).memuat(row.dokumen.wilayah_id)
    sumber = sumber_baris(request.user, row)
    aksi = ALOKASI.available(hal.rows, request.user) if berhak else {}
    konteks = {
        "baris": row,
        "sumber_list": sumber,
        "perlu_dibagi": any(s.nilai is None for s in sumber),
        "hal": hal,
        "alokasi_list": [(a, aksi.get(a.pk, [])) for a in hal.rows],
        "boleh": row.dokumen.bisa_alokasi and berhak,
        "boleh_bagi": request.user.scope_for(Cap.KELOLA_RENCANA).memuat(row.dokumen.wilayah_id),
    }
    return render(request, "planning/baris.html", konteks)


def _rekaman(user: User, kunci: Any) -> Rekaman:
    rows = Rekaman.objects.select_related("posyandu__wilayah__induk")
    rekaman: Rekaman = rows.ambil(user, Cap.ALOKASI, seen_with=Cap.LIHAT_CATATAN, kunci=kunci)
    return rekaman


@access(Cap.ALOKASI)
@require_safe
def pilih_baris(request: Permintaan, kunci: Any) -> HttpResponse:
    """Which line pays for this activity: only lines of budgets in force that reach the unit in that year."""
    rekaman = _rekaman(request.user, kunci)
    tahun = rekaman.tanggal.year
    rows = BarisAnggaran.objects.for_user(request.user, Cap.ALOKASI).filter(
        dokumen__wilayah__in=_pemerintah(rekaman),
        dokumen__jenis__in=[j.kode for j in JENIS.values() if j.alokasi],
        dokumen__status=StatusDokumen.DITETAPKAN,
        dokumen__tahun__lte=tahun,
        dokumen__tahun_akhir__gte=tahun,
    )
    semua = list(rows.select_related("dokumen__wilayah"))
    sebidang = [b for b in semua if b.bidang in (rekaman.bidang, "")]
    konteks = {"rekaman": rekaman, "sebidang": sebidang, "lain": [b for b in semua if b not in sebidang]}
    return render(request, "planning/pilih_baris.html", konteks)


def _pemerintah(rekaman: Rekaman) -> list[str]:
    """Governments that may pay: province, kabupaten/kota, the kecamatan (its DPA), and the village if it is a desa."""
    wilayah = rekaman.posyandu.wilayah
    return [wilayah.kode[:2], wilayah.kode[:5], wilayah.kode[:8], *([] if wilayah.kelurahan else [wilayah.kode])]


@access(Cap.ALOKASI)
@require_http_methods(["GET", "POST"])
def alokasikan(request: Permintaan, kunci: Any, pk: int) -> HttpResponse:
    """The amount of the chosen line for the activity."""
    rekaman = _rekaman(request.user, kunci)
    row = baris_ditulis(request.user, pk)
    return isi_alokasi(request, rekaman, row, reverse("planning:pilih-baris", args=[kunci]))


@access(Cap.ALOKASI)
@require_safe
def pilih_kegiatan(request: Permintaan, pk: int) -> HttpResponse:
    """From a line: activities of its year and field without money yet."""
    row = _baris(request.user, pk)
    if not request.user.scope_for(Cap.ALOKASI).memuat(row.dokumen.wilayah_id) or not row.dokumen.bisa_alokasi:
        raise Http404
    rows = Rekaman.objects.for_user(request.user, Cap.ALOKASI).di_wilayah(row.dokumen.wilayah_id).berlaku()
    rows = rows.filter(bentuk=Bentuk.KEGIATAN, tanggal__year=row.dokumen.tahun)
    if row.bidang:
        rows = rows.filter(bidang=row.bidang)
    if row.dokumen.uraian_jenis.skema == "apbdes":
        rows = rows.exclude(posyandu__wilayah__jenis="kelurahan")
    rows = rows.exclude(alokasi_list__status=StatusAlokasi.BERLAKU)
    hal = halaman(
        rows.select_related("posyandu__wilayah"), request.GET, {"-tanggal": ("tanggal", "id")}, per=KEGIATAN_TAMPAK
    )
    return render(request, "planning/pilih_kegiatan.html", {"baris": row, "hal": hal})


@access(Cap.ALOKASI)
@require_http_methods(["GET", "POST"])
def cabut(request: Permintaan, pk: int) -> HttpResponse:
    """Withdraw an allocation, with a reason; the amount returns to the line."""
    rows = Alokasi.objects.select_related("baris__dokumen__wilayah", *UNTUK)
    alokasi: Alokasi = rows.ambil(request.user, Cap.ALOKASI, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    if not request.user.scope_for(Cap.ALOKASI).memuat(alokasi.baris.dokumen.wilayah_id):
        raise PermissionDenied
    form = AlasanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ALOKASI.apply(pk, "cabut", actor=request.user, note=form.cleaned_data["alasan"])
        except TransitionRefused as galat:
            form.add_error(None, str(galat))
            return render(request, "planning/cabut.html", {"form": form, "alokasi": alokasi}, status=409)
        messages.success(request, "Alokasi dicabut; jumlahnya kembali ke baris.")
        return redirect("planning:baris", alokasi.baris_id)
    return render(
        request, "planning/cabut.html", {"form": form, "alokasi": alokasi}, status=422 if form.errors else 200
    )
