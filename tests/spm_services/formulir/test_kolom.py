"""What each kind of question takes, stores and refuses."""

import pytest
from django import forms

from spm_services.forms.kolom import TIDAK_ADA, kolom_form
from spm_services.forms.periksa import POLA_NIK
from spm_services.katalog.dasar import Angka, Banyak, Desimal, Kolom, Lokasi, Pilihan, Tanggal, Teks, YaTidak

UKUR = Desimal(kode="lila", label="LILA", satuan="cm", minimum="5", maksimum="60", koma=1)
BERAT = Desimal(kode="bb", label="Berat", satuan="kg", minimum="0.5", maksimum="300", koma=2)
TENSI = Desimal(kode="sistole", label="Atas", satuan="mmHg", minimum="40", maksimum="300", koma=0)
TANDA = Banyak(kode="tanda", label="Tanda", opsi=(("demam", "Demam"), ("sesak", "Sesak")))


def bersih(kolom: Kolom, kirim):
    return kolom_form(kolom).clean(kirim)


def galat(kolom: Kolom, kirim) -> str:
    with pytest.raises(forms.ValidationError) as salah:
        bersih(kolom, kirim)
    return " ".join(salah.value.messages)


class TestDesimal:
    @pytest.mark.parametrize(
        ("kolom", "ketik", "simpan"),
        [
            (UKUR, "22,8", "22.8"),
            (UKUR, "22.8", "22.8"),
            (UKUR, " 22,80 cm", "22.8"),
            (UKUR, "22", "22.0"),
            (UKUR, "022,8", "22.8"),
            (BERAT, "9,75", "9.75"),
            (BERAT, "9,7", "9.70"),
            (TENSI, "120", "120"),
            (TENSI, "120,0", "120"),
        ],
    )
    def test_comma_and_dot_mean_the_same_and_are_stored_with_the_entrys_decimals(self, kolom, ketik, simpan):
        assert bersih(kolom, ketik) == simpan

    @pytest.mark.parametrize(
        ("kolom", "ketik", "kata"),
        [
            (BERAT, "1.234,5", "satu koma"),
            (BERAT, "1,234.5", "satu koma"),
            (BERAT, "1.2.3", "satu koma"),
            (UKUR, "22,85", "Paling banyak 1 angka"),
            (BERAT, "9,755", "Paling banyak 2 angka"),
            (TENSI, "120,5", "tanpa koma"),
            (UKUR, "-3", "kurang dari 0"),
            (UKUR, "−3", "kurang dari 0"),
            (UKUR, "dua", "dengan angka"),
            (UKUR, "22,", "dengan angka"),
            (UKUR, "1e3", "dengan angka"),
            (UKUR, "٢٢", "dengan angka"),
            (UKUR, "", "Isi angkanya"),
        ],
    )
    def test_what_could_mean_two_things_or_would_be_rounded_is_refused(self, kolom, ketik, kata):
        assert kata in galat(kolom, ketik)

    def test_it_is_shown_with_a_comma(self):
        field = kolom_form(UKUR)
        assert field.prepare_value("22.8") == "22,8"
        assert field.prepare_value("dua koma") == "dua koma"


class TestBanyak:
    def test_none_of_them_is_not_the_same_as_not_asked(self):
        bebas = Banyak(kode="t", label="T", opsi=TANDA.opsi, wajib=False)
        assert bersih(TANDA, [TIDAK_ADA]) == []
        assert bersih(bebas, []) is None
        assert "Tidak ada" in galat(TANDA, [])

    def test_codes_come_in_the_catalogues_order_each_once(self):
        assert bersih(TANDA, ["sesak", "demam", "sesak"]) == ["demam", "sesak"]

    def test_none_beside_something_is_refused(self):
        assert "Pilih salah satu" in galat(TANDA, [TIDAK_ADA, "demam"])

    def test_a_word_that_is_no_option_is_refused(self):
        assert galat(TANDA, ["pusing"])

    def test_an_empty_list_is_shown_as_none_of_them(self):
        assert kolom_form(TANDA).prepare_value([]) == [TIDAK_ADA]


class TestYaTidak:
    def test_yes_no_and_not_asked_are_three(self):
        bebas = YaTidak(kode="a", label="A", wajib=False)
        assert [bersih(bebas, n) for n in ("ya", "tidak", "")] == [True, False, None]
        assert ("", "Tidak ditanya") in kolom_form(bebas).choices

    def test_a_required_one_has_no_third(self):
        wajib = YaTidak(kode="a", label="A")
        assert [n for n, _ in kolom_form(wajib).choices] == ["ya", "tidak"]
        assert "Pilih salah satu" in galat(wajib, "")

    @pytest.mark.parametrize(("simpan", "tampil"), [(True, "ya"), (False, "tidak"), (None, "")])
    def test_what_is_stored_is_shown_ticked(self, simpan, tampil):
        assert kolom_form(YaTidak(kode="a", label="A")).prepare_value(simpan) == tampil


class TestPilihan:
    LISTRIK = Pilihan(kode="p", label="P", opsi=(("a", "A"), ("b", "B")), daftar="contoh")

    def test_options_of_the_region_stand_beside_the_catalogues(self):
        assert kolom_form(self.LISTRIK, [("33_c", "C")]).clean("33_c") == "33_c"
        assert galat(self.LISTRIK, "33_c")

    def test_a_long_list_becomes_a_drop_down(self):
        banyak = Pilihan(kode="p", label="P", opsi=tuple((str(n), f"Ke-{n}") for n in range(12)))
        assert isinstance(kolom_form(banyak).widget, forms.Select)
        assert isinstance(kolom_form(self.LISTRIK).widget, forms.RadioSelect)

    def test_not_asked_is_stored_as_nothing(self):
        assert bersih(Pilihan(kode="p", label="P", opsi=(("a", "A"),), wajib=False), "") is None


class TestLokasi:
    TITIK = Lokasi(kode="titik", label="Titik")

    @pytest.mark.parametrize(
        "ketik", ["-6.88912, 109.67533", "-6,88912, 109,67533", "−6,88912;109,67533", "(-6.889120 109.675330)"]
    )
    def test_however_typed_it_is_stored_one_way(self, ketik):
        assert bersih(self.TITIK, ketik) == "-6.88912, 109.67533"

    @pytest.mark.parametrize(
        ("ketik", "kata"),
        [
            ("109.67533, -6.88912", "terbalik"),
            ("-6.9, 109.7", "Kurang teliti"),
            ("51.50100, -0.14200", "luar Indonesia"),
            ("depan masjid", "lintang lalu bujur"),
        ],
    )
    def test_a_wrong_place_is_named(self, ketik, kata):
        assert kata in galat(self.TITIK, ketik)

    def test_it_may_stay_empty(self):
        assert bersih(self.TITIK, "") is None


class TestLain:
    def test_a_number_that_is_missing_is_not_zero(self):
        angka = Angka(kode="n", label="N", satuan="anak", wajib=False)
        assert (bersih(angka, ""), bersih(angka, "0")) == (None, 0)

    def test_a_text_that_is_too_long_says_by_how_much(self):
        assert "paling banyak 5" in galat(Teks(kode="t", label="T", panjang=5), "panjang sekali")

    def test_a_date_is_read_as_people_write_it(self):
        assert bersih(Tanggal(kode="d", label="D"), "03/11/2025").isoformat() == "2025-11-03"

    def test_an_unknown_kind_stops_the_program(self):
        with pytest.raises(TypeError):
            kolom_form(Kolom(kode="x", label="X"))

    @pytest.mark.parametrize("teks", ["3375015601900001", "NIK 3375 0156 0190 0001.", "3375-0156-0190-0001"])
    def test_sixteen_digits_look_like_a_nik(self, teks):
        assert POLA_NIK.search(teks)

    @pytest.mark.parametrize(
        "teks", ["0812-3456-7890", "08123456789 08198765432", "+62 812 3456 7890", "Rp1.250.000", "2026-11-24 08.00"]
    )
    def test_telephone_numbers_money_and_days_do_not(self, teks):
        assert not POLA_NIK.search(teks)
