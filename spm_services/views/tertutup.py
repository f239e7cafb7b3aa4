"""The sealed channel: the kader's small form, and UPTD PPA's list and report.

Every answer is `no-store`: the browser's back button finds nothing. Reading the content is a POST, because it writes
the log of readings.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import area_utama
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.transitions import TransitionRefused
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services.actions import buka_tertutup, langkah_tertutup, lapor_tertutup
from spm_services.actions.tertutup import TANPA_PENJAGA, dijaga, jam_target
from spm_services.forms.tertutup import LangkahTertutupForm, TertutupForm
from spm_services.jejak_tertutup import catatan_jejak, kata_jejak
from spm_services.metrics_tertutup import diterima_tahun, penjaga
from spm_services.models import JejakTertutup, LaporanTertutup, StatusTertutup
from spm_services.tertutup import DARURAT, POLISI, SAPA, IsiTertutup
from spm_services.views.lapangan import pilih_unit, unit_dipilih
from spm_services.workflow_tertutup import TERTUTUP

tanpa_simpan: Callable[..., Any] = cache_control(private=True, no_store=True, no_cache=True, max_age=0)
NOMOR = {"darurat": DARURAT, "sapa": SAPA, "polisi": POLISI}
URUTAN, URUTAN_LAIN = {"tenggat": ("tenggat", "id")}, {"-diterima": ("diterima", "id")}
SEGERA = 50
TAHAP = (("menunggu", "Menunggu dihubungi"), ("jalan", "Sedang berjalan"), ("selesai", "Selesai"))
_S = StatusTertutup
STATUS_TAHAP: dict[str, tuple[str, ...]] = {
    "menunggu": (_S.DITERIMA,),
    "jalan": (_S.DIHUBUNGI, _S.DITANGANI, _S.DIRUJUK),
    "selesai": (_S.DITUTUP,),
}


@access(Cap.CATAT)
@tanpa_simpan
@require_http_methods(["GET", "POST"])
def lapor(request: Permintaan) -> HttpResponse:
    """One small form. What was sent can be opened by UPTD PPA only; the answer is the same page for everybody."""
    unit = unit_dipilih(request)
    if unit is None:
        return pilih_unit(request)
    form = TertutupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            lapor_tertutup(unit, form.isi(), form.cleaned_data["kunci"], actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom or None, str(galat))
        else:
            return redirect(f"{reverse('spm_services:tertutup-diterima')}?unit={unit.kode}")
    konteks = {**NOMOR, "unit": unit, "form": form, "dijaga": dijaga(unit.kode), "tanpa_penjaga": TANPA_PENJAGA}
    return render(request, "spm_services/tertutup/lapor.html", konteks, status=422 if form.errors else 200)


@access(Cap.CATAT)
@tanpa_simpan
@require_safe
def diterima(request: Permintaan) -> HttpResponse:
    """What stands after sending. It knows of no report: whoever opens it sees the same words."""
    unit = unit_dipilih(request)
    if unit is None:
        return pilih_unit(request)
    return render(request, "spm_services/tertutup/diterima.html", {**NOMOR, "unit": unit, "jam": jam_target(unit.kode)})


@access(Cap.KANAL_TERTUTUP)
@tanpa_simpan
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Reports of the area by stage, the nearest hour on top; urgent ones that wait stand apart. No content is here."""
    pilih = request.GET.get("tahap", "")
    pilih = pilih if pilih in STATUS_TAHAP else "menunggu"
    milik = LaporanTertutup.objects.for_user(request.user, Cap.KANAL_TERTUTUP).select_related("wilayah")
    rows = milik.filter(status__in=STATUS_TAHAP[pilih])
    segera: list[LaporanTertutup] = []
    if pilih == "menunggu":
        segera = list(rows.filter(mendesak=True).order_by("tenggat", "pk")[:SEGERA])
        rows = rows.exclude(pk__in=[r.pk for r in segera])
    kode = area_utama(request.user.scope_for(Cap.KANAL_TERTUTUP))
    kini = timezone.now()
    konteks = {
        "hal": (hal := halaman(rows, request.GET, URUTAN if pilih == "menunggu" else URUTAN_LAIN)),
        "baris": [(laporan, *jam(laporan, kini)) for laporan in hal.rows],
        "segera": [(laporan, *jam(laporan, kini)) for laporan in segera],
        "pilih": pilih,
        "tab": TAHAP,
        "tahun": hari_ini(kode).year,
        "jumlah_tahun": diterima_tahun(request.user, hari_ini(kode).year, kode),
        "penjaga": list(penjaga(kode)),
    }
    return render(request, "spm_services/tertutup/daftar.html", konteks)


def jam(laporan: LaporanTertutup, kini: Any) -> tuple[str, str]:
    """(words, tone) of a report's clock, in hours."""
    if laporan.dihubungi is not None:
        lama = int((laporan.dihubungi - laporan.diterima).total_seconds() // 3600)
        tepat = laporan.dihubungi <= laporan.tenggat
        return f"dihubungi dalam {lama + 1} jam", "baik" if tepat else "awas"
    if laporan.status == StatusTertutup.DITUTUP:
        return "tanpa kontak", "netral"
    sisa = (laporan.tenggat - kini).total_seconds() / 3600
    if sisa < 0:
        return f"lewat {int(-sisa) + 1} jam", "buruk"
    return f"tinggal {int(sisa)} jam" if sisa >= 1 else "kurang dari 1 jam", "buruk" if laporan.mendesak else "awas"


@access(Cap.KANAL_TERTUTUP)
@tanpa_simpan
@require_safe
def rinci(request: Permintaan, uuid: UUID) -> HttpResponse:
    """A report's clock, steps and log of readings; its content takes one press more."""
    laporan = LaporanTertutup.objects.select_related("wilayah").ambil(request.user, Cap.KANAL_TERTUTUP, uuid=uuid)
    return _halaman(request, laporan)


def _halaman(
    request: Permintaan,
    laporan: LaporanTertutup,
    isi: IsiTertutup | None = None,
    asal: dict[str, str] | None = None,
    galat: str = "",
) -> HttpResponse:
    rows = JejakTertutup.objects.for_user(request.user, Cap.KANAL_TERTUTUP).filter(laporan=laporan)
    kata, nada = jam(laporan, timezone.now())
    konteks = {
        "laporan": laporan,
        "kata": kata,
        "nada": nada,
        "isi": isi,
        "asal": asal,
        "galat": galat,
        "langkah": [(t, LangkahTertutupForm(auto_id=f"{t.name}_%s")) for t in _tersedia(request, laporan)],
        # Notes belong to the content: they open with it.
        "jejak": [(j, kata_jejak(j), catatan_jejak(j, laporan) if isi else "") for j in rows[:100]],
    }
    return render(request, "spm_services/tertutup/rinci.html", konteks, status=409 if galat else 200)


def _tersedia(request: Permintaan, laporan: LaporanTertutup) -> list[Any]:
    return TERTUTUP.available([laporan], request.user)[laporan.pk]


@access(Cap.KANAL_TERTUTUP)
@tanpa_simpan
@require_POST
def buka(request: Permintaan, uuid: UUID) -> HttpResponse:
    """The content, on this answer only; the reading is logged."""
    laporan, isi, asal = buka_tertutup(uuid, actor=request.user)
    return _halaman(request, laporan, isi, asal)


@access(Cap.KANAL_TERTUTUP)
@tanpa_simpan
@require_POST
def langkah(request: Permintaan, uuid: UUID, nama: str) -> HttpResponse:
    """One step of the report."""
    if nama not in {t.name for t in TERTUTUP.transitions}:
        raise Http404
    form = LangkahTertutupForm(request.POST)
    try:
        if not form.is_valid():
            raise TransitionRefused("catatan", str(form.errors["catatan"][0]))
        langkah_tertutup(uuid, nama, catatan=form.cleaned_data["catatan"], actor=request.user)
    except TransitionRefused as galat:
        laporan = LaporanTertutup.objects.select_related("wilayah").ambil(request.user, Cap.KANAL_TERTUTUP, uuid=uuid)
        return _halaman(request, laporan, galat=str(galat))
    return redirect("spm_services:tertutup-rinci", uuid)
