"""Deny by default: a view without an access mark is refused, whoever asks."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from posyandu_app.lib.access import MASUK, PUBLIK

# What somebody who came with the code of a slip may do before choosing a password of their own.
SEBELUM_SANDI = {"account_set_password", "keluar"}


def _nama(request: HttpRequest) -> str:
    return str(request.resolver_match.url_name) if request.resolver_match else ""


class AksesMiddleware:
    """Anonymous → sign in; in with a slip's code → set a password; without the duty anywhere → 403.

    A view without a mark is refused loudly.
    """

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
        if getattr(request.user, "sidik_masuk", "") and _nama(request) not in SEBELUM_SANDI:
            return redirect("account_set_password")
        if tanda != MASUK and not request.user.boleh(tanda):
            raise PermissionDenied
        return None
