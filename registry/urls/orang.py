from django.urls import path

from registry.views import orang, pribadi

urlpatterns = [
    path("posyandu/<str:kode>/orang/", orang.unit, name="orang-unit"),
    path("posyandu/<str:kode>/kader/", orang.tambah_kader, name="tambah-kader"),
    path("posyandu/<str:kode>/pengurus/", orang.tambah_pengurus, name="tambah-pengurus"),
    path("kader/", orang.daftar_kader, name="kader"),
    path("kader/konflik/", pribadi.konflik, name="konflik"),
    path("kader/masa/", pribadi.masa, name="masa"),
    path("kader/<int:pk>/akhiri/", orang.akhiri_kader, name="akhiri-kader"),
    path("pengurus/<int:pk>/akhiri/", orang.akhiri_pengurus, name="akhiri-pengurus"),
    path("orang/gabungan/<int:pk>/batal/", pribadi.batal_gabung, name="batal-gabung"),
    path("orang/<uuid:uuid>/", pribadi.rinci, name="orang"),
    path("orang/<uuid:uuid>/ubah/", pribadi.ubah, name="orang-ubah"),
    path("orang/<uuid:uuid>/nik/", pribadi.nik, name="orang-nik"),
    path("orang/<uuid:uuid>/lkd/", pribadi.jabatan_lkd, name="orang-lkd"),
    path("orang/<uuid:uuid>/konflik/", pribadi.putuskan_konflik, name="putuskan-konflik"),
]
