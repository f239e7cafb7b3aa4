from django.urls import path

from registry.views import paket

urlpatterns = [
    path("registrasi/paket/", paket.daftar, name="paket"),
    path("registrasi/paket/baru/", paket.buat, name="paket-buat"),
    path("registrasi/paket/<int:pk>/", paket.rinci, name="paket-rinci"),
    path("registrasi/paket/<int:pk>/cetak/", paket.cetak, name="paket-cetak"),
    path("registrasi/paket/<int:pk>/berkas/<str:bagian>/", paket.unduh, name="paket-unduh"),
    path("registrasi/paket/<int:pk>/kirim/", paket.kirim, name="paket-kirim"),
    path("registrasi/paket/<int:pk>/batal/", paket.batal, name="paket-batal"),
    path("registrasi/paket/<int:pk>/susun-ulang/", paket.susun_ulang, name="paket-susun-ulang"),
]
