"""The second lock: is a row, as stored, still the actor's to touch? Asks the model's own `for_user`."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404


def require_in_scope(obj: Model, actor: Any, duty: str, *, seen_with: str) -> None:
    """Out of the area (not even visible under `seen_with`): Http404. Visible without the duty: PermissionDenied."""
    rows: Any = type(obj)._default_manager.filter(pk=obj.pk)  # noqa: SLF001
    if rows.for_user(actor, duty).exists():
        return
    if rows.for_user(actor, seen_with).exists():
        raise PermissionDenied
    raise Http404


def in_scope(objects: Iterable[Model], actor: Any, duty: str) -> set[Any]:
    """Keys of the given rows (one model) that the actor may touch: one query for a whole page."""
    rows = list(objects)
    if not rows:
        return set()
    kunci = [o.pk for o in rows]
    found: Any = type(rows[0])._default_manager.filter(pk__in=kunci)  # noqa: SLF001
    return set(found.for_user(actor, duty).values_list("pk", flat=True))
