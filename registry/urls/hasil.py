from django.urls import path

from registry.views import hasil

urlpatterns = [
    path("registrasi/hasil/", hasil.daftar, name="hasil"),
    path("registrasi/hasil/unggah/", hasil.unggah, name="hasil-unggah"),
    path("registrasi/hasil/<int:pk>/", hasil.rinci, name="hasil-rinci"),
    path("registrasi/hasil/<int:pk>/terapkan/", hasil.terapkan, name="hasil-terapkan"),
    path("registrasi/hasil/<int:pk>/berkas/", hasil.unduh, name="hasil-unduh"),
    path("registrasi/hasil/baris/<int:pk>/", hasil.baris, name="hasil-baris"),
]
