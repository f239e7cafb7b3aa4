"""The household card: what is open, whose it is, and what each viewer may read of it."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from posyandu_app.lib.waktu import hari_ini
from spm_services import katalog
from spm_services.actions import IsianKunjungan, Kiriman, catat, catat_kunjungan
from spm_services.hitung_keluarga import kartu_keluarga
from spm_services.katalog.masalah import DAFTAR
from spm_services.models import KeadaanWarga
from tests.pembuat import make_keluarga, make_kunjungan, make_warga

pytestmark = pytest.mark.django_db
HARI = hari_ini()
RTLH = {
    **dict.fromkeys(("atap", "dinding", "lantai", "ventilasi", "pencahayaan"), "tidak_layak"),
    "jamban": False,
    "kelas_rumah": "rtlh",
}


@pytest.fixture
def rumah(seruni):
    return make_keluarga(seruni, "Bapak contoh")


@pytest.fixture
def ibu(seruni, rumah):
    ibu = make_warga(seruni, date(1998, 1, 1), keluarga=rumah, nama="Ibu contoh")
    KeadaanWarga.objects.create(warga=ibu, posyandu=seruni, jenis="hamil", mulai=HARI - timedelta(days=90))
    return ibu


def rtlh(unit, rumah, actor, hari=HARI, **ganti):
    kiriman = Kiriman("kondisi_rumah", hari, {**RTLH, **ganti}, uuid.uuid4(), keluarga=rumah)
    return catat(unit, kiriman, actor=actor)[0]


def lajur(rumah, unit, user, bidang):
    return next(x for x in kartu_keluarga(rumah, unit, user, HARI).lajur if x.kode == bidang)


def test_a_finding_is_open_with_its_owner_until_it_is_better(seruni, rumah, cast):
    rtlh(seruni, rumah, cast["kader"], HARI - timedelta(days=1))
    (butir,) = lajur(rumah, seruni, cast["kader"], "perumahan_rakyat").butir
    assert (butir.judul, butir.pemegang, butir.lanjut) == ("Rumah tidak layak huni", "Posyandu", True)
    rtlh(seruni, rumah, cast["kader"], kelas_rumah="layak")
    satu = lajur(rumah, seruni, cast["kader"], "perumahan_rakyat")
    assert (satu.butir, satu.tercatat) == ([], True)


def test_a_field_nobody_asked_about_is_not_a_field_without_need(rumah, seruni, cast):
    assert not lajur(rumah, seruni, cast["kader"], "sosial").tercatat


def test_a_referral_of_a_member_stands_with_its_reason(seruni, rumah, ibu, cast):
    isi = IsianKunjungan({"ukur_ibu_hamil": {"lila": "22.8"}})
    catat_kunjungan(make_kunjungan(seruni, ibu), isi, actor=cast["kader"])
    (butir,) = lajur(rumah, seruni, cast["kader"], "kesehatan").butir
    assert (butir.judul[:26], butir.dasar[:22]) == ("Lengan ibu terlalu kecil, ", "LILA 22,8 cm < 23,5 cm")
    assert butir.siapa == "Ibu contoh"


def test_nakes_read_health_and_of_the_rest_only_that_something_is_open(seruni, rumah, ibu, cast, masuk):
    rtlh(seruni, rumah, cast["kader"])
    satu = lajur(rumah, seruni, cast["nakes"], "perumahan_rakyat")
    assert (satu.butir, satu.lain) == ([], 1)
    isi = masuk(cast["nakes"]).get(reverse("spm_services:keluarga-enam", args=[rumah.uuid])).content.decode()
    assert "Rumah tidak layak huni" not in isi
    assert "bukan untuk Anda baca" in isi


def test_tbc_is_for_nakes_and_whoever_recorded_it(seruni, rumah, ibu, cast):
    jawab = {"tbc_batuk": True, "tbc_demam": True, "tbc_bb_turun": False, "tbc_kontak": False}
    catat_kunjungan(make_kunjungan(seruni, ibu), IsianKunjungan({"skrining_tbc": jawab}), actor=cast["kader"])
    baca = {s: lajur(rumah, seruni, cast[s], "kesehatan") for s in ("kader", "nakes", "pengurus")}
    assert {s: (len(x.butir), x.lain) for s, x in baca.items()} == {
        "kader": (1, 0),
        "nakes": (1, 0),
        "pengurus": (0, 1),
    }


def test_reasons_are_in_words(seruni, rumah, ibu, cast):
    rtlh(seruni, rumah, cast["kader"])
    isi = IsianKunjungan({"ukur_ibu_hamil": {"lila": "22.8"}})
    catat_kunjungan(make_kunjungan(seruni, ibu), isi, actor=cast["kader"])
    alasan = kartu_keluarga(rumah, seruni, cast["kader"], HARI).alasan
    assert alasan == ["ada ibu hamil", "ada yang terbuka di 2 bidang sekaligus"]


@pytest.mark.parametrize("masalah", DAFTAR, ids=lambda m: m.layanan)
def test_every_need_speaks_of_questions_that_are_asked(masalah):
    entri = katalog.SEMUA[masalah.layanan]
    for kalau in masalah.kalau:
        kolom = entri.kolom(kalau.kolom)
        opsi = [kode for kode, _ in getattr(kolom, "opsi", ())] or [True, False]
        assert set(kalau.nilai) <= set(opsi)
