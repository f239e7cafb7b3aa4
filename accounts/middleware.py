"""Deny by default: a view without an access mark is refused, whoever asks."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse

from posyandu_app.lib.access import MASUK, PUBLIK


class AksesMiddleware:
    """Anonymous → sign in; signed in without the duty anywhere → 403; a view without a mark → refused loudly."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        tanda = getattr(view, "akses", None)
        if tanda is None:
            raise ImproperlyConfigured(f"view {view.__module__}.{view.__name__} carries no access mark")
        if tanda == PUBLIK:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if tanda != MASUK and not request.user.boleh(tanda):
            raise PermissionDenied
        return None
