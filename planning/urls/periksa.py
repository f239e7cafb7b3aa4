"""Addresses of the checks: finding book, rules, control totals, shares."""

from django.urls import path

from planning.views import periksa, porsi

urlpatterns = [
    path("pemeriksaan/", periksa.daftar, name="temuan"),
    path("pemeriksaan/aturan/", periksa.aturan, name="temuan-aturan"),
    path("pemeriksaan/cetak/", periksa.cetak, name="temuan-cetak"),
    path("pemeriksaan/unduh/<slug:bentuk>/", periksa.unduh, name="temuan-unduh"),
    path("pemeriksaan/<int:pk>/", periksa.rinci, name="temuan-satu"),
    path("pemeriksaan/<int:pk>/jelaskan/", periksa.jelaskan, name="temuan-jelaskan"),
    path("pemeriksaan/<int:pk>/terima/", periksa.terima, name="temuan-terima"),
    path("pemeriksaan/<int:pk>/buka/", periksa.buka, name="temuan-buka"),
    path("pemeriksaan/dokumen/<int:pk>/", periksa.periksa_lagi, name="periksa-dokumen"),
    path("pemeriksaan/total/", porsi.total, name="total"),
    path("pemeriksaan/total/<int:pk>/", porsi.total_satu, name="total-satu"),
    path("pemeriksaan/total/<int:pk>/isi/", porsi.total_isi, name="total-isi"),
    path("pemeriksaan/porsi/", porsi.porsi, name="porsi"),
    path("pemeriksaan/porsi/baru/", porsi.porsi_baru, name="porsi-baru"),
    path("pemeriksaan/porsi/dokumen/<int:pk>/", porsi.porsi_dokumen, name="porsi-dokumen"),
    path("pemeriksaan/porsi/<int:pk>/akhiri/", porsi.porsi_akhiri, name="porsi-akhiri"),
]
