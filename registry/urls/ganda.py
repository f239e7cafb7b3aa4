from django.urls import path

from registry.views import ganda

urlpatterns = [
    path("posyandu/ganda/", ganda.daftar, name="ganda"),
    path("posyandu/ganda/<str:a>/<str:b>/", ganda.banding, name="ganda-banding"),
    path("posyandu/ganda/<str:a>/<str:b>/tinjau/", ganda.tinjau, name="ganda-tinjau"),
]
