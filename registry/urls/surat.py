from django.urls import path

from registry.views import orang

urlpatterns = [
    path("posyandu/<str:kode>/sk/", orang.tambah_sk, name="tambah-sk"),
]
