"""Requests and complaints, health referrals, and the page where applicants look."""

from django.urls import path

from spm_services.views import (
    rujukan,
    tiket,
    tiket_berkas,
    tiket_dari,
    tiket_kantor,
    tiket_langkah,
    tiket_publik,
    tiket_register,
)

urlpatterns = [
    path("permohonan/", tiket.daftar, name="tiket"),
    path("permohonan/meja/", tiket.meja, name="tiket-meja"),
    path("permohonan/opd/", tiket.opd, name="tiket-opd"),
    path("permohonan/register/", tiket_register.register, name="tiket-register"),
    path("permohonan/kinerja/", tiket_register.kinerja, name="tiket-kinerja"),
    path("permohonan/kantor/", tiket_kantor.daftar, name="tiket-kantor"),
    path("permohonan/kantor/<int:pk>/", tiket_kantor.tempatkan, name="tiket-tempatkan"),
    path("permohonan/dari/<uuid:kunci>/", tiket_dari.dari, name="tiket-dari"),
    path("permohonan/<uuid:uuid>/slip/", tiket_dari.slip, name="tiket-slip"),
    path("permohonan/<uuid:uuid>/", tiket.rinci, name="tiket-rinci"),
    path("permohonan/<uuid:uuid>/berkas/<slug:jenis>/", tiket_berkas.pasang, name="tiket-berkas"),
    path("permohonan/<uuid:uuid>/pindaian/<int:pk>/", tiket_berkas.unduh, name="tiket-unduh"),
    path("permohonan/<uuid:uuid>/pindaian/<int:pk>/lepas/", tiket_berkas.lepas, name="tiket-lepas"),
    path("permohonan/<uuid:uuid>/foto/<int:pk>/", tiket_berkas.foto, name="tiket-foto"),
    path("permohonan/<uuid:uuid>/<slug:langkah>/", tiket_langkah.langkah, name="tiket-langkah"),
    path("rujukan/", rujukan.daftar, name="rujukan"),
    path("rujukan/baru/<uuid:kunjungan>/", rujukan.baru, name="rujukan-baru"),
    path("publik/permohonan/", tiket_publik.permohonan, name="publik-permohonan"),
]
