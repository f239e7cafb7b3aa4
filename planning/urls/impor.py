"""Addresses of imports of budget lines, and of code books."""

from django.urls import path

from planning.views import ganti_kode, impor, kode

urlpatterns = [
    path("impor/", impor.daftar, name="impor"),
    path("impor/templat/<str:skema>/", impor.templat, name="impor-templat"),
    path("impor/dokumen/<int:pk>/", impor.baru, name="impor-baru"),
    path("impor/<uuid:kunci>/", impor.rinci, name="impor-rinci"),
    path("impor/<uuid:kunci>/ambil/", impor.ambil, name="impor-ambil"),
    path("impor/<uuid:kunci>/buang/", impor.buang, name="impor-buang"),
    path("impor/<uuid:kunci>/tarik/", impor.tarik, name="impor-tarik"),
    path("impor/<uuid:kunci>/<str:bentuk>/", impor.ekspor, name="impor-ekspor"),
    path("kode/", kode.daftar, name="kode"),
    path("kode/muat/", kode.muat, name="kode-muat"),
    path("kode/putus/", kode.putus, name="kode-putus"),
    path("kode/putus/baris/", kode.putus_baris, name="kode-putus-baris"),
    path("kode/ganti/<int:pk>/", kode.ganti, name="kode-ganti"),
    path("kode/gantian/", ganti_kode.riwayat, name="kode-gantian"),
    path("kode/gantian/banyak/", ganti_kode.banyak, name="kode-ganti-banyak"),
    path("kode/gantian/<int:pk>/kembalikan/", ganti_kode.kembalikan, name="kode-kembalikan"),
    path("kode/<int:pk>/", kode.buku, name="kode-buku"),
]
