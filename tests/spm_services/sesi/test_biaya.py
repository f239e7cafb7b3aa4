"""What a tap costs: as many questions for three people in the queue as for thirty, and few of them."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from posyandu_app.lib.waktu import hari_ini
from spm_services.actions.sesi import buka_sesi, daftarkan
from spm_services.models import KunjunganWarga
from tests.pembuat import make_warga

pytestmark = pytest.mark.django_db
BUKAN = re.compile(r"^\s*(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT)", re.I)
DATANG, UKUR = 12, 25  # measuring writes two services, their log, growth and what rules found


@pytest.fixture
def kader(cast):
    return cast["kader"]


@pytest.fixture
def klien(masuk, kader):
    return masuk(kader)


@pytest.fixture
def sesi(seruni, kader):
    return buka_sesi(seruni, hari_ini(), actor=kader)


def anak(seruni):
    return make_warga(seruni, lahir=hari_ini() - timedelta(days=430))


def antre(sesi, seruni, n):
    for _ in range(n):
        daftarkan(sesi, anak(seruni), actor=None)


def biaya(klien, url, isi):
    with CaptureQueriesContext(connection) as catatan:
        assert klien.post(url, isi).status_code == 302
    return [q["sql"] for q in catatan if not BUKAN.match(q["sql"])]


def ukur(klien, kunjungan):
    url = reverse("spm_services:langkah", args=[kunjungan.uuid, 2])
    form = klien.get(url).context["form"]
    isi = {form[n].html_name: form[n].value() or "" for n in form.fields if form[n].is_hidden}
    return biaya(klien, url, isi | {"timbang_anak-bb": "9,4", "ukur_anak-pb_tb": "74,5"})


def test_registering_costs_the_same_in_a_long_queue(klien, sesi, seruni):
    url = reverse("spm_services:datang", args=[sesi.uuid])
    sedikit = biaya(klien, url, {"warga": str(anak(seruni).uuid)})
    antre(sesi, seruni, 29)
    banyak = biaya(klien, url, {"warga": str(anak(seruni).uuid)})
    assert len(sedikit) == len(banyak) <= DATANG, "\n".join(s[:120] for s in banyak)


def test_measuring_costs_the_same_in_a_long_queue(klien, sesi, seruni):
    antre(sesi, seruni, 2)
    sedikit = ukur(klien, KunjunganWarga.objects.order_by("nomor")[0])
    antre(sesi, seruni, 28)
    banyak = ukur(klien, KunjunganWarga.objects.order_by("nomor")[1])
    assert len(sedikit) == len(banyak) <= UKUR, "\n".join(s[:120] for s in banyak)
