"""Questions to units and terms."""

from datetime import date
from typing import Self

from django.db.models import Q

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
    def berlaku(self, pada: date) -> Self:
        """Terms that hold on the day: [mulai, sampai)."""
        return self.filter(Q(sampai=None) | Q(sampai__gt=pada), mulai__lte=pada)


class KeadaanQuerySet(ScopedQuerySet):
    def pada(self, hari: date) -> Self:
        """The period that holds on the day: [mulai, sampai), the first one without a start."""
        return self.filter(Q(mulai=None) | Q(mulai__lte=hari), Q(sampai=None) | Q(sampai__gt=hari))
