"""Units: codes, edits, the ministry's number, and the stocks that follow."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from accounts.scope import Grant, Scope
from audit.models import Catatan
from posyandu_app.lib.galat import Bentrok, Ditolak
from registry.actions import akhiri_kader, buat_posyandu, catat_nomor, ubah_posyandu
from registry.metrics import stok_wilayah, tanpa_kader
from registry.models import Posyandu, StatusPosyandu
from tests.pembuat import ANJIR, KANDANG_PANJANG, KLEGO, isi_posyandu, make_kader, make_posyandu
from wilayah.models import Rekap

pytestmark = pytest.mark.django_db
NOMOR = f"{KLEGO}.001"


def keadaan() -> tuple:
    rekap = sorted(Rekap.objects.exclude(jumlah=0).values_list("kode", "periode", "indikator", "jumlah"))
    return list(Posyandu.objects.order_by("pk").values_list()), rekap, Catatan.objects.count()


class TestBuat:
    def test_codes_number_up_within_the_village(self):
        assert [make_posyandu(KLEGO).kode for _ in range(3)] == [f"{KLEGO}.p000{n}" for n in (1, 2, 3)]

    def test_each_village_counts_for_itself(self):
        make_posyandu(KLEGO)
        assert make_posyandu(ANJIR).kode == f"{ANJIR}.p0001"
        assert make_posyandu(KLEGO).kode == f"{KLEGO}.p0002"

    def test_a_code_is_never_given_twice_even_where_one_is_missing(self):
        Posyandu.objects.create(**isi_posyandu(KLEGO), kode=f"{KLEGO}.p0041", nama_cari="x")
        assert make_posyandu(KLEGO).kode == f"{KLEGO}.p0042"

    @pytest.mark.parametrize("siapa", ["operator_desa", "dinas_pmd"])
    def test_who_manages_units_of_the_area_creates_one(self, cast, siapa):
        unit = buat_posyandu(isi_posyandu(KLEGO, nama="Mawar"), actor=cast[siapa])
        assert (unit.nama_cari, unit.versi, unit.status) == ("mawar", 1, StatusPosyandu.AKTIF)
        satu = Catatan.objects.untuk(unit).get()
        assert (satu.aksi, satu.pelaku, satu.perubahan["nama"]) == ("buat", cast[siapa], [None, "Mawar"])

    @pytest.mark.parametrize("siapa", ["pengurus", "kader", "kelurahan_lain", "kabupaten_lain", "tanpa_tugas"])
    def test_whoever_could_not_see_the_new_unit_finds_no_such_place(self, cast, siapa):
        """Also the pengurus of one unit: a second unit is out of their area."""
        sebelum = keadaan()
        with pytest.raises(Http404):
            buat_posyandu(isi_posyandu(KLEGO), actor=cast[siapa])
        assert keadaan() == sebelum

    @pytest.mark.parametrize("siapa", ["verifikator_kecamatan", "tim_pembina", "nasional", "admin_wilayah"])
    def test_whoever_only_sees_the_area_is_forbidden(self, cast, siapa):
        sebelum = keadaan()
        with pytest.raises(PermissionDenied):
            buat_posyandu(isi_posyandu(KLEGO), actor=cast[siapa])
        assert keadaan() == sebelum

    def test_a_unit_may_say_when_it_opens(self, cast):
        unit = buat_posyandu(isi_posyandu(KLEGO, buka_jam=time(8, 30)), actor=cast["dinas_pmd"])
        unit.refresh_from_db()
        assert unit.buka_jam == time(8, 30)

    def test_a_place_is_two_coordinates_or_none(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_posyandu(KLEGO, lintang=Decimal("-6.88"))


class TestUbah:
    def test_an_edit_changes_only_what_it_names(self, seruni, cast):
        lama = Posyandu.objects.filter(pk=seruni.pk).values().get()
        ubah_posyandu(seruni.pk, {"nama": "Seruni Indah", "rt": "004"}, versi=1, actor=cast["pengurus"])
        baru = Posyandu.objects.filter(pk=seruni.pk).values().get()
        assert {k for k in lama if lama[k] != baru[k]} == {"nama", "nama_cari", "rt", "versi", "diubah"}
        assert (baru["nama_cari"], baru["versi"]) == ("seruni indah", 2)

    def test_an_edit_is_logged_before_and_after(self, seruni, cast):
        ubah_posyandu(seruni.pk, {"nama": "Baru", "rt": seruni.rt}, versi=1, actor=cast["pengurus"])
        satu = Catatan.objects.untuk(seruni).get(aksi="ubah")
        assert satu.perubahan == {"nama": ["Seruni", "Baru"]}

    def test_a_stale_version_is_a_conflict_and_changes_nothing(self, seruni, cast):
        ubah_posyandu(seruni.pk, {"nama": "Pertama"}, versi=1, actor=cast["pengurus"])
        sebelum = keadaan()
        with pytest.raises(Bentrok) as galat:
            ubah_posyandu(seruni.pk, {"nama": "Kedua"}, versi=1, actor=cast["operator_desa"])
        assert (galat.value.sekarang.nama, galat.value.sekarang.versi) == ("Pertama", 2)
        assert keadaan() == sebelum

    def test_a_version_of_the_future_is_a_conflict_too(self, seruni, cast):
        with pytest.raises(Bentrok):
            ubah_posyandu(seruni.pk, {"nama": "Kedua"}, versi=2, actor=cast["pengurus"])

    @pytest.mark.parametrize("isi", [{}, {"nama": "Seruni"}, {"kontak": "+6281200000000", "berdiri": None}])
    def test_the_same_values_are_no_edit(self, seruni, cast, isi):
        sebelum = keadaan()
        ubah_posyandu(seruni.pk, isi, versi=1, actor=cast["pengurus"])
        assert keadaan() == sebelum

    def test_the_same_place_written_shorter_is_no_edit(self, cast, seruni):
        isi = {"lintang": Decimal("-6.880000"), "bujur": Decimal("109.670000")}
        ubah_posyandu(seruni.pk, isi, versi=1, actor=cast["pengurus"])
        sebelum = keadaan()
        pendek = {"lintang": Decimal("-6.88"), "bujur": Decimal("109.67")}
        ubah_posyandu(seruni.pk, pendek, versi=2, actor=cast["pengurus"])
        assert keadaan() == sebelum

    def test_opening_hour_and_founding_day_can_be_filled_in(self, seruni, cast):
        isi = {"buka_jam": time(8, 0), "berdiri": date(2012, 5, 1)}
        ubah_posyandu(seruni.pk, isi, versi=1, actor=cast["pengurus"])
        seruni.refresh_from_db()
        assert (seruni.buka_jam, seruni.berdiri) == (time(8, 0), date(2012, 5, 1))

    @pytest.mark.parametrize("kolom", ["kode", "nomor_registrasi", "status", "versi"])
    def test_no_edit_reaches_what_is_not_its_own(self, seruni, cast, kolom):
        sebelum = keadaan()
        ubah_posyandu(seruni.pk, {kolom: 7 if kolom == "versi" else "lain"}, versi=1, actor=cast["pengurus"])
        assert keadaan() == sebelum

    @pytest.mark.parametrize(
        ("siapa", "galat"),
        [("kader", PermissionDenied), ("tim_pembina", PermissionDenied), ("kelurahan_lain", Http404)],
    )
    def test_who_may_not_edit_is_told_so_before_the_version(self, seruni, cast, siapa, galat):
        with pytest.raises(galat):
            ubah_posyandu(seruni.pk, {"nama": "x"}, versi=99, actor=cast[siapa])


class TestNomor:
    def test_the_ministrys_number_is_entered_and_logged(self, seruni, cast):
        catat_nomor(seruni.pk, NOMOR, actor=cast["dinas_pmd"])
        seruni.refresh_from_db()
        assert (seruni.nomor_registrasi, seruni.versi) == (NOMOR, 2)
        assert Catatan.objects.untuk(seruni).first().perubahan == {"nomor_registrasi": [None, NOMOR]}

    @pytest.mark.parametrize(
        "nomor", ["", "1", "33.75.02.1008", f"{KLEGO}.1", f"{KLEGO}.p0001", f"{KLEGO}.0001", f"{NOMOR} "]
    )
    def test_another_form_is_refused(self, seruni, cast, nomor):
        sebelum = keadaan()
        with pytest.raises(Ditolak, match="Bentuk nomor") as galat:
            catat_nomor(seruni.pk, nomor, actor=cast["dinas_pmd"])
        assert galat.value.kolom == "nomor"
        assert keadaan() == sebelum

    @pytest.mark.parametrize("nomor", [f"{KANDANG_PANJANG}.001", f"{ANJIR}.001"])
    def test_a_number_of_another_village_is_refused_with_both_codes(self, seruni, cast, nomor):
        with pytest.raises(Ditolak, match=KLEGO) as galat:
            catat_nomor(seruni.pk, nomor, actor=cast["dinas_pmd"])
        assert nomor[:13] in str(galat.value)

    def test_a_number_belongs_to_one_unit(self, seruni, cast):
        catat_nomor(seruni.pk, NOMOR, actor=cast["dinas_pmd"])
        with pytest.raises(Ditolak, match="sudah dipakai"):
            catat_nomor(make_posyandu(KLEGO).pk, NOMOR, actor=cast["dinas_pmd"])
        with pytest.raises(IntegrityError), transaction.atomic():
            Posyandu.objects.exclude(pk=seruni.pk).update(nomor_registrasi=NOMOR)

    def test_many_units_wait_for_a_number_at_once(self):
        assert {make_posyandu(KLEGO).nomor_registrasi for _ in range(3)} == {None}

    @pytest.mark.parametrize("siapa", ["pengurus", "operator_desa", "perencana", "tim_pembina"])
    def test_only_the_dinas_enters_it(self, seruni, cast, siapa):
        with pytest.raises(PermissionDenied):
            catat_nomor(seruni.pk, NOMOR, actor=cast[siapa])

    def test_a_dinas_elsewhere_finds_no_such_unit(self, unit_anjir, cast):
        with pytest.raises(Http404):
            catat_nomor(unit_anjir.pk, f"{ANJIR}.001", actor=cast["dinas_pmd"])


class TestStok:
    def test_a_unit_counts_in_every_area_above_it(self):
        make_posyandu(KLEGO)
        make_posyandu(KLEGO)
        make_posyandu(KANDANG_PANJANG)
        make_posyandu(ANJIR)
        jumlah = {k: stok_wilayah(k)["unit"] for k in (KLEGO, KLEGO[:8], "33.75", "33", "ID", "62.03", "11")}
        assert jumlah == {KLEGO: 2, KLEGO[:8]: 2, "33.75": 3, "33": 3, "ID": 4, "62.03": 1, "11": 0}

    def test_a_unit_is_registered_once_however_often_its_number_is_mended(self, seruni, cast):
        make_posyandu(KLEGO)
        for nomor in (NOMOR, f"{KLEGO}.002", f"{KLEGO}.002"):
            catat_nomor(seruni.pk, nomor, actor=cast["dinas_pmd"])
        assert stok_wilayah("33.75") == {"unit": 2, "unit_terdaftar": 1, "kader": 0}

    def test_an_area_is_read_in_one_query(self, django_assert_num_queries):
        make_posyandu(KLEGO)
        with django_assert_num_queries(1):
            assert stok_wilayah("33")["unit"] == 1

    def test_units_without_a_running_kader_are_those_in_use_in_the_area(self, seruni, cast):
        scope = Scope((Grant("33.75"),))
        assert tanpa_kader(scope, "33.75") == 1
        kader = make_kader(seruni)
        make_posyandu(ANJIR)
        Posyandu.objects.filter(pk=make_posyandu(KLEGO).pk).update(status=StatusPosyandu.TUTUP)
        assert (tanpa_kader(scope, "33.75"), tanpa_kader(scope, "ID")) == (0, 0)
        akhiri_kader(kader.pk, sampai=date(2026, 6, 1), actor=cast["pengurus"])
        assert [tanpa_kader(scope, k) for k in (KLEGO, KANDANG_PANJANG)] == [1, 0]
        assert tanpa_kader(Scope(), KLEGO) == 0


class TestHariBuka:
    @pytest.mark.parametrize(
        ("minggu", "hari", "bulan", "tanggal"),
        [
            (1, 1, (2026, 6), date(2026, 6, 1)),  # the month begins on that day
            (2, 3, (2026, 11), date(2026, 11, 11)),
            (5, 7, (2026, 11), date(2026, 11, 29)),  # there is a fifth
            (5, 3, (2026, 11), date(2026, 11, 25)),  # there is none: the last one
            (5, 1, (2026, 2), date(2026, 2, 23)),
            (4, 6, (2024, 2), date(2024, 2, 24)),
        ],
    )
    def test_the_open_day_of_a_month(self, minggu, hari, bulan, tanggal):
        assert Posyandu(buka_minggu=minggu, buka_hari=hari).buka_pada(*bulan) == tanggal

    @pytest.mark.parametrize("hari", range(1, 8))
    @pytest.mark.parametrize("minggu", range(1, 6))
    def test_every_month_has_one(self, minggu, hari):
        for bulan in range(1, 13):
            tanggal = Posyandu(buka_minggu=minggu, buka_hari=hari).buka_pada(2026, bulan)
            assert (tanggal.month, tanggal.isoweekday()) == (bulan, hari)

    def test_a_name_is_called_posyandu_once(self):
        assert Posyandu(nama="Seruni").sebutan == "Posyandu Seruni"
        assert Posyandu(nama="Posyandu Seruni").sebutan == "Posyandu Seruni"
