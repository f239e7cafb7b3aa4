"""SKDN on the page, in files, behind each figure; and what does not show to whoever may not know the children."""

import csv
import random
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from accounts.scope import Scope
from audit.models import Catatan
from posyandu_app.lib.periode import Bulan, lahir_genap, umur_bulan
from spm_services import metrics_tumbuh as m
from spm_services import skdn_anak
from spm_services.actions import IsianKunjungan, catat_kunjungan
from spm_services.models import Keanggotaan, Pertumbuhan, Warga
from spm_services.samar import samarkan
from tests.pembuat import KANDANG_PANJANG, make_kunjungan, make_posyandu, make_rekaman, make_warga

pytestmark = pytest.mark.django_db
HARI = date(2026, 3, 5)
FEB = Bulan(2026, 2)


def timbang(unit, warga, hari, bb, tamu=False):
    kunjungan = make_kunjungan(unit, warga, hari, tamu=tamu)
    catat_kunjungan(kunjungan, IsianKunjungan({"timbang_anak": {"bb": bb}}), actor=None)


def skdn(kode="ID", bulan=FEB, hari=HARI) -> m.Skdn:
    return m.jumlahkan(m.per_unit(Scope.publik(), kode, [bulan], hari).values())


def make_balita(unit, lahir=date(2025, 1, 10), **lain) -> Warga:
    return make_warga(unit, lahir, "L", **lain)


@pytest.fixture
def terisi(seruni):
    """Seven children: N, T (2T), O, B, one weighed as a guest, one who stayed away, one who moved after weighing."""
    anak = [make_balita(seruni, nama=f"Anak {i}", buku_kia=i % 2 == 0) for i in range(4)]
    for kg, hari in (("8.0", date(2025, 12, 12)), ("8.4", date(2026, 1, 12)), ("9.0", date(2026, 2, 12))):
        timbang(seruni, anak[0], hari, kg)
    for kg, hari in (("8.0", date(2025, 12, 12)), ("7.9", date(2026, 1, 12)), ("7.8", date(2026, 2, 12))):
        timbang(seruni, anak[1], hari, kg)
    timbang(seruni, anak[2], date(2025, 12, 12), "8.0")
    timbang(seruni, anak[2], date(2026, 2, 12), "9.0")
    timbang(seruni, anak[3], date(2026, 2, 12), "9.0")
    tamu = make_balita(seruni, nama="Tamu", jenis="tamu")
    timbang(seruni, tamu, date(2026, 2, 12), "9.0", tamu=True)
    make_balita(seruni, nama="Tidak datang")
    pindah = make_balita(seruni, nama="Pindah")
    timbang(seruni, pindah, date(2026, 2, 12), "9.0")
    Keanggotaan.objects.filter(warga=pindah).update(sampai=date(2026, 2, 20), sebab_akhir="pindah")
    return seruni


class TestAngka:
    def test_each_letter_counts_what_it_says(self, terisi):
        x = skdn()
        assert (x.s, x.k, x.belum_ditanya, x.d) == (5, 2, 1, 4)
        assert (x.n, x.t, x.o, x.b) == (1, 1, 1, 1)
        assert (x.dua_t, x.tamu, x.keluar, x.unit) == (1, 1, 1, 1)

    def test_a_guest_is_in_neither_s_nor_d(self, seruni):
        timbang(seruni, make_balita(seruni, jenis="tamu"), date(2026, 2, 12), "9.0", tamu=True)
        x = skdn()
        assert (x.s, x.d, x.tamu) == (0, 0, 1)

    def test_two_weighings_of_a_month_are_one_child(self, seruni):
        anak = make_balita(seruni)
        timbang(seruni, anak, date(2026, 2, 3), "9.0")
        timbang(seruni, anak, date(2026, 2, 20), "9.2")
        assert (skdn().d, skdn().b) == (1, 1)

    def test_who_turned_five_in_the_month_left_s_and_d(self, seruni):
        anak = make_balita(seruni, date(2021, 2, 20))
        timbang(seruni, anak, date(2026, 2, 12), "16.0")
        x = skdn()
        assert (x.s, x.d, x.keluar) == (0, 0, 1)

    def test_the_month_that_runs_is_looked_at_today(self, seruni):
        anak = make_balita(seruni, date(2021, 3, 20))
        timbang(seruni, anak, date(2026, 3, 3), "16.0")
        assert (skdn(bulan=Bulan(2026, 3)).s, skdn(bulan=Bulan(2026, 3)).d) == (1, 1)
        assert skdn(bulan=Bulan(2026, 3), hari=date(2026, 4, 2)).s == 0

    def test_a_month_that_is_over_is_looked_at_on_its_last_day(self, seruni):
        make_balita(seruni, date(2021, 4, 1))  # five years old on the first of April
        assert skdn(bulan=Bulan(2026, 3), hari=date(2026, 4, 2)).s == 1

    def test_the_dead_and_the_merged_are_not_counted(self, seruni):
        make_balita(seruni, wafat=date(2026, 2, 10))
        make_balita(seruni, digabung_ke=make_balita(seruni))
        assert skdn().s == 1

    def test_a_nakes_decision_counts(self, terisi):
        Pertumbuhan.objects.filter(nt="T", tanggal__month=2).update(nt_nakes="N", alasan_nakes="timbangan")
        assert (skdn().n, skdn().t, skdn().d) == (2, 0, 4)

    def test_totals_from_paper_stand_apart_with_their_children(self, terisi, cast):
        lain = make_posyandu(KANDANG_PANJANG)
        make_balita(lain)
        make_rekaman(lain, cast["kelurahan_lain"], tanggal=date(2026, 2, 9), sasaran=40, terlayani=30, naik=20, tidak_naik=5, bgm=1)  # noqa: E501 # fmt: skip
        x = skdn()
        assert (x.s, x.d, x.unit, x.unit_belum) == (5, 4, 1, 0)
        assert x.kertas == m.Kertas(unit=1, terdata=1, s=40, d=30, n=20, t=5, bgm=1)

    def test_a_unit_that_weighed_nobody_is_told_from_one_without_children(self, seruni):
        make_balita(seruni)
        make_posyandu(KANDANG_PANJANG)
        assert (skdn().unit, skdn().unit_belum, skdn().s, skdn().d) == (0, 1, 1, 0)

    def test_both_readings_of_n_over_d_are_named(self, terisi):
        rasio = {r.kode: r.dari(skdn()) for r in m.RASIO}
        assert (rasio["N/D"], rasio["N/D′"], rasio["D/S"], rasio["K/S"]) == ((1, 4), (1, 2), (4, 5), (2, 5))

    def test_an_implausible_value_is_in_no_share(self, seruni):
        anak = make_balita(seruni)
        kunjungan = make_kunjungan(seruni, anak, date(2026, 2, 12))
        isi = {"timbang_anak": {"bb": "9.0"}, "ukur_anak": {"pb_tb": "50.0", "cara_ukur": "berbaring"}}
        catat_kunjungan(kunjungan, IsianKunjungan(isi), actor=None)
        x = skdn()
        assert (x.dinilai["pendek"], x.kena["pendek"], x.dinilai["bb_kurang"]) == (0, 0, 1)

    def test_three_queries_for_any_number_of_units_and_months(self, terisi, django_assert_num_queries):
        for _ in range(5):
            make_balita(make_posyandu(KANDANG_PANJANG))
        with django_assert_num_queries(3):
            m.per_unit(Scope.publik(), "33.75", [FEB.tambah(n) for n in range(-11, 1)], HARI)

    @pytest.mark.parametrize("hari", [date(2026, 2, 28), date(2026, 2, 27), date(2024, 2, 29), date(2026, 3, 31)])
    def test_the_latest_birth_of_a_five_year_old(self, hari):
        batas = lahir_genap(hari, 60)
        assert umur_bulan(batas, hari) >= 60
        besok = date.fromordinal(batas.toordinal() + 1)
        assert umur_bulan(besok, hari) < 60


class TestDaftar:
    def test_every_list_is_as_long_as_its_figure(self, terisi, cast):
        x = skdn(terisi.kode)
        panjang = {p.kode: skdn_anak.baris(cast["nakes"], terisi.kode, FEB, HARI, p).count() for p in skdn_anak.PILIHAN}
        angka = {
            n: getattr(x, n) for n in ("s", "k", "d", "n", "t", "o", "b", "bgm", "dua_t", "oranye", "tamu", "keluar")
        }
        assert {n: panjang[n] for n in angka} == angka
        assert {p.kode: panjang[p.kode] for p in m.PREVALENSI} == dict(x.kena)
        assert panjang["belum"] == x.s - x.d
        assert panjang["k"] + panjang["tanpa-kia"] + panjang["tanya-kia"] == x.s
        assert panjang["tanya-kia"] == x.belum_ditanya

    def test_children_of_a_unit_with_totals_only_are_in_no_list(self, seruni, cast):
        make_balita(seruni)
        make_rekaman(seruni, cast["kader"], tanggal=date(2026, 2, 9))
        semua = skdn_anak.MENURUT_KODE["s"]
        assert skdn_anak.baris(cast["nakes"], seruni.kode, FEB, HARI, semua).count() == skdn(seruni.kode).s == 0

    def test_a_kader_comes_from_a_figure_to_the_child(self, terisi, cast, masuk):
        client = masuk(cast["kader"])
        teks = client.get(reverse("spm_services:skdn") + "?bulan=2026-02").content.decode()
        assert "pilih=t" in teks
        daftar = client.get(reverse("spm_services:skdn-anak") + "?bulan=2026-02&pilih=t").content.decode()
        assert "Anak 1" in daftar
        assert "Anak 0" not in daftar
        assert "dua kali tidak naik" in daftar

    def test_an_unknown_list_is_not_found(self, cast, masuk):
        assert masuk(cast["kader"]).get(reverse("spm_services:skdn-anak") + "?pilih=x").status_code == 404


class TestHalaman:
    def buka(self, client, tanya="?bulan=2026-02"):
        return client.get(reverse("spm_services:skdn") + tanya).content.decode()

    def test_whoever_may_not_know_the_children_sees_no_small_number(self, terisi, cast, masuk):
        teks = self.buka(masuk(cast["tim_pembina"]))
        assert "pilih=t" not in teks
        assert "&lt;5 dari 5" in teks  # K/S: two of five
        assert "disembunyikan supaya angka kecil" in teks
        assert "disembunyikan supaya angka kecil" not in self.buka(masuk(cast["kader"]))

    def test_missing_is_a_dash_and_zero_is_zero(self, seruni, cast, masuk):
        make_balita(seruni)
        teks = self.buka(masuk(cast["operator_desa"]))
        assert "belum menimbang" in teks
        assert teks.count('<td class="k"><span>–</span></td>') >= 10

    def test_coverage_stands_beside_every_share(self, terisi, cast, masuk):
        teks = self.buka(masuk(cast["kader"]))
        assert "Cakupan D/S" in teks
        assert teks.count('data-label="Cakupan D/S">80 %') == len(m.PREVALENSI)

    def test_a_kader_reads_plain_words(self, terisi, cast, masuk):
        teks = self.buka(masuk(cast["kader"]))
        assert "Pendek untuk umurnya" in teks
        assert "Gizi buruk" not in teks
        assert "gizi buruk" in self.buka(masuk(cast["nakes"]))

    def test_a_province_is_not_counted_from_the_rows(self, cast, masuk):
        assert "Pilih kabupaten atau kota" in self.buka(masuk(cast["nasional"]), "?wilayah=33")

    @pytest.mark.parametrize("bulan", ["2026-13", "x", "1990-01", "2999-01"])
    def test_a_month_that_cannot_be_is_the_newest(self, bulan, cast, masuk):
        assert masuk(cast["kader"]).get(reverse("spm_services:skdn") + f"?bulan={bulan}").status_code == 200


class TestBerkas:
    def ambil(self, client, **isi):
        isi = {"bulan": "2026-02", "bentuk": "csv", "apa": "bulan", **isi}
        return client.post(reverse("spm_services:skdn-berkas"), isi)

    def test_the_file_has_the_figures_of_the_page(self, terisi, cast, masuk):
        jawaban = self.ambil(masuk(cast["kader"]))
        baris = list(csv.reader(b"".join(jawaban.streaming_content).decode("utf-8-sig").splitlines()))
        kepala, feb = baris[0], next(b for b in baris if b[0] == "Februari 2026")
        isi = dict(zip(kepala, feb, strict=True))
        assert [isi[k] for k in kepala[1:8]] == ["5", "2", "4", "1", "1", "1", "1"]
        assert isi["D/S"] == "80 %"
        assert Catatan.objects.filter(aksi="ekspor", pelaku=cast["kader"]).count() == 1

    def test_what_is_hidden_on_the_page_is_hidden_in_the_file(self, terisi, cast, masuk):
        jawaban = self.ambil(masuk(cast["tim_pembina"]), apa="bawah", wilayah=terisi.wilayah_id)
        isi = b"".join(jawaban.streaming_content).decode()
        seruni = next(b for b in isi.splitlines() if "Seruni" in b)
        assert seruni.split(",")[1:8] == ["5", "<5", "<5", "<5", "<5", "<5", "<5"]

    def test_units_as_a_spreadsheet(self, terisi, cast, masuk):
        jawaban = self.ambil(masuk(cast["operator_desa"]), apa="bawah", bentuk="xlsx")
        assert jawaban.status_code == 200
        assert "skdn-" in jawaban["Content-Disposition"]

    @pytest.mark.parametrize("isi", [{"bentuk": "pdf"}, {"apa": "x"}, {"wilayah": "33"}])
    def test_anything_else_is_not_found(self, isi, cast, masuk):
        assert self.ambil(masuk(cast["nasional"]), **{"wilayah": "33.75", **isi}).status_code == 404


class TestSamar:
    def test_one_to_four_do_not_show_and_zero_does(self):
        s = samarkan([{"a": 0, "b": 4, "c": 5}])
        assert (s.kata(0, "a"), s.kata(0, "b"), s.kata(0, "c")) == ("", "<5", "")

    def test_a_single_small_part_takes_another_with_it(self):
        s = samarkan([{"d": 30, "n": 20, "t": 7, "o": 3, "b": 0}], jumlah_baris=(("d", "n", "t", "o", "b"),))
        assert s.tutup == {(0, "o"): "<5", (0, "t"): "∗"}

    def test_a_row_cannot_be_worked_out_from_the_sum_below_it(self):
        s = samarkan([{"n": 3}, {"n": 9}, {"n": 12}, {"n": 24}], berjumlah=True)
        assert s.tutup == {(0, "n"): "<5", (1, "n"): "∗"}

    def test_where_nothing_else_is_left_the_sum_goes(self):
        s = samarkan([{"n": 3}, {"n": 0}, {"n": 3}], berjumlah=True)
        assert s.tutup == {(0, "n"): "<5", (2, "n"): "<5"}

    def test_no_hidden_cell_follows_from_those_that_show(self):
        acak = random.Random(5)  # noqa: S311
        for _ in range(200):
            rows = []
            for _ in range(acak.randrange(1, 6)):
                bagian = {k: acak.choice([0, 0, 2, 3, 6, 20]) for k in "ntob"}
                rows.append({"d": sum(bagian.values()), **bagian})
            rows.append({k: sum(r[k] for r in rows) for k in "dntob"})
            s = samarkan(rows, jumlah_baris=(tuple("dntob"),), berjumlah=True)
            for i in range(len(rows)):
                assert sum(bool(s.kata(i, k)) for k in "dntob") != 1
            for k in "dntob":
                assert sum(bool(s.kata(i, k)) for i in range(len(rows))) != 1


def test_figures_add_up_over_units():
    satu = m.Skdn(s=3, d=2, n=1, t=1, kena={"pendek": 1}, dinilai={"pendek": 2}, kertas=m.Kertas(unit=1, s=4))
    dua = m.jumlahkan([satu, satu])
    assert (dua.s, dua.kena["pendek"], dua.kertas.s) == (6, 2, 8)
    assert replace(dua, s=0).s == 0
