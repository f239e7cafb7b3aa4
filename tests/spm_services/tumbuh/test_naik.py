"""N, T, O, B month by month, KBM cell by cell, and D = N + T + O + B for anything."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from posyandu_app.lib.periode import umur_bulan, umur_hari
from spm_services.tumbuh import kbm, naik
from spm_services.tumbuh.naik import ATURAN, Putusan, Status, Timbang, jumlah, nilai

LAHIR = date(2025, 1, 10)
KBM_SAJA, KIA = ATURAN["kbm"], ATURAN["kia-2023"]


def seri(*rows: tuple[int, int, str]) -> list[Timbang]:
    """(year, month, kg) weighed on the 12th."""
    return [Timbang(date(t, b, 12), Decimal(kg)) for t, b, kg in rows]


def kode(hasil) -> str:
    return "".join(h.status for h in hasil)


def test_the_first_weighing_is_new():
    assert kode(nilai("L", LAHIR, seri((2025, 3, "5.5")))) == "B"


def test_a_gap_of_a_month_is_o_and_the_next_is_compared_again():
    assert kode(nilai("L", LAHIR, seri((2025, 3, "5.5"), (2025, 5, "7.2"), (2025, 6, "7.9")))) == "BON"


def test_december_and_january_are_neighbours():
    assert kode(nilai("L", LAHIR, seri((2025, 12, "9.2"), (2026, 1, "9.5")))) == "BN"


def test_the_same_month_a_year_later_is_no_neighbour():
    assert kode(nilai("L", LAHIR, seri((2025, 12, "9.2"), (2027, 1, "12")))) == "BO"


def test_a_gain_of_exactly_the_kbm_is_n_and_a_hundred_grams_less_is_t():
    # Reached: 5 completed months, 500 g.
    assert kode(nilai("L", LAHIR, seri((2025, 5, "7.0"), (2025, 6, "7.5")), KBM_SAJA)) == "BN"
    assert kode(nilai("L", LAHIR, seri((2025, 5, "7.0"), (2025, 6, "7.4")), KBM_SAJA)) == "BT"


def test_the_month_of_the_kbm_is_the_age_reached():
    hasil = nilai("P", LAHIR, [Timbang(date(2025, 2, 20), Decimal(4)), Timbang(date(2025, 3, 9), Decimal("4.8"))])
    assert hasil[1].kbm_gram == 800  # one completed month on 9 March
    hasil = nilai("P", LAHIR, [Timbang(date(2025, 2, 20), Decimal(4)), Timbang(date(2025, 3, 10), Decimal("4.8"))])
    assert hasil[1].kbm_gram == 900


def test_a_small_child_that_follows_its_line_rises_by_the_book_and_not_by_kbm_alone():
    # 150 g at 13 months: under the KBM of 200 g, yet the curve keeps its place.
    rows = seri((2026, 1, "7.6"), (2026, 2, "7.75"))
    assert kode(nilai("P", LAHIR, rows, KBM_SAJA)) == "BT"
    hasil = nilai("P", LAHIR, rows, KIA)
    assert kode(hasil) == "BN"
    assert "mengikuti garis" in hasil[1].alasan


def test_a_flat_curve_never_follows_its_line():
    rows = seri((2028, 12, "15.0"), (2029, 1, "15.0"))
    assert kode(nilai("P", LAHIR, rows, replace(KIA, toleransi_z=Decimal(5)))) == "BT"


def test_the_tolerance_of_the_line_is_the_rules_and_not_the_codes():
    rows = seri((2026, 1, "7.6"), (2026, 2, "7.65"))
    assert kode(nilai("P", LAHIR, rows, KIA)) == "BT"
    assert kode(nilai("P", LAHIR, rows, replace(KIA, toleransi_z=Decimal("0.5")))) == "BN"


def test_fluid_hides_weight_so_the_curve_is_not_read():
    rows = [Timbang(date(2026, 1, 12), Decimal("7.6")), Timbang(date(2026, 2, 12), Decimal("7.75"), edema=True)]
    assert kode(nilai("P", LAHIR, rows, KIA)) == "BT"


def test_in_the_first_month_there_is_no_kbm_and_any_gain_is_n():
    hari = [date(2025, 1, 28), date(2025, 2, 3)]
    naiknya = [Timbang(h, Decimal(b)) for h, b in zip(hari, ("3.2", "3.5"), strict=True)]
    turunnya = [Timbang(h, Decimal(b)) for h, b in zip(hari, ("3.2", "3.1"), strict=True)]
    hasil = nilai("L", LAHIR, naiknya, KBM_SAJA)
    assert (kode(hasil), hasil[1].kbm_gram) == ("BN", None)
    assert kode(nilai("L", LAHIR, turunnya, KBM_SAJA)) == "BT"


def test_two_t_in_a_row_are_marked_on_the_second():
    rows = seri((2025, 12, "9.2"), (2026, 1, "9.1"), (2026, 2, "9.0"), (2026, 3, "9.6"))
    hasil = nilai("L", LAHIR, rows)
    assert kode(hasil) == "BTTN"
    assert [h.dua_t for h in hasil] == [False, False, True, False]


def test_a_gap_between_two_t_is_not_two_t():
    rows = seri((2025, 10, "9.2"), (2025, 11, "9.1"), (2026, 1, "9.0"), (2026, 2, "8.9"))
    hasil = nilai("L", LAHIR, rows)
    assert kode(hasil) == "BTOT"
    assert not any(h.dua_t for h in hasil)


def test_two_weighings_in_a_month_count_as_the_last():
    rows = [*seri((2025, 12, "9.2")), Timbang(date(2026, 1, 3), Decimal(9)), Timbang(date(2026, 1, 20), Decimal("9.6"))]
    hasil = nilai("L", LAHIR, reversed(rows))
    assert kode(hasil) == "BN"
    assert hasil[1].naik_gram == 400


def test_a_tenaga_kesehatan_overrules_with_a_reason_and_two_t_follows():
    rows = seri((2025, 12, "9.2"), (2026, 1, "9.1"), (2026, 2, "9.0"))
    hasil = nilai("L", LAHIR, rows, putusan={date(2026, 1, 12): Putusan(Status.NAIK, "timbangan diganti")})
    assert kode(hasil) == "BNT"
    assert (hasil[1].diputus, hasil[1].alasan) == (True, "timbangan diganti")
    assert not hasil[2].dua_t


def test_that_a_weighing_is_the_first_is_no_opinion():
    putusan = {date(2025, 12, 12): Putusan(Status.NAIK, "x")}
    hasil = nilai("L", LAHIR, seri((2025, 12, "9.2")), putusan=putusan)[0]
    assert (hasil.status, hasil.aturan, hasil.diputus) == (Status.BARU, Status.BARU, False)


@pytest.mark.parametrize("status", [Status.LEWAT, Status.BARU])
def test_only_n_and_t_can_be_decided(status):
    with pytest.raises(ValueError, match="hanya N dan T"):
        Putusan(status, "x")


def test_each_weighing_of_a_month_is_judged_against_the_month_before():
    rows = [*seri((2025, 12, "9.2")), Timbang(date(2026, 1, 3), Decimal(9)), Timbang(date(2026, 1, 20), Decimal("9.6"))]
    assert kode(naik.tiap_timbang("L", LAHIR, rows)) == "BTN"


def test_a_weighing_that_is_not_the_months_last_makes_no_second_t():
    rows = [*seri((2025, 12, "9.2"), (2026, 2, "9.3"))]
    rows += [Timbang(date(2026, 1, 3), Decimal(9)), Timbang(date(2026, 1, 20), Decimal("9.6"))]
    assert [(h.status, h.t_berturut) for h in naik.tiap_timbang("L", LAHIR, rows)][1:] == [("T", 1), ("N", 0), ("T", 1)]


def test_the_number_of_t_in_a_row_is_told():
    rows = seri((2025, 12, "9.2"), (2026, 1, "9.1"), (2026, 2, "9.0"), (2026, 3, "8.9"))
    assert [h.t_berturut for h in nilai("L", LAHIR, rows)] == [0, 1, 2, 3]


def test_each_month_may_have_its_own_rule():
    rows = seri((2026, 1, "7.6"), (2026, 2, "7.75"), (2026, 3, "7.9"))
    pada = {1: KIA, 2: KBM_SAJA, 3: KIA}
    assert kode(nilai("P", LAHIR, rows, lambda hari: pada[hari.month])) == "BTN"


def test_the_reason_tells_gain_and_what_was_due():
    rows = seri((2025, 5, "7.0"), (2025, 6, "7.2"))
    assert nilai("L", LAHIR, rows, KBM_SAJA)[1].alasan == "naik 200 g, seharusnya paling sedikit 500 g"
    rows = seri((2025, 5, "7.0"), (2025, 6, "6.9"))
    assert nilai("L", LAHIR, rows)[1].alasan == "turun 100 g, seharusnya naik paling sedikit 500 g"


def test_a_weighing_before_birth_is_refused():
    with pytest.raises(ValueError, match="sebelum lahir"):
        nilai("L", LAHIR, [Timbang(date(2025, 1, 9), Decimal(3))])


@pytest.mark.parametrize("versi", sorted(ATURAN))
def test_d_is_n_and_t_and_o_and_b_for_any_series(versi):
    acak = random.Random(7)  # noqa: S311 (no secret)
    anak = []
    for _ in range(300):
        lahir = date(2022, 1, 1) + timedelta(days=acak.randrange(1500))
        hari = [lahir + timedelta(days=acak.randrange(2100)) for _ in range(acak.randrange(25))]
        rows = [Timbang(h, Decimal(acak.randrange(20, 250)) / 10, acak.random() < 0.05) for h in hari]
        hasil = nilai(acak.choice("LP"), lahir, rows, ATURAN[versi])
        assert [h.bulan for h in hasil] == sorted({(h.year, h.month) for h in hari})
        anak.append(hasil)
    for bulan in {h.bulan for s in anak for h in s}:
        j = jumlah(anak, bulan)
        assert j.d == j.n + j.t + j.o + j.b
        assert j.d == sum(any(h.bulan == bulan for h in s) for s in anak)
        assert j.dua_t <= j.t


def test_a_child_not_weighed_in_the_month_is_not_in_d():
    anak = [nilai("L", LAHIR, seri((2025, 12, "9.2"))), nilai("P", LAHIR, seri((2026, 1, "9.2")))]
    assert jumlah(anak, (2026, 1)) == naik.Jumlah(1, 0, 0, 0, 1, 0)


def test_every_version_has_a_cell_for_each_month_and_sex():
    for tabel in kbm.VERSI.values():
        assert set(tabel) == {(k, b) for k in "LP" for b in range(1, 61)}
        assert all(s.sumber and s.keyakinan and s.gram > 0 for s in tabel.values())


def test_the_first_half_year_and_what_follows():
    assert [kbm.kbm("P", b).gram for b in range(1, 14)] == [800, 900, 800, 600, 500, 400, *[300] * 4, 200, 200, 200]
    assert kbm.kbm("P", 60).gram == 200
    assert kbm.kbm("L", 0) is None
    assert kbm.kbm("L", 61) is None


def test_where_sources_differ_the_cell_says_so():
    assert [b for b in range(1, 61) if kbm.kbm("L", b).bertentangan] == [3, 7, 11, 12]
    assert "400" in kbm.kbm("L", 7).lain


def test_the_version_by_sex_differs_for_boys_only_and_admits_memory():
    sel = kbm.kbm("L", 7, "per-kelamin")
    assert (sel.gram, sel.keyakinan) == (400, "rendah")
    assert kbm.kbm("P", 7, "per-kelamin").gram == 300


@pytest.mark.parametrize(
    ("lahir", "hari", "bulan"),
    [
        (date(2025, 1, 31), date(2025, 2, 27), 0),
        (date(2025, 1, 31), date(2025, 2, 28), 1),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2025, 5, 5), date(2025, 5, 5), 0),
        (date(2025, 5, 5), date(2026, 5, 4), 11),
    ],
)
def test_completed_months_by_the_calendar(lahir, hari, bulan):
    assert umur_bulan(lahir, hari) == bulan


def test_age_before_birth_is_refused():
    for umur in (umur_bulan, umur_hari):
        with pytest.raises(ValueError, match="sebelum lahir"):
            umur(date(2025, 5, 5), date(2025, 5, 4))
