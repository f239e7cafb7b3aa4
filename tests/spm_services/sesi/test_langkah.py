"""The five steps: groups by age and state, words for an age, sheets of few questions, how far a visit is."""

from datetime import date

import pytest

from spm_services import katalog
from spm_services.langkah import (
    KOSONG,
    PALING_SELEMBAR,
    SEBAGIAN,
    SELESAI,
    Orang,
    _berat,
    entri_langkah,
    jatuh_tempo,
    kata_umur,
    kelompok,
    kemajuan,
    lembar,
)
from spm_services.models import Warga

HARI = date(2026, 11, 24)


def orang(lahir: date, kelamin: str = "P", *keadaan: str) -> Orang:
    return Orang(Warga(nama="Contoh", jenis_kelamin=kelamin, tanggal_lahir=lahir), HARI, frozenset(keadaan))


@pytest.mark.parametrize(
    ("lahir", "keadaan", "harap"),
    [
        (date(2026, 11, 24), (), "balita"),
        (date(2020, 11, 25), (), "balita"),
        (date(2020, 11, 24), (), "sekolah"),
        (date(2007, 11, 25), (), "sekolah"),
        (date(2007, 11, 24), (), "dewasa"),
        (date(1966, 11, 25), (), "dewasa"),
        (date(1966, 11, 24), (), "lansia"),
        (date(1999, 1, 1), ("hamil",), "ibu"),
        (date(2009, 1, 1), ("nifas",), "ibu"),
        (date(1999, 1, 1), ("hipertensi",), "dewasa"),
    ],
)
def test_a_person_belongs_to_one_group(lahir, keadaan, harap):
    satu = orang(lahir, "P", *keadaan)
    assert kelompok(satu.warga, HARI, satu.keadaan) == harap


@pytest.mark.parametrize(
    ("lahir", "kata"),
    [
        (HARI, "baru lahir"),
        (date(2026, 11, 20), "4 hari"),
        (date(2025, 9, 15), "14 bulan 9 hari"),
        (date(2025, 9, 24), "14 bulan"),
        (date(2026, 8, 31), "2 bulan 24 hari"),
        (date(2020, 9, 1), "6 tahun 2 bulan"),
        (date(1963, 3, 1), "63 tahun"),
        (date(2026, 12, 1), "belum lahir pada hari itu"),
    ],
)
def test_an_age_is_said_as_people_say_it(lahir, kata):
    assert kata_umur(orang(lahir).warga, HARI) == kata


def test_a_child_is_weighed_and_measured_at_step_two():
    assert [e.kode for e in entri_langkah("2", orang(date(2025, 9, 15)))] == ["timbang_anak", "ukur_anak"]


def test_a_mother_is_asked_as_a_mother():
    assert [e.kode for e in entri_langkah("2", orang(date(1999, 1, 1), "P", "hamil"))] == ["ukur_ibu_hamil"]


def test_what_only_nakes_ask_is_not_on_a_kaders_screen():
    assert "skrining_remaja" not in {e.kode for e in entri_langkah("4", orang(date(2012, 1, 1)))}


@pytest.mark.parametrize(
    "lahir", [date(2026, 9, 1), date(2024, 1, 1), date(2012, 1, 1), date(1990, 1, 1), date(1955, 1, 1)]
)
def test_sheets_hold_every_service_once_and_few_questions(lahir):
    satu = orang(lahir)
    for n in ("4", "5"):
        entri = entri_langkah(n, satu)
        semua = lembar(n, entri, satu)
        assert [e for satu_lembar in semua for e in satu_lembar] == entri
        for satu_lembar in semua:
            berat = sum(_berat(k) for e in satu_lembar for k in e.isian if k.kalau is None and satu.ditanya(k))
            assert berat <= PALING_SELEMBAR or len(satu_lembar) == 1


def test_measuring_is_one_screen():
    satu = orang(date(2025, 9, 15))
    assert len(lembar("2", entri_langkah("2", satu), satu)) == 1
    assert lembar("2", [], satu) == []


def test_a_service_with_a_rhythm_is_due_again_after_it():
    vit_a = katalog.SEMUA["vitamin_a"]
    assert jatuh_tempo(vit_a, None, HARI)
    assert not jatuh_tempo(vit_a, date(2026, 8, 20), HARI)
    assert jatuh_tempo(vit_a, date(2026, 5, 30), HARI)
    assert jatuh_tempo(katalog.SEMUA["timbang_anak"], HARI, HARI)


def test_a_step_is_half_done_until_all_asked_is_recorded():
    perlu = {"2": ["timbang_anak", "ukur_anak"], "4": ["vitamin_a"], "5": ["edukasi_perorangan"]}
    maju = kemajuan(perlu, ["timbang_anak", "vitamin_a"])
    assert [maju[n] for n in "12345"] == [SELESAI, SEBAGIAN, SEBAGIAN, SELESAI, KOSONG]
    assert kemajuan(perlu, ["timbang_anak", "ukur_anak"])["3"] == SELESAI
