from django.urls import path

from reporting.views import dasbor

app_name = "reporting"
urlpatterns = [
    path("", dasbor.dasbor_awal, name="dasbor-awal"),
    path("<str:kode>/", dasbor.dasbor, name="dasbor"),
    path("<str:kode>/belum/", dasbor.belum, name="belum"),
]
