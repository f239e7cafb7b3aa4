"""Open days, rounds of home visits, and the visit of one person."""

from django.urls import path

from spm_services.views import kunjungan, sesi, sesi_cepat, sesi_orang

urlpatterns = [
    path("lapangan/sesi/", sesi.daftar, name="sesi"),
    path("lapangan/sesi/buka/", sesi.buka, name="buka-sesi"),
    path("lapangan/sesi/pindah/", sesi.pindah, name="pindah-sesi"),
    path("lapangan/sesi/<uuid:uuid>/", sesi.rinci, name="sesi-rinci"),
    path("lapangan/sesi/<uuid:uuid>/selesai/", sesi.tutup, name="tutup-sesi"),
    path("lapangan/sesi/<uuid:uuid>/buka-lagi/", sesi.buka_lagi, name="buka-lagi-sesi"),
    path("lapangan/sesi/<uuid:uuid>/batal/", sesi.batal, name="batal-sesi"),
    path("lapangan/sesi/<uuid:uuid>/kabar/", sesi.kabar, name="kabar-sesi"),
    path("lapangan/sesi/<uuid:uuid>/kader/", sesi.hadir, name="hadir-kader"),
    path("lapangan/sesi/<uuid:uuid>/cari/", sesi.cari, name="cari-orang"),
    path("lapangan/sesi/<uuid:uuid>/datang/", sesi_orang.datang, name="datang"),
    path("lapangan/sesi/<uuid:uuid>/tamu/", sesi_orang.tamu, name="tamu"),
    path("lapangan/sesi/<uuid:uuid>/cepat/", sesi_cepat.cepat, name="cepat"),
    path("lapangan/kunjungan/<uuid:uuid>/", kunjungan.rinci, name="kunjungan"),
    path("lapangan/kunjungan/<uuid:uuid>/lagi/", kunjungan.lagi, name="kunjungan-lagi"),
    path("lapangan/kunjungan/<uuid:uuid>/batal/", kunjungan.batal, name="batal-kunjungan"),
    path("lapangan/kunjungan/<uuid:uuid>/langkah/<int:langkah>/", kunjungan.isi, name="langkah"),
    path("lapangan/kunjungan/<uuid:uuid>/hasil/<int:langkah>/", kunjungan.hasil, name="hasil"),
]
