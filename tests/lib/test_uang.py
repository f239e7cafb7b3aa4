"""Rupiah as people type it and as documents print it."""

from decimal import Decimal

import pytest

from posyandu_app.lib.uang import baca_rupiah, ribuan, rupiah, rupiah_ringkas


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("48.232,91", "48232.91"),
        ("Rp48.232,91", "48232.91"),
        ("Rp 1.250.000", "1250000.00"),
        ("Rp. 1.250.000,5", "1250000.50"),
        ("1250000", "1250000.00"),
        ("0", "0.00"),
        ("0,01", "0.01"),
        ("-5.000", "-5000.00"),
        ("9.999.999.999.999.999,99", "9999999999999999.99"),
    ],
)
def test_amounts_as_people_write_them(teks, nilai):
    assert baca_rupiah(teks) == Decimal(nilai)
    assert baca_rupiah(teks).as_tuple().exponent == -2


@pytest.mark.parametrize(
    "teks",
    ["", " ", "abc", "1.5", "12.50", "1.25", "1250.000", "1.250.00", "1,250,000", "48,232.91", "1.250,505", ",5", "5,"],
)
def test_what_could_mean_two_amounts_is_refused(teks):
    with pytest.raises(ValueError, match="bukan jumlah rupiah"):
        baca_rupiah(teks)


@pytest.mark.parametrize("teks", ["1e9", "NaN", "Infinity", "٥٠٠", "1_000", "--5", "5-", "Rp", "USD 5", "1.250.000,-"])
def test_what_python_would_read_as_a_number_is_not_always_rupiah(teks):
    with pytest.raises(ValueError, match="bukan jumlah rupiah"):
        baca_rupiah(teks)


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        (0, "0"),
        (999, "999"),
        (1250000, "1.250.000"),
        (Decimal("48232.91"), "48.232,91"),
        (Decimal("48232.50"), "48.232,50"),
        (Decimal("48232.00"), "48.232"),
    ],
)
def test_ribuan_shows_cents_only_where_there_are_any(nilai, teks):
    assert ribuan(nilai) == teks


@pytest.mark.parametrize("nilai", ["0", "0.01", "1", "999.99", "1000", "48232.91", "1250000.5", "9999999999999999.99"])
def test_what_is_shown_can_be_typed_back(nilai):
    assert baca_rupiah(rupiah(Decimal(nilai))) == Decimal(nilai)


def test_a_minus_stands_before_rp():
    assert rupiah(Decimal("-1250.5")) == "−Rp1.250,50"


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        (999_999, "Rp999.999"),
        (1_000_000, "Rp1 juta"),
        (212_000_000, "Rp212 juta"),
        (4_911_000_000, "Rp4,91 miliar"),
        (3_500_000_000_000, "Rp3,5 triliun"),
    ],
)
def test_a_short_amount_keeps_two_places_at_most(nilai, teks):
    assert rupiah_ringkas(nilai) == teks
