"""Cards and recap tables: each column says what was recorded, closed answers stay closed, nobody counts twice."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import hari_ini
from spm_services import katalog
from spm_services.actions import IsianKunjungan, IsiRujukan, buat_rujukan, catat_kunjungan
from spm_services.hitung_kartu import HITUNG, UJI, sel, susun, tertutup
from spm_services.katalog.kartu import KARTU
from spm_services.katalog.rekap_kartu import REKAP
from spm_services.metrics_kartu import KELOMPOK, kartu_warga, kolom_angka, rekap_tahun
from spm_services.models import KeadaanWarga, Rekaman
from tests.pembuat import make_kunjungan, make_warga

pytestmark = pytest.mark.django_db
HARI = hari_ini()


def periksa(unit, warga, actor, hari=None, **layanan):
    kunjungan = make_kunjungan(unit, warga, hari or HARI)
    return catat_kunjungan(kunjungan, IsianKunjungan(layanan), actor=actor)


@pytest.fixture
def anak(seruni):
    return make_warga(seruni, HARI - timedelta(days=400), nama="Anak contoh")


def angka(unit, tabel: str, judul: str, *, lihat_tertutup: bool = False) -> int | None:
    kolom = [k.judul for k in kolom_angka(REKAP[tabel])]
    baris = rekap_tahun(tabel, unit, HARI.year, HARI, lihat_tertutup=lihat_tertutup)[-1]
    return baris.angka[kolom.index(judul)]


@pytest.mark.parametrize("kartu", [*KARTU.values(), *REKAP.values()], ids=lambda k: k.kode)
def test_every_column_can_be_filled(kartu):
    """No column names a question, a rule or a computed value that is not there."""
    for kolom in (*kartu.kolom, *kartu.kepala):
        for asal in kolom.asal:
            awal, _, sisa = asal.partition(":")
            if awal in UJI:
                assert tertutup(kolom) in (True, False)
            elif awal == "hitung":
                assert sisa in HITUNG or kartu.kode in REKAP
            else:
                layanan, _, kode = asal.partition(".")
                assert katalog.SEMUA[layanan].kolom(kode)


def test_the_four_tables_have_the_columns_of_the_study():
    assert [len(REKAP[f"rekap_{k}"].kolom) for k in KELOMPOK] == [29, 32, 25, 38]
    assert (len(KARTU["ibu_hamil"].kolom), len(KARTU["anak"].kolom)) == (19, 26)


def test_a_child_has_the_childs_card_and_its_mother_her_own(seruni, anak):
    ibu = make_warga(seruni, date(1998, 1, 1))
    assert [k.kode for k in kartu_warga(anak, HARI)] == ["anak"]
    assert [k.kode for k in kartu_warga(ibu, HARI)] == ["dewasa_lansia"]
    KeadaanWarga.objects.create(warga=ibu, posyandu=seruni, jenis="hamil", mulai=HARI - timedelta(days=90))
    assert [k.kode for k in kartu_warga(ibu, HARI)] == ["ibu_hamil"]


def test_a_visit_is_a_row_with_its_measures(seruni, anak, cast, masuk):
    periksa(seruni, anak, cast["kader"], timbang_anak={"bb": "9.1"}, ukur_anak={"lk": "45.5"})
    isi = masuk(cast["kader"]).get(reverse("spm_services:kartu", args=[anak.uuid])).content.decode()
    assert "9,1 kg" in isi
    assert "45,5 cm" in isi


class TestTertutup:
    @pytest.fixture
    def tbc(self, seruni, anak, cast):
        jawab = {"tbc_batuk": True, "tbc_demam": True, "tbc_bb_turun": False, "tbc_kontak": False}
        return periksa(seruni, anak, cast["kader"], skrining_tbc=jawab)

    @pytest.mark.parametrize(("siapa", "terbaca"), [("kader", True), ("nakes", True), ("pengurus", False)])
    def test_an_answer_on_tbc_is_for_nakes_and_whoever_recorded_it(self, siapa, terbaca, tbc, anak, cast, masuk):
        isi = masuk(cast[siapa]).get(reverse("spm_services:kartu", args=[anak.uuid])).content.decode()
        assert ("<td>Ya</td>" in isi) is terbaca
        assert ("<td>ditutup</td>" in isi) is not terbaca

    def test_the_recap_leaves_the_column_empty(self, tbc, seruni):
        assert angka(seruni, "rekap_anak", "TBC: 2 gejala atau lebih") is None
        assert angka(seruni, "rekap_anak", "TBC: 2 gejala atau lebih", lihat_tertutup=True) == 1


class TestRekap:
    def test_somebody_who_came_twice_counts_once_with_the_later_answers(self, seruni, anak, cast):
        if HARI.day < 3:
            pytest.skip("dua hari di bulan ini belum ada")
        for hari, imunisasi in ((HARI - timedelta(days=1), ["bcg"]), (HARI, [])):
            periksa(seruni, anak, cast["kader"], hari, imunisasi_anak={"imunisasi": imunisasi})
        assert angka(seruni, "rekap_anak", "Datang") == 1
        assert angka(seruni, "rekap_anak", "Diimunisasi") == 0

    def test_a_guest_came_but_is_no_sasaran(self, seruni, anak, cast):
        tamu = make_warga(seruni, HARI - timedelta(days=300), jenis="tamu")
        periksa(seruni, tamu, cast["kader"], timbang_anak={"bb": "8.0"})
        assert [angka(seruni, "rekap_anak", j) for j in ("Sasaran", "Datang", "Tidak datang")] == [1, 1, 1]

    def test_a_thin_arm_counts_under_its_threshold_and_not_above_it(self, seruni, cast):
        ibu = make_warga(seruni, date(1998, 1, 1))
        KeadaanWarga.objects.create(warga=ibu, posyandu=seruni, jenis="hamil", mulai=HARI - timedelta(days=90))
        periksa(seruni, ibu, cast["kader"], ukur_ibu_hamil={"lila": "22.8"})
        nama = ("LILA di bawah 23,5 cm", "LILA 23,5 cm atau lebih", "Tekanan darah sesuai kurva", "Dirujuk")
        assert [angka(seruni, "rekap_ibu_hamil", j) for j in nama] == [1, 0, 0, 1]

    def test_a_referral_counts_once_it_came_back_with_a_result(self, seruni, cast):
        ibu = make_warga(seruni, date(1998, 1, 1))
        KeadaanWarga.objects.create(warga=ibu, posyandu=seruni, jenis="hamil", mulai=HARI - timedelta(days=90))
        (rekaman,) = periksa(seruni, ibu, cast["kader"], ukur_ibu_hamil={"lila": "22.8"})
        isi = IsiRujukan("", setuju=True, oleh="sendiri", kunci=uuid.uuid4())
        tiket = buat_rujukan(rekaman.kunjungan, isi, actor=cast["kader"])
        assert angka(seruni, "rekap_ibu_hamil", "Rujukan yang ada hasilnya") == 0
        type(tiket).objects.filter(pk=tiket.pk).update(hasil="ditangani")
        assert angka(seruni, "rekap_ibu_hamil", "Rujukan yang ada hasilnya") == 1

    def test_a_file_of_it_leaves_a_row_in_the_log(self, seruni, anak, cast, masuk):
        from audit.models import Catatan

        jawab = masuk(cast["kader"]).post(reverse("spm_services:unduh-rekap-kartu"), {"bentuk": "csv"})
        teks = b"".join(jawab.streaming_content).decode()
        assert "2. Sasaran" in teks
        assert Bulan.dari(HARI).nama in teks
        assert Catatan.objects.filter(aksi="ekspor").count() == 1


def test_blood_pressure_stands_as_on_paper(seruni, cast):
    lansia = make_warga(seruni, date(1950, 1, 1))
    periksa(seruni, lansia, cast["kader"], ukur_lansia={"sistole": "150", "diastole": "95"})
    (isi,) = susun(Rekaman.objects.select_related("warga").prefetch_related("hasil_list")).values()
    kolom = {k.judul: k for k in KARTU["dewasa_lansia"].kolom}
    assert sel(kolom["Tekanan darah"], isi) == "150/95"
    assert sel(kolom["Kelas tekanan darah"], isi) == "tinggi"
