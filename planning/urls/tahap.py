"""Addresses of this part of planning."""

from django.urls import URLPattern, path

from planning.views import tahap_kalender as kalender

urlpatterns: list[URLPattern] = [
    path("kalender/", kalender.kalender, name="kalender"),
    path("kalender/ubah/", kalender.ubah, name="kalender-ubah"),
    path("kalender/<int:pk>/hapus/", kalender.hapus, name="kalender-hapus"),
]
