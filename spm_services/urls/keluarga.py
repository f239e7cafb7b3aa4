"""The household card."""

from django.urls import path

from spm_services.views import keluarga

urlpatterns = [path("warga/keluarga/<uuid:uuid>/enam-bidang/", keluarga.enam_bidang, name="keluarga-enam")]
