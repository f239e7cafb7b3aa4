"""Accounts for the people of the roster: choose, check the names, print the slips."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.area import area_diminta, remah
from accounts.kelola import peran_boleh
from accounts.permintaan import Permintaan
from accounts.roles import SEBUTAN, Cap, Peran
from accounts.views.slip import Slip, halaman_slip
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from registry.actions.akun import TERBANYAK, Calon, buat_akun_massal, calon_akun
from registry.nama_akun import usulkan
from registry.views.posyandu import ambil


def _pilihan(request: Permintaan) -> dict[int, str]:
    """{person: user name} of the ticked rows."""
    tanda = [x for x in request.POST.getlist("pilih") if x.isascii() and x.isdigit() and len(x) < 19]
    return {int(x): request.POST.get(f"nama_{x}", "")[:80] for x in tanda[: TERBANYAK + 1]}


def _baris(request: Permintaan, calon: list[Calon], galat: Ditolak | None) -> list[dict[str, Any]]:
    """Rows of the table; after a refusal with everything that was typed."""
    usul = usulkan((c.orang.pk, c.orang.nama, c.unit.nama) for c in calon)
    kirim = request.method == "POST"
    tanda = set(request.POST.getlist("pilih"))
    hasil = []
    for c in calon:
        kunci = f"nama_{c.orang.pk}"
        hasil.append(
            {
                "pk": c.orang.pk,
                "orang": c.orang,
                "peran": ", ".join(SEBUTAN[p].lower() for p in dict.fromkeys(p for p, _ in c.tugas)),
                "unit": c.unit,
                "nama": request.POST.get(kunci, "") if kirim else usul[c.orang.pk],
                "pilih": str(c.orang.pk) in tanda if kirim else True,
                "galat": str(galat) if galat and galat.kolom == kunci else "",
            }
        )
    return hasil


def _slip(request: Permintaan, kode: str) -> HttpResponse:
    jadi = buat_akun_massal(_pilihan(request), actor=request.user)
    slip = [Slip(u.nama, u.username, sandi, f"{c.unit.sebutan}, {c.unit.wilayah.nama}") for c, u, sandi in jadi]
    return halaman_slip(request, slip, f"{reverse('registry:akun-kader')}?wilayah={kode}")


@access(Cap.KELOLA_AKUN)
@require_http_methods(["GET", "POST"])
def akun_kader(request: Permintaan) -> HttpResponse:
    """Kader and pengurus of an area without an account, with a user name each; the answer is the sheet of slips."""
    if Peran.KADER not in peran_boleh(request.user):
        raise PermissionDenied
    scope = request.user.scope_for(Cap.KELOLA_AKUN)
    area = area_diminta(scope, request.GET.get("wilayah", "")[:19], dengan_anak=True)
    if area.satu_unit:
        ambil(request.user, area.kode, Cap.KELOLA_AKUN)
    galat = None
    if request.method == "POST":
        try:
            return _slip(request, area.kode)
        except Ditolak as ditolak:
            galat = ditolak
    calon = calon_akun(request.user, Cap.KELOLA_AKUN, kode=area.kode)
    konteks = {
        "area": area,
        "remah": remah(scope, area.atas, "registry:akun-kader", tanya="wilayah"),
        "baris": _baris(request, calon, galat),
        "galat": str(galat) if galat else "",
        "penuh": len(calon) == TERBANYAK,
        "terbanyak": TERBANYAK,
    }
    return render(request, "registry/akun_kader.html", konteks, status=422 if galat else 200)
