"""The inbox: told once, read by its owner only, counted without a query; and the daily digest."""

from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.utils import timezone

from accounts import surel
from accounts.models import Pesan, User
from accounts.pesan import baca, baca_semua, kirim, pemegang
from accounts.roles import Cap
from audit.models import Catatan
from posyandu_app.management.commands.pekerja import JADWAL
from tests.pembuat import ANJIR, KLEGO, make_user
from tests.rumah.halaman import isi, pesan, teks

pytestmark = pytest.mark.django_db


@pytest.fixture
def orang(seruni):
    return make_user("kader.seruni", peran="kader", kode=seruni.kode)


class TestKirim:
    def test_reaches_each_person_once(self, orang, cast):
        kirim([orang.pk, orang.pk, cast["nakes"].pk], "Kabar")
        assert sorted(Pesan.objects.values_list("penerima", flat=True)) == sorted([orang.pk, cast["nakes"].pk])

    def test_one_event_is_told_once_however_often(self, orang, cast):
        kirim([orang.pk], "Kabar", kunci="ajuan:1:kembali")
        baca_semua(orang)
        kirim([orang.pk, cast["nakes"].pk], "Kabar", kunci="ajuan:1:kembali")
        assert Pesan.objects.filter(penerima=orang).count() == 1
        assert Pesan.objects.filter(penerima=cast["nakes"]).count() == 1

    def test_two_events_without_a_key_are_two_messages(self, orang):
        kirim([orang.pk], "Kabar")
        kirim([orang.pk], "Kabar")
        assert Pesan.objects.count() == 2

    @pytest.mark.parametrize(
        "alamat", ["https://jahat.contoh/", "//jahat.contoh/", "/\\jahat.contoh", "javascript:x", "pesan/"]
    )
    def test_never_leads_to_another_site(self, orang, alamat):
        with pytest.raises(ValueError, match="bukan alamat"):
            kirim([orang.pk], "Kabar", alamat=alamat)
        assert not Pesan.objects.exists()

    def test_a_long_title_is_cut_with_a_sign(self, orang):
        kirim([orang.pk], "x" * 500, isi="y" * 900)
        satu = Pesan.objects.get()
        assert (len(satu.judul), satu.judul[-1], len(satu.isi)) == (160, "…", 400)

    def test_nobody_is_no_message(self):
        kirim([], "Kabar")
        assert not Pesan.objects.exists()


class TestPemegang:
    def test_the_nearest_level_only(self, cast, seruni):
        assert pemegang(Cap.AJUKAN, seruni.kode) == [cast["operator_desa"].pk]
        assert pemegang(Cap.VERIFIKASI, seruni.kode) == [cast["dinas_pmd"].pk]
        assert pemegang(Cap.PERIKSA, KLEGO[:8]) == [cast["verifikator_kecamatan"].pk]

    def test_goes_up_where_the_village_has_nobody(self, cast, seruni):
        cast["operator_desa"].penugasan_list.update(sampai=timezone.localdate())
        assert pemegang(Cap.KELOLA_POSYANDU, KLEGO) == [cast["dinas_pmd"].pk]

    def test_another_area_and_an_account_out_of_use_do_not_count(self, cast, seruni):
        assert pemegang(Cap.AJUKAN, ANJIR) == []
        User.objects.filter(pk=cast["operator_desa"].pk).update(is_active=False)
        assert pemegang(Cap.AJUKAN, seruni.kode) == []

    def test_half_a_code_is_refused(self):
        with pytest.raises(ValueError, match="bukan kode"):
            pemegang(Cap.AJUKAN, "33.7")


class TestKotak:
    def test_an_empty_one_says_what_will_come(self, orang, masuk):
        assert "Belum ada pesan" in teks(masuk(orang).get("/pesan/"))

    def test_the_count_stands_beside_the_name_until_read(self, orang, masuk):
        client = masuk(orang)
        assert "belum dibaca" not in teks(client.get("/"))
        kirim([orang.pk], "Berkas Seruni dikembalikan", alamat=f"/posyandu/{KLEGO}.p0001/")
        assert "Pesan 1 belum dibaca" in teks(client.get("/"))
        jawaban = client.post(f"/pesan/{Pesan.objects.get().pk}/")
        assert jawaban.url == f"/posyandu/{KLEGO}.p0001/"
        assert "belum dibaca" not in teks(client.get("/"))

    def test_more_than_nine_are_said_as_such(self, orang, masuk):
        for i in range(12):
            kirim([orang.pk], f"Kabar {i}")
        assert "Pesan 9+" in teks(masuk(orang).get("/"))

    def test_the_count_costs_no_query(self, orang, django_assert_num_queries):
        kirim([orang.pk], "Kabar")
        user = User.objects.get(pk=orang.pk)
        with django_assert_num_queries(1):
            assert user.boleh(Cap.CATAT)
            assert user.belum_dibaca == 1

    def test_newest_first_and_by_pages(self, orang, masuk):
        for i in range(30):
            kirim([orang.pk], f"Kabar ke-{i:02}.")
        satu = masuk(orang).get("/pesan/")
        tampil = teks(satu)
        assert tampil.index("ke-29.") < tampil.index("ke-28.")
        assert "ke-04." not in tampil
        assert "Berikutnya" in tampil

    def test_only_those_unread_when_asked(self, orang, masuk):
        kirim([orang.pk], "Yang lama")
        baca_semua(orang)
        kirim([orang.pk], "Yang baru")
        tampil = teks(masuk(orang).get("/pesan/?baru=1"))
        assert "Yang baru" in tampil
        assert "Yang lama" not in tampil

    def test_another_persons_message_is_not_there(self, orang, cast, masuk):
        kirim([orang.pk], "Rahasia")
        lain, pk = cast["nakes"], Pesan.objects.get().pk
        client = masuk(lain)
        assert "Rahasia" not in teks(client.get("/pesan/"))
        assert client.post(f"/pesan/{pk}/").status_code == 404
        assert baca(lain, pk) is None
        client.post("/pesan/dibaca/")
        assert Pesan.objects.get().dibaca is None

    def test_reading_keeps_the_first_time(self, orang):
        kirim([orang.pk], "Kabar")
        pertama = baca(orang, Pesan.objects.get().pk).dibaca
        assert baca(orang, Pesan.objects.get().pk).dibaca == pertama

    def test_all_at_once(self, orang, masuk):
        kirim([orang.pk], "Satu")
        kirim([orang.pk], "Dua")
        client = masuk(orang)
        assert "2 pesan ditandai" in teks(client.post("/pesan/dibaca/", follow=True))
        assert not Pesan.objects.filter(dibaca=None).exists()

    def test_markup_in_a_message_stays_text(self, orang, masuk):
        kirim([orang.pk], "<b>tebal</b>")
        assert "&lt;b&gt;tebal" in isi(masuk(orang).get("/pesan/"))


class TestAkunSaya:
    def test_says_who_and_what(self, orang, masuk, seruni):
        tampil = teks(masuk(orang).get("/akun/saya/"))
        assert "kader.seruni" in tampil
        assert f"Kader {seruni.kode}" in tampil

    def test_keeps_the_address_and_the_wish_without_logging_the_address(self, orang, masuk):
        masuk(orang).post("/akun/saya/", {"surel": "ibu@contoh.go.id", "ringkasan": "on"})
        orang.refresh_from_db()
        assert (orang.email, orang.ringkasan_surel) == ("ibu@contoh.go.id", True)
        satu = Catatan.objects.untuk(orang).get(aksi="ubah")
        assert satu.perubahan["email"][0] == "berubah"
        assert "ibu@contoh" not in str(satu.perubahan)

    @pytest.mark.parametrize(
        ("kirim_", "kata"), [({"surel": "bukan"}, "tidak lengkap"), ({"ringkasan": "on"}, "Isi alamat surel dulu")]
    )
    def test_a_bad_address_is_refused_at_its_field(self, orang, masuk, kirim_, kata):
        jawaban = masuk(orang).post("/akun/saya/", kirim_)
        assert jawaban.status_code == 422
        assert kata in pesan(jawaban, "surel")
        orang.refresh_from_db()
        assert not orang.ringkasan_surel


class TestRingkasan:
    @pytest.fixture(autouse=True)
    def siang(self, monkeypatch, settings):
        settings.ALAMAT_SITUS = "https://posyandu.contoh"
        asli = timezone.localtime().replace(hour=9)
        monkeypatch.setattr(surel, "sekarang", lambda: asli)

    @pytest.fixture
    def mau(self, orang):
        User.objects.filter(pk=orang.pk).update(email="ibu@contoh.go.id", ringkasan_surel=True)
        kirim([orang.pk], "Berkas Siti Rahayu dikembalikan")
        return orang

    def test_names_the_number_and_the_place_and_nothing_else(self, mau):
        assert surel.kirim_ringkasan() == 1
        surat = mail.outbox[0]
        assert surat.to == ["ibu@contoh.go.id"]
        assert "Ada 1 pesan" in surat.body
        assert "https://posyandu.contoh/pesan/" in surat.body
        assert not any(kata in surat.body + surat.subject for kata in ("Siti", "Berkas", "Seruni", "kader"))

    def test_once_a_day(self, mau):
        surel.kirim_ringkasan()
        kirim([mau.pk], "Lagi")
        assert surel.kirim_ringkasan() == 0
        User.objects.filter(pk=mau.pk).update(ringkasan_terakhir=timezone.localdate() - timedelta(days=1))
        assert surel.kirim_ringkasan() == 1

    @pytest.mark.parametrize("ganti", [{"ringkasan_surel": False}, {"email": ""}, {"is_active": False}])
    def test_only_to_who_asked_for_it(self, mau, ganti):
        User.objects.filter(pk=mau.pk).update(**ganti)
        assert surel.kirim_ringkasan() == 0

    def test_not_when_all_is_read_or_old(self, mau):
        Pesan.objects.update(dibuat=timezone.now() - timedelta(days=3))
        assert surel.kirim_ringkasan() == 0
        Pesan.objects.update(dibuat=timezone.now(), dibaca=timezone.now())
        assert surel.kirim_ringkasan() == 0

    def test_not_at_night(self, mau, monkeypatch):
        monkeypatch.setattr(surel, "sekarang", lambda: timezone.localtime().replace(hour=3))
        assert surel.kirim_ringkasan() == 0

    def test_a_mail_server_that_refuses_is_tried_again(self, mau, monkeypatch):
        def rusak(*args, **kwargs):
            raise SMTPException

        asli = surel.send_mail
        monkeypatch.setattr(surel, "send_mail", rusak)
        assert surel.kirim_ringkasan() == 0
        monkeypatch.setattr(surel, "send_mail", asli)
        assert surel.kirim_ringkasan() == 1

    def test_the_worker_does_it(self):
        assert "ringkasan_surel" in {nama for nama, *_ in JADWAL}
