"""Addresses of yearly plans, their RAB, and the offices' programmes."""

from django.urls import URLPattern, path

from planning.views import kerja, kerja_langkah, pelaksanaan, program, rab

urlpatterns: list[URLPattern] = [
    path("kerja/", kerja.daftar, name="kerja"),
    path("kerja/baru/", kerja.buat, name="kerja-buat"),
    path("kerja/unduh/<str:bentuk>/", kerja_langkah.unduh_wilayah, name="kerja-unduh-wilayah"),
    path("kerja/<int:pk>/", kerja.rinci, name="kerja-rinci"),
    path("kerja/<int:pk>/isi/", kerja.isi, name="kerja-isi"),
    path("kerja/<int:pk>/kegiatan/", kerja.tambah_kegiatan, name="kerja-kegiatan-baru"),
    path("kerja/<int:pk>/ajukan/", kerja_langkah.ajukan, name="kerja-ajukan"),
    path("kerja/<int:pk>/sahkan/", kerja_langkah.sahkan, name="kerja-sahkan"),
    path("kerja/<int:pk>/kembalikan/", kerja_langkah.kembalikan, name="kerja-kembalikan"),
    path("kerja/<int:pk>/cetak/", kerja_langkah.cetak, name="kerja-cetak"),
    path("kerja/<int:pk>/unduh/<str:bentuk>/", kerja_langkah.unduh, name="kerja-unduh"),
    path("kerja/<int:pk>/pelaksanaan/", pelaksanaan.daftar, name="pelaksanaan"),
    path("kerja/kegiatan/<int:pk>/laksanakan/", pelaksanaan.laksanakan, name="laksanakan"),
    path("kerja/pelaksanaan/<int:pk>/lepas/", pelaksanaan.lepas, name="pelaksanaan-lepas"),
    path("kerja/kegiatan/<int:pk>/", kerja.ubah_kegiatan, name="kerja-kegiatan"),
    path("kerja/kegiatan/<int:pk>/hapus/", kerja.hapus_kegiatan, name="kerja-kegiatan-hapus"),
    path("kerja/kegiatan/<int:pk>/rab/", rab.rab, name="rab"),
    path("kerja/kegiatan/<int:pk>/rab/templat/", rab.templat, name="rab-templat"),
    path("kerja/kegiatan/<int:pk>/rab/baru/", rab.tambah_butir, name="rab-baru"),
    path("kerja/kegiatan/<int:pk>/rab/cetak/", rab.cetak, name="rab-cetak"),
    path("kerja/kegiatan/<int:pk>/rab/unduh/<str:bentuk>/", rab.unduh, name="rab-unduh"),
    path("kerja/rab/<int:pk>/", rab.ubah_butir, name="rab-butir"),
    path("kerja/rab/<int:pk>/hapus/", rab.hapus_butir, name="rab-butir-hapus"),
    path("kerja/rab/<int:pk>/perubahan/", rab.pak, name="rab-pak"),
    path("kerja/program/", program.daftar, name="program"),
    path("kerja/program/baru/", program.tambah, name="program-baru"),
    path("kerja/program/<int:pk>/batal/", program.batal, name="program-batal"),
    path("kerja/program/posyandu/<str:kode>/", program.unit, name="program-unit"),
]
