"""Accounts through the pages: made inside one's own area, handed over once, ended at once; and signing in."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.actions import beri_penugasan
from accounts.models import Penugasan, User
from posyandu_app.lib.waktu import hari_ini
from tests.pembuat import ANJIR, KANDANG_PANJANG, KLEGO, make_user
from tests.rumah.halaman import NGAWUR, TEKS_2MB, baris_tabel, nilai, pesan, ringkasan, teks

pytestmark = pytest.mark.django_db
SALAH = "Nama pengguna atau kata sandi salah"


@pytest.fixture(autouse=True)
def batas_kosong():
    """Limits on signing in are counted in the cache."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def admin(cast, masuk):
    return masuk(cast["admin_wilayah"])


def akun(**lain):
    isi = {"username": "kader.baru", "nama": "Kader Baru", "peran": "kader", "kode": f"{KLEGO}.p0001", "bidang": ""}
    return {**isi, **lain}


def dua_angka():
    return User.objects.count(), Penugasan.objects.count()


class TestAkunBaru:
    def test_signs_in_with_the_password_shown_once(self, admin, seruni):
        jadi = admin.post("/akun/baru/", akun())
        sandi = re.search(r"Kata sandi pertama ([a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3})", teks(jadi)).group(1)
        orang = Client()
        assert orang.post("/masuk/", {"login": "kader.baru", "password": sandi}).url == "/"
        assert "Posyandu Seruni" in teks(orang.get("/"))
        assert sandi not in teks(admin.get("/akun/"))

    def test_stands_on_the_list_with_role_and_area(self, admin):
        admin.post("/akun/baru/", akun())
        assert ["Kader Baru", "kader.baru", "Kader", f"{KLEGO}.p0001"] in [
            b[:4] for b in baris_tabel(admin.get("/akun/"))
        ]

    def test_of_an_opd_keeps_its_field(self, admin):
        admin.post("/akun/baru/", akun(peran="opd", kode="33.75", bidang="sosial"))
        assert Penugasan.objects.get(user__username="kader.baru").bidang == "sosial"

    @pytest.mark.parametrize("kode", ["33", "62.03", ANJIR, "62"])
    def test_outside_the_area_is_refused_and_leaves_no_account(self, admin, kode):
        semula = dua_angka()
        jawaban = admin.post("/akun/baru/", akun(peran="operator_desa", kode=kode))
        assert jawaban.status_code == 422
        assert "di luar wilayah tugas Anda" in pesan(jawaban, "kode")
        assert dua_angka() == semula

    def test_for_the_nation_is_refused_and_leaves_no_account(self, admin):
        semula = dua_angka()
        jawaban = admin.post("/akun/baru/", akun(peran="tim_pembina", kode="ID"))
        assert jawaban.status_code == 422
        assert pesan(jawaban, "kode")
        assert dua_angka() == semula

    @pytest.mark.parametrize("kode", ["33.75.99", "33.75.02.1999", f"{KLEGO}.p9999"])
    def test_for_an_area_or_unit_that_is_not_there_is_refused(self, admin, kode):
        semula = dua_angka()
        peran = "kader" if "p" in kode else "operator_desa"
        jawaban = admin.post("/akun/baru/", akun(peran=peran, kode=kode))
        assert jawaban.status_code == 422
        assert pesan(jawaban, "kode")
        assert dua_angka() == semula

    @pytest.mark.parametrize(
        ("ganti", "kolom", "kalimat"),
        [
            ({"username": ""}, "username", "Isi bagian ini"),
            ({"username": "a"}, "username", "3–60 huruf"),
            ({"username": "Kader Baru"}, "username", "huruf kecil"),
            ({"username": "kader"}, "username", "sudah dipakai"),
            ({"username": "KADER"}, "username", "sudah dipakai"),
            ({"username": TEKS_2MB}, "username", "Terlalu panjang"),
            ({"username": "nol\x00nol"}, "username", "null"),
            ({"nama": TEKS_2MB}, "nama", "Terlalu panjang"),
            ({"peran": "raja"}, "peran", "raja"),
            ({"kode": "33.7"}, "kode", "tidak dikenal"),
            ({"kode": "Klego"}, "kode", "tidak dikenal"),
            ({"kode": ""}, "kode", "Isi bagian ini"),
            ({"kode": KLEGO}, "kode", "Tulis kode posyandunya"),
            ({"peran": "operator_desa"}, "kode", "hanya untuk kader dan pengurus"),
            ({"bidang": "sosial"}, "bidang", "Bidang hanya untuk"),
            ({"bidang": "keuangan"}, "bidang", "keuangan"),
        ],
        ids=lambda x: str(x)[:40],
    )
    def test_bad_input_is_said_at_its_field_and_leaves_no_account(self, admin, ganti, kolom, kalimat):
        semula = dua_angka()
        jawaban = admin.post("/akun/baru/", akun(**ganti))
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, kolom)
        assert dua_angka() == semula

    def test_what_was_typed_right_is_still_there(self, admin):
        assert nilai(admin.post("/akun/baru/", akun(kode="x")), "nama") == "Kader Baru"

    def test_sent_twice_is_one_account(self, admin):
        admin.post("/akun/baru/", akun())
        semula = dua_angka()
        assert "sudah dipakai" in pesan(admin.post("/akun/baru/", akun()), "username")
        assert dua_angka() == semula


class TestAkhiri:
    def test_takes_the_access_away_at_once(self, admin, cast, masuk):
        operator = masuk(cast["operator_desa"])
        assert operator.get("/posyandu/").status_code == 200
        tugas = cast["operator_desa"].penugasan_list.get()
        assert admin.post(f"/akun/penugasan/{tugas.pk}/akhiri/").url == "/akun/"
        assert operator.get("/posyandu/").status_code == 403
        assert "belum punya penugasan" in teks(operator.get("/"))

    def test_leaves_the_other_assignments(self, admin, cast, masuk):
        dua = cast["operator_desa"]
        beri_penugasan(dua, "operator_desa", KANDANG_PANJANG, oleh=None)
        operator = masuk(dua)
        admin.post(f"/akun/penugasan/{dua.penugasan_list.get(kode=KLEGO).pk}/akhiri/")
        assert operator.get("/posyandu/").status_code == 200
        assert operator.get(f"/posyandu/?wilayah={KLEGO}").status_code == 404

    def test_of_another_area_is_not_found(self, admin, cast):
        jauh = cast["kabupaten_lain"].penugasan_list.get()
        assert admin.post(f"/akun/penugasan/{jauh.pk}/akhiri/").status_code == 404
        jauh.refresh_from_db()
        assert jauh.sampai is None

    def test_of_one_who_also_works_elsewhere_ends_only_here(self, admin, cast):
        beri_penugasan(cast["kader"], "kader", f"{ANJIR}.p0001", oleh=None)
        admin.post(f"/akun/penugasan/{cast['kader'].penugasan_list.get(kode__startswith=KLEGO).pk}/akhiri/")
        assert cast["kader"].penugasan_list.get(kode__startswith=ANJIR).sampai is None

    def test_is_not_done_by_opening_the_address(self, admin, cast):
        tugas = cast["kader"].penugasan_list.get()
        assert admin.get(f"/akun/penugasan/{tugas.pk}/akhiri/").status_code == 405
        tugas.refresh_from_db()
        assert tugas.sampai is None

    def test_an_assignment_of_yesterday_gives_no_access(self, masuk):
        orang = make_user(peran="operator_desa", kode=KLEGO)
        Penugasan.objects.filter(user=orang).update(sampai=hari_ini())
        assert masuk(orang).get("/posyandu/").status_code == 403

    def test_an_assignment_of_tomorrow_gives_no_access_yet(self, masuk):
        orang = make_user("besok")
        beri_penugasan(orang, "operator_desa", KLEGO, oleh=None, mulai=hari_ini() + timedelta(days=1))
        assert masuk(orang).get("/posyandu/").status_code == 403


class TestDaftar:
    def test_shows_the_area_and_not_beyond(self, admin):
        nama = {b[1] for b in baris_tabel(admin.get("/akun/"))}
        assert "operator-desa" in nama
        assert not {"kabupaten-lain", "nasional", "tanpa_tugas"} & nama

    def test_a_name_narrows_the_list(self, admin):
        assert {b[1] for b in baris_tabel(admin.get("/akun/?q=Nakes"))} == {"nakes"}

    @pytest.mark.parametrize("tanya", NGAWUR, ids=lambda t: t[:40])
    def test_a_mangled_query_is_answered_with_a_page(self, admin, tanya):
        assert admin.get(f"/akun/?{tanya}").status_code == 200


class TestMasuk:
    @pytest.fixture
    def orang(self, seruni):
        user = make_user("kader.seruni", peran="kader", kode=f"{KLEGO}.p0001")
        user.set_password("sandi-contoh-1")
        user.save(update_fields=["password"])
        return user

    def kirim(self, client=None, **lain):
        isi = {"login": "kader.seruni", "password": "sandi-contoh-1", **lain}
        return (client or Client()).post("/masuk/", isi)

    def test_leads_home(self, orang):
        assert self.kirim().url == "/"

    def test_leads_back_to_where_one_wanted_to_go(self, orang):
        assert self.kirim(next="/layanan/").url == "/layanan/"

    @pytest.mark.parametrize("ke", ["https://jahat.contoh/", "//jahat.contoh/", "javascript:alert(1)"])
    def test_does_not_lead_to_another_host(self, orang, ke):
        assert self.kirim(next=ke).url == "/"

    def test_a_capital_letter_from_the_phone_does_not_matter(self, orang):
        assert self.kirim(login="Kader.seruni").status_code == 302

    @pytest.mark.parametrize("salah", [{"password": "x"}, {"login": "tidak.ada"}])
    def test_says_the_same_of_a_wrong_name_and_a_wrong_password(self, orang, salah):
        assert SALAH in ringkasan(self.kirim(**salah))

    @pytest.mark.parametrize("isi", ["", "\x00", "x" * 5000])
    def test_nonsense_is_answered_with_a_page(self, orang, isi):
        assert self.kirim(login=isi).status_code == 200
        assert self.kirim(password=isi).status_code == 200

    def test_is_stopped_after_five_wrong_ones(self, orang):
        for _ in range(5):
            self.kirim(password="salah")
        assert "Terlalu sering salah" in ringkasan(self.kirim(password="salah"))

    def test_an_account_put_out_of_use_does_not_sign_in(self, orang):
        User.objects.filter(pk=orang.pk).update(is_active=False)
        jawaban = self.kirim()
        assert jawaban.status_code == 200 or jawaban.url != "/"
        assert jawaban.wsgi_request.user.is_anonymous

    def test_an_account_put_out_of_use_loses_its_open_session(self, orang, masuk):
        client = masuk(orang)
        User.objects.filter(pk=orang.pk).update(is_active=False)
        assert client.get("/").url.startswith("/masuk/")

    def test_nobody_signs_up(self):
        for alamat in ("/daftar/", "/accounts/signup/", "/masuk/daftar/"):
            assert Client().get(alamat).status_code == 404

    def test_a_new_password_replaces_the_old_one(self, orang):
        client = Client()
        self.kirim(client)
        baru = {"oldpassword": "sandi-contoh-1", "password1": "kata-baru-22", "password2": "kata-baru-22"}
        assert client.post("/akun/sandi/", baru).status_code == 302
        assert SALAH in ringkasan(self.kirim())
        assert self.kirim(password="kata-baru-22").status_code == 302

    @pytest.mark.parametrize(
        "ganti", [{"oldpassword": "salah"}, {"password2": "lain-lagi-33"}, {"password1": "1", "password2": "1"}]
    )
    def test_a_bad_new_password_is_refused_with_a_word(self, orang, ganti):
        client = Client()
        self.kirim(client)
        isi = {"oldpassword": "sandi-contoh-1", "password1": "kata-baru-22", "password2": "kata-baru-22", **ganti}
        assert ringkasan(client.post("/akun/sandi/", isi))
        assert self.kirim().status_code == 302

    def test_signing_out_by_a_link_alone_does_nothing(self, orang, masuk):
        client = masuk(orang)
        client.get("/keluar/")
        assert client.get("/").status_code == 200
