"""The first lock of every write about a unit: house lock order is unit, kiriman, facts, summary."""

from registry.models import Posyandu


def kunci_posyandu(pk: int) -> Posyandu:
    """Lock a unit's row until the transaction ends."""
    return Posyandu.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
