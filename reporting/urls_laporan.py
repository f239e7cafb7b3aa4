"""Reports, printed and taken away as files."""

from django.urls import path

from reporting.views import laporan, laporan_layanan

app_name = "laporan"
urlpatterns = [
    path("", laporan.awal, name="awal"),
    path("layanan/", laporan_layanan.layanan, name="layanan"),
    path("<slug:kode>/", laporan.laporan, name="satu"),
]
