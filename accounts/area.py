"""Which area a person looks at first, and the path above an area as they may walk it."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
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


@dataclass(frozen=True)
class Area:
    """An area a page is about, with the areas above it (province first; its own row last, but for a unit)."""

    kode: str
    jalur: list[Wilayah]
    anak: list[Wilayah] = field(default_factory=list)

    @property
    def nama(self) -> str:
        return self.jalur[-1].sebutan if self.jalur else INDONESIA

    @property
    def atas(self) -> list[Wilayah]:
        """The areas above: for a unit all of the path, else all but the last."""
        return self.jalur if self.satu_unit else self.jalur[:-1]

    @property
    def satu_unit(self) -> bool:
        return kode_lib.tingkat(self.kode) == "posyandu"


def area_diminta(scope: Scope, diminta: str, *, dengan_anak: bool = False) -> Area:
    """The area asked for, or the widest one, in one query; `dengan_anak` also reads the areas right below it.

    Raises Http404 for a malformed code, one outside the duty, or one that nobody holds (of a unit only its village is
    looked up here).
    """
    kode = diminta or area_utama(scope)
    if kode == kode_lib.NASIONAL and scope.memuat(kode):
        return Area(kode, [], list(Wilayah.objects.anak_dari(kode)) if dengan_anak else [])
    if not kode_lib.sah(kode) or not scope.memuat(kode):
        raise Http404
    jalur = kode_lib.leluhur(kode[:13])
    pilih = Q(kode__in=jalur) | Q(induk=kode, berlaku_sampai=None) if dengan_anak else Q(kode__in=jalur)
    rows = list(Wilayah.objects.filter(pilih).order_by("kode"))
    ada = [w for w in rows if w.kode in jalur]
    if not ada or ada[-1].kode != kode[:13]:
        raise Http404
    return Area(kode, ada, [w for w in rows if w.kode not in jalur])


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
