"""Classes at every boundary, and the words a kader reads."""

from decimal import Decimal

import pytest

from spm_services.katalog.cek import Tindakan
from spm_services.tumbuh import kelas
from spm_services.tumbuh.tabel import Indeks
from spm_services.tumbuh.zskor import NilaiZ, hitung

SEMUA = [k for rows in kelas.MENURUT_INDEKS.values() for k in rows]
SEMUA += [kelas.LILA_MERAH, kelas.LILA_KUNING, kelas.LILA_HIJAU, kelas.BGM, kelas.ATAS_ORANYE, kelas.BENGKAK]


@pytest.mark.parametrize(
    ("indeks", "z", "kode"),
    [
        (Indeks.BB_U, -3.01, "bb_sangat_kurang"),
        (Indeks.BB_U, -3.0, "bb_kurang"),
        (Indeks.BB_U, -2.01, "bb_kurang"),
        (Indeks.BB_U, -2.0, "bb_normal"),
        (Indeks.BB_U, 1.0, "bb_normal"),
        (Indeks.BB_U, 1.01, "bb_risiko_lebih"),
        (Indeks.PB_U, -3.01, "sangat_pendek"),
        (Indeks.PB_U, -3.0, "pendek"),
        (Indeks.PB_U, -2.0, "pb_normal"),
        (Indeks.PB_U, 3.0, "pb_normal"),
        (Indeks.PB_U, 3.01, "tinggi"),
        (Indeks.BB_PB, -3.01, "gizi_buruk"),
        (Indeks.BB_PB, -3.0, "gizi_kurang"),
        (Indeks.BB_PB, -2.0, "gizi_baik"),
        (Indeks.BB_PB, 1.0, "gizi_baik"),
        (Indeks.BB_PB, 1.01, "gizi_berisiko_lebih"),
        (Indeks.BB_PB, 2.0, "gizi_berisiko_lebih"),
        (Indeks.BB_PB, 2.01, "gizi_lebih"),
        (Indeks.BB_PB, 3.0, "gizi_lebih"),
        (Indeks.BB_PB, 3.01, "gizi_obesitas"),
        (Indeks.IMT_U, -2.01, "imt_kurang"),
        (Indeks.IMT_U, 0.0, "imt_baik"),
        (Indeks.IMT_U, 3.01, "imt_obesitas"),
        (Indeks.LK_U, -2.01, "lk_bawah"),
        (Indeks.LK_U, -2.0, "lk_normal"),
        (Indeks.LK_U, 2.0, "lk_normal"),
        (Indeks.LK_U, 2.01, "lk_atas"),
    ],
)
def test_each_class_ends_where_the_regulation_says(indeks, z, kode):
    hasil = kelas.kelas(indeks, z)
    assert hasil is not None
    assert hasil.kode == kode


def test_without_a_z_score_there_is_no_class():
    assert kelas.kelas(Indeks.BB_U, None) is None
    assert kelas.garis_kms(None) is None


@pytest.mark.parametrize(
    ("bulan", "cm", "kode"),
    [(6, "11.4", "lila_merah"), (6, "11.5", "lila_kuning"), (59, "12.4", "lila_kuning"), (59, "12.5", "lila_hijau")],
)
def test_the_colour_of_the_upper_arm(bulan, cm, kode):
    hasil = kelas.kelas_lila(bulan, Decimal(cm))
    assert hasil is not None
    assert hasil.kode == kode


@pytest.mark.parametrize(("bulan", "cm"), [(5, Decimal(11)), (60, Decimal(11)), (20, None)])
def test_the_upper_arm_has_a_colour_from_six_to_under_sixty_months(bulan, cm):
    assert kelas.kelas_lila(bulan, cm) is None


@pytest.mark.parametrize(("z", "kode"), [(-3.01, "bgm"), (-3.0, None), (1.0, None), (1.01, "atas_oranye")])
def test_the_red_and_the_orange_line_of_the_kms(z, kode):
    hasil = kelas.garis_kms(z)
    assert (hasil.kode if hasil else None) == kode


@pytest.mark.parametrize("k", SEMUA, ids=lambda k: k.kode)
def test_a_kader_reads_plain_words_and_no_diagnosis(k):
    terlarang = ("stunting", "wasting", "gizi buruk", "obesitas", "mikrosefali", "makrosefali", "edema", "penyakit")
    assert not [t for t in terlarang if t in k.kata.lower()]
    assert k.kata[0].islower()


@pytest.mark.parametrize("k", SEMUA, ids=lambda k: k.kode)
def test_every_class_names_its_source_and_how_sure_it_is(k):
    assert k.sumber
    assert k.keyakinan
    if k.tindakan == Tindakan.RUJUK:
        assert "tenaga kesehatan" in k.kata


def test_codes_are_used_once():
    assert len({k.kode for k in SEMUA}) == len(SEMUA)


def test_a_short_child_is_referred_in_words_of_the_brief():
    hasil = kelas.kelas(Indeks.PB_U, -2.5)
    assert hasil is not None
    assert hasil.kata == "pendek untuk umurnya, perlu diukur ulang tenaga kesehatan"


def test_swollen_feet_come_first_and_at_once():
    z = hitung("L", 400, 8, 72, "berbaring", edema=True)
    hasil = kelas.semua(z, 13)
    assert hasil[0].kode == "edema"
    assert hasil[0].tindakan == Tindakan.SEGERA


def test_one_measurement_gives_all_its_classes():
    z = hitung("P", 500, 6.4, 70.0, "berbaring", lk=44)
    kode = [k.kode for k in kelas.semua(z, 16, Decimal("11.2"))]
    assert kode[0] == "bb_sangat_kurang"
    assert {"lila_merah", "bgm", "sangat_pendek"} <= set(kode)


def test_nothing_measured_gives_no_class():
    assert list(kelas.semua(NilaiZ(), 10)) == []
