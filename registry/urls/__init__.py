"""Addresses of the registry, one file for each part of it."""

from registry.urls import (
    akun,
    bina,
    ekspor,
    ganda,
    hasil,
    impor,
    insentif,
    orang,
    paket,
    pelatihan,
    pemutakhiran,
    praktik,
    profil,
    registrasi,
    surat,
    unit,
)

app_name = "registry"
# Fixed words (`posyandu/baru/`) stand before `posyandu/<kode>/`, so parts with such words come before `unit`.
urlpatterns = [
    *akun.urlpatterns,
    *bina.urlpatterns,
    *ganda.urlpatterns,
    *hasil.urlpatterns,
    *insentif.urlpatterns,
    *paket.urlpatterns,
    *pemutakhiran.urlpatterns,
    *praktik.urlpatterns,
    *registrasi.urlpatterns,
    *unit.urlpatterns,
    *profil.urlpatterns,
    *pelatihan.urlpatterns,
    *orang.urlpatterns,
    *surat.urlpatterns,
    *impor.urlpatterns,
    *ekspor.urlpatterns,
]
