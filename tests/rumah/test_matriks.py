"""Role × address: every address answers every member of the cast as the matrix says (matriks_akses.py)."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.conftest import TUGAS
from tests.rumah.jalan import RUTE, klien, semua_get, url
from tests.rumah.matriks_akses import MATRIKS, SIAPA

pytestmark = pytest.mark.django_db
# Leaving ends the session, so nobody is sent there in the middle of a walk.
TANPA_KIRIM = {"keluar"}


def kekurangan() -> list[str]:
    """What the matrix does not say yet."""
    kurang = [f"alamat tanpa jawaban: {nama}" for nama in RUTE if ("GET", nama, "") not in MATRIKS]
    kurang += [f"bukan alamat lagi: {nama}" for _, nama, _ in MATRIKS if nama not in RUTE]
    kurang += [f"pemeran tanpa kolom: {siapa}" for siapa in {*TUGAS, "anonim"} ^ set(SIAPA)]
    return kurang


@pytest.fixture
def lengkap() -> None:
    if kekurangan():
        pytest.fail("Lengkapi tests/rumah/matriks_akses.py – " + "; ".join(kekurangan()))


def coba(client: Client, cara: str, alamat: str) -> HttpResponse:
    """The answer, with everything it wrote undone."""
    titik = transaction.savepoint()
    jawaban = client.post(alamat, {"apa": "-"}) if cara == "POST" else client.get(alamat)
    transaction.savepoint_rollback(titik)
    return jawaban


def test_the_matrix_names_every_address_and_everybody():
    assert kekurangan() == []


@pytest.mark.parametrize("siapa", SIAPA)
def test_each_address_answers_as_the_matrix_says(siapa, dunia, lengkap):
    client = klien(dunia, siapa)
    beda = {}
    for (cara, nama, tanya), harap in MATRIKS.items():
        jawaban = coba(client, cara, url(dunia, nama, tanya))
        if jawaban.status_code != harap[siapa]:
            beda[f"{cara} {nama} {tanya}"] = f"diharap {harap[siapa]}, dijawab {jawaban.status_code}"
    assert beda == {}


@pytest.mark.parametrize("siapa", SIAPA)
def test_a_form_that_may_not_be_opened_may_not_be_sent(siapa, dunia, lengkap):
    client = klien(dunia, siapa)
    beda = {}
    for (cara, nama, tanya), harap in MATRIKS.items():
        if cara == "GET" and nama not in TANPA_KIRIM and harap[siapa] in (403, 404):
            status = coba(client, "POST", url(dunia, nama, tanya)).status_code
            if status not in (403, 404, 405):
                beda[f"{nama} {tanya}"] = status
    assert beda == {}


def test_a_visitor_is_sent_to_sign_in_and_brought_back(dunia, lengkap):
    dikirim = {tuju: j.url for tuju, j in semua_get(dunia, klien(dunia, "anonim")) if j.status_code == 302}
    assert dikirim
    assert all(ke.startswith("/masuk/?next=/") for ke in dikirim.values())


@pytest.mark.parametrize("siapa", ["kabupaten_lain", "kelurahan_lain", "tanpa_tugas"])
def test_the_pages_of_outsiders_do_not_name_the_unit(siapa, dunia, lengkap):
    for tuju, jawaban in semua_get(dunia, klien(dunia, siapa)):
        isi = (b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content).decode("utf-8", "replace")
        # Where a unit is and when it opens is for anybody; who works there is not. An approved praktik baik names the
        # unit it is from, for everybody who is signed in.
        if not tuju.startswith(("/publik/", "/posyandu/praktik/")):
            assert dunia.unit.nama not in isi, tuju
        assert dunia.kader.orang.nama not in isi, tuju
