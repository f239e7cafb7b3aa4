"""The floors: the smallest Django programs that do the work a page of the product does, over the same database.

Stock middleware, session and signed-in user as in the product; hand-written SQL; no scope, no form, no log.

    /ok       R0: two letters
    /daftar   L:  50 posyandu of one kabupaten with their count
    /dasbor   D1: a province's kabupaten × six fields over twelve months, from the summary
              D2: the same of the nation's provinces (without ?kode=)
    /catat    W:  one INSERT and a commit (no CSRF check)

Run from the repository root: BENCH_DATABASE_URL=… SECRET_KEY=… gunicorn bench.lantai.app:application
"""

import os
from datetime import date

import django
import environ
from django.conf import settings

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PEMROSES = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
settings.configure(
    SECRET_KEY=os.environ["SECRET_KEY"],
    DEBUG=False,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    USE_I18N=False,
    AUTH_USER_MODEL="lantai.Pengguna",
    MIDDLEWARE=MIDDLEWARE,
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "bench.lantai",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"context_processors": PEMROSES},
        }
    ],
    DATABASES={"default": {**environ.Env.db_url_config(os.environ["BENCH_DATABASE_URL"]), "CONN_MAX_AGE": 600}},
)
django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402 (after settings.configure)
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.decorators.csrf import csrf_exempt  # noqa: E402

SQL_DAFTAR = """
SELECT p.kode, p.nama, w.nama, p.rw, p.nomor_registrasi, p.status FROM registry_posyandu p
JOIN wilayah_wilayah w ON w.kode = p.wilayah_id WHERE p.kode >= %s AND p.kode < %s ORDER BY p.kode LIMIT 50
"""
SQL_ANAK = "SELECT kode FROM wilayah_wilayah WHERE induk_id = %s"
SQL_PROVINSI = "SELECT kode FROM wilayah_wilayah WHERE induk_id IS NULL"
# One index range for each area: naming the six indicators as an array costs three times as much.
SQL_DASBOR = """
SELECT kode, split_part(indikator, ':', 2), sum(jumlah), count(*) FROM wilayah_rekap
WHERE kode = ANY(%s) AND periode BETWEEN %s AND %s AND indikator >= 'catatan:' AND indikator < 'catatan;'
GROUP BY kode, indikator ORDER BY kode, indikator
"""
SQL_CATAT = "INSERT INTO bench_kegiatan (posyandu, tanggal, bidang, terlayani) VALUES (%s, %s, %s, %s) RETURNING id"
DAFTAR = engines["django"].from_string("""<!doctype html><html lang="id"><meta charset="utf-8"><title>Posyandu</title>
<nav>{% if user.is_authenticated %}{{ user.username }}{% endif %}</nav><h1>{{ n }} posyandu</h1>
<form><input name="q" value="{{ q }}"><select name="status"><option><option>aktif<option>tutup</select></form>
<table><tr><th>Nama<th>Desa<th>RW<th>Nomor<th>Status{% for kode, nama, desa, rw, nomor, status in rows %}
<tr><td><a href="/posyandu/{{ kode }}/">{{ nama }}</a><td>{{ kode }} {{ desa }}<td>{{ rw }}
<td>{{ nomor|default:"belum" }}<td>{{ status }}{% endfor %}</table></html>""")
DASBOR = engines["django"].from_string("""<!doctype html><html lang="id"><meta charset="utf-8"><title>Dasbor</title>
<table>{% for k, b, n, m in rows %}<tr><td>{{ k }}<td>{{ b }}<td>{{ n }}<td>{{ m }}{% endfor %}</table></html>""")


@login_required
def ok(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


@login_required
def daftar(request: HttpRequest) -> HttpResponse:
    kode = request.GET["kode"]
    rentang = [kode, kode[:-1] + chr(ord(kode[-1]) + 1)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registry_posyandu WHERE kode >= %s AND kode < %s", rentang)
        n = cursor.fetchone()[0]
        cursor.execute(SQL_DAFTAR, rentang)
        rows = cursor.fetchall()
    return HttpResponse(DAFTAR.render({"rows": rows, "n": n, "q": ""}, request))


@login_required
def dasbor(request: HttpRequest) -> HttpResponse:
    hari = date.today()  # noqa: DTZ011
    sampai = hari.year * 100 + hari.month
    kode = request.GET.get("kode")
    with connection.cursor() as cursor:
        cursor.execute(SQL_ANAK if kode else SQL_PROVINSI, [kode] if kode else [])
        cursor.execute(SQL_DASBOR, [[k for (k,) in cursor.fetchall()], sampai - 99, sampai])
        rows = cursor.fetchall()
    return HttpResponse(DASBOR.render({"rows": rows}, request))


@csrf_exempt
@login_required
def catat(request: HttpRequest) -> HttpResponse:
    isi = [request.POST[k] for k in ("unit", "tanggal", "bidang", "terlayani")]
    with connection.cursor() as cursor:
        cursor.execute(SQL_CATAT, isi)
        pk = cursor.fetchone()[0]
    return HttpResponse(str(pk), status=201)


urlpatterns = [path("ok", ok), path("daftar", daftar), path("dasbor", dasbor), path("catat", catat)]
application = get_wsgi_application()
