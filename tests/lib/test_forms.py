"""Numbers, amounts, dates and texts as forms take them."""

import time
from datetime import date
from decimal import Decimal

import pytest
from django import forms

from posyandu_app.lib.forms import BilanganField, RupiahField, ringkasan_galat, tanggal_field, teks_field

DUA_MB = 2 * 1024 * 1024


def pesan(kolom: forms.Field, isi: str) -> str:
    with pytest.raises(forms.ValidationError) as galat:
        kolom.clean(isi)
    return galat.value.code


@pytest.mark.parametrize(("isi", "angka"), [("12", 12), ("0", 0), ("1.250", 1250), ("1250", 1250), (" 7 ", 7), (0, 0)])
def test_a_count_is_read_with_or_without_thousands(isi, angka):
    assert BilanganField().clean(isi) == angka


@pytest.mark.parametrize("isi", ["", "   ", None])
def test_an_empty_count_is_none_and_never_zero(isi):
    assert BilanganField(required=False).clean(isi) is None


def test_an_empty_count_that_is_needed_asks_for_a_zero():
    with pytest.raises(forms.ValidationError, match="tulis 0"):
        BilanganField().clean("")


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        ("-1", "negatif"),
        ("−5", "negatif"),
        ("- 12", "negatif"),
        ("12,5", "bukan_angka"),
        ("1.5", "bukan_angka"),
        ("12.50", "bukan_angka"),
        ("dua belas", "bukan_angka"),
        ("1e3", "bukan_angka"),
        ("٣", "bukan_angka"),
        ("1000000", "terlalu_besar"),
        ("99999999999999999999", "terlalu_besar"),
        ("9" * 21, "bukan_angka"),
    ],
)
def test_a_count_that_is_none_says_why(isi, kode):
    assert pesan(BilanganField(), isi) == kode


def test_a_count_too_large_names_its_limit():
    with pytest.raises(forms.ValidationError, match=r"paling banyak 9\.999"):
        BilanganField(maksimum=9_999).clean("10000")


@pytest.mark.parametrize(
    ("isi", "nilai"),
    [
        ("1.250.000", "1250000"),
        ("Rp48.232,91", "48232.91"),
        ("0", "0"),
        ("9.999.999.999.999,99", "9999999999999.99"),
    ],
)
def test_an_amount_is_read_to_the_cent(isi, nilai):
    assert RupiahField().clean(isi) == Decimal(nilai)


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        ("-1", "negatif"),
        ("−1.000", "negatif"),
        ("1.25", "bukan_rupiah"),
        ("48,232.91", "bukan_rupiah"),
        ("lima ribu", "bukan_rupiah"),
        ("NaN", "bukan_rupiah"),
        ("10.000.000.000.000.000", "terlalu_besar"),
        ("", "required"),
    ],
)
def test_an_amount_that_is_none_says_why(isi, kode):
    assert pesan(RupiahField(), isi) == kode


def test_zero_rupiah_is_refused_only_where_it_means_nothing():
    assert RupiahField().clean("0") == 0
    assert pesan(RupiahField(positif=True), "0") == "nol"


def test_an_empty_amount_is_none_where_it_may_be():
    assert RupiahField(required=False).clean("") is None


def test_a_stored_amount_is_shown_as_it_would_be_typed():
    kolom = RupiahField()
    assert kolom.clean(kolom.prepare_value(Decimal("48232.91"))) == Decimal("48232.91")


@pytest.mark.parametrize(
    "isi", ["9" * DUA_MB, "-" * DUA_MB, "1." * (DUA_MB // 2), " " * DUA_MB + "x", "1.000" * (DUA_MB // 5)]
)
@pytest.mark.parametrize("kolom", [BilanganField(), RupiahField()], ids=["bilangan", "rupiah"])
def test_two_megabytes_of_text_are_refused_at_once(kolom, isi):
    mulai = time.perf_counter()
    with pytest.raises(forms.ValidationError):
        kolom.clean(isi)
    assert time.perf_counter() - mulai < 1.0


@pytest.mark.parametrize("isi", ["2026-11-24", "24/11/2026", "24-11-2026"])
def test_a_date_may_be_picked_or_typed(isi):
    assert tanggal_field("Tanggal").clean(isi) == date(2026, 11, 24)


@pytest.mark.parametrize("isi", ["11/24/2026", "2026-02-30", "24 November", "0000-00-00", "1" * 5000])
def test_a_date_that_is_none_shows_the_form_expected(isi):
    with pytest.raises(forms.ValidationError, match="24/11/2026"):
        tanggal_field("Tanggal").clean(isi)


def test_a_text_too_long_is_refused_with_both_numbers():
    with pytest.raises(forms.ValidationError, match=r"13 huruf, paling banyak 12"):
        teks_field("Nama", panjang=12).clean("x" * 13)


def test_a_nul_character_never_reaches_the_database():
    with pytest.raises(forms.ValidationError):
        teks_field("Nama").clean("a\x00b")


class FormContoh(forms.Form):
    jumlah = BilanganField(label="Jumlah anak")

    def clean(self) -> None:
        self.add_error(None, "Keduanya kosong.")


def test_the_summary_names_each_field_with_the_id_to_jump_to():
    assert ringkasan_galat(FormContoh({"jumlah": "x"})) == [
        ("id_jumlah", "Jumlah anak", "Tulis dengan angka, misalnya 12."),
        ("", "", "Keduanya kosong."),
    ]
