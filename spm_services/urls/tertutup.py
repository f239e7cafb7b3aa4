"""The sealed channel."""

from django.urls import path

from spm_services.views import tertutup

urlpatterns = [
    path("lapangan/tertutup/", tertutup.lapor, name="tertutup-lapor"),
    path("lapangan/tertutup/diterima/", tertutup.diterima, name="tertutup-diterima"),
    path("tertutup/", tertutup.daftar, name="tertutup"),
    path("tertutup/<uuid:uuid>/", tertutup.rinci, name="tertutup-rinci"),
    path("tertutup/<uuid:uuid>/buka/", tertutup.buka, name="tertutup-buka"),
    path("tertutup/<uuid:uuid>/langkah/<slug:nama>/", tertutup.langkah, name="tertutup-langkah"),
]
