"""Addresses of this part of planning."""

from django.urls import URLPattern, path

from planning.views import tahap
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
]
