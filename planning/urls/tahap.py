"""Addresses of this part of planning."""

from django.urls import URLPattern, path

from planning.views import indikator, pohon, renstra_posyandu, tahap
from planning.views import tahap_kalender as kalender

urlpatterns: list[URLPattern] = [
    path("kalender/", kalender.kalender, name="kalender"),
    path("kalender/ubah/", kalender.ubah, name="kalender-ubah"),
    path("kalender/<int:pk>/hapus/", kalender.hapus, name="kalender-hapus"),
    path("tahap/", tahap.tahap, name="tahap"),
    path("<int:pk>/tautkan/", tahap.tautkan, name="tautkan"),
    path("baris/<int:pk>/asal/", tahap.asal, name="asal-baris"),
    path("baris/<int:pk>/sambung/", tahap.sambung, name="sambung-baris"),
    path("asal/<int:pk>/putus/", tahap.putus, name="putus-baris"),
    path("pohon/", pohon.cascade, name="pohon"),
    path("<int:pk>/indikator/", indikator.baru, name="indikator-baru"),
    path("indikator/<int:pk>/", indikator.rinci, name="indikator"),
    path("indikator/<int:pk>/ubah/", indikator.ubah, name="indikator-ubah"),
    path("indikator/<int:pk>/hapus/", indikator.hapus, name="indikator-hapus"),
    path("indikator/<int:pk>/tautkan/", indikator.tautkan, name="indikator-tautkan"),
    path("indikator/tautan/<int:pk>/lepas/", indikator.lepas, name="indikator-lepas"),
    path("renstra-posyandu/", renstra_posyandu.daftar, name="renstra-posyandu"),
    path("renstra-posyandu/<str:kode>/", renstra_posyandu.baru, name="renstra-posyandu-baru"),
]
