"""Addresses of the need, its prices and scenarios."""

from django.urls import URLPattern, path

from planning.views import butuh, harga, skenario

urlpatterns: list[URLPattern] = [
    path("kebutuhan/", butuh.kebutuhan, name="kebutuhan"),
    path("kebutuhan/unduh/", butuh.unduh, name="kebutuhan-unduh"),
    path("harga/", harga.daftar, name="harga"),
    path("harga/baru/", harga.tambah, name="harga-baru"),
    path("skenario/", skenario.daftar, name="skenario"),
    path("skenario/baru/", skenario.buat, name="skenario-baru"),
    path("skenario/<int:pk>/", skenario.rinci, name="skenario-rinci"),
    path("skenario/<int:pk>/ubah/", skenario.ubah, name="skenario-ubah"),
    path("skenario/<int:pk>/salin/", skenario.salin, name="skenario-salin"),
    path("skenario/<int:pk>/hapus/", skenario.hapus, name="skenario-hapus"),
    path("skenario/<int:pk>/langkah/", skenario.langkah, name="skenario-langkah"),
]
