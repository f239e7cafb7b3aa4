"""People and households. Fixed words stand before `<uuid>`."""

from django.urls import path

from spm_services.views import warga, warga_baru, warga_kartu

urlpatterns = [
    path("warga/", warga.daftar, name="warga"),
    path("warga/unduh/", warga.unduh, name="warga-unduh"),
    path("warga/baru/", warga_baru.baru, name="warga-baru"),
    path("warga/<uuid:uuid>/", warga_kartu.kartu, name="warga-kartu"),
    path("warga/<uuid:uuid>/ubah/", warga_kartu.ubah, name="warga-ubah"),
    path("warga/<uuid:uuid>/nik/", warga_kartu.nik, name="warga-nik"),
    path("warga/<uuid:uuid>/pasang-nik/", warga_kartu.pasang, name="warga-pasang-nik"),
]
