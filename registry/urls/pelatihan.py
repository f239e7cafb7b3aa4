from django.urls import path

from registry.views import keterampilan, pelatihan

urlpatterns = [
    path("kader/pelatihan/", pelatihan.daftar, name="pelatihan"),
    path("kader/pelatihan/baru/", pelatihan.buat, name="buat-pelatihan"),
    path("kader/pelatihan/<int:pk>/", pelatihan.rinci, name="pelatihan-rinci"),
    path("kader/pelatihan/<int:pk>/ubah/", pelatihan.ubah, name="ubah-pelatihan"),
    path("kader/pelatihan/<int:pk>/peserta/", pelatihan.peserta, name="peserta-pelatihan"),
    path("kader/pelatihan/<int:pk>/peserta-lain/", pelatihan.peserta_lain, name="peserta-lain"),
    path("kader/pelatihan/<int:pk>/hadir/", pelatihan.hadir, name="hadir-pelatihan"),
    path("kader/pelatihan/<int:pk>/tanda/", pelatihan.tanda, name="tanda-pelatihan"),
    path("kader/pelatihan/<int:pk>/daftar-hadir/", pelatihan.cetak, name="cetak-hadir"),
    path("kader/peserta/<int:pk>/hapus/", pelatihan.hapus_peserta, name="hapus-peserta"),
    path("kader/keterampilan/", keterampilan.matriks, name="keterampilan"),
    path("kader/masa-kerja/", keterampilan.masa_kerja, name="masa-kerja"),
    path("orang/<uuid:uuid>/keterampilan/", keterampilan.orang, name="orang-keterampilan"),
    path("orang/tanda/<int:pk>/cabut/", keterampilan.cabut, name="cabut-tanda"),
]
