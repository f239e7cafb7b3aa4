"""How templates write numbers and ages."""

from decimal import Decimal

import pytest

from posyandu_app.templatetags.tampilan import koma, tahun_bulan, ukuran


@pytest.mark.parametrize(
    ("nilai", "teks"), [(Decimal("0.10"), "0,1"), (Decimal("-2.50"), "−2,5"), (12, "12"), (Decimal(0), "0")]
)
def test_decimals_have_a_comma_and_no_idle_zeros(nilai, teks):
    assert koma(nilai) == teks


@pytest.mark.parametrize(("nilai", "teks"), [("7", "7,0"), ("7.10", "7,1"), ("7.15", "7,15")])
def test_a_measure_has_at_least_one_decimal(nilai, teks):
    assert ukuran(Decimal(nilai)) == teks


@pytest.mark.parametrize(("bulan", "teks"), [(0, "0 bulan"), (5, "5 bulan"), (24, "2 tahun"), (27, "2 tahun 3 bulan")])
def test_an_age_in_years_and_months(bulan, teks):
    assert tahun_bulan(bulan) == teks
