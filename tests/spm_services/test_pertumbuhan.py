"""Measures become growth: stored with the visit, computed again when an earlier weighing changes, judged by rules."""

from datetime import date
from decimal import Decimal

import pytest

from posyandu_app.lib.galat import Ditolak
from registry.actions import tetapkan_aturan
from registry.aturan import MENURUT_NAMA
from spm_services.actions import (
    IsianKunjungan,
    batal_gabung_warga,
    batalkan,
    catat_kunjungan,
    gabung_warga,
    koreksi,
    ubah_warga,
)
from spm_services.hitung_kunjungan import hitung_banyak
from spm_services.hitung_pertumbuhan import KELAS
from spm_services.katalog import aturan_tumbuh
from spm_services.models import Ambang, HasilAturan, KeadaanWarga, Keanggotaan, Pertumbuhan, Rekaman
from spm_services.tumbuh import kelas, naik
from tests.pembuat import make_kunjungan, make_warga

pytestmark = pytest.mark.django_db
LAHIR = date(2025, 1, 10)


@pytest.fixture
def anak(seruni):
    return make_warga(seruni, LAHIR, "L", nama="Anak contoh")


def timbang(unit, anak, hari, bb="", actor=None, tamu=False, **ukur):
    isi = {"timbang_anak": {"bb": bb}} if bb else {}
    if ukur:
        isi["ukur_anak"] = ukur
    kunjungan = make_kunjungan(unit, anak, hari, tamu=tamu)
    catat_kunjungan(kunjungan, IsianKunjungan(isi), actor=actor)
    return kunjungan


def nt() -> str:
    return "".join(Pertumbuhan.objects.order_by("tanggal").values_list("nt", flat=True))


def bulanan(unit, anak, *bb, mulai=(2025, 9)):
    """One weighing a month on the 12th."""
    tahun, bulan = mulai
    hasil = []
    for i, kg in enumerate(bb):
        b = bulan - 1 + i
        hasil.append(timbang(unit, anak, date(tahun + b // 12, b % 12 + 1, 12), kg))
    return hasil


class TestTersimpan:
    def test_a_visit_stores_measures_z_scores_and_classes(self, seruni, anak, cast):
        hari = date(2026, 1, 10)
        timbang(seruni, anak, hari, "9.6", cast["kader"], pb_tb="75.7", cara_ukur="berbaring", lk="46.1", lila="14.5")
        p = Pertumbuhan.objects.get()
        assert (p.umur_hari, p.tanggal, p.tamu, p.nt) == (365, hari, False, "B")
        assert (p.bb, p.pb_tb, p.lk, p.lila) == (Decimal("9.6"), Decimal("75.7"), Decimal("46.1"), Decimal("14.5"))
        assert abs(p.z_bb_u) < Decimal("0.1")
        assert abs(p.z_pb_u) < Decimal("0.1")
        assert (p.kelas_bb_u, p.kelas_pb_u, p.kelas_bb_pb, p.kelas_lk_u) == (
            "bb_normal", "pb_normal", "gizi_baik", "lk_normal",
        )  # fmt: skip
        assert (p.versi_standar, p.versi_naik) == ("who-2006", "kia-2023")

    def test_age_is_at_the_day_of_measuring(self, seruni, anak):
        timbang(seruni, anak, date(2025, 3, 10), "5.4")
        assert Pertumbuhan.objects.get().umur_hari == 59

    def test_what_was_not_measured_stays_empty(self, seruni, anak):
        timbang(seruni, anak, date(2026, 1, 10), pb_tb="75.7", cara_ukur="berbaring")
        p = Pertumbuhan.objects.get()
        assert (p.bb, p.nt, p.z_bb_u, p.kelas_bb_u) == (None, "", None, "")
        assert p.z_pb_u is not None

    def test_two_steps_of_a_visit_meet_in_one_row(self, seruni, anak):
        kunjungan = timbang(seruni, anak, date(2026, 1, 10), "9.6")
        assert Pertumbuhan.objects.get().z_bb_pb is None
        isi = {"ukur_anak": {"pb_tb": "75.7", "cara_ukur": "berbaring"}}
        catat_kunjungan(kunjungan, IsianKunjungan(isi), actor=None)
        assert Pertumbuhan.objects.get().z_bb_pb is not None

    def test_from_sixty_months_a_child_is_weighed_without_z_score(self, seruni):
        besar = make_warga(seruni, date(2021, 1, 5), "P")
        timbang(seruni, besar, date(2026, 1, 10), "16", pb_tb="105", cara_ukur="berdiri")
        p = Pertumbuhan.objects.get()
        assert (p.bb, p.nt, p.z_bb_u, p.z_pb_u, p.kelas_bb_u, p.bgm) == (Decimal(16), "B", None, None, "", False)

    def test_a_guest_is_computed_and_marked(self, seruni):
        tamu = make_warga(seruni, LAHIR, jenis="tamu")
        timbang(seruni, tamu, date(2026, 1, 10), "9.6", tamu=True)
        assert Pertumbuhan.objects.get().tamu

    def test_an_adult_has_no_growth(self, seruni):
        ibu = make_warga(seruni, date(1960, 1, 1))
        isi = {"ukur_lansia": {"bb": "52.0", "pb_tb": "150.0"}}
        catat_kunjungan(make_kunjungan(seruni, ibu, date(2026, 1, 10)), IsianKunjungan(isi), actor=None)
        assert not Pertumbuhan.objects.exists()

    def test_swollen_feet_give_no_z_score_of_weight(self, seruni, anak):
        timbang(seruni, anak, date(2026, 1, 10), "9.6", pb_tb="75.7", cara_ukur="berbaring", edema=True)
        p = Pertumbuhan.objects.get()
        assert (p.edema, p.z_bb_u, p.z_bb_pb, p.bendera) == (True, None, None, "edema")


class TestSeri:
    def test_the_first_is_b_a_gain_n_a_loss_t_and_a_gap_o(self, seruni, anak):
        bulanan(seruni, anak, "8.0", "8.5", "8.4")
        timbang(seruni, anak, date(2026, 1, 12), "9.2")
        assert nt() == "BNTO"

    def test_an_earlier_weighing_added_late_changes_what_follows(self, seruni, anak):
        timbang(seruni, anak, date(2025, 9, 12), "8.0")
        timbang(seruni, anak, date(2025, 11, 12), "8.6")
        assert nt() == "BO"
        timbang(seruni, anak, date(2025, 10, 12), "8.9")
        assert nt() == "BNT"

    def test_a_corrected_weighing_changes_what_follows(self, seruni, anak, cast):
        bulanan(seruni, anak, "8.0", "9.9", "8.9")
        assert nt() == "BNT"
        r = Rekaman.objects.get(isian={"bb": "9.9"})
        koreksi(r, tanggal=r.tanggal, isian={"bb": "8.5"}, versi=1, actor=cast["kader"])
        assert nt() == "BNN"

    def test_a_correction_at_the_visit_changes_what_follows(self, seruni, anak):
        k = bulanan(seruni, anak, "8.0", "9.9", "8.9")[1]
        catat_kunjungan(k, IsianKunjungan({"timbang_anak": {"bb": "8.5"}}, {"timbang_anak": 1}), actor=None)
        assert nt() == "BNN"

    def test_a_cancelled_weighing_is_no_weighing(self, seruni, anak, cast):
        bulanan(seruni, anak, "8.0", "8.5", "8.9")
        batalkan(Rekaman.objects.get(isian={"bb": "8.5"}), alasan="salah anak", actor=cast["kader"])
        assert nt() == "BO"
        assert Pertumbuhan.objects.count() == 2

    def test_the_last_weighing_of_a_month_stands_for_it(self, seruni, anak):
        timbang(seruni, anak, date(2025, 9, 12), "8.0")
        timbang(seruni, anak, date(2025, 10, 3), "7.9")
        timbang(seruni, anak, date(2025, 10, 20), "8.5")
        timbang(seruni, anak, date(2025, 11, 12), "8.3")
        assert nt() == "BTNT"
        assert not Pertumbuhan.objects.filter(dua_t=True).exists()

    def test_another_unit_has_its_own_series(self, seruni, unit_anjir, anak):
        timbang(seruni, anak, date(2025, 9, 12), "8.0")
        Keanggotaan.objects.create(warga=anak, posyandu=unit_anjir, jenis="tamu", mulai=LAHIR)
        timbang(unit_anjir, anak, date(2025, 10, 12), "8.5", tamu=True)
        assert nt() == "BB"

    def test_the_day_of_a_visits_record_is_the_visits(self, seruni, anak, cast):
        timbang(seruni, anak, date(2025, 9, 12), "8.0")
        r = Rekaman.objects.get()
        with pytest.raises(Ditolak, match="mengikuti kunjungan 12/09/2025"):
            koreksi(r, tanggal=date(2025, 9, 13), isian=r.isian, versi=1, actor=cast["kader"])


class TestVersi:
    def test_the_region_sets_the_rule_and_old_rows_keep_theirs(self, seruni):
        anak = make_warga(seruni, LAHIR, "P")
        bulanan(seruni, anak, "7.6", "7.75", mulai=(2026, 1))
        assert nt() == "BN"  # follows its line
        tetapkan_aturan(seruni.wilayah, "versi_naik", "kbm", dasar="SK contoh", versi=0, actor=None)
        lain = make_warga(seruni, LAHIR, "P")
        bulanan(seruni, lain, "7.6", "7.75", mulai=(2026, 1))
        rows = Pertumbuhan.objects.filter(warga=lain).order_by("tanggal")
        assert [(p.nt, p.versi_naik) for p in rows] == [("B", "kbm"), ("T", "kbm")]
        timbang(seruni, anak, date(2026, 3, 12), "7.9")
        rows = Pertumbuhan.objects.filter(warga=anak).order_by("tanggal")
        assert [(p.nt, p.versi_naik) for p in rows] == [("B", "kia-2023"), ("N", "kia-2023"), ("T", "kbm")]

    def test_the_tolerance_of_the_line_is_a_threshold_of_the_region(self, seruni):
        setelan = {"wilayah": seruni.wilayah, "mulai": date(2025, 1, 1), "sumber": "SK contoh", "alasan": "contoh"}
        Ambang.objects.create(nama="garis_toleransi", nilai_ambang=Decimal("0.50"), **setelan)
        anak = make_warga(seruni, LAHIR, "P")
        bulanan(seruni, anak, "7.6", "7.65", mulai=(2026, 1))
        assert nt() == "BN"


class TestAturan:
    def kode(self, kunjungan) -> set[str]:
        return set(HasilAturan.objects.filter(rekaman__kunjungan=kunjungan).values_list("kode", flat=True))

    def test_t_leads_to_a_referral_and_the_second_to_another(self, seruni, anak):
        rows = bulanan(seruni, anak, "8.0", "7.9", "7.9")
        assert self.kode(rows[0]) == set()
        assert self.kode(rows[1]) == {"anak_tidak_naik"}
        assert self.kode(rows[2]) == {"anak_tidak_naik", "anak_2t"}
        assert Pertumbuhan.objects.get(kunjungan=rows[2]).dua_t

    def test_a_short_child_is_referred_and_told_why(self, seruni, anak):
        k = timbang(seruni, anak, date(2026, 1, 10), pb_tb="69.0", cara_ukur="berbaring")
        hasil = HasilAturan.objects.get(rekaman__kunjungan=k)
        assert hasil.kode == "anak_pendek"
        assert hasil.sebab.startswith("Tinggi menurut umur: pendek (z −2,")

    def test_what_is_measured_at_another_step_is_known_to_the_rule(self, seruni, anak):
        k = timbang(seruni, anak, date(2026, 1, 10), "7.2", pb_tb="75.7", cara_ukur="berbaring")
        assert {"anak_bb_tb_kurang"} <= self.kode(k)

    def test_rules_of_later_visits_follow_a_correction(self, seruni, anak, cast):
        rows = bulanan(seruni, anak, "8.0", "7.9", "7.9")
        r = Rekaman.objects.get(kunjungan=rows[1])
        tetap = HasilAturan.objects.get(rekaman__kunjungan=rows[2], kode="anak_tidak_naik").pk
        koreksi(r, tanggal=r.tanggal, isian={"bb": "8.4"}, versi=1, actor=cast["kader"])
        assert self.kode(rows[1]) == set()
        assert self.kode(rows[2]) == {"anak_tidak_naik"}
        assert HasilAturan.objects.get(rekaman__kunjungan=rows[2], kode="anak_tidak_naik").pk == tetap

    def test_other_findings_of_a_later_visit_stay_as_they_were_judged(self, seruni, anak, cast):
        rows = bulanan(seruni, anak, "8.0", "7.9", "7.9")
        r = Rekaman.objects.get(kunjungan=rows[2])
        HasilAturan.objects.create(rekaman=r, kode="lama", tindakan="rujuk", arti="contoh", sebab="aturan lama")
        awal = Rekaman.objects.get(kunjungan=rows[1])
        koreksi(awal, tanggal=awal.tanggal, isian={"bb": "8.4"}, versi=1, actor=cast["kader"])
        assert "lama" in self.kode(rows[2])

    def test_a_cancelled_weighing_takes_the_two_t_back(self, seruni, anak, cast):
        rows = bulanan(seruni, anak, "8.0", "7.9", "7.9")
        batalkan(Rekaman.objects.get(kunjungan=rows[1]), alasan="salah anak", actor=cast["kader"])
        assert self.kode(rows[2]) == set()  # O: the month before is missing now

    def test_reading_it_all_costs_the_same_for_two_visits_and_twelve(self, seruni, anak, django_assert_max_num_queries):
        bulanan(seruni, anak, *("8.0", "8.1") * 6, mulai=(2025, 3))
        kunjungan = make_kunjungan(seruni, anak, date(2026, 3, 12))
        with django_assert_max_num_queries(22):
            catat_kunjungan(kunjungan, IsianKunjungan({"timbang_anak": {"bb": "9.0"}}), actor=None)


def isi_tabel() -> tuple[list, list]:
    """All growth and findings, without their keys."""
    tumbuh = [{k: v for k, v in p.items() if k != "id"} for p in Pertumbuhan.objects.order_by("kunjungan").values()]
    kolom = ("rekaman", "kode", "tindakan", "arti", "sebab", "tertutup")
    return tumbuh, list(HasilAturan.objects.order_by("rekaman", "kode").values_list(*kolom))


class TestBanyak:
    @pytest.fixture
    def terisi(self, seruni, unit_anjir):
        """Three children and a mother over a year, in two units, one of them with its own rule."""
        tetapkan_aturan(unit_anjir.wilayah, "versi_naik", "kbm", dasar="SK contoh", versi=0, actor=None)
        for unit, kelamin, awal in ((seruni, "L", 8.0), (seruni, "P", 6.4), (unit_anjir, "P", 7.6)):
            anak = make_warga(unit, LAHIR, kelamin)
            for i, tambah in enumerate((0, 0.1, 0.05, 0.4, 0.3, 0.35)):
                hari = date(2025, 9, 12) if i == 0 else date(2025 + (9 + i) // 12, (9 + i) % 12 + 1, 3 + i)
                ukur = {"pb_tb": "69.5", "cara_ukur": "berbaring", "lila": "11.2"} if i % 2 else {}
                timbang(unit, anak, hari, f"{awal + tambah:.2f}", **ukur)
        ibu = make_warga(seruni, date(1998, 5, 1))
        KeadaanWarga.objects.create(warga=ibu, posyandu=seruni, jenis="hamil", mulai=date(2025, 8, 1))
        isi = IsianKunjungan({"ukur_ibu_hamil": {"lila": "22.8"}})
        catat_kunjungan(make_kunjungan(seruni, ibu, date(2025, 12, 12)), isi, actor=None)
        return [seruni, unit_anjir]

    def test_in_bulk_gives_the_rows_of_one_by_one(self, terisi):
        satu = isi_tabel()
        assert len(satu[0]) == 18
        assert {k for _, k, *_ in satu[1]} >= {"anak_tidak_naik", "anak_pendek", "anak_lila_merah"}
        Pertumbuhan.objects.all().delete()
        HasilAturan.objects.all().delete()
        assert hitung_banyak(terisi) == (len(satu[0]), len(satu[1]))
        assert isi_tabel() == satu

    def test_bulk_costs_a_few_queries(self, terisi, django_assert_max_num_queries):
        Pertumbuhan.objects.all().delete()
        HasilAturan.objects.all().delete()
        with django_assert_max_num_queries(6):
            hitung_banyak(terisi)


class TestOrang:
    def test_a_corrected_birth_is_judged_through_all_visits_of_all_units(self, seruni, unit_anjir, anak, cast):
        k = timbang(seruni, anak, date(2026, 1, 10), pb_tb="69.0", cara_ukur="berbaring")
        Keanggotaan.objects.create(warga=anak, posyandu=unit_anjir, jenis="tamu", mulai=LAHIR)
        timbang(unit_anjir, anak, date(2026, 1, 11), tamu=True, pb_tb="69.0", cara_ukur="berbaring")
        assert HasilAturan.objects.filter(rekaman__kunjungan=k, kode="anak_pendek").exists()
        ubah_warga(anak.pk, {"tanggal_lahir": date(2025, 6, 10)}, versi=anak.versi, actor=cast["kader"])
        rows = Pertumbuhan.objects.order_by("tanggal")
        assert [(p.umur_hari, p.kelas_pb_u) for p in rows] == [(214, "pb_normal"), (215, "pb_normal")]
        assert not HasilAturan.objects.exists()

    def test_two_rows_made_one_person_are_one_series(self, seruni, anak, cast):
        lain = make_warga(seruni, LAHIR, "L", nama="Anak contoh dua")
        timbang(seruni, anak, date(2025, 9, 12), "8.0")
        timbang(seruni, lain, date(2025, 10, 12), "8.5")
        assert nt() == "BB"
        gabungan = gabung_warga(anak.pk, lain.pk, alasan="orang yang sama", actor=cast["pengurus"])
        assert nt() == "BN"
        batal_gabung_warga(gabungan.pk, "ternyata dua anak", actor=cast["pengurus"])
        assert nt() == "BB"


class TestKata:
    def test_the_codes_of_rules_are_the_codes_of_the_classes(self):
        for nama, daftar in (
            ("bb_u", aturan_tumbuh.KELAS_BB_U),
            ("tb_u", aturan_tumbuh.KELAS_TB_U),
            ("bb_tb", aturan_tumbuh.KELAS_BB_TB),
            ("lk_u", aturan_tumbuh.KELAS_LK_U),
        ):
            indeks = KELAS[nama][0].removeprefix("kelas_")
            milik = [k.kode for i, rows in kelas.MENURUT_INDEKS.items() if i.value == indeks for k in rows]
            assert [k for k, _ in daftar] == milik

    def test_the_region_chooses_among_the_versions_there_are(self):
        aturan = MENURUT_NAMA["versi_naik"]
        assert {k for k, _ in aturan.opsi} == set(naik.ATURAN)
        assert aturan.bawaan == naik.BAWAAN
