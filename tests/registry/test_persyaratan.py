"""What a registration file needs: each missing thing is named, at the same cost for one unit and for thirty."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from posyandu_app.lib.bidang import SEMUA
from registry.actions import dudukkan_pengurus, simpan_sasaran, tambah_sk
from registry.models import Jabatan, JenisSK, Kader, KelompokSasaran, Orang, Pengurus, SuratKeputusan
from registry.persyaratan import ALAMAT, periksa
from registry.persyaratan.daftar import KEDUA, KETIGA, PERTAMA, SEMUA_VERSI
from tests.pembuat import KLEGO, make_kader, make_posyandu

pytestmark = pytest.mark.django_db
HARI = date(2026, 6, 1)


def kurang(posyandu, hari: date = HARI) -> dict[str, str]:
    """{item: what is said to be missing}, of the row as stored now."""
    posyandu.refresh_from_db()
    return {s.kode: kata for s, kata in periksa([posyandu], hari)[posyandu.pk].kurang}


def dudukkan(posyandu, jabatan: str, bidang: str = "") -> Pengurus:
    orang = Orang(nama="Contoh", jenis_kelamin="P")
    return dudukkan_pengurus(posyandu, orang, jabatan=jabatan, bidang=bidang, mulai=date(2026, 1, 1), actor=None)


def lengkapi(posyandu) -> None:
    type(posyandu).objects.filter(pk=posyandu.pk).update(
        berdiri=date(2010, 1, 1), lintang=Decimal("-6.88"), bujur=Decimal("109.67")
    )
    for jenis in JenisSK:  # the version of that day asks for four of them
        tambah_sk(posyandu, {"jenis": jenis, "nomor": f"1/{jenis}", "tanggal": date(2026, 1, 1)}, actor=None)
    for jabatan in (Jabatan.KETUA, Jabatan.SEKRETARIS, Jabatan.BENDAHARA):
        dudukkan(posyandu, jabatan)
    for bidang in SEMUA:
        dudukkan(posyandu, Jabatan.KETUA_BIDANG, bidang)
        make_kader(posyandu, bidang)


def test_a_new_unit_lacks_everything_and_is_told_each_thing(seruni):
    hasil = periksa([seruni], HARI)[seruni.pk]
    assert (hasil.ada, hasil.jumlah, hasil.lengkap) == (0, len(PERTAMA.syarat), False)
    assert all(kata for _, kata in hasil.kurang)


def test_a_unit_with_everything_lacks_nothing(seruni):
    lengkapi(seruni)
    assert kurang(seruni) == {}
    assert periksa([seruni], HARI)[seruni.pk].lengkap


def test_each_thing_taken_away_is_the_one_thing_named(seruni):
    lengkapi(seruni)
    lepas = {
        "berita_acara": lambda: SuratKeputusan.objects.filter(jenis="berita_acara").delete(),
        "sk_kader": lambda: SuratKeputusan.objects.filter(jenis="kader").delete(),
        "sekretaris": lambda: Pengurus.objects.filter(jabatan="sekretaris").delete(),
        "ketua_bidang": lambda: Pengurus.objects.filter(bidang="sosial").delete(),
        "kader": lambda: Kader.objects.filter(bidang="trantibumlinmas").delete(),
    }
    sudah = set()
    for kode, ambil in lepas.items():
        ambil()
        sudah.add(kode)
        assert set(kurang(seruni)) == sudah


def test_missing_fields_are_named_in_their_fixed_order(seruni):
    make_kader(seruni, "kesehatan")
    make_kader(seruni, "sosial")
    sisa = "pendidikan, pekerjaan umum, perumahan rakyat, trantibumlinmas"
    assert kurang(seruni)["kader"].endswith(f": {sisa}")


def test_a_ketua_of_a_field_is_no_ketua(seruni):
    dudukkan(seruni, Jabatan.KETUA_BIDANG, "kesehatan")
    assert "ketua" in kurang(seruni)


def test_a_decree_holds_until_the_day_before_it_ends(seruni):
    isi = {"jenis": "kader", "nomor": "1", "tanggal": date(2021, 6, 1), "berlaku_sampai": HARI}
    tambah_sk(seruni, isi, actor=None)
    assert "sk_kader" not in kurang(seruni, date(2026, 5, 31))
    assert "sk_kader" in kurang(seruni, HARI)


def test_an_old_decree_beside_a_new_one_does_no_harm(seruni):
    for nomor, sampai in (("1", date(2025, 1, 1)), ("2", None), ("0", date(2024, 1, 1))):
        isi = {"jenis": "kader", "nomor": nomor, "tanggal": date(2020, 1, 1), "berlaku_sampai": sampai}
        tambah_sk(seruni, isi, actor=None)
    assert "sk_kader" not in kurang(seruni)


def test_terms_out_of_their_days_do_not_count(seruni):
    lengkapi(seruni)
    assert set(kurang(seruni, date(2025, 12, 31))) >= {"ketua", "ketua_bidang", "kader"}
    Kader.objects.filter(bidang="sosial").update(sampai=HARI)
    assert set(kurang(seruni)) == {"kader"}


def test_each_unit_is_judged_by_its_own_rows(seruni):
    lain = make_posyandu(KLEGO)
    lengkapi(lain)
    hasil = periksa([seruni, type(lain).objects.get(pk=lain.pk)], HARI)
    assert (hasil[seruni.pk].ada, hasil[lain.pk].ada) == (0, len(PERTAMA.syarat))


def test_four_queries_for_three_units_and_for_thirty():
    units = [make_posyandu(KLEGO) for _ in range(30)]
    for unit in units[:4]:
        make_kader(unit)
    biaya = []
    for n in (3, 30):
        with CaptureQueriesContext(connection) as catatan:
            assert len(periksa(units[:n], HARI)) == n
        biaya.append(len(catatan))
    assert biaya == [4, 4]


def test_every_item_points_to_the_place_that_mends_it():
    for kumpulan in SEMUA_VERSI:
        assert len({s.kode for s in kumpulan.syarat}) == len(kumpulan.syarat)
        assert {s.bagian for s in kumpulan.syarat} - {"surat_wilayah"} <= set(ALAMAT)


class TestSasaran:
    """Asked for from version 2026-3 on: nothing counted holds the file back, gaps and old figures are said."""

    PER = date(2026, 5, 1)

    def _butir(self, unit, hari: date = HARI):
        semua = periksa([unit], hari, versi=KETIGA.versi)[unit.pk].semua
        return next(b for b in semua if b.kode == "sasaran")

    def _isi(self, unit, jumlah: int, per: date = PER, kelompok=tuple(KelompokSasaran)) -> None:
        isi = dict.fromkeys(kelompok, jumlah)
        simpan_sasaran(unit.pk, isi, asal="riil", sumber="pendataan contoh", per_tanggal=per, actor=None)

    def test_nothing_counted_is_missing(self, seruni):
        assert self._butir(seruni).keadaan == "kurang"

    def test_a_file_of_the_version_before_is_not_asked(self, seruni):
        kode = {b.kode for b in periksa([seruni], HARI, versi=KEDUA.versi)[seruni.pk].semua}
        assert "sasaran" not in kode

    def test_a_group_not_counted_is_named_and_holds_nothing_back(self, seruni):
        self._isi(seruni, 5, kelompok=[k for k in KelompokSasaran if k != "lansia"])
        butir = self._butir(seruni)
        assert (butir.keadaan, butir.pesan) == ("peringatan", "Sasaran belum diketahui: lansia")

    def test_zero_is_an_answer(self, seruni):
        self._isi(seruni, 0)
        assert self._butir(seruni).keadaan == "ada"

    def test_figures_are_a_year_old_on_the_day_itself(self, seruni):
        self._isi(seruni, 5)
        assert self._butir(seruni, date(2027, 4, 30)).keadaan == "ada"
        assert self._butir(seruni, date(2027, 5, 1)).keadaan == "peringatan"

    def test_the_newest_figure_of_a_group_counts_and_not_one_of_a_later_day(self, seruni):
        self._isi(seruni, 5)
        self._isi(seruni, 7, date(2026, 5, 20), ["lansia"])
        lansia = str(KelompokSasaran.LANSIA.label)
        assert self._butir(seruni).isi[lansia].startswith("7, riil (didata), pendataan contoh, per 20")
        assert self._butir(seruni, date(2026, 5, 19)).isi[lansia].startswith("5,")
