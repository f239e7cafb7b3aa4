"""Addresses of incentives beside the budget."""

from django.urls import path

from planning.views import insentif

urlpatterns = [
    path("insentif/", insentif.daftar, name="insentif"),
    path("insentif/<int:pk>/", insentif.rinci, name="insentif-daftar"),
    path("insentif/<int:pk>/baris/", insentif.pilih_baris, name="insentif-pilih"),
    path("insentif/<int:pk>/baris/<int:baris>/", insentif.hubungkan, name="insentif-hubungkan"),
    path("insentif/<int:pk>/bayar/", insentif.bayar, name="insentif-bayar"),
    path("insentif/<int:pk>/lepas/<int:baris>/", insentif.lepas, name="insentif-lepas"),
]
