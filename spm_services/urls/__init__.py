"""Addresses of services, one file for each part of them."""

from spm_services.urls import rekaman, sesi, tertutup, warga

app_name = "spm_services"
# Fixed words (`lapangan/sesi/`) stand before `lapangan/<bidang>/`, so parts with such words come before `rekaman`.
urlpatterns = [
    *sesi.urlpatterns,
    *tertutup.urlpatterns,
    *warga.urlpatterns,
    *rekaman.urlpatterns,
]
