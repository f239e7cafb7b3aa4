"""The camat's evaluation of drafts of APB Desa."""

from tests.mutasi.dasar import Mutasi

BALAPAN = "tests/planning/test_evaluasi_balapan.py"
LAYAR = "tests/planning/test_evaluasi.py"
ALUR, TINDAKAN = "planning/workflow_evaluasi.py", "planning/actions/evaluasi.py"

MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="dua penilaian camat: yang kedua menimpa yang pertama",
        berkas=TINDAKAN,
        lama="    if versi is not None and butir.versi != versi:",
        baru="    if versi is not None and butir.versi < versi:",
        uji=f"{LAYAR}::TestMenilai::test_who_comes_second_sees_the_first_ones_word_and_loses_nothing",
    ),
    Mutasi(
        apa="penilaian tidak menunggu penutupan evaluasi",
        berkas=ALUR,
        lama='    rows = EvaluasiRapbdes.objects.select_for_update(of=("self",), no_key=True)\n',
        baru="    rows = EvaluasiRapbdes.objects.all()\n",
        uji=f"{BALAPAN}::test_a_line_is_not_sent_back_under_a_closing_that_says_all_is_well",
        postgres=True,
    ),
    Mutasi(
        apa="evaluasi ditutup sesuai padahal ada baris yang harus diperbaiki",
        berkas=ALUR,
        lama="    if evaluasi.hasil == HasilEvaluasi.SESUAI and perbaiki:",
        baru="    if evaluasi.hasil == HasilEvaluasi.SESUAI and perbaiki > 99:",
        uji=f"{LAYAR}::TestMenutup::test_it_closes_only_with_a_result_that_the_lines_bear_out",
    ),
    Mutasi(
        apa="baris yang datang belakangan tidak ikut dinilai",
        berkas=ALUR,
        lama="    if n := len(baris_baru(evaluasi)):",
        baru="    if n := len(baris_baru(evaluasi)) // 2:",
        uji=f"{LAYAR}::TestMenutup::test_a_line_that_came_later_is_judged_too",
    ),
    Mutasi(
        apa="baris yang sama disebut sudah diubah",
        berkas=ALUR,
        lama="    if butir.baris is not None and butir.baris.pagu == butir.pagu:",
        baru="    if butir.baris is not None and butir.baris.pagu < butir.pagu:",
        uji=f"{LAYAR}::TestMenjawab::test_a_line_that_is_as_it_was_is_not_called_changed",
    ),
    Mutasi(
        apa="putaran baru sebelum catatan lama dijawab",
        berkas=TINDAKAN,
        lama="    if belum:\n",
        baru="    if belum > 99:\n",
        uji=f"{LAYAR}::TestPutaran::test_the_next_round_waits_for_every_answer",
    ),
    Mutasi(
        apa="menetapkan saat evaluasi terbuka tidak tercatat",
        berkas="planning/actions/dokumen.py",
        lama="        if awas:  # nothing",
        baru="        if not awas:  # nothing",
        uji=f"{LAYAR}::TestMenetapkan::test_fixing_warns_while_the_evaluation_is_open_and_prevents_nothing",
    ),
    Mutasi(
        apa="baris di luar posyandu ikut dinilai camat",
        berkas="planning/evaluasi_baris.py",
        lama="    return bool(baris.bidang) or baris.kode_kegiatan in KODE_POSYANDU",
        baru="    return bool(baris.uraian) or baris.kode_kegiatan in KODE_POSYANDU",
        uji=f"{LAYAR}::TestSeluruhJalan::test_only_lines_that_matter_to_posyandu_are_asked_about",
    ),
)
