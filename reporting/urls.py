from django.urls import path

from reporting.views import dasbor, tiga_daftar

app_name = "reporting"
urlpatterns = [
    path("", dasbor.dasbor_awal, name="dasbor-awal"),
    path("<str:kode>/", dasbor.dasbor, name="dasbor"),
    path("<str:kode>/belum/", dasbor.belum, name="belum"),
    path("<str:kode>/tiga-daftar/", tiga_daftar.tiga_daftar, name="tiga-daftar"),
    path("<str:kode>/tiga-daftar/<slug:jenis>/", tiga_daftar.tiga_daftar_rinci, name="tiga-daftar-rinci"),
]
