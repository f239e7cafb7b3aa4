"""The first lock of every write about a unit: house lock order is unit, kiriman, facts, summary."""

from collections.abc import Iterable

from registry.models import Posyandu

POTONGAN = 500


def kunci_posyandu(pk: int) -> Posyandu:
    """Lock a unit's row until the transaction ends."""
    return Posyandu.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def kunci_banyak(pks: Iterable[int]) -> list[Posyandu]:
    """Lock many units, always in the order of their keys, so that two who lock the same ones never wait in a ring."""
    semua, hasil = sorted(set(pks)), []
    for awal in range(0, len(semua), POTONGAN):
        rows = Posyandu.objects.filter(pk__in=semua[awal : awal + POTONGAN]).order_by("pk")
        hasil += list(rows.select_for_update(of=("self",), no_key=True))
    return hasil
