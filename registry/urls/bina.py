from django.urls import path

from registry.views import bina, kunjungan

urlpatterns = [
    path("tim-pembina/", bina.tim, name="tim"),
    path("tim-pembina/anggota/baru/", bina.tambah_anggota, name="tambah-anggota"),
    path("tim-pembina/anggota/<int:pk>/akhiri/", bina.akhiri_anggota, name="akhiri-anggota"),
    path("tim-pembina/program/", bina.program, name="program"),
    path("tim-pembina/program/<int:pk>/", bina.ubah_program, name="ubah-program"),
    path("tim-pembina/rapat/", bina.daftar_rapat, name="rapat-daftar"),
    path("tim-pembina/rapat/baru/", bina.undang, name="undang-rapat"),
    path("tim-pembina/rapat/<int:pk>/", bina.rapat, name="rapat"),
    path("tim-pembina/rapat/<int:pk>/catat/", bina.catat_rapat, name="catat-rapat"),
    path("tim-pembina/rapat/<int:pk>/batal/", bina.batal_rapat, name="batal-rapat"),
    path("tim-pembina/rapat/<int:pk>/tindak/", bina.tambah_tindak, name="tambah-tindak"),
    path("tim-pembina/tindak/<int:pk>/selesai/", bina.selesaikan_tindak, name="selesaikan-tindak"),
    path("tim-pembina/kunjungan/", kunjungan.daftar, name="kunjungan-daftar"),
    path("tim-pembina/temuan/<int:pk>/selesai/", kunjungan.selesai, name="temuan-selesai"),
    path("posyandu/<str:kode>/pembinaan/", kunjungan.unit, name="pembinaan"),
    path("posyandu/<str:kode>/pembinaan/baru/", kunjungan.catat, name="catat-kunjungan"),
    path("posyandu/<str:kode>/pembinaan/lembar/", kunjungan.lembar, name="lembar-kunjungan"),
]
