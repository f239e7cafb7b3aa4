"""Dashboards, home and the figures as JSON: every number leads to its rows, and there are as many rows as it says."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from posyandu_app.lib.bidang import SEMUA
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services.actions import batalkan
from tests.pembuat import (
    ANJIR,
    KANDANG_PANJANG,
    KLEGO,
    make_baris,
    make_dokumen,
    make_kader,
    make_posyandu,
    make_rekaman,
    make_user,
)
from tests.rumah.dunia import bersandi
from tests.rumah.halaman import NGAWUR, WILAYAH_NGAWUR, baris_tabel, isi, tautan, teks

pytestmark = pytest.mark.django_db
TAHUN = hari_ini().year
SATU_TIAP_BIDANG = {
    "pendidikan": "stimulasi_paud",
    "kesehatan": "periksa_lansia",
    "pekerjaan_umum": "kie_air_sanitasi",
    "perumahan_rakyat": "biopori",
    "trantibumlinmas": "patroli_ronda",
    "sosial": "kie_inklusi",
}


@pytest.fixture
def dinas(cast, masuk):
    return masuk(cast["dinas_pmd"])


@pytest.fixture
def ramai(seruni, cast):
    """Records in two villages, several months and fields, one of them cancelled."""
    lain = make_posyandu(KANDANG_PANJANG, nama="Melati")
    for bulan, banyak in ((1, 2), (2, 3), (5, 1)):
        for _ in range(banyak):
            make_rekaman(seruni, cast["kader"], tanggal=date(TAHUN, bulan, 10))
    for kode in SATU_TIAP_BIDANG.values():
        make_rekaman(seruni, cast["kader"], kode, terlayani=4)
    make_rekaman(lain, cast["kelurahan_lain"], "biopori", terlayani=7)
    batal = make_rekaman(seruni, cast["kader"], tanggal=date(TAHUN, 2, 11))
    batalkan(batal, alasan="Salah", actor=cast["kader"])
    return lain


def angka_bertautan(halaman, awalan):
    """[(figure, address)] of every number on the page that is a link to `awalan`."""
    pola = rf'<a href="({re.escape(awalan)}[^"]*)">([\d.]+)(?: [a-z]+)?</a>'
    return [(int(n.replace(".", "")), a.replace("&amp;", "&")) for a, n in re.findall(pola, isi(halaman))]


class TestAngkaDanBarisnya:
    @pytest.mark.parametrize("kode", ["33.75", KLEGO, KANDANG_PANJANG])
    def test_every_figure_has_as_many_rows_as_it_says(self, dinas, ramai, kode):
        angka = angka_bertautan(dinas.get(f"/dasbor/{kode}/"), "/layanan/")
        assert angka
        assert {a: len(baris_tabel(dinas.get(a))) for _, a in angka} == {a: n for n, a in angka}

    def test_the_same_holds_for_a_unit(self, cast, masuk, seruni, ramai):
        kader = masuk(cast["kader"])
        angka = angka_bertautan(kader.get(f"/dasbor/{seruni.kode}/"), "/layanan/")
        assert angka
        assert {a: len(baris_tabel(kader.get(a))) for _, a in angka} == {a: n for n, a in angka}

    def test_the_same_holds_for_the_nation(self, cast, masuk, unit_anjir, ramai):
        nasional = masuk(cast["nasional"])
        make_rekaman(unit_anjir, make_user(peran="kader", kode=unit_anjir.kode))
        angka = angka_bertautan(nasional.get("/dasbor/ID/"), "/layanan/")
        assert {a: len(baris_tabel(nasional.get(a))) for _, a in angka} == {a: n for n, a in angka}

    def test_links_name_what_the_list_filters_by(self, dinas, ramai):
        for _, alamat in angka_bertautan(dinas.get("/dasbor/33.75/"), "/layanan/"):
            tanya = parse_qs(urlsplit(alamat).query)
            assert set(tanya) == {"wilayah", "dari", "sampai", "bidang"}
            assert tanya["bidang"][0] in SEMUA

    def test_the_total_is_the_sum_of_what_stands_under_it(self, dinas, ramai):
        baris = baris_tabel(dinas.get("/dasbor/33.75/"))[:6]
        for b in baris:
            bulan = [int(n) for n in b[1:13] if n.isdigit()]
            assert sum(bulan) == int(b[13])
        assert sum(int(b[13]) for b in baris) == 13
        assert "13 catatan" in teks(dinas.get("/dasbor/33.75/"))

    def test_a_cancelled_record_is_in_no_figure(self, dinas, ramai):
        kesehatan = baris_tabel(dinas.get("/dasbor/33.75/"))[1]
        assert (kesehatan[1], kesehatan[2], kesehatan[3]) == ("2", "3", "0")

    def test_a_month_to_come_is_a_dot_and_not_a_zero(self, dinas, ramai):
        baris = baris_tabel(dinas.get("/dasbor/33.75/"))[0]
        assert baris[1:13][hari_ini().month :] == ["·"] * (12 - hari_ini().month)

    def test_units_without_a_record_are_as_many_as_the_figure(self, dinas, ramai):
        make_posyandu(KLEGO)
        halaman = dinas.get("/dasbor/33.75/")
        ((belum, alamat),) = angka_bertautan(halaman, "/dasbor/33.75/belum/")
        assert belum == len(baris_tabel(dinas.get(alamat))) == 1

    def test_kader_are_as_many_as_the_figure(self, dinas, seruni, ramai):
        make_kader(seruni)
        make_kader(seruni, "sosial")
        ((kader, alamat),) = angka_bertautan(dinas.get("/dasbor/33.75/"), "/kader/")
        assert kader == len(baris_tabel(dinas.get(alamat))) == 2

    def test_numbered_units_are_as_many_as_the_figure(self, dinas, ramai):
        make_posyandu(KLEGO, nomor_registrasi=f"{KLEGO}.001")
        ((nomor, alamat),) = angka_bertautan(dinas.get("/dasbor/33.75/"), "/registrasi/")
        assert nomor == len(baris_tabel(dinas.get(alamat))) == 1

    def test_active_in_six_fields_are_counted_once(self, dinas, ramai):
        assert "Aktif di enam bidang, " + str(TAHUN) + " 1 dari 2 posyandu · 50 %" in teks(dinas.get("/dasbor/33.75/"))

    def test_the_areas_below_add_up_to_the_area(self, dinas, ramai):
        anak = baris_tabel(dinas.get("/dasbor/33.75/"), 1)
        assert sum(int(b[2]) for b in anak) == 2
        assert sum(int(b[5]) for b in anak) == 13

    def test_lines_of_the_budget_are_counted_from_documents_in_force(self, dinas, ramai):
        make_baris(make_dokumen("apbd", "33.75"), "1500000")
        make_baris(make_dokumen("rkpd", "33.75"), "9000000")
        halaman = teks(dinas.get("/dasbor/33.75/"))
        assert "dari pagu Rp1,5 juta pada 1 baris · 1 baris tanpa kegiatan" in halaman

    def test_last_year_has_its_own_figures(self, dinas, cast, seruni, ramai):
        make_rekaman(seruni, cast["kader"], tanggal=date(TAHUN - 1, 12, 31))
        lalu = dinas.get(f"/dasbor/33.75/?tahun={TAHUN - 1}")
        assert "1 catatan" in teks(lalu)
        angka = angka_bertautan(lalu, "/layanan/")
        assert {a: len(baris_tabel(dinas.get(a))) for _, a in angka} == {a: n for n, a in angka}

    def test_an_opd_sees_its_field_only(self, cast, masuk, ramai):
        opd = masuk(cast["opd"])
        assert [b[0] for b in baris_tabel(opd.get("/dasbor/33.75/"))[:1]] == ["Sosial"]
        assert "1 catatan" in teks(opd.get("/dasbor/33.75/"))

    def test_an_opd_sees_the_records_of_its_field_only_below_as_well(self, cast, masuk, ramai):
        anak = baris_tabel(masuk(cast["opd"]).get("/dasbor/33.75/"), 1)
        assert sum(int(b[5]) for b in anak) == 1

    def test_figures_are_no_links_for_those_who_may_not_read_records(self, cast, masuk, ramai):
        halaman = masuk(cast["uptd_ppa"]).get("/dasbor/33.75/")
        assert [t for t in tautan(halaman) if t.startswith("/layanan/?")] == []


class TestDasbor:
    @pytest.mark.parametrize("tanya", NGAWUR, ids=lambda t: t[:40])
    def test_a_mangled_query_is_answered_with_a_page(self, dinas, ramai, tanya):
        for alamat in ("/dasbor/33.75/", "/dasbor/33.75/belum/"):
            assert dinas.get(f"{alamat}?{tanya}").status_code == 200

    @pytest.mark.parametrize("kode", WILAYAH_NGAWUR, ids=lambda k: k[:20])
    def test_an_area_nobody_holds_is_not_found(self, cast, masuk, kode):
        nasional = masuk(cast["nasional"])
        assert nasional.get(f"/dasbor/{kode}/").status_code == 404
        assert nasional.get(f"/dasbor/{kode}/belum/").status_code == 404

    @pytest.mark.parametrize("kode", ["ID", "33", "62.03", ANJIR])
    def test_an_area_outside_the_duty_is_not_found(self, dinas, kode):
        assert dinas.get(f"/dasbor/{kode}/").status_code == 404

    def test_of_a_year_before_the_beginning_shows_this_year(self, dinas, ramai):
        assert f"Januari–Desember {TAHUN}" in teks(dinas.get("/dasbor/33.75/?tahun=1999"))

    def test_the_first_one_is_of_the_widest_area(self, cast, masuk):
        assert masuk(cast["nasional"]).get("/dasbor/").url == "/dasbor/ID/"
        assert masuk(cast["verifikator_kecamatan"]).get("/dasbor/").url == f"/dasbor/{KLEGO[:8]}/"

    def test_an_area_without_units_says_so_without_dividing_by_nothing(self, cast, masuk):
        assert "dari 0 posyandu · –" in teks(masuk(cast["kabupaten_lain"]).get("/dasbor/62.03/"))


class TestBeranda:
    def test_a_field_without_a_record_this_month_waits_for_the_kader(self, cast, masuk, seruni):
        make_rekaman(seruni, cast["kader"], "biopori", terlayani=2)
        halaman = teks(masuk(cast["kader"]).get("/"))
        assert "Bidang kesehatan belum ada catatan" in halaman
        assert "Bidang perumahan rakyat belum ada catatan" not in halaman

    def test_what_waits_leads_to_where_it_is_done(self, cast, masuk, seruni):
        operator = masuk(cast["operator_desa"])
        tuju = [t for t in tautan(operator.get("/")) if t.startswith(("/dasbor/3", "/registrasi/?", "/posyandu/?"))]
        assert tuju
        assert {t: operator.get(t).status_code for t in tuju} == dict.fromkeys(tuju, 200)

    def test_an_account_without_an_assignment_is_told_what_to_do(self, cast, masuk):
        halaman = teks(masuk(cast["tanpa_tugas"]).get("/"))
        assert "belum punya penugasan" in halaman
        assert "Minta admin wilayah" in halaman

    def test_the_menu_leads_only_where_one_may_go(self, cast, masuk):
        for siapa, user in cast.items():
            client = masuk(user)
            menu = re.search(r'<nav class="menu".*?</nav>', isi(client.get("/")), re.S)
            for alamat in re.findall(r'href="([^"]+)"', menu.group(0)):
                assert client.get(alamat, follow=True).status_code == 200, (siapa, alamat)

    @pytest.mark.parametrize("siapa", ["kader", "pengurus", "operator_desa", "dinas_pmd", "perencana", "opd"])
    def test_no_link_of_the_first_pages_is_dead(self, siapa, cast, masuk, ramai):
        bersandi(cast)
        client = masuk(cast[siapa])
        awal = ["/", *(t for t in tautan(client.get("/")) if t.startswith("/"))]
        semua = {t for a in awal for t in tautan(client.get(a, follow=True)) if t.startswith("/")}
        assert {t: s for t in sorted(semua) if (s := client.get(t, follow=True).status_code) != 200} == {}


class TestApi:
    def rekap(self, client, **tanya):
        return client.get("/api/v1/rekap/", tanya)

    def test_has_the_shape_that_others_rely_on(self, dinas, ramai):
        isi = self.rekap(dinas, kode="33.75", dari=f"{TAHUN}-01", sampai=f"{TAHUN}-03").json()
        assert set(isi) == {"kode", "dari", "sampai", "per", "angka"}
        assert (isi["kode"], isi["dari"], isi["sampai"]) == ("33.75", f"{TAHUN}-01", f"{TAHUN}-03")
        kunci = {"indikator", "bidang", "bulan", "jumlah", "pembilang", "penyebut", "belum_lapor"}
        assert all(set(a) == kunci for a in isi["angka"])
        assert {a["bulan"] for a in isi["angka"]} == {None, f"{TAHUN}-01", f"{TAHUN}-02", f"{TAHUN}-03"}
        assert {a["bidang"] for a in isi["angka"]} == {None, *SEMUA}

    def test_both_months_are_included(self, dinas, ramai):
        isi = self.rekap(dinas, kode="33.75", dari=f"{TAHUN}-01", sampai=f"{TAHUN}-02").json()["angka"]
        kesehatan = {a["bulan"]: a["jumlah"] for a in isi if (a["indikator"], a["bidang"]) == ("catatan", "kesehatan")}
        assert kesehatan == {f"{TAHUN}-01": 2, f"{TAHUN}-02": 3}

    def test_the_figures_are_those_of_the_dashboard(self, dinas, ramai):
        angka = self.rekap(dinas, kode="33.75", dari=f"{TAHUN}-01", sampai=str(Bulan.dari(hari_ini()))).json()["angka"]
        baris = baris_tabel(dinas.get("/dasbor/33.75/"))[:6]
        for bidang, b in zip(SEMUA, baris, strict=True):
            catatan = [a["jumlah"] for a in angka if (a["indikator"], a["bidang"]) == ("catatan", bidang)]
            terlayani = [a["jumlah"] for a in angka if (a["indikator"], a["bidang"]) == ("terlayani", bidang)]
            assert [str(n) for n in catatan] == b[1 : 1 + hari_ini().month]
            assert str(sum(terlayani)) == b[14]

    def test_two_halves_of_a_ratio_are_given(self, dinas, ramai):
        isi = self.rekap(dinas, kode="33.75").json()["angka"]
        mencatat = [a for a in isi if a["indikator"] == "mencatat"][-1]
        assert (mencatat["pembilang"], mencatat["penyebut"], mencatat["belum_lapor"]) == (2, 2, 0)

    @pytest.mark.parametrize(
        "tanya",
        [
            {"dari": "abc"},
            {"dari": f"{TAHUN}-13"},
            {"dari": f"{TAHUN}-1"},
            {"dari": "2026/01"},
            {"dari": "\x00"},
            {"dari": f"{TAHUN}-03", "sampai": f"{TAHUN}-01"},
            {"dari": "1990-01", "sampai": f"{TAHUN}-01"},
            {"dari": "2999-12", "sampai": "2999-12"},
            {"dari": ""},
        ],
        ids=str,
    )
    def test_months_that_cannot_be_read_are_400_with_a_sentence(self, dinas, tanya):
        jawaban = self.rekap(dinas, kode="33.75", **tanya)
        assert jawaban.status_code == 400
        assert "YYYY-MM" in jawaban.json()["galat"]

    @pytest.mark.parametrize("kode", ["33", "62.03", "ID", *WILAYAH_NGAWUR], ids=lambda k: k[:20])
    def test_an_area_outside_the_duty_is_not_found(self, dinas, kode):
        assert dinas.get(f"/api/v1/rekap/?kode={kode}").status_code == 404

    def test_an_opd_gets_its_field_only(self, cast, masuk, ramai):
        isi = self.rekap(masuk(cast["opd"]), kode="33.75").json()["angka"]
        assert {a["bidang"] for a in isi} == {None, "sosial"}

    def test_takes_no_form(self, dinas):
        assert dinas.post("/api/v1/rekap/").status_code == 405

    def test_a_unit_has_its_own_figures(self, cast, masuk, seruni, ramai):
        isi = self.rekap(masuk(cast["kader"]), dari=f"{TAHUN}-01", sampai=f"{TAHUN}-01").json()
        assert isi["kode"] == seruni.kode
        catatan = [a["jumlah"] for a in isi["angka"] if (a["indikator"], a["bidang"]) == ("catatan", "kesehatan")]
        assert catatan == [2]


class TestKesehatanLayanan:
    def test_the_process_answers_without_signing_in(self, client):
        assert client.get("/healthz").content == b"ok\n"

    def test_ready_says_what_lacks(self, client, monkeypatch):
        assert client.get("/readyz").json() == {"siap": True, "kurang": []}
        Posyandu.objects.all().delete()
        monkeypatch.setattr("posyandu_app.views.Wilayah.objects.exists", lambda: False)
        jawaban = client.get("/readyz")
        assert (jawaban.status_code, jawaban.json()["kurang"]) == (503, ["tabel wilayah kosong"])

    def test_gauges_are_for_this_machine_or_the_holder_of_the_token(self, client, monkeypatch, ramai):
        assert 'posyandu_stok{indikator="unit"} 2' in client.get("/metrics").content.decode()
        assert client.get("/metrics", REMOTE_ADDR="10.0.0.9").status_code == 403
        assert client.get("/metrics", headers={"x-forwarded-for": "10.0.0.9"}).status_code == 403
        monkeypatch.setenv("METRICS_TOKEN", "rahasia")
        jauh = {"REMOTE_ADDR": "10.0.0.9"}
        assert client.get("/metrics", headers={"authorization": "Bearer rahasia"}, **jauh).status_code == 200
        assert client.get("/metrics", headers={"authorization": "Bearer salah"}, **jauh).status_code == 403
        assert client.get("/metrics", headers={"authorization": "Bearer é"}, **jauh).status_code == 403


def test_a_second_row_shows_pages_that_need_no_duty(cast, masuk):
    isi = masuk(cast["operator_desa"]).get("/pekerjaan/").content.decode()
    baris = isi.partition('class="submenu"')[2].partition("</nav>")[0]
    assert "Pekerjaan saya" in baris
    assert "Impor" in baris
