"""Ranges: what is refused, what is asked, and that no child of the standard is either."""

from decimal import Decimal

import pytest

from spm_services.tumbuh.batas import SATUAN, Hasil, periksa, rentang
from spm_services.tumbuh.tabel import Indeks, menurut_hari, ukuran_pada

UKURAN = {"bb": Indeks.BB_U, "pb_tb": Indeks.PB_U, "lk": Indeks.LK_U, "lila": Indeks.LILA_U}


def test_a_length_with_a_slipped_comma_is_refused_and_the_slip_is_named():
    hasil = periksa("pb_tb", Decimal("7.5"), 14, "P")
    assert hasil.hasil == Hasil.TOLAK
    assert hasil.kalimat == "7,5 cm tidak mungkin untuk anak 14 bulan. Mungkin maksudnya 75 cm? Ukur ulang."


@pytest.mark.parametrize(
    ("nama", "nilai", "bulan", "maksud"),
    [
        ("bb", "98", 14, "9,8 kg"),
        ("bb", "9800", 14, "9,8 kg"),
        ("pb_tb", "0.75", 14, "75 cm"),
        ("lila", "228", 300, "22,8 cm"),
        ("sistole", "12", 600, "120 mmHg"),
    ],
)
def test_other_slips_are_named_too(nama, nilai, bulan, maksud):
    hasil = periksa(nama, Decimal(nilai), bulan)
    assert hasil.hasil == Hasil.TOLAK
    assert f"Mungkin maksudnya {maksud}?" in hasil.kalimat


def test_where_no_slip_explains_it_nothing_is_guessed():
    assert periksa("pb_tb", Decimal(114), 14, "L").kalimat == "114 cm tidak mungkin untuk anak 14 bulan. Ukur ulang."


def test_a_rare_value_is_asked_with_what_is_usual():
    hasil = periksa("pb_tb", Decimal(95), 14, "L")
    assert hasil.hasil == Hasil.TANYA
    assert hasil.kalimat == "95 cm jarang untuk anak 14 bulan (biasanya 68,1–89,3 cm). Yakin?"


def test_an_ordinary_value_says_nothing():
    assert periksa("bb", Decimal("9.6"), 12, "L").kalimat == ""


@pytest.mark.parametrize("kelamin", ["L", "P"])
@pytest.mark.parametrize("nama", sorted(UKURAN))
def test_nobody_within_three_sd_is_asked_on_any_day_under_five(nama, kelamin):
    indeks = UKURAN[nama]
    for hari, lms in enumerate(menurut_hari(indeks, kelamin)[:1826]):
        if lms is not None:
            for z in (-3, 0, 3):
                nilai = Decimal(str(round(ukuran_pada(z, lms, indeks != Indeks.PB_U), 1)))
                assert periksa(nama, nilai, int(hari / 30.4375), kelamin).hasil == Hasil.BAIK, (hari, z)


@pytest.mark.parametrize("nama", sorted(UKURAN))
def test_nobody_within_six_sd_is_refused_under_five(nama):
    indeks = UKURAN[nama]
    for hari, lms in enumerate(menurut_hari(indeks, "P")[:1826]):
        for z in (-6, 6) if lms else ():
            nilai = Decimal(str(round(ukuran_pada(z, lms, indeks != Indeks.PB_U), 1)))
            assert periksa(nama, nilai, int(hari / 30.4375), "P").hasil != Hasil.TOLAK, (hari, z)


def test_a_baby_born_too_early_is_asked_and_not_refused():
    assert periksa("bb", Decimal("1.8"), 2, "L").hasil == Hasil.TANYA


@pytest.mark.parametrize("nama", sorted(SATUAN))
@pytest.mark.parametrize("bulan", [0, 5, 6, 23, 59, 60, 61, 120, 215, 216, 900])
def test_plausible_lies_inside_possible_at_every_age(nama, bulan):
    try:
        r = rentang(nama, bulan)
    except KeyError:
        pytest.fail(f"{nama} tidak punya rentang pada {bulan} bulan")
    assert r.mungkin[0] <= r.wajar[0] < r.wajar[1] <= r.mungkin[1]
    assert r.satuan == SATUAN[nama]
    assert r.sumber
    assert r.keyakinan


def test_with_the_sex_unknown_the_range_spans_both():
    dua, laki, perempuan = (rentang("bb", 14, k) for k in ("", "L", "P"))
    assert dua.wajar == (min(laki.wajar[0], perempuan.wajar[0]), max(laki.wajar[1], perempuan.wajar[1]))


def test_height_has_two_names():
    assert rentang("tb", 300) == rentang("pb_tb", 300)


def test_an_unknown_measure_is_a_mistake_of_the_program():
    with pytest.raises(KeyError):
        rentang("suhu_ruang", 10)


def test_school_age_and_adults_have_their_own_words():
    assert "anak 7 tahun" in periksa("pb_tb", Decimal(12), 84).kalimat
    assert "orang dewasa" in periksa("bb", Decimal(7), 400).kalimat


@pytest.mark.parametrize(("nilai", "hasil"), [("20", Hasil.TANYA), ("19.9", Hasil.TOLAK), ("30", Hasil.BAIK)])
def test_the_ends_belong_to_the_range(nilai, hasil):
    assert periksa("bb", Decimal(nilai), 400).hasil == hasil
