"""Addresses of services, one file for each part of them."""

from spm_services.urls import katalog, rekaman, tertutup

app_name = "spm_services"
# Fixed words (`lapangan/sesi/`) stand before `lapangan/<bidang>/`, so parts with such words come before `rekaman`.
urlpatterns = [
    *tertutup.urlpatterns,
    *katalog.urlpatterns,
    *rekaman.urlpatterns,
]
