"""Questions to documents."""

from typing import Self

from accounts.scope import ScopedQuerySet
from posyandu_app.lib import kode as kode_lib


class DokumenQuerySet(ScopedQuerySet):
    def untuk_unit(self, kode: str) -> Self:
        """Documents whose government reaches the unit: its village, kabupaten/kota, province."""
        return self.filter(wilayah__in=kode_lib.leluhur(kode)[:-1])
