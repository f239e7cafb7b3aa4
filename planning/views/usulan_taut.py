"""Lines that carry a proposal: which fit, with how much, and the tie taken off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning.actions import usulan_baris as tindakan
from planning.forms_usulan import TautForm
from planning.katalog import JENIS, Skema
from planning.models import BarisAnggaran, StatusDokumen, Usulan, UsulanBaris
from planning.tahap_usulan import TAUT, Jalur, Tahap
from planning.views.usulan import LIHAT, ambil
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Bentrok, Ditolak

# The kinds whose lines a gate may tie; before the budget its plan.
DOKUMEN: dict[str, tuple[str, ...]] = {
    Tahap.FORUM_PD: ("renja", "rkpd", "rkpd_p"),
    Tahap.MUSREN_KAB: ("rkpd", "rkpd_p"),
    Tahap.RKPD: ("rkpd", "rkpd_p"),
    Tahap.KUA_PPAS: ("kua_ppas", "rkpd"),
    Tahap.APBD: ("apbd", "pergeseran", "dpa_kec"),
    Tahap.APBD_P: ("apbd_p", "pergeseran", "dpa_kec", "apbd"),
    Tahap.RKPDES: ("rkpdes", "rkpdes_p"),
    Tahap.RAPBDES: ("apbdes", "apbdes_p"),
    Tahap.APBDES: ("apbdes", "apbdes_p"),
}
KALAH = "Orang lain baru saja mengubah usulan ini. Muat ulang halaman, lalu ulangi."
PALING_BANYAK = 200


def _usulan(user: User, pk: int) -> Usulan:
    """A proposal whose lines this person may tie now: 403 without the duty, 404 where the gate ties none."""
    usulan = ambil(user, pk)
    duty = TAUT.get(usulan.tahap)
    if duty is None:
        if any(user.scope_for(d).memuat(usulan.kode) for d in set(TAUT.values())):
            raise Http404
        raise PermissionDenied
    if not user.scope_for(duty).mencapai(usulan.kode, usulan.bidang):
        raise PermissionDenied
    return usulan


@access(Cap.LIHAT_RENCANA)
@require_safe
def pilih(request: Permintaan, pk: int) -> HttpResponse:
    """Lines that fit: of the gate's documents, the proposal's year and governments; the proposed code first."""
    usulan = _usulan(request.user, pk)
    desa = usulan.jalur == Jalur.DESA
    jenis = [j for j in DOKUMEN[usulan.tahap] if j in JENIS and (JENIS[j].skema == Skema.APBDES) == desa]
    rows = BarisAnggaran.objects.for_user(request.user, TAUT[usulan.tahap]).filter(
        dokumen__jenis__in=jenis,
        dokumen__wilayah__in=kode_lib.leluhur(usulan.kode),
        dokumen__tahun__lte=usulan.tahun,
        dokumen__tahun_akhir__gte=usulan.tahun,
        dokumen__status__in=(StatusDokumen.DRAF, StatusDokumen.DITETAPKAN),
    )
    semua = list(rows.select_related("dokumen__wilayah").annotate(usul=Sum("usulan_list__nilai"))[:PALING_BANYAK])
    semua.sort(key=lambda b: (b.kode_kegiatan != usulan.kode_kegiatan, b.bidang != usulan.bidang, b.kode_kegiatan))
    konteks = {"usulan": usulan, "baris": semua, "jenis": [JENIS[j].nama for j in jenis]}
    return render(request, "planning/usulan/baris.html", konteks)


@access(Cap.LIHAT_RENCANA)
@require_http_methods(["GET", "POST"])
def taut(request: Permintaan, pk: int, baris: int) -> HttpResponse:
    """The amount of the chosen line for the proposal."""
    usulan = _usulan(request.user, pk)
    rows = BarisAnggaran.objects.select_related("dokumen__wilayah")
    row: BarisAnggaran = rows.ambil(request.user, TAUT[usulan.tahap], seen_with=LIHAT, pk=baris)
    form = TautForm(request.POST or None, initial={"versi": usulan.versi, "nilai": min(usulan.nilai, row.pagu)})
    status = 422
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            tindakan.tautkan_usulan(pk, baris, isi["nilai"], versi=isi["versi"], actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        except Bentrok:
            form.add_error(None, KALAH)
            status = 409
        else:
            messages.success(request, "Usulan terhubung ke baris itu.")
            return redirect("planning:usulan-rinci", pk)
    konteks = {"form": form, "usulan": usulan, "baris": row, "judul": "Hubungkan ke baris", "tombol": "Hubungkan"}
    return render(request, "planning/usulan/langkah.html", konteks, status=status if form.errors else 200)


@access(Cap.LIHAT_RENCANA)
@require_POST
def lepas(request: Permintaan, pk: int) -> HttpResponse:
    """Take the tie off again."""
    tautan: UsulanBaris = UsulanBaris.objects.ambil(request.user, LIHAT, seen_with=LIHAT, pk=pk)
    try:
        tindakan.lepas_usulan(pk, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Baris dilepas dari usulan.")
    return redirect("planning:usulan-rinci", tautan.usulan_id)
