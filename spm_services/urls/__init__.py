"""Addresses of services, one file for each part of them."""

from spm_services.urls import bulan, kartu, katalog, keluarga, rekaman, sesi, tertutup, tiket, tumbuh, warga

app_name = "spm_services"
# Fixed words (`lapangan/sesi/`) stand before `lapangan/<bidang>/`, so parts with such words come before `rekaman`.
urlpatterns = [
    *bulan.urlpatterns,
    *kartu.urlpatterns,
    *katalog.urlpatterns,
    *keluarga.urlpatterns,
    *sesi.urlpatterns,
    *tertutup.urlpatterns,
    *tiket.urlpatterns,
    *tumbuh.urlpatterns,
    *warga.urlpatterns,
    *rekaman.urlpatterns,
]
