from django.urls import path

from registry.views import ekspor

urlpatterns = [
    path("ekspor/", ekspor.daftar, name="ekspor"),
    path("ekspor/<slug:jenis>/", ekspor.satu, name="ekspor-satu"),
]
