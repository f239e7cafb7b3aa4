"""Whether the service lives and is ready, and a few gauges for the operator."""

import hmac
import os

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from posyandu_app.lib.access import publik
from posyandu_app.lib.kode import NASIONAL
from registry import metrics as registrasi
from wilayah.models import Wilayah


@publik
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; no database is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


@publik
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, all migrations are applied and the areas are loaded; else 503 with what lacks."""
    kurang = []
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        kurang.append("migrasi belum lengkap")
    elif not Wilayah.objects.exists():
        kurang.append("tabel wilayah kosong")
    return JsonResponse({"siap": not kurang, "kurang": kurang}, status=503 if kurang else 200)


@publik
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus text, for this machine or whoever holds METRICS_TOKEN."""
    token = os.environ.get("METRICS_TOKEN", "")
    sah = token and hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    lokal = request.META.get("REMOTE_ADDR") in ("127.0.0.1", "::1") and "X-Forwarded-For" not in request.headers
    if not (sah or lokal):
        return HttpResponse(status=403)
    stok = registrasi.stok_wilayah(NASIONAL)
    baris = ["# TYPE posyandu_stok gauge", *(f'posyandu_stok{{indikator="{k}"}} {n}' for k, n in sorted(stok.items()))]
    return HttpResponse("\n".join([*baris, ""]), content_type="text/plain; version=0.0.4")
