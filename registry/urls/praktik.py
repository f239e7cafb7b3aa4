from django.urls import path

from registry.views import percontohan, praktik

urlpatterns = [
    path("posyandu/praktik/", praktik.daftar, name="praktik"),
    path("posyandu/praktik/<int:pk>/", praktik.rinci, name="praktik-rinci"),
    path("posyandu/praktik/<int:pk>/ubah/", praktik.ubah, name="ubah-praktik"),
    path("posyandu/praktik/<int:pk>/langkah/", praktik.langkah, name="langkah-praktik"),
    path("posyandu/praktik/<int:pk>/tiru/", praktik.tiru, name="tiru-praktik"),
    path("posyandu/praktik/<int:pk>/foto/", praktik.foto, name="foto-praktik"),
    path("posyandu/praktik/tiru/<int:pk>/batal/", praktik.batal_tiru, name="batal-tiru"),
    path("posyandu/<str:kode>/praktik/", praktik.tulis, name="tulis-praktik"),
    path("posyandu/percontohan/", percontohan.daftar, name="percontohan"),
    path("posyandu/percontohan/<int:pk>/akhiri/", percontohan.akhiri, name="akhiri-percontohan"),
    path("posyandu/percontohan/<int:pk>/tonggak/", percontohan.tonggak, name="tambah-tonggak"),
    path("posyandu/tonggak/<int:pk>/lapor/", percontohan.lapor, name="lapor-tonggak"),
    path("posyandu/tonggak/<int:pk>/putus/", percontohan.putus, name="putus-tonggak"),
    path("posyandu/<str:kode>/percontohan/", percontohan.unit, name="percontohan-unit"),
]
