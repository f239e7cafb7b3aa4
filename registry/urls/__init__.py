"""Addresses of the registry, one file for each part of it."""

from registry.urls import ekspor, impor, orang, paket, registrasi, surat, unit

app_name = "registry"
# Fixed words (`posyandu/baru/`) stand before `posyandu/<kode>/`, so parts with such words come before `unit`.
urlpatterns = [*paket.urlpatterns, *registrasi.urlpatterns, *unit.urlpatterns, *orang.urlpatterns, *surat.urlpatterns]
urlpatterns += [*impor.urlpatterns, *ekspor.urlpatterns]
