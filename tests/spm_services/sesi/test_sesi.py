"""Open days: opened once, moved, ended, opened again, called off; what the calendar proposes."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from audit.models import Catatan
from audit.transitions import TransitionRefused
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import hari_ini
from registry.models import Orang, StatusPosyandu
from spm_services.actions.sesi import buka_sesi, catat_hadir, daftarkan, petugas, pindah_sesi
from spm_services.kabar import kabar_pindah
from spm_services.models import BulanUnit, HadirKader, JenisSesi, Sesi, StatusSesi
from spm_services.papan_sesi import berikutnya, hari_buka_berikut, terlewat
from spm_services.workflow_sesi import SESI
from tests.pembuat import make_kader, make_warga

pytestmark = pytest.mark.django_db


@pytest.fixture
def kader(cast):
    return cast["kader"]


@pytest.fixture
def hari():
    return hari_ini()


def test_opening_a_day_makes_it_run_and_says_who_did(seruni, kader, hari):
    sesi = buka_sesi(seruni, hari, actor=kader)
    assert (sesi.status, sesi.tanggal, sesi.jenis) == (StatusSesi.DIBUKA, hari, JenisSesi.HARI_BUKA)
    assert Catatan.objects.filter(objek_id=sesi.pk, aksi="buka_sesi", pelaku=kader).count() == 1


def test_opening_it_a_second_time_gives_the_same_session(seruni, kader, hari):
    assert buka_sesi(seruni, hari, actor=kader).pk == buka_sesi(seruni, hari, actor=kader).pk
    assert Sesi.objects.count() == 1


def test_a_round_of_home_visits_stands_beside_the_open_day(seruni, kader, hari):
    buka_sesi(seruni, hari, actor=kader)
    buka_sesi(seruni, hari, jenis=JenisSesi.KUNJUNGAN_RUMAH, actor=kader)
    assert Sesi.objects.count() == 2


def test_a_day_to_come_cannot_be_opened_yet(seruni, kader, hari):
    with pytest.raises(Ditolak, match="belum terjadi"):
        buka_sesi(seruni, hari + timedelta(days=1), actor=kader)


def test_a_closed_month_takes_no_open_day(seruni, kader, hari):
    BulanUnit.objects.create(posyandu=seruni, bulan=Bulan.dari(hari).angka, status="ditutup")
    with pytest.raises(Ditolak, match="sudah ditutup"):
        buka_sesi(seruni, hari, actor=kader)


def test_a_closed_unit_takes_no_open_day(seruni, kader, hari):
    type(seruni).objects.filter(pk=seruni.pk).update(status=StatusPosyandu.TUTUP)
    with pytest.raises(Ditolak, match="Posyandu ini sudah ditutup"):
        buka_sesi(seruni, hari, actor=kader)


def test_somebody_of_another_area_opens_nothing(seruni, cast, hari):
    with pytest.raises(Http404):
        buka_sesi(seruni, hari, actor=cast["kelurahan_lain"])
    with pytest.raises(PermissionDenied):
        buka_sesi(seruni, hari, actor=cast["auditor"])


def test_an_ended_day_opens_again_only_with_a_reason(seruni, kader, hari):
    sesi = buka_sesi(seruni, hari, actor=kader)
    SESI.apply(sesi.pk, "tutup_sesi", actor=kader)
    with pytest.raises(TransitionRefused, match="alasan"):
        SESI.apply(sesi.pk, "buka_lagi_sesi", actor=kader)
    assert SESI.apply(sesi.pk, "buka_lagi_sesi", actor=kader, note="ada yang terlambat").status == StatusSesi.DIBUKA


def test_a_day_with_people_registered_is_not_called_off(seruni, kader, hari):
    sesi = buka_sesi(seruni, hari, actor=kader)
    daftarkan(sesi, make_warga(seruni), actor=kader)
    with pytest.raises(TransitionRefused, match="Sudah 1 orang"):
        SESI.apply(sesi.pk, "batal_sesi", actor=kader, note="hujan")


def test_a_called_off_day_leaves_room_for_another_one(seruni, kader, hari):
    sesi = buka_sesi(seruni, hari, actor=kader)
    SESI.apply(sesi.pk, "batal_sesi", actor=kader, note="hujan")
    assert buka_sesi(seruni, hari, actor=kader).pk != sesi.pk


def test_moving_keeps_the_first_day_and_tells_the_mothers(seruni, kader, hari):
    dari, ke = hari + timedelta(days=5), hari + timedelta(days=7)
    sesi = pindah_sesi(seruni, dari, ke, alasan="balai dipakai", actor=kader)
    sesi = pindah_sesi(seruni, ke, ke + timedelta(days=1), actor=kader)
    assert (sesi.tanggal, sesi.dipindah_dari) == (ke + timedelta(days=1), dari)
    teks = kabar_pindah(sesi)
    assert "semula" in teks
    assert str(dari.year) in teks
    assert "Jalan Contoh 1" in teks


def test_moving_back_to_the_first_day_forgets_the_move(seruni, kader, hari):
    dari, ke = hari + timedelta(days=5), hari + timedelta(days=7)
    pindah_sesi(seruni, dari, ke, actor=kader)
    assert pindah_sesi(seruni, ke, dari, actor=kader).dipindah_dari is None


def test_the_same_move_sent_twice_is_one(seruni, kader, hari):
    dari, ke = hari + timedelta(days=5), hari + timedelta(days=7)
    assert pindah_sesi(seruni, dari, ke, actor=kader).pk == pindah_sesi(seruni, dari, ke, actor=kader).pk
    assert Sesi.objects.count() == 1


@pytest.mark.parametrize(("beda", "kata"), [(-1, "sudah lewat"), (120, "Terlalu jauh")])
def test_moving_to_a_day_that_cannot_be_is_refused(seruni, kader, hari, beda, kata):
    with pytest.raises(Ditolak, match=kata):
        pindah_sesi(seruni, hari + timedelta(days=5), hari + timedelta(days=beda), actor=kader)


def test_a_running_day_does_not_move(seruni, kader, hari):
    buka_sesi(seruni, hari, actor=kader)
    with pytest.raises(Ditolak, match="sudah berjalan"):
        pindah_sesi(seruni, hari, hari + timedelta(days=2), actor=kader)


def test_the_calendar_proposes_the_next_day_until_a_session_says_otherwise(seruni, kader):
    hari = date(2026, 11, 20)
    assert hari_buka_berikut(seruni, hari, []).tanggal == date(2026, 12, 9)  # Rabu minggu kedua
    pindah = Sesi(posyandu=seruni, tanggal=date(2026, 12, 12), dipindah_dari=date(2026, 12, 9))
    assert hari_buka_berikut(seruni, hari, [pindah]).tanggal == date(2026, 12, 12)
    batal = Sesi(posyandu=seruni, tanggal=date(2026, 12, 9), status=StatusSesi.BATAL)
    assert hari_buka_berikut(seruni, hari, [batal]).tanggal == date(2027, 1, 13)


def test_missed_days_are_offered_until_they_have_a_session(seruni):
    hari = date(2026, 11, 20)
    lewat = [h.tanggal for h in terlewat(seruni, hari, [])]
    assert lewat == [date(2026, 11, 11), date(2026, 10, 14), date(2026, 9, 9)]
    ada = Sesi(posyandu=seruni, tanggal=date(2026, 10, 14), status=StatusSesi.SELESAI)
    assert date(2026, 10, 14) not in [h.tanggal for h in terlewat(seruni, hari, [ada])]


def test_a_unit_is_not_asked_for_days_before_it_existed(seruni):
    seruni.berdiri = date(2026, 11, 1)
    assert [h.tanggal for h in terlewat(seruni, date(2026, 11, 20), [])] == [date(2026, 11, 11)]


def test_the_next_day_of_a_unit_is_asked_in_one_question(seruni, kader, django_assert_num_queries):
    kader.scope_for("lihat")
    with django_assert_num_queries(1):
        berikutnya(seruni, kader)


def test_whoever_is_in_a_running_term_may_be_on_duty(seruni, kader, hari):
    satu = make_kader(seruni, nama="Ani contoh").orang_id
    sesi = buka_sesi(seruni, hari, actor=kader)
    assert petugas(seruni, hari) == {satu: "Ani contoh"}
    catat_hadir(sesi, {satu: "2"}, actor=kader)
    catat_hadir(sesi, {satu: "4"}, actor=kader)
    assert list(HadirKader.objects.values_list("orang", "langkah")) == [(satu, "4")]
    catat_hadir(sesi, {}, actor=kader)
    assert not HadirKader.objects.exists()


def test_somebody_without_a_term_is_not_on_duty(seruni, kader, hari):
    asing = Orang.objects.create(nama="Asing contoh", jenis_kelamin="P")
    with pytest.raises(Ditolak, match="Muat ulang"):
        catat_hadir(buka_sesi(seruni, hari, actor=kader), {asing.pk: ""}, actor=kader)
