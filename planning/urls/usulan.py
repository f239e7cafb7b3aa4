"""Addresses of proposals: from a need to a line, gate by gate."""

from django.urls import path

from planning.views import usulan, usulan_butuh, usulan_cetak, usulan_du, usulan_foto, usulan_langkah, usulan_taut

urlpatterns = [
    path("usulan/", usulan.daftar, name="usulan"),
    path("usulan/unduh/", usulan.unduh, name="usulan-unduh"),
    path("usulan/butuh/", usulan_butuh.butuh, name="usulan-butuh"),
    path("usulan/baru/", usulan_butuh.baru, name="usulan-baru"),
    path("usulan/rekap/", usulan_cetak.rekap, name="usulan-rekap"),
    path("usulan/du-rkpdes/", usulan_du.daftar, name="usulan-du-rkpdes"),
    path("usulan/berita-acara/", usulan_cetak.berita_acara, name="usulan-berita-acara"),
    path("usulan/<int:pk>/", usulan.rinci, name="usulan-rinci"),
    path("usulan/<int:pk>/ubah/", usulan_butuh.ubah, name="usulan-ubah"),
    path("usulan/<int:pk>/bukti/", usulan_cetak.bukti, name="usulan-bukti"),
    path("usulan/<int:pk>/surat/", usulan_cetak.surat, name="usulan-surat"),
    path("usulan/<int:pk>/langkah/<slug:langkah>/", usulan_langkah.langkah, name="usulan-langkah"),
    path("usulan/<int:pk>/pecah/", usulan_langkah.pecah, name="usulan-pecah"),
    path("usulan/<int:pk>/gabung/", usulan_langkah.gabung, name="usulan-gabung"),
    path("usulan/<int:pk>/baris/", usulan_taut.pilih, name="usulan-baris"),
    path("usulan/<int:pk>/baris/<int:baris>/", usulan_taut.taut, name="usulan-taut"),
    path("usulan/<int:pk>/foto/", usulan_foto.tambah, name="usulan-foto-baru"),
    path("usulan/foto/<int:pk>/", usulan_foto.lihat, name="usulan-foto"),
    path("usulan/foto/<int:pk>/hapus/", usulan_foto.hapus, name="usulan-foto-hapus"),
    path("usulan/tautan/<int:pk>/lepas/", usulan_taut.lepas, name="usulan-lepas"),
]
