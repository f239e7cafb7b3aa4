"""Inputs and verdicts of checks, scores, rules, visibility. The phone reads the catalogue by the same file later."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from spm_services import ambang, katalog
from spm_services.katalog.dasar import Angka, Desimal, Dijawab, JumlahYa, Melewati, Paling, SalahSatu, SalahSatuMelewati
from spm_services.katalog.dasar import TidakMelebihi as Tidak
from spm_services.katalog.turunan import dari_orang, dari_ukuran, kelas_skor, lengkapi

KASUS = json.loads(Path(__file__).with_name("cek.json").read_text(encoding="utf-8"))
ENTRI = list(katalog.SEMUA.values())
BAGIAN = {
    "layanan",
    "isian",
    "orang",
    "tumbuh",
    "ambang",
    "galat",
    "aturan",
    "skor",
    "kelas",
    "turunan",
    "diminta",
    "cocok",
}


def kasus(bagian):
    """The cases that give a verdict of one kind."""
    milik = [(i, k) for i, k in enumerate(KASUS) if bagian in k]
    return pytest.mark.parametrize("kasus", [k for _, k in milik], ids=[f"{i}-{k['layanan']}" for i, k in milik])


def entri(kasus):
    return katalog.SEMUA[kasus["layanan"]]


def lengkap(kasus):
    """The answers with all that rules may ask for."""
    isi, tumbuh = kasus["isian"], kasus.get("tumbuh", {})
    if "orang" not in kasus:
        return {**tumbuh, **isi}
    return lengkapi(isi, kasus["orang"]["umur_bulan"], kasus["orang"]["kelamin"], tumbuh)


def batas(kasus):
    return {**ambang.bawaan(), **{k: Decimal(n) for k, n in kasus.get("ambang", {}).items()}}


def kena(kasus):
    return entri(kasus).kena(lengkap(kasus), batas(kasus))


@kasus("galat")
def test_the_checks_say_what_is_written_down(kasus):
    assert entri(kasus).galat(kasus["isian"]) == kasus["galat"]


@kasus("aturan")
def test_the_rules_that_are_met_and_why(kasus):
    isi, nilai = lengkap(kasus), batas(kasus)
    isi |= entri(kasus).nilai_skor(isi)
    assert {a.kode: a.sebab(isi, nilai) for a in kena(kasus)} == kasus["aturan"]


@kasus("skor")
def test_the_score(kasus):
    assert entri(kasus).nilai_skor(lengkap(kasus)) == kasus["skor"]


@kasus("kelas")
def test_the_class_of_the_score(kasus):
    assert kelas_skor(entri(kasus).nilai_skor(lengkap(kasus))) == kasus["kelas"]


@kasus("turunan")
def test_what_follows_from_the_measures(kasus):
    hasil = dari_ukuran(kasus["isian"], kasus["orang"]["umur_bulan"])
    for kode, nilai in kasus["turunan"].items():
        didapat = hasil.get(kode)
        assert (Decimal(didapat) == Decimal(nilai)) if kode == "imt" and nilai else didapat == nilai


@kasus("diminta")
def test_which_questions_are_asked(kasus):
    o = kasus.get("orang")
    ditanya = [
        k.kode
        for k in entri(kasus).isian
        if k.diminta(kasus["isian"])
        and (not o or not k.untuk or k.untuk.cocok(o["umur_bulan"], o["kelamin"], o["keadaan"]))
    ]
    assert ditanya == kasus["diminta"]


@kasus("cocok")
def test_whom_a_service_is_for(kasus):
    o, untuk = kasus["orang"], entri(kasus).untuk
    assert (untuk is None or untuk.cocok(o["umur_bulan"], o["kelamin"], o["keadaan"])) is kasus["cocok"]


class TestLengkap:
    """So that a new check, rule or condition comes with its cases, which the phone's reading is held to as well."""

    def test_every_check_of_every_service_is_seen_to_fail_and_to_pass(self):
        for e in ENTRI:
            milik = [k["isian"] for k in KASUS if k["layanan"] == e.kode and "galat" in k]
            for cek in e.cek:
                hasil = {cek.periksa(isian) is None for isian in milik}
                assert hasil == {True, False}, f"{e.kode}: {cek}"

    def test_every_rule_of_every_service_is_seen_to_be_met_and_not(self):
        for e in ENTRI:
            milik = [{a.kode for a in kena(k)} for k in KASUS if k["layanan"] == e.kode and "aturan" in k]
            for a in e.aturan:
                assert {a.kode in kode for kode in milik} == {True, False}, f"{e.kode}: {a.kode}"

    def test_every_condition_of_a_question_is_seen_to_hold_and_not(self):
        for e in ENTRI:
            milik = [set(k["diminta"]) for k in KASUS if k["layanan"] == e.kode and "diminta" in k]
            for kolom in (k for k in e.isian if k.kalau):
                assert {kolom.kode in kode for kode in milik} == {True, False}, f"{e.kode}.{kolom.kode}"

    def test_every_score_is_seen_whole_and_broken(self):
        for e in ENTRI:
            for s in e.skor:
                milik = [k["skor"] for k in KASUS if k["layanan"] == e.kode and "skor" in k]
                assert {s.kode in nilai for nilai in milik} == {True, False}

    def test_every_kind_is_in_use(self):
        assert {type(c) for e in ENTRI for c in e.cek} == {Tidak, Paling, SalahSatu}
        assert {type(a) for e in ENTRI for a in e.aturan} == {Melewati, SalahSatuMelewati, JumlahYa, Dijawab}

    def test_a_case_is_of_a_service_that_is_and_says_nothing_else(self):
        assert {k["layanan"] for k in KASUS} <= set(katalog.SEMUA)
        assert {bagian for k in KASUS for bagian in k} == BAGIAN

    def test_numbers_are_bounded_and_measures_have_a_range(self):
        kolom = [k for e in ENTRI for k in e.isian]
        assert all(0 < k.maksimum <= 999_999 for k in kolom if isinstance(k, Angka))
        for k in (k for k in kolom if isinstance(k, Desimal)):
            bawah, atas = Decimal(k.minimum), Decimal(k.maksimum)
            assert 0 <= bawah < atas
            if k.wajar:
                assert bawah <= Decimal(k.wajar[0]) < Decimal(k.wajar[1]) <= atas


class TestTurunan:
    def test_an_answer_wins_over_what_is_computed(self):
        assert lengkapi({"imt": "20"}, 480, "L", {"imt": "30"})["imt"] == "20"

    def test_a_person_is_never_asked_what_is_known(self):
        tahu = dari_orang(719, "L")
        assert tahu == {"kelamin": "L", "umur_bulan": 719, "umur_6_59": False, "puma_kelamin": 1, "puma_umur": 1}
        assert dari_orang(720, "P") | {"umur_bulan": 0} == {
            "kelamin": "P",
            "umur_bulan": 0,
            "umur_6_59": False,
            "puma_kelamin": 0,
            "puma_umur": 2,
        }

    def test_a_child_has_no_adult_class(self):
        assert dari_ukuran({"bb": "40", "pb_tb": "150"}, 227) == {"imt": "17.8"}
