"""One include per app."""

from allauth.account import views as akun
from django.urls import include, path

from accounts.views import kotak
from posyandu_app import views
from posyandu_app.lib.access import publik, signed_in
from reporting.api import rekap
from reporting.views.dasbor import beranda
from spm_services.views.api import formulir

masuk = publik(akun.login)
handler400 = "posyandu_app.errors.galat_400"
handler403 = "posyandu_app.errors.galat_403"
handler404 = "posyandu_app.errors.galat_404"
handler500 = "posyandu_app.errors.galat_500"

urlpatterns = [
    path("", beranda, name="beranda"),
    path("masuk/", masuk, name="masuk"),
    path("masuk/", masuk, name="account_login"),
    path("keluar/", signed_in(akun.logout), name="keluar"),
    path("akun/sandi/", signed_in(akun.password_change), name="account_change_password"),
    path("akun/sandi/pertama/", signed_in(akun.password_set), name="account_set_password"),
    path("akun/", include("accounts.urls")),
    path("pesan/", kotak.daftar, name="pesan"),
    path("pesan/dibaca/", kotak.semua, name="pesan-semua"),
    path("pesan/<int:pk>/", kotak.buka, name="pesan-buka"),
    path("pekerjaan/", include("accounts.urls_pekerjaan")),
    path("", include("registry.urls")),
    path("", include("spm_services.urls")),
    path("rencana/", include("planning.urls")),
    path("dasbor/", include("reporting.urls")),
    path("laporan/", include("reporting.urls_laporan")),
    path("wilayah/", include("wilayah.urls")),
    path("api/v1/rekap/", rekap, name="api-rekap"),
    path("api/v1/formulir/", formulir, name="api-formulir"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
]
