"""Error pages: what happened and what to do, in Indonesian."""

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from posyandu_app.lib.access import publik


@publik
def galat_400(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "galat/400.html", status=400)


@publik
def galat_403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "galat/403.html", status=403)


@publik
def galat_404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "galat/404.html", status=404)


@publik
def galat_500(request: HttpRequest) -> HttpResponse:
    """No context processor may fail here: the page is drawn without the request."""
    nomor = structlog.contextvars.get_contextvars().get("request_id", "")
    return render(None, "galat/500.html", {"nomor": nomor}, status=500)  # type: ignore[arg-type]


@publik
def csrf_gagal(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "galat/csrf.html", status=403)


def bentrok(request: HttpRequest, pesan: str) -> HttpResponse:
    """409: someone else was faster, or the step does not apply any more."""
    return render(request, "galat/409.html", {"pesan": pesan}, status=409)
