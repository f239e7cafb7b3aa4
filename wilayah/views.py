"""Fragments for choosing an area: a type-ahead and cascading selects. The tree is public reference data."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import signed_in
from wilayah.models import Wilayah

PALING_BANYAK = 12


@signed_in
@require_safe
def cari(request: HttpRequest) -> HttpResponse:
    """Areas whose name or code begins with `q`, at most twelve, with the path above each."""
    teks = request.GET.get("q", "")
    rows = Wilayah.objects.berlaku().cari(teks).select_related("induk__induk__induk")
    if request.GET.get("tingkat") == "desa":
        rows = rows.desa_kelurahan()
    if request.GET.get("tugas"):
        rows = rows.filter(_dalam_tugas(request))
    return render(request, "wilayah/_hasil_cari.html", {"hasil": rows[:PALING_BANYAK], "teks": teks})


def _dalam_tugas(request: HttpRequest) -> Q:
    """Only areas that the duty named in `tugas` reaches, so that a form offers no area it would refuse."""
    pilih = Q(pk__in=[])
    for grant in request.user.scope_for(request.GET["tugas"]).grants:  # type: ignore[union-attr]
        if grant.area == kode_lib.NASIONAL:
            return Q(pk__isnull=False)
        dari, sampai = kode_lib.rentang(grant.area)
        pilih |= Q(kode__gte=dari, kode__lt=sampai)
    return pilih


@signed_in
@require_safe
def anak(request: HttpRequest) -> HttpResponse:
    """Options of the next cascading select below the area chosen in any of the selects."""
    kode = next((request.GET[k] for k in ("provinsi", "kabupaten", "kecamatan") if request.GET.get(k)), "")
    rows = Wilayah.objects.none() if not kode_lib.POLA_WILAYAH.fullmatch(kode) else Wilayah.objects.anak_dari(kode)
    return render(request, "wilayah/_pilihan.html", {"pilihan": rows})
