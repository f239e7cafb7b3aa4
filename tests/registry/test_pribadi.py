"""People: one NIK one person, kept unreadable; conflicts as a list; merges that can be taken apart."""

from datetime import date

import pytest

from accounts.scope import Scope
from audit.models import Catatan
from posyandu_app.lib.galat import Bentrok, Ditolak
from registry import actions
from registry.konflik import cari
from registry.masa import akhir_masa
from registry.models import JabatanLKD, Kader, Orang, PutusanKonflik
from registry.nik import buka_nik, periksa_nik, samarkan
from tests.pembuat import KLEGO, make_kader, make_posyandu

pytestmark = pytest.mark.django_db
NIK = "3375994505800001"  # kecamatan part 99: nobody's; a woman born on 5 May 1980
AWAL = date(2026, 1, 1)
SEMUA = Scope.publik()


def orang(nama: str = "Siti Contoh", **lain) -> Orang:
    return actions.cari_atau_buat_orang({"nama": nama, "jenis_kelamin": "P", **lain}, actor=None)[0]


def jadi_kader(unit, siapa: Orang, bidang: str = "kesehatan", mulai: date = AWAL) -> Kader:
    return actions.tambah_kader(unit, siapa, bidang=bidang, mulai=mulai, actor=None)


def kursi(unit, siapa: Orang, jabatan: str = "ketua", mulai: date = AWAL):
    return actions.dudukkan_pengurus(unit, siapa, jabatan=jabatan, bidang="", mulai=mulai, actor=None)


def jenis(kode: str = "33.75") -> list[str]:
    return [k.jenis for k in cari(SEMUA, kode)]


class TestNik:
    def test_is_stored_unreadable_and_comes_back(self, seruni):
        siapa = jadi_kader(seruni, orang(nik=NIK)).orang
        siapa.refresh_from_db()
        assert NIK not in siapa.nik_sandi
        assert NIK not in str(siapa.nik_sidik)
        assert buka_nik(siapa.nik_sandi) == NIK

    def test_is_shown_by_its_last_four_digits(self):
        assert samarkan(NIK) == "············0001"
        assert samarkan("") == ""

    @pytest.mark.parametrize("nik", ["123", "3375994505800000", "9975994505800001", "3375993213800001", "abc"])
    def test_an_impossible_number_is_refused_with_the_reason(self, nik):
        with pytest.raises(Ditolak, match="Periksa lagi di KTP"):
            periksa_nik(nik)

    def test_another_birth_date_or_sex_is_a_warning(self):
        nik, kata = periksa_nik("3375 9945 0580 0001", lahir=date(1981, 5, 5), jenis_kelamin="L")
        assert nik == NIK
        assert kata == [
            "Tanggal lahir menurut NIK 5 Mei 1980, yang diisi 5 Mei 1981.",
            "Menurut NIK orang ini perempuan.",
        ]

    def test_the_same_nik_is_the_same_person_in_another_unit(self, seruni):
        pertama = jadi_kader(seruni, orang("Siti Rahayu", nik=NIK)).orang
        kedua, baru = actions.cari_atau_buat_orang(
            {"nama": "SITI RAHAYU", "jenis_kelamin": "P", "nik": NIK}, actor=None
        )
        assert (kedua.pk, baru) == (pertama.pk, False)

    def test_a_nik_of_somebody_with_another_name_is_refused_and_outsiders_learn_no_name(self, seruni, cast):
        jadi_kader(seruni, orang("Siti Rahayu", nik=NIK))
        isi = {"nama": "Bambang Wijaya", "jenis_kelamin": "L", "nik": NIK}
        with pytest.raises(Ditolak, match="atas nama Siti Rahayu"):
            actions.cari_atau_buat_orang(isi, actor=cast["operator_desa"])
        with pytest.raises(Ditolak, match="di wilayah lain; hubungi dinas"):
            actions.cari_atau_buat_orang(isi, actor=cast["kelurahan_lain"])

    def test_without_a_nik_nobody_is_merged_by_name(self, seruni):
        satu, dua = jadi_kader(seruni, orang()), jadi_kader(make_posyandu(KLEGO), orang())
        assert satu.orang_id != dua.orang_id

    def test_looking_at_it_leaves_a_row_in_the_log_without_the_number(self, seruni, cast):
        siapa = jadi_kader(seruni, orang(nik=NIK)).orang
        assert actions.lihat_nik(siapa.pk, actor=cast["operator_desa"]) == NIK
        jejak = Catatan.objects.filter(aksi="lihat_nik").get()
        assert (jejak.objek_id, NIK in str(jejak.perubahan)) == (siapa.pk, False)


class TestUbah:
    def test_the_log_says_that_a_personal_value_changed_and_not_which(self, seruni, cast):
        siapa = jadi_kader(seruni, orang()).orang
        isi = {"nik": NIK, "telepon": "+6281200000009", "nama": "Siti Baru"}
        actions.ubah_orang(siapa.pk, isi, versi=1, actor=cast["operator_desa"])
        perubahan = Catatan.objects.untuk(siapa)[0].perubahan
        assert perubahan["nama"] == ["Siti Contoh", "Siti Baru"]
        assert perubahan["telepon"][0] == perubahan["nik_sandi"][0] == "berubah"
        assert "81200000009" not in str(perubahan)

    def test_a_stale_page_changes_nothing(self, seruni, cast):
        siapa = jadi_kader(seruni, orang()).orang
        actions.ubah_orang(siapa.pk, {"nama": "Satu"}, versi=1, actor=cast["operator_desa"])
        with pytest.raises(Bentrok):
            actions.ubah_orang(siapa.pk, {"nama": "Dua"}, versi=1, actor=cast["operator_desa"])

    def test_the_nik_of_somebody_else_is_refused(self, seruni, cast):
        jadi_kader(seruni, orang("Satu", nik=NIK))
        dua = jadi_kader(seruni, orang("Dua"), "sosial").orang
        with pytest.raises(Ditolak, match="milik orang lain"):
            actions.ubah_orang(dua.pk, {"nik": NIK}, versi=1, actor=cast["operator_desa"])


class TestKonflik:
    def test_a_quiet_area_has_none(self, seruni):
        make_kader(seruni)
        assert jenis() == []

    def test_two_units_at_once_and_it_goes_when_one_term_ends(self, seruni, cast):
        siapa = jadi_kader(seruni, orang(nik=NIK)).orang
        lain = jadi_kader(make_posyandu(KLEGO), siapa)
        assert jenis() == ["dua_unit"]
        actions.akhiri_kader(lain.pk, sampai=date(2026, 2, 1), actor=cast["operator_desa"])
        assert jenis() == []

    def test_two_chairs_and_a_kader_who_is_pengurus_too(self, seruni):
        siapa = kursi(seruni, orang()).orang
        kursi(seruni, siapa, "bendahara")
        jadi_kader(seruni, siapa)
        assert jenis() == ["dua_kursi", "rangkap"]  # the warning last

    def test_a_third_term_and_one_that_is_too_long(self, seruni, cast):
        siapa = kursi(seruni, orang(), mulai=date(2015, 1, 1)).orang
        assert jenis() == ["masa_lebih"]
        for tahun in (2019, 2024):
            kursi(seruni, siapa, mulai=date(tahun, 1, 1))
        assert "Masa bakti ke-3" in cari(SEMUA, "33.75")[0].kata

    def test_office_in_another_lkd(self, seruni, cast):
        siapa = kursi(seruni, orang()).orang
        isi = {"lembaga": "rt", "jabatan": "Ketua RT 3", "mulai": AWAL, "sampai": None}
        actions.catat_jabatan_lkd(siapa, isi, actor=cast["operator_desa"])
        assert jenis() == ["lkd_lain"]
        JabatanLKD.objects.update(sampai=date(2026, 2, 1))
        assert jenis() == []

    def test_two_rows_that_look_like_one_person(self, seruni):
        jadi_kader(seruni, orang("Siti  Rahayu"))
        kursi(seruni, orang("siti rahayu"))
        assert jenis() == ["mirip"]

    def test_left_with_a_reason_it_stays_away_until_the_facts_change(self, seruni, cast):
        siapa = jadi_kader(seruni, orang(nik=NIK)).orang
        jadi_kader(make_posyandu(KLEGO), siapa)
        k = cari(SEMUA, "33.75")[0]
        with pytest.raises(Ditolak, match="Tulis alasannya"):
            actions.putuskan_konflik(k.kunci, k.sidik, " ", orang=siapa.pk, actor=cast["operator_desa"])
        actions.putuskan_konflik(k.kunci, k.sidik, "satu RW", orang=siapa.pk, actor=cast["operator_desa"])
        assert jenis() == []
        jadi_kader(make_posyandu(KLEGO), siapa)
        assert jenis() == ["dua_unit"]
        assert PutusanKonflik.objects.count() == 1

    def test_is_looked_for_in_the_area_only(self, seruni):
        siapa = jadi_kader(seruni, orang(nik=NIK)).orang
        jadi_kader(make_posyandu("33.75.03.1003"), siapa)
        assert (jenis("33.75"), jenis("33.75.02")) == (["dua_unit"], [])

    def test_party_membership_is_no_column_anywhere(self):
        kolom = {f.name for m in (Orang, JabatanLKD, Kader) for f in m._meta.get_fields()}
        assert not [k for k in kolom if "partai" in k or "parpol" in k]


class TestGabung:
    def test_terms_and_nik_go_along_and_come_back(self, seruni, cast):
        a = jadi_kader(seruni, orang("Siti")).orang
        b = kursi(seruni, orang("siti", nik=NIK)).orang
        g = actions.gabung_orang(a.pk, b.pk, alasan="orang yang sama", actor=cast["operator_desa"])
        a.refresh_from_db()
        assert buka_nik(a.nik_sandi) == NIK
        assert a.pengurus_list.count() == 1
        actions.batal_gabung(g.pk, actor=cast["operator_desa"])
        a.refresh_from_db()
        b.refresh_from_db()
        assert (a.nik_sandi, buka_nik(b.nik_sandi), b.pengurus_list.count(), b.digabung_ke) == ("", NIK, 1, None)

    def test_two_niks_are_two_people(self, seruni, cast):
        a = jadi_kader(seruni, orang("Siti", nik=NIK)).orang
        b = jadi_kader(seruni, orang("Siti", nik="3375994505800002"), "sosial").orang
        with pytest.raises(Ditolak, match="dua orang"):
            actions.gabung_orang(a.pk, b.pk, alasan="", actor=cast["operator_desa"])

    def test_two_running_kader_terms_in_one_unit_are_resolved_first(self, seruni, cast):
        a, b = jadi_kader(seruni, orang("Siti")).orang, jadi_kader(seruni, orang("Siti"), "sosial").orang
        with pytest.raises(Ditolak, match="Akhiri dulu"):
            actions.gabung_orang(a.pk, b.pk, alasan="", actor=cast["operator_desa"])
        assert b.kader_list.count() == 1


class TestMasa:
    def test_ends_with_the_decree_or_after_the_years_of_the_region(self):
        assert akhir_masa(date(2024, 2, 29), None, 5) == date(2029, 2, 28)
        assert akhir_masa(AWAL, date(2027, 1, 1), 5) == date(2027, 1, 1)
        assert akhir_masa(AWAL, None, None) is None


class TestHalaman:
    def test_particulars_are_for_those_whose_duty_they_are(self, seruni, cast, masuk):
        siapa = jadi_kader(seruni, orang(nik=NIK, telepon="+6281234567890")).orang
        url = f"/orang/{siapa.uuid}/"
        assert "············0001" in masuk(cast["operator_desa"]).get(url).content.decode()
        for lain in ("kader", "tim_pembina", "auditor"):
            isi = masuk(cast[lain]).get(url).content.decode()
            assert "Siti Contoh" in isi
            assert "3375 99" not in isi
            assert "81234567890" not in isi

    def test_the_number_in_clear_comes_by_a_press_and_is_not_kept(self, seruni, cast, masuk):
        siapa = jadi_kader(seruni, orang(nik=NIK)).orang
        jawaban = masuk(cast["operator_desa"]).post(f"/orang/{siapa.uuid}/nik/")
        assert NIK in jawaban.content.decode()
        assert "no-store" in jawaban["Cache-Control"]

    def test_a_masked_number_sent_back_stays_as_it_was(self, seruni, cast, masuk):
        siapa = jadi_kader(seruni, orang(nik=NIK)).orang
        client = masuk(cast["operator_desa"])
        isi = {"nama": "Siti Baru", "jenis_kelamin": "P", "nik": "············0001", "versi": "1"}
        assert client.post(f"/orang/{siapa.uuid}/ubah/", isi).status_code == 302
        siapa.refresh_from_db()
        assert (siapa.nama, buka_nik(siapa.nik_sandi)) == ("Siti Baru", NIK)

    def test_a_warning_is_said_and_the_kader_is_stored(self, seruni, cast, masuk):
        isi = {"nama": "Siti", "jenis_kelamin": "L", "nik": NIK, "bidang": "sosial", "mulai": "2026-01-05"}
        jawaban = masuk(cast["operator_desa"]).post(f"/posyandu/{seruni.kode}/kader/", isi, follow=True)
        assert "Perhatikan: Menurut NIK orang ini perempuan." in jawaban.content.decode()
        assert Kader.objects.filter(posyandu=seruni).count() == 1

    def test_an_impossible_nik_stands_at_its_field_and_nothing_is_lost(self, seruni, cast, masuk):
        isi = {"nama": "Siti", "jenis_kelamin": "P", "nik": "123", "bidang": "sosial", "mulai": "2026-01-05"}
        jawaban = masuk(cast["operator_desa"]).post(f"/posyandu/{seruni.kode}/kader/", isi)
        assert jawaban.status_code == 422
        assert "NIK harus terdiri dari 16 digit angka." in jawaban.content.decode()
        assert 'value="Siti"' in jawaban.content.decode()
        assert not Kader.objects.exists()
