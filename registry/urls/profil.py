from django.urls import path

from registry.views import keadaan, profil

urlpatterns = [
    path("posyandu/<str:kode>/profil/", profil.profil, name="profil"),
    path("posyandu/<str:kode>/profil/<slug:bagian>/", profil.ubah_bagian, name="ubah-bagian"),
    path("posyandu/<str:kode>/sasaran/", profil.ubah_sasaran, name="ubah-sasaran"),
    path("posyandu/<str:kode>/perlengkapan/<slug:barang>/", profil.ubah_alat, name="ubah-alat"),
    path("posyandu/<str:kode>/pembina/", profil.ubah_pembina, name="ubah-pembina"),
    path("posyandu/<str:kode>/riwayat/", keadaan.riwayat, name="riwayat"),
    path("posyandu/<str:kode>/riwayat/<slug:jenis>/", keadaan.ubah_keadaan, name="ubah-keadaan"),
    path("posyandu/<str:kode>/pada/", keadaan.pada, name="pada"),
]
