"""Addresses of the registry, one file for each part of it."""

from registry.urls import impor, orang, registrasi, surat, unit

app_name = "registry"
# Fixed words (`posyandu/baru/`) stand before `posyandu/<kode>/`, so parts with such words come before `unit`.
urlpatterns = [*registrasi.urlpatterns, *unit.urlpatterns, *orang.urlpatterns, *surat.urlpatterns, *impor.urlpatterns]
