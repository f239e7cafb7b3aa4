"""Months as half-open periods."""

from datetime import date

import pytest

from posyandu_app.lib.periode import Bulan, deret_bulan, setahun, tahun_dari


def test_a_month_ends_where_the_next_begins():
    assert (Bulan(2026, 12).mulai, Bulan(2026, 12).sampai) == (date(2026, 12, 1), date(2027, 1, 1))
    assert Bulan(2024, 2).sampai == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("langkah", "hasil"), [(0, "2026-11"), (1, "2026-12"), (2, "2027-01"), (-10, "2026-01"), (-11, "2025-12")]
)
def test_tambah_crosses_years_both_ways(langkah, hasil):
    assert str(Bulan(2026, 11).tambah(langkah)) == hasil


@pytest.mark.parametrize("nilai", ["2026-11", 202611, date(2026, 11, 30)])
def test_dari_reads_text_number_and_day_alike(nilai):
    assert Bulan.dari(nilai) == Bulan(2026, 11)


@pytest.mark.parametrize(
    "nilai",
    ["", "2026", "2026-1", "2026-13", "2026-00", "2026/11", "-026-11", "2026-11-01", "abcd-ef", 0, 2026, 202613],
)
def test_dari_refuses_what_is_not_a_month(nilai):
    with pytest.raises(ValueError, match=r"bukan bulan"):
        Bulan.dari(nilai)


@pytest.mark.parametrize("nilai", ["1900-01", "2000-02", "2999-11", "2999-12"])
def test_every_month_that_is_accepted_has_an_end(nilai):
    bulan = Bulan.dari(nilai)
    assert bulan.mulai < bulan.sampai


def test_months_sort_by_time_and_name_themselves():
    assert sorted([Bulan(2026, 2), Bulan(2025, 12), Bulan(2026, 1)])[0] == Bulan(2025, 12)
    assert (Bulan(2026, 8).nama, Bulan(2026, 8).singkat, Bulan(2026, 8).angka) == ("Agustus 2026", "Agu", 202608)


def test_deret_bulan_holds_both_ends():
    assert [str(b) for b in deret_bulan(Bulan(2025, 11), Bulan(2026, 2))] == [
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
    ]
    assert deret_bulan(Bulan(2026, 1), Bulan(2026, 1)) == [Bulan(2026, 1)]


def test_deret_bulan_refuses_a_reversed_or_endless_span():
    with pytest.raises(ValueError, match="sesudah"):
        deret_bulan(Bulan(2026, 2), Bulan(2026, 1))
    with pytest.raises(ValueError, match="sepuluh tahun"):
        deret_bulan(Bulan(2000, 1), Bulan(2026, 1))


def test_a_year_is_its_twelve_months():
    assert [b.bulan for b in setahun(2026)] == list(range(1, 13))
    assert {b.tahun for b in setahun(2026)} == {2026}


@pytest.mark.parametrize("teks", ["", "26", "20260", "2014", "2061", "dua!", "２０２６", "+202", "-026"])
def test_what_is_no_year_of_ours_is_the_default(teks: str) -> None:
    assert tahun_dari(teks, 1999) == 1999


def test_a_year_is_read_within_its_span() -> None:
    assert [tahun_dari(t, 0) for t in ("2015", "2026", "2060")] == [2015, 2026, 2060]
    assert [tahun_dari(t, 0, awal=2000, akhir=2026) for t in ("2000", "2027")] == [2000, 0]
