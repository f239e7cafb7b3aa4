from django.urls import path

from registry.views import daftar, meja, registrasi, ringkasan

urlpatterns = [
    path("registrasi/", daftar.registrasi, name="registrasi"),
    path("registrasi/ringkasan/", ringkasan.ringkasan, name="ringkasan"),
    path("registrasi/meja/", meja.meja, name="meja"),
    path("registrasi/berkas/", meja.berkas, name="berkas"),
    path("registrasi/berkas/<uuid:uuid>/", meja.rinci, name="berkas-rinci"),
    path("registrasi/berkas/<uuid:uuid>/putuskan/", meja.putuskan, name="putuskan"),
    path("registrasi/berkas/<uuid:uuid>/langkah/", meja.langkah, name="langkah"),
    path("registrasi/berkas/<uuid:uuid>/petugas/", meja.petugas, name="petugas"),
    path("posyandu/<str:kode>/registrasi/", registrasi.unit, name="registrasi-unit"),
    path("posyandu/<str:kode>/registrasi/ajukan/", registrasi.ajukan, name="ajukan"),
]
