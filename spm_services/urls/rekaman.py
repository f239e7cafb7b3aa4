"""Records: the kader's forms and the list behind every figure."""

from django.urls import path

from spm_services.views import catat, lapangan, rekaman, rekaman_foto

urlpatterns = [
    path("lapangan/", lapangan.lapangan, name="lapangan"),
    path("lapangan/catat/<slug:layanan>/", catat.catat, name="catat"),
    path("lapangan/nakes/<slug:layanan>/", catat.catat_nakes, name="catat-nakes"),
    path("lapangan/<slug:bidang>/", lapangan.bidang, name="bidang"),
    path("lapangan/<slug:bidang>/pilih/", lapangan.pilih, name="pilih"),
    path("layanan/", rekaman.daftar, name="daftar"),
    path("layanan/<uuid:kunci>/", rekaman.rinci, name="rinci"),
    path("layanan/<uuid:kunci>/koreksi/", rekaman.koreksi, name="koreksi"),
    path("layanan/<uuid:kunci>/koreksi-nakes/", rekaman.koreksi_nakes, name="koreksi-nakes"),
    path("layanan/<uuid:kunci>/foto/", rekaman_foto.tambah, name="tambah-foto"),
    path("layanan/<uuid:kunci>/foto/<int:pk>/", rekaman_foto.lihat, name="foto"),
    path("layanan/<uuid:kunci>/foto/<int:pk>/hapus/", rekaman_foto.hapus, name="hapus-foto"),
    path("layanan/<uuid:kunci>/batalkan/", rekaman.batalkan, name="batalkan"),
]
