"""The catalogue for people, thresholds and option lists of regions."""

from django.urls import path

from spm_services.views import ambang, katalog, pilihan

urlpatterns = [
    path("layanan/katalog/", katalog.daftar, name="katalog"),
    path("layanan/katalog/<slug:kode>/", katalog.rinci, name="katalog-rinci"),
    path("layanan/ambang/", ambang.daftar, name="ambang"),
    path("layanan/ambang/<slug:nama>/", ambang.satu, name="ambang-satu"),
    path("layanan/ambang/<slug:nama>/tetapkan/", ambang.tetapkan, name="ambang-tetapkan"),
    path("layanan/pilihan/", pilihan.daftar, name="pilihan"),
    path("layanan/pilihan/tambah/", pilihan.tambah, name="pilihan-tambah"),
    path("layanan/pilihan/<int:pk>/akhiri/", pilihan.akhiri, name="pilihan-akhiri"),
]
