"""From a rupiah to an activity: the right year, area and document, never more than the ceiling, to the cent."""

import uuid
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import Http404

from audit.models import Catatan
from audit.transitions import TransitionRefused
from planning.actions import alokasi_berlaku, alokasikan
from planning.models import Alokasi, BarisAnggaran, DokumenAnggaran, StatusAlokasi
from planning.workflow import ALOKASI
from posyandu_app.lib.forms import RupiahField
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services.actions import batalkan
from spm_services.models import Rekaman
from tests.hitung_ulang.sql import alokasi_menyimpang
from tests.pembuat import ANJIR, make_baris, make_dokumen, make_rekaman, make_user
from tests.planning.pembuat import alokasikan_sebagian, isi_alokasi

pytestmark = pytest.mark.django_db


@pytest.fixture
def rekaman(seruni, cast):
    return make_rekaman(seruni, cast["kader"])


@pytest.fixture
def baris(rekaman):
    """A line of Rp1.000.000 in the city's budget of the record's year."""
    return make_baris(make_dokumen("apbd", "33.75", rekaman.tanggal.year))


def segar(baris: BarisAnggaran) -> BarisAnggaran:
    return BarisAnggaran.objects.get(pk=baris.pk)


def ditolak(rekaman: Rekaman, baris: BarisAnggaran, nilai: str = "1", actor=None) -> Ditolak:
    """The refusal, after making sure that it kept nothing."""
    sebelum = (Alokasi.objects.count(), segar(baris).teralokasi, Catatan.objects.count())
    with pytest.raises(Ditolak) as galat:
        alokasikan_sebagian(rekaman, baris, nilai, actor)
    assert (Alokasi.objects.count(), segar(baris).teralokasi, Catatan.objects.count()) == sebelum
    return galat.value


class TestAlokasikan:
    def test_an_amount_is_tied_and_taken_from_the_line(self, rekaman, baris, cast):
        alokasi, baru = alokasikan(rekaman, baris, isi_alokasi("250000.50"), actor=cast["perencana"])
        assert baru
        assert (alokasi.rekaman, alokasi.nilai, alokasi.pembuat) == (rekaman, Decimal("250000.50"), cast["perencana"])
        assert (segar(baris).teralokasi, segar(baris).sisa) == (Decimal("250000.50"), Decimal("749999.50"))

    def test_it_is_in_the_history_of_the_allocation_and_of_the_activity(self, rekaman, baris, cast):
        alokasi = alokasikan_sebagian(rekaman, baris, "5", cast["perencana"])
        assert Catatan.objects.untuk(alokasi).get().perubahan == {"nilai": [None, "5"]}
        assert Catatan.objects.untuk(rekaman).first().perubahan == {baris.kode_kegiatan: [None, "5"]}

    def test_one_activity_may_have_many_lines_and_one_line_many_activities(self, seruni, cast, rekaman, baris):
        lain = make_baris(baris.dokumen, kode_kegiatan="1.01.02.2.03.0011")
        alokasikan_sebagian(rekaman, baris, "1")
        alokasikan_sebagian(rekaman, lain, "2")
        alokasikan_sebagian(make_rekaman(seruni, cast["kader"]), baris, "4")
        assert (segar(baris).teralokasi, segar(lain).teralokasi) == (5, 2)
        assert {a.baris for a in alokasi_berlaku(rekaman)} == {baris, lain}

    @pytest.mark.parametrize(("jenis", "wilayah"), [("apbd", "33"), ("apbd_p", "33.75")])
    def test_money_comes_from_any_government_above_the_unit(self, rekaman, jenis, wilayah):
        baris = make_baris(make_dokumen(jenis, wilayah, rekaman.tanggal.year))
        assert alokasikan_sebagian(rekaman, baris).pk

    def test_a_unit_in_a_desa_uses_its_apb_desa(self, unit_anjir):
        kader = make_user("kader-anjir", peran="kader", kode=unit_anjir.kode)
        rekaman = make_rekaman(unit_anjir, kader)
        baris = make_baris(make_dokumen("apbdes", ANJIR, rekaman.tanggal.year))
        assert alokasikan_sebagian(rekaman, baris).pk


class TestPagu:
    def test_the_last_cent_may_be_used_and_no_more(self, rekaman, baris):
        alokasikan_sebagian(rekaman, baris, "999999.99")
        galat = ditolak(rekaman, baris, "0.02")
        assert galat.kolom == "nilai"
        assert "Rp0,01" in str(galat)
        alokasikan_sebagian(rekaman, baris, "0.01")
        assert segar(baris).sisa == 0
        assert ditolak(rekaman, baris, "0.01").kolom == "nilai"

    def test_more_than_the_ceiling_is_refused_at_once(self, rekaman, baris):
        assert "Melebihi sisa pagu" in str(ditolak(rekaman, baris, "1000000.01"))

    @pytest.mark.parametrize("nilai", ["0", "-1", "-1000000"])
    def test_nothing_and_less_than_nothing_is_refused(self, rekaman, baris, nilai):
        ditolak(rekaman, baris, nilai)

    def test_the_database_itself_refuses_more_than_the_ceiling(self, baris):
        for nilai in (F("pagu") + Decimal("0.01"), Decimal("-0.01")):
            with pytest.raises(IntegrityError), transaction.atomic():
                BarisAnggaran.objects.filter(pk=baris.pk).update(teralokasi=nilai)
        with pytest.raises(IntegrityError), transaction.atomic():
            BarisAnggaran.objects.filter(pk=baris.pk).update(pagu=-1)

    def test_the_database_itself_refuses_an_allocation_of_nothing(self, rekaman, baris):
        for nilai in (0, -1):
            with pytest.raises(IntegrityError), transaction.atomic():
                Alokasi.objects.create(rekaman=rekaman, baris=baris, nilai=nilai)

    def test_a_tenth_and_two_tenths_are_three_tenths(self, rekaman, baris):
        BarisAnggaran.objects.update(pagu=Decimal("0.30"))
        alokasikan_sebagian(rekaman, baris, "0.10")
        alokasikan_sebagian(rekaman, baris, "0.20")
        assert segar(baris).teralokasi == Decimal("0.30")
        assert segar(baris).sisa == 0

    def test_a_hundred_cents_are_one_rupiah(self, rekaman, baris):
        BarisAnggaran.objects.update(pagu=Decimal("1.00"))
        for _ in range(100):
            alokasikan_sebagian(rekaman, baris, "0.01")
        assert segar(baris).sisa == 0
        assert alokasi_menyimpang() == []
        ditolak(rekaman, baris, "0.01")

    @pytest.mark.parametrize("teks", ["0,01", "48.232,91", "9.999.999.999.999,99", "9.999.999.999.999.999,99"])
    def test_every_amount_a_form_takes_is_kept_to_the_cent(self, baris, teks):
        try:
            nilai = RupiahField().clean(teks)
        except forms.ValidationError as galat:
            assert galat.code == "terlalu_besar"  # noqa: PT017 (a form may refuse it, but never change it)
            return
        BarisAnggaran.objects.filter(pk=baris.pk).update(pagu=nilai)
        assert segar(baris).pagu == nilai


class TestDokumenYangTepat:
    def test_a_kelurahan_has_no_apb_desa_to_spend(self, rekaman):
        baris = make_baris(make_dokumen("apbdes", ANJIR, rekaman.tanggal.year))
        galat = ditolak(rekaman, baris)
        assert "Kelurahan Klego tidak punya APB Desa" in str(galat)
        assert "DPA kecamatan" in str(galat)

    def test_another_regions_money_is_refused_and_named(self, rekaman):
        baris = make_baris(make_dokumen("apbd", "62.03", rekaman.tanggal.year))
        assert "Kabupaten Kapuas" in str(ditolak(rekaman, baris))

    def test_another_desas_money_is_refused(self, unit_anjir):
        kader = make_user("kader-anjir", peran="kader", kode=unit_anjir.kode)
        rekaman = make_rekaman(unit_anjir, kader)
        baris = make_baris(make_dokumen("apbdes", "62.03.03.2005", rekaman.tanggal.year))
        assert "di luar wilayah" in str(ditolak(rekaman, baris))

    @pytest.mark.parametrize("geser", [-1, 1])
    def test_another_years_money_is_refused(self, rekaman, geser):
        baris = make_baris(make_dokumen("apbd", "33.75", rekaman.tanggal.year + geser))
        assert str(rekaman.tanggal.year) in str(ditolak(rekaman, baris))

    def test_a_draft_is_no_money(self, rekaman):
        baris = make_baris(make_dokumen("apbd", "33.75", rekaman.tanggal.year, tetap=False))
        assert "sedang berlaku" in str(ditolak(rekaman, baris))

    @pytest.mark.parametrize("status", ["diubah", "dicabut"])
    def test_neither_is_what_is_no_longer_in_force(self, rekaman, baris, status):
        DokumenAnggaran.objects.update(status=status)
        assert "sedang berlaku" in str(ditolak(rekaman, baris))

    @pytest.mark.parametrize("jenis", ["rpjmd", "rkpd"])
    def test_neither_is_a_plan(self, rekaman, jenis):
        baris = make_baris(make_dokumen(jenis, "33.75", rekaman.tanggal.year))
        assert "sedang berlaku" in str(ditolak(rekaman, baris))

    @pytest.mark.parametrize("kode", ["permohonan_apar", "akses_air"])
    def test_only_an_activity_takes_money(self, seruni, cast, baris, kode):
        rekaman = make_rekaman(seruni, cast["kader"], kode, jumlah=1)
        assert "Hanya kegiatan" in str(ditolak(rekaman, baris))

    def test_a_cancelled_activity_takes_none(self, rekaman, baris, cast):
        batalkan(rekaman, alasan="x", actor=cast["kader"])
        assert "Hanya kegiatan" in str(ditolak(rekaman, baris))


class TestKunci:
    def test_the_same_form_sent_twice_is_one_allocation(self, rekaman, baris):
        isi = isi_alokasi("400000")
        pertama, baru = alokasikan(rekaman, baris, isi, actor=None)
        kedua, lagi = alokasikan(rekaman, baris, isi, actor=None)
        assert (kedua.pk, baru, lagi) == (pertama.pk, True, False)
        assert segar(baris).teralokasi == Decimal("400000")
        assert Catatan.objects.untuk(pertama).count() == 1

    def test_it_is_one_even_when_a_second_would_pass_the_ceiling(self, rekaman, baris):
        isi = isi_alokasi("1000000")
        alokasikan(rekaman, baris, isi, actor=None)
        assert alokasikan(rekaman, baris, isi, actor=None)[1] is False

    def test_a_form_used_for_another_activity_is_refused(self, seruni, cast, rekaman, baris):
        kunci = uuid.uuid4()
        alokasikan(rekaman, baris, isi_alokasi("1", kunci), actor=None)
        lain = make_rekaman(seruni, cast["kader"])
        with pytest.raises(Ditolak, match="alokasi lain"):
            alokasikan(lain, baris, isi_alokasi("1", kunci), actor=None)
        assert segar(baris).teralokasi == 1


class TestCabut:
    def test_withdrawing_gives_the_money_back(self, rekaman, baris, cast):
        alokasikan_sebagian(rekaman, baris, "0.10")
        alokasi = alokasikan_sebagian(rekaman, baris, "0.20")
        hasil = ALOKASI.apply(alokasi.pk, "cabut", actor=cast["perencana"], note="Salah baris")
        assert (hasil.status, hasil.versi) == (StatusAlokasi.DICABUT, 2)
        assert segar(baris).teralokasi == Decimal("0.10")
        assert alokasi_menyimpang() == []

    def test_it_is_given_back_once(self, rekaman, baris, cast):
        alokasikan_sebagian(rekaman, baris, "10")
        alokasi = alokasikan_sebagian(rekaman, baris, "5")
        ALOKASI.apply(alokasi.pk, "cabut", actor=cast["perencana"], note="x")
        with pytest.raises(TransitionRefused):
            ALOKASI.apply(alokasi.pk, "cabut", actor=cast["perencana"], note="x")
        assert segar(baris).teralokasi == 10

    def test_it_needs_a_reason(self, rekaman, baris, cast):
        alokasi = alokasikan_sebagian(rekaman, baris, "5")
        with pytest.raises(TransitionRefused, match="alasannya"):
            ALOKASI.apply(alokasi.pk, "cabut", actor=cast["perencana"], note=" ")
        assert segar(baris).teralokasi == 5

    def test_what_came_back_can_be_used_again(self, rekaman, baris, cast):
        alokasi = alokasikan_sebagian(rekaman, baris, "1000000")
        ditolak(rekaman, baris, "1")
        ALOKASI.apply(alokasi.pk, "cabut", actor=cast["perencana"], note="x")
        alokasikan_sebagian(rekaman, baris, "1000000")
        assert segar(baris).sisa == 0

    @pytest.mark.parametrize(
        ("siapa", "galat"), [("tim_pembina", PermissionDenied), ("kader", Http404), ("kabupaten_lain", Http404)]
    )
    def test_who_does_not_allocate_withdraws_nothing(self, rekaman, baris, cast, siapa, galat):
        alokasi = alokasikan_sebagian(rekaman, baris, "5")
        with pytest.raises(galat):
            ALOKASI.apply(alokasi.pk, "cabut", actor=cast[siapa], note="x")
        assert segar(baris).teralokasi == 5

    def test_an_activity_that_money_points_at_is_not_cancelled(self, rekaman, baris, cast):
        alokasi = alokasikan_sebagian(rekaman, baris, "5")
        with pytest.raises(TransitionRefused, match="Cabut dulu") as galat:
            batalkan(rekaman, alasan="x", actor=cast["kader"])
        assert galat.value.code == "alokasi"
        rekaman.refresh_from_db()
        assert rekaman.berlaku
        ALOKASI.apply(alokasi.pk, "cabut", actor=cast["perencana"], note="x")
        assert not batalkan(rekaman, alasan="x", actor=cast["kader"]).berlaku


class TestSiapa:
    @pytest.mark.parametrize(
        ("siapa", "galat"),
        [
            ("tim_pembina", PermissionDenied),
            ("auditor", PermissionDenied),
            ("kader", Http404),
            ("kabupaten_lain", Http404),
            ("operator_desa", Http404),  # allocates in Klego, but the city's budget is not theirs to spend
        ],
    )
    def test_who_may_not_spend_this_line_on_this_activity(self, rekaman, baris, cast, siapa, galat):
        with pytest.raises(galat):
            alokasikan_sebagian(rekaman, baris, "5", cast[siapa])
        assert (Alokasi.objects.count(), segar(baris).teralokasi) == (0, 0)

    def test_a_desa_spends_its_own_budget_on_its_own_unit(self, unit_anjir):
        operator = make_user("operator-anjir", peran="operator_desa", kode=ANJIR)
        rekaman = make_rekaman(unit_anjir, operator)
        baris = make_baris(make_dokumen("apbdes", ANJIR, hari_ini().year))
        assert alokasikan_sebagian(rekaman, baris, "5", operator).pembuat == operator
