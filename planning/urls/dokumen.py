"""Addresses of budget documents, their lines and what is tied to them."""

from django.urls import path

from planning.views import alokasi, dokumen

urlpatterns = [
    path("", dokumen.daftar, name="daftar"),
    path("baru/", dokumen.buat, name="buat"),
    path("<int:pk>/", dokumen.rinci, name="dokumen"),
    path("<int:pk>/baris/", dokumen.tambah_baris, name="tambah-baris"),
    path("<int:pk>/tetapkan/", dokumen.tetapkan, name="tetapkan"),
    path("<int:pk>/cabut/", dokumen.cabut, name="cabut"),
    path("<int:pk>/perubahan/", dokumen.buat_perubahan, name="perubahan"),
    path("baris/<int:pk>/", alokasi.baris, name="baris"),
    path("baris/<int:pk>/hapus/", dokumen.hapus_baris, name="hapus-baris"),
    path("baris/<int:pk>/kegiatan/", alokasi.pilih_kegiatan, name="pilih-kegiatan"),
    path("kegiatan/<uuid:kunci>/", alokasi.pilih_baris, name="pilih-baris"),
    path("kegiatan/<uuid:kunci>/baris/<int:pk>/", alokasi.alokasikan, name="alokasikan"),
    path("alokasi/<int:pk>/cabut/", alokasi.cabut, name="cabut-alokasi"),
]
