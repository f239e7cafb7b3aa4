"""Of which office each OPD account is, where a field has several: looked after by whoever looks after accounts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Penugasan
from accounts.permintaan import Permintaan
from accounts.roles import Cap, Peran
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services.actions import tempatkan_petugas
from spm_services.models import KantorPetugas
from spm_services.perangkat import BERBAGI, nama_kantor, per_bidang

PALING_BANYAK = 200


@access(Cap.KELOLA_AKUN)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Running OPD assignments of such fields in the person's area, the unplaced ones first."""
    rows = Penugasan.objects.for_user(request.user, Cap.KELOLA_AKUN).berlaku(hari_ini())
    rows = rows.filter(peran=Peran.OPD, bidang__in=sorted(BERBAGI)).select_related("user").order_by("kode", "pk")
    tugas = list(rows[:PALING_BANYAK])
    tempat = KantorPetugas.objects.for_user(request.user, Cap.KELOLA_AKUN).filter(penugasan__in=[t.pk for t in tugas])
    di = dict(tempat.values_list("penugasan", "kantor"))
    baris = [(t, di.get(t.pk, ""), nama_kantor(di.get(t.pk, "")), per_bidang(t.bidang)) for t in tugas]
    konteks = {"baris": sorted(baris, key=lambda b: bool(b[1]))}
    return render(request, "spm_services/tiket/kantor.html", konteks)


@access(Cap.KELOLA_AKUN)
@require_POST
def tempatkan(request: Permintaan, pk: int) -> HttpResponse:
    penugasan = Penugasan.objects.ambil(request.user, Cap.KELOLA_AKUN, seen_with=Cap.KELOLA_AKUN, pk=pk)
    try:
        tempat = tempatkan_petugas(penugasan, request.POST.get("kantor", ""), actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, f"{penugasan.user.nama} ditempatkan di {tempat}.")
    return redirect("spm_services:tiket-kantor")
