from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("baru/", views.tambah, name="tambah"),
    path("penugasan/<int:pk>/sandi/", views.sandi_baru, name="sandi-baru"),
    path("penugasan/<int:pk>/akhiri/", views.cabut, name="cabut"),
]
