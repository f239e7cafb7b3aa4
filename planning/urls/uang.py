"""Addresses of money: tying, paying, one unit's ledger, the trace. Fixed words stand before a unit's code."""

from django.urls import path

from planning.views import alur, jejak, jejak_indikator, uang, uang_alokasi, uang_bayar

urlpatterns = [
    path("alur/", alur.alur, name="alur"),
    path("alur/kebutuhan/", alur.kebutuhan, name="alur-kebutuhan"),
    path("uang/", uang.daftar, name="uang"),
    path("uang/baris/<int:pk>/sumber/", uang_alokasi.bagi_sumber, name="bagi-sumber"),
    path("uang/baris/<int:pk>/rencana/", uang_alokasi.pilih_rencana, name="pilih-rencana"),
    path("uang/rencana/<uuid:uuid>/", uang_alokasi.pilih_baris_rencana, name="pilih-baris-rencana"),
    path("uang/rencana/<uuid:uuid>/baris/<int:pk>/", uang_alokasi.alokasikan_rencana, name="alokasikan-rencana"),
    path("uang/alokasi/<int:pk>/", uang_bayar.alokasi, name="alokasi"),
    path("uang/alokasi/<int:pk>/bayar/", uang_bayar.bayar, name="bayar"),
    path("uang/bayar/<int:pk>/batal/", uang_bayar.batal_bayar, name="batal-bayar"),
    path("uang/bantuan/<int:pk>/batal/", uang.batal_bantuan, name="batal-bantuan"),
    path("uang/<str:kode>/", uang.unit, name="uang-unit"),
    path("uang/<str:kode>/unduh/", uang.unduh, name="uang-unduh"),
    path("uang/<str:kode>/bantuan/", uang.bantuan, name="bantuan"),
    path("jejak/tanpa-layanan/", jejak.tanpa_layanan, name="tanpa-layanan"),
    path("jejak/tanpa-anggaran/", jejak.tanpa_anggaran, name="tanpa-anggaran"),
    path("jejak/baris/<int:pk>/", jejak.baris, name="jejak-baris"),
    path("jejak/indikator/<int:pk>/", jejak_indikator.indikator, name="jejak-indikator"),
    path("jejak/kegiatan/<uuid:kunci>/", jejak.kegiatan, name="jejak-kegiatan"),
    path("jejak/keluarga/<uuid:uuid>/", jejak.keluarga, name="jejak-keluarga"),
]
