"""Codes of the area tree: no empty or half code ever becomes a range."""

import pytest

from posyandu_app.lib import kode

BUKAN_KODE = [
    "",
    " ",
    "3",
    "33.",
    "33.7",
    "33.75.",
    "33.75.02.10",
    "33.75.02.100",
    "33.75.02.4008",  # a village number begins with 1, 2 or 3
    "33.75.02.1008.p1",
    "33.75.02.1008.0001",  # the ministry's form, never a code of ours
    "33.75.02.1008.p0001.x",
    "3375021008",
    "33%",
    "33_",
    "ID",
    "33\n",
    " 33",
    "٣٣",
    "33.75' OR '1'='1",
]
POHON = [
    "11",
    "33",
    "33.09",
    "33.75",
    "33.75.01",
    "33.75.02",
    "33.75.02.1008",
    "33.75.02.1008.p0001",
    "33.75.02.1008.p0009",
    "33.75.02.1008.p0010",
    "33.75.02.1009",
    "33.75.09",
    "33.76",
    "34",
    "62.03.03.2004",
    "96.99.99.3999.p9999",
]


@pytest.mark.parametrize("teks", BUKAN_KODE)
def test_rentang_refuses_everything_but_a_whole_code(teks):
    with pytest.raises(ValueError, match="bukan kode wilayah"):
        kode.rentang(teks)


@pytest.mark.parametrize("teks", BUKAN_KODE)
def test_sah_says_no_to_the_same_texts(teks):
    assert not kode.sah(teks)


@pytest.mark.parametrize("teks", BUKAN_KODE)
def test_induk_refuses_them_too(teks):
    with pytest.raises(ValueError, match="bukan kode wilayah"):
        kode.induk(teks)


@pytest.mark.parametrize("wilayah", POHON)
def test_a_range_holds_exactly_the_code_and_what_is_below_it(wilayah):
    dari, sampai = kode.rentang(wilayah)
    dalam_rentang = {k for k in POHON if dari <= k < sampai}
    assert dalam_rentang == {k for k in POHON if k == wilayah or k.startswith(wilayah + ".")}


def test_a_range_ends_right_before_the_next_sibling():
    assert kode.rentang("33.75") == ("33.75", "33.76")
    assert kode.rentang("33.79") == ("33.79", "33.7:")
    assert kode.rentang("33.75.02.1008.p0009") == ("33.75.02.1008.p0009", "33.75.02.1008.p000:")


def test_induk_climbs_to_the_nation():
    naik = ["33.75.02.1008.p0001"]
    while naik[-1] != kode.NASIONAL:
        naik.append(kode.induk(naik[-1]))
    assert naik == ["33.75.02.1008.p0001", "33.75.02.1008", "33.75.02", "33.75", "33", "ID"]


def test_leluhur_begins_at_the_province_and_ends_at_the_code_itself():
    semua = ["33", "33.75", "33.75.02", "33.75.02.1008", "33.75.02.1008.p0001"]
    assert kode.leluhur("33.75.02.1008.p0001") == semua
    assert kode.leluhur("33.75") == ["33", "33.75"]
    assert kode.leluhur("33") == ["33"]


@pytest.mark.parametrize(
    ("teks", "nama"),
    [
        ("ID", "nasional"),
        ("33", "provinsi"),
        ("33.75", "kabupaten"),
        ("33.75.02", "kecamatan"),
        ("33.75.02.1008", "desa"),
        ("33.75.02.1008.p0001", "posyandu"),
    ],
)
def test_tingkat_names_the_level(teks, nama):
    assert kode.tingkat(teks) == nama


def test_di_bawah_counts_the_area_itself_and_the_whole_nation():
    assert kode.di_bawah("33.75", "33.75")
    assert kode.di_bawah("33.75.02.1008.p0001", "33.75")
    assert kode.di_bawah("33.75", "ID")
    assert kode.di_bawah("ID", "ID")


@pytest.mark.parametrize(
    ("bawah", "atas"),
    [
        ("33", "33.75"),
        ("33.76", "33.75"),
        ("33.750", "33.75"),  # the same first signs, another number
        ("ID", "33"),
        ("33.75.02", ""),
    ],
)
def test_di_bawah_never_goes_by_first_signs_alone(bawah, atas):
    assert not kode.di_bawah(bawah, atas)


def test_the_ministrys_number_is_three_digits_below_a_village():
    assert kode.POLA_NOMOR_REGISTRASI.fullmatch("11.01.10.2001.001")
    assert not kode.POLA_NOMOR_REGISTRASI.fullmatch("11.01.10.2001.1")
    assert not kode.POLA_NOMOR_REGISTRASI.fullmatch("11.01.10.2001.p0001")
