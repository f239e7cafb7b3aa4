"""What the numbers mean: records and services add over time; a unit counts once in each period, while active."""

from datetime import date

import pytest

from posyandu_app.lib.bidang import SEMUA
from posyandu_app.lib.periode import Bulan, deret_bulan
from spm_services.actions import batalkan, koreksi
from spm_services.metrics import ENAM, MENCATAT, AngkaBidang, anak, per_bulan, unit_aktif
from spm_services.models import Rekaman
from tests.hitung_ulang.sql import rekap_menyimpang
from tests.pembuat import KANDANG_PANJANG, KLEGO, make_posyandu, make_rekaman, make_user
from wilayah.models import Rekap
from wilayah.rekap import Bacaan

pytestmark = pytest.mark.django_db
NOV, DES = Bulan(2025, 11), Bulan(2025, 12)
SATU_SETIAP_BIDANG = ("stimulasi_paud", "periksa_lansia", "kie_air_sanitasi", "biopori", "patroli_ronda", "kie_inklusi")


@pytest.fixture
def operator(db):
    return make_user("operator-angka", peran="operator_desa", kode="33.75")


@pytest.fixture
def unit(db):
    return make_posyandu(KLEGO)


def kesehatan(kode: str, bulan: Bulan) -> AngkaBidang:
    return per_bulan(Bacaan(kode, [bulan.angka]), [bulan])[bulan, "kesehatan"]


def unit_per_periode(kode: str, periode: list[int], nama: str) -> dict[int, int]:
    bacaan = Bacaan(kode, periode)
    return {p: bacaan.angka(p, nama) for p in periode}


def catat(unit, operator, kode="periksa_lansia", tanggal=NOV.mulai, terlayani=5) -> Rekaman:
    return make_rekaman(unit, operator, kode, tanggal=tanggal, terlayani=terlayani)


def test_every_month_and_field_is_there_with_its_zeros(unit):
    bulan = deret_bulan(NOV, Bulan(2026, 1))
    isi = per_bulan(Bacaan("33.75", [b.angka for b in bulan]), bulan)
    assert set(isi) == {(b, f) for b in bulan for f in SEMUA}
    assert set(isi.values()) == {AngkaBidang(0, 0, 0)}


def test_records_and_services_add_up_and_the_unit_counts_once(unit, operator):
    catat(unit, operator)
    catat(unit, operator, tanggal=date(2025, 11, 30), terlayani=7)
    assert kesehatan("33.75", NOV) == AngkaBidang(catatan=2, terlayani=12, aktif=1)
    assert kesehatan("33.75", DES) == AngkaBidang(0, 0, 0)


def test_two_units_are_two_active_units(unit, operator):
    for satu in (unit, make_posyandu(KLEGO), make_posyandu(KANDANG_PANJANG)):
        catat(satu, operator)
    assert [kesehatan(k, NOV).aktif for k in (KLEGO, KLEGO[:8], "33.75", "33", "ID", "62")] == [2, 2, 3, 3, 3, 0]


def test_a_unit_stays_active_until_its_last_record_is_cancelled(unit, operator):
    rows = [catat(unit, operator) for _ in range(3)]
    aktif = []
    for rekaman in rows:
        batalkan(rekaman, alasan="x", actor=operator)
        aktif.append(kesehatan("33.75", NOV).aktif)
    assert aktif == [1, 1, 0]
    assert unit_per_periode("33.75", [NOV.angka, 2025], MENCATAT) == {NOV.angka: 0, 2025: 0}


def test_a_unit_that_records_again_is_active_again(unit, operator):
    batalkan(catat(unit, operator), alasan="x", actor=operator)
    catat(unit, operator)
    assert kesehatan("33.75", NOV).aktif == 1


def test_a_record_that_moves_to_another_month_takes_the_unit_along(unit, operator):
    rekaman = catat(unit, operator)
    koreksi(rekaman, tanggal=DES.mulai, isian=rekaman.isian, versi=1, actor=operator)
    assert (kesehatan("33.75", NOV), kesehatan("33.75", DES)) == (AngkaBidang(0, 0, 0), AngkaBidang(1, 5, 1))
    assert unit_per_periode("33.75", [2025], MENCATAT) == {2025: 1}


def test_recording_in_any_field_counts_once_in_the_month_and_once_in_the_year(unit, operator):
    for kode, tanggal in (("biopori", NOV.mulai), ("periksa_lansia", NOV.mulai), ("biopori", DES.mulai)):
        catat(unit, operator, kode, tanggal)
    assert unit_per_periode("33", [NOV.angka, DES.angka, 2025], MENCATAT) == {NOV.angka: 1, DES.angka: 1, 2025: 1}


def test_six_fields_over_a_year_are_six_in_the_year_and_not_in_a_month(unit, operator):
    for i, kode in enumerate(SATU_SETIAP_BIDANG):
        catat(unit, operator, kode, NOV.mulai if i < 3 else DES.mulai)
    periode = [NOV.angka, DES.angka, 2025, 2026]
    assert unit_per_periode("33.75", periode, ENAM) == {NOV.angka: 0, DES.angka: 0, 2025: 1, 2026: 0}


def test_the_turn_of_the_year_separates_the_years(unit, operator):
    catat(unit, operator, tanggal=date(2025, 12, 31))
    catat(unit, operator, tanggal=date(2026, 1, 1))
    assert unit_per_periode("33.75", [2025, 2026, 202512, 202601], MENCATAT) == {2025: 1, 2026: 1, 202512: 1, 202601: 1}


def test_children_are_read_at_once_and_add_up_to_the_parent(unit, operator, django_assert_num_queries):
    lain = make_posyandu(KANDANG_PANJANG)
    for satu, tanggal in ((unit, NOV.mulai), (unit, DES.mulai), (lain, DES.mulai)):
        catat(satu, operator, tanggal=tanggal)
    kode = [KLEGO[:8], KANDANG_PANJANG[:8]]
    with django_assert_num_queries(1):
        isi = anak(kode, [NOV, DES], DES)
    assert [isi[k].catatan["kesehatan"] for k in kode] == [2, 1]
    assert [(isi[k].aktif["kesehatan"], isi[k].mencatat, isi[k].unit, isi[k].enam) for k in kode] == [(1, 1, 1, 0)] * 2
    assert sum(isi[k].catatan["kesehatan"] for k in kode) == sum(kesehatan("33.75", b).catatan for b in (NOV, DES))


def test_children_of_one_month_leave_the_others_out(unit, operator):
    for bulan in (NOV, DES):
        catat(unit, operator, tanggal=bulan.mulai)
    assert anak([KLEGO], [DES], DES)[KLEGO].catatan["kesehatan"] == 1


def test_units_active_in_a_field_are_told_for_a_month_and_for_a_year(unit, operator):
    catat(unit, operator, "biopori", NOV.mulai)
    bacaan = Bacaan("33.75", [DES.angka, 2025])
    assert unit_aktif(bacaan, 2025) == {**dict.fromkeys(SEMUA, 0), "perumahan_rakyat": 1}
    assert set(unit_aktif(bacaan, DES.angka).values()) == {0}


def test_no_figure_is_ever_below_zero(unit, operator):
    for kode in SATU_SETIAP_BIDANG:
        batalkan(catat(unit, operator, kode), alasan="x", actor=operator)
    assert not Rekap.objects.filter(jumlah__lt=0).exists()
    assert rekap_menyimpang() == []
