"""Addresses of the camat's evaluation of drafts of APB Desa."""

from django.urls import path

from planning.views import evaluasi

urlpatterns = [
    path("evaluasi/", evaluasi.daftar, name="evaluasi"),
    path("evaluasi/dokumen/<int:pk>/", evaluasi.serahkan, name="evaluasi-serahkan"),
    path("evaluasi/<int:pk>/", evaluasi.rinci, name="evaluasi-rinci"),
    path("evaluasi/<int:pk>/bahan/", evaluasi.bahan_evaluasi, name="evaluasi-bahan"),
    path("evaluasi/<int:pk>/cetak/", evaluasi.cetak, name="evaluasi-cetak"),
    path("evaluasi/<int:pk>/langkah/", evaluasi.langkah, name="evaluasi-langkah"),
    path("evaluasi/<int:pk>/tutup/", evaluasi.tutup, name="evaluasi-tutup"),
    path("evaluasi/baris/<int:pk>/nilai/", evaluasi.nilai, name="evaluasi-nilai"),
    path("evaluasi/baris/<int:pk>/jawab/", evaluasi.jawab, name="evaluasi-jawab"),
]
