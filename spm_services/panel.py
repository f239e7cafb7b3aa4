"""Panels that apps above add to a record's page, so that this app need not know them (planning adds the money)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from spm_services.models import Rekaman


@dataclass(frozen=True)
class Panel:
    """A template and its context, shown on the record's page."""

    template: str
    isi: dict[str, Any]


# Each returns None where the viewer has nothing to see.
PEMBUAT: list[Callable[[Rekaman, Any], Panel | None]] = []


def panel_untuk(rekaman: Rekaman, user: Any) -> list[Panel]:
    return [p for buat in PEMBUAT if (p := buat(rekaman, user)) is not None]
