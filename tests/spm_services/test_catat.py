"""What a record refuses, what a correction changes, and who may do either."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.roles import Cap
from audit.models import Catatan
from audit.transitions import TransitionRefused
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu, StatusPosyandu
from spm_services.actions import Kiriman, batalkan, catat, koreksi, pilih_layanan
from spm_services.models import Hitungan, LayananUnit, Rekaman
from tests.hitung_ulang.sql import hitungan_menyimpang, rekap_menyimpang
from tests.pembuat import KLEGO, kiriman, make_posyandu, make_rekaman
from wilayah.models import Rekap

pytestmark = pytest.mark.django_db
HARI = date(2025, 11, 3)


def keadaan() -> tuple:
    """All that a refused write must leave alone."""
    rekap = sorted(Rekap.objects.exclude(jumlah=0).values_list("kode", "periode", "indikator", "jumlah"))
    baris = [list(m.objects.order_by("pk").values_list()) for m in (Rekaman, Hitungan)]
    return *baris, Catatan.objects.count(), rekap


def ditolak(posyandu, kirim: Kiriman, actor) -> Ditolak:
    sebelum = keadaan()
    with pytest.raises(Ditolak) as galat:
        catat(posyandu, kirim, actor=actor)
    assert keadaan() == sebelum
    return galat.value


@pytest.fixture
def rekaman(seruni, cast):
    return make_rekaman(seruni, cast["kader"], tanggal=HARI)


def ubah(rekaman, actor, *, tanggal=None, versi=1, **isian):
    isi = {**rekaman.isian, **isian}
    return koreksi(rekaman, tanggal=tanggal or rekaman.tanggal, isian=isi, versi=versi, actor=actor)


class TestCatat:
    def test_the_row_says_who_what_and_where(self, seruni, cast):
        rekaman, baru = catat(seruni, kiriman(tanggal=HARI), actor=cast["kader"])
        assert baru
        assert (rekaman.posyandu, rekaman.bidang, rekaman.bentuk) == (seruni, "kesehatan", "kegiatan")
        assert (rekaman.terlayani, rekaman.pencatat, rekaman.versi, rekaman.berlaku) == (30, cast["kader"], 1, True)

    def test_every_number_given_is_kept_and_a_missing_one_is_not_zero(self, rekaman):
        angka = dict(Hitungan.objects.filter(rekaman=rekaman).values_list("kolom", "jumlah"))
        assert angka == {"sasaran": 40, "terlayani": 30, "naik": 20, "tidak_naik": 5}

    def test_a_zero_that_was_given_is_kept(self, seruni, cast):
        rekaman = make_rekaman(seruni, cast["kader"], "biopori", terlayani=0)
        assert Hitungan.objects.get(rekaman=rekaman).jumlah == 0

    def test_the_log_names_the_service_and_the_day(self, rekaman, cast):
        satu = Catatan.objects.untuk(rekaman).get()
        assert (satu.aksi, satu.pelaku) == ("catat", cast["kader"])
        assert satu.perubahan == {"layanan": [None, "penimbangan_balita"], "tanggal": [None, "2025-11-03"]}

    @pytest.mark.parametrize("siapa", ["kader", "pengurus", "operator_desa"])
    def test_who_records_in_the_unit_may(self, seruni, cast, siapa):
        assert catat(seruni, kiriman(), actor=cast[siapa])[1]

    @pytest.mark.parametrize(
        ("siapa", "galat"),
        [
            ("verifikator_kecamatan", PermissionDenied),
            ("tim_pembina", PermissionDenied),
            ("nakes", PermissionDenied),
            ("opd", Http404),  # looks after sosial; this record would be of kesehatan
            ("admin_wilayah", Http404),
            ("kelurahan_lain", Http404),
            ("tanpa_tugas", Http404),
        ],
    )
    def test_nobody_else_does_and_nothing_is_half_saved(self, seruni, cast, siapa, galat):
        sebelum = keadaan()
        with pytest.raises(galat):
            catat(seruni, kiriman(), actor=cast[siapa])
        assert keadaan() == sebelum


class TestTanggal:
    def test_tomorrow_has_not_happened(self, seruni, cast):
        besok = hari_ini(seruni.kode) + timedelta(days=1)
        galat = ditolak(seruni, kiriman(tanggal=besok), cast["kader"])
        assert galat.kolom == "tanggal"
        assert "belum terjadi" in str(galat)

    def test_today_has(self, seruni, cast):
        assert catat(seruni, kiriman(tanggal=hari_ini(seruni.kode)), actor=cast["kader"])[1]

    def test_nothing_happened_before_the_unit_was_there(self, seruni, cast):
        Posyandu.objects.filter(pk=seruni.pk).update(berdiri=HARI)
        galat = ditolak(seruni, kiriman(tanggal=HARI - timedelta(days=1)), cast["kader"])
        assert (galat.kolom, "03/11/2025" in str(galat)) == ("tanggal", True)
        assert catat(seruni, kiriman(tanggal=HARI), actor=cast["kader"])[1]

    def test_a_year_long_gone_is_a_slip(self, seruni, cast):
        assert "terlalu lama" in str(ditolak(seruni, kiriman(tanggal=date(1999, 12, 31)), cast["kader"]))

    def test_a_closed_unit_records_no_more(self, seruni, cast):
        Posyandu.objects.filter(pk=seruni.pk).update(status=StatusPosyandu.TUTUP)
        assert "sudah ditutup" in str(ditolak(seruni, kiriman(), cast["kader"]))

    def test_a_unit_closed_since_the_page_was_opened_records_no_more_either(self, seruni, cast):
        assert seruni.status == StatusPosyandu.AKTIF
        Posyandu.objects.update(status=StatusPosyandu.TUTUP)
        ditolak(seruni, kiriman(), cast["kader"])


class TestKunci:
    def test_a_key_of_another_unit_is_refused(self, seruni, cast):
        lain = make_posyandu(KLEGO)
        kirim = kiriman()
        catat(lain, kirim, actor=cast["operator_desa"])
        assert ditolak(seruni, kirim, cast["operator_desa"]).kolom == "kunci"

    def test_a_key_of_another_service_is_refused(self, seruni, cast):
        kirim = kiriman()
        catat(seruni, kirim, actor=cast["kader"])
        lain = Kiriman("biopori", kirim.tanggal, {"terlayani": 1}, kirim.kunci)
        assert ditolak(seruni, lain, cast["kader"]).kolom == "kunci"

    def test_a_form_sent_again_after_its_record_was_cancelled_does_not_come_back(self, seruni, cast):
        kirim = kiriman(tanggal=HARI)
        rekaman, _ = catat(seruni, kirim, actor=cast["kader"])
        batalkan(rekaman, alasan="x", actor=cast["kader"])
        lagi, baru = catat(seruni, kirim, actor=cast["kader"])
        assert (lagi.pk, lagi.berlaku, baru) == (rekaman.pk, False, False)
        assert rekap_menyimpang() == []


class TestKoreksi:
    def test_answers_numbers_and_version_move_together(self, rekaman, cast):
        hasil = ubah(rekaman, cast["kader"], terlayani=25, bgm=1)
        assert (hasil.versi, hasil.terlayani, hasil.isian["bgm"]) == (2, 25, 1)
        angka = dict(Hitungan.objects.filter(rekaman=rekaman).values_list("kolom", "jumlah"))
        assert angka == {"sasaran": 40, "terlayani": 25, "naik": 20, "tidak_naik": 5, "bgm": 1}
        assert rekap_menyimpang() == hitungan_menyimpang() == []

    def test_only_what_changed_is_in_the_log(self, rekaman, cast):
        ubah(rekaman, cast["kader"], tanggal=date(2025, 11, 4), terlayani=25)
        satu = Catatan.objects.untuk(rekaman).get(aksi="koreksi")
        assert satu.perubahan == {"tanggal": ["2025-11-03", "2025-11-04"], "terlayani": [30, 25]}

    def test_another_month_takes_the_figures_along(self, rekaman, cast):
        ubah(rekaman, cast["kader"], tanggal=date(2025, 12, 3))
        isi = dict(Rekap.objects.filter(kode="33.75", indikator="catatan:kesehatan").values_list("periode", "jumlah"))
        assert isi == {202511: 0, 202512: 1}
        assert rekap_menyimpang() == []

    def test_an_answer_taken_away_is_taken_out_of_the_record_and_its_numbers(self, seruni, cast):
        isian = {"sasaran": 40, "terlayani": 30, "naik": 20, "tidak_naik": 5, "bgm": 7}
        rekaman = make_rekaman(seruni, cast["kader"], tanggal=HARI, **isian)
        del isian["bgm"]
        hasil = koreksi(rekaman, tanggal=HARI, isian=isian, versi=1, actor=cast["kader"])
        assert (hasil.isian, hasil.versi) == (isian, 2)
        assert not Hitungan.objects.filter(rekaman=rekaman, kolom="bgm").exists()
        assert Catatan.objects.untuk(rekaman).get(aksi="koreksi").perubahan == {"bgm": [7, None]}

    def test_the_same_answers_are_no_correction(self, rekaman, cast):
        sebelum = keadaan()
        ubah(rekaman, cast["kader"])
        assert keadaan() == sebelum

    def test_a_stale_version_is_a_conflict_and_changes_nothing(self, rekaman, cast):
        ubah(rekaman, cast["kader"], terlayani=25)
        sebelum = keadaan()
        with pytest.raises(Bentrok) as galat:
            ubah(rekaman, cast["pengurus"], versi=1, terlayani=20)
        assert (galat.value.sekarang.terlayani, galat.value.sekarang.versi) == (25, 2)
        assert keadaan() == sebelum

    def test_a_cancelled_record_is_a_conflict(self, rekaman, cast):
        batalkan(rekaman, alasan="x", actor=cast["kader"])
        sebelum = keadaan()
        with pytest.raises(Bentrok) as galat:
            ubah(rekaman, cast["kader"], versi=2, terlayani=25)
        assert not galat.value.sekarang.berlaku
        assert keadaan() == sebelum

    @pytest.mark.parametrize("tanggal", [date(2024, 11, 3), date(2024, 12, 31), date(2026, 1, 1)])
    def test_the_year_cannot_be_corrected(self, rekaman, cast, tanggal):
        sebelum = keadaan()
        with pytest.raises(Ditolak, match="Tahun tidak bisa dikoreksi") as galat:
            ubah(rekaman, cast["kader"], tanggal=tanggal)
        assert galat.value.kolom == "tanggal"
        assert keadaan() == sebelum

    def test_the_new_day_is_held_to_the_same_rules(self, seruni, rekaman, cast):
        sebelum = keadaan()
        Posyandu.objects.filter(pk=seruni.pk).update(berdiri=HARI)
        for tanggal in (HARI - timedelta(days=1), hari_ini(seruni.kode) + timedelta(days=1)):
            with pytest.raises(Ditolak):
                ubah(rekaman, cast["kader"], tanggal=tanggal)
        assert keadaan() == sebelum

    @pytest.mark.parametrize(
        ("siapa", "galat"), [("tim_pembina", PermissionDenied), ("opd", Http404), ("kelurahan_lain", Http404)]
    )
    def test_who_does_not_record_corrects_nothing(self, rekaman, cast, siapa, galat):
        sebelum = keadaan()
        with pytest.raises(galat):
            ubah(rekaman, cast[siapa], terlayani=1)
        assert keadaan() == sebelum


class TestBatalkan:
    def test_a_cancelled_record_stays_readable_with_its_numbers(self, rekaman, cast):
        hasil = batalkan(rekaman, alasan="Salah posyandu", actor=cast["kader"])
        assert not hasil.berlaku
        assert hasil.isian == rekaman.isian
        assert Hitungan.objects.filter(rekaman=rekaman).count() == 4
        assert rekap_menyimpang() == []

    def test_it_is_cancelled_once(self, rekaman, cast):
        batalkan(rekaman, alasan="x", actor=cast["kader"])
        sebelum = keadaan()
        with pytest.raises(TransitionRefused):
            batalkan(rekaman, alasan="x", actor=cast["kader"])
        assert keadaan() == sebelum


class TestSiapaMelihat:
    def test_an_opd_sees_only_records_and_numbers_of_its_field(self, seruni, cast):
        make_rekaman(seruni, cast["kader"])
        milik = make_rekaman(seruni, cast["kader"], "pantau_bansos", terlayani=3)
        assert list(Rekaman.objects.for_user(cast["opd"], Cap.LIHAT_CATATAN)) == [milik]
        assert [h.rekaman for h in Hitungan.objects.for_user(cast["opd"], Cap.LIHAT_CATATAN)] == [milik]


class TestPilihLayanan:
    def dipilih(self, posyandu) -> list[str]:
        return sorted(LayananUnit.objects.filter(posyandu=posyandu).values_list("layanan", flat=True))

    def test_a_unit_ticks_what_it_runs_and_it_is_logged(self, seruni, cast):
        pilih_layanan(seruni, ["biopori", "pekarangan"], actor=cast["kader"])
        pilih_layanan(seruni, ["biopori", "insiden"], actor=cast["kader"])
        assert self.dipilih(seruni) == ["biopori", "insiden"]
        assert Catatan.objects.untuk(seruni).first().perubahan == {
            "layanan": [["biopori", "pekarangan"], ["biopori", "insiden"]]
        }

    def test_codes_that_are_none_are_left_out(self, seruni, cast):
        pilih_layanan(seruni, ["biopori", "biopori", "tidak_ada", ""], actor=cast["kader"])
        assert self.dipilih(seruni) == ["biopori"]

    def test_the_same_ticks_are_no_change(self, seruni, cast):
        pilih_layanan(seruni, ["biopori"], actor=cast["kader"])
        sebelum = Catatan.objects.count()
        pilih_layanan(seruni, ["biopori"], actor=cast["kader"])
        assert Catatan.objects.count() == sebelum

    def test_one_unit_does_not_tick_for_another(self, seruni, cast):
        lain = make_posyandu(KLEGO)
        with pytest.raises(Http404):
            pilih_layanan(lain, ["biopori"], actor=cast["kader"])
        with pytest.raises(PermissionDenied):
            pilih_layanan(seruni, ["biopori"], actor=cast["tim_pembina"])
        assert not LayananUnit.objects.exists()


def test_a_key_is_never_shared_by_two_records(seruni, cast):
    make_rekaman(seruni, cast["kader"])
    make_rekaman(seruni, cast["kader"])
    assert len(set(Rekaman.objects.values_list("kunci", flat=True))) == 2
    assert all(isinstance(k, uuid.UUID) for k in Rekaman.objects.values_list("kunci", flat=True))
