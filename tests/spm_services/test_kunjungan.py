"""A visit: each service its own record, rules over the whole visit, nobody counted twice."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services.actions import IsianKunjungan, batalkan, catat, catat_kunjungan
from spm_services.models import BulanUnit, HasilAturan, KeadaanWarga, Rekaman
from tests.pembuat import kiriman, make_kunjungan, make_rekaman, make_warga
from wilayah.models import Rekap

pytestmark = pytest.mark.django_db


@pytest.fixture
def anak(seruni):
    return make_warga(seruni, hari_ini() - timedelta(days=400), nama="Anak contoh")


@pytest.fixture
def ibu(seruni):
    ibu = make_warga(seruni, date(1998, 5, 1), nama="Ibu contoh")
    KeadaanWarga.objects.create(warga=ibu, posyandu=seruni, jenis="hamil", mulai=hari_ini() - timedelta(days=120))
    return ibu


def timbang(bb: str = "9.1") -> IsianKunjungan:
    return IsianKunjungan({"timbang_anak": {"bb": bb}})


def test_two_services_of_one_step_are_two_records_of_one_visit(seruni, anak, cast):
    kunjungan = make_kunjungan(seruni, anak)
    isi = IsianKunjungan({"timbang_anak": {"bb": "9.1"}, "ukur_anak": {"pb_tb": "76.0", "cara_ukur": "berbaring"}})
    rows = catat_kunjungan(kunjungan, isi, actor=cast["kader"])
    assert {r.layanan for r in rows} == {"timbang_anak", "ukur_anak"}
    assert all(r.warga == anak and r.kunjungan == kunjungan and r.terlayani == 1 for r in rows)
    angka = Rekap.objects.get(kode=seruni.kode, periode=int(f"{kunjungan.tanggal:%Y%m}"), indikator="catatan:kesehatan")
    assert angka.jumlah == 2


def test_a_service_without_answers_makes_no_record(seruni, anak, cast):
    assert catat_kunjungan(make_kunjungan(seruni, anak), IsianKunjungan({"ukur_anak": {}}), actor=cast["kader"]) == []
    assert not Rekaman.objects.exists()


def test_the_second_time_is_a_correction_with_its_version(seruni, anak, cast):
    kunjungan = make_kunjungan(seruni, anak)
    catat_kunjungan(kunjungan, timbang(), actor=cast["kader"])
    with pytest.raises(Bentrok):
        catat_kunjungan(kunjungan, timbang("9.3"), actor=cast["kader"])
    catat_kunjungan(
        kunjungan, IsianKunjungan({"timbang_anak": {"bb": "9.3"}}, {"timbang_anak": 1}), actor=cast["kader"]
    )
    rekaman = Rekaman.objects.get()
    assert (rekaman.isian, rekaman.versi) == ({"bb": "9.3"}, 2)


def test_the_same_answers_again_change_nothing(seruni, anak, cast):
    kunjungan = make_kunjungan(seruni, anak)
    catat_kunjungan(kunjungan, timbang(), actor=cast["kader"])
    catat_kunjungan(kunjungan, timbang(), actor=cast["kader"])
    assert Rekaman.objects.get().versi == 1


def test_a_thin_arm_leads_to_a_referral_that_says_why(seruni, ibu, cast):
    kunjungan = make_kunjungan(seruni, ibu)
    catat_kunjungan(kunjungan, IsianKunjungan({"ukur_ibu_hamil": {"lila": "22.8", "bb": "48.0"}}), actor=cast["kader"])
    hasil = HasilAturan.objects.get()
    assert (hasil.tindakan, hasil.sebab) == ("rujuk", "LILA 22,8 cm < 23,5 cm")
    assert "KEK" in hasil.arti


def test_a_corrected_measure_takes_its_referral_back(seruni, ibu, cast):
    kunjungan = make_kunjungan(seruni, ibu)
    catat_kunjungan(kunjungan, IsianKunjungan({"ukur_ibu_hamil": {"lila": "22.8"}}), actor=cast["kader"])
    baru = IsianKunjungan({"ukur_ibu_hamil": {"lila": "23.5"}}, {"ukur_ibu_hamil": 1})
    catat_kunjungan(kunjungan, baru, actor=cast["kader"])
    assert not HasilAturan.objects.exists()


class TestDitolak:
    def test_a_man_on_a_mothers_card(self, seruni, cast):
        pria = make_warga(seruni, date(1990, 1, 1), "L", nama="Bapak contoh")
        with pytest.raises(Ditolak, match="bukan untuk Bapak contoh"):
            catat_kunjungan(
                make_kunjungan(seruni, pria), IsianKunjungan({"ukur_ibu_hamil": {"lila": "25.0"}}), actor=cast["kader"]
            )

    def test_a_woman_who_is_not_with_child(self, seruni, cast):
        ibu = make_warga(seruni, date(1998, 5, 1))
        with pytest.raises(Ditolak, match="bukan untuk"):
            catat_kunjungan(
                make_kunjungan(seruni, ibu), IsianKunjungan({"ukur_ibu_hamil": {"lila": "25.0"}}), actor=cast["kader"]
            )

    def test_a_measurement_before_birth(self, seruni, cast):
        anak = make_warga(seruni, hari_ini(), nama="Bayi contoh")
        kunjungan = make_kunjungan(seruni, anak, hari_ini() - timedelta(days=1))
        with pytest.raises(Ditolak, match="sebelum Bayi contoh lahir"):
            catat_kunjungan(kunjungan, timbang("3.1"), actor=cast["kader"])

    def test_somebody_of_another_unit(self, seruni, unit_anjir, cast):
        jauh = make_warga(unit_anjir, hari_ini() - timedelta(days=400))
        with pytest.raises(Ditolak, match="bukan warga posyandu ini"):
            catat_kunjungan(make_kunjungan(seruni, jauh), timbang(), actor=cast["kader"])

    def test_whoever_left_since_is_still_recorded_on_the_days_before(self, seruni, anak, cast):
        kemarin = hari_ini() - timedelta(days=1)
        anak.keanggotaan_list.update(sampai=hari_ini(), sebab_akhir="pindah")
        assert catat_kunjungan(make_kunjungan(seruni, anak, kemarin), timbang(), actor=cast["kader"])
        with pytest.raises(Ditolak, match="bukan warga posyandu ini"):
            catat_kunjungan(make_kunjungan(seruni, anak), timbang(), actor=cast["kader"])

    def test_a_membership_entered_by_mistake_opens_no_day(self, seruni, anak, cast):
        anak.keanggotaan_list.update(sampai=hari_ini(), sebab_akhir="keliru")
        with pytest.raises(Ditolak, match="bukan warga posyandu ini"):
            catat_kunjungan(
                make_kunjungan(seruni, anak, hari_ini() - timedelta(days=1)), timbang(), actor=cast["kader"]
            )

    def test_a_closed_month(self, seruni, anak, cast):
        kunjungan = make_kunjungan(seruni, anak)
        BulanUnit.objects.create(posyandu=seruni, bulan=int(f"{kunjungan.tanggal:%Y%m}"), status="ditutup")
        with pytest.raises(Ditolak, match="sudah ditutup"):
            catat_kunjungan(kunjungan, timbang(), actor=cast["kader"])
        with pytest.raises(Ditolak, match="sudah ditutup"):
            make_rekaman(seruni, cast["kader"])

    def test_whoever_may_not_record(self, seruni, anak, cast):
        kunjungan = make_kunjungan(seruni, anak)
        with pytest.raises(PermissionDenied):
            catat_kunjungan(kunjungan, timbang(), actor=cast["nakes"])
        with pytest.raises(Http404):
            catat_kunjungan(kunjungan, timbang(), actor=cast["kelurahan_lain"])
        assert not Rekaman.objects.exists()


class TestTidakDihitungDuaKali:
    def test_a_total_from_paper_is_refused_where_children_were_weighed_one_by_one(self, seruni, anak, cast):
        catat_kunjungan(make_kunjungan(seruni, anak), timbang(), actor=cast["kader"])
        with pytest.raises(Ditolak, match="sudah dicatat satu per satu"):
            make_rekaman(seruni, cast["kader"])

    def test_a_child_is_refused_where_the_total_was_written(self, seruni, anak, cast):
        total, kunjungan = make_rekaman(seruni, cast["kader"]), make_kunjungan(seruni, anak)
        with pytest.raises(Ditolak, match="sudah ditulis jumlahnya saja"):
            catat_kunjungan(kunjungan, timbang(), actor=cast["kader"])
        batalkan(total, alasan="dicatat satu per satu", actor=cast["kader"])
        assert catat_kunjungan(kunjungan, timbang(), actor=cast["kader"])

    def test_another_month_is_another_matter(self, seruni, anak, cast):
        lalu = hari_ini().replace(day=1) - timedelta(days=1)
        catat(seruni, kiriman(tanggal=lalu), actor=cast["kader"])
        assert catat_kunjungan(make_kunjungan(seruni, anak), timbang(), actor=cast["kader"])
