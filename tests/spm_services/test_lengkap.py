"""Completeness: recorded, zero, missing, not applicable, closed; five states, each told by sign and word."""

import csv
import io
from datetime import date, timedelta

import pytest

from accounts.scope import Grant, Scope
from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import Bulan
from registry.actions import keadaan
from registry.actions._keadaan import Dasar
from spm_services import actions
from spm_services.metrics_lengkap import KATA, Keadaan, belum_lengkap, kisi, lengkap
from spm_services.models import BidangTakJalan, NolBidang
from tests.pembuat import ANJIR, KLEGO, make_posyandu, make_rekaman
from tests.rumah.bagian.lengkap import lalu
from tests.rumah.halaman import baris_tabel, isi, teks

pytestmark = pytest.mark.django_db


@pytest.fixture
def bulan(seruni) -> Bulan:
    return lalu(seruni)


def dasar(hari: date) -> Dasar:
    return Dasar(hari, "contoh")


def tutup_unit(unit, hari: date) -> None:
    keadaan.tutup(unit.pk, dasar(hari), actor=None)


def sel(unit, bulan: Bulan, bidang: str = "kesehatan"):
    unit.refresh_from_db()
    return kisi([unit], [bulan], lalu(unit).tambah(1))[unit.pk, bulan.angka, bidang]


class TestKeadaan:
    def test_without_anything_a_field_is_missing(self, seruni, bulan):
        assert sel(seruni, bulan).keadaan == Keadaan.BELUM

    def test_a_record_is_recorded_with_its_number(self, seruni, bulan, cast):
        for _ in range(3):
            make_rekaman(seruni, cast["kader"], tanggal=bulan.mulai)
        assert (sel(seruni, bulan).keadaan, sel(seruni, bulan).jumlah) == (Keadaan.TERCATAT, 3)
        assert sel(seruni, bulan, "sosial").keadaan == Keadaan.BELUM
        assert sel(seruni, bulan.tambah(-1)).keadaan == Keadaan.BELUM

    def test_a_cancelled_record_leaves_the_field_missing(self, seruni, bulan, cast):
        rekaman = make_rekaman(seruni, cast["kader"], tanggal=bulan.mulai)
        actions.batalkan(rekaman, alasan="x", actor=cast["kader"])
        assert sel(seruni, bulan).keadaan == Keadaan.BELUM

    def test_zero_said_is_zero_and_taken_back_it_is_missing(self, seruni, bulan, cast):
        actions.nyatakan_nol(seruni, bulan, "kesehatan", actor=cast["kader"])
        assert sel(seruni, bulan).keadaan == Keadaan.NOL
        actions.cabut_nol(seruni, bulan, "kesehatan", actor=cast["kader"])
        assert sel(seruni, bulan).keadaan == Keadaan.BELUM

    def test_a_record_wins_over_a_zero_said_before(self, seruni, bulan, cast):
        actions.nyatakan_nol(seruni, bulan, "kesehatan", actor=cast["kader"])
        make_rekaman(seruni, cast["kader"], tanggal=bulan.mulai)
        assert sel(seruni, bulan).keadaan == Keadaan.TERCATAT

    def test_before_the_unit_existed_nothing_is_asked(self, seruni, bulan):
        type(seruni).objects.filter(pk=seruni.pk).update(berdiri=bulan.mulai)
        assert sel(seruni, bulan).keadaan == Keadaan.BELUM
        assert sel(seruni, bulan.tambah(-1)).kata == "tidak berlaku: posyandu belum berdiri"

    def test_a_unit_closed_all_month_is_closed_and_one_day_in_use_is_asked(self, seruni, bulan):
        tutup_unit(seruni, bulan.mulai + timedelta(days=2))
        assert sel(seruni, bulan).keadaan == Keadaan.BELUM
        assert sel(seruni, bulan.tambah(1)).keadaan == Keadaan.TUTUP

    def test_a_month_to_come_is_nothing_yet(self, seruni, bulan):
        assert sel(seruni, bulan.tambah(2)).keadaan == Keadaan.NANTI

    def test_a_field_not_run_is_not_asked_from_that_month_until_it_is_run_again(self, seruni, bulan, cast):
        actions.hentikan_bidang(seruni, "sosial", bulan.tambah(-2), "tidak ada kader", actor=cast["pengurus"])
        assert sel(seruni, bulan.tambah(-3), "sosial").keadaan == Keadaan.BELUM
        assert sel(seruni, bulan.tambah(-2), "sosial").kata == "tidak berlaku: bidang tidak dijalankan"
        actions.jalankan_bidang(seruni, "sosial", bulan, actor=cast["pengurus"])
        assert sel(seruni, bulan.tambah(-1), "sosial").keadaan == Keadaan.TIDAK
        assert sel(seruni, bulan, "sosial").keadaan == Keadaan.BELUM

    def test_each_state_has_its_own_sign_and_its_own_word(self):
        nampak = [KATA[k] for k in Keadaan if k != Keadaan.NANTI]
        assert len({n[0] for n in nampak}) == len({n[1] for n in nampak}) == len({n[2] for n in nampak}) == 5


class TestNyatakanNol:
    def test_said_twice_is_one(self, seruni, bulan, cast):
        for _ in range(2):
            actions.nyatakan_nol(seruni, bulan, "sosial", actor=cast["kader"])
        assert NolBidang.objects.count() == 1

    @pytest.mark.parametrize(("geser", "kata"), [(2, "bulan belum tiba")])
    def test_not_for_a_month_to_come(self, seruni, bulan, cast, geser, kata):
        with pytest.raises(Ditolak, match=kata):
            actions.nyatakan_nol(seruni, bulan.tambah(geser), "sosial", actor=cast["kader"])

    def test_not_where_there_is_a_record(self, seruni, bulan, cast):
        make_rekaman(seruni, cast["kader"], tanggal=bulan.mulai)
        with pytest.raises(Ditolak, match="Sudah ada 1 catatan"):
            actions.nyatakan_nol(seruni, bulan, "kesehatan", actor=cast["kader"])

    def test_the_kader_says_it_on_the_months_page(self, masuk, cast, seruni, bulan):
        client = masuk(cast["kader"])
        alamat = f"/layanan/bulan/{seruni.kode}/{bulan}/"
        assert "Memang tidak ada kegiatan" in teks(client.get(alamat))
        jawaban = client.post(f"{alamat}nol/sosial/", follow=True)
        assert "nol dinyatakan" in teks(jawaban)
        client.post(f"{alamat}nol/sosial/cabut/")
        assert not NolBidang.objects.filter(dicabut=None).exists()
        assert NolBidang.objects.count() == 1

    def test_an_unknown_field_is_not_found(self, masuk, cast, seruni, bulan):
        assert masuk(cast["kader"]).post(f"/layanan/bulan/{seruni.kode}/{bulan}/nol/ada/").status_code == 404


class TestBidangTakJalan:
    def test_through_its_page_with_a_reason(self, masuk, cast, seruni, bulan):
        client = masuk(cast["pengurus"])
        alamat = f"/layanan/kelengkapan/{seruni.kode}/sosial/hentikan/"
        assert client.post(alamat, {"sejak": str(bulan), "alasan": ""}).status_code == 422
        client.post(alamat, {"sejak": str(bulan), "alasan": "Belum ada kader"})
        assert BidangTakJalan.objects.get().mulai == bulan.angka
        assert "Belum ada kader" in teks(client.get(f"/layanan/kelengkapan/{seruni.kode}/"))
        client.post(f"/layanan/kelengkapan/{seruni.kode}/sosial/jalankan/", {"sejak": str(bulan.tambah(1))})
        assert BidangTakJalan.objects.get().sampai == bulan.tambah(1).angka

    def test_not_stopped_twice_nor_started_before_it_stopped(self, seruni, bulan, cast):
        actions.hentikan_bidang(seruni, "sosial", bulan, "x", actor=cast["pengurus"])
        with pytest.raises(Ditolak, match="sudah dinyatakan"):
            actions.hentikan_bidang(seruni, "sosial", bulan, "x", actor=cast["pengurus"])
        with pytest.raises(Ditolak, match="baru berhenti"):
            actions.jalankan_bidang(seruni, "sosial", bulan.tambah(-1), actor=cast["pengurus"])

    def test_a_bad_month_is_said_at_its_field(self, masuk, cast, seruni):
        alamat = f"/layanan/kelengkapan/{seruni.kode}/sosial/hentikan/"
        for buruk in ("", "2026-13", "kemarin"):
            assert masuk(cast["pengurus"]).post(alamat, {"sejak": buruk, "alasan": "x"}).status_code == 422


@pytest.fixture
def ramai(seruni, bulan, cast):
    """Units in every state, two of them in another kabupaten."""
    kedua, ketiga, keempat = (make_posyandu(KLEGO) for _ in range(3))
    jauh = make_posyandu(ANJIR)
    make_rekaman(seruni, cast["kader"], tanggal=bulan.mulai)
    make_rekaman(seruni, cast["kader"], "pantau_bansos", tanggal=bulan.mulai, terlayani=2)
    for unit in (kedua, jauh):
        actions.nyatakan_nol(unit, bulan, "kesehatan", actor=None)
    actions.nyatakan_nol(kedua, bulan, "sosial", actor=None)
    actions.hentikan_bidang(kedua, "sosial", bulan, "x", actor=None)  # said zero, then not run: not asked
    actions.hentikan_bidang(ketiga, "kesehatan", bulan, "x", actor=None)
    type(seruni).objects.filter(pk=keempat.pk).update(berdiri=bulan.sampai)
    tutup = make_posyandu(KLEGO)
    tutup_unit(tutup, bulan.mulai)
    lagi = make_posyandu(KLEGO)
    tutup_unit(lagi, bulan.mulai)
    keadaan.buka_kembali(lagi.pk, dasar(bulan.mulai + timedelta(days=20)), pulihkan=False, actor=None)
    make_rekaman(lagi, cast["operator_desa"], tanggal=bulan.sampai - timedelta(days=1))
    return [seruni, kedua, ketiga, keempat, tutup, lagi, jauh]


class TestAngka:
    @pytest.mark.parametrize("kode", ["ID", "33", "33.75", KLEGO, f"{KLEGO}.p0001", "62.03"])
    def test_the_figures_of_an_area_are_the_sum_of_its_cells(self, ramai, bulan, kode):
        for b in (bulan.tambah(-1), bulan, bulan.tambah(1)):
            angka = lengkap(Scope((Grant("ID"),)), kode, b)
            units = list(type(ramai[0]).objects.for_scope(Scope((Grant("ID"),))).di_wilayah(kode))
            semua = kisi(units, [b], bulan.tambah(1))
            for k in SEMUA:
                sel_k = [semua[u.pk, b.angka, k] for u in units]
                hitung = {s: sum(x.keadaan == s for x in sel_k) for s in Keadaan}
                assert (angka[k].tercatat, angka[k].nol, angka[k].belum) == (
                    hitung[Keadaan.TERCATAT],
                    hitung[Keadaan.NOL],
                    hitung[Keadaan.BELUM],
                ), (kode, str(b), k)

    def test_units_with_something_missing_are_those_with_a_missing_cell(self, ramai, bulan):
        units = type(ramai[0]).objects.all()
        semua = kisi(list(units), [bulan], bulan.tambah(1))
        harap = {u.pk for u in units if any(semua[u.pk, bulan.angka, k].belum for k in SEMUA)}
        assert {u.pk for u in belum_lengkap(units, bulan)} == harap
        assert len(harap) == 5

    def test_an_area_out_of_the_scope_is_refused(self, ramai, bulan):
        with pytest.raises(ValueError, match="di luar lingkup"):
            lengkap(Scope((Grant("33.75"),)), "62.03", bulan)


class TestHalaman:
    def test_the_matrix_says_each_state_in_words(self, masuk, cast, ramai, bulan):
        halaman = masuk(cast["operator_desa"]).get(f"/layanan/kelengkapan/?bulan={bulan}")
        for kata in ("1 catatan", "nol dinyatakan", "belum", "bidang tidak dijalankan", "posyandu tutup"):
            assert f'<span class="sr">{kata}' in isi(halaman) or kata in teks(halaman), kata
        assert "posyandu belum berdiri" in isi(halaman)

    def test_only_those_with_something_missing(self, masuk, cast, ramai, bulan):
        from posyandu_app.lib.bidang import SEMUA as ENAM

        for k in set(ENAM) - {"kesehatan", "sosial"}:
            actions.nyatakan_nol(ramai[0], bulan, k, actor=None)
        halaman = masuk(cast["operator_desa"]).get(f"/layanan/kelengkapan/?bulan={bulan}&tampil=belum")
        nama = [b[0] for b in baris_tabel(halaman, 1)]
        assert not any("Seruni" in n for n in nama)
        assert len(nama) == 3

    def test_a_missing_cell_leads_to_where_it_is_filled(self, masuk, cast, seruni, bulan):
        halaman = isi(masuk(cast["operator_desa"]).get(f"/layanan/kelengkapan/?bulan={bulan}"))
        assert f"/layanan/bulan/{seruni.kode}/{bulan}/#kesehatan" in halaman
        bulanan = isi(masuk(cast["kader"]).get(f"/layanan/bulan/{seruni.kode}/{bulan}/"))
        assert f"/lapangan/kesehatan/?unit={seruni.kode}" in bulanan

    def test_an_opd_sees_its_field_only(self, masuk, cast, seruni, bulan):
        client = masuk(cast["opd"])
        for alamat in ("/layanan/kelengkapan/", f"/layanan/kelengkapan/{seruni.kode}/"):
            kata = teks(client.get(alamat))
            assert NAMA["sosial"] in kata
            assert NAMA["pendidikan"] not in kata

    def test_above_a_kabupaten_stand_figures_and_no_units(self, masuk, cast, seruni):
        halaman = teks(masuk(cast["nasional"]).get("/layanan/kelengkapan/"))
        assert "Pilih kabupaten atau kota" in halaman
        assert "Seruni" not in halaman

    @pytest.mark.parametrize("tahun", ["", "1999", "2999", "abcd", "²⁰²⁶"])
    def test_a_units_year_stays_within_what_there_is(self, masuk, cast, seruni, tahun):
        assert masuk(cast["kader"]).get(f"/layanan/kelengkapan/{seruni.kode}/?tahun={tahun}").status_code == 200

    def test_a_malformed_month_is_not_found(self, masuk, cast, seruni):
        assert masuk(cast["kader"]).get(f"/layanan/bulan/{seruni.kode}/2026-13/").status_code == 404

    def test_the_file_has_a_word_and_a_number_for_each_field(self, masuk, cast, ramai, bulan):
        jawaban = masuk(cast["operator_desa"]).post(f"/layanan/kelengkapan/unduh/csv/?bulan={bulan}")
        baris = list(csv.DictReader(io.StringIO(b"".join(jawaban.streaming_content).decode("utf-8-sig"))))
        menurut = {b["Kode"]: b for b in baris}
        seruni, kedua, ketiga = (menurut[u.kode] for u in ramai[:3])
        k = NAMA["kesehatan"]
        assert (seruni[k], seruni[f"{k}: catatan"]) == ("tercatat", "1")
        assert (kedua[k], kedua[f"{k}: catatan"]) == ("nol dinyatakan", "0")
        assert (ketiga[k], ketiga[f"{k}: catatan"]) == ("tidak berlaku", "")
        assert (kedua[NAMA["pendidikan"]], kedua[f"{NAMA['pendidikan']}: catatan"]) == ("belum", "")
        assert len(baris) == 6

    def test_the_file_as_xlsx(self, masuk, cast, seruni):
        jawaban = masuk(cast["operator_desa"]).post("/layanan/kelengkapan/unduh/xlsx/")
        assert b"".join(jawaban.streaming_content)[:2] == b"PK"

    def test_the_first_page_tells_the_backlog_and_closing_ends_it(self, masuk, cast, seruni, bulan):
        client = masuk(cast["pengurus"])
        assert f"Kelengkapan {bulan.nama}" in teks(client.get("/"))
        actions.tutup_bulan(seruni, bulan, versi=0, walau_belum=True, actor=cast["pengurus"])
        assert f"Kelengkapan {bulan.nama}" not in teks(client.get("/"))

    def test_the_first_page_of_the_village_counts_its_units(self, masuk, cast, seruni, bulan):
        make_posyandu(KLEGO)
        halaman = masuk(cast["operator_desa"]).get("/")
        assert f"Posyandu yang belum menutup {bulan.nama} 2 masih ada belumnya 2" in teks(halaman)


def test_a_unit_without_dated_states_goes_by_its_status(seruni, bulan):
    from registry.models import KeadaanUnit

    KeadaanUnit.objects.all().delete()
    assert sel(seruni, bulan).keadaan == Keadaan.BELUM
    type(seruni).objects.filter(pk=seruni.pk).update(status="tutup")
    assert sel(seruni, bulan).keadaan == Keadaan.TUTUP
    assert lengkap(Scope((Grant("33.75"),)), KLEGO, bulan)["sosial"].penyebut == 0


def test_founded_on_the_last_day_of_a_month_it_is_asked_for_it(seruni):
    type(seruni).objects.filter(pk=seruni.pk).update(berdiri=date(2026, 1, 31))
    assert sel(seruni, Bulan(2026, 1)).keadaan == Keadaan.BELUM
    assert sel(seruni, Bulan(2025, 12)).keadaan == Keadaan.TIDAK
