"""A tenaga kesehatan overrules N/T with a reason; the figures and rules follow; it can be taken back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from audit.models import Catatan
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services.actions import IsianKunjungan, batalkan, cabut_putusan_nt, catat_kunjungan, putus_nt
from spm_services.models import BulanUnit, HasilAturan, Keanggotaan, Pertumbuhan, Rekaman
from tests.pembuat import make_kunjungan, make_warga

pytestmark = pytest.mark.django_db


@pytest.fixture
def kunjungan(seruni):
    """B, T, T: the last two are two T in a row."""
    anak = make_warga(seruni, date(2025, 1, 10), "L")
    hasil = []
    for bulan, kg in ((9, "8.0"), (10, "7.9"), (11, "7.9")):
        k = make_kunjungan(seruni, anak, date(2025, bulan, 12))
        catat_kunjungan(k, IsianKunjungan({"timbang_anak": {"bb": kg}}), actor=None)
        hasil.append(k)
    return hasil


def tanda(kunjungan) -> str:
    return Pertumbuhan.objects.get(kunjungan=kunjungan).tanda


def nt() -> list[str]:
    return [p.nt_berlaku for p in Pertumbuhan.objects.order_by("tanggal")]


def putus(kunjungan, nilai="N", actor=None, **lain):
    isi = {"alasan": "timbangan diganti", "dilihat": tanda(kunjungan), **lain}
    return putus_nt(kunjungan, nilai, actor=actor, **isi)


def test_it_stands_over_the_rule_which_is_kept(kunjungan, cast):
    putus(kunjungan[1], actor=cast["nakes"])
    p = Pertumbuhan.objects.get(kunjungan=kunjungan[1])
    assert (p.nt, p.nt_nakes, p.nt_berlaku, p.alasan_nakes) == ("T", "N", "N", "timbangan diganti")
    assert nt() == ["B", "N", "T"]


def test_two_t_and_the_rules_follow(kunjungan, cast):
    assert HasilAturan.objects.filter(kode="anak_2t").count() == 1
    putus(kunjungan[1], actor=cast["nakes"])
    assert not Pertumbuhan.objects.filter(dua_t=True).exists()
    kode = list(HasilAturan.objects.values_list("kode", "rekaman__kunjungan"))
    assert kode == [("anak_tidak_naik", kunjungan[2].pk)]


def test_it_is_logged_with_its_reason(kunjungan, cast):
    p = putus(kunjungan[1], actor=cast["nakes"])
    log = Catatan.objects.untuk(p).get()
    assert (log.aksi, log.pelaku, log.perubahan, log.catatan) == (
        "putus_nt", cast["nakes"], {"nt": ["T", "N"]}, "timbangan diganti",
    )  # fmt: skip


def test_it_stays_when_the_series_is_computed_again(kunjungan, cast):
    putus(kunjungan[1], actor=cast["nakes"])
    catat_kunjungan(
        kunjungan[0], IsianKunjungan({"timbang_anak": {"bb": "8.1"}}, {"timbang_anak": 1}), actor=cast["kader"]
    )
    assert nt() == ["B", "N", "T"]


def test_it_rests_while_the_rule_finds_o(kunjungan, cast):
    putus(kunjungan[2], actor=cast["nakes"])
    batalkan(Rekaman.objects.get(kunjungan=kunjungan[1]), alasan="salah anak", actor=cast["kader"])
    assert nt() == ["B", "O"]


def test_taken_back_the_rule_stands_again(kunjungan, cast):
    putus(kunjungan[1], actor=cast["nakes"])
    p = cabut_putusan_nt(kunjungan[1], dilihat=tanda(kunjungan[1]), actor=cast["nakes"])
    assert nt() == ["B", "T", "T"]
    assert Pertumbuhan.objects.filter(dua_t=True).count() == 1
    assert [c.aksi for c in Catatan.objects.untuk(p).order_by("pk")] == ["putus_nt", "cabut_putusan_nt"]


class TestDitolak:
    def test_that_a_weighing_is_the_first_is_no_opinion(self, kunjungan):
        with pytest.raises(Ditolak, match="Hanya naik"):
            putus(kunjungan[0])

    def test_without_a_reason(self, kunjungan):
        with pytest.raises(Ditolak, match="alasannya"):
            putus(kunjungan[1], alasan=" x ")

    def test_what_is_so_already(self, kunjungan):
        with pytest.raises(Ditolak, match="sudah begitu"):
            putus(kunjungan[1], "T")

    def test_nothing_to_take_back(self, kunjungan):
        with pytest.raises(Ditolak, match="Belum ada putusan"):
            cabut_putusan_nt(kunjungan[1], dilihat=tanda(kunjungan[1]), actor=None)

    def test_in_a_closed_month(self, kunjungan, seruni):
        BulanUnit.objects.create(posyandu=seruni, bulan=202510, status="ditutup")
        with pytest.raises(Ditolak, match="sudah ditutup"):
            putus(kunjungan[1])

    def test_on_a_weight_that_changed_meanwhile(self, kunjungan):
        lama = tanda(kunjungan[1])
        catat_kunjungan(kunjungan[1], IsianKunjungan({"timbang_anak": {"bb": "7.8"}}, {"timbang_anak": 1}), actor=None)
        with pytest.raises(Bentrok):
            putus(kunjungan[1], dilihat=lama)


class TestHalaman:
    def url(self, kunjungan, nama="putusan-nt"):
        return reverse(f"spm_services:{nama}", args=[kunjungan.warga.uuid, kunjungan.uuid])

    def test_nakes_decides_on_the_page_of_the_child(self, kunjungan, cast, masuk):
        client = masuk(cast["nakes"])
        isi = {"nt": "N", "alasan": "timbangan diganti", "dilihat": tanda(kunjungan[1])}
        jawaban = client.post(self.url(kunjungan[1]), isi, follow=True)
        assert "Putusan tenaga kesehatan; menurut aturan berat tidak naik." in jawaban.content.decode()
        jawaban = client.post(self.url(kunjungan[1], "cabut-putusan-nt"), {"dilihat": tanda(kunjungan[1])}, follow=True)
        assert "Putusan dicabut" in jawaban.content.decode()
        assert nt() == ["B", "T", "T"]

    def test_a_stale_form_loses_nothing_that_was_typed(self, kunjungan, cast, masuk):
        isi = {"nt": "N", "alasan": "timbangan diganti", "dilihat": "6.0/T/"}
        jawaban = masuk(cast["nakes"]).post(self.url(kunjungan[1]), isi)
        assert jawaban.status_code == 409
        assert "timbangan diganti" in jawaban.content.decode()
        assert nt() == ["B", "T", "T"]

    def test_an_error_is_told_at_the_form(self, kunjungan, cast, masuk):
        jawaban = masuk(cast["nakes"]).post(self.url(kunjungan[1]), {"nt": "N", "alasan": "", "dilihat": "x"})
        assert jawaban.status_code == 422
        assert "Isi bagian ini." in jawaban.content.decode()

    def test_a_kader_sees_no_form(self, kunjungan, cast, masuk):
        teks = masuk(cast["kader"]).get(reverse("spm_services:tumbuh", args=[kunjungan[0].warga.uuid])).content.decode()
        assert "Nilai lain" not in teks
        assert (
            "Nilai lain"
            in masuk(cast["nakes"]).get(reverse("spm_services:tumbuh", args=[kunjungan[0].warga.uuid])).content.decode()
        )


class TestAnak:
    def buka(self, client, warga, tanya=""):
        return client.get(reverse("spm_services:tumbuh", args=[warga.uuid]) + tanya).content.decode()

    def test_a_kader_reads_plain_words_and_no_z_score(self, seruni, cast, masuk):
        anak = make_warga(seruni, date(2025, 1, 10), "L", nama="Anak contoh")
        k = make_kunjungan(seruni, anak, date(2026, 1, 10))
        isi = {"timbang_anak": {"bb": "7.2"}, "ukur_anak": {"pb_tb": "69.0", "cara_ukur": "berbaring"}}
        catat_kunjungan(k, IsianKunjungan(isi), actor=None)
        teks = self.buka(masuk(cast["kader"]), anak)
        assert "Pendek untuk umurnya, perlu diukur ulang tenaga kesehatan." in teks
        for istilah in ("Z-score", "z-score", "gizi kurang", "sangat pendek (", "stunting"):
            assert istilah not in teks
        nakes = self.buka(masuk(cast["nakes"]), anak)
        assert "PB/U pendek (−2," in nakes
        assert "Z-score" in nakes

    def test_every_chart_has_its_table(self, kunjungan, cast, masuk):
        teks = self.buka(masuk(cast["kader"]), kunjungan[0].warga)
        assert teks.count("<svg viewBox=") == teks.count('<figure class="tumbuh"') == 4
        assert "turun 100\u00a0g, seharusnya naik paling sedikit" in teks

    def test_the_other_window_of_ages_can_be_asked_for(self, kunjungan, cast, masuk):
        assert "3 pengukuran di luar gambar ini" in self.buka(masuk(cast["kader"]), kunjungan[0].warga, "?umur=24-60")

    def test_a_child_never_weighed_gets_empty_charts(self, seruni, cast, masuk):
        anak = make_warga(seruni, hari_ini() - timedelta(days=300))
        teks = self.buka(masuk(cast["kader"]), anak)
        assert "Belum pernah ditimbang di sini" in teks
        assert "KMS: berat badan menurut umur" in teks

    def test_a_grown_up_has_no_charts(self, seruni, cast, masuk):
        assert "sampai lima tahun" in self.buka(masuk(cast["kader"]), make_warga(seruni, date(1990, 1, 1)))

    def test_what_another_unit_measured_does_not_show(self, seruni, unit_anjir, cast, masuk):
        anak = make_warga(seruni, date(2025, 1, 10))
        Keanggotaan.objects.create(warga=anak, posyandu=unit_anjir, jenis="tamu", mulai=date(2025, 6, 1))
        k = make_kunjungan(unit_anjir, anak, date(2025, 9, 12), tamu=True)
        catat_kunjungan(k, IsianKunjungan({"timbang_anak": {"bb": "8.7"}}), actor=None)
        teks = self.buka(masuk(cast["kader"]), anak)
        assert "8,7&nbsp;kg" not in teks
        assert "Belum pernah ditimbang di sini" in teks
