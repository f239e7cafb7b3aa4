"""From a person to the rows they may touch: no grant, no rows; an area and its field always together."""

from datetime import timedelta

import pytest
import structlog
from django import forms
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404

from accounts.models import Penugasan, User
from accounts.roles import ROLES, Cap, Peran
from accounts.scope import Grant, Scope, ScopedModel, in_scope, require_in_scope, restrict_choices
from planning.models import BarisAnggaran, DokumenAnggaran
from posyandu_app.lib.waktu import hari_ini
from registry.models import Kader, Orang, Posyandu
from spm_services.models import Hitungan, Rekaman
from tests.accounts.dunia import TERSKOP, isi_dunia
from tests.lib.test_kode import BUKAN_KODE
from tests.pembuat import ANJIR, KLEGO, make_baris, make_dokumen, make_posyandu, make_rekaman, make_user
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db


def _pk(model: type[ScopedModel], *kode: str) -> set[object]:
    return set(model.objects.for_scope(Scope(tuple(Grant(k) for k in kode))).values_list("pk", flat=True))


@pytest.fixture
def jauh(seruni, cast):
    """A second unit in another province; every scoped kind has rows in both."""
    return isi_dunia(seruni, ANJIR)


def tugas(user: User, peran: str, kode: str, bidang: str = "", mulai: int = -30, sampai: int | None = None) -> User:
    """Add an assignment by days from today; the person is read again."""
    akhir = None if sampai is None else hari_ini() + timedelta(days=sampai)
    awal = hari_ini() + timedelta(days=mulai)
    Penugasan.objects.create(user=user, peran=peran, kode=kode, bidang=bidang, mulai=awal, sampai=akhir)
    return User.objects.get(pk=user.pk)


# The world is dear to build: each of these walks all scoped kinds in one.
class TestTanpaTugas:
    def test_no_assignment_is_no_rows(self, jauh, cast):
        tanpa = cast["tanpa_tugas"]
        ada = {
            (m.__name__, duty)
            for m in TERSKOP
            for duty in Cap
            if m.objects.for_user(tanpa, duty).exists() or m.objects.untuk_bawahan(tanpa, duty).exists()
        }
        assert ada == set()

    def test_an_empty_scope_is_no_rows(self, jauh):
        assert not Scope()
        assert [m.__name__ for m in TERSKOP if m.objects.for_scope(Scope()).exists()] == []

    @pytest.mark.parametrize(("mulai", "sampai"), [(-30, -1), (-30, 0), (1, None), (1, 30), (0, 0)])
    def test_an_assignment_out_of_its_days_gives_nothing(self, seruni, mulai, sampai):
        user = tugas(make_user(), Peran.DINAS_PMD, "33.75", mulai=mulai, sampai=sampai)
        assert not user.boleh(Cap.LIHAT)
        assert not Posyandu.objects.for_user(user, Cap.LIHAT).exists()

    @pytest.mark.parametrize(("mulai", "sampai"), [(-30, None), (-30, 1), (0, None), (0, 1)])
    def test_an_assignment_holds_from_its_first_day_until_the_day_before_its_end(self, seruni, mulai, sampai):
        user = tugas(make_user(), Peran.DINAS_PMD, "33.75", mulai=mulai, sampai=sampai)
        assert list(Posyandu.objects.for_user(user, Cap.LIHAT)) == [seruni]

    def test_an_account_out_of_use_reaches_nothing(self, seruni):
        user = make_user("lama", peran="dinas_pmd", kode="33.75")
        user.is_active = False
        user.save()
        assert not Posyandu.objects.for_user(User.objects.get(pk=user.pk), Cap.LIHAT).exists()


class TestWilayah:
    def test_the_nation_reaches_both_areas_and_one_area_its_own(self, jauh):
        for model in TERSKOP:
            semua, dua, barat, timur = (_pk(model, *kode) for kode in (["ID"], ["33", "62"], ["33"], ["62"]))
            assert barat, model
            assert timur, model
            assert not barat & timur, model
            assert semua == set(model.objects.values_list("pk", flat=True)), model
            assert dua <= semua, model

    @pytest.mark.parametrize("kode", ["ID", "33", "33.75", "33.75.02", KLEGO, f"{KLEGO}.p0001"])
    def test_every_level_above_reaches_the_unit(self, seruni, kode):
        assert list(Posyandu.objects.for_scope(Scope((Grant(kode),)))) == [seruni]

    @pytest.mark.parametrize(
        "kode", ["32", "34", "33.74", "33.76", "33.75.01", "33.75.03", "33.75.02.1007", f"{KLEGO}.p0002"]
    )
    def test_a_neighbour_does_not(self, seruni, kode):
        assert not Posyandu.objects.for_scope(Scope((Grant(kode),))).exists()

    def test_a_nation_beside_an_area_does_not_vanish_in_the_or(self, jauh):
        for grants in ((Grant("62.03"), Grant("ID")), (Grant("ID"), Grant("62.03"))):
            assert Posyandu.objects.for_scope(Scope(grants)).count() == 2

    def test_each_of_the_cast_sees_the_unit_or_not(self, seruni, cast):
        buta = {"kabupaten_lain", "kelurahan_lain", "tanpa_tugas"}
        melihat = {nama for nama, u in cast.items() if Posyandu.objects.for_user(u, Cap.LIHAT).exists()}
        assert melihat == set(cast) - buta

    @pytest.mark.parametrize("kode", BUKAN_KODE)
    def test_no_grant_is_made_of_a_half_code(self, kode):
        if kode == "ID":  # the nation is a grant; it is only no prefix
            assert Grant(kode).area == "ID"
            return
        with pytest.raises(ValueError, match="bukan kode"):
            Grant(kode)

    def test_a_half_code_that_got_into_the_table_opens_nothing(self, seruni):
        user = make_user("separuh")
        Penugasan.objects.bulk_create([Penugasan(user=user, peran=Peran.DINAS_PMD, kode="33.7", mulai=hari_ini())])
        with pytest.raises(ValueError, match="bukan kode"):
            Posyandu.objects.for_user(user, Cap.LIHAT)


class TestBidang:
    def test_an_opd_sees_only_records_of_its_field(self, jauh, cast):
        rows = Rekaman.objects.for_user(cast["opd"], Cap.LIHAT_CATATAN)
        assert {(r.bidang, r.posyandu.kode) for r in rows} == {("sosial", f"{KLEGO}.p0001")}
        assert set(
            Hitungan.objects.for_user(cast["opd"], Cap.LIHAT_CATATAN).values_list("rekaman__bidang", flat=True)
        ) == {"sosial"}

    def test_a_field_does_not_narrow_what_belongs_to_all_fields(self, jauh, cast):
        assert [p.kode for p in Posyandu.objects.for_user(cast["opd"], Cap.LIHAT)] == [f"{KLEGO}.p0001"]
        assert Kader.objects.for_user(cast["opd"], Cap.LIHAT).count() == 1

    def test_a_model_on_which_nobody_decided_shows_nothing_under_a_field(self, seruni, cast, monkeypatch):
        monkeypatch.setattr(Posyandu, "BIDANG_PATH", None)
        assert not Posyandu.objects.for_user(cast["opd"], Cap.LIHAT).exists()
        assert Posyandu.objects.for_user(cast["dinas_pmd"], Cap.LIHAT).exists()

    def test_area_and_field_are_never_matched_apart(self, jauh):
        """Kader in Klego and OPD sosial in Kapuas: neither all fields in Kapuas nor anything more in Klego."""
        user = tugas(make_user("dua-tugas", peran="kader", kode=f"{KLEGO}.p0001"), Peran.OPD, "62.03", "sosial")
        terlihat = {(r.posyandu.kode[:2], r.bidang) for r in Rekaman.objects.for_user(user, Cap.LIHAT_CATATAN)}
        assert terlihat == {("33", "kesehatan"), ("33", "sosial"), ("62", "sosial")}

    def test_area_and_duty_are_never_matched_apart(self, jauh):
        """Kader in Klego and dinas in Kapuas is not dinas in Klego."""
        user = tugas(make_user("dua-peran", peran="kader", kode=f"{KLEGO}.p0001"), Peran.DINAS_PMD, "62.03")
        assert [p.kode[:2] for p in Posyandu.objects.for_user(user, Cap.KELOLA_POSYANDU)] == ["62"]
        assert {r.posyandu.kode[:2] for r in Rekaman.objects.for_user(user, Cap.CATAT)} == {"33"}

    def test_a_field_on_the_nation_is_still_one_field(self, jauh):
        rows = Rekaman.objects.for_scope(Scope((Grant("ID", "sosial"),)))
        assert set(rows.values_list("bidang", flat=True)) == {"sosial"}
        assert set(rows.values_list("posyandu", flat=True)) == set(Posyandu.objects.values_list("pk", flat=True))

    def test_which_fields_a_scope_reaches_in_an_area(self):
        scope = Scope((Grant("33.75", "sosial"), Grant("33.75", "kesehatan"), Grant("62")))
        assert scope.bidang_di(KLEGO) == {"sosial", "kesehatan"}
        assert scope.bidang_di("62.03") is None
        assert scope.bidang_di("11") == frozenset()

    def test_a_scope_holds_only_areas_wholly_in_it(self):
        scope = Scope((Grant("33.75"),))
        assert scope.memuat("33.75")
        assert scope.memuat(f"{KLEGO}.p0001")
        assert not any(scope.memuat(k) for k in ("ID", "33", "33.76", "33.7"))


class TestDariAtas:
    @pytest.fixture
    def dokumen(self, db):
        """Fixed and draft, at the province, at the city, and beside."""
        return {
            "provinsi": make_dokumen("apbd", "33"),
            "kota": make_dokumen("apbd", "33.75"),
            "draf": make_dokumen("rkpd", "33.75", tetap=False),
            "samping": make_dokumen("apbd", "62.03"),
        }

    def terlihat(self, user, rows=DokumenAnggaran) -> set:
        return set(rows.objects.untuk_bawahan(user, Cap.LIHAT_RENCANA))

    def test_fixed_documents_above_are_readable_from_below(self, dokumen, cast):
        assert self.terlihat(cast["operator_desa"]) == {dokumen["provinsi"], dokumen["kota"]}

    def test_so_are_their_lines_but_not_those_of_drafts(self, dokumen, cast):
        tetap, _ = make_baris(dokumen["provinsi"]), make_baris(dokumen["draf"])
        assert self.terlihat(cast["operator_desa"], BarisAnggaran) == {tetap}

    def test_a_draft_shows_only_in_its_own_area(self, dokumen, cast):
        assert self.terlihat(cast["perencana"]) == {dokumen["provinsi"], dokumen["kota"], dokumen["draf"]}

    def test_what_is_below_is_not_above(self, dokumen, cast):
        desa = make_dokumen("apbdes", ANJIR)
        assert desa not in self.terlihat(cast["operator_desa"])
        assert desa in self.terlihat(cast["kabupaten_lain"])

    def test_reading_from_below_gives_no_right_to_write(self, dokumen, cast):
        assert not DokumenAnggaran.objects.for_user(cast["operator_desa"], Cap.KELOLA_RENCANA).exists()

    def test_who_may_read_no_plans_reads_none_from_above(self, dokumen, cast):
        assert self.terlihat(cast["kader"]) == set()

    def test_units_are_never_seen_from_below(self, seruni, cast):
        make_posyandu(KLEGO, nama="Sebelah")
        assert list(Posyandu.objects.untuk_bawahan(cast["kader"], Cap.LIHAT)) == [seruni]

    def test_the_nation_sees_drafts_as_it_sees_all(self, dokumen, cast):
        assert self.terlihat(cast["nasional"]) == set(dokumen.values())


class TestKunciKedua:
    def test_out_of_the_area_is_not_found_and_without_the_duty_forbidden(self, seruni, cast):
        require_in_scope(seruni, cast["pengurus"], Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
        with pytest.raises(PermissionDenied):
            require_in_scope(seruni, cast["kader"], Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
        with pytest.raises(Http404):
            require_in_scope(seruni, cast["kelurahan_lain"], Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)

    def test_ambil_answers_the_same(self, seruni, cast):
        cari = {"seen_with": Cap.LIHAT, "kode": seruni.kode}
        assert Posyandu.objects.ambil(cast["pengurus"], Cap.KELOLA_POSYANDU, **cari) == seruni
        with pytest.raises(PermissionDenied):
            Posyandu.objects.ambil(cast["kader"], Cap.KELOLA_POSYANDU, **cari)
        with pytest.raises(Http404):
            Posyandu.objects.ambil(cast["kelurahan_lain"], Cap.KELOLA_POSYANDU, **cari)
        with pytest.raises(Http404):
            Posyandu.objects.ambil(cast["pengurus"], Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, kode="tidak ada")

    def test_a_page_of_rows_is_asked_in_one_query(self, seruni, cast, django_assert_num_queries):
        units = [seruni, *(make_posyandu(KLEGO) for _ in range(9)), make_posyandu(ANJIR)]
        operator = cast["operator_desa"]
        assert operator.boleh(Cap.KELOLA_POSYANDU)
        with django_assert_num_queries(1):
            kena = in_scope(units, operator, Cap.KELOLA_POSYANDU)
        assert kena == {u.pk for u in units[:-1]}

    def test_the_row_as_stored_decides_and_not_the_one_in_hand(self, seruni, cast):
        palsu = Posyandu(pk=make_posyandu(ANJIR).pk, kode=seruni.kode)
        with pytest.raises(Http404):
            require_in_scope(palsu, cast["pengurus"], Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)


class FormUnit(forms.Form):
    unit = forms.ModelChoiceField(Posyandu.objects.all())
    wilayah = forms.ModelChoiceField(Wilayah.objects.all())
    nama = forms.CharField()


class TestKunciKetiga:
    def test_a_form_offers_only_rows_of_its_user(self, seruni, unit_anjir, cast):
        form = FormUnit({"unit": unit_anjir.pk, "wilayah": KLEGO, "nama": "x"})
        restrict_choices(form, cast["operator_desa"], Cap.LIHAT)
        assert list(form.fields["unit"].queryset) == [seruni]
        assert set(form.errors) == {"unit"}

    def test_public_reference_rows_stay_as_they_are(self, cast):
        form = FormUnit()
        restrict_choices(form, cast["operator_desa"], Cap.LIHAT)
        assert form.fields["wilayah"].queryset.filter(pk=ANJIR).exists()

    @pytest.mark.parametrize("model", [Orang, User])
    def test_a_select_over_rows_without_a_scope_is_refused(self, cast, model):
        kelas = type("FormOrang", (forms.Form,), {"orang": forms.ModelChoiceField(model.objects.all())})
        with pytest.raises(ImproperlyConfigured, match="no scope"):
            restrict_choices(kelas(), cast["operator_desa"], Cap.LIHAT)


def test_the_whole_nation_for_a_command_is_logged_with_its_reason():
    with structlog.testing.capture_logs() as log:
        assert Scope.sistem("laporan bulanan").memuat("33.75")
    assert [(baris["event"], baris["alasan"]) for baris in log] == [("scope_sistem", "laporan bulanan")]


def test_every_scoped_model_says_how_its_rows_are_reached():
    for model in TERSKOP:
        assert isinstance(model.SCOPE_PATH, str), model
        assert model.BIDANG_PATH is not None, f"{model.__name__}: does a field narrow it or not?"


def test_every_role_reads_before_it_writes():
    for peran, duties in ROLES.items():
        assert Cap.LIHAT in duties, peran
        assert Cap.CATAT not in duties or Cap.LIHAT_CATATAN in duties
        assert not duties & {Cap.KELOLA_RENCANA, Cap.ALOKASI} or Cap.LIHAT_RENCANA in duties


def test_a_record_of_the_kader_is_not_everybodys(seruni, cast):
    rekaman = make_rekaman(seruni, cast["kader"])
    melihat = {
        n for n, u in cast.items() if Rekaman.objects.for_user(u, Cap.LIHAT_CATATAN).filter(pk=rekaman.pk).exists()
    }
    tanpa = {"opd", "uptd_ppa", "admin_wilayah", "kabupaten_lain", "kelurahan_lain", "tanpa_tugas"}
    assert melihat == set(cast) - tanpa
