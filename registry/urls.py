from django.urls import path

from registry.views import daftar, orang, posyandu

app_name = "registry"
urlpatterns = [
    path("posyandu/", daftar.daftar, name="daftar"),
    path("posyandu/baru/", posyandu.buat, name="buat"),
    path("posyandu/<str:kode>/", posyandu.rinci, name="rinci"),
    path("posyandu/<str:kode>/ubah/", posyandu.ubah, name="ubah"),
    path("posyandu/<str:kode>/nomor/", posyandu.nomor, name="nomor"),
    path("posyandu/<str:kode>/kader/", orang.tambah_kader, name="tambah-kader"),
    path("posyandu/<str:kode>/pengurus/", orang.tambah_pengurus, name="tambah-pengurus"),
    path("posyandu/<str:kode>/sk/", orang.tambah_sk, name="tambah-sk"),
    path("kader/", orang.daftar_kader, name="kader"),
    path("kader/<int:pk>/akhiri/", orang.akhiri_kader, name="akhiri-kader"),
    path("registrasi/", daftar.registrasi, name="registrasi"),
]
