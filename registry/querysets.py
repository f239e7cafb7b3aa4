"""Questions to units and terms."""

from datetime import date
from typing import Any, Self

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import Http404

from accounts.scope import ScopedQuerySet
from posyandu_app.lib import kode as kode_lib


class PosyanduQuerySet(ScopedQuerySet):
    def aktif(self) -> Self:
        return self.filter(status="aktif")

    def di_wilayah(self, kode: str) -> Self:
        """Units at or below an area. Raises ValueError for a malformed code."""
        if kode == kode_lib.NASIONAL:
            return self
        dari, sampai = kode_lib.rentang(kode)
        return self.filter(kode__gte=dari, kode__lt=sampai)

    def terdaftar(self) -> Self:
        """Holds the ministry's number."""
        return self.filter(nomor_registrasi__isnull=False)


class MasaQuerySet(ScopedQuerySet):
    def di_wilayah(self, kode: str) -> Self:
        """Terms in units at or below an area. Raises ValueError for a malformed code."""
        if kode == kode_lib.NASIONAL:
            return self
        dari, sampai = kode_lib.rentang(kode)
        return self.filter(posyandu__kode__gte=dari, posyandu__kode__lt=sampai)

    def berlaku(self, pada: date) -> Self:
        """Terms that hold on the day: [mulai, sampai)."""
        return self.filter(Q(sampai=None) | Q(sampai__gt=pada), mulai__lte=pada)


class SasaranQuerySet(ScopedQuerySet):
    def terakhir(self, pada: date) -> Self:
        """Of each unit and group the newest figure as of the day; one that is of a later day does not count yet."""
        urutan = Window(RowNumber(), ["posyandu", "kelompok"], [F("per_tanggal").desc(), F("id").desc()])
        return self.filter(per_tanggal__lte=pada).annotate(urutan=urutan).filter(urutan=1)


class OrangQuerySet(QuerySet):
    """People have no area of their own: they are reached through their terms, running or past, in units."""

    def for_user(self, user: Any, duty: str) -> Self:
        """People with a term in a unit of the duty's area."""
        syarat = Q(pk__in=[])
        for nama in ("kader_list", "pengurus_list"):
            masa: Any = self.model._meta.get_field(nama).related_model  # noqa: SLF001
            rows = masa._default_manager.for_user(user, duty)  # noqa: SLF001
            syarat |= Q(pk__in=rows.order_by().values("orang"))
        return self.filter(syarat)

    def ambil(self, user: Any, duty: str, *, seen_with: str, **cari: Any) -> Any:
        """One person: 404 out of the area, 403 where they are visible but the duty is missing."""
        row = self.for_user(user, duty).filter(**cari).first()
        if row is not None:
            return row
        if duty != seen_with and self.for_user(user, seen_with).filter(**cari).exists():
            raise PermissionDenied
        raise Http404


class TandaQuerySet(QuerySet):
    """Skill marks belong to people; ask for people in scope first."""

    def berlaku(self, pada: date) -> Self:
        """Marks that hold on the day: given, not run out, not taken back by then."""
        masih = Q(sampai=None) | Q(sampai__gt=pada)
        return self.filter(masih, Q(dicabut=None) | Q(dicabut__gt=pada), tanggal__lte=pada)


class KeadaanQuerySet(ScopedQuerySet):
    def pada(self, hari: date) -> Self:
        """The period that holds on the day: [mulai, sampai), the first one without a start."""
        return self.filter(Q(mulai=None) | Q(mulai__lte=hari), Q(sampai=None) | Q(sampai__gt=hari))
