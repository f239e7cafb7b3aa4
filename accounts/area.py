"""Which area a person looks at first, and the path above an area as they may walk it."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from accounts.scope import Scope
from posyandu_app.lib import kode as kode_lib
from wilayah.models import Wilayah

INDONESIA = "Indonesia"


def area_utama(scope: Scope) -> str:
    """The widest area of a duty (the first of equals); empty where there is none."""
    area = sorted((g.area for g in scope.grants), key=lambda a: (a != kode_lib.NASIONAL, len(a), a))
    return area[0] if area else ""


def area_diminta(scope: Scope, diminta: str) -> str:
    """The area asked for, or the widest one. Raises Http404 for a malformed code or one outside the duty."""
    if not diminta:
        return area_utama(scope)
    if diminta != kode_lib.NASIONAL and not kode_lib.sah(diminta):
        raise Http404
    if not scope.memuat(diminta):
        raise Http404
    return diminta


def jalur(kode: str) -> list[Wilayah]:
    """The area with all above it, province first; empty for the nation."""
    if kode == kode_lib.NASIONAL:
        return []
    return list(Wilayah.objects.filter(kode__in=kode_lib.leluhur(kode[:13])).order_by("kode"))


def remah(scope: Scope, rows: list[Wilayah], alamat: str, *, tanya: str = "") -> list[tuple[str, str]]:
    """[(name, address)] of the path; an area outside the duty is named without a link.

    `alamat` is a URL name with the code as its argument, or with `tanya` as the name of the query parameter.
    """

    def tautan(kode: str) -> str:
        if not scope.memuat(kode):
            return ""
        return f"{reverse(alamat)}?{tanya}={kode}" if tanya else reverse(alamat, args=[kode])

    atas: list[Any] = [(INDONESIA, tautan(kode_lib.NASIONAL))] if scope.memuat(kode_lib.NASIONAL) else []
    return atas + [(w.nama, tautan(w.kode)) for w in rows]
