"""The whole code book: all 91,599 areas, loaded once here inside a transaction that is taken back at the end."""

import re
import statistics
import time
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.wilayah.rencana import memakai_indeks
from wilayah.actions import HasilMuat, MuatDitolak, baca_sumber, muat, periksa_jumlah
from wilayah.models import KataWilayah, Wilayah

# Counted in the edition itself, not read from our code.
JUMLAH = {
    "provinsi": 38,
    "kabupaten": 416,
    "kota": 98,
    "kecamatan": 7_285,
    "desa": 75_252,
    "kelurahan": 8_496,
    "desa_adat": 14,
}
SEMUA = 91_599
KLEGO = "33.75.02.1008"


@pytest.fixture(scope="module")
def sumber() -> list[Wilayah]:
    return baca_sumber()


@pytest.fixture(scope="module", autouse=True)
def tabel_penuh(sumber, django_db_setup, django_db_blocker):
    """Tests here use no `db` fixture: that one would close the connection and the transaction with it."""
    with django_db_blocker.unblock(), transaction.atomic():
        muat(sumber)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE wilayah_wilayah, wilayah_katawilayah")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def coba():
    """What a test writes here is taken back after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def dari(rows: list[Wilayah], **ganti: dict[str, str]) -> list[Wilayah]:
    """The source with other columns for some codes (`_` for the dots); None leaves the area out."""
    ubah = {kode.strip("_").replace("_", "."): isi for kode, isi in ganti.items()}
    hasil = []
    for w in rows:
        if ubah.get(w.kode, {}) is None:
            continue
        isi = {f.attname: getattr(w, f.attname) for f in Wilayah._meta.fields}
        hasil.append(Wilayah(**{**isi, **ubah.get(w.kode, {})}))
    return hasil


def test_every_area_of_the_edition_is_there_once():
    assert Wilayah.objects.count() == SEMUA
    assert Counter(Wilayah.objects.values_list("jenis", flat=True)) == JUMLAH


def test_every_area_hangs_under_the_one_its_code_names():
    for kode, induk in Wilayah.objects.values_list("kode", "induk_id"):
        assert (induk or "") == kode.rpartition(".")[0]


def test_the_village_number_tells_its_kind():
    macam = {"1": "kelurahan", "2": "desa", "3": "desa_adat"}
    for kode, jenis in Wilayah.objects.desa_kelurahan().values_list("kode", "jenis"):
        assert macam[kode[9]] == jenis


def test_loading_again_changes_nothing(sumber):
    kata = KataWilayah.objects.count()
    assert muat(sumber) == HasilMuat(baru=0, berubah=0, berakhir=0, total=SEMUA)
    assert (Wilayah.objects.count(), KataWilayah.objects.count()) == (SEMUA, kata)


def test_the_command_may_be_repeated():
    keluar = StringIO()
    call_command("muat_wilayah", stdout=keluar)
    assert f"{SEMUA} baris (0 baru, 0 berubah, 0 berakhir)" in keluar.getvalue()


def test_a_source_that_lacks_one_kelurahan_is_refused(sumber):
    with pytest.raises(MuatDitolak, match="8495"):
        periksa_jumlah(dari(sumber, _33_75_02_1008=None))


def test_the_command_writes_nothing_from_a_source_it_refuses(sumber, monkeypatch):
    rows = dari(sumber, _33_75_02_1008=None, _62_03={"nama": "Lain"})
    monkeypatch.setattr("wilayah.management.commands.muat_wilayah.baca_sumber", lambda: rows)
    with pytest.raises(CommandError, match="tidak sama"):
        call_command("muat_wilayah")
    assert Wilayah.objects.get(pk=KLEGO).berlaku_sampai is None
    assert Wilayah.objects.get(pk="62.03").nama == "Kabupaten Kapuas"


def test_a_new_name_is_taken_and_found_and_the_old_one_is_not(sumber, coba):
    rows = dari(sumber, _33_75_02_1008={"nama": "Zamrud Khatulistiwa"})
    assert muat(rows) == HasilMuat(baru=0, berubah=1, berakhir=0, total=SEMUA)
    assert [w.kode for w in Wilayah.objects.cari("zamrud khatul")] == [KLEGO]
    assert KLEGO not in {w.kode for w in Wilayah.objects.cari("klego")}


def test_an_area_that_is_gone_ends_and_is_never_deleted(sumber, coba):
    assert muat(dari(sumber, _33_75_02_1008=None)).berakhir == 1
    assert Wilayah.objects.get(pk=KLEGO).berlaku_sampai is not None
    assert not Wilayah.objects.berlaku().filter(pk=KLEGO).exists()


def test_an_area_that_comes_back_holds_again(sumber, coba):
    muat(dari(sumber, _33_75_02_1008=None))
    muat(sumber)
    assert Wilayah.objects.berlaku().filter(pk=KLEGO).exists()


def test_a_part_of_the_source_ends_nothing(sumber, coba):
    bagian = [w for w in sumber if w.kode.startswith("62")]
    assert muat(bagian).berakhir == 0
    assert Wilayah.objects.berlaku().count() == SEMUA


def cocok_menurut_nama(sumber: list[Wilayah], teks: str) -> set[str]:
    """Codes by going through every name: the slow and plain reading of what a search means."""
    kata = re.findall(r"[a-z0-9]+", teks.lower())
    hasil = set()
    for w in sumber:
        ada = re.findall(r"[^\W_]+", w.nama.lower())
        if all(any(a.startswith(k) if len(k) > 2 else a == k for a in ada) for k in kata):
            hasil.add(w.kode)
    return hasil


CARIAN = [
    "klego",
    "KLEGO",
    "pekalongan",
    "sungai raya",
    "raya sungai",
    "anjir mamb",
    "baru tan",
    "tanjung bar",
    "su",
    "i",
    "kota pekalo",
]


@pytest.mark.parametrize("teks", CARIAN)
def test_a_search_finds_exactly_the_names_with_all_the_words(sumber, teks):
    ditemukan = [w.kode for w in Wilayah.objects.cari(teks)]
    assert ditemukan
    assert len(ditemukan) == len(set(ditemukan))
    assert set(ditemukan) == cocok_menurut_nama(sumber, teks)


def test_words_come_in_any_order():
    assert list(Wilayah.objects.cari("kabupaten kapuas")) == list(Wilayah.objects.cari("kapuas kabupaten"))


def test_higher_areas_come_first():
    panjang = [len(w.kode) for w in Wilayah.objects.cari("pekalongan")]
    assert panjang == sorted(panjang)
    assert panjang[0] == 5


@pytest.mark.parametrize(("teks", "jumlah"), [("33.75", 32), ("33.75.02", 8), (KLEGO, 1), (" 33.75 ", 32)])
def test_a_code_finds_the_area_and_what_is_below_it(teks, jumlah):
    hasil = [w.kode for w in Wilayah.objects.cari(teks)]
    assert hasil[0] == teks.strip()
    assert (
        len(hasil) == jumlah == sum(k.startswith(teks.strip()) for k in Wilayah.objects.values_list("kode", flat=True))
    )


@pytest.mark.parametrize(
    "teks",
    ["", "   ", "%", "_", "33.7", "33.", "'; DROP TABLE wilayah_wilayah; --", "\x00", "kl\x00ego", "…", "x" * 5000],
)
def test_what_is_no_word_and_no_code_finds_nothing(teks):
    assert list(Wilayah.objects.cari(teks)) == []


@pytest.mark.parametrize("teks", [*CARIAN, "ban jar", "kar mul", "batu", "33.75"])
def test_a_search_over_the_whole_table_is_quick(teks):
    lama = []
    for _ in range(5):
        mulai = time.perf_counter()
        with CaptureQueriesContext(connection) as catatan:
            list(Wilayah.objects.berlaku().cari(teks)[:12])
        lama.append(time.perf_counter() - mulai)
        assert len(catatan) == 1
    assert statistics.median(lama) < 0.150


@pytest.mark.parametrize("kode", [KLEGO, "33.75.02", "33.75", "62"])
def test_a_range_of_codes_is_a_search_in_the_index(kode):
    assert memakai_indeks(Wilayah.objects.di_bawah(kode), "wilayah_wilayah")


def test_the_areas_right_below_come_through_an_index():
    assert memakai_indeks(Wilayah.objects.filter(induk="33.75"), "wilayah_wilayah")


def test_a_word_is_looked_up_in_the_index():
    assert memakai_indeks(Wilayah.objects.cari("klego"), "wilayah_katawilayah")
