from django.urls import path

from registry.views import daftar

urlpatterns = [
    path("registrasi/", daftar.registrasi, name="registrasi"),
]
