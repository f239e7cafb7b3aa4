"""Panels that apps above add to an incentive list's page, so that this app need not know them (planning: its lines)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from registry.models import DaftarBayar


@dataclass(frozen=True)
class Panel:
    """A template and its context, shown on the list's page."""

    template: str
    isi: dict[str, Any]


# Each returns None where the viewer has nothing to see.
PEMBUAT: list[Callable[[DaftarBayar, Any], Panel | None]] = []


def panel_untuk(daftar: DaftarBayar, user: Any) -> list[Panel]:
    return [p for buat in PEMBUAT if (p := buat(daftar, user)) is not None]
