from django.urls import path

from registry.views import akun_kader, publik

urlpatterns = [
    path("kader/akun/", akun_kader.akun_kader, name="akun-kader"),
    path("publik/", publik.cari, name="publik"),
    path("publik/posyandu/<uuid:uuid>/", publik.unit, name="publik-unit"),
    path("publik/periksa/<uuid:uuid>/", publik.periksa, name="publik-periksa"),
    path("posyandu/<str:kode>/keterangan/", publik.keterangan, name="keterangan"),
]
