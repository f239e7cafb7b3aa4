from django.urls import path

from registry.views import surat, surat_daftar, surat_wilayah

urlpatterns = [
    path("posyandu/<str:kode>/sk/", surat.tambah, name="tambah-sk"),
    path("posyandu/<str:kode>/surat/", surat.unit, name="surat-unit"),
    path("posyandu/<str:kode>/surat-wilayah/", surat_wilayah.dari_unit, name="surat-desa"),
    path("surat/", surat_daftar.daftar, name="surat-daftar"),
    path("surat/wilayah/", surat_daftar.wilayah, name="surat-wilayah-daftar"),
    path("surat/wilayah/baru/", surat_wilayah.tambah, name="surat-wilayah-tambah"),
    path("surat/wilayah/kepala/", surat_wilayah.pergantian, name="pergantian-kepala"),
    path("surat/<int:pk>/", surat.rinci, name="surat"),
    path("surat/<int:pk>/ubah/", surat.ubah, name="surat-ubah"),
    path("surat/<int:pk>/pindaian/", surat.pindaian, name="surat-pindaian"),
    path("surat/<int:pk>/cabut/", surat.cabut, name="surat-cabut"),
    path("surat/<int:pk>/berkas/", surat.berkas, name="surat-berkas"),
    path("surat-wilayah/<int:pk>/", surat_wilayah.rinci, name="surat-wilayah"),
    path("surat-wilayah/<int:pk>/ubah/", surat_wilayah.ubah, name="surat-wilayah-ubah"),
    path("surat-wilayah/<int:pk>/pindaian/", surat_wilayah.pindaian, name="surat-wilayah-pindaian"),
    path("surat-wilayah/<int:pk>/cabut/", surat_wilayah.cabut, name="surat-wilayah-cabut"),
    path("surat-wilayah/<int:pk>/berkas/", surat_wilayah.berkas, name="surat-wilayah-berkas"),
]
