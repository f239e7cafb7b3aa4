"""Pilots: how far each is in the six fields, and one unit's milestones."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.forms.praktik import AkhirPercontohanForm, PercontohanForm, TonggakForm
from registry.models import Percontohan, Posyandu, Tonggak
from registry.views.posyandu import ambil, remah_unit


@access(Cap.LIHAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Running pilots of an area with their milestones by field, and units that are marked without a programme."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    units = Posyandu.objects.for_user(request.user, Cap.LIHAT).di_wilayah(area.kode)
    rows = Percontohan.objects.for_user(request.user, Cap.LIHAT).filter(posyandu__in=units, sampai=None)
    hal = halaman(rows.select_related("posyandu__wilayah"), request.GET, {"-mulai": ("mulai", "id")}, per=25)
    angka = _menurut_bidang(request, [p.pk for p in hal.rows])
    tanpa = units.filter(percontohan=True).exclude(percontohan_list__in=rows).select_related("wilayah")
    konteks = {
        "hal": hal,
        "baris": [(p, [(NAMA[b], angka.get((p.pk, b))) for b in SEMUA]) for p in hal.rows],
        "bidang": [NAMA[b] for b in SEMUA],
        "tanpa": list(tanpa.order_by("kode")[:50]),
        "area": area.jalur[-1] if area.jalur else None,
        "kode": area.kode,
        "remah": remah(scope, area.atas, "registry:percontohan", tanya="wilayah"),
    }
    return render(request, "registry/praktik/percontohan.html", konteks)


def _menurut_bidang(request: Permintaan, pk: list[int]) -> dict[tuple[int, str], tuple[int, int]]:
    """{(pilot, field): (confirmed, all)}. One query."""
    rows = Tonggak.objects.for_user(request.user, Cap.LIHAT).filter(percontohan__in=pk).order_by()
    hitung = rows.values_list("percontohan", "bidang").annotate(
        ada=Count("pk", Q(dipastikan__isnull=False)), semua=Count("pk")
    )
    return {(p, b): (ada, semua) for p, b, ada, semua in hitung}


@access(Cap.LIHAT)
@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: Permintaan, kode: str) -> HttpResponse:
    """A unit's time as a pilot; POST (Tim Pembina) begins one."""
    posyandu = ambil(request.user, kode, Cap.BINA if request.method == "POST" else Cap.LIHAT)
    form = PercontohanForm(request.POST or None, initial={"mulai": hari_ini(kode)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.mulai_percontohan(posyandu.pk, form.cleaned_data, actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom, str(galat))
        else:
            messages.success(request, "Posyandu ini menjadi percontohan. Tambahkan tonggaknya.")
            return redirect("registry:percontohan-unit", kode)
    return _unit(request, posyandu, mulai=form)


def _unit(request: Permintaan, posyandu: Posyandu, **form: forms.Form) -> HttpResponse:
    rows = Percontohan.objects.for_user(request.user, Cap.LIHAT).filter(posyandu=posyandu)
    semua = list(rows)
    kini = next((p for p in semua if p.sampai is None), None)
    tonggak = Tonggak.objects.for_user(request.user, Cap.LIHAT).filter(percontohan=kini).select_related("pelapor")
    hari = hari_ini(posyandu.kode)
    menurut: dict[str, list[tuple[Tonggak, bool]]] = {}
    for t in tonggak if kini else ():
        menurut.setdefault(t.bidang, []).append((t, t.dicapai is None and t.tenggat < hari))
    konteks: dict[str, Any] = {
        "unit": posyandu,
        "remah": remah_unit(request, posyandu),
        "kini": kini,
        "lalu": [p for p in semua if p.sampai is not None],
        "bidang": [(b, NAMA[b], menurut[b]) for b in SEMUA if b in menurut],
        "kosong": [NAMA[b].lower() for b in SEMUA if b not in menurut],
        "boleh_bina": request.user.scope_for(Cap.BINA).memuat(posyandu.kode),
        "boleh_lapor": request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(posyandu.kode),
        "hari": hari,
        "mulai": form.get("mulai") or PercontohanForm(initial={"mulai": hari}),
        "akhir": form.get("akhir") or AkhirPercontohanForm(initial={"sampai": hari}),
        "tonggak": form.get("tonggak") or TonggakForm(),
    }
    status = 422 if any(f.errors for f in form.values()) else 200
    return render(request, "registry/praktik/percontohan_unit.html", konteks, status=status)


def _milik(request: Permintaan, pk: int) -> Percontohan:
    rows = Percontohan.objects.select_related("posyandu__wilayah__induk__induk__induk")
    row: Percontohan = rows.ambil(request.user, Cap.BINA, seen_with=Cap.LIHAT, pk=pk)
    return row


@access(Cap.BINA)
@require_POST
def akhiri(request: Permintaan, pk: int) -> HttpResponse:
    row, form = _milik(request, pk), AkhirPercontohanForm(request.POST)
    if form.is_valid():
        try:
            actions.akhiri_percontohan(pk, form.cleaned_data["sampai"], form.cleaned_data["alasan"], actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom, str(galat))
        else:
            messages.success(request, "Percontohan diakhiri. Tonggaknya tetap tercatat.")
            return redirect("registry:percontohan-unit", row.posyandu.kode)
    return _unit(request, row.posyandu, akhir=form)


@access(Cap.BINA)
@require_POST
def tonggak(request: Permintaan, pk: int) -> HttpResponse:
    row, form = _milik(request, pk), TonggakForm(request.POST)
    if form.is_valid():
        try:
            actions.tambah_tonggak(pk, form.cleaned_data, actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom, str(galat))
        else:
            messages.success(request, "Tonggak ditambah.")
            return redirect("registry:percontohan-unit", row.posyandu.kode)
    return _unit(request, row.posyandu, tonggak=form)


class _LaporForm(forms.Form):
    dicapai = forms.DateField(error_messages={"required": "Isi tanggalnya.", "invalid": "Tanggal ini tidak dikenal."})
    bukti = forms.CharField(required=False, max_length=300)


@access(Cap.KELOLA_POSYANDU)
@require_POST
def lapor(request: Permintaan, pk: int) -> HttpResponse:
    """The unit reports a milestone as reached."""
    t = Tonggak.objects.ambil(request.user, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)
    form = _LaporForm(request.POST)
    try:
        if not form.is_valid():
            raise Ditolak("dicapai", " ".join(str(e) for salah in form.errors.values() for e in salah))
        actions.lapor_tonggak(pk, form.cleaned_data["dicapai"], form.cleaned_data["bukti"], actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Dilaporkan. Tim Pembina memastikannya.")
    return redirect("registry:percontohan-unit", t.percontohan.posyandu.kode)


@access(Cap.BINA)
@require_POST
def putus(request: Permintaan, pk: int) -> HttpResponse:
    """The Tim Pembina confirms a report or sends it back."""
    t = Tonggak.objects.ambil(request.user, Cap.BINA, seen_with=Cap.LIHAT, pk=pk)
    setuju = request.POST.get("putusan") == "pastikan"
    try:
        actions.putuskan_tonggak(pk, setuju, request.POST.get("catatan", ""), actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Dipastikan tercapai." if setuju else "Dikembalikan dengan alasannya.")
    return redirect("registry:percontohan-unit", t.percontohan.posyandu.kode)
