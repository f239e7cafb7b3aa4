"""Accounts from the roster: many at once with slips; and the access that ends with the term."""

import re
import time
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client

from accounts.models import Penugasan, User
from accounts.roles import Cap
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.actions import akhiri_kader, buat_akun_massal, dudukkan_pengurus
from registry.models import Orang
from registry.nama_akun import dasar, usulkan
from tests.pembuat import KANDANG_PANJANG, make_kader, make_posyandu, make_user
from tests.rumah.halaman import isi, pesan, teks

pytestmark = pytest.mark.django_db
ALAMAT = "/kader/akun/"


@pytest.fixture
def operator(cast):
    return cast["operator_desa"]


@pytest.fixture
def siti(seruni):
    return make_kader(seruni, nama="Hj. Siti Rahayu, S.Pd").orang


class TestMassal:
    def test_an_account_a_code_and_the_assignment_of_the_term(self, operator, siti, seruni):
        ((_, user, kode),) = buat_akun_massal({siti.pk: "siti.rahayu"}, actor=operator)
        siti.refresh_from_db()
        assert siti.akun == user
        tugas = Penugasan.objects.get(user=user)
        assert (tugas.peran, tugas.kode, tugas.pemberi) == ("kader", seruni.kode, operator)
        assert Client().post("/masuk/", {"login": "siti.rahayu", "password": kode}).status_code == 302

    def test_two_terms_are_two_assignments(self, operator, siti, seruni):
        dudukkan_pengurus(seruni, siti, jabatan="ketua", bidang="", mulai=date(2026, 1, 1), actor=None)
        buat_akun_massal({siti.pk: "siti"}, actor=operator)
        assert set(Penugasan.objects.filter(user__username="siti").values_list("peran", flat=True)) == {
            "kader",
            "pengurus",
        }

    @pytest.mark.parametrize(
        ("nama", "kata"),
        [("x", "3–60 huruf"), ("Siti R", "huruf kecil"), ("KADER", "sudah dipakai"), ("", "3–60 huruf")],
    )
    def test_a_bad_name_stops_all_and_is_said_at_its_row(self, operator, siti, seruni, masuk, nama, kata):
        lain = make_kader(seruni, nama="Dewi").orang
        semula = User.objects.count()
        kirim = {"pilih": [siti.pk, lain.pk], f"nama_{siti.pk}": nama, f"nama_{lain.pk}": "dewi.sartika"}
        jawaban = masuk(operator).post(ALAMAT, kirim)
        assert jawaban.status_code == 422
        assert kata in pesan(jawaban, f"nama_{siti.pk}")
        assert 'value="dewi.sartika"' in isi(jawaban)
        assert User.objects.count() == semula

    def test_one_name_twice_is_refused(self, operator, siti, seruni):
        lain = make_kader(seruni, nama="Dewi").orang
        with pytest.raises(Ditolak, match="dua kali"):
            buat_akun_massal({siti.pk: "sama", lain.pk: "sama"}, actor=operator)

    def test_sent_twice_says_that_the_account_is_there(self, operator, siti):
        buat_akun_massal({siti.pk: "siti"}, actor=operator)
        with pytest.raises(Ditolak, match="sudah punya akun"):
            buat_akun_massal({siti.pk: "siti2"}, actor=operator)

    def test_another_village_is_not_found(self, operator):
        jauh = make_kader(make_posyandu(KANDANG_PANJANG), nama="Jauh").orang
        with pytest.raises(Http404):
            buat_akun_massal({jauh.pk: "jauh.sekali"}, actor=operator)

    def test_who_gives_no_kader_role_gives_none_here(self, cast, siti, masuk):
        with pytest.raises(PermissionDenied):
            buat_akun_massal({siti.pk: "siti"}, actor=cast["verifikator_kecamatan"])
        assert masuk(cast["verifikator_kecamatan"]).get(ALAMAT).status_code == 403

    def test_nobody_chosen_is_said(self, operator, siti, masuk):
        jawaban = masuk(operator).post(ALAMAT, {})
        assert jawaban.status_code == 422
        assert "Pilih paling sedikit satu" in teks(jawaban)

    def test_ended_terms_and_who_has_an_account_are_not_offered(self, operator, siti, seruni, masuk):
        berhenti = make_kader(seruni, nama="Sudah Berhenti")
        akhiri_kader(berhenti.pk, sampai=hari_ini(), actor=operator)
        punya = make_kader(seruni, nama="Sudah Punya").orang
        buat_akun_massal({punya.pk: "sudah.punya"}, actor=operator)
        tampil = teks(masuk(operator).get(ALAMAT))
        assert "Siti Rahayu" in tampil
        assert "Sudah Berhenti" not in tampil
        assert "Sudah Punya" not in tampil

    def test_the_slips_carry_everybody_once(self, operator, siti, seruni, masuk):
        lain = make_kader(seruni, nama="Dewi").orang
        kirim = {"pilih": [siti.pk, lain.pk], f"nama_{siti.pk}": "siti", f"nama_{lain.pk}": "dewi"}
        jawaban = masuk(operator).post(ALAMAT, kirim)
        assert len(set(re.findall(r'class="kode">([a-z0-9-]{11})<', isi(jawaban)))) == 2
        assert "Posyandu Seruni, Klego" in teks(jawaban)
        assert "no-store" in jawaban["Cache-Control"]

    def test_two_hundred_in_one_go(self, operator, seruni, django_assert_max_num_queries):
        orang = [make_kader(seruni, nama=f"Kader Nomor {i}").orang for i in range(200)]
        mulai = time.perf_counter()
        with django_assert_max_num_queries(40):
            jadi = buat_akun_massal({o.pk: f"kader.nomor{i}" for i, o in enumerate(orang)}, actor=operator)
        assert len({kode for _, _, kode in jadi}) == 200
        assert time.perf_counter() - mulai < 10


class TestNama:
    @pytest.mark.parametrize(
        ("nama", "hasil"),
        [
            ("Hj. Siti Rahayu, S.Pd", "siti.rahayu"),
            ("Sri", "sri"),
            ("Ibu Dewi Lestari Ningsih", "dewi.lestari"),
            ("José Müller", "jose.muller"),
            ("王", ""),
            ("", ""),
        ],
    )
    def test_is_short_and_plain(self, nama, hasil):
        assert dasar(nama) == hasil

    def test_proposals_differ_from_each_other_and_from_those_taken(self):
        make_user("siti.rahayu")
        usul = usulkan([(1, "Siti Rahayu", "Seruni"), (2, "Siti Rahayu", "Seruni"), (3, "王", "Seruni")])
        assert len(set(usul.values())) == 3
        assert usul[1] == "siti.rahayu.seruni"
        assert usul[3] == "kader"


class TestSerahTerima:
    @pytest.fixture
    def berakun(self, operator, siti, seruni):
        buat_akun_massal({siti.pk: "siti"}, actor=operator)
        return siti

    def akun(self):
        return User.objects.get(username="siti")

    def test_the_access_ends_with_the_last_term_on_the_same_day(self, operator, berakun):
        kemarin = hari_ini() - timedelta(days=1)
        Penugasan.objects.filter(user=self.akun()).update(mulai=date(2026, 1, 1))
        akhiri_kader(berakun.kader_list.get().pk, sampai=kemarin, actor=operator)
        assert Penugasan.objects.get(user=self.akun()).sampai == kemarin
        assert not self.akun().boleh(Cap.CATAT)

    def test_another_running_term_in_the_unit_keeps_it(self, operator, berakun, seruni):
        dudukkan_pengurus(seruni, berakun, jabatan="ketua", bidang="", mulai=date(2026, 1, 1), actor=None)
        akhiri_kader(berakun.kader_list.get().pk, sampai=hari_ini(), actor=operator)
        assert self.akun().boleh(Cap.CATAT)

    def test_with_both_roles_the_ended_one_goes(self, operator, berakun, seruni):
        dudukkan_pengurus(seruni, berakun, jabatan="ketua", bidang="", mulai=date(2026, 1, 1), actor=None)
        make = Penugasan(user=self.akun(), peran="pengurus", kode=seruni.kode, mulai=date(2026, 1, 1))
        make.save()
        dudukkan_pengurus(
            seruni, Orang(nama="Baru", jenis_kelamin="P"), jabatan="ketua", bidang="", mulai=hari_ini(), actor=operator
        )
        assert not self.akun().boleh(Cap.KELOLA_POSYANDU)
        assert self.akun().boleh(Cap.CATAT)

    def test_a_term_in_another_unit_keeps_its_own(self, operator, berakun, seruni):
        lain = make_posyandu(seruni.wilayah_id)
        Penugasan(user=self.akun(), peran="kader", kode=lain.kode, mulai=date(2026, 1, 1)).save()
        akhiri_kader(berakun.kader_list.get().pk, sampai=hari_ini(), actor=operator)
        assert Penugasan.objects.get(user=self.akun(), kode=lain.kode).sampai is None

    def test_who_has_no_account_ends_as_before(self, operator, siti):
        assert akhiri_kader(siti.kader_list.get().pk, sampai=hari_ini(), actor=operator).sampai == hari_ini()
