from django.urls import path

from accounts.views import akun, orang, saya

app_name = "accounts"
urlpatterns = [
    path("", akun.daftar, name="daftar"),
    path("saya/", saya.saya, name="saya"),
    path("baru/", akun.tambah, name="tambah"),
    path("tutup/", akun.tutup, name="tutup-banyak"),
    path("orang/<int:pk>/", orang.rinci, name="orang"),
    path("orang/<int:pk>/kode/", orang.kode, name="kode"),
    path("orang/<int:pk>/tutup/", orang.tutup, name="tutup"),
    path("orang/<int:pk>/buka/", orang.buka, name="buka"),
    path("orang/<int:pk>/gabung/", orang.gabung, name="gabung"),
    path("orang/<int:pk>/pisah/", orang.batal_gabung, name="batal-gabung"),
    path("orang/<int:pk>/penugasan/", orang.tugas, name="tugas"),
    path("penugasan/<int:pk>/plt/", orang.plt, name="plt"),
    path("penugasan/<int:pk>/sandi/", akun.sandi_baru, name="sandi-baru"),
    path("penugasan/<int:pk>/akhiri/", akun.cabut, name="cabut"),
]
