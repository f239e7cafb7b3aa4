"""Cards of a person and recap tables of a unit."""

from django.urls import path

from spm_services.views import kartu

urlpatterns = [
    path("warga/<uuid:uuid>/kartu/", kartu.kartu, name="kartu"),
    path("layanan/rekap/", kartu.rekap, name="rekap-kartu"),
    path("layanan/rekap/unduh/", kartu.unduh_rekap, name="unduh-rekap-kartu"),
]
