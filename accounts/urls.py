from django.urls import path

from accounts.views import akun, saya

app_name = "accounts"
urlpatterns = [
    path("", akun.daftar, name="daftar"),
    path("saya/", saya.saya, name="saya"),
    path("baru/", akun.tambah, name="tambah"),
    path("penugasan/<int:pk>/sandi/", akun.sandi_baru, name="sandi-baru"),
    path("penugasan/<int:pk>/akhiri/", akun.cabut, name="cabut"),
]
