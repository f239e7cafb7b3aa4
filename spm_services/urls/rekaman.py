"""Records: the kader's forms and the list behind every figure."""

from django.urls import path

from spm_services.views import lapangan, rekaman

urlpatterns = [
    path("lapangan/", lapangan.lapangan, name="lapangan"),
    path("lapangan/catat/<slug:layanan>/", lapangan.catat, name="catat"),
    path("lapangan/<slug:bidang>/", lapangan.bidang, name="bidang"),
    path("lapangan/<slug:bidang>/pilih/", lapangan.pilih, name="pilih"),
    path("layanan/", rekaman.daftar, name="daftar"),
    path("layanan/<uuid:kunci>/", rekaman.rinci, name="rinci"),
    path("layanan/<uuid:kunci>/koreksi/", rekaman.koreksi, name="koreksi"),
    path("layanan/<uuid:kunci>/batalkan/", rekaman.batalkan, name="batalkan"),
]
