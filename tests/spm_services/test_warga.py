"""People: registered once, found by any spelling, one NIK one person, kept unreadable, each look logged."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from audit.models import Catatan
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services import actions
from spm_services.actions import IsianKeluarga, IsianWarga, SudahAda
from spm_services.actions.sesi import buka_sesi
from spm_services.models import Keanggotaan, Keluarga, PersetujuanData, Warga
from tests.pembuat import KANDANG_PANJANG, make_keluarga, make_kunjungan, make_posyandu, make_warga
from tests.rumah.halaman import isi, pesan, tautan, teks

pytestmark = pytest.mark.django_db
LAHIR = date(1980, 5, 5)
NIK = "3375994505800001"  # kecamatan part 99: nobody's; a woman born on 5 May 1980
NIK_LAIN = "3375994505800002"


def isian(nama: str = "Siti Aminah", **lain) -> IsianWarga:
    return IsianWarga(**{"nama": nama, "jenis_kelamin": "P", "tanggal_lahir": LAHIR, "nik": NIK, **lain})


def kirim(client, unit, keluarga="tanpa", **lain):
    """The form of a new person, sent through the door."""
    data = {"nama": "Siti Aminah", "jenis_kelamin": "P", "tanggal_lahir": LAHIR.isoformat(), "setuju": "ya"}
    data |= {"kunci": str(uuid.uuid4()), "hubungan": "istri", **lain}
    return client.post(f"/warga/baru/?unit={unit.kode}&keluarga={keluarga}", data)


@pytest.fixture
def kader(cast, masuk):
    return masuk(cast["kader"])


class TestDaftarkan:
    def test_a_person_and_a_new_household_in_one_form(self, seruni, kader):
        rumah = {"k-kepala": "lain", "k-nama": "Ahmad", "k-hubungan": "istri", "k-rt": "3", "k-rw": "2"}
        jawaban = kirim(kader, seruni, "baru", nik=NIK, **rumah)
        warga = Warga.objects.get()
        assert jawaban.url.startswith(reverse("spm_services:warga-kartu", args=[warga.uuid]))
        anggota = warga.keanggotaan_list.get()
        assert (anggota.keluarga.nama, anggota.keluarga.rt_rw, anggota.hubungan) == ("Ahmad", "RT 003/RW 002", "istri")
        assert PersetujuanData.objects.get().oleh == "sendiri"

    def test_from_an_open_day_back_to_its_roster_with_the_name_found(self, seruni, kader, cast):
        sesi = buka_sesi(seruni, hari_ini(), actor=cast["kader"])
        jawaban = kirim(kader, seruni, f"tanpa&sesi={sesi.uuid}")
        assert jawaban.url == f"/lapangan/sesi/{sesi.uuid}/?warga={Warga.objects.get().uuid}"
        assert "Siti Aminah" in isi(kader.get(jawaban.url))

    @pytest.mark.parametrize("sesi", ["bukan-uuid", "30eed020-53d6-4207-a900-e78a3507ecba"])
    def test_another_session_leads_to_the_card(self, seruni, kader, sesi):
        assert kirim(kader, seruni, f"tanpa&sesi={sesi}").url.startswith("/warga/")

    def test_the_form_sent_twice_is_one_person(self, seruni, kader):
        kunci = str(uuid.uuid4())
        for _ in range(2):
            assert kirim(kader, seruni, kunci=kunci).status_code == 302
        assert (Warga.objects.count(), Keanggotaan.objects.count()) == (1, 1)

    def test_without_a_nik_a_number_stands_in_for_it(self, seruni):
        warga, _ = actions.daftarkan_warga(seruni, isian(nik=""), actor=None)
        assert (warga.nik_sidik, warga.nomor_sementara[:2], len(warga.nomor_sementara)) == (None, "S-", 10)

    def test_whoever_refuses_is_not_registered(self, seruni, kader):
        jawaban = kirim(kader, seruni, setuju="tidak")
        assert (jawaban.status_code, Warga.objects.count()) == (422, 0)
        assert "Yang menolak tidak didaftarkan" in pesan(jawaban, "setuju")

    def test_a_child_is_agreed_to_by_its_parent(self, seruni):
        actions.daftarkan_warga(seruni, isian(nik="", setuju=True, setuju_oleh="wali"), actor=None)
        assert PersetujuanData.objects.get().oleh == "wali"

    @pytest.mark.parametrize(
        ("lahir", "kata"),
        [((hari_ini() + timedelta(days=1)).isoformat(), "belum terjadi"), ("1899-12-31", "Sebelum tahun 1900")],
    )
    def test_an_impossible_birth_date_is_refused_at_its_field(self, seruni, kader, lahir, kata):
        jawaban = kirim(kader, seruni, tanggal_lahir=lahir)
        assert (jawaban.status_code, Warga.objects.count()) == (422, 0)
        assert kata in pesan(jawaban, "tanggal_lahir")

    def test_the_action_refuses_it_too(self, seruni):
        with pytest.raises(Ditolak, match="belum terjadi"):
            actions.daftarkan_warga(seruni, isian(tanggal_lahir=hari_ini() + timedelta(days=2), nik=""), actor=None)

    def test_a_man_is_nobodys_mother(self, seruni):
        ayah = make_warga(seruni, date(1975, 1, 1), "L")
        with pytest.raises(Ditolak, match="laki-laki"):
            actions.daftarkan_warga(
                seruni, isian(tanggal_lahir=date(2020, 1, 1), nik="", kolom={"ibu": ayah}), actor=None
            )

    def test_a_mother_is_older_than_her_child(self, seruni):
        ibu = make_warga(seruni, date(2015, 1, 1))
        with pytest.raises(Ditolak, match="Periksa ibu"):
            actions.daftarkan_warga(
                seruni, isian(tanggal_lahir=date(2020, 1, 1), nik="", kolom={"ibu": ibu}), actor=None
            )

    def test_a_household_of_another_unit_is_refused(self, seruni):
        lain = make_keluarga(make_posyandu(KANDANG_PANJANG))
        with pytest.raises(Ditolak, match="posyandu lain"):
            actions.daftarkan_warga(seruni, isian(keluarga=lain), actor=None)

    def test_both_forms_say_their_mistakes_at_once(self, seruni, kader):
        jawaban = kirim(kader, seruni, "baru", nama="", **{"k-kepala": "lain", "k-rt": "x", "k-rw": "2"})
        assert jawaban.status_code == 422
        assert pesan(jawaban, "nama")
        assert pesan(jawaban, "k-rt")
        assert pesan(jawaban, "k-nama")


class TestNik:
    def test_is_stored_unreadable(self, seruni):
        warga, _ = actions.daftarkan_warga(seruni, isian(), actor=None)
        warga.refresh_from_db()
        assert NIK not in f"{warga.nik_sandi} {warga.nik_sidik}"

    def test_is_of_a_place_of_its_own(self, seruni):
        from registry.nik import tutup_nik

        warga, _ = actions.daftarkan_warga(seruni, isian(), actor=None)
        assert warga.nik_sidik != tutup_nik(NIK)[1]

    def test_the_card_shows_its_last_four_digits(self, seruni, kader):
        warga, _ = actions.daftarkan_warga(seruni, isian(), actor=None)
        halaman = isi(kader.get(f"/warga/{warga.uuid}/"))
        assert "············0001" in halaman
        assert NIK not in halaman

    def test_is_opened_with_a_reason_and_the_card_says_who_looked(self, seruni, cast, masuk):
        warga, _ = actions.daftarkan_warga(seruni, isian(), actor=None)
        jawaban = masuk(cast["pengurus"]).post(f"/warga/{warga.uuid}/nik/", {"alasan": "mencocokkan KK"})
        assert NIK in isi(jawaban)
        assert jawaban["Cache-Control"] == "no-store"
        jejak = Catatan.objects.get(aksi="lihat_nik")
        assert (jejak.objek_id, jejak.catatan, NIK in str(jejak.perubahan)) == (warga.pk, "mencocokkan KK", False)
        kartu = teks(masuk(cast["kader"]).get(f"/warga/{warga.uuid}/"))
        assert "Siapa yang membukanya" in kartu
        assert "mencocokkan KK" in kartu

    def test_stays_closed_without_a_reason(self, seruni, cast, masuk):
        warga, _ = actions.daftarkan_warga(seruni, isian(), actor=None)
        jawaban = masuk(cast["pengurus"]).post(f"/warga/{warga.uuid}/nik/", {"alasan": " "})
        assert (jawaban.status_code, NIK in isi(jawaban)) == (422, False)
        assert not Catatan.objects.filter(aksi="lihat_nik").exists()

    def test_stays_closed_to_a_kader(self, seruni, kader):
        warga, _ = actions.daftarkan_warga(seruni, isian(), actor=None)
        assert kader.post(f"/warga/{warga.uuid}/nik/", {"alasan": "ingin tahu"}).status_code == 403

    def test_an_impossible_one_is_refused_at_its_field(self, seruni, kader):
        jawaban = kirim(kader, seruni, nik="3375994505800000")
        assert "Periksa lagi di KTP" in pesan(jawaban, "nik")

    def test_one_that_says_another_birth_date_is_asked_about_and_may_be_confirmed(self, seruni, kader):
        data = {"tanggal_lahir": "1981-05-05", "nik": NIK, "kunci": str(uuid.uuid4())}
        jawaban = kirim(kader, seruni, **data)
        assert (jawaban.status_code, Warga.objects.count()) == (422, 0)
        assert "Tanggal lahir menurut NIK 5 Mei 1980" in teks(jawaban)
        assert 'value="Siti Aminah"' in isi(jawaban)
        yakin = jawaban.context["yakin"]
        assert kirim(kader, seruni, yakin=yakin, **data).status_code == 302
        assert Warga.objects.get().tanggal_lahir == date(1981, 5, 5)

    def test_of_two_with_one_nik_the_second_is_led_to_the_first(self, seruni, kader):
        warga, _ = actions.daftarkan_warga(seruni, isian(), actor=None)
        jawaban = kirim(kader, seruni, nama="Orang Yang Lain Sama Sekali", nik=NIK)
        assert jawaban.url == reverse("spm_services:warga-kartu", args=[warga.uuid])
        assert Warga.objects.count() == 1

    def test_of_somebody_out_of_sight_nothing_but_that_they_exist_is_said(self, seruni, kader):
        actions.daftarkan_warga(make_posyandu(KANDANG_PANJANG), isian("Rahasia Sekali"), actor=None)
        jawaban = kirim(kader, seruni, nik=NIK)
        assert jawaban.status_code == 409
        assert "sudah tercatat di posyandu lain" in pesan(jawaban, "nik")
        assert "Rahasia" not in isi(jawaban)

    def test_is_given_later_and_the_stand_in_stays_in_the_table(self, seruni, kader):
        warga, _ = actions.daftarkan_warga(seruni, isian(nik=""), actor=None)
        assert kader.post(f"/warga/{warga.uuid}/pasang-nik/", {"nik": NIK, "versi": 1}).status_code == 302
        warga.refresh_from_db()
        assert warga.nik_sidik
        assert "berubah" in str(Catatan.objects.get(aksi="pasang_nik").perubahan)

    def test_given_to_a_second_row_leads_to_comparing_the_two(self, seruni, kader):
        satu, _ = actions.daftarkan_warga(seruni, isian(), actor=None)
        dua, _ = actions.daftarkan_warga(seruni, isian("Siti", nik=""), actor=None)
        jawaban = kader.post(f"/warga/{dua.uuid}/pasang-nik/", {"nik": NIK, "versi": 1})
        assert jawaban.status_code == 409
        assert f"/warga/ganda/{dua.uuid}/{satu.uuid}/" in tautan(jawaban)

    def test_given_to_a_second_row_out_of_sight_names_nobody(self, seruni, kader):
        actions.daftarkan_warga(make_posyandu(KANDANG_PANJANG), isian("Rahasia Sekali"), actor=None)
        dua, _ = actions.daftarkan_warga(seruni, isian("Siti", nik=""), actor=None)
        jawaban = kader.post(f"/warga/{dua.uuid}/pasang-nik/", {"nik": NIK, "versi": 1})
        assert (jawaban.status_code, "Rahasia" in isi(jawaban)) == (409, False)

    def test_that_does_not_fit_the_birth_date_is_asked_about_before_it_is_given(self, seruni, kader):
        warga, _ = actions.daftarkan_warga(seruni, isian(nik="", tanggal_lahir=date(1981, 5, 5)), actor=None)
        data = {"nik": NIK, "versi": 1}
        jawaban = kader.post(f"/warga/{warga.uuid}/pasang-nik/", data)
        assert (jawaban.status_code, Warga.objects.get().nik_sidik) == (422, None)
        assert kader.post(f"/warga/{warga.uuid}/pasang-nik/", {**data, "yakin": "ya"}).status_code == 302

    def test_that_belongs_to_another_row_is_refused_by_the_action(self, seruni):
        actions.daftarkan_warga(seruni, isian(), actor=None)
        dua, _ = actions.daftarkan_warga(seruni, isian("Dua", nik=""), actor=None)
        with pytest.raises(SudahAda):
            actions.pasang_nik(dua.pk, NIK, versi=1, actor=None)


class TestSerupa:
    def test_one_who_may_be_there_already_is_shown_with_score_and_reasons_and_nothing_typed_is_lost(
        self, seruni, kader
    ):
        make_warga(seruni, LAHIR, nama="Hj. Siti Aminah")
        jawaban = kirim(kader, seruni, nama="St. Aminah", telepon="0812 0000 0000")
        assert (jawaban.status_code, Warga.objects.count()) == (422, 1)
        assert "Mungkin sudah ada" in teks(jawaban)
        assert "nama sama, ejaannya berbeda, tanggal lahir sama" in teks(jawaban)
        assert 'value="St. Aminah"' in isi(jawaban)
        assert 'value="0812 0000 0000"' in isi(jawaban)

    def test_saving_on_purpose_makes_the_second_row(self, seruni, kader):
        make_warga(seruni, LAHIR, nama="Hj. Siti Aminah")
        yakin = kirim(kader, seruni).context["yakin"]
        assert kirim(kader, seruni, yakin=yakin).status_code == 302
        assert Warga.objects.count() == 2

    def test_yes_to_one_warning_is_not_yes_to_another(self, seruni, kader):
        make_warga(seruni, LAHIR, nama="Hj. Siti Aminah")
        yakin = kirim(kader, seruni).context["yakin"]
        make_warga(seruni, LAHIR, nama="Siti Amina")
        assert kirim(kader, seruni, yakin=yakin).status_code == 422

    def test_people_of_other_areas_are_not_shown(self, seruni, kader):
        make_warga(make_posyandu(KANDANG_PANJANG), LAHIR, nama="Siti Aminah")
        assert kirim(kader, seruni).status_code == 302


class TestUbah:
    def test_a_correction_is_logged_without_the_personal_value(self, seruni, kader):
        warga = make_warga(seruni, LAHIR, nama="Siti")
        data = {"nama": "Siti Baru", "jenis_kelamin": "P", "tanggal_lahir": LAHIR.isoformat(), "versi": 1}
        assert kader.post(f"/warga/{warga.uuid}/ubah/", data).status_code == 302
        warga.refresh_from_db()
        assert (warga.nama, warga.nama_cari, warga.versi) == ("Siti Baru", "siti baru", 2)
        assert Catatan.objects.get(aksi="ubah", objek_id=warga.pk).perubahan["nama"][0] == "berubah"

    def test_a_stale_page_shows_both_texts_and_saves_on_the_second_try(self, seruni, kader):
        warga = make_warga(seruni, LAHIR, nama="Siti")
        actions.ubah_warga(warga.pk, {"nama": "Siti Satu"}, versi=1, actor=None)
        data = {"nama": "Siti Dua", "jenis_kelamin": "P", "tanggal_lahir": LAHIR.isoformat(), "versi": 1}
        jawaban = kader.post(f"/warga/{warga.uuid}/ubah/", data)
        assert jawaban.status_code == 409
        assert "Siti Satu" in teks(jawaban)
        assert 'name="versi" value="2"' in isi(jawaban)
        assert kader.post(f"/warga/{warga.uuid}/ubah/", {**data, "versi": 2}).status_code == 302

    def test_nobody_was_served_before_birth(self, seruni):
        warga = make_warga(seruni, date(2025, 1, 1))
        make_kunjungan(seruni, warga, date(2025, 3, 1))
        with pytest.raises(Ditolak, match="Sudah ada catatannya tanggal 1 Maret 2025"):
            actions.ubah_warga(warga.pk, {"tanggal_lahir": date(2025, 4, 1)}, versi=1, actor=None)

    def test_a_later_birth_date_moves_the_start_of_the_membership(self, seruni):
        warga = make_warga(seruni, date(2025, 1, 1))
        actions.ubah_warga(warga.pk, {"tanggal_lahir": date(2025, 4, 1)}, versi=1, actor=None)
        assert warga.keanggotaan_list.get().mulai == date(2025, 4, 1)

    def test_the_household_carries_its_heads_name(self, seruni):
        keluarga = Keluarga.objects.get(pk=make_keluarga(seruni, "Ahmat").pk)
        warga = make_warga(seruni, LAHIR, "L", keluarga=keluarga, nama="Ahmat")
        warga.keanggotaan_list.update(hubungan="kepala")
        actions.ubah_warga(warga.pk, {"nama": "Ahmad"}, versi=1, actor=None)
        keluarga.refresh_from_db()
        assert keluarga.nama == "Ahmad"


class TestDaftar:
    @pytest.mark.parametrize("kata", ["aminah", "Amina", "st. aminah", "AMIN", "sitti"])
    def test_a_name_is_found_by_any_spelling(self, seruni, kader, kata):
        make_warga(seruni, LAHIR, nama="Hj. Siti Aminah, S.Pd.")
        make_warga(seruni, LAHIR, nama="Bambang")
        halaman = teks(kader.get("/warga/", {"q": kata}))
        assert "Hj. Siti Aminah" in halaman
        assert "Bambang" not in halaman

    def test_age_groups_are_those_of_today(self, seruni, kader):
        hari = hari_ini(seruni.kode)
        make_warga(seruni, hari - timedelta(days=20), nama="Si Bayi")
        make_warga(seruni, LAHIR, nama="Si Dewasa")
        halaman = teks(kader.get("/warga/", {"kelompok": "balita"}))
        assert "Si Bayi" in halaman
        assert "Si Dewasa" not in halaman

    def test_guests_and_those_who_left_stand_apart(self, seruni, kader):
        make_warga(seruni, LAHIR, nama="Si Tamu", jenis="tamu")
        pergi = make_warga(seruni, LAHIR, nama="Si Pergi")
        pergi.keanggotaan_list.update(sampai=date(2026, 1, 1), sebab_akhir="pindah")
        assert not {"Si Tamu", "Si Pergi"} & set(teks(kader.get("/warga/")).split("  "))
        assert "Si Tamu" not in teks(kader.get("/warga/"))
        assert "Si Tamu" in teks(kader.get("/warga/?tab=tamu"))
        assert "Si Pergi" in teks(kader.get("/warga/?tab=bekas"))

    def test_a_kader_sees_the_people_of_the_unit_only(self, seruni, kader):
        make_warga(make_posyandu(KANDANG_PANJANG), LAHIR, nama="Si Jauh")
        assert "Si Jauh" not in teks(kader.get("/warga/"))

    def test_the_file_holds_the_nik_masked_and_its_taking_is_logged(self, seruni, kader):
        actions.daftarkan_warga(seruni, isian(), actor=None)
        berkas = b"".join(kader.post("/warga/unduh/", {"bentuk": "csv"}).streaming_content).decode()
        assert "Siti Aminah" in berkas
        assert "············0001" in berkas
        assert NIK not in berkas
        assert Catatan.objects.get(aksi="ekspor").perubahan["baris"] == [None, 1]

    def test_a_nik_in_the_name_box_is_warned_of(self, seruni, kader):
        assert "NIK jangan diketik di kotak nama" in teks(kader.get("/warga/", {"q": NIK}))

    @pytest.mark.parametrize("tanya", ["q=%00", "kelompok=x", "rt=abc", "keadaan=%00", "tab=x", "urut=%00", "nik=x"])
    def test_nonsense_asks_nothing(self, seruni, kader, tanya):
        make_warga(seruni, LAHIR)
        assert kader.get(f"/warga/?{tanya}").status_code == 200


def test_one_that_left_meanwhile_is_not_written_to(seruni, cast):
    warga = make_warga(seruni, LAHIR)
    warga.keanggotaan_list.update(sampai=date(2026, 1, 1), sebab_akhir="pindah")
    from django.http import Http404

    with pytest.raises((Http404, Bentrok)):
        actions.ubah_warga(warga.pk, {"nama": "x"}, versi=1, actor=cast["kader"])


def test_the_card_of_somebody_who_left_shows_what_the_unit_holds(seruni, kader):
    warga = make_warga(seruni, LAHIR, nama="Si Pergi")
    warga.keanggotaan_list.update(sampai=date(2026, 1, 1), sebab_akhir="pindah")
    halaman = teks(kader.get(f"/warga/{warga.uuid}/"))
    assert "pindah keluar 1 Jan 2026" in halaman
    assert "NIK" not in halaman


def test_a_household_number_of_somebody_else_is_refused(seruni):
    kk = "3375990101010001"
    actions.buat_keluarga(seruni, IsianKeluarga(nama="Satu", rt="001", rw="001", kk=kk), actor=None)
    with pytest.raises(Ditolak, match="sudah dipakai"):
        actions.buat_keluarga(seruni, IsianKeluarga(nama="Dua", rt="001", rw="001", kk=kk), actor=None)
