"""What could pay for a request, told by apps above (planning adds itself), so that this app need not know budgets."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from spm_services.models import Tiket


@dataclass(frozen=True)
class BarisTersedia:
    """One line of a budget in force. `ref` is its key there; `kata` names it, `sisa` its money in words."""

    ref: int
    kata: str
    sisa: str


# Each gets the ticket, the viewer and the year.
PENYEDIA: list[Callable[[Tiket, Any, int], list[BarisTersedia]]] = []


def baris_tersedia(tiket: Tiket, user: Any, tahun: int) -> list[BarisTersedia]:
    return [b for sedia in PENYEDIA for b in sedia(tiket, user, tahun)]
