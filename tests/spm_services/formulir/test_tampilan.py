"""Who reads what of a record: closed answers and results, names, and what stays covered in lists, forms and the log."""

import uuid
from datetime import date

import pytest

from audit.models import Catatan
from posyandu_app.lib.waktu import hari_ini
from spm_services.actions import Kiriman, catat
from tests.pembuat import KLEGO, make_keluarga, make_user, make_warga
from tests.rumah.halaman import teks

pytestmark = pytest.mark.django_db
TERTUTUP = "hanya untuk tenaga kesehatan dan yang mencatat"
SEGERA = "Hubungi tenaga kesehatan sekarang"


@pytest.fixture
def kader_lain(seruni):
    return make_user("kader.lain", peran="kader", kode=f"{KLEGO}.p0001")


@pytest.fixture
def srq(seruni, cast):
    orang = make_warga(seruni, date(1990, 1, 1), nama="Warga rahasia")
    isi = {f"srq_{n:02d}": True for n in range(1, 8)}
    return catat(seruni, Kiriman("skrining_jiwa", hari_ini(), isi, uuid.uuid4(), warga=orang), actor=cast["kader"])[0]


@pytest.fixture
def gawat(seruni, cast):
    orang = make_warga(seruni, date(1990, 1, 1))
    isi = {f"srq_{n:02d}": True for n in range(1, 18)}
    return catat(seruni, Kiriman("skrining_jiwa", hari_ini(), isi, uuid.uuid4(), warga=orang), actor=cast["kader"])[0]


@pytest.fixture
def rumah(seruni, cast):
    keluarga = make_keluarga(seruni, nama="Pak Rahasia")
    kirim = Kiriman("kondisi_rumah", hari_ini(), {"atap": "layak"}, uuid.uuid4(), keluarga=keluarga)
    return catat(seruni, kirim, actor=cast["kader"])[0]


def buka(masuk, siapa, rekaman) -> str:
    return teks(masuk(siapa).get(f"/layanan/{rekaman.kunci}/"))


class TestTertutup:
    def test_only_whoever_recorded_it_and_nakes_read_the_answers(self, masuk, cast, kader_lain, srq):
        for siapa in (cast["kader"], cast["nakes"]):
            assert TERTUTUP not in buka(masuk, siapa, srq)
        for siapa in (kader_lain, cast["pengurus"], cast["operator_desa"], cast["dinas_pmd"], cast["tim_pembina"]):
            halaman = buka(masuk, siapa, srq)
            assert TERTUTUP in halaman
            assert "Ya" not in halaman.partition("Selama 30 hari")[2]
            assert "Perlu bertemu tenaga kesehatan" not in halaman

    def test_the_kader_reads_what_to_do_and_the_nakes_also_why(self, masuk, cast, srq):
        kader, nakes = (buka(masuk, cast[s], srq) for s in ("kader", "nakes"))
        assert "Perlu bertemu tenaga kesehatan." in kader
        assert "dari 20 dijawab ya" not in kader
        assert "dari 20 dijawab ya" in nakes

    def test_where_help_is_needed_at_once_nothing_else_is_said(self, masuk, cast, gawat):
        kader = buka(masuk, cast["kader"], gawat)
        assert SEGERA in kader
        assert "119" in kader
        assert "Perlu bertemu tenaga kesehatan." not in kader
        assert "Perlu pertolongan segera" not in kader

    def test_a_correction_by_another_kader_neither_shows_nor_loses_them(self, masuk, kader_lain, srq):
        klien = masuk(kader_lain)
        koreksi = f"/layanan/{srq.kunci}/koreksi/"
        assert 'name="i_srq_01"' not in klien.get(koreksi).content.decode()
        kirim = {"tanggal": srq.tanggal.isoformat(), "kunci": str(srq.kunci), "versi": "1"}
        assert klien.post(koreksi, kirim).status_code == 302
        isi = dict(srq.isian)
        srq.refresh_from_db()
        assert srq.isian == isi

    def test_the_log_says_only_that_a_closed_answer_changed(self, masuk, cast, srq):
        kirim = {"tanggal": srq.tanggal.isoformat(), "kunci": str(srq.kunci), "versi": "1", "i_srq_01": "tidak"}
        masuk(cast["kader"]).post(f"/layanan/{srq.kunci}/koreksi/", kirim)
        perubahan = Catatan.objects.filter(aksi="koreksi").latest("pk").perubahan
        assert perubahan["srq_01"][0] == "berubah"

    def test_a_list_names_nobody_of_a_closed_service_to_others(self, masuk, cast, kader_lain, srq):
        assert "Warga rahasia" in teks(masuk(cast["kader"]).get("/layanan/"))
        assert "Warga rahasia" not in teks(masuk(kader_lain).get("/layanan/"))
        assert "Warga rahasia" not in buka(masuk, kader_lain, srq)


class TestNama:
    def test_those_who_work_with_people_read_the_name(self, masuk, cast, rumah):
        for siapa in ("kader", "pengurus", "operator_desa", "nakes"):
            if siapa != "nakes":
                assert "Pak Rahasia" in buka(masuk, cast[siapa], rumah), siapa

    def test_others_read_that_there_is_one(self, masuk, cast, rumah):
        for siapa in ("verifikator_kecamatan", "dinas_pmd", "tim_pembina", "perencana", "auditor"):
            halaman = buka(masuk, cast[siapa], rumah)
            assert "Pak Rahasia" not in halaman, siapa
            assert "disamarkan" in halaman, siapa
            assert "Pak Rahasia" not in teks(masuk(cast[siapa]).get("/layanan/?wilayah=" + KLEGO)), siapa

    def test_a_name_among_the_answers_is_covered_too(self, masuk, cast, seruni):
        isi = {"objek": "Bu Rahasia", "lokasi": "RT 1", "jiwa": 3, "menerima_bantuan": False}
        rekaman = catat(seruni, Kiriman("keluarga_miskin", hari_ini(), isi, uuid.uuid4()), actor=cast["kader"])[0]
        assert "Bu Rahasia" in buka(masuk, cast["kader"], rekaman)
        assert "Bu Rahasia" not in buka(masuk, cast["tim_pembina"], rekaman)


class TestJawaban:
    def test_zero_missing_and_not_applicable_are_three(self, masuk, cast, seruni):
        orang = make_warga(seruni, date(2023, 1, 1), "L")
        isi = {"mt_diberi": False}
        kirim = Kiriman("mt_balita", hari_ini(), isi, uuid.uuid4(), warga=orang)
        halaman = buka(masuk, cast["kader"], catat(seruni, kirim, actor=cast["kader"])[0])
        assert "Isi makanannya tidak berlaku" in halaman
        isi = {"mt_diberi": True, "mt_porsi": 0}
        kirim = Kiriman("mt_balita", hari_ini(), isi, uuid.uuid4(), warga=orang)
        halaman = buka(masuk, cast["kader"], catat(seruni, kirim, actor=cast["kader"])[0])
        assert "Isi makanannya tidak diisi" in halaman
        assert "Jumlah porsi 0 porsi" in halaman
