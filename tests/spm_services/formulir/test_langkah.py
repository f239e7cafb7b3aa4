"""One step of the open day: several services on one page, each its own record, untouched ones left alone."""

from datetime import timedelta

import pytest

from posyandu_app.lib.galat import Bentrok
from posyandu_app.lib.waktu import hari_ini
from spm_services.actions import IsianKunjungan, catat_kunjungan
from spm_services.forms import FormLangkah
from spm_services.models import KeadaanWarga, Rekaman
from tests.pembuat import make_kunjungan, make_warga

pytestmark = pytest.mark.django_db


@pytest.fixture
def kunjungan(seruni):
    anak = make_warga(seruni, hari_ini() - timedelta(days=430), "L")
    return make_kunjungan(seruni, anak)


def kini(kunjungan) -> dict[str, Rekaman]:
    return {r.layanan: r for r in Rekaman.objects.filter(kunjungan=kunjungan).berlaku()}


def buka(kunjungan, langkah="2", **lain) -> FormLangkah:
    return FormLangkah(kunjungan=kunjungan, langkah=langkah, kini=kini(kunjungan), **lain)


def kirim(kunjungan, langkah="2", dibuka=None, **isi) -> FormLangkah:
    """What a browser sends that opened the page as `dibuka` and typed `isi` (service__question)."""
    dibuka = dibuka or buka(kunjungan, langkah)
    data = {}
    for nama in dibuka.fields:
        nilai = dibuka[nama].value()
        data[nama] = nilai if isinstance(nilai, list) else "" if nilai is None else nilai
    data |= {k.replace("__", "-"): v for k, v in isi.items()}
    return FormLangkah(data, kunjungan=kunjungan, langkah=langkah, kini=kini(kunjungan))


def simpan(kunjungan, satu: FormLangkah, actor) -> None:
    assert satu.is_valid(), satu.errors
    catat_kunjungan(kunjungan, IsianKunjungan(satu.isian(), satu.versi), actor=actor)


class TestIsi:
    def test_it_asks_what_the_step_has_for_this_person(self, kunjungan):
        assert [e.kode for e, _ in buka(kunjungan).kelompok] == ["timbang_anak", "ukur_anak"]

    def test_a_mother_is_asked_as_one(self, seruni):
        ibu = make_warga(seruni, hari_ini() - timedelta(days=9000))
        KeadaanWarga.objects.create(warga=ibu, posyandu=seruni, jenis="hamil", mulai=hari_ini() - timedelta(days=100))
        assert [e.kode for e, _ in buka(make_kunjungan(seruni, ibu)).kelompok] == ["ukur_ibu_hamil"]

    def test_last_months_values_stand_beside_the_fields(self, kunjungan):
        satu = buka(kunjungan, lalu={"timbang_anak": {"bb": "9.40"}})
        assert "terakhir 9,4" in satu["timbang_anak-bb"].as_field_group()

    def test_what_was_typed_an_hour_ago_is_in_the_field(self, kunjungan, cast):
        simpan(kunjungan, kirim(kunjungan, timbang_anak__bb="9,75"), cast["kader"])
        assert 'value="9,75"' in str(buka(kunjungan)["timbang_anak-bb"])


class TestSimpan:
    def test_a_service_nobody_touched_is_left_out(self, kunjungan):
        satu = kirim(kunjungan, timbang_anak__bb="9,75")
        assert satu.is_valid(), satu.errors
        assert satu.isian() == {"timbang_anak": {"bb": "9.75"}}
        assert satu.versi == {"timbang_anak": 0, "ukur_anak": 0}

    def test_a_touched_service_asks_for_what_it_needs(self, kunjungan):
        salah = kirim(kunjungan, "4", mt_balita__mt_porsi="2")
        assert list(salah.errors) == ["mt_balita-mt_diberi"]

    def test_two_phones_with_two_services_both_stay(self, kunjungan, cast):
        pagi = buka(kunjungan)
        simpan(kunjungan, kirim(kunjungan, dibuka=pagi, timbang_anak__bb="9,75"), cast["kader"])
        simpan(kunjungan, kirim(kunjungan, dibuka=pagi, ukur_anak__pb_tb="77,5"), cast["kader"])
        assert {k: r.isian for k, r in kini(kunjungan).items()} == {
            "timbang_anak": {"bb": "9.75"},
            "ukur_anak": {"pb_tb": "77.5"},
        }

    def test_two_phones_with_one_service_meet(self, kunjungan, cast):
        pagi = buka(kunjungan)
        simpan(kunjungan, kirim(kunjungan, dibuka=pagi, timbang_anak__bb="9,75"), cast["kader"])
        dua = kirim(kunjungan, dibuka=pagi, timbang_anak__bb="9,80")
        with pytest.raises(Bentrok):
            simpan(kunjungan, dua, cast["kader"])

    def test_an_answer_taken_away_is_sent_as_such(self, kunjungan, cast):
        simpan(kunjungan, kirim(kunjungan, ukur_anak__pb_tb="77,5", ukur_anak__lk="46"), cast["kader"])
        dua = kirim(kunjungan, ukur_anak__lk="")
        assert dua.is_valid(), dua.errors
        assert dua.isian() == {"ukur_anak": {"pb_tb": "77.5"}}

    def test_a_wrong_measure_is_named_at_its_field(self, kunjungan):
        salah = kirim(kunjungan, ukur_anak__pb_tb="7,5")
        assert "tidak mungkin" in salah.errors["ukur_anak-pb_tb"][0]


def test_a_hidden_answer_of_a_closed_question_stays(seruni, cast):
    orang = make_warga(seruni, hari_ini() - timedelta(days=9000))
    kunjungan = make_kunjungan(seruni, orang)
    simpan(kunjungan, kirim(kunjungan, "4", skrining_tbc__tbc_batuk="ya"), cast["kader"])
    lama = kini(kunjungan)["skrining_tbc"].isian
    tutup = {"skrining_tbc": list(lama)}
    satu = FormLangkah(kunjungan=kunjungan, langkah="4", kini=kini(kunjungan), sembunyi=tutup)
    assert not [n for n in satu.fields if n.removeprefix("skrining_tbc-") in lama]
