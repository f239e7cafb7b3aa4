"""Questions to service records."""

from datetime import date
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q

from accounts.scope import ScopedQuerySet
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.periode import Bulan
from registry.querysets import PosyanduQuerySet


class UnitQuerySet(ScopedQuerySet):
    """Rows that hang on a unit (`posyandu`)."""

    def di_wilayah(self, kode: str) -> Self:
        """Of units at or below an area. Raises ValueError for a malformed code."""
        if kode == kode_lib.NASIONAL:
            return self
        dari, sampai = kode_lib.rentang(kode)
        return self.filter(posyandu__kode__gte=dari, posyandu__kode__lt=sampai)


class KeanggotaanQuerySet(UnitQuerySet):
    def berjalan(self) -> Self:
        """Memberships that have not ended."""
        return self.filter(sampai=None)

    def pada(self, hari: date) -> Self:
        """Memberships that hold on the day: [mulai, sampai)."""
        return self.filter(Q(sampai=None) | Q(sampai__gt=hari), mulai__lte=hari)

    def bekas(self) -> Self:
        """The last membership of people a unit no longer has: moved away, died, guests who left; mistakes left out."""
        model: Any = self.model
        lagi = model.objects.filter(warga=OuterRef("warga"), posyandu=OuterRef("posyandu"))
        lebih_akhir = Q(sampai__gt=OuterRef("sampai")) | Q(sampai=OuterRef("sampai"), pk__gt=OuterRef("pk"))
        kemudian = lagi.filter(Q(sampai=None) | lebih_akhir)
        return self.filter(~Exists(kemudian), sampai__isnull=False).exclude(sebab_akhir__in=("gabung", "keliru"))


class KeadaanQuerySet(UnitQuerySet):
    """States of people."""

    def pada(self, hari: date) -> Self:
        """States that hold on the day: [mulai, sampai)."""
        return self.filter(Q(sampai=None) | Q(sampai__gt=hari), mulai__lte=hari)

    def terlihat(self, user: Any) -> Self:
        """Without closed kinds, but for nakes of the area (`LIHAT_TERTUTUP`) and whoever recorded them."""
        model: Any = self.model
        boleh = user.scope_for("lihat_tertutup").q(model)
        return self.filter(~Q(jenis__in=model.TERTUTUP) | Q(oleh=user) | boleh)


class RekamanQuerySet(ScopedQuerySet):
    def berlaku(self) -> Self:
        """Not cancelled: what every figure counts."""
        return self.filter(status="berlaku")

    def di_wilayah(self, kode: str) -> Self:
        if kode == kode_lib.NASIONAL:
            return self
        dari, sampai = kode_lib.rentang(kode)
        return self.filter(posyandu__kode__gte=dari, posyandu__kode__lt=sampai)

    def selama(self, dari: Bulan, sampai: Bulan) -> Self:
        """From the first day of `dari` through the last of `sampai`."""
        return self.filter(tanggal__gte=dari.mulai, tanggal__lt=sampai.sampai)


def tanpa_rekaman(units: PosyanduQuerySet, bulan: Bulan) -> PosyanduQuerySet:
    """Of the units, those without a single record in the month: the rows behind "belum mencatat"."""
    rekaman = units.model._meta.get_field("rekaman_list").related_model.objects  # noqa: SLF001
    ada = rekaman.filter(posyandu=OuterRef("pk"), tanggal__gte=bulan.mulai, tanggal__lt=bulan.sampai, status="berlaku")
    return units.filter(~Exists(ada))
