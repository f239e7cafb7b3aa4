"""The local day of a unit, and the six fields."""

from datetime import UTC, date, datetime

import pytest

from posyandu_app.lib import waktu
from posyandu_app.lib.bidang import ARTI, NAMA, SEMUA


@pytest.mark.parametrize(
    ("kode", "nama"),
    [
        ("33.75", "Jakarta"),
        ("61", "Jakarta"),
        ("62", "Jakarta"),
        ("63", "Makassar"),
        ("51", "Makassar"),
        ("81", "Jayapura"),
        ("96.01", "Jayapura"),
        ("ID", "Jakarta"),
    ],
)
def test_the_province_decides_the_zone(kode, nama):
    assert waktu.zona(kode).key == f"Asia/{nama}"


def test_it_is_tomorrow_in_papua_before_it_is_in_java(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 24, 15, 30, tzinfo=UTC))
    assert waktu.hari_ini("33.75") == date(2026, 11, 24)
    assert waktu.hari_ini("94.71") == date(2026, 11, 25)


def test_there_are_six_fields_each_with_a_name_and_a_meaning():
    assert len(SEMUA) == 6
    assert set(NAMA) == set(ARTI) == set(SEMUA)
