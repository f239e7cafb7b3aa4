from django.urls import path

from registry.views import pemutakhiran

urlpatterns = [
    path("posyandu/pemutakhiran/", pemutakhiran.daftar, name="pemutakhiran"),
    path("posyandu/pemutakhiran/baru/", pemutakhiran.buka, name="buka-pemutakhiran"),
    path("posyandu/pemutakhiran/<int:pk>/", pemutakhiran.rinci, name="pemutakhiran-rinci"),
    path("posyandu/pemutakhiran/<int:pk>/perpanjang/", pemutakhiran.perpanjang, name="perpanjang-pemutakhiran"),
    path("posyandu/pemutakhiran/<int:pk>/tutup/", pemutakhiran.tutup, name="tutup-pemutakhiran"),
    path("posyandu/<str:kode>/pemutakhiran/", pemutakhiran.unit, name="pemutakhiran-unit"),
    path("posyandu/<str:kode>/pemutakhiran/<slug:bagian>/", pemutakhiran.konfirmasi, name="konfirmasi"),
]
