from django.urls import path

from registry.views import impor

urlpatterns = [
    path("impor/", impor.daftar, name="impor"),
    path("impor/baru/<slug:jenis>/", impor.baru, name="impor-baru"),
    path("impor/templat/<slug:jenis>/<slug:bentuk>/", impor.templat, name="impor-templat"),
    path("impor/<uuid:kunci>/", impor.rinci, name="impor-rinci"),
    path("impor/<uuid:kunci>/simpan/", impor.simpan, name="impor-simpan"),
    path("impor/<uuid:kunci>/buang/", impor.buang, name="impor-buang"),
    path("impor/<uuid:kunci>/perbaikan/<slug:bentuk>/", impor.perbaikan, name="impor-perbaikan"),
]
