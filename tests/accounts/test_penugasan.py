"""Giving and ending assignments: logged, dated, and never wider than the giver's own."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.http import Http404

from accounts.actions import PenugasanDitolak, beri_penugasan, cabut_penugasan
from accounts.models import Penugasan, User
from accounts.roles import ROLES, Cap, Peran, peran_dengan
from audit.models import Catatan
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from tests.lib.test_kode import BUKAN_KODE
from tests.pembuat import KANDANG_PANJANG, KLEGO, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(cast):
    return cast["admin_wilayah"]


@pytest.fixture
def baru(db):
    return make_user("orang-baru")


def test_an_admin_gives_an_assignment_in_their_area(admin, baru, seruni):
    assert not baru.boleh(Cap.LIHAT)
    tugas = beri_penugasan(baru, Peran.KADER, seruni.kode, oleh=admin)
    assert baru.boleh(Cap.CATAT)
    assert (tugas.pemberi, tugas.mulai, tugas.sampai) == (admin, hari_ini(), None)
    satu = Catatan.objects.untuk(tugas).get()
    assert (satu.aksi, satu.pelaku, satu.ke) == ("beri_penugasan", admin, "kader")
    assert satu.perubahan == {"kode": [None, seruni.kode], "pengguna": [None, baru.pk]}


@pytest.mark.parametrize("kode", ["ID", "33", "33.74", "62.03", "33.7"])
def test_no_admin_gives_more_than_their_own_area(admin, baru, kode):
    with pytest.raises(PermissionDenied):
        beri_penugasan(baru, Peran.TIM_PEMBINA, kode, oleh=admin)
    assert not baru.penugasan_list.exists()


@pytest.mark.parametrize(
    "siapa", ["kader", "pengurus", "perencana", "auditor", "tim_pembina", "nasional", "tanpa_tugas"]
)
def test_who_does_not_keep_accounts_gives_nothing(cast, baru, siapa):
    with pytest.raises(PermissionDenied):
        beri_penugasan(baru, Peran.KADER, KLEGO, oleh=cast[siapa])
    assert not baru.penugasan_list.exists()


def test_an_admin_whose_days_are_over_gives_nothing(admin, baru):
    admin.penugasan_list.update(sampai=hari_ini())
    admin.lupakan_penugasan()
    with pytest.raises(PermissionDenied):
        beri_penugasan(baru, Peran.KADER, KLEGO, oleh=admin)


@pytest.mark.parametrize("peran", [p for p in Peran if p not in (Peran.OPD, Peran.NAKES, Peran.UPTD_PPA)])
def test_a_field_is_only_for_roles_that_look_after_one(admin, baru, peran):
    with pytest.raises(PenugasanDitolak, match="Bidang hanya"):
        beri_penugasan(baru, peran, KLEGO, oleh=admin, bidang="sosial")


@pytest.mark.parametrize("peran", [Peran.OPD, Peran.NAKES, Peran.UPTD_PPA])
def test_those_roles_take_a_field(admin, baru, peran):
    assert beri_penugasan(baru, peran, "33.75", oleh=admin, bidang="sosial").bidang == "sosial"


@pytest.mark.parametrize("kode", [k for k in BUKAN_KODE if k != "ID"])
def test_an_assignment_to_no_whole_area_never_reaches_the_table(baru, kode):
    with pytest.raises(ValueError, match="bukan kode"):
        beri_penugasan(baru, Peran.DINAS_PMD, kode, oleh=None)
    with pytest.raises(ValueError, match="bukan kode"):
        Penugasan(user=baru, peran=Peran.DINAS_PMD, kode=kode, mulai=hari_ini()).save()
    assert not Penugasan.objects.filter(user=baru).exists()


def test_the_database_itself_refuses_an_empty_area(baru):
    tugas = beri_penugasan(baru, Peran.DINAS_PMD, "33.75", oleh=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Penugasan.objects.filter(pk=tugas.pk).update(kode="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Penugasan.objects.bulk_create([Penugasan(user=baru, peran=Peran.DINAS_PMD, kode="", mulai=hari_ini())])


def test_the_database_refuses_an_end_before_the_beginning(baru):
    with pytest.raises(IntegrityError), transaction.atomic():
        Penugasan.objects.create(
            user=baru, peran=Peran.KADER, kode=KLEGO, mulai=date(2026, 2, 1), sampai=date(2026, 1, 31)
        )


@pytest.mark.parametrize("peran", sorted(set(Peran) - peran_dengan(Cap.NASIONAL)))
def test_most_roles_are_never_national(baru, peran):
    with pytest.raises(ValueError, match="nasional"):
        beri_penugasan(baru, peran, "ID", oleh=None)


@pytest.mark.parametrize("peran", sorted(peran_dengan(Cap.NASIONAL)))
def test_a_national_role_reads_every_area_and_is_given_by_the_system(baru, peran, seruni, unit_anjir):
    beri_penugasan(baru, peran, "ID", oleh=None)
    assert Posyandu.objects.for_user(baru, Cap.LIHAT).count() == 2


def test_no_national_role_writes():
    tulis = {Cap.CATAT, Cap.KELOLA_POSYANDU, Cap.CATAT_NOMOR, Cap.KELOLA_RENCANA, Cap.ALOKASI, Cap.KELOLA_AKUN}
    assert not any(ROLES[p] & tulis for p in peran_dengan(Cap.NASIONAL))


class TestCabut:
    def test_an_ended_assignment_gives_nothing_from_today(self, admin, cast, seruni):
        kader = cast["kader"]
        tugas = kader.penugasan_list.get()
        cabut_penugasan(tugas.pk, oleh=admin)
        kader = User.objects.get(pk=kader.pk)
        assert not kader.boleh(Cap.LIHAT)
        tugas.refresh_from_db()
        assert tugas.sampai == hari_ini()

    def test_it_is_logged_with_who_ended_it(self, admin, cast):
        tugas = cast["kader"].penugasan_list.get()
        cabut_penugasan(tugas.pk, oleh=admin)
        satu = Catatan.objects.untuk(tugas).get(aksi="cabut_penugasan")
        assert satu.pelaku == admin
        assert satu.perubahan == {"sampai": [None, hari_ini().isoformat()]}

    def test_one_that_would_end_later_ends_today(self, admin, cast):
        tugas = cast["kader"].penugasan_list.get()
        Penugasan.objects.filter(pk=tugas.pk).update(sampai=hari_ini() + timedelta(days=90))
        assert cabut_penugasan(tugas.pk, oleh=admin).sampai == hari_ini()

    def test_one_that_ended_before_keeps_the_day_it_ended(self, admin, cast):
        """Or the history would say that the person had the right for longer than they did."""
        tugas = cast["kader"].penugasan_list.get()
        dulu = tugas.mulai + timedelta(days=3)
        Penugasan.objects.filter(pk=tugas.pk).update(sampai=dulu)
        with suppress(PenugasanDitolak):
            cabut_penugasan(tugas.pk, oleh=admin)
        tugas.refresh_from_db()
        assert tugas.sampai == dulu

    def test_one_that_has_not_begun_never_begins(self, admin, baru):
        tugas = beri_penugasan(baru, Peran.KADER, KLEGO, oleh=admin, mulai=hari_ini() + timedelta(days=7))
        tugas = cabut_penugasan(tugas.pk, oleh=admin)
        assert tugas.sampai == tugas.mulai
        assert not Penugasan.objects.berlaku(tugas.mulai).filter(pk=tugas.pk).exists()

    @pytest.mark.parametrize("siapa", ["kabupaten_lain", "nasional"])
    def test_assignments_outside_the_area_are_not_found(self, admin, cast, siapa):
        tugas = cast[siapa].penugasan_list.get()
        with pytest.raises(Http404):
            cabut_penugasan(tugas.pk, oleh=admin)
        tugas.refresh_from_db()
        assert tugas.sampai is None

    def test_who_only_sees_it_may_not_end_it(self, cast):
        tugas = cast["kader"].penugasan_list.get()
        with pytest.raises(PermissionDenied):
            cabut_penugasan(tugas.pk, oleh=cast["auditor"])

    def test_an_admin_of_one_village_does_not_reach_the_next(self, cast):
        kecil = make_user("admin-klego", peran="admin_wilayah", kode=KLEGO)
        lain = make_user("kader-kandang", peran="kader", kode=KANDANG_PANJANG).penugasan_list.get()
        with pytest.raises(Http404):
            cabut_penugasan(lain.pk, oleh=kecil)


class TestAkun:
    def test_a_name_is_kept_in_lower_case_and_found_in_any(self):
        user = User.objects.buat("Ibu.Rahayu", "Ibu Rahayu")
        assert user.username == "ibu.rahayu"
        assert User.objects.get_by_natural_key("IBU.Rahayu") == user

    def test_an_account_without_a_password_opens_to_no_password(self):
        user = User.objects.buat("tanpa-sandi", "Tanpa Sandi")
        assert not user.check_password("")
        assert not user.has_usable_password()

    def test_the_first_assignment_names_the_role(self, cast):
        assert cast["nakes"].peran_utama == "Tenaga kesehatan"
        assert cast["tanpa_tugas"].peran_utama == "Belum ada penugasan"

    def test_assignments_are_read_once_in_a_request(self, cast, django_assert_num_queries):
        user = User.objects.get(pk=cast["kader"].pk)
        with django_assert_num_queries(1):
            for duty in Cap:
                user.boleh(duty)
                user.scope_for(duty)

    def test_who_has_assignments_is_never_deleted(self, cast):
        with pytest.raises(ProtectedError):
            cast["kader"].delete()
