"""Each of the thirty checks: what trips it, what does not, and that it asks as much for thirty rows as for three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.pemeriksaan import DINAS, PER_KODE, SEMUA, Tingkat
from tests.planning.kasus_periksa import BERSIH, KENA, Dunia

pytestmark = pytest.mark.django_db
# More rows of the cases that can be laid only once.
LEBIH = {
    "A06": lambda w: w.alokasi(w.apbd()),
    "A09": lambda w: w.apbd(kode_kegiatan="9.99.99.9.99.9999"),
    "A10": lambda w: w.apbd(uraian="PMT", kode_rekening="5.1.02.01.01.0024"),
    "A19": lambda w: w.apbdes(kode_kegiatan="2.2.03"),
    "A20": lambda w: w.apbdes(sumber_dana="ADD"),
    "A30": lambda w: w.apbd(),
}


@pytest.fixture
def w(seruni, unit_anjir) -> Dunia:
    return Dunia(seruni, unit_anjir)


def test_there_are_thirty_checks_in_order_each_with_both_cases():
    kode = [f"A{n:02}" for n in range(1, 31)]
    assert [p.kode for p in SEMUA] == kode
    assert sorted(KENA) == kode
    assert sorted(BERSIH) == kode


def test_the_dinas_sees_its_ten_first():
    assert DINAS == ("A01", "A03", "A05", "A06", "A07", "A08", "A12", "A17", "A18", "A19")


def test_levels_are_those_of_the_study():
    blok = {p.kode for p in SEMUA if p.tingkat == Tingkat.BLOK}
    assert blok == {"A01", "A02", "A03", "A06", "A09", "A11", "A12", "A14", "A16", "A30"}
    assert {p.kode for p in SEMUA if p.tingkat == Tingkat.TINGGI} == {"A07", "A17", "A18"}
    assert {p.kode for p in SEMUA if p.tingkat == Tingkat.INFO} == {"A21", "A27", "A29"}


@pytest.mark.parametrize("kode", sorted(KENA))
def test_a_row_trips_the_check(w, kode):
    nilai = KENA[kode](w)
    ada = list(PER_KODE[kode].periksa(w.lingkup()))
    assert len(ada) == 1, ada
    assert ada[0].nilai == nilai
    assert ada[0].kalimat.endswith(".")
    assert len(ada[0].kalimat) <= 500
    assert ada[0].wilayah.startswith(w.kode)


@pytest.mark.parametrize("kode", sorted(BERSIH))
def test_the_same_put_right_does_not(w, kode):
    BERSIH[kode](w)
    assert list(PER_KODE[kode].periksa(w.lingkup())) == []


@pytest.mark.parametrize("kode", sorted(KENA))
def test_a_check_asks_as_much_for_thirty_rows_as_for_three(w, kode):
    def tanya() -> int:
        with CaptureQueriesContext(connection) as sql:
            list(PER_KODE[kode].periksa(w.lingkup()))
        return len(sql)

    KENA[kode](w)
    ulang = LEBIH.get(kode, KENA[kode])
    for _ in range(2):
        ulang(w)
    sedikit = tanya()
    for _ in range(27):
        ulang(w)
    assert tanya() == sedikit <= 12
