"""Addresses of plans and budgets, one file for each part of them. Fixed words stand before a document's number."""

from planning.urls import butuh, dokumen, evaluasi, impor, insentif, kerja, periksa, tahap, uang, usulan

app_name = "planning"
urlpatterns = [
    *impor.urlpatterns,
    *tahap.urlpatterns,
    *uang.urlpatterns,
    *usulan.urlpatterns,
    *kerja.urlpatterns,
    *butuh.urlpatterns,
    *periksa.urlpatterns,
    *evaluasi.urlpatterns,
    *insentif.urlpatterns,
    *dokumen.urlpatterns,
]
