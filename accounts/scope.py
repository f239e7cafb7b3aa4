"""The one place that turns a person into the rows they may touch.

A grant is one assignment: an area and, for an OPD, the field it looks after. The two are never matched apart:
"kader in A" plus "dinas in B" is not "dinas in A". No grant means no rows.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import structlog
from django import forms
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.kunci import in_scope, require_in_scope

__all__ = ["Grant", "Scope", "ScopedModel", "ScopedQuerySet", "in_scope", "require_in_scope", "restrict_choices"]

log = structlog.get_logger(__name__)
LINTAS_BIDANG = object()  # a model's declared word that bidang does not narrow it


@dataclass(frozen=True)
class Grant:
    """One area (a whole code, a posyandu code, or `ID`) and, where it binds, one field."""

    area: str
    bidang: str = ""

    def __post_init__(self) -> None:
        if self.area != kode_lib.NASIONAL:
            kode_lib.rentang(self.area)  # refuses an empty or half code


@dataclass(frozen=True)
class Scope:
    """What one duty reaches. Metrics take a Scope, never a user."""

    grants: tuple[Grant, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.grants)

    def q(self, model: "type[ScopedModel]") -> Q:
        if model.SCOPE_LEWAT:
            return self._lewat(model)
        rows = Q(pk__in=[])
        for grant in self.grants:
            rows |= self._area(model, grant) & self._bidang(model, grant)
        return rows

    def q_bawahan(self, model: "type[ScopedModel]") -> Q:
        """Also what is set above the person's area and readable from below (`TAMPAK_KE_BAWAH`)."""
        atas = {a for g in self.grants if g.area != kode_lib.NASIONAL for a in kode_lib.leluhur(g.area)[:-1]}
        if model.TAMPAK_KE_BAWAH is None or not atas:
            return self.q(model)
        dari_atas = Q(pk__in=[])
        for jalur in _jalur(model):
            dari_atas |= Q(**{f"{jalur}__in": sorted(atas)})
        return self.q(model) | (dari_atas & model.TAMPAK_KE_BAWAH)

    def memuat(self, kode: str) -> bool:
        """Does the duty reach the whole of this area, whatever the field?"""
        return any(kode_lib.di_bawah(kode, g.area) for g in self.grants)

    def bidang_di(self, kode: str) -> frozenset[str] | None:
        """Fields the duty reaches in the area; None where no grant narrows it."""
        kena = [g for g in self.grants if kode_lib.di_bawah(kode, g.area)]
        return None if any(not g.bidang for g in kena) else frozenset(g.bidang for g in kena)

    def mencapai(self, kode: str, bidang: str = "") -> bool:
        """Does the duty reach the whole of this area, and there the field where one is named?"""
        ada = self.bidang_di(kode) if bidang else None
        return self.memuat(kode) and (ada is None or bidang in ada)

    @classmethod
    def publik(cls) -> "Scope":
        """What a page without sign-in may sum over: the nation, figures only."""
        return cls((Grant(kode_lib.NASIONAL),))

    @classmethod
    def sistem(cls, alasan: str) -> "Scope":
        """The whole nation for a command or the worker; logged with its reason, refused in views by a guard."""
        log.info("scope_sistem", alasan=alasan)
        return cls((Grant(kode_lib.NASIONAL),))

    def _lewat(self, model: "type[ScopedModel]") -> Q:
        """Rows with a running row (`SCOPE_LEWAT`) in the scope. No grant, no row."""
        hubungan: Any = model._meta.get_field(str(model.SCOPE_LEWAT))  # noqa: SLF001
        rows = hubungan.related_model._default_manager.filter(self.q(hubungan.related_model))  # noqa: SLF001
        return Q(Exists(rows.berjalan().filter(**{hubungan.field.name: OuterRef("pk")})))

    @staticmethod
    def _area(model: "type[ScopedModel]", grant: Grant) -> Q:
        if grant.area == kode_lib.NASIONAL:
            return Q(pk__isnull=False)  # never a bare Q(): joined by | it vanishes
        start, stop = kode_lib.rentang(grant.area)
        rows = Q(pk__in=[])
        for jalur in _jalur(model):
            rows |= Q(**{f"{jalur}__gte": start, f"{jalur}__lt": stop})
        return rows

    @staticmethod
    def _bidang(model: "type[ScopedModel]", grant: Grant) -> Q:
        if not grant.bidang or model.BIDANG_PATH is LINTAS_BIDANG:
            return Q()
        if model.BIDANG_PATH is None:  # nobody decided: a grant narrowed to a field sees nothing
            return Q(pk__in=[])
        return Q(**{str(model.BIDANG_PATH): grant.bidang})


def _jalur(model: "type[ScopedModel]") -> list[str]:
    jalur = [model.SCOPE_PATH, *([model.SCOPE_PATH_LAIN] if model.SCOPE_PATH_LAIN else [])]
    return [f"{j}__kode" if j else "kode" for j in jalur]


class ScopedQuerySet(models.QuerySet):
    """Every screen's query starts here."""

    def for_user(self, user: Any, duty: str) -> Self:
        return self.filter(user.scope_for(duty).q(self.model))

    def for_scope(self, scope: Scope) -> Self:
        """For metrics, which take a Scope."""
        return self.filter(scope.q(self.model))  # type: ignore[arg-type]

    def untuk_bawahan(self, user: Any, duty: str) -> Self:
        """Rows of the area, and those set above it that are meant to be read from below."""
        return self.filter(user.scope_for(duty).q_bawahan(self.model))

    def ambil(self, user: Any, duty: str, *, seen_with: str, **cari: Any) -> Any:
        """One row: 404 out of the area, 403 where it is visible (`seen_with`) but the duty is missing."""
        row = self.for_user(user, duty).filter(**cari).first()
        if row is not None:
            return row
        if duty != seen_with and self.for_user(user, seen_with).filter(**cari).exists():
            raise PermissionDenied
        raise Http404


class ScopedModel(models.Model):
    """A row that belongs to an area. `SCOPE_PATH` leads to the relation that has `kode` ("" = the row itself)."""

    SCOPE_PATH: ClassVar[str]
    # A second relation with `kode`, for rows that hang on a unit or on an area (one of the two is empty).
    SCOPE_PATH_LAIN: ClassVar[str | None] = None
    # Reached through rows that lead to it and still run (`berjalan`), not by a path of its own: the relation's name.
    SCOPE_LEWAT: ClassVar[str | None] = None
    BIDANG_PATH: ClassVar[object] = None  # field path, or LINTAS_BIDANG; None = undeclared
    TAMPAK_KE_BAWAH: ClassVar[Q | None] = None

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


def require_area(kode: str, user: Any, duty: str, *, seen_with: str, bidang: str = "") -> None:
    """The second lock for a row whose area (and field) is known and locked: asks the assignments, not the database."""
    if user.scope_for(duty).mencapai(kode, bidang):
        return
    if user.scope_for(seen_with).mencapai(kode, bidang):
        raise PermissionDenied
    raise Http404


def restrict_choices(form: forms.BaseForm, user: Any, duty: str) -> None:
    """Third lock: a form offers only rows its user may see; an unscoped select is a programming error."""
    for name, field in form.fields.items():
        rows = getattr(field, "queryset", None)
        if rows is None:
            continue
        if isinstance(rows, ScopedQuerySet):
            field.queryset = rows.for_user(user, duty)  # type: ignore[attr-defined]
        elif not getattr(rows.model, "ACUAN_UMUM", False):
            raise ImproperlyConfigured(f"{name}: select over {rows.model.__name__}, which has no scope")
