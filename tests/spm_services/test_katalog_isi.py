"""What the catalogue holds: the study's 88 services, the official requests, and words that refer to something."""

import re

import pytest

from posyandu_app.lib.bidang import SEMUA as SEMUA_BIDANG
from spm_services import ambang, katalog
from spm_services.katalog.aturan_tumbuh import ATURAN_BERAT, ATURAN_UKUR
from spm_services.katalog.dasar import (
    Banyak,
    Bentuk,
    Desimal,
    Dijawab,
    JumlahYa,
    Langkah,
    Melewati,
    Paling,
    Pilihan,
    SalahSatu,
    SalahSatuMelewati,
    Subjek,
    TidakMelebihi,
    YaTidak,
)
from spm_services.katalog.permintaan import PERMINTAAN
from spm_services.katalog.spm import JENIS_SPM, MENURUT_NAMA
from spm_services.models import HasilAturan, Rekaman

ENTRI = list(katalog.SEMUA.values())
semua_entri = pytest.mark.parametrize("entri", ENTRI, ids=[e.kode for e in ENTRI])
JUMLAH_ACUAN = {"PEN": 12, "KES": 33, "PU": 10, "PR": 9, "TTL": 12, "SOS": 12}
ACUAN = {f"{b}-{n:02d}" for b, banyak in JUMLAH_ACUAN.items() for n in range(1, banyak + 1)}
BIDANG_ACUAN = dict(zip(JUMLAH_ACUAN, SEMUA_BIDANG, strict=True))
# Codes the measuring step adds to the answers of a child, and what is known of a person.
TUMBUH = {"nt", "t_berturut", "bb_u", "tb_u", "bb_tb", "lk_u", "z_bb_u", "z_tb_u", "z_bb_tb", "z_lk_u"}
ORANG = {"kelamin", "umur_bulan", "umur_6_59", "puma_kelamin", "puma_umur"}
BATAS = {"bb", "pb_tb", "lk", "lila", "sistole", "diastole", "gds", "hb", "lingkar_perut"}
INGGRIS = re.compile(
    r"\b(the|and|with|without|from|child|children|weight|height|score|date|step|form|visit|record|follow|screening)\b",
    re.I,
)
# The 22 rules of the study's table, by its line: (service, rules that carry it).
BARIS_ATURAN = {
    1: ("ukur_ibu_hamil", {"bumil_bb_merah"}),
    2: ("ukur_ibu_hamil", {"bumil_kek"}),
    3: ("ukur_ibu_hamil", {"bumil_td_tinggi"}),
    4: ("skrining_tbc", {"tbc_terduga"}),
    5: ("ttd_ibu_hamil", {"bumil_ttd_bolong"}),
    6: ("kelas_ibu_hamil", {"bumil_kelas_tidak"}),
    7: ("timbang_anak", {"anak_tidak_naik"}),
    8: ("timbang_anak", {"anak_bgm", "anak_garis_oranye"}),
    9: ("ukur_anak", {"anak_bb_tb_kurang", "anak_bb_tb_lebih"}),
    10: ("ukur_anak", {"anak_pendek"}),
    11: ("ukur_anak", {"anak_lk_kecil", "anak_lk_besar"}),
    12: ("ukur_anak", {"anak_lila_merah"}),
    13: ("perkembangan_anak", {"anak_perkembangan"}),
    14: ("ukur_dewasa", {"dewasa_td_tinggi"}),
    15: ("ukur_dewasa", {"dewasa_gds_tinggi"}),
    16: ("ukur_dewasa", {"dewasa_perut_l", "dewasa_perut_p"}),
    17: ("skrining_puma", {"puma_tinggi"}),
    18: ("skrining_jiwa", {"jiwa_srq", "jiwa_segera"}),
    19: ("darah_remaja", {"remaja_anemia"}),
    20: ("aks_lansia", {"aks_kurang"}),
    21: ("skilas_lansia", {"skilas_ada"}),
    22: ("kunjungan_ibu_hamil", {"bumil_bahaya"}),
}
EDUKASI = {5, 6, 16}
SEGERA = {22}


class TestDelapanPuluhDelapan:
    def test_every_service_of_the_study_has_exactly_one_entry(self):
        acuan = [e.acuan for e in ENTRI if e.acuan]
        assert sorted(acuan) == sorted(ACUAN)
        assert len(ACUAN) == 88

    def test_an_entry_stands_in_the_field_of_its_number(self):
        assert {e.kode for e in ENTRI if e.acuan and BIDANG_ACUAN[e.acuan.split("-")[0]] != e.bidang} == set()

    def test_totals_from_paper_carry_no_number_and_point_at_records_of_people_or_families(self):
        total = [e for e in ENTRI if e.rekap_dari]
        assert len(total) >= 13
        for e in total:
            asal = katalog.SEMUA[e.rekap_dari]
            assert not e.acuan, e.kode
            assert asal.subjek in (Subjek.ORANG, Subjek.KELUARGA), e.kode
            assert asal.bidang == e.bidang
            assert not asal.rekap_dari

    def test_there_are_29_official_types_and_every_one_is_served(self):
        assert len(JENIS_SPM) == len(MENURUT_NAMA) == len({j.kode for j in JENIS_SPM}) == 29
        dipakai = {e.spm for e in ENTRI if e.spm}
        assert dipakai == set(MENURUT_NAMA)

    @semua_entri
    def test_its_official_type_is_of_its_field(self, entri):
        assert not entri.spm or MENURUT_NAMA[entri.spm].bidang == entri.bidang


class TestPermintaan:
    @pytest.mark.parametrize("minta", PERMINTAAN, ids=[f"{m.bidang}-{m.butir}" for m in PERMINTAAN])
    def test_every_official_request_can_be_made(self, minta):
        entri = katalog.SEMUA[minta.layanan]
        assert entri.bidang == minta.bidang
        assert entri.bentuk == Bentuk.PERMOHONAN
        assert katalog.bisa_dicatat(entri)
        if minta.opsi:
            kolom = entri.kolom("diminta")
            assert minta.opsi in dict(kolom.opsi)
            assert kolom.daftar

    def test_the_list_is_whole(self):
        per_bidang = {b: sum(m.bidang == b for m in PERMINTAAN) for b in SEMUA_BIDANG}
        assert list(per_bidang.values()) == [6, 10, 9, 6, 9, 7]

    def test_every_option_of_a_general_request_is_of_the_official_list_or_says_so(self):
        resmi = {(m.layanan, m.opsi) for m in PERMINTAAN if m.opsi}
        lain = {
            (e.kode, kode)
            for e in ENTRI
            for k in e.isian
            if k.kode == "diminta"
            for kode, _ in k.opsi
            if (e.kode, kode) not in resmi
        }
        # Another region's education form; the complaint itself; the social referral.
        assert lain == {
            ("aspirasi_pendidikan", "pelatihan"),
            ("pengaduan_trantibum", "pengaduan"),
            ("permohonan_sosial", "rujukan"),
        }

    @semua_entri
    def test_a_request_names_its_papers_and_nothing_else_does(self, entri):
        if entri.bentuk == Bentuk.PERMOHONAN and not entri.tersegel and entri.kode != "rujukan_kesehatan":
            assert entri.berkas
        else:
            assert entri.berkas == ()
        assert len({b.kode for b in entri.berkas}) == len(entri.berkas)

    def test_a_poor_house_needs_the_six_papers_and_three_photos(self):
        entri = katalog.SEMUA["permohonan_rtlh"]
        assert (len(entri.berkas), entri.foto) == (6, 3)


class TestRujukanSilang:
    @semua_entri
    def test_everything_it_refers_to_is_there(self, entri):
        kolom = {k.kode for k in entri.isian}
        for k in entri.isian:
            if k.kalau:
                asal = entri.kolom(k.kalau.kolom)
                assert asal.kode != k.kode
                sah = {True, False} if isinstance(asal, YaTidak) else set(dict(asal.opsi))
                assert set(k.kalau.nilai) <= sah
            if isinstance(k, Pilihan) and k.skor:
                assert {kode for kode, _ in k.skor} == set(dict(k.opsi))
        for s in entri.skor:
            assert set(s.bagian) <= kolom | ORANG
        assert (
            not entri.lanjut
            or katalog.SEMUA[entri.lanjut].bentuk == Bentuk.PERMOHONAN
            or (katalog.SEMUA[entri.lanjut].subjek == entri.subjek)
        )
        assert not entri.lanjut or katalog.SEMUA[entri.lanjut].bidang == entri.bidang

    @semua_entri
    def test_its_checks_speak_of_numbers_it_asks(self, entri):
        angka = {k.kode for k in entri.isian if k.kode in entri.angka or isinstance(k, Desimal)}
        for cek in entri.cek:
            if isinstance(cek, TidakMelebihi):
                assert {cek.kiri, cek.kanan} <= angka
            elif isinstance(cek, Paling):
                assert {*cek.bagian, cek.seluruh} <= set(entri.angka)
            else:
                assert isinstance(cek, SalahSatu)
                assert set(cek.bagian) <= {k.kode for k in entri.isian}

    @semua_entri
    def test_its_rules_look_at_something_and_can_be_met(self, entri):
        dikenal = {k.kode for k in entri.isian} | {s.kode for s in entri.skor} | TUMBUH | ORANG
        for a in entri.aturan:
            if isinstance(a, Melewati):
                dilihat, batas = {a.kolom}, {a.ambang}
            elif isinstance(a, SalahSatuMelewati):
                dilihat, batas = {b.kolom for b in a.batas}, {b.ambang for b in a.batas}
            elif isinstance(a, JumlahYa):
                dilihat, batas = set(a.bagian), {a.ambang}
            else:
                dilihat, batas = {a.kolom}, set()
            assert dilihat <= dikenal, a.kode
            assert batas <= set(ambang.MENURUT_NAMA), a.kode
            assert not a.kalau or a.kalau.kolom in dikenal

    @semua_entri
    def test_a_rule_that_waits_for_an_answer_waits_for_one_that_exists(self, entri):
        kolom = {k.kode: k for k in entri.isian}
        for a in entri.aturan:
            if isinstance(a, Dijawab) and a.kolom in kolom:
                k = kolom[a.kolom]
                sah = {True, False} if isinstance(k, YaTidak) else set(dict(k.opsi))
                assert set(a.nilai) | {n for n, _ in a.sebutan} <= sah
                assert a.nilai or isinstance(k, Banyak)

    def test_rule_codes_are_used_once_but_for_measures_of_dewasa_and_lansia(self):
        pemakai: dict[str, list[str]] = {}
        for e in ENTRI:
            for a in e.aturan:
                pemakai.setdefault(a.kode, []).append(e.kode)
        assert {tuple(v) for v in pemakai.values() if len(v) > 1} == {("ukur_lansia", "ukur_dewasa")}

    def test_rules_fit_the_columns_they_are_stored_in(self):
        meta = HasilAturan._meta
        for a in (a for e in ENTRI for a in e.aturan):
            assert len(a.kode) <= meta.get_field("kode").max_length
            assert len(a.arti) <= meta.get_field("arti").max_length
            assert len(a.tindakan) <= meta.get_field("tindakan").max_length

    @pytest.mark.parametrize("entri", [e for e in ENTRI if any(isinstance(a, Dijawab) for a in e.aturan)])
    def test_even_the_longest_reason_fits_its_column(self, entri):
        panjang = HasilAturan._meta.get_field("sebab").max_length
        for a in entri.aturan:
            if isinstance(a, Dijawab) and a.sebutan:
                for isi in ({a.kolom: [n for n, _ in a.sebutan]}, {a.kolom: a.sebutan[0][0], a.z: "-3.21"}):
                    assert len(a.sebab(isi, {})) <= panjang

    def test_every_threshold_is_used_and_explained(self):
        dipakai = set()
        for a in (a for e in ENTRI for a in e.aturan):
            dipakai |= {b.ambang for b in getattr(a, "batas", ())} | {getattr(a, "ambang", "")}
        # Ages of the immunisation schedule, and how N is told from T, are looked up by that code itself.
        sisa = set(ambang.MENURUT_NAMA) - dipakai
        assert dipakai - {""} <= set(ambang.MENURUT_NAMA)
        assert {ambang.MENURUT_NAMA[n].satuan for n in sisa} <= {"bulan", "SD"}
        assert all(a.sumber and a.label for a in ambang.DAFTAR)
        assert {a.keyakinan for a in ambang.DAFTAR} <= {"tinggi", "sedang", "rendah"}

    def test_measures_name_ranges_that_are_known(self):
        kolom = [k for e in ENTRI for k in e.isian]
        assert {k.batas for k in kolom if isinstance(k, Desimal) and k.batas} == BATAS
        assert {k.kode for k in kolom if isinstance(k, Desimal) and k.batas} == BATAS


class TestSatuKodeSatuArti:
    def test_a_question_shared_by_services_of_one_step_is_the_same_question(self):
        """So that a visit asks it once. Its words may differ by card, its kind, unit and options may not."""
        for langkah in (Langkah.PENGUKURAN, Langkah.PELAYANAN, Langkah.PENYULUHAN):
            arti: dict[str, tuple] = {}
            for e in (e for e in ENTRI if e.langkah == langkah):
                for k in e.isian:
                    ini = (k.jenis, getattr(k, "satuan", ""), getattr(k, "opsi", ()), getattr(k, "batas", ""))
                    assert arti.setdefault(k.kode, ini) == ini, f"{e.kode}.{k.kode}"

    @pytest.mark.parametrize(
        ("siapa", "langkah", "paling"),
        [
            ((20, "L", ()), Langkah.PENGUKURAN, 6),
            ((3, "P", ()), Langkah.PENGUKURAN, 5),
            ((300, "P", ("hamil",)), Langkah.PENGUKURAN, 5),
            ((100, "L", ()), Langkah.PENGUKURAN, 3),
            ((200, "P", ()), Langkah.PENGUKURAN, 7),
            ((480, "L", ()), Langkah.PENGUKURAN, 7),
            ((800, "P", ()), Langkah.PENGUKURAN, 7),
            ((20, "L", ()), Langkah.PELAYANAN, 15),
            ((480, "L", ()), Langkah.PELAYANAN, 4),
        ],
    )
    def test_one_step_of_one_person_stays_small(self, siapa, langkah, paling):
        """What comes at every visit; yearly questionnaires are opened one by one."""
        umur, kelamin, keadaan = siapa
        ditanya = {
            k.kode
            for e in katalog.pada_langkah(langkah, umur, kelamin, keadaan)
            if e.tiap_bulan < 12
            for k in e.isian
            if k.untuk is None or k.untuk.cocok(umur, kelamin, keadaan)
        }
        assert len(ditanya) <= paling, sorted(ditanya)

    def test_nobody_is_weighed_by_two_cards_but_with_one_answer(self):
        for umur in range(0, 1000, 7):
            for kelamin in "LP":
                entri = katalog.pada_langkah(Langkah.PENGUKURAN, umur, kelamin, ())
                assert sum(any(k.kode == "bb" for k in e.isian) for e in entri) == 1, umur

    def test_everybody_is_asked_about_tbc_at_the_fourth_step(self):
        for umur, kelamin, keadaan in ((0, "L", ()), (300, "P", ("hamil",)), (900, "P", ())):
            kode = {e.kode for e in katalog.pada_langkah(Langkah.PELAYANAN, umur, kelamin, keadaan)}
            assert "skrining_tbc" in kode


class TestKata:
    @semua_entri
    def test_its_words_are_indonesian_and_short(self, entri):
        kata = [entri.nama, entri.harian, entri.sasaran, *(k.label for k in entri.isian)]
        kata += [k.bantuan for k in entri.isian] + [t for a in entri.aturan for t in (a.arti, a.pesan, a.ukuran)]
        kata += [b.label for b in entri.berkas] + [t for k in entri.isian for _, t in getattr(k, "opsi", ())]
        assert [k for k in kata if INGGRIS.search(k)] == []
        assert [k.label for k in entri.isian if len(k.label) > 90] == []
        assert [t for k in entri.isian for _, t in getattr(k, "opsi", ()) if len(t) > 90] == []
        assert all(a.pesan.endswith(".") for a in entri.aturan)
        assert entri.satuan
        assert entri.sasaran or entri.kode == "alat_posyandu"

    def test_a_kader_reads_no_diagnosis(self):
        penyakit = re.compile(
            r"\b(stunting|gizi buruk|mikrosefali|makrosefali|hipertensi|diabetes|anemia|depresi|KEK)\b", re.I
        )
        assert [a.pesan for e in ENTRI for a in e.aturan if penyakit.search(a.pesan)] == []

    def test_no_count_is_called_an_achievement(self):
        kata = [t for e in ENTRI for t in (e.nama, e.harian, e.sasaran, *(k.label for k in e.isian))]
        assert [t for t in kata if "capaian" in t.lower()] == []


class TestTertutup:
    def test_the_sealed_channel_is_no_record_and_stands_in_no_list(self):
        segel = [e for e in ENTRI if e.tersegel]
        assert [(e.kode, e.acuan, e.isian, e.tertutup) for e in segel] == [("lapor_kekerasan", "TTL-06", (), True)]
        assert not katalog.bisa_dicatat(segel[0])
        assert segel[0] not in katalog.per_bidang("trantibumlinmas")
        assert "lapor_kekerasan" not in dict(katalog.pilihan())
        assert not any("lapor_kekerasan" in katalog.berbentuk(b) for b in Bentuk)
        assert not segel[0].utama

    @pytest.mark.parametrize(
        "kode", ["skrining_tbc", "pantau_tbc", "skrining_jiwa", "pantau_odgj", "layanan_kb", "skrining_remaja"]
    )
    def test_every_answer_and_result_about_tbc_jiwa_kb_is_closed(self, kode):
        entri = katalog.SEMUA[kode]
        assert entri.tertutup
        assert all(k.tertutup for k in entri.isian)
        assert all(a.tertutup for a in entri.aturan)

    def test_heeadsss_is_asked_by_nakes_only(self):
        nakes = {e.kode for e in ENTRI if e.oleh == "nakes"}
        assert nakes == {"skrining_remaja"}
        assert all(k.oleh == "nakes" for k in katalog.SEMUA["skrining_remaja"].isian)

    def test_no_hiv_status_can_be_recorded(self):
        entri = katalog.SEMUA["ajakan_hiv"]
        assert entri.subjek == Subjek.KELOMPOK
        teks = [t for e in ENTRI for k in e.isian for t in (k.kode, k.label)]
        assert [t for t in teks if "hiv" in t.lower()] == []

    def test_the_question_about_ending_ones_life_calls_for_help_and_says_no_result(self):
        segera = katalog.SEMUA["skrining_jiwa"].aturan[0]
        assert (segera.kolom, segera.nilai, segera.tindakan) == ("srq_17", (True,), "segera")
        assert segera.pesan.startswith("Hubungi tenaga kesehatan sekarang")
        assert not re.search(r"skor|hasil|\d|gangguan|jiwa|depresi", segera.pesan, re.I)


class TestDuaPuluhDuaAturan:
    @pytest.mark.parametrize("baris", sorted(BARIS_ATURAN))
    def test_the_rule_of_the_study_is_there_with_its_action(self, baris):
        layanan, kode = BARIS_ATURAN[baris]
        milik = {a.kode: a for a in katalog.SEMUA[layanan].aturan}
        assert kode <= set(milik)
        harap = "edukasi" if baris in EDUKASI else "segera" if baris in SEGERA else "rujuk"
        assert harap in {milik[k].tindakan for k in kode}
        assert all(milik[k].sumber for k in kode)

    def test_danger_signs_of_every_group_call_for_help(self):
        bahaya = {a.kode: a for e in ENTRI for a in e.aturan if a.kode.endswith("_bahaya")}
        assert set(bahaya) == {"bumil_bahaya", "nifas_bahaya", "bayi_bahaya", "balita_bahaya", "rumah_bahaya"}
        assert {a.tindakan for a in bahaya.values()} == {"segera"}
        banyak = {"tanda_hamil": 10, "tanda_nifas": 14, "tanda_bayi": 12, "tanda_balita": 9}
        tanda = {k.kode: len(k.opsi) for e in ENTRI for k in e.isian if k.kode in banyak}
        assert tanda == banyak

    def test_growth_rules_use_the_class_codes_of_growth(self):
        kelas = pytest.importorskip("spm_services.tumbuh.kelas")
        kode = {k.kode for daftar in kelas.MENURUT_INDEKS.values() for k in daftar}
        dipakai = {
            n
            for a in (*ATURAN_BERAT, *ATURAN_UKUR)
            if a.kode not in ("anak_tidak_naik", "anak_edema")
            for n in getattr(a, "nilai", ())
        }
        assert dipakai <= kode


def test_a_new_record_is_filled_with_the_forms_of_now():
    assert Rekaman().versi_formulir == katalog.VERSI_FORMULIR == 2
