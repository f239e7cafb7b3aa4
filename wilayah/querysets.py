"""Questions to the tree of areas."""

import re
from typing import Any, Self

from django.db import models
from django.db.models.functions import Length

from posyandu_app.lib import kode as kode_lib

POLA_KATA = re.compile(r"[^\W_]+", re.UNICODE)


def kata_cari(teks: str) -> list[str]:
    """Folded words of a name or a query, longest first (the rarest narrows most)."""
    return sorted({k[:40] for k in POLA_KATA.findall(teks.lower())}, key=lambda k: (-len(k), k))


class WilayahQuerySet(models.QuerySet):
    def berlaku(self) -> Self:
        return self.filter(berlaku_sampai=None)

    def di_bawah(self, kode: str) -> Self:
        """The area itself and all below. Raises ValueError for a malformed code."""
        if kode == kode_lib.NASIONAL:
            return self
        dari, sampai = kode_lib.rentang(kode)
        return self.filter(kode__gte=dari, kode__lt=sampai)

    def anak_dari(self, kode: str) -> Self:
        """The areas right below, in code order."""
        rows = self.filter(induk=None) if kode == kode_lib.NASIONAL else self.filter(induk=kode)
        return rows.berlaku().order_by("kode")

    def desa_kelurahan(self) -> Self:
        return self.filter(jenis__in=("desa", "kelurahan", "desa_adat"))

    def cari(self, teks: str) -> Self:
        """By code or by the beginnings of words of the name. No words: no rows. Higher levels come first."""
        teks = teks.strip()[:80]
        if kode_lib.POLA_WILAYAH.fullmatch(teks):
            return self.di_bawah(teks).order_by("kode")
        kata = kata_cari(teks)
        if not kata or "\x00" in teks:
            return self.none()
        kelas: Any = self.model._meta.get_field("kata_list").related_model  # noqa: SLF001
        rows = self.filter(**{f"kata_list__{k}": v for k, v in _cocok(kata[0]).items()})
        for lain in kata[1:]:
            # A list, not EXISTS: SQLite would walk the word's range once for every row (150 ms instead of 3).
            rows = rows.filter(pk__in=kelas.objects.filter(**_cocok(lain)).values("wilayah"))
        # One name may hold two words with the same beginning; DISTINCT is over the few rows that matched.
        return rows.annotate(panjang=Length("kode")).order_by("panjang", "nama", "kode").distinct()


def _cocok(kata: str) -> dict[str, str]:
    """Beginning of a word; one or two letters match a whole word only, for a tenth of all names begins with "ba"."""
    if len(kata) < 3:
        return {"kata": kata}
    return {"kata__gte": kata, "kata__lt": kata[:-1] + chr(ord(kata[-1]) + 1)}
