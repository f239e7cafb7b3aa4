"""Names: two spellings of one name fold to one text, two names do not. Age groups: the day of birth decides."""

from datetime import date, timedelta

import pytest

from posyandu_app.lib.periode import umur_bulan
from spm_services.kelompok_umur import BALITA, KELOMPOK, kata_umur, kelompok_dari, lahir_terakhir
from spm_services.nama import kata_cari, kata_sama, kerangka, lipat_nama, nama_bayi, skor_nama


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hj. Siti Aminah, S.Pd.", "St. Amina"),
        ("Muhammad Rizki", "Moh. Rizqi"),
        ("M. Soekardjo", "Mohd Sukarjo"),
        ("Noer Djannah", "Nur Jannah"),
        ("Achmad Tjahjono", "AHMAD CAHJONO"),
        ("Ahmad bin Sulaiman", "Akhmad Sulaiman"),
        ("Aisyah", "Aisah"),
        ("Zaenal Abidin", "Zainal Abidin"),
        ("Ny. Khadijah", "Chadijah"),
        ("By. Ny. Aminah", "Bayi Ny Aminah"),
        ("Nu'man", "Numan"),
        ("Fatimah Azzahra", "Fatima Azahra"),
    ],
)
def test_spellings_of_one_name_fold_to_one(a, b):
    assert lipat_nama(a) == lipat_nama(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("Siti Aminah", "Siti Maryam"), ("Dewi", "Dwi"), ("Muhlis", "Muhammad"), ("Hasan", "Husein"), ("Rina", "Rini")],
)
def test_other_names_stay_apart(a, b):
    assert lipat_nama(a) != lipat_nama(b)
    assert skor_nama(lipat_nama(a), lipat_nama(b)) < 88


def test_the_order_of_words_and_the_blank_between_them_do_not_matter():
    assert kata_sama(lipat_nama("Nur Jannah"), lipat_nama("Nurjanah"))
    assert kata_sama(lipat_nama("Putri Ayu"), lipat_nama("Ayu Putri"))
    assert skor_nama("putri ayu", "ayu putri") == 100


def test_a_name_that_holds_the_other_is_like_it_but_not_the_same():
    assert skor_nama("amina", "siti amina") == 85


def test_a_baby_without_a_name_says_whose_it_is():
    assert nama_bayi(lipat_nama("By Ny Siti Aminah 2")) == "siti amina"
    assert nama_bayi(lipat_nama("Aminah")) == ""
    assert skor_nama("bayi amina 1", "bayi amina 2") == 70


def test_a_name_is_never_folded_away():
    assert all(lipat_nama(n) for n in ("Haji", "H.", "Ny. Nyonya", "Ибрагим"))


def test_words_to_search_by_come_as_typed_and_folded():
    assert kata_cari("Hj. Moh. Djoko") == [("moh", "muhamad"), ("djoko", "joko")]
    assert len(kata_cari("a " * 50)) <= 8


def test_a_misspelt_name_keeps_its_skeleton():
    assert kerangka(lipat_nama("Siti Aminah")) == kerangka(lipat_nama("Aminoh Siti"))


HARI = [
    date(2024, 2, 29),
    date(2025, 2, 28),
    date(2026, 3, 31),
    date(2026, 4, 30),
    date(2026, 1, 15),
    date(2026, 11, 30),
]


@pytest.mark.parametrize("hari", HARI)
@pytest.mark.parametrize("bulan", [0, 1, 6, 11, 12, 24, 60, 228, 720])
def test_the_last_birth_date_of_an_age_is_exactly_the_last(hari, bulan):
    akhir = lahir_terakhir(hari, bulan)
    assert umur_bulan(akhir, hari) >= bulan
    besok = akhir + timedelta(days=1)
    assert besok > hari or umur_bulan(besok, hari) < bulan


def test_groups_leave_no_gap_and_do_not_overlap():
    assert [sum(k.memuat(b) for k in KELOMPOK) for b in range(1300)] == [1] * 1300
    assert [kelompok_dari(b).kode for b in (5, 6, 59, 60, 227, 228, 720)] == [
        "bayi_0_5", "bayi_6_11", "anak_24_59", "apras", "sekolah", "dewasa", "lansia",
    ]  # fmt: skip
    assert (BALITA.memuat(59), BALITA.memuat(60)) == (True, False)


@pytest.mark.parametrize(
    ("hari", "kata"), [(12, "12 hari"), (40, "1 bulan"), (800, "2 tahun 2 bulan"), (12_500, "34 tahun"), (-1, "")]
)
def test_an_age_is_said_as_people_say_it(hari, kata):
    pada = date(2026, 6, 15)
    assert kata_umur(pada - timedelta(days=hari), pada) == kata
