from django.urls import path

from accounts import views_pekerjaan as views

app_name = "pekerjaan"
urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("<uuid:kunci>/", views.rinci, name="rinci"),
    path("<uuid:kunci>/batal/", views.batal, name="batal"),
    path("<uuid:kunci>/berkas/", views.berkas, name="berkas"),
]
