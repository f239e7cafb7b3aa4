from django.urls import path

from registry.views import daftar, pemeriksaan, registrasi, ringkasan

urlpatterns = [
    path("registrasi/", daftar.registrasi, name="registrasi"),
    path("registrasi/ringkasan/", ringkasan.ringkasan, name="ringkasan"),
    path("registrasi/meja/", pemeriksaan.meja, name="meja"),
    path("registrasi/berkas/", pemeriksaan.berkas, name="berkas"),
    path("registrasi/berkas/<uuid:uuid>/", pemeriksaan.rinci, name="berkas-rinci"),
    path("registrasi/berkas/<uuid:uuid>/putuskan/", pemeriksaan.putuskan, name="putuskan"),
    path("registrasi/berkas/<uuid:uuid>/langkah/", pemeriksaan.langkah, name="langkah"),
    path("registrasi/berkas/<uuid:uuid>/petugas/", pemeriksaan.petugas, name="petugas"),
    path("posyandu/<str:kode>/registrasi/", registrasi.unit, name="registrasi-unit"),
    path("posyandu/<str:kode>/registrasi/ajukan/", registrasi.ajukan, name="ajukan"),
]
