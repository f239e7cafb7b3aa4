"""Access marks: every view carries exactly one; a middleware refuses a view without (accounts.middleware).

`@publik` anyone, `@signed_in` any signed-in person, `@access(Cap.X)` whoever holds that duty somewhere. Which rows
they may touch is asked again at the rows (`for_user`).
"""

from collections.abc import Callable
from typing import Any, TypeVar

V = TypeVar("V", bound=Callable[..., Any])
PUBLIK = "publik"
MASUK = "masuk"


def _tandai(view: V, tanda: str) -> V:
    view.akses = tanda  # type: ignore[attr-defined]
    return view


def publik(view: V) -> V:
    return _tandai(view, PUBLIK)


def signed_in(view: V) -> V:
    return _tandai(view, MASUK)


def access(duty: str) -> Callable[[V], V]:
    """The duty as a Cap code; the middleware answers 403 to whoever holds it nowhere."""
    if not duty:
        raise ValueError("an access mark needs a duty")
    return lambda view: _tandai(view, duty)
