"""What a region sets for itself: every setting with the value in force and where it comes from; days off."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from lokal import get_holidays

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.periode import kata_tanggal
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.aturan import DAFTAR, MENURUT_NAMA, Aturan
from registry.forms import AturanForm, LiburForm
from registry.models import AturanDaerah, HariLibur
from registry.views.templat import area_atur, remah_atur

TAHUN = range(2020, 2100)


def kata_nilai(aturan: Aturan, nilai: Any) -> str:
    """A value as people read it."""
    if aturan.jenis == "ya":
        return "Ya" if nilai else "Tidak"
    if aturan.jenis == "pilihan":
        return dict(aturan.opsi).get(nilai, str(nilai))
    if nilai == "":
        return "(kosong)"
    return f"{nilai} {aturan.satuan}".strip()


def _lapis(request: Permintaan, kode: str) -> dict[str, AturanDaerah]:
    """{name: the nearest row that sets it, at or above the area}."""
    rows = AturanDaerah.objects.untuk_bawahan(request.user, Cap.LIHAT).filter(wilayah__in=kode_lib.leluhur(kode[:13]))
    urut = sorted(rows.select_related("wilayah"), key=lambda r: r.wilayah_id)
    return {r.nama: r for r in urut if r.nilai is not None}


@access(Cap.LIHAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """All settings of the area."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    lapis = {} if area.kode == kode_lib.NASIONAL else _lapis(request, area.kode)
    bagian: dict[str, list[Any]] = {}
    for a in DAFTAR:
        row = lapis.get(a.nama)
        nilai = kata_nilai(a, row.nilai if row else a.bawaan)
        bagian.setdefault(a.bagian, []).append((a, nilai, row, row is not None and row.wilayah_id == area.kode))
    konteks = {
        "bagian": list(bagian.items()),
        "area": area.jalur[-1] if area.jalur else None,
        "kode": area.kode,
        "pilihan_wilayah": area.anak,
        "boleh": bool(area.jalur) and not area.satu_unit and request.user.scope_for(Cap.ATUR).memuat(area.kode),
        "remah": remah(scope, area.atas, "registry:aturan", tanya="wilayah"),
    }
    return render(request, "registry/aturan/daftar.html", konteks)


def _awal(aturan: Aturan, nilai: Any) -> Any:
    return ("ya" if nilai else "tidak") if aturan.jenis == "ya" else nilai


@access(Cap.ATUR)
@require_http_methods(["GET", "POST"])
def ubah(request: Permintaan, nama: str) -> HttpResponse:
    """Set one of them for the area, or go back to what is inherited; with reason and history."""
    area = area_atur(request)
    aturan = MENURUT_NAMA.get(nama)
    if aturan is None:
        raise Http404
    sendiri = AturanDaerah.objects.for_user(request.user, Cap.ATUR).filter(wilayah=area.kode, nama=nama).first()
    berlaku = _lapis(request, area.kode).get(nama)
    nilai = berlaku.nilai if berlaku else aturan.bawaan
    awal = {"nilai": _awal(aturan, nilai), "versi": sendiri.versi if sendiri else 0}
    form = AturanForm(aturan, request.POST or None, initial=awal)
    kembali = request.POST.get("aksi") == "kembali"
    if kembali:
        form.fields["nilai"].required = False
    konteks: dict[str, Any] = {"aturan": aturan, "area": area.jalur[-1], "berlaku": berlaku}
    status = 200
    if request.method == "POST" and form.is_valid():
        baru = None if kembali else form.cleaned_data["nilai"]
        ketik = {"dasar": form.cleaned_data["dasar"], "versi": form.cleaned_data["versi"]}
        try:
            actions.tetapkan_aturan(area.jalur[-1], nama, baru, actor=request.user, **ketik)
        except Ditolak as galat:
            form.add_error(galat.kolom or None, str(galat))
        except Bentrok as bentrok:
            konteks["bentrok"], status = bentrok.sekarang or True, 409
        else:
            messages.success(request, f"{aturan.label}: tersimpan.")
            return redirect(f"{reverse('registry:aturan')}?wilayah={area.kode}")
    konteks |= {
        "form": form,
        "kata": kata_nilai(aturan, nilai),
        "kata_bawaan": kata_nilai(aturan, aturan.bawaan),
        "sendiri": sendiri is not None and sendiri.nilai is not None,
        "riwayat": Catatan.objects.untuk(sendiri)[:20] if sendiri else [],
        "remah": remah_atur(request, area, "registry:aturan"),
    }
    return render(request, "registry/aturan/ubah.html", konteks, status=422 if form.errors else status)


def _tahun(request: Permintaan, kode: str) -> int:
    tahun = request.GET.get("tahun", "")
    ada = tahun.isascii() and tahun.isdecimal() and len(tahun) == 4 and int(tahun) in TAHUN
    return int(tahun) if ada else hari_ini(kode).year


def _nasional(tahun: int) -> list[tuple[str, str]]:
    """[(day, name)] as the package has them; empty for a year it does not know."""
    try:
        return [(kata_tanggal(date.fromisoformat(h.date)), h.name) for h in get_holidays(tahun).holidays]
    except (ValueError, KeyError, AttributeError):
        return []


def _tulis_libur(request: Permintaan, area: Any, form: LiburForm) -> bool:
    """Add or take away a day off. False when the form has to be shown again."""
    if not area.jalur or area.satu_unit or not request.user.scope_for(Cap.ATUR).memuat(area.kode):
        raise PermissionDenied
    if request.POST.get("hapus", "").isdecimal():
        actions.hapus_libur(int(request.POST["hapus"][:15]), actor=request.user)
        return True
    if not form.is_valid():
        return False
    try:
        actions.tambah_libur(area.jalur[-1], actor=request.user, **form.cleaned_data)
    except Ditolak as galat:
        form.add_error(galat.kolom, str(galat))
        return False
    return True


@access(Cap.LIHAT)
@require_http_methods(["GET", "HEAD", "POST"])
def libur(request: Permintaan) -> HttpResponse:
    """Days off of a year: national ones, and those the area or one above it has set."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    tahun = _tahun(request, area.kode)
    form = LiburForm(request.POST if "tanggal" in request.POST else None)
    if request.method == "POST" and _tulis_libur(request, area, form):
        messages.success(request, "Hari libur diperbarui.")
        return redirect(f"{request.path}?wilayah={area.kode}&tahun={tahun}")
    atas = [] if area.kode == kode_lib.NASIONAL else kode_lib.leluhur(area.kode[:13])
    rows = HariLibur.objects.untuk_bawahan(request.user, Cap.LIHAT).filter(wilayah__in=atas, tanggal__year=tahun)
    konteks = {
        "form": form,
        "tahun": tahun,
        "nasional": _nasional(tahun),
        "daerah": list(rows.select_related("wilayah")),
        "area": area.jalur[-1] if area.jalur else None,
        "kode": area.kode,
        "boleh": bool(area.jalur) and not area.satu_unit and request.user.scope_for(Cap.ATUR).memuat(area.kode),
        "remah": remah(scope, area.atas, "registry:libur", tanya="wilayah"),
    }
    return render(request, "registry/aturan/libur.html", konteks, status=422 if form.errors else 200)
