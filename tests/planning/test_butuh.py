"""The formula part by part against hand counts; unknown is not zero; which price holds where; what counts as funded."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.scope import Grant, Scope
from planning import metrics_butuh
from planning.actions.butuh import tambah_harga
from planning.butuh import Harga, HargaSatuan, Masukan, kebutuhan
from planning.komponen import BELANJA_LAIN, BUTUH_ALAT, KOMPONEN, NAMA, SARPRAS, TETAPAN, TIM
from planning.metrics_harga import DaftarHarga
from planning.models import KegiatanRencana, RencanaKerja, StandarHarga
from planning.rab_templat import SEMUA as TEMPLAT
from posyandu_app.lib.bidang import SEMUA
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import tambah_bulan
from posyandu_app.lib.waktu import hari_ini
from registry.models import Bangunan, Kader, Pengurus, Perlengkapan, Posyandu
from registry.perlengkapan import BARANG
from spm_services.actions import IsianKunjungan, catat_kunjungan
from spm_services.models import KeadaanWarga
from tests.pembuat import (
    ANJIR,
    KLEGO,
    make_baris,
    make_dokumen,
    make_kader,
    make_kunjungan,
    make_posyandu,
    make_rekaman,
    make_tarif,
    make_warga,
)
from tests.planning.pembuat import alokasikan_sebagian
from wilayah.models import Wilayah

TAHUN = hari_ini().year
BERORANG = ("insentif_kader", "pmt_penyuluhan", "pmt_balita", "pmt_bumil", "pelatihan")


def harga(**isi: int) -> Harga:
    return Harga({k.replace("alat_", "alat:", 1): (HargaSatuan(Decimal(n)),) for k, n in isi.items()})


def nilai(m: Masukan, h: Harga, komponen: str) -> Decimal | None:
    return kebutuhan(m, h).komponen(komponen)


def test_templates_and_suggestions_speak_of_the_parts_of_the_one_list():
    tim = {k for k, _ in TIM}
    assert {t.kode for t in TEMPLAT.values() if t.tim} == tim
    assert {t.kode for t in TEMPLAT.values() if not t.tim} <= set(KOMPONEN) - {"kegiatan"}
    assert set(NAMA) == set(KOMPONEN) | tim | {k for k, _ in BELANJA_LAIN}


class TestRumus:
    @pytest.mark.parametrize(
        ("komponen", "masukan", "isi_harga", "hasil"),
        [
            ("insentif_kader", Masukan(kader=5), {"insentif_kader": 250_000}, 15_000_000),
            ("insentif_kader", Masukan(kader=5, bulan=8), {"insentif_kader": 250_000}, 10_000_000),
            ("insentif_pengurus", Masukan(pengurus=3), {"insentif_pengurus": 50_000}, 1_800_000),
            ("operasional", Masukan(), {"operasional": 400_000}, 4_800_000),
            ("atk", Masukan(), {"atk": 300_000}, 300_000),
            ("pmt_penyuluhan", Masukan(rerata_hadir=Decimal("37.33")), {"pmt_penyuluhan": 16_500}, 7_391_340),
            ("pmt_balita", Masukan(gizi_kurang=3), {"pmt_balita": 16_500}, 2_772_000),
            ("pmt_bumil", Masukan(bumil_kek=2), {"pmt_bumil": 21_500}, 5_160_000),
            ("pelatihan", Masukan(belum_terlatih=3), {"pelatihan": 350_000}, 1_050_000),
            ("seragam", Masukan(kader=5), {"seragam": 250_001}, 625_003),  # 625,002.5 half up
            ("sarpras", Masukan(bangunan="menumpang"), {"gedung": 50_000_000}, 50_000_000),
            ("sarpras", Masukan(bangunan="sewa"), {"sewa_gedung": 1_200_000}, 1_200_000),
            ("sarpras", Masukan(bangunan="milik_desa"), {}, 0),
            ("kegiatan", Masukan(kegiatan={"sosial": Decimal(600_000), "": Decimal(50_000)}), {}, 650_000),
            ("kegiatan", Masukan(kegiatan={}), {}, 0),
        ],
    )
    def test_each_part_by_hand(self, komponen, masukan, isi_harga, hasil):
        assert nilai(masukan, harga(**isi_harga), komponen) == hasil

    def test_kit_is_what_is_needed_less_what_is_good(self):
        ada = {**BUTUH_ALAT, "pita_lila": 0, "tensimeter": 0, "timbangan_bayi": 4}
        h = harga(alat_pita_lila=15_000, alat_tensimeter=550_000)
        assert nilai(Masukan(alat=ada), h, "alat") == 2 * 15_000 + 550_000

    def test_several_payers_add_up_and_a_yearly_tariff_is_paid_once(self):
        bulan, tahun, kali = (
            HargaSatuan(Decimal(n), satuan=s) for n, s in ((100, "bulan"), (600, "tahun"), (7, "kegiatan"))
        )
        h = Harga({"insentif_kader": (bulan, tahun, kali)})
        assert nilai(Masukan(kader=2), h, "insentif_kader") == 2 * (1200 + 600 + 84)
        assert nilai(Masukan(kader=2, bulan=6), Harga({"insentif_kader": (tahun,)}), "insentif_kader") == 600

    @pytest.mark.parametrize("komponen", BERORANG)
    def test_an_unknown_quantity_is_not_zero(self, komponen):
        semua = harga(
            **dict.fromkeys(("insentif_kader", "pmt_penyuluhan", "pmt_balita", "pmt_bumil", "pelatihan"), 1000)
        )
        rincian = kebutuhan(Masukan(), semua)
        assert rincian.komponen(komponen) is None
        assert [b.kurang for b in rincian.kurang if b.komponen == komponen] != [""]
        nol = Masukan(kader=0, rerata_hadir=Decimal(0), gizi_kurang=0, bumil_kek=0, belum_terlatih=0)
        assert nilai(nol, Harga(), komponen) == 0  # known to be none: no price is asked for

    def test_a_price_that_is_missing_is_named(self):
        b = next(b for b in kebutuhan(Masukan(gizi_kurang=2), Harga()).kurang if b.komponen == "pmt_balita")
        assert "Harga “PMT pemulihan balita” belum dicatat" in b.kurang

    def test_pengurus_count_only_where_a_region_pays_them(self):
        assert "insentif_pengurus" not in [b.komponen for b in kebutuhan(Masukan(pengurus=3), Harga()).baris]

    def test_the_sum_is_that_of_the_known_lines(self):
        rincian = kebutuhan(Masukan(kader=5), harga(insentif_kader=250_000, atk=300_000))
        assert rincian.jumlah == 15_300_000 == sum(b.jumlah for b in rincian.baris if b.jumlah is not None)
        assert {b.komponen for b in rincian.kurang} >= {"operasional", "pmt_penyuluhan", "alat", "sarpras", "kegiatan"}

    def test_the_reckoning_is_written_out(self):
        baris = kebutuhan(Masukan(kader=5), harga(insentif_kader=250_000, seragam=250_000)).baris
        rumus = {b.komponen: b.rumus for b in baris}
        assert rumus["insentif_kader"] == "5 kader × Rp250.000 per bulan × 12 bulan"
        assert rumus["seragam"] == "5 kader × Rp250.000 harga ÷ 2 tahun umur pakai"

    def test_the_tables_fit_each_other(self):
        assert set(BUTUH_ALAT) <= set(BARANG)
        assert set(SARPRAS) == set(Bangunan.values)
        assert all(t.sumber and t.yakin in ("tinggi", "sedang", "rendah") for t in TETAPAN.values())
        assert all(len(k) <= 24 for k in KOMPONEN)


def catat(kode: str, tahun: int, nilai_: int, komponen: str = "atk", pembayar: str = "") -> StandarHarga:
    isi = {"tahun": tahun, "komponen": komponen, "harga": Decimal(nilai_), "dasar": "SSH", "pembayar": pembayar}
    return tambah_harga(Wilayah.objects.get(pk=kode), isi, actor=None)


def satuan(kode: str, tahun: int, komponen: str = "atk") -> list[int]:
    return [int(h.nilai) for h in DaftarHarga.baca(kode, tahun).untuk(kode).untuk(komponen)]


@pytest.mark.django_db
class TestHarga:
    def test_the_nearest_area_then_the_newest_year_up_to_the_asked_one(self):
        assert satuan(KLEGO, 2026) == []
        catat("33", 2026, 100)
        catat("33.75", 2024, 200)
        catat("33.75", 2025, 250)
        catat("33.75", 2027, 999)
        assert satuan(KLEGO, 2026) == [250]
        assert satuan(KLEGO, 2024) == [200]
        assert satuan(KLEGO, 2023) == []
        assert satuan("33", 2026) == [100]
        catat(KLEGO, 2025, 300)
        assert satuan(KLEGO, 2026) == [300]
        assert satuan(f"{KLEGO}.p0001", 2026) == [300]
        assert satuan(ANJIR, 2026) == []

    def test_a_newer_row_of_the_same_year_takes_over_and_the_old_one_stays(self):
        catat("33.75", 2026, 100)
        catat("33.75", 2026, 120)
        assert satuan(KLEGO, 2026) == [120]
        assert StandarHarga.objects.count() == 2

    def test_each_payer_pays_its_own(self):
        catat("33.75", 2026, 400_000, "operasional", "apbd_kabupaten")
        catat("33", 2026, 50_000, "operasional", "apbd_provinsi")
        catat("33.75", 2025, 1, "operasional", "apbd_provinsi")  # nearer, so it holds
        assert sorted(satuan(KLEGO, 2026, "operasional")) == [1, 400_000]

    def test_a_payer_where_it_belongs_and_nowhere_else(self):
        with pytest.raises(Ditolak) as galat:
            catat("33.75", 2026, 1, "operasional")
        assert galat.value.kolom == "pembayar"
        with pytest.raises(Ditolak):
            catat("33.75", 2026, 1, "atk", "apbdes")

    def test_the_incentive_comes_from_the_tariffs_of_governments(self):
        make_tarif("33.75")
        make_tarif("33.75", "lainnya", nama="Zakat", jumlah=Decimal(50_000))
        make_tarif("33", "apbd_provinsi", jumlah=Decimal(30_000))
        assert sorted(satuan(KLEGO, 2026, "insentif_kader")) == [30_000, 250_000]
        assert sorted(satuan(KLEGO, 2028, "insentif_kader")) == [30_000, 250_000]  # the newest known
        assert satuan(KLEGO, 2025, "insentif_kader") == []

    def test_two_queries_for_any_number_of_areas(self, django_assert_num_queries):
        make_tarif("33.75")
        for kode in ("33", "33.75", KLEGO):
            catat(kode, 2026, 100)
        with django_assert_num_queries(2):
            daftar = DaftarHarga.baca("ID", 2026)
            assert len(daftar.untuk_banyak([KLEGO, ANJIR])) == 2


def satu(unit: Posyandu, tahun: int = TAHUN) -> Masukan:
    rows = metrics_butuh.masukan(Scope.publik(), unit.kode, tahun)
    assert [u for u, _ in rows] == [unit]
    return rows[0][1]


@pytest.mark.django_db
class TestMasukan:
    def test_nothing_entered_is_unknown_everywhere(self, seruni):
        m = satu(seruni)
        kosong = (m.kader, m.pengurus, m.rerata_hadir, m.gizi_kurang, m.bumil_kek, m.belum_terlatih, m.alat, m.kegiatan)
        assert kosong == (None,) * 8

    def test_a_roster_that_ended_is_zero_not_unknown(self, seruni):
        kader = make_kader(seruni)
        assert (satu(seruni).kader, satu(seruni).belum_terlatih) == (1, 1)
        Kader.objects.filter(pk=kader.pk).update(sampai=date(2026, 1, 2))
        assert (satu(seruni).kader, satu(seruni).belum_terlatih) == (0, 0)
        assert satu(seruni).pengurus is None
        Pengurus.objects.create(posyandu=seruni, orang=kader.orang, jabatan="ketua", mulai=date(2026, 1, 1))
        assert satu(seruni).pengurus == 1

    def test_attendance_by_open_day_of_twelve_months(self, seruni):
        hari = hari_ini(seruni.kode)
        for mundur, banyak in ((0, 2), (1, 3), (13, 9)):
            for _ in range(banyak):
                make_kunjungan(seruni, make_warga(seruni), tambah_bulan(hari, -mundur))
        make_kunjungan(seruni, make_warga(seruni), hari, cara="rumah")
        make_kunjungan(seruni, make_warga(seruni), hari, batal=True)
        assert satu(seruni).rerata_hadir == Decimal("2.50")

    def test_paper_totals_stand_in_where_nobody_is_entered_by_name(self, seruni, cast):
        make_rekaman(seruni, cast["kader"])
        m = satu(seruni)
        assert m.rerata_hadir == Decimal("30.00")
        assert "kertas" in m.catatan["pmt_penyuluhan"]

    def test_children_by_their_last_measuring(self, seruni):
        hari = hari_ini(seruni.kode)
        for bb in ("9.0", "7.3"):  # 12-month girls of 76 cm: fine, gizi kurang
            anak = make_warga(seruni, tambah_bulan(hari, -12))
            isi = IsianKunjungan({"timbang_anak": {"bb": bb}, "ukur_anak": {"pb_tb": "76", "cara_ukur": "terlentang"}})
            catat_kunjungan(make_kunjungan(seruni, anak, hari), isi, actor=None)
        assert satu(seruni).gizi_kurang == 1
        lain = make_warga(seruni, tambah_bulan(hari, -12), jenis="tamu")
        isi = IsianKunjungan({"timbang_anak": {"bb": "7.3"}, "ukur_anak": {"pb_tb": "76", "cara_ukur": "terlentang"}})
        catat_kunjungan(make_kunjungan(seruni, lain, hari, tamu=True), isi, actor=None)
        assert satu(seruni).gizi_kurang == 1

    def test_pregnant_women_by_their_last_lila(self, seruni):
        hari = hari_ini(seruni.kode)
        ibu = [make_warga(seruni, date(1998, 1, 1)) for _ in range(3)]
        assert satu(seruni).bumil_kek == 0  # members known, none pregnant
        for w in ibu:
            KeadaanWarga.objects.create(warga=w, posyandu=seruni, jenis="hamil", mulai=hari - timedelta(days=90))
        assert satu(seruni).bumil_kek is None  # pregnant, none measured
        for w, lila in zip(ibu, ("22.0", "27.0"), strict=False):
            isi = {"ukur_ibu_hamil": {"bb": "50", "lila": lila, "sistole": 110, "diastole": 70, "bb_kurva": True}}
            catat_kunjungan(make_kunjungan(seruni, w, hari), IsianKunjungan(isi), actor=None)
        m = satu(seruni)
        assert m.bumil_kek == 1
        assert m.catatan["pmt_bumil"] == "1 ibu hamil belum diukur LILA-nya"

    def test_kit_building_and_plan(self, seruni):
        Perlengkapan.objects.create(posyandu=seruni, barang="tensimeter", baik=1, rusak_berat=2)
        Posyandu.objects.filter(pk=seruni.pk).update(bangunan="sewa")
        rencana = RencanaKerja.objects.create(posyandu=seruni, tahun=TAHUN)
        assert satu(seruni).kegiatan == {}
        isi = {"rencana": rencana, "volume": Decimal(1), "satuan": "kali"}
        for bidang, komponen, biaya in (("sosial", "", 10), ("sosial", "kegiatan", 5), ("kesehatan", "pmt_balita", 99)):
            KegiatanRencana.objects.create(bidang=bidang, komponen=komponen, biaya=Decimal(biaya), uraian="x", **isi)
        m = satu(seruni)
        assert (m.alat, m.bangunan, m.kegiatan) == ({"tensimeter": 1}, "sewa", {"sosial": Decimal(15)})
        assert satu(seruni, TAHUN + 1).kegiatan is None

    def test_a_plan_made_of_suggestions_counts_no_part_of_the_formula_twice(self, seruni):
        rencana = RencanaKerja.objects.create(posyandu=seruni, tahun=TAHUN)
        for isi in (*({"komponen": t.kode} for t in TEMPLAT.values() if not t.tim), {"komponen": ""}):
            KegiatanRencana.objects.create(rencana=rencana, uraian="x", volume=1, satuan="kali", biaya=7, **isi)
        assert satu(seruni).kegiatan == {"": Decimal(7)}

    def test_closed_units_and_those_of_other_areas_are_left_out(self, seruni):
        lain = make_posyandu(ANJIR)
        Posyandu.objects.filter(pk=make_posyandu(KLEGO).pk).update(status="tutup")
        semua = {u.pk for u, _ in metrics_butuh.masukan(Scope.publik(), "ID", TAHUN)}
        assert semua == {seruni.pk, lain.pk}
        kota = Scope((Grant("33.75"),))
        assert {u.pk for u, _ in metrics_butuh.masukan(kota, "ID", TAHUN)} == {seruni.pk}

    def test_ten_queries_for_three_units_and_for_thirty(self, seruni, django_assert_num_queries):
        make_tarif("33.75")
        for banyak in (2, 27):
            for _ in range(banyak):
                make_kader(make_posyandu(KLEGO))
            with django_assert_num_queries(10):
                rows = metrics_butuh.per_unit(Scope.publik(), "33.75", TAHUN)
            assert len(rows) == Posyandu.objects.count()


@pytest.mark.django_db
class TestDibiayai:
    def test_allocations_in_force_by_part_and_field_of_that_year(self, seruni, cast):
        rekaman = make_rekaman(seruni, cast["kader"])
        baris = make_baris(make_dokumen("apbd", "33.75"))
        a = alokasikan_sebagian(rekaman, baris, "100000")
        b = alokasikan_sebagian(rekaman, baris, "30000.50")
        type(a).objects.filter(pk=b.pk).update(komponen="pmt_penyuluhan")
        dicabut = alokasikan_sebagian(rekaman, baris, "7")
        type(a).objects.filter(pk=dicabut.pk).update(status="dicabut")
        assert metrics_butuh.dibiayai("33.75", TAHUN) == {
            seruni.pk: {("lain", "kesehatan"): Decimal(100_000), ("pmt_penyuluhan", "kesehatan"): Decimal("30000.50")}
        }
        assert metrics_butuh.dibiayai("33.75", TAHUN - 1) == {}
        k = metrics_butuh.per_unit(Scope.publik(), seruni.kode, TAHUN)[0]
        assert k.jumlah_dibiayai == Decimal("130000.50")
        assert k.selisih == k.rincian.jumlah - Decimal("130000.50")

    def test_sums_by_part_field_and_area_agree(self, seruni, cast):
        make_tarif("33.75")
        catat("33.75", TAHUN, 300_000)
        for kode in (KLEGO, KLEGO, "33.75.03.1003"):
            make_kader(make_posyandu(kode))
        alokasikan_sebagian(make_rekaman(seruni, cast["kader"]), make_baris(make_dokumen("apbd", "33.75")), "1000")
        rows = metrics_butuh.per_unit(Scope.publik(), "33.75", TAHUN)
        total = metrics_butuh.jumlah(rows)
        assert total.kebutuhan == 3 * 3_000_000 + 4 * 300_000 + 0
        assert (total.dibiayai, total.unit, total.tak_tahu) == (1000, 4, 4)
        for bagian in (
            metrics_butuh.menurut(rows, 0),
            metrics_butuh.menurut(rows, 1),
            metrics_butuh.per_wilayah(rows, 8),
            metrics_butuh.per_wilayah(rows, 19),
        ):
            assert sum(b.kebutuhan for b in bagian.values()) == total.kebutuhan
            assert sum(b.dibiayai for b in bagian.values()) == total.dibiayai
            assert sum(b.selisih for b in bagian.values()) == total.selisih

    def test_more_than_needed_is_below_zero(self):
        j = metrics_butuh.Jumlah(Decimal(5), Decimal(8), 1)
        assert j.selisih == -3
        assert replace(j, dibiayai=Decimal(5)).selisih == 0
        assert [replace(j, tak_tahu=n).kabur for n in (0, 1)] == [False, True]

    def test_without_a_plan_no_field_is_called_funded(self, seruni):
        rows = metrics_butuh.per_unit(Scope.publik(), seruni.kode, TAHUN)
        assert {b: j.tak_tahu for b, j in metrics_butuh.menurut(rows, 1).items()} == dict.fromkeys((*SEMUA, ""), 1)
        RencanaKerja.objects.create(posyandu=seruni, tahun=TAHUN)
        rows = metrics_butuh.per_unit(Scope.publik(), seruni.kode, TAHUN)
        assert "sosial" not in metrics_butuh.menurut(rows, 1)
