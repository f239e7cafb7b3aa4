"""Public pages: places and days, never persons; the paper's check code; what a cache may keep."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from posyandu_app.lib.waktu import hari_ini
from registry.actions import catat_nomor
from registry.metrics_publik import baca_surat, buka_berikut, kode_periksa
from registry.models import Posyandu
from tests.pembuat import ANJIR, KLEGO, make_kader, make_posyandu
from tests.rumah.halaman import isi, teks

pytestmark = pytest.mark.django_db
NOMOR = f"{KLEGO}.001"


@pytest.fixture
def terdaftar(seruni):
    catat_nomor(seruni.pk, NOMOR, actor=None)
    Posyandu.objects.filter(pk=seruni.pk).update(nomor_terbit=date(2026, 5, 4))
    seruni.refresh_from_db()
    return seruni


def periksa(unit, kode=""):
    return Client().get(f"/publik/periksa/{unit.uuid}/" + (f"?k={kode}" if kode else ""))


class TestCari:
    @pytest.mark.parametrize("q", ["seruni", "Posyandu Seruni", "  SER "])
    def test_by_the_beginning_of_its_name(self, seruni, q):
        assert "Posyandu Seruni" in teks(Client().get("/publik/", {"q": q}))

    def test_by_any_part_inside_an_area(self, seruni):
        assert "Posyandu Seruni" in teks(Client().get("/publik/", {"q": "runi", "wilayah": KLEGO}))
        assert "Tidak ada posyandu" in teks(Client().get("/publik/", {"q": "runi", "wilayah": ANJIR}))

    def test_by_its_village(self, seruni):
        assert f"?wilayah={KLEGO}" in isi(Client().get("/publik/", {"q": "klego"}))
        assert "Posyandu Seruni" in teks(Client().get("/publik/", {"wilayah": KLEGO}))

    def test_the_whole_nation_is_not_listed_but_counted(self, terdaftar):
        tampil = teks(Client().get("/publik/"))
        assert "Seruni" not in tampil
        assert "Punya Nomor Registrasi 1 dari 1 posyandu" in tampil

    def test_pages_go_by_key(self, seruni):
        for i in range(30):
            make_posyandu(KLEGO, nama=f"Contoh {i}")
        tampil = isi(Client().get("/publik/", {"wilayah": KLEGO}))
        assert "sesudah=" in tampil
        assert "Posyandu Contoh 29" not in tampil

    @pytest.mark.parametrize("wilayah", ["33.7", "zz", "99", "' OR 1=1", "33.75.02.1008.p0001"])
    def test_a_strange_area_is_not_found(self, seruni, wilayah):
        assert Client().get("/publik/", {"wilayah": wilayah}).status_code in (200, 404)

    def test_a_closed_unit_is_not_offered(self, seruni):
        Posyandu.objects.filter(pk=seruni.pk).update(status="tutup")
        assert "Seruni" not in teks(Client().get("/publik/", {"wilayah": KLEGO}))

    def test_the_sign_in_page_leads_there(self):
        assert 'href="/publik/"' in isi(Client().get("/masuk/"))


class TestUnit:
    def test_says_where_when_and_its_number(self, terdaftar):
        make_kader(terdaftar, "sosial", nama="Siti Rahayu")
        tampil = teks(Client().get(f"/publik/posyandu/{terdaftar.uuid}/"))
        assert all(x in tampil for x in ("Posyandu Seruni", "Klego", "Buka berikutnya", NOMOR, "4 Mei 2026", "Sosial"))

    def test_names_no_person_no_phone_no_address_no_point(self, terdaftar):
        Posyandu.objects.filter(pk=terdaftar.pk).update(lintang="-6.888123", bujur="109.675456")
        make_kader(terdaftar, nama="Siti Rahayu")
        for alamat in (
            f"/publik/posyandu/{terdaftar.uuid}/",
            f"/publik/periksa/{terdaftar.uuid}/",
            "/publik/?q=seruni",
        ):
            tampil = isi(Client().get(alamat))
            for rahasia in (terdaftar.nama_kontak, terdaftar.kontak, terdaftar.alamat, "Siti", "6.888", "109.67"):
                assert rahasia not in tampil, (alamat, rahasia)

    def test_one_without_a_number_and_a_closed_one_say_so(self, seruni):
        alamat = f"/publik/posyandu/{seruni.uuid}/"
        assert "belum punya Nomor Registrasi" in teks(Client().get(alamat))
        Posyandu.objects.filter(pk=seruni.pk).update(status="tutup")
        assert "sudah ditutup" in teks(Client().get(alamat))

    def test_the_next_open_day_is_today_or_later(self, seruni):
        for hari in (date(2026, 1, 1), date(2026, 12, 31), hari_ini()):
            buka = buka_berikut(seruni, hari)
            assert hari <= buka <= hari + timedelta(days=40)
        assert buka_berikut(seruni, buka) == buka

    def test_an_unknown_one_is_said_clearly(self, seruni):
        for halaman in ("posyandu", "periksa"):
            jawaban = Client().get(f"/publik/{halaman}/{uuid4()}/")
            assert jawaban.status_code == 404
            assert "tidak dicetak dari sistem ini" in teks(jawaban)


class TestPeriksa:
    def test_the_paper_of_today_fits(self, terdaftar):
        tampil = teks(periksa(terdaftar, kode_periksa(terdaftar, hari_ini())))
        assert "cocok Surat ini dicetak dari sistem ini" in tampil
        assert NOMOR in tampil
        assert "4 Mei 2026" in tampil
        assert "sudah berubah" not in tampil

    @pytest.mark.parametrize("ubah", [lambda k: k[:-1] + ("A" if k[-1] != "A" else "B"), lambda k: "250101" + k[6:],
                                      lambda k: k[:6] + "B" + k[7:], lambda k: "", lambda k: k + "X", lambda k: "é" * 15])  # fmt: skip  # noqa: E501
    def test_a_forged_one_does_not(self, terdaftar, ubah):
        kode = ubah(kode_periksa(terdaftar, hari_ini()))
        assert baca_surat(terdaftar, kode) is None
        if kode:
            assert "tidak cocok" in teks(periksa(terdaftar, kode))

    def test_the_code_of_another_unit_does_not(self, terdaftar):
        lain = make_posyandu(KLEGO)
        assert "tidak cocok" in teks(periksa(terdaftar, kode_periksa(lain, hari_ini())))

    def test_another_number_makes_the_paper_stale(self, terdaftar):
        kode = kode_periksa(terdaftar, hari_ini())
        Posyandu.objects.filter(pk=terdaftar.pk).update(nomor_registrasi=f"{KLEGO}.002")
        assert "tidak cocok" in teks(periksa(terdaftar, kode))

    def test_an_old_paper_of_one_without_a_number_says_that_it_changed(self, seruni):
        kode = kode_periksa(seruni, hari_ini())
        catat_nomor(seruni.pk, NOMOR, actor=None)
        tampil = teks(periksa(seruni, kode))
        assert "status waktu itu: belum punya nomor" in tampil
        assert "sudah berubah" in tampil

    def test_a_key_that_was_replaced_still_opens_old_papers(self, terdaftar, settings):
        kode = kode_periksa(terdaftar, hari_ini())
        settings.PII_KEYS = ["kunci-baru", *settings.PII_KEYS]
        assert baca_surat(terdaftar, kode) is not None
        assert kode_periksa(terdaftar, hari_ini()) != kode

    def test_typed_in_small_letters_with_hyphens_it_fits(self, terdaftar):
        kode = kode_periksa(terdaftar, hari_ini()).lower()
        assert "Surat ini dicetak" in teks(periksa(terdaftar, f"{kode[:7]}-{kode[7:]}"))

    def test_search_engines_are_told_off(self, seruni):
        jawaban = periksa(seruni)
        assert "noindex" in jawaban["X-Robots-Tag"]
        assert 'content="noindex' in isi(jawaban)


class TestKepala:
    def test_a_visitors_page_may_be_kept_five_minutes(self, seruni):
        for alamat in ("/publik/", f"/publik/posyandu/{seruni.uuid}/", f"/publik/periksa/{seruni.uuid}/"):
            jawaban = Client().get(alamat)
            assert jawaban["Cache-Control"] == "public, max-age=300"
            assert len(jawaban.content) < 60_000
            assert not jawaban.cookies

    def test_the_page_of_somebody_signed_in_may_not(self, cast, masuk, seruni):
        assert "private" in masuk(cast["kader"]).get(f"/publik/posyandu/{seruni.uuid}/")["Cache-Control"]


class TestKeterangan:
    def test_says_what_it_is_and_what_it_is_not(self, cast, masuk, terdaftar):
        jawaban = masuk(cast["operator_desa"]).get(f"/posyandu/{terdaftar.kode}/keterangan/")
        tampil = teks(jawaban)
        assert "bukan sertifikat dan bukan Nomor Registrasi dari Kementerian Dalam Negeri" in tampil
        assert kode_periksa(terdaftar, hari_ini()) in tampil
        assert f"/publik/periksa/{terdaftar.uuid}/?k=" in tampil
        assert "<svg" in isi(jawaban)
        assert terdaftar.kode not in tampil.split("Surat keterangan status")[1]

    def test_is_for_the_area_only(self, cast, masuk, terdaftar):
        assert masuk(cast["kabupaten_lain"]).get(f"/posyandu/{terdaftar.kode}/keterangan/").status_code == 404
