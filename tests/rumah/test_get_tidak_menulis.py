"""Looking changes nothing: the cast opens every page, and no table moves."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.rumah.jalan import BUKAN_DATA, jumlah_baris, klien, semua_get
from tests.rumah.matriks_akses import SIAPA

pytestmark = pytest.mark.django_db
MENULIS = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|CREATE|ALTER|DROP|SELECT .* FOR )", re.I | re.S)


@pytest.mark.parametrize("siapa", SIAPA)
def test_opening_every_page_writes_nothing(siapa, dunia):
    client = klien(dunia, siapa)
    semula = jumlah_baris()
    with CaptureQueriesContext(connection) as catatan:
        assert list(semua_get(dunia, client))
    tulis = [q["sql"] for q in catatan if MENULIS.match(q["sql"]) and not any(t in q["sql"] for t in BUKAN_DATA)]
    assert tulis == []
    assert jumlah_baris() == semula


def test_the_guard_knows_a_write_from_a_read():
    assert MENULIS.match("insert into x values (1)")
    assert MENULIS.match("SELECT 1 FROM x FOR NO KEY UPDATE")
    assert not MENULIS.match("SELECT updated FROM x")
