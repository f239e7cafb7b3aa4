from django.urls import path

from registry.views import insentif, insentif_baris, keaktifan

urlpatterns = [
    path("kader/insentif/", insentif.daftar, name="insentif"),
    path("kader/insentif/saya/", insentif_baris.saya, name="insentif-saya"),
    path("kader/insentif/tarif/", insentif.tarif, name="insentif-tarif"),
    path("kader/insentif/tarif/baru/", insentif.tambah_tarif, name="insentif-tarif-baru"),
    path("kader/insentif/tarif/<int:pk>/akhiri/", insentif.akhiri_tarif, name="insentif-tarif-akhiri"),
    path("kader/insentif/tunggakan/", insentif_baris.tunggakan, name="insentif-tunggakan"),
    path("kader/insentif/baru/", insentif.susun, name="insentif-baru"),
    path("kader/insentif/<int:pk>/", insentif.rinci, name="insentif-rinci"),
    path("kader/insentif/<int:pk>/cetak/", insentif.cetak, name="insentif-cetak"),
    path("kader/insentif/<int:pk>/langkah/", insentif.langkah, name="insentif-langkah"),
    path("kader/insentif/<int:pk>/tanda/", insentif.tanda, name="insentif-tanda"),
    path("kader/insentif/<int:pk>/bayar/", insentif.bayar, name="insentif-bayar"),
    path("kader/insentif/baris/<int:pk>/", insentif_baris.baris, name="insentif-baris"),
    path("kader/insentif/baris/<int:pk>/lunasi/", insentif_baris.lunasi, name="insentif-lunasi"),
    path("kader/insentif/baris/<int:pk>/keberatan/", insentif_baris.keberatan, name="insentif-keberatan"),
    path("kader/insentif/keberatan/<int:pk>/", insentif_baris.jawab, name="insentif-jawab"),
    path("kader/keaktifan/", keaktifan.daftar, name="keaktifan"),
    path("kader/keaktifan/<int:pk>/", keaktifan.jawab, name="keaktifan-jawab"),
]
