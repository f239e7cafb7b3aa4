"""The summary: signed differences upward, added up exactly, written in one order."""

import random

import pytest
from django.db import connection, transaction

from tests.lib.serempak import galat_dari, serempak
from wilayah.models import Rekap
from wilayah.rekap import BARIS_SEKALI, STOK, Bacaan, Minta, Selisih, baca, baca_anak

UNIT = "33.75.02.1008.p0001"
LAIN = "62.03.03.2004.p0001"


def tersimpan() -> dict[tuple[str, int, str], int]:
    return {(r.kode, r.periode, r.indikator): r.jumlah for r in Rekap.objects.all()}


def tulis(*gerak: tuple[str, int, str, int]) -> None:
    beda = Selisih()
    for satu in gerak:
        beda.tambah(*satu)
    beda.tulis()


@pytest.mark.django_db
class TestTulis:
    def test_a_difference_reaches_the_unit_and_every_area_above(self):
        tulis((UNIT, 202601, "contoh", 3))
        assert tersimpan() == {(k, 202601, "contoh"): 3 for k in ("33", "33.75", "33.75.02", "33.75.02.1008", UNIT)}

    def test_the_unit_itself_can_be_left_out(self):
        beda = Selisih()
        beda.tambah(UNIT, 2026, "contoh", 1, sendiri=False)
        beda.tulis()
        assert {k for k, _, _ in tersimpan()} == {"33", "33.75", "33.75.02", "33.75.02.1008"}

    def test_later_differences_add_to_what_is_there(self):
        tulis((UNIT, 202601, "contoh", 3))
        tulis((UNIT, 202601, "contoh", 4), (UNIT, 202601, "contoh", -2))
        assert tersimpan()["33.75", 202601, "contoh"] == 5

    def test_what_goes_comes_back_to_zero(self):
        tulis((UNIT, 202601, "contoh", 3))
        tulis((UNIT, 202601, "contoh", -3))
        assert set(tersimpan().values()) == {0}

    def test_differences_that_cancel_out_write_nothing(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            tulis((UNIT, 202601, "contoh", 3), (UNIT, 202601, "contoh", -3))
        assert tersimpan() == {}

    def test_what_was_written_is_not_written_again(self):
        beda = Selisih()
        beda.tambah(UNIT, STOK, "contoh", 1)
        beda.tulis()
        beda.tulis()
        assert tersimpan()["33", STOK, "contoh"] == 1

    def test_periods_and_indicators_are_kept_apart(self):
        tulis((UNIT, 202601, "a", 1), (UNIT, 202602, "a", 2), (UNIT, 202601, "b", 4))
        assert [tersimpan()["33", *k] for k in ((202601, "a"), (202602, "a"), (202601, "b"))] == [1, 2, 4]

    def test_rows_are_written_in_key_order(self):
        """The order of locks: two writers never wait for each other in a circle."""
        acak = random.Random(7)  # noqa: S311
        gerak = [(k, p, i, 1) for k in (UNIT, LAIN) for p in (202602, 0, 2026, 202601) for i in ("z", "a", "m")]
        acak.shuffle(gerak)
        kunci: list[tuple] = []

        def dengar(jalan, sql, params, many, konteks):
            if "ON CONFLICT" in sql:
                kunci.extend(zip(params[0::4], params[1::4], params[2::4], strict=True))
            return jalan(sql, params, many, konteks)

        with connection.execute_wrapper(dengar):
            tulis(*gerak)
        assert len(kunci) == 2 * 5 * 4 * 3
        assert kunci == sorted(kunci)

    def test_many_rows_take_few_statements_and_none_is_lost(self, django_assert_num_queries):
        n = BARIS_SEKALI // 5 * 2 + 1  # five levels for each indicator: just over two statements
        with django_assert_num_queries(3):
            tulis(*[(UNIT, STOK, f"i{i:04d}", i + 1) for i in range(n)])
        assert sum(tersimpan().values()) == 5 * sum(range(1, n + 1))


@pytest.mark.django_db
class TestBaca:
    @pytest.fixture(autouse=True)
    def isi(self):
        tulis((UNIT, 202601, "a", 3), (UNIT, 202602, "a", 4), (UNIT, 202601, "b", 9), (LAIN, 202601, "a", 10))

    def test_one_area_reads_its_own_rows(self):
        assert baca("33.75", [202601, 202602], ["a"]) == {(202601, "a"): 3, (202602, "a"): 4}

    def test_the_nation_is_the_sum_of_its_provinces_and_of_nothing_else(self):
        assert baca("ID", [202601, 202602], ["a", "b"]) == {(202601, "a"): 13, (202602, "a"): 4, (202601, "b"): 9}

    def test_what_was_never_written_is_not_there(self):
        assert baca("11", [202601], ["a"]) == {}
        assert baca("33.75", [], ["a"]) == {}

    def test_a_figure_never_written_reads_as_zero(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            bacaan = Bacaan("ID", [202601, 202602, 2026])
        assert [bacaan.angka(*k) for k in ((202601, "a"), (202602, "b"), (2026, "a"), (0, "a"))] == [13, 0, 0, 0]

    def test_only_the_periods_asked_are_read(self):
        assert Bacaan("33", [202602]).angka(202601, "a") == 0

    def test_many_areas_are_read_in_one_query(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            hasil = baca_anak(["33", "62", "11"], Minta((202601, 202602), ("a",)), Minta((202601,), ("b",)))
        assert hasil == {("33", "a"): 7, ("33", "b"): 9, ("62", "a"): 10}

    def test_each_request_has_its_own_periods(self):
        assert baca_anak(["33"], Minta((202602,), ("a",)), Minta((202602,), ("b",))) == {("33", "a"): 4}

    def test_a_period_between_those_asked_is_not_read(self):
        tulis((UNIT, 202603, "a", 100))
        assert baca_anak(["33"], Minta((202601, 202603), ("a",))) == {("33", "a"): 103}

    @pytest.mark.parametrize(
        "minta", [(), (Minta((), ("a",)),), (Minta((202601,), ()),)], ids=["tanpa", "periode", "indikator"]
    )
    def test_a_request_for_nothing_reads_nothing(self, minta):
        assert baca_anak(["33"], *minta) == {}

    def test_no_areas_ask_nothing(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert baca_anak([], Minta((202601,), ("a",))) == {}


def test_eight_writers_lose_nothing_and_never_wait_in_a_circle(transaksi):
    def penulis(bibit: int):
        acak = random.Random(bibit)  # noqa: S311

        def jalan() -> None:
            for _ in range(15):
                gerak = [(k, p, "contoh", 1) for k in (UNIT, LAIN) for p in (0, 2026, 202601)]
                acak.shuffle(gerak)
                with transaction.atomic():
                    tulis(*gerak)

        return jalan

    assert galat_dari(serempak([penulis(i) for i in range(8)])) == []
    assert set(tersimpan().values()) == {8 * 15}
    assert len(tersimpan()) == 2 * 5 * 3
