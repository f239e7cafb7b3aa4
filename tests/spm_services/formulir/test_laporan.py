"""The report of services by month: each figure is a list of rows, and nothing, zero and not applicable are three."""

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest

from posyandu_app.lib.bidang import Bidang
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import hari_ini
from spm_services import katalog
from spm_services.actions import batalkan
from spm_services.metrics_layanan import berlaku_pada, menghitung, per_layanan
from tests.pembuat import KANDANG_PANJANG, make_posyandu, make_rekaman, make_user
from tests.rumah.halaman import baris_tabel, isi, tautan, teks

pytestmark = pytest.mark.django_db
TAHUN = hari_ini().year
LAPORAN = "/laporan/layanan/"


@pytest.fixture
def pmd(cast, masuk):
    return masuk(cast["dinas_pmd"])


def baris(halaman, kode: str) -> list[str]:
    nama = katalog.SEMUA[kode].nama
    tabel = [b for n in range(6) for b in baris_tabel(halaman, n)]
    return next(b for b in tabel if b[0] == nama)


class TestAngka:
    def test_a_cell_holds_the_records_and_the_times_served(self, pmd, seruni, cast):
        bulan = Bulan.dari(hari_ini()).bulan
        for n in (30, 12):
            make_rekaman(seruni, cast["kader"], sasaran=40, terlayani=n, naik=0, tidak_naik=0)
        assert baris(pmd.get(LAPORAN), "penimbangan_balita")[bulan].split() == ["2", "42"]
        assert baris(pmd.get(LAPORAN), "penimbangan_balita")[-1].split() == ["2", "42"]

    def test_cancelled_records_do_not_count(self, pmd, seruni, cast):
        batalkan(make_rekaman(seruni, cast["kader"]), alasan="x", actor=cast["kader"])
        assert baris(pmd.get(LAPORAN), "penimbangan_balita")[-1] == "–"

    def test_zero_nothing_and_not_applicable_are_three(self, pmd, seruni, cast):
        make_rekaman(seruni, cast["kader"], "biopori", terlayani=0)
        bulan = Bulan.dari(hari_ini()).bulan
        isi = baris(pmd.get(LAPORAN), "biopori")
        assert isi[bulan].split() == ["1", "0"]
        assert all(s == "–" for s in isi[1:bulan])
        assert all(s == "·" for s in isi[bulan + 1 : 13])

    def test_a_service_is_not_applicable_before_it_began_and_after_it_ended(self):
        hari = hari_ini()
        entri = replace(katalog.SEMUA["biopori"], sejak="2025-03", sampai="2025-06")
        assert [berlaku_pada(entri, Bulan(2025, n), hari) for n in (2, 3, 6, 7)] == [False, True, True, False]
        assert not berlaku_pada(replace(entri, sampai=""), Bulan.dari(hari).tambah(1), hari)

    def test_things_and_requests_serve_nobody(self):
        assert menghitung(katalog.SEMUA["timbang_anak"])
        assert menghitung(katalog.SEMUA["penimbangan_balita"])
        assert not menghitung(katalog.SEMUA["permohonan_sosial"])

    def test_each_figure_leads_to_exactly_its_rows(self, pmd, seruni, cast):
        lalu = hari_ini().replace(day=1) - timedelta(days=1)
        make_rekaman(seruni, cast["kader"], tanggal=lalu)
        make_rekaman(seruni, cast["kader"])
        tuju = [t for t in tautan(pmd.get(f"{LAPORAN}?wilayah=33.75")) if "layanan=penimbangan_balita" in t]
        satu = next(t for t in tuju if f"dari={Bulan.dari(lalu)}&sampai={Bulan.dari(lalu)}" in t)
        assert len(baris_tabel(pmd.get(satu))) == 1

    def test_every_service_has_a_row(self, pmd):
        halaman = teks(pmd.get(LAPORAN))
        assert all(e.nama in halaman for e in katalog.SEMUA.values() if katalog.bisa_dicatat(e))

    def test_one_query_whatever_there_is(self, seruni, cast, django_assert_num_queries):
        make_rekaman(seruni, cast["kader"])
        scope = cast["dinas_pmd"].scope_for("lihat_catatan")
        with django_assert_num_queries(1):
            per_layanan(scope, "33.75", TAHUN)


class TestWilayah:
    def test_another_area_counts_its_own(self, pmd, seruni, cast):
        make_rekaman(seruni, cast["kader"])
        lain = make_posyandu(KANDANG_PANJANG)
        assert baris(pmd.get(f"{LAPORAN}?wilayah={lain.kode}"), "penimbangan_balita")[-1] == "–"
        assert baris(pmd.get(f"{LAPORAN}?wilayah={seruni.kode}"), "penimbangan_balita")[-1].split() == ["1", "30"]

    def test_an_opd_sees_its_own_field_only(self, cast, masuk):
        halaman = teks(masuk(cast["opd"]).get(LAPORAN))
        assert katalog.SEMUA["terima_bansos"].nama in halaman
        assert katalog.SEMUA["penimbangan_balita"].nama not in halaman

    def test_a_province_is_asked_for_a_kabupaten_first(self, masuk):
        prov = make_user(peran="tim_pembina", kode="33")
        assert "Pilih satu kabupaten atau kota dulu" in teks(masuk(prov).get(LAPORAN))

    def test_the_address_of_reports_leads_here(self, pmd):
        assert f'href="{LAPORAN}"' in isi(pmd.get("/laporan/"))


class TestBerkas:
    @pytest.mark.parametrize("bentuk", ["csv", "xlsx"])
    def test_it_is_taken_away_as_a_file(self, pmd, bentuk):
        jawab = pmd.get(f"{LAPORAN}?wilayah=33.75&unduh={bentuk}")
        assert f"layanan-33.75-{TAHUN}.{bentuk}" in jawab["Content-Disposition"]

    def test_the_file_tells_the_three_apart(self, pmd, seruni, cast):
        make_rekaman(seruni, cast["kader"], "biopori", terlayani=0)
        isi = b"".join(pmd.get(f"{LAPORAN}?wilayah=33.75&unduh=csv").streaming_content).decode("utf-8-sig")
        semua = [r for r in csv.DictReader(io.StringIO(isi)) if r["Kode layanan"] == "biopori"]
        kini = str(Bulan.dari(hari_ini()))
        assert [(r["Catatan"], r["Dilayani"]) for r in semua if r["Bulan"] == kini] == [("1", "0")]
        assert {(r["Catatan"], r["Dilayani"]) for r in semua if r["Bulan"] < kini} <= {("", "")}
        assert {r["Catatan"] for r in semua if r["Bulan"] > kini} <= {"tidak berlaku"}

    @pytest.mark.parametrize("tanya", ["tahun=abc", "tahun=99999", "tahun=%00", "bidang=x", "unduh=exe", "tahun=-1"])
    def test_nonsense_is_answered_with_the_page(self, pmd, tanya):
        assert pmd.get(f"{LAPORAN}?{tanya}").status_code == 200


class TestSkema:
    def test_the_phone_gets_the_whole_catalogue_with_its_version(self, cast, masuk, seruni):
        isi = masuk(cast["kader"]).get(f"/api/v1/formulir/?unit={seruni.kode}").json()
        assert isi["versi"] == katalog.VERSI_FORMULIR
        assert {e["kode"] for e in isi["layanan"]} == {
            e.kode for e in katalog.SEMUA.values() if katalog.bisa_dicatat(e)
        }
        assert isi["darurat"] == ["129", "112"]
        assert {e["bidang"] for e in isi["layanan"]} == set(Bidang)

    def test_an_unchanged_catalogue_is_not_sent_again(self, cast, masuk, seruni):
        klien = masuk(cast["kader"])
        tanda = klien.get("/api/v1/formulir/")["ETag"]
        assert klien.get("/api/v1/formulir/", headers={"If-None-Match": tanda}).status_code == 304
        assert klien.get("/api/v1/formulir/", headers={"If-None-Match": '"lain"'}).status_code == 200
