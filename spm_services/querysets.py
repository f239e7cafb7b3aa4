"""Questions to service records."""

from datetime import date
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from accounts.roles import Cap
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

    def belum_usai(self, hari: date) -> Self:
        """Memberships that had not ended by the day, the earliest first; when they began is not asked, for paper of
        last month is typed for people entered today. Mistakes and rows merged away are left out."""
        rows = self.filter(Q(sampai=None) | Q(sampai__gt=hari)).exclude(sebab_akhir__in=("gabung", "keliru"))
        return rows.order_by("mulai", "pk")

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


class BulanUnitQuerySet(ScopedQuerySet):
    def ditutup(self, posyandu: int, *hari: date) -> Bulan | None:
        """The first closed month of a unit among those of the days, if any. Ask it under the unit's lock."""
        bulan = sorted({Bulan.dari(h).angka for h in hari})
        angka = self.filter(posyandu=posyandu, bulan__in=bulan, status="ditutup").order_by("bulan")
        ada = angka.values_list("bulan", flat=True).first()
        return Bulan.dari(ada) if ada else None


class TertutupQuerySet(QuerySet):
    """The sealed channel answers one duty. No `for_scope`, no `untuk_bawahan`: nothing sums it, nothing inherits it."""

    def for_user(self, user: Any, duty: str) -> Self:
        """Rows of the kabupaten in the duty's area, for KANAL_TERTUTUP; for every other duty none, whoever asks."""
        if duty != Cap.KANAL_TERTUTUP:
            return self.none()
        syarat, jalur = Q(pk__in=[]), f"{self.model.JALUR_WILAYAH}__kode"  # type: ignore[attr-defined]
        for grant in user.scope_for(duty).grants:
            if grant.area != kode_lib.NASIONAL:
                dari, sampai = kode_lib.rentang(grant.area)
                syarat |= Q(**{f"{jalur}__gte": dari, f"{jalur}__lt": sampai})
        return self.filter(syarat)

    def ambil(self, user: Any, duty: str, **cari: Any) -> Any:
        """One row, or 404: whoever may not read it is not told that it is there."""
        row = self.for_user(user, duty).filter(**cari).first()
        if row is None:
            raise Http404
        return row


def tanpa_rekaman(units: PosyanduQuerySet, bulan: Bulan) -> PosyanduQuerySet:
    """Of the units, those without a single record in the month: the rows behind "belum mencatat"."""
    rekaman = units.model._meta.get_field("rekaman_list").related_model.objects  # noqa: SLF001
    ada = rekaman.filter(posyandu=OuterRef("pk"), tanggal__gte=bulan.mulai, tanggal__lt=bulan.sampai, status="berlaku")
    return units.filter(~Exists(ada))
