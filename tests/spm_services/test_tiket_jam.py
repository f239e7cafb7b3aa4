"""Two clocks in working days: holidays of the region, pauses with a reason, and numbers that freeze."""

from datetime import date, datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from accounts.scope import Grant, Scope
from posyandu_app.lib.waktu import hari_ini
from registry.aturan import hari_kerja
from registry.models import AturanDaerah, HariLibur
from spm_services import actions
from spm_services.jam_tiket import tenggat, terpakai
from spm_services.metrics_tiket import angka_rujukan, kinerja, kinerja_desa
from spm_services.models import Tiket
from tests.pembuat import KLEGO, make_user
from tests.rumah.halaman import teks
from tests.spm_services.tiket import BANSOS, majukan, make_rujukan, make_tiket
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
SENIN = date(2026, 9, 7)  # a week without a national holiday
LIBUR: frozenset[date] = frozenset()
KOTA = Scope((Grant("33.75"),))


def hari(ke: int) -> date:
    return SENIN + timedelta(days=ke)


class TestHitung:
    def test_five_working_days_from_monday_end_on_monday(self):
        assert tenggat(SENIN, 5, (), LIBUR) == hari(7)

    def test_a_day_off_of_the_region_moves_the_end(self):
        assert tenggat(SENIN, 5, (), frozenset({hari(2)})) == hari(8)

    def test_a_national_holiday_is_no_working_day(self):
        assert not hari_kerja(date(2026, 8, 17), LIBUR)
        assert tenggat(date(2026, 8, 14), 1, (), LIBUR) == date(2026, 8, 18)

    def test_a_pause_takes_its_working_days_out(self):
        jeda = [(hari(1), hari(3))]  # paused on Tuesday, resumed on Thursday: Wednesday and Thursday do not count
        assert terpakai(SENIN, hari(4), jeda, LIBUR) == 2
        assert tenggat(SENIN, 5, jeda, LIBUR) == hari(9)

    def test_two_pauses_over_one_another_count_once(self):
        jeda = [(hari(1), hari(3)), (hari(2), hari(3))]
        assert terpakai(SENIN, hari(4), jeda, LIBUR) == 2

    def test_a_pause_over_the_weekend_costs_no_working_day(self):
        assert tenggat(SENIN, 5, [(hari(4), hari(6))], LIBUR) == hari(7)

    def test_a_running_pause_has_no_end(self):
        assert tenggat(SENIN, 5, [(hari(1), None)], LIBUR) is None
        assert terpakai(SENIN, hari(30), [(hari(1), None)], LIBUR) == 1

    @pytest.mark.parametrize("target", range(1, 20))
    def test_the_end_is_the_first_day_on_which_the_target_is_used_up(self, target):
        jeda = [(hari(3), hari(9)), (hari(15), hari(16))]
        akhir = tenggat(SENIN, target, jeda, frozenset({hari(10)}))
        assert terpakai(SENIN, akhir, jeda, frozenset({hari(10)})) == target
        assert terpakai(SENIN, akhir - timedelta(days=1), jeda, frozenset({hari(10)})) == target - 1


def pada(ke: int):
    """The clock of the world on that day, before noon in Pekalongan."""
    saat = datetime(*hari(ke).timetuple()[:3], 10, tzinfo=ZoneInfo("Asia/Jakarta"))
    return patch("django.utils.timezone.now", lambda: saat)


@pytest.fixture
def kader(seruni):
    """On duty since the year before that week, whenever the tests run."""
    with pada(0):
        return make_user("kader-jam", peran="kader", kode=seruni.kode)


@pytest.fixture
def diajukan(seruni, kader) -> Tiket:
    """Handed in on the Monday."""
    with pada(0):
        return majukan(make_tiket(seruni, kader, BANSOS), "ajukan")


class TestDuaJam:
    def test_the_village_has_the_regions_days(self, seruni, kader):
        wilayah = Wilayah.objects.get(pk="33.75")
        AturanDaerah.objects.create(wilayah=wilayah, nama="hari_desa", nilai=2, dasar="Perwal contoh")
        HariLibur.objects.create(wilayah=wilayah, tanggal=hari(1), nama="Hari jadi contoh")
        with pada(0):
            tiket = majukan(make_tiket(seruni, kader, BANSOS), "ajukan")
        assert (tiket.target_desa, tiket.tenggat) == (2, hari(3))

    def test_being_sent_back_rests_the_clock_and_it_never_starts_anew(self, diajukan):
        with pada(1):
            actions.kembalikan_tiket(diajukan.pk, "Foto kurang", versi=None, actor=None)
        diajukan.refresh_from_db()
        assert diajukan.tenggat is None
        with pada(9):  # the Wednesday after
            tiket = actions.ajukan_tiket(diajukan.pk, versi=None, actor=None)
        assert tiket.diajukan_pada.date() == SENIN
        assert tiket.tenggat == hari(15)  # one day used, four left after the Wednesday

    def test_a_pause_says_why_to_everybody(self, diajukan, cast, masuk):
        url = reverse("spm_services:tiket-langkah", args=[diajukan.uuid, "jeda"])
        diajukan.refresh_from_db()
        desa = masuk(cast["operator_desa"])
        assert desa.post(url, {"versi": diajukan.versi}).status_code == 422
        assert desa.post(url, {"versi": diajukan.versi, "catatan": "Banjir"}).status_code == 302
        tampil = teks(masuk(cast["tim_pembina"]).get(reverse("spm_services:tiket-rinci", args=[diajukan.uuid])))
        assert "Jam desa/kelurahan dijeda Banjir" in tampil

    def test_resuming_moves_the_end_by_what_it_rested(self, diajukan):
        with pada(1):
            actions.jeda_tiket(diajukan.pk, "Banjir", versi=None, actor=None)
        with pada(3):
            tiket = actions.lanjutkan_tiket(diajukan.pk, versi=None, actor=None)
        assert tiket.tenggat == hari(9)

    def test_a_step_ends_a_pause(self, diajukan):
        with pada(1):
            actions.jeda_tiket(diajukan.pk, "Banjir", versi=None, actor=None)
        with pada(2):
            tiket = majukan(diajukan, "verifikasi")
        assert not tiket.dijeda
        assert not tiket.jeda_list.filter(sampai=None).exists()

    def test_each_clock_keeps_its_own_days(self, diajukan):
        with pada(3):
            tiket = majukan(diajukan, "teruskan")
        assert (tiket.hari_desa, tiket.target_opd, tiket.tenggat) == (3, 5, hari(10))
        with pada(14):
            tiket = majukan(tiket, "jawab")
        assert (tiket.hari_desa, tiket.hari_opd) == (3, 7)

    def test_waiting_for_data_is_not_the_offices_time(self, diajukan):
        with pada(3):
            tiket = majukan(diajukan, "teruskan")
        with pada(4):
            actions.jawab_tiket(tiket.pk, actions.IsiJawaban("butuh_data", "Foto?"), versi=None, actor=None)
        with pada(16):
            tiket = actions.kirim_data(tiket.pk, "Terpasang", versi=None, actor=None)
        assert tiket.tenggat == hari(22)
        with pada(17):
            tiket = majukan(tiket, "jawab")
        assert tiket.hari_opd == 2

    def test_a_later_answer_does_not_change_how_long_the_first_took(self, diajukan):
        with pada(3):
            tiket = majukan(diajukan, "jawab")
        with pada(20):
            actions.jawab_tiket(tiket.pk, actions.IsiJawaban("ditolak", "x"), versi=None, actor=None)
        tiket.refresh_from_db()
        assert tiket.hari_opd == 0

    def test_a_rule_changed_later_leaves_old_tickets_their_target(self, diajukan):
        wilayah = Wilayah.objects.get(pk="33.75")
        AturanDaerah.objects.create(wilayah=wilayah, nama="hari_desa", nilai=30, dasar="Perwal contoh")
        with pada(1):
            tiket = majukan(diajukan, "verifikasi")
        assert (tiket.target_desa, tiket.tenggat) == (5, hari(7))


class TestKinerja:
    def buat(self, seruni, kader, terus: int, jawab: int | None) -> None:
        with pada(terus):
            tiket = majukan(make_tiket(seruni, kader, BANSOS), "teruskan")
        if jawab is not None:
            with pada(jawab):
                majukan(tiket, "jawab")

    def hasil(self, ke: int):
        with pada(ke):
            return kinerja(KOTA, "33.75", date(2026, 1, 1), date(2027, 1, 1))

    def test_an_office_that_had_no_time_yet_is_not_shown(self, seruni, kader):
        self.buat(seruni, kader, 0, None)
        assert self.hasil(3) == []
        assert [(k.kode, k.terlambat, k.diterima, k.median) for k in self.hasil(8)] == [("dinsos", 1, 1, None)]

    def test_late_of_received_and_the_median(self, seruni, kader):
        for terus, jawab in ((0, 1), (0, 2), (0, 14), (0, None), (14, None)):
            self.buat(seruni, kader, terus, jawab)
        (satu,) = self.hasil(15)
        assert (satu.terlambat, satu.diterima, satu.dijawab, satu.menunggu, satu.median) == (2, 5, 3, 2, 2.0)

    def test_the_villages_are_counted_by_their_own_clock(self, seruni, kader):
        self.buat(seruni, kader, 0, None)
        with pada(0):
            majukan(make_tiket(seruni, kader, BANSOS), "ajukan")
        with pada(9):
            desa = kinerja_desa(KOTA, KLEGO, date(2026, 1, 1), date(2027, 1, 1))
        assert (desa.diajukan, desa.tepat, desa.lewat, desa.di_meja, desa.di_meja_lewat) == (2, 1, 0, 1, 1)

    def test_every_referral_sent_ends_or_waits(self, seruni, cast):
        for hasil in ("ditangani", "menolak", None):
            tiket = make_rujukan(seruni, cast["kader"])
            if hasil:
                actions.hasil_rujukan(tiket.pk, hasil, hari_ini(), "", versi=None, actor=cast["nakes"])
        make_rujukan(seruni, cast["kader"], setuju=False)
        tahun = hari_ini().year
        a = angka_rujukan(KOTA, "33.75", date(tahun, 1, 1), date(tahun + 1, 1, 1))
        assert (a.dikirim, a.ditangani, a.menolak, a.menunggu) == (3, 1, 1, 1)
        assert a.dikirim == a.ditangani + a.dirujuk_lanjut + a.menolak + a.tanpa_jawaban + a.menunggu

    def test_a_page_above_shows_it(self, seruni, kader, cast, masuk):
        tiket = majukan(make_tiket(seruni, kader, BANSOS), "teruskan")
        Tiket.objects.filter(pk=tiket.pk).update(tenggat=hari_ini() - timedelta(days=2))
        tampil = teks(masuk(cast["tim_pembina"]).get("/permohonan/kinerja/"))
        assert "Dinas Sosial 1 dari 1 1 1 belum menjawab" in tampil
