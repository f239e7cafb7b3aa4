"""The address of a unit that moved leads on to its present one."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from accounts.roles import Cap
from posyandu_app.lib.kode import POLA_POSYANDU
from registry.models import Posyandu


class KodeLamaMiddleware:
    """A page not found under a unit's old code answers 301 to the same page under the new one, for who may see it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        jawaban = self.get_response(request)
        if jawaban.status_code != 404 or request.method not in ("GET", "HEAD") or request.resolver_match is None:
            return jawaban
        kode = str(request.resolver_match.kwargs.get("kode", ""))
        user: Any = getattr(request, "user", None)
        if not POLA_POSYANDU.fullmatch(kode) or user is None or not user.is_authenticated:
            return jawaban
        rows = Posyandu.objects.for_user(user, Cap.LIHAT).filter(kode_lama_list__kode=kode)
        baru = rows.values_list("kode", flat=True).first()
        if baru is None:
            return jawaban
        return HttpResponsePermanentRedirect(request.get_full_path().replace(kode, baru))
