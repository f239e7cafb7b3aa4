"""Which price holds where: the nearest area's newest row of the asked year or before; tariffs of all governments.

Rows come from the region (`StandarHarga`) and, for the incentive of kader, from the registry's tariffs, which are the
only place where those stand. Purses other than governments' (a zakat fund) are no part of a need.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import F, Q

from planning.butuh import Harga, HargaSatuan
from planning.komponen import MENURUT_HARGA
from planning.models import StandarHarga
from posyandu_app.lib import kode as kode_lib
from registry.models import JenisPembayar, TarifInsentif


def di_jalur(kode: str, jalur: str = "wilayah") -> Q:
    """Rows of the area, of those above it and of those below it; `jalur` leads to their Wilayah."""
    if kode == kode_lib.NASIONAL:
        return Q(pk__isnull=False)
    dari, sampai = kode_lib.rentang(kode[:13])
    atas = kode_lib.leluhur(kode)[:4]
    return Q(**{f"{jalur}__in": atas}) | Q(**{f"{jalur}__gte": dari, f"{jalur}__lt": sampai})


@dataclass(frozen=True)
class DaftarHarga:
    """All prices that may hold somewhere in an area for a year, read once."""

    harga: tuple[Any, ...]  # StandarHarga, the best first: newest year, newest row
    tarif: tuple[Any, ...]  # TarifInsentif of governments, likewise

    @classmethod
    def baca(cls, kode: str, tahun: int) -> "DaftarHarga":
        """Two queries, whatever the number of areas."""
        harga = StandarHarga.objects.filter(di_jalur(kode), tahun__lte=tahun).order_by("-tahun", "-id")
        tarif = (
            TarifInsentif.objects.filter(di_jalur(kode, "pembayar__wilayah"), mulai__lt=date(tahun + 1, 1, 1))
            .exclude(sampai=F("mulai"))
            .exclude(pembayar__jenis=JenisPembayar.LAINNYA)
            .select_related("pembayar__wilayah")
            .order_by("-mulai", "-id")
        )
        return cls(tuple(harga), tuple(tarif))

    def untuk(self, kode: str) -> Harga:
        """As they hold in the area (a unit takes its village's)."""
        jalur = kode_lib.leluhur(kode[:13]) if kode != kode_lib.NASIONAL else []
        isi = {k: v for k in MENURUT_HARGA if (v := tuple(self._standar(k, jalur)))}
        return Harga(isi | {"insentif_kader": tuple(self._insentif(jalur))})

    def untuk_banyak(self, desa: Iterable[str]) -> dict[str, Harga]:
        """{village: prices there}"""
        return {d: self.untuk(d) for d in set(desa)}

    @cached_property
    def _menurut(self) -> dict[tuple[str, str], list[StandarHarga]]:
        """{(part, area): its rows, the best first}"""
        hasil: dict[tuple[str, str], list[StandarHarga]] = {}
        for h in self.harga:
            hasil.setdefault((h.komponen, h.wilayah_id), []).append(h)
        return hasil

    def _standar(self, komponen: str, jalur: list[str]) -> Iterator[HargaSatuan]:
        """One price, or one for each payer where several may pay: the nearest area that has any, its newest."""
        terbaik: dict[str, StandarHarga] = {}
        for wilayah in reversed(jalur):
            for h in self._menurut.get((komponen, wilayah), ()):
                terbaik.setdefault(h.pembayar if MENURUT_HARGA[komponen].berganda else "", h)
        for h in terbaik.values():
            yield HargaSatuan(h.harga, h.dasar, h.tahun, pembayar=h.get_pembayar_display())

    def _insentif(self, jalur: list[str]) -> Iterator[HargaSatuan]:
        """The newest tariff of each purse that reaches the area."""
        sudah: set[int] = set()
        for t in self.tarif:
            if t.pembayar.wilayah_id in jalur and t.pembayar_id not in sudah:
                sudah.add(t.pembayar_id)
                yield HargaSatuan(t.jumlah, t.nomor_sk, t.tahun, t.satuan, str(t.pembayar))
