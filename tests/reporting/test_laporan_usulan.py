"""Reports of proposals: the list and the recap say the same money, by hand; what a village raises, with its level."""

from decimal import Decimal

import pytest

from planning.models import BarisLokasi, BarisSumberDana, UsulanBaris
from posyandu_app.lib.waktu import hari_ini
from tests.pembuat import ANJIR, KLEGO, make_baris, make_dokumen, make_posyandu
from tests.planning.usulan import JUTA, majukan, make_usulan, putus
from tests.reporting.berkas import baris, pilih
from tests.rumah.halaman import teks

pytestmark = pytest.mark.django_db
TAHUN = hari_ini().year
KEC = "33.75.02"


@pytest.fixture
def lima(seruni, cast):
    """One cut at the kecamatan, one rejected at Bappeda, one handed in, one in the budget; a draft, one of the desa,
    one taken back."""
    susut = majukan(make_usulan(seruni, judul="Susut", rt="001", rw="02", prioritas=1), "kecamatan")
    isi = {"volume": Decimal(8), "nilai": 160 * JUTA, "alasan": "Dua ganda"}
    putus(susut, "teruskan", cast["verifikator_kecamatan"], **isi)
    tolak = majukan(make_usulan(seruni, judul="Tolak", bidang="sosial", prioritas=2), "bappeda")
    putus(tolak, "tolak", cast["perencana"], alasan="Bukan kewenangan")
    majukan(make_usulan(seruni, judul="Baru", prioritas=3), "diajukan")
    majukan(make_usulan(seruni, judul="Anggaran", prioritas=4), "apbd_p")
    make_usulan(seruni, judul="Draf")
    majukan(make_usulan(make_posyandu(ANJIR), jalur="desa", judul="Desa", kode_kegiatan="2.4.01"), "musdes")
    tarik = majukan(make_usulan(seruni, judul="Tarik"), "diajukan")
    putus(tarik, "tarik", cast["operator_desa"], alasan="Tidak jadi")


class TestDaftar:
    def test_by_priority_with_what_the_gates_left(self, lima, cast, masuk):
        rows = baris(masuk(cast["perencana"]), "usulan-musrenbang", tahun=TAHUN)
        kolom = ("Usulan/jenis kegiatan", "Volume", "Anggaran usul", "Volume terakhir", "Anggaran terakhir")
        assert pilih(rows, *kolom) == [
            ("Susut", "10.00", "200000000.00", "8.00", "160000000.00"),
            ("Tolak", "10.00", "200000000.00", "", ""),
            ("Baru", "10.00", "200000000.00", "10.00", "200000000.00"),
            ("Anggaran", "10.00", "200000000.00", "10.00", "200000000.00"),
        ]

    def test_where_it_stands_and_why(self, lima, cast, masuk):
        satu, dua, *_ = baris(masuk(cast["perencana"]), "usulan-musrenbang", tahun=TAHUN)
        assert (satu["RT"], satu["RW"], satu["Desa/kelurahan"], satu["Tahap"]) == (
            "001",
            "02",
            "Klego",
            "Verifikasi Dinas PMD",
        )
        assert satu["Alasan"].endswith("Verifikasi kecamatan: Dua ganda")
        assert (dua["Putusan"], dua["Bidang SPM"]) == ("Ditolak", "Sosial")

    def test_of_one_field(self, lima, cast, masuk):
        rows = baris(masuk(cast["perencana"]), "usulan-musrenbang", tahun=TAHUN, bidang="sosial")
        assert pilih(rows, "Usulan/jenis kegiatan") == [("Tolak",)]

    def test_the_last_row_of_the_page_adds_up(self, lima, cast, masuk):
        halaman = teks(masuk(cast["perencana"]).get(f"/laporan/usulan-musrenbang/?tahun={TAHUN}"))
        assert "Jumlah Rp800.000.000 Rp560.000.000" in halaman

    def test_one_for_the_villages_own_budget_is_not_of_the_region(self, unit_anjir, cast, masuk):
        majukan(make_usulan(unit_anjir, jalur="desa", kode_kegiatan="2.4.01"), "diajukan")
        assert baris(masuk(cast["kabupaten_lain"]), "usulan-musrenbang", tahun=TAHUN) == []

    def test_the_year_that_is_proposed_for_comes_first(self, cast, masuk):
        halaman = teks(masuk(cast["perencana"]).get("/laporan/usulan-musrenbang/"))
        assert f"Daftar usulan Musrenbang {TAHUN + 1}" in halaman


class TestRekap:
    def test_by_kecamatan_those_without_any_too(self, lima, cast, masuk):
        rows = baris(masuk(cast["perencana"]), "rekap-musrenbang", tahun=TAHUN)
        assert [r["Wilayah"] for r in rows] == [
            "Pekalongan Barat",
            "Pekalongan Timur",
            "Pekalongan Utara",
            "Pekalongan Selatan",
        ]
        timur = rows[1]
        assert list(timur.values())[1:] == [
            "4", "2", "0", "1", "1", "0", "0", "1", "0", "0", "1", "0", "0", "800000000.00", "560000000.00",
        ]  # fmt: skip
        assert set(list(rows[0].values())[1:]) == {"0"}

    def test_each_row_is_whole(self, lima, cast, masuk):
        for r in baris(masuk(cast["perencana"]), "rekap-musrenbang", tahun=TAHUN):
            bagian = ("Belum sampai Bappeda", "Bappeda belum", "Bappeda ditolak", "Bappeda diteruskan")
            assert int(r["Usulan masuk"]) == sum(int(r[k]) for k in bagian)

    def test_it_says_the_same_money_as_the_list(self, lima, cast, masuk):
        client = masuk(cast["perencana"])
        rekap = baris(client, "rekap-musrenbang", tahun=TAHUN)
        daftar = baris(client, "usulan-musrenbang", tahun=TAHUN)
        for di_rekap, di_daftar in (("Diusulkan", "Anggaran usul"), ("Masih berjalan", "Anggaran terakhir")):
            semua = sum(Decimal(r[di_daftar] or 0) for r in daftar)
            assert sum(Decimal(r[di_rekap]) for r in rekap) == semua > 0

    def test_of_a_kecamatan_by_kelurahan_of_a_kelurahan_itself(self, lima, cast, masuk):
        client = masuk(cast["perencana"])
        ada = [r for r in baris(client, "rekap-musrenbang", tahun=TAHUN, wilayah=KEC) if r["Usulan masuk"] != "0"]
        assert pilih(ada, "Wilayah", "Usulan masuk") == [("Klego", "4")]
        assert pilih(baris(client, "rekap-musrenbang", tahun=TAHUN, wilayah=KLEGO), "Wilayah", "Usulan masuk") == [
            ("Klego", "4")
        ]

    def test_nothing_handed_in_is_said(self, cast, masuk):
        halaman = teks(masuk(cast["perencana"]).get(f"/laporan/rekap-musrenbang/?tahun={TAHUN}"))
        assert "Belum ada usulan daerah yang diajukan di wilayah ini untuk tahun itu." in halaman


class TestDuRkpdes:
    @pytest.fixture
    def du(self, unit_anjir):
        dokumen = make_dokumen("du_rkpdes", ANJIR, TAHUN)
        satu = make_baris(dokumen, "30000000", sumber_dana="PBK", sasaran="40 balita", kode_kegiatan="2.2.02")
        BarisLokasi.objects.create(baris=satu, wilayah=dokumen.wilayah)
        make_baris(dokumen, "5000000", sumber_dana="PBP", kode_kegiatan="2.2.03")
        campur = make_baris(dokumen, "7000000", sumber_dana="PBK", kode_kegiatan="2.2.04")
        BarisSumberDana.objects.create(baris=campur, sumber="PBP", nilai=1)
        make_baris(dokumen, "1000000", sumber_dana="DDS", kode_kegiatan="2.2.05")
        naik = {"jalur": "desa", "bidang": "kesehatan", "kode_kegiatan": "2.2.06", "rw": "03"}
        return dokumen, majukan(make_usulan(unit_anjir, judul="Dinaikkan", **naik), "du_rkpdes")

    def _baris(self, client):
        return baris(client, "du-rkpdes", tahun=TAHUN, wilayah=ANJIR)

    def test_lines_and_raised_proposals_with_the_level_they_aim_at(self, du, cast, masuk):
        rows = self._baris(masuk(cast["kabupaten_lain"]))
        assert pilih(rows, "Kode kegiatan", "Jumlah", "Tingkat tujuan", "Asal") == [
            ("2.2.02", "30000000.00", "Kabupaten/kota", "Baris dokumen"),
            ("2.2.03", "5000000.00", "Provinsi", "Baris dokumen"),
            ("2.2.04", "7000000.00", "Kabupaten/kota, Provinsi", "Baris dokumen"),
            ("2.2.05", "1000000.00", "belum disebut", "Baris dokumen"),
            ("2.2.06", "200000000.00", "Kabupaten/kota", "Usulan, DU-RKP Desa"),
        ]
        assert (rows[0]["Sasaran/manfaat"], rows[0]["Lokasi"], rows[4]["Lokasi"]) == (
            "40 balita",
            "Anjir Mambulau Timur",
            "RW 03",
        )

    def test_a_raised_proposal_goes_on_being_said(self, du, cast, masuk):
        majukan(du[1], "kecamatan")
        assert self._baris(masuk(cast["kabupaten_lain"]))[-1]["Asal"] == "Usulan, Verifikasi kecamatan"

    def test_one_that_stands_in_a_line_already_is_not_said_twice(self, du, cast, masuk):
        UsulanBaris.objects.create(usulan=du[1], baris=du[0].baris_list.first(), nilai=1)
        assert len(self._baris(masuk(cast["kabupaten_lain"]))) == 4

    def test_one_that_was_never_raised_is_not(self, unit_anjir, cast, masuk):
        majukan(make_usulan(unit_anjir, jalur="desa", kode_kegiatan="2.4.01"), "rkpdes")
        assert self._baris(masuk(cast["kabupaten_lain"])) == []
