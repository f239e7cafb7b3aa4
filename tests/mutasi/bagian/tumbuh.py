"""Promises of growth and SKDN."""

from tests.mutasi.dasar import Mutasi

HITUNG = "spm_services/hitung_pertumbuhan.py"
METRIK = "spm_services/metrics_tumbuh.py"
TUMBUH = "tests/spm_services/test_pertumbuhan.py"
SKDN = "tests/spm_services/test_skdn.py"
ULANG = "tests/hitung_ulang/test_skdn.py::test_random_children_are_counted_alike"

MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="tumbuh: umur dihitung pada hari ini, bukan hari diukur",
        berkas=HITUNG,
        lama="    umur = umur_hari(warga.tanggal_lahir, kunjungan.tanggal)\n",
        baru="    umur = umur_hari(warga.tanggal_lahir, date.today())\n",
        uji=f"{TUMBUH}::TestTersimpan::test_age_is_at_the_day_of_measuring",
    ),
    Mutasi(
        apa="tumbuh: aturan kunjungan sesudahnya tidak dinilai lagi",
        berkas=HITUNG,
        lama="    _nilai_lagi(anak, turunan, ambang, None if semua else ATURAN_SERI)\n",
        baru="",
        uji=f"{TUMBUH}::TestAturan::test_rules_of_later_visits_follow_a_correction",
    ),
    Mutasi(
        apa="tumbuh: koreksi tidak menghitung ulang",
        berkas="spm_services/actions/rekaman.py",
        lama="        nilai_rekaman(rekaman, unit)\n",
        baru="        pass\n",
        uji=f"{TUMBUH}::TestSeri::test_a_corrected_weighing_changes_what_follows",
    ),
    Mutasi(
        apa="tumbuh: pembatalan tidak menghitung ulang",
        berkas="spm_services/workflow.py",
        lama="    nilai_rekaman(rekaman)\n",
        baru="    return\n",
        uji=f"{TUMBUH}::TestSeri::test_a_cancelled_weighing_is_no_weighing",
    ),
    Mutasi(
        apa="tumbuh: temuan yang tetap kehilangan barisnya",
        berkas="spm_services/hitung_aturan.py",
        lama="    hilang = [h.pk for k, h in ada.items() if k not in baru]\n",
        baru="    hilang = [h.pk for h in ada.values()]\n    ada = {}\n",
        uji=f"{TUMBUH}::TestAturan::test_rules_of_later_visits_follow_a_correction",
    ),
    Mutasi(
        apa="tumbuh: versi N/T baru dipakai untuk penimbangan lama",
        berkas=HITUNG,
        lama="anak.isi(k.pk), ada.versi_naik if ada else dasar.versi_naik)",
        baru="anak.isi(k.pk), dasar.versi_naik)",
        uji=f"{TUMBUH}::TestVersi::test_the_region_sets_the_rule_and_old_rows_keep_theirs",
    ),
    Mutasi(
        apa="tumbuh: putusan tenaga kesehatan hilang ketika dihitung ulang",
        berkas=HITUNG,
        lama="            baru.pk, baru.nt_nakes, baru.alasan_nakes = ada.pk, ada.nt_nakes, ada.alasan_nakes\n",
        baru="            baru.pk = ada.pk\n",
        uji="tests/spm_services/test_putusan_nt.py::test_two_t_and_the_rules_follow",
    ),
    Mutasi(
        apa="tumbuh: putusan N/T atas berat yang sudah berubah",
        berkas="spm_services/actions/pertumbuhan.py",
        lama="    if p.tanda != dilihat:\n        raise Bentrok(p)\n",
        baru="",
        uji="tests/spm_services/test_putusan_nt.py::TestDitolak::test_on_a_weight_that_changed_meanwhile",
    ),
    Mutasi(
        apa="skdn: tamu masuk S",
        berkas=METRIK,
        lama="Q(mulai__lte=hari, jenis=Keanggotaan.Jenis.WARGA, warga__digabung_ke=None)",
        baru="Q(mulai__lte=hari, warga__digabung_ke=None)",
        uji=ULANG,
    ),
    Mutasi(
        apa="skdn: O dihitung T",
        berkas=METRIK,
        lama='Count("pk", filter=masuk & Q(hasil=x.upper())) for x in EMPAT',
        baru='Count("pk", filter=masuk & Q(hasil=x.upper().replace("O", "T"))) for x in EMPAT',
        uji=ULANG,
    ),
    Mutasi(
        apa="skdn: S dilihat hari ini untuk semua bulan",
        berkas=METRIK,
        lama="    return min(bulan.sampai - timedelta(days=1), hari)\n",
        baru="    return hari\n",
        uji=f"{SKDN}::TestAngka::test_a_month_that_is_over_is_looked_at_on_its_last_day",
    ),
    Mutasi(
        apa="skdn: dua kali ditimbang dihitung dua anak",
        berkas=METRIK,
        lama='        .filter(~Exists(sesudah.filter(tanggal__lt=OuterRef("akhir"))))\n',
        baru="",
        uji=f"{SKDN}::TestAngka::test_two_weighings_of_a_month_are_one_child",
    ),
    Mutasi(
        apa="skdn: balita di posyandu yang menulis dari kertas ikut S",
        berkas=METRIK,
        lama="        if not ada.unit:\n",
        baru="        if False:\n",
        uji=f"{SKDN}::TestAngka::test_totals_from_paper_stand_apart_with_their_children",
    ),
    Mutasi(
        apa="skdn: angka kecil tampak untuk semua orang",
        berkas="spm_services/papan_skdn.py",
        lama="        if self.boleh_nama:\n            return TERBUKA, TERBUKA\n",
        baru="        if True:\n            return TERBUKA, TERBUKA\n",
        uji=f"{SKDN}::TestBerkas::test_what_is_hidden_on_the_page_is_hidden_in_the_file",
    ),
)
