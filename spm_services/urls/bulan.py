"""Months that are closed and opened, and completeness."""

from django.urls import path

from spm_services.views import bulan, lengkap

urlpatterns = [
    path("layanan/bulan/", bulan.daftar, name="bulan"),
    path("layanan/bulan/tutup/", bulan.tutup_banyak, name="tutup-banyak"),
    path("layanan/bulan/<str:kode>/<str:bulan>/", bulan.unit, name="bulan-unit"),
    path("layanan/bulan/<str:kode>/<str:bulan>/tutup/", bulan.tutup, name="tutup-bulan"),
    path("layanan/bulan/<str:kode>/<str:bulan>/buka/", bulan.buka, name="buka-bulan"),
    path("layanan/bulan/<str:kode>/<str:bulan>/nol/<slug:bidang>/", bulan.nol, name="nol"),
    path("layanan/bulan/<str:kode>/<str:bulan>/nol/<slug:bidang>/cabut/", bulan.cabut_nol, name="cabut-nol"),
    path("layanan/kelengkapan/", lengkap.daftar, name="kelengkapan"),
    path("layanan/kelengkapan/unduh/<slug:bentuk>/", lengkap.unduh, name="kelengkapan-unduh"),
    path("layanan/kelengkapan/<str:kode>/", lengkap.unit, name="kelengkapan-unit"),
    path("layanan/kelengkapan/<str:kode>/<slug:bidang>/hentikan/", lengkap.hentikan, name="hentikan-bidang"),
    path("layanan/kelengkapan/<str:kode>/<slug:bidang>/jalankan/", lengkap.jalankan, name="jalankan-bidang"),
]
