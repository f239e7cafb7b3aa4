"""What every answer carries: caching headers, Vary for fragments, and clear pages for refused steps."""

from collections.abc import Callable
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.cache import patch_cache_control, patch_vary_headers

from audit.transitions import TransitionRefused
from posyandu_app import errors

NUL = "\x00"


class JawabanMiddleware:
    """Signed-in pages are never kept by a shared cache; a fragment is never mistaken for its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info:
            return errors.galat_404(request)
        if NUL in unquote(request.META.get("QUERY_STRING", "")):
            # No text column holds it and PostgreSQL refuses it: it becomes a sign that matches nothing.
            request.GET = QueryDict(request.META["QUERY_STRING"].replace("%00", "%EF%BF%BD"))
        response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ("HX-Request",))
            if "Cache-Control" not in response.headers:
                patch_cache_control(response, private=True, no_cache=True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A step that is no longer possible is a conflict with a sentence, not a fault."""
        if isinstance(exception, TransitionRefused):
            return errors.bentrok(request, str(exception))
        return None
