"""Who is due and why, in words; and every number about people, counted by hand beside it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.scope import Scope
from posyandu_app.lib.waktu import hari_ini
from spm_services import actions, hitung_sasaran, metrics_warga
from spm_services.actions import IsianAnak, IsianMasuk
from spm_services.hitung_sasaran import ATURAN, Alasan, cari
from spm_services.models import Ambang, HasilAturan, Pertumbuhan, Rekaman
from tests.pembuat import KANDANG_PANJANG, make_keluarga, make_kunjungan, make_posyandu, make_rekaman, make_warga
from tests.rumah.halaman import teks

pytestmark = pytest.mark.django_db
SEMUA = Scope.publik()
ASAL = {"sumber": "Surat contoh", "alasan": "uji"}
MEI = date(2026, 5, 20)
H = hari_ini("33")


def timbang(unit, warga, tanggal, **lain) -> Pertumbuhan:
    k = make_kunjungan(unit, warga, tanggal)
    isi = {"umur_hari": 100, "bb": Decimal("9"), "nt": "N", "versi_standar": "x", "versi_naik": "x", **lain}
    return Pertumbuhan.objects.create(kunjungan=k, posyandu=unit, warga=warga, tanggal=tanggal, **isi)


def beri(kader, warga, layanan, tanggal, **isian) -> Rekaman:
    """A record of what was given."""
    r = make_rekaman(warga.keanggotaan_list.get().posyandu, kader, tanggal=tanggal)
    Rekaman.objects.filter(pk=r.pk).update(layanan=layanan, warga=warga, isian=isian)
    return r


@pytest.fixture
def kader(cast):
    return cast["kader"]


class TestSasaran:
    def alasan(self, user, unit, hari=MEI, **lain) -> dict[str, list[str]]:
        return {s.warga.nama: [a.kata for a in s.alasan] for s in cari(user, unit, hari, **lain)}

    @pytest.mark.parametrize(
        ("timbangan", "kata"),
        [
            ({"nt": "T"}, "berat tidak naik"),
            ({"nt": "T", "dua_t": True}, "berat tidak naik dua kali berturut-turut"),
            ({"nt": "T", "bgm": True}, "berat di bawah garis merah"),
        ],
    )
    def test_what_the_last_weighing_says(self, seruni, kader, timbangan, kata):
        anak = make_warga(seruni, date(2025, 1, 10), nama="Aisyah")
        timbang(seruni, anak, date(2026, 4, 8), **timbangan)
        assert self.alasan(kader, seruni) == {"Aisyah": [kata]}

    def test_whom_a_nakes_overruled_counts_as_overruled(self, seruni, kader):
        anak = make_warga(seruni, date(2025, 1, 10))
        timbang(seruni, anak, date(2026, 4, 8), nt="T", nt_nakes="N", alasan_nakes="x")
        assert self.alasan(kader, seruni) == {}

    def test_not_weighed_last_month_and_never_seen(self, seruni, kader):
        timbang(seruni, make_warga(seruni, date(2025, 1, 10), nama="Lama"), date(2026, 3, 8))
        make_warga(seruni, date(2025, 1, 10), nama="Belum")
        assert self.alasan(kader, seruni) == {"Lama": ["tidak ditimbang bulan lalu"], "Belum": ["belum pernah datang"]}

    def test_whoever_stayed_away_for_months(self, seruni, kader):
        lansia = make_warga(seruni, date(1950, 1, 1), nama="Mbah")
        make_kunjungan(seruni, lansia, date(2026, 1, 5))
        assert self.alasan(kader, seruni) == {"Mbah": ["tidak datang 4 bulan"]}

    def test_a_newborn_a_small_one_and_nifas(self, seruni, kader):
        ibu = make_warga(seruni, date(1995, 1, 1), nama="Ibu")
        anak = [IsianAnak("P", "Bayi", Decimal("2.3"))]
        actions.catat_kelahiran(ibu.pk, MEI - timedelta(days=9), anak, kunci=__import__("uuid").uuid4(), actor=None)
        hasil = self.alasan(kader, seruni)
        assert hasil["Bayi"] == ["baru lahir, 9 hari", "lahir 2,3 kg", "belum pernah datang"]
        assert hasil["Ibu"] == ["nifas hari ke-10", "belum pernah datang"]

    @pytest.mark.parametrize(
        ("minggu", "kata"),
        [(10, "hamil 10 minggu"), (30, "hamil 30 minggu, trimester ketiga"), (41, "lewat hari perkiraan lahir")],
    )
    def test_how_far_a_pregnancy_is(self, seruni, kader, minggu, kata):
        ibu = make_warga(seruni, date(1998, 1, 1), nama="Ibu")
        make_kunjungan(seruni, ibu, H)
        actions.catat_keadaan(ibu.pk, "hamil", mulai=H, isi={"hpht": H - timedelta(weeks=minggu)}, actor=None)
        assert self.alasan(kader, seruni, H)["Ibu"] == [kata]

    def test_what_makes_a_pregnancy_risky_is_said(self, seruni, kader):
        ibu = make_warga(seruni, H.replace(year=H.year - 41, day=1), nama="Ibu")
        make_kunjungan(seruni, ibu, H)
        hamil = {"hpht": H - timedelta(weeks=11), "anak_ke": 4, "jarak_bulan": 15}
        actions.catat_keadaan(ibu.pk, "hamil", mulai=H, isi=hamil, actor=None)
        risiko = "umur 41 tahun, jarak 15 bulan dari anak sebelumnya, anak ke-4"
        assert self.alasan(kader, seruni, H)["Ibu"] == [risiko, "hamil 11 minggu"]

    def test_vitamin_a_in_its_months_and_by_age(self, seruni, kader):
        for nama, lahir in (("Kecil", date(2026, 5, 1)), ("Biru", date(2025, 12, 1)), ("Merah", date(2024, 1, 1))):
            timbang(seruni, make_warga(seruni, lahir, nama=nama), date(2026, 7, 20))
        agustus = self.alasan(kader, seruni, date(2026, 8, 5))
        assert agustus["Biru"] == ["imunisasi belum ada catatannya", "vitamin A biru bulan ini"]
        assert agustus["Merah"] == ["vitamin A merah bulan ini", "obat cacing bulan ini"]
        assert "vitamin" not in str(agustus.get("Kecil"))
        assert "vitamin" not in str(self.alasan(kader, seruni, date(2026, 9, 5)))
        assert "cacing" not in str(self.alasan(kader, seruni, date(2026, 9, 5)))

    @pytest.mark.parametrize(("vit_a", "masih"), [("merah", False), ("tidak", True)])
    def test_vitamin_a_is_given_when_a_record_says_so(self, seruni, kader, vit_a, masih):
        anak = make_warga(seruni, date(2024, 1, 1), nama="Merah")
        beri(kader, anak, "vitamin_a", date(2026, 8, 2), vit_a=vit_a)
        assert ("vitamin A merah bulan ini" in self.alasan(kader, seruni, date(2026, 8, 5))["Merah"]) is masih

    def test_doses_that_are_due_and_those_to_catch_up(self, seruni, kader):
        anak = make_warga(seruni, date(2025, 7, 10), nama="Aisyah")
        timbang(seruni, anak, date(2026, 4, 8))
        beri(kader, anak, "imunisasi_anak", date(2025, 12, 8), imunisasi=["bopv4", "dpt3", "pcv2", "ipv1"])
        kata = ["imunisasi kejar: BCG", "imunisasi: Campak-rubela 1, Polio suntik 2"]
        assert self.alasan(kader, seruni, date(2026, 4, 20))["Aisyah"] == kata

    def test_a_region_with_a_later_age_for_a_dose(self, seruni, kader):
        anak = make_warga(seruni, date(2025, 7, 10), nama="Aisyah")
        timbang(seruni, anak, date(2026, 4, 8))
        beri(kader, anak, "imunisasi_anak", date(2025, 12, 8), imunisasi=["bcg", "bopv4", "dpt3", "pcv2", "ipv1"])
        for nama in ("imun_mr1_bulan", "imun_ipv2_bulan"):
            Ambang.objects.create(wilayah_id="33", nama=nama, nilai_ambang=10, mulai=date(2026, 1, 1), **ASAL)
        assert self.alasan(kader, seruni, date(2026, 4, 20)) == {}

    @pytest.mark.parametrize(("lahir", "disebut"), [(date(2026, 1, 10), True), (date(2025, 4, 10), False)])
    def test_a_child_without_a_record_of_doses_is_asked_about_in_the_first_year(self, seruni, kader, lahir, disebut):
        timbang(seruni, make_warga(seruni, lahir, nama="Aisyah"), date(2026, 4, 8))
        hasil = self.alasan(kader, seruni)
        assert ("imunisasi belum ada catatannya" in hasil.get("Aisyah", [])) is disebut

    def test_what_a_rule_found_at_the_last_visit(self, seruni, kader):
        ibu = make_warga(seruni, date(1995, 1, 1), nama="Ibu")
        for hari, arti, tertutup in ((1, "Lama", False), (9, "Kurang gizi", False), (9, "Rahasia", True)):
            r = make_rekaman(seruni, kader, tanggal=date(2026, 5, hari))
            Rekaman.objects.filter(pk=r.pk).update(warga=ibu)
            HasilAturan.objects.create(
                rekaman=r, kode="x", tindakan="rujuk", arti=arti, sebab="angka", tertutup=tertutup
            )
        assert self.alasan(kader, seruni) == {"Ibu": ["terakhir: kurang gizi"]}

    def test_an_old_one_alone_but_not_one_among_family(self, seruni, kader):
        for nama, keluarga in (("Sendiri", make_keluarga(seruni)), ("Serumah", make_keluarga(seruni))):
            w = make_warga(seruni, date(1950, 1, 1), nama=nama, keluarga=keluarga)
            make_kunjungan(seruni, w, date(2026, 5, 1))
        make_warga(seruni, date(1990, 1, 1), keluarga=keluarga)
        assert self.alasan(kader, seruni) == {"Sendiri": ["lansia, tinggal sendiri"]}

    def test_grown_ups_only_when_asked_for(self, seruni, kader):
        make_warga(seruni, date(1990, 1, 1), nama="Dewasa")
        assert self.alasan(kader, seruni) == {}
        assert self.alasan(kader, seruni, semua=True) == {"Dewasa": ["belum pernah datang"]}

    def test_guests_and_people_of_other_units_are_not_on_the_list(self, seruni, kader):
        make_warga(seruni, date(2025, 1, 10), jenis="tamu")
        make_warga(make_posyandu(KANDANG_PANJANG), date(2025, 1, 10))
        assert self.alasan(kader, seruni) == {}

    def test_by_rt_the_most_pressing_first(self, seruni, kader):
        dua, satu = make_keluarga(seruni, rt="002"), make_keluarga(seruni, rt="001")
        make_warga(seruni, date(2025, 1, 10), nama="RT dua", keluarga=dua)
        make_warga(seruni, date(2025, 1, 10), nama="Ringan", keluarga=satu)
        berat = make_warga(seruni, date(2025, 1, 10), nama="Berat", keluarga=satu)
        timbang(seruni, berat, date(2026, 4, 8), bgm=True, nt="T")
        assert list(self.alasan(kader, seruni)) == ["Berat", "Ringan", "RT dua"]

    def test_another_part_adds_what_it_knows(self, seruni, kader, monkeypatch):
        orang = make_warga(seruni, date(1990, 1, 1), nama="Siti")
        tahu = lambda unit, milik, hari: {orang.pk: [Alasan("imunisasi", "TT2 jatuh tempo")]}  # noqa: E731
        monkeypatch.setattr(hitung_sasaran, "JATUH_TEMPO", [tahu])
        assert self.alasan(kader, seruni) == {"Siti": ["TT2 jatuh tempo"]}

    def test_every_reason_has_a_source(self):
        assert all(a.sumber and a.keyakinan in ("tinggi", "sedang", "rendah") for a in ATURAN.values())

    def test_the_sheets_to_print_are_one_for_each_rt(self, seruni, kader, masuk):
        for rt in ("001", "002"):
            make_warga(seruni, date(2025, 1, 10), nama=f"Anak {rt}", keluarga=make_keluarga(seruni, rt=rt))
        halaman = teks(masuk(kader).get("/warga/sasaran/cetak/?siapa=rumah"))
        assert halaman.count("Rencana kunjungan rumah") == 2
        assert "Anak 002" not in teks(masuk(kader).get("/warga/sasaran/cetak/?rt=1"))


class TestAngka:
    """Each figure beside a count by hand."""

    def s(self, kode, hari=MEI):
        return metrics_warga.sasaran(SEMUA, kode, hari)

    def test_people_by_age_on_a_day_guests_apart(self, seruni):
        for lahir in (date(2026, 1, 1), date(2025, 7, 1), date(2024, 9, 1), date(2022, 1, 1), date(2020, 9, 1)):
            make_warga(seruni, lahir)
        make_warga(seruni, date(2015, 1, 1))
        make_warga(seruni, date(1960, 1, 1))
        make_warga(seruni, date(2025, 1, 1), jenis="tamu")
        hasil = self.s("33.75")
        assert (hasil["bayi_0_5"], hasil["bayi_6_11"], hasil["anak_12_23"], hasil["anak_24_59"]) == (1, 1, 1, 1)
        assert (hasil["apras"], hasil["sekolah"], hasil["lansia"], hasil["balita"], hasil["semua"]) == (1, 1, 1, 4, 7)
        assert metrics_warga.tamu(SEMUA, "33.75", MEI) == 1
        assert metrics_warga.sasaran_unit(SEMUA, "33.75", MEI) == {seruni.pk: 4}

    def test_a_membership_counts_from_its_first_day_to_the_day_before_its_last(self, seruni):
        anak = make_warga(seruni, date(2025, 1, 10))
        anak.keanggotaan_list.update(mulai=date(2026, 2, 1), sampai=date(2026, 5, 20), sebab_akhir="pindah")
        hari = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 5, 19), date(2026, 5, 20)]
        assert [self.s(seruni.kode, h)["balita"] for h in hari] == [0, 1, 1, 0]

    def test_somebody_at_home_and_a_guest_in_one_area_is_one(self, seruni):
        lain = make_posyandu(seruni.wilayah_id)
        anak = make_warga(seruni, date(2025, 1, 10))
        actions.terima_warga(lain, anak.pk, IsianMasuk(mulai=H, tamu=True), actor=None)
        assert self.s("33.75", H)["balita"] == 1

    def test_two_rows_made_one_are_one_also_on_earlier_days(self, seruni):
        a, b = (make_warga(seruni, date(2025, 1, 10), nama="Siti") for _ in range(2))
        assert self.s(seruni.kode)["balita"] == 2
        actions.gabung_warga(a.pk, b.pk, alasan="", actor=None)
        assert self.s(seruni.kode)["balita"] == 1

    def test_k_counts_only_a_yes(self, seruni):
        for buku in (True, False, None):
            make_warga(seruni, date(2025, 1, 10), buku_kia=buku)
        assert metrics_warga.punya_kia(SEMUA, seruni.kode, MEI) == 1

    def test_states_of_those_who_belong(self, seruni):
        ibu, pergi = (make_warga(seruni, date(1995, 1, 1)) for _ in range(2))
        for w in (ibu, pergi):
            actions.catat_keadaan(w.pk, "hamil", mulai=date(2026, 5, 1), actor=None)
        pergi.keanggotaan_list.update(sampai=date(2026, 5, 10), sebab_akhir="pindah")
        assert metrics_warga.keadaan(SEMUA, seruni.kode, MEI)["hamil"] == 1
        assert "tbc" not in metrics_warga.keadaan(SEMUA, seruni.kode, MEI)

    def test_births_without_those_taken_back_and_wherever_the_child_is_now(self, seruni):
        uuid4 = __import__("uuid").uuid4
        ibu, lain, ketiga = (make_warga(seruni, date(1995, 1, 1)) for _ in range(3))
        satu = actions.catat_kelahiran(ibu.pk, MEI, [IsianAnak("P"), IsianAnak("L")], kunci=uuid4(), actor=None)
        batal = actions.catat_kelahiran(lain.pk, MEI, [IsianAnak("P")], kunci=uuid4(), actor=None)
        actions.batal_kelahiran(batal[0].pk, "keliru", actor=None)
        actions.catat_kelahiran(ketiga.pk, date(2026, 6, 1), [IsianAnak("P")], kunci=uuid4(), actor=None)
        jauh = make_posyandu(KANDANG_PANJANG)
        actions.terima_warga(jauh, satu[0].pk, IsianMasuk(mulai=H), actor=None)
        mei = (date(2026, 5, 1), date(2026, 6, 1))
        assert metrics_warga.kelahiran(SEMUA, seruni.kode, *mei) == {"L": 1, "P": 1}
        assert metrics_warga.kelahiran(SEMUA, jauh.kode, *mei) == {"L": 0, "P": 0}

    def test_deaths_by_kind_do_not_overlap(self, seruni):
        for lahir, ibu in (
            (date(2026, 1, 1), False),
            (date(2023, 1, 1), False),
            (date(1990, 1, 1), True),
            (date(1950, 1, 1), False),
        ):
            actions.catat_wafat(make_warga(seruni, lahir).pk, MEI, ibu=ibu, versi=1, actor=None)
        make_warga(seruni, date(1990, 1, 1))
        hasil = metrics_warga.kematian(SEMUA, seruni.kode, date(2026, 5, 1), date(2026, 6, 1))
        assert hasil == {"bayi": 1, "anak_balita": 1, "ibu": 1, "lain": 1}

    def test_moves_without_those_within_the_unit(self, seruni):
        jauh = make_posyandu(KANDANG_PANJANG)
        a, b = make_warga(seruni, date(1990, 1, 1)), make_warga(seruni, date(1990, 1, 1))
        actions.pindah_keluarga(a.pk, make_keluarga(seruni), hubungan="anak", hari=MEI, versi=1, actor=None)
        actions.terima_warga(jauh, b.pk, IsianMasuk(mulai=MEI), actor=None)
        mei = (date(2026, 5, 1), date(2026, 6, 1))
        assert metrics_warga.pindah(SEMUA, seruni.kode, *mei) == {"datang": 0, "pergi": 1}
        assert metrics_warga.pindah(SEMUA, jauh.kode, *mei) == {"datang": 1, "pergi": 0}

    @pytest.mark.parametrize("angka", ["sasaran", "punya_kia", "tamu", "keadaan"])
    def test_each_is_one_query(self, seruni, angka, django_assert_num_queries):
        with django_assert_num_queries(1):
            getattr(metrics_warga, angka)(SEMUA, "33.75", MEI)

    @pytest.mark.parametrize("angka", ["kelahiran", "kematian", "pindah"])
    def test_each_of_a_period_too(self, seruni, angka, django_assert_num_queries):
        with django_assert_num_queries(1):
            getattr(metrics_warga, angka)(SEMUA, "33.75", MEI, date(2026, 6, 1))
