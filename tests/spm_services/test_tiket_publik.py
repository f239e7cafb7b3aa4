"""Where an applicant looks: the stage, the desk and days for whoever holds the slip, one answer for everybody else."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from spm_services.kode_tiket import HURUF, PANJANG, baca_kode, buat_kode, cetak_kode
from spm_services.views.tiket_publik import GAGAL_ALAMAT, GAGAL_KODE, TERLALU_SERING, TIDAK_ADA
from tests.rumah.halaman import isi, teks
from tests.spm_services.tiket import BANSOS, TELEPON, lengkapi, majukan, make_rujukan, make_tiket

pytestmark = pytest.mark.django_db
URL = "/publik/permohonan/"
EMPAT = TELEPON[-4:]


@pytest.fixture(autouse=True)
def tembolok(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "publik"}}
    cache.clear()


@pytest.fixture
def tiket(seruni, cast):
    return majukan(make_tiket(seruni, cast["kader"], BANSOS), "teruskan")


def cari(kode: str, empat: str = EMPAT, alamat: str = "10.0.0.1"):
    return Client(REMOTE_ADDR=alamat).post(URL, {"kode": kode, "empat": empat})


class TestKode:
    def test_codes_have_no_look_alikes_and_are_long(self):
        assert not set("01OILZSGB25668UV") & set(HURUF)
        assert all(len(buat_kode()) == PANJANG and set(buat_kode()) <= set(HURUF) for _ in range(50))

    def test_a_code_is_read_as_people_type_it(self):
        kode = buat_kode()
        assert baca_kode(cetak_kode(kode).lower()) == kode
        assert baca_kode(f" {cetak_kode(kode)} ".replace("-", " ")) == kode

    @pytest.mark.parametrize("teks_", ["", "ABC", "ABC-DEF-GHI", "1" * 9, "'; DROP", "A" * 10])
    def test_nonsense_is_no_code(self, teks_):
        assert baca_kode(teks_) == ""


def test_the_slip_opens_stage_desk_and_days_only(tiket):
    tampil = cari(tiket.kode_cetak)
    assert tampil.status_code == 200
    halaman = teks(tampil)
    for kata in ("Diteruskan ke perangkat daerah", "Dinas Sosial", "0 hari kerja"):
        assert kata in halaman
    for rahasia in ("Siti", "Atap", "RT 01", "Permohonan bantuan sosial", "Seruni", "7890", tiket.kode):
        assert rahasia not in halaman
    assert tampil["Cache-Control"] == "private, no-store"


def test_a_wrong_code_and_wrong_digits_get_the_same_answer(tiket):
    salah_kode, salah_angka = cari("AAA-AAA-AAA"), cari(tiket.kode_cetak, "0000")
    bersih = [re.sub(r'value="[^"]*"', "", isi(j)) for j in (salah_kode, salah_angka)]
    assert bersih[0] == bersih[1]
    assert TIDAK_ADA in teks(salah_kode)
    assert salah_kode.status_code == salah_angka.status_code == 422


def test_without_a_phone_nothing_opens(seruni, cast):
    tiket = make_tiket(seruni, cast["kader"], BANSOS)
    assert TIDAK_ADA in teks(cari(tiket.kode_cetak, ""[:0] or "0000"))


def test_a_code_is_locked_after_some_failures_even_for_the_right_digits(tiket):
    for ke in range(GAGAL_KODE):
        assert cari(tiket.kode_cetak, f"{ke:04}", alamat=f"10.0.1.{ke}").status_code == 422
    terkunci = cari(tiket.kode_cetak, alamat="10.0.2.1")
    assert terkunci.status_code == 429
    assert TERLALU_SERING in teks(terkunci)


def test_a_code_that_does_not_exist_is_locked_in_the_same_way(tiket):
    for ke in range(GAGAL_KODE):
        cari("AAA-AAA-AAA", alamat=f"10.0.3.{ke}")
    assert cari("AAA-AAA-AAA", alamat="10.0.4.1").status_code == 429


def test_an_address_is_slowed_down_but_a_village_that_shares_it_is_not_shut_out_by_success(tiket):
    for _ in range(GAGAL_ALAMAT + 5):
        assert cari(tiket.kode_cetak).status_code == 200
    for _ in range(GAGAL_ALAMAT):
        cari(buat_kode())
    assert cari(tiket.kode_cetak).status_code == 429
    assert cari(tiket.kode_cetak, alamat="10.9.9.9").status_code == 200


def test_the_cache_holds_no_address_and_no_code(tiket):
    cari(tiket.kode_cetak, "0000", alamat="10.7.7.7")
    assert "10.7.7.7" not in str(cache._cache)
    assert tiket.kode not in str(cache._cache)


def test_a_referral_says_no_more_than_where_it_is(seruni, cast):
    rujukan = make_rujukan(seruni, cast["kader"])
    tampil = teks(cari(rujukan.kode_cetak))
    assert "Puskesmas atau Pustu" in tampil
    assert rujukan.warga.nama not in tampil


def test_opening_the_page_asks_and_stores_nothing(client):
    tampil = client.get(URL)
    assert tampil.status_code == 200
    assert "noindex" in tampil["X-Robots-Tag"]


class TestSlip:
    def test_shows_the_code_the_page_and_what_is_missing_but_no_name(self, seruni, cast, masuk):
        tiket = make_tiket(seruni, cast["kader"])
        slip = masuk(cast["kader"]).get(reverse("spm_services:tiket-slip", args=[tiket.uuid]))
        tampil = teks(slip)
        for kata in (
            tiket.kode_cetak,
            URL,
            "Masih perlu dibawa: Fotokopi kartu tanda penduduk",
            "tanyakan kemajuannya",
        ):
            assert kata in tampil
        assert "Siti" not in tampil
        assert 'class="qr"' in isi(slip)
        lengkapi(tiket)
        lagi = teks(masuk(cast["kader"]).get(reverse("spm_services:tiket-slip", args=[tiket.uuid])))
        assert "empat angka terakhir" in lagi
        assert "Masih perlu dibawa" not in lagi
