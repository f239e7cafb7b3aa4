"""The catalogue: every entry builds, says where it comes from, can be sent to a phone, and checks what it says."""

import json
import re

import pytest

from posyandu_app.lib.bidang import SEMUA as SEMUA_BIDANG
from spm_services import katalog
from spm_services.katalog import kesehatan, pekerjaan_umum, pendidikan, perumahan, sosial, trantibum
from spm_services.katalog.dasar import Bentuk, Guna, JenisLayanan, Pilihan, Subjek
from spm_services.models import Hitungan, Rekaman
from spm_services.models.rekaman import jawaban

BERKAS = (pendidikan, kesehatan, pekerjaan_umum, perumahan, trantibum, sosial)
ENTRI = [e for berkas in BERKAS for e in berkas.LAYANAN]
semua_entri = pytest.mark.parametrize("entri", ENTRI, ids=[e.kode for e in ENTRI])


class TestSusunan:
    def test_no_code_is_used_twice(self):
        assert len({e.kode for e in ENTRI}) == len(ENTRI) == len(katalog.SEMUA)

    @pytest.mark.parametrize("bidang", SEMUA_BIDANG)
    def test_every_field_has_every_shape_and_at_least_two_services(self, bidang):
        milik = [e for e in ENTRI if e.bidang == bidang]
        assert len(milik) >= 2
        assert {e.bentuk for e in milik} == set(Bentuk)

    def test_an_entry_stands_in_the_file_of_its_field(self):
        for berkas in BERKAS:
            assert len({e.bidang for e in berkas.LAYANAN}) == 1, berkas.__name__

    @pytest.mark.parametrize("bidang", SEMUA_BIDANG)
    def test_a_unit_sees_at_most_six_of_a_field_at_first_and_a_kegiatan_among_them(self, bidang):
        tampak = [katalog.SEMUA[k] for k in katalog.bawaan()[bidang]]
        assert 2 <= len(tampak) <= katalog.PALING_TAMPAK
        assert [e.utama for e in tampak] == list(range(1, len(tampak) + 1))
        assert Bentuk.KEGIATAN in {e.bentuk for e in tampak}

    @pytest.mark.parametrize("bidang", SEMUA_BIDANG)
    def test_no_two_services_of_a_field_are_called_the_same(self, bidang):
        milik = katalog.per_bidang(bidang)
        assert len({e.harian for e in milik}) == len({e.nama for e in milik}) == len(milik)

    def test_an_entry_that_ended_is_hidden_from_new_forms_and_stays_readable(self, monkeypatch):
        lama = JenisLayanan(
            kode="lama",
            bidang="sosial",
            bentuk="kegiatan",
            nama="Lama",
            harian="Lama",
            isian=(),
            sumber="uji",
            sampai="2026-01",
        )
        monkeypatch.setitem(katalog.SEMUA, "lama", lama)
        assert lama not in katalog.per_bidang("sosial")
        assert ("lama", "Lama") in katalog.pilihan()

    def test_a_double_code_or_column_stops_the_program(self):
        satu = ENTRI[0]
        with pytest.raises(ValueError, match="ganda"):
            katalog._kumpulkan([(satu,), (satu,)])
        kolom = satu.isian[0]
        ganda = JenisLayanan(
            kode="x", bidang="sosial", bentuk="kegiatan", nama="x", harian="x", isian=(kolom, kolom), sumber="x"
        )
        with pytest.raises(ValueError, match="ganda"):
            katalog._kumpulkan([(ganda,)])


class TestEntri:
    @semua_entri
    def test_it_fits_the_columns_it_is_stored_in(self, entri):
        assert re.fullmatch(r"[a-z][a-z0-9_]*", entri.kode)
        assert len(entri.kode) <= Rekaman._meta.get_field("layanan").max_length
        assert all(len(k.kode) <= Hitungan._meta.get_field("kolom").max_length for k in entri.isian)
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", k.kode) for k in entri.isian)

    @semua_entri
    def test_it_says_what_it_is_for_and_where_it_comes_from(self, entri):
        assert all([entri.nama, entri.harian, entri.opd, entri.sumber])
        assert entri.keyakinan in {"tinggi", "sedang", "rendah"}
        assert re.fullmatch(r"\d{4}-\d{2}", entri.sejak)
        assert len(entri.harian) <= 40

    @semua_entri
    def test_it_can_be_sent_as_json_and_loses_nothing(self, entri):
        kembali = json.loads(json.dumps(entri.sebagai_json(), ensure_ascii=False))
        assert kembali["kode"] == entri.kode
        assert [k["kode"] for k in kembali["isian"]] == [k.kode for k in entri.isian]
        assert all(k["jenis"] and k["label"] for k in kembali["isian"])
        for bagian in ("cek", "skor", "aturan"):
            assert [c["jenis"] for c in kembali[bagian]] == [c.jenis for c in getattr(entri, bagian)]
        assert not any(k.startswith("_") for k in kembali)

    @semua_entri
    def test_it_counts_those_it_served_once(self, entri):
        guna = [k.guna for k in entri.angka.values()]
        assert guna.count(Guna.TERLAYANI) <= 1
        assert guna.count(Guna.SASARAN) <= 1
        if entri.bentuk == Bentuk.KEGIATAN:
            assert guna.count(Guna.TERLAYANI) == 1

    @semua_entri
    def test_every_choice_has_different_words(self, entri):
        for kolom in entri.isian:
            if isinstance(kolom, Pilihan):
                assert 2 <= len(dict(kolom.opsi)) == len({kata for _, kata in kolom.opsi}) == len(kolom.opsi)

    @semua_entri
    def test_a_missing_answer_is_neither_zero_nor_no(self, entri):
        assert entri.hitungan({}) == {}
        satu = entri.bentuk == Bentuk.KONDISI and entri.subjek in (Subjek.ORANG, Subjek.KELUARGA)
        assert entri.terlayani({}) == int(satu)
        assert {jawaban(k, None) for k in entri.isian} <= {"tidak diisi"}


class TestHitungan:
    def test_only_numbers_are_summed_and_zero_is_one(self):
        entri = katalog.SEMUA["penimbangan_balita"]
        isi = {"sasaran": 40, "terlayani": 30, "naik": 0, "tidak_naik": None, "keterangan": "hujan"}
        assert entri.hitungan(isi) == {"sasaran": 40, "terlayani": 30, "naik": 0}
        assert entri.terlayani(isi) == 30

    def test_a_state_may_serve_under_a_name_of_its_own(self):
        assert katalog.SEMUA["akses_air"].terlayani({"rumah_tangga": 4}) == 4

    def test_a_state_of_a_person_or_a_family_serves_one(self):
        assert katalog.SEMUA["timbang_anak"].terlayani({"bb": "9.1"}) == 1
        assert katalog.SEMUA["data_keluarga_miskin"].terlayani({"jiwa": 7}) == 1

    def test_a_request_serves_nobody_yet(self):
        assert katalog.SEMUA["permohonan_jamban"].terlayani({"jumlah": 9}) == 0

    @pytest.mark.parametrize(
        ("layanan", "kolom", "nilai", "kata"),
        [
            ("penimbangan_balita", "terlayani", 1250, "1.250 anak"),
            ("penimbangan_balita", "terlayani", 0, "0 anak"),
            ("pojok_baca", "keadaan", "rusak_ringan", "Rusak ringan"),
            ("pojok_baca", "dikelola", False, "Tidak"),
            ("pojok_baca", "dikelola", True, "Ya"),
            ("pojok_baca", "objek", "", "tidak diisi"),
        ],
    )
    def test_answers_in_words(self, layanan, kolom, nilai, kata):
        assert jawaban(katalog.SEMUA[layanan].kolom(kolom), nilai) == kata
