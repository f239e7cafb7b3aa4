from django.urls import path

from registry.views import orang

urlpatterns = [
    path("posyandu/<str:kode>/kader/", orang.tambah_kader, name="tambah-kader"),
    path("posyandu/<str:kode>/pengurus/", orang.tambah_pengurus, name="tambah-pengurus"),
    path("kader/", orang.daftar_kader, name="kader"),
    path("kader/<int:pk>/akhiri/", orang.akhiri_kader, name="akhiri-kader"),
]
