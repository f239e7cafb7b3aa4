"""Growth of a child, and SKDN of an area."""

from django.urls import path

from spm_services.views import skdn, tumbuh

urlpatterns = [
    path("warga/<uuid:uuid>/tumbuh/", tumbuh.tumbuh, name="tumbuh"),
    path("warga/<uuid:uuid>/tumbuh/<uuid:kunjungan>/putusan/", tumbuh.putusan, name="putusan-nt"),
    path("warga/<uuid:uuid>/tumbuh/<uuid:kunjungan>/cabut/", tumbuh.cabut_putusan, name="cabut-putusan-nt"),
    path("layanan/skdn/", skdn.skdn, name="skdn"),
    path("layanan/skdn/anak/", skdn.anak, name="skdn-anak"),
    path("layanan/skdn/berkas/", skdn.berkas, name="skdn-berkas"),
]
