from django.urls import path

from registry.views import daftar, posyandu

urlpatterns = [
    path("posyandu/", daftar.daftar, name="daftar"),
    path("posyandu/baru/", posyandu.buat, name="buat"),
    path("posyandu/<str:kode>/", posyandu.rinci, name="rinci"),
    path("posyandu/<str:kode>/ubah/", posyandu.ubah, name="ubah"),
    path("posyandu/<str:kode>/nomor/", posyandu.nomor, name="nomor"),
]
