"""The immunisation schedule with catch-up, vitamin A and obat cacing: pure rules."""

from datetime import date
from decimal import Decimal

import pytest

from posyandu_app.lib.periode import tambah_bulan, umur_bulan
from spm_services import katalog
from spm_services.berkala import cacing_jatuh_tempo, kapsul, vitamin_a_jatuh_tempo
from spm_services.imunisasi import JADWAL, Keadaan, jatuh_tempo, nama_ambang, susun_jadwal

LAHIR = date(2026, 1, 10)


def keadaan(hari: date, diberi=None, **lain) -> dict[str, Keadaan]:
    return {x.dosis.kode: x.keadaan for x in susun_jadwal(LAHIR, hari, diberi or {}, **lain)}


def test_a_newborn_is_due_for_hb0_alone():
    assert [x.dosis.kode for x in jatuh_tempo(susun_jadwal(LAHIR, LAHIR, {}))] == ["hb0"]


def test_at_two_months_the_doses_of_that_age_are_due_and_the_second_polio_waits_for_the_first():
    kini = keadaan(date(2026, 3, 10), {"hb0": LAHIR})
    assert kini["dpt1"] == kini["pcv1"] == kini["rv1"] == Keadaan.JATUH_TEMPO
    assert kini["bopv1"] == kini["bcg"] == Keadaan.KEJAR
    assert kini["bopv2"] == Keadaan.MENUNGGU
    assert kini["dpt2"] == Keadaan.NANTI


def test_a_late_second_dose_keeps_its_gap_to_the_first():
    diberi = {"dpt1": date(2026, 6, 1)}
    assert keadaan(date(2026, 6, 28), diberi)["dpt2"] == Keadaan.MENUNGGU
    assert keadaan(date(2026, 6, 29), diberi)["dpt2"] == Keadaan.JATUH_TEMPO


def test_a_dose_given_somewhere_on_an_unknown_day_asks_no_gap():
    assert keadaan(date(2026, 6, 2), {"dpt1": None})["dpt2"] == Keadaan.KEJAR


def test_rotavirus_is_not_begun_past_its_age():
    assert keadaan(date(2026, 8, 9))["rv1"] == Keadaan.KEJAR
    assert keadaan(date(2026, 8, 10))["rv1"] == Keadaan.LEWAT


def test_late_doses_stand_first():
    urutan = jatuh_tempo(susun_jadwal(LAHIR, date(2026, 3, 10), {}))
    assert [x.keadaan for x in urutan] == sorted((x.keadaan for x in urutan), key=lambda k: k != Keadaan.KEJAR)
    assert urutan[0].keadaan == Keadaan.KEJAR


def test_an_endemic_dose_shows_only_where_it_is_given():
    hari = date(2026, 12, 1)
    assert "je" not in keadaan(hari)
    assert keadaan(hari, endemis=True)["je"] == Keadaan.JATUH_TEMPO
    assert keadaan(hari, {"je": hari})["je"] == Keadaan.DIBERI


def test_a_region_may_set_another_age():
    hari = date(2026, 9, 10)
    assert keadaan(hari)["mr1"] == Keadaan.NANTI
    assert keadaan(hari, ambang={nama_ambang("mr1"): Decimal(8)})["mr1"] == Keadaan.JATUH_TEMPO


def test_the_schedule_and_the_form_speak_of_the_same_doses():
    kolom = katalog.SEMUA["imunisasi_anak"].kolom("imunisasi")
    assert {d.kode for d in JADWAL} == {kode for kode, _ in kolom.opsi}


@pytest.mark.parametrize("dosis", JADWAL, ids=lambda d: d.kode)
def test_every_dose_follows_one_that_stands_before_it(dosis):
    sebelum = [d.kode for d in JADWAL[: JADWAL.index(dosis)]]
    assert not dosis.sesudah or dosis.sesudah in sebelum


class TestVitaminA:
    def test_the_capsule_goes_by_age(self):
        assert [kapsul(LAHIR, tambah_bulan(LAHIR, n)) for n in (5, 6, 11, 12, 59, 60)] == [
            "",
            "biru",
            "biru",
            "merah",
            "merah",
            "",
        ]

    def test_is_due_in_february_and_august_until_given(self):
        assert vitamin_a_jatuh_tempo(LAHIR, date(2026, 8, 20), []) == "biru"
        assert vitamin_a_jatuh_tempo(LAHIR, date(2026, 8, 20), [date(2026, 8, 1)]) == ""
        assert vitamin_a_jatuh_tempo(LAHIR, date(2026, 9, 20), []) == ""
        assert vitamin_a_jatuh_tempo(LAHIR, date(2027, 2, 1), [date(2026, 8, 1)]) == "merah"


class TestObatCacing:
    def test_is_due_each_six_months_from_the_first_birthday(self):
        assert not cacing_jatuh_tempo(LAHIR, date(2027, 1, 9), [])
        assert cacing_jatuh_tempo(LAHIR, date(2027, 1, 10), [])
        assert not cacing_jatuh_tempo(LAHIR, date(2027, 7, 9), [date(2027, 1, 10)])
        assert cacing_jatuh_tempo(LAHIR, date(2027, 7, 10), [date(2027, 1, 10)])


class TestUmur:
    @pytest.mark.parametrize(
        ("lahir", "pada", "bulan"),
        [
            (date(2026, 1, 31), date(2026, 2, 28), 1),
            (date(2026, 1, 31), date(2026, 2, 27), 0),
            (date(2024, 2, 29), date(2025, 2, 28), 12),
            (date(2026, 1, 10), date(2026, 2, 9), 0),
        ],
    )
    def test_is_in_completed_months(self, lahir, pada, bulan):
        assert umur_bulan(lahir, pada) == bulan

    def test_before_birth_there_is_none(self):
        with pytest.raises(ValueError, match="sebelum lahir"):
            umur_bulan(LAHIR, date(2026, 1, 9))

    def test_a_month_on_keeps_the_day_where_there_is_one(self):
        assert tambah_bulan(date(2026, 1, 31), 1) == date(2026, 2, 28)
        assert tambah_bulan(date(2026, 12, 15), 14) == date(2028, 2, 15)
