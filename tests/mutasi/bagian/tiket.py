"""Mutations of requests and referrals: who sees whom, what holds a step back, clocks, the public page."""

from tests.mutasi.dasar import Mutasi

TIKET = "tests/spm_services/test_tiket.py"
RUJUKAN = "tests/spm_services/test_rujukan.py"
JAM = "tests/spm_services/test_tiket_jam.py"
PUBLIK = "tests/spm_services/test_tiket_publik.py"

MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="permohonan kantor lain terbaca",
        berkas="spm_services/models/tiket.py",
        lama="Q(diteruskan_pada__isnull=False, tujuan__in=kantor)",
        baru="Q(diteruskan_pada__isnull=False)",
        uji=f"{TIKET}::TestKantor::test_only_the_office_it_was_handed_to_reads_it",
    ),
    Mutasi(
        apa="perangkat daerah membaca sebelum diteruskan",
        berkas="spm_services/models/tiket.py",
        lama="Q(diteruskan_pada__isnull=False, tujuan__in=kantor)",
        baru="Q(tujuan__in=kantor)",
        uji=f"{TIKET}::test_a_finding_becomes_a_request_and_comes_back_answered",
    ),
    Mutasi(
        apa="nama pengadu tampak bagi kader lain",
        berkas="spm_services/tampak_tiket.py",
        lama="unit = user.scope_for(Cap.CATAT).memuat(kode) and not tiket.rahasia",
        baru="unit = user.scope_for(Cap.CATAT).memuat(kode)",
        uji=f"{TIKET}::TestKantor::test_a_complainant_is_known_to_the_desk_and_the_office_alone",
    ),
    Mutasi(
        apa="nama pengadu tampak di halaman catatannya",
        berkas="spm_services/tampilan.py",
        lama="        return user.scope_for(Cap.URUS_TIKET).memuat(kode)",
        baru="        return user.scope_for(Cap.LIHAT_WARGA).memuat(kode)",
        uji=f"{TIKET}::TestKantor::test_a_complainant_is_known_to_the_desk_and_the_office_alone",
    ),
    Mutasi(
        apa="permohonan tanpa berkas bisa diajukan",
        berkas="spm_services/workflow_tiket.py",
        lama="guards=(_bukan_rujukan, _unit_aktif, _lengkap)",
        baru="guards=(_bukan_rujukan, _unit_aktif)",
        uji=f"{TIKET}::TestDraf::test_a_request_without_papers_stays_a_draft_and_names_them",
    ),
    Mutasi(
        apa="permohonan tanpa tiket",
        berkas="spm_services/actions/rekaman.py",
        lama="            if bertiket(rekaman):\n                buat_tiket(rekaman, oleh=actor)\n",
        baru="",
        uji=f"{TIKET}::TestDraf::test_the_same_form_sent_twice_is_one_ticket",
    ),
    Mutasi(
        apa="putusan dari halaman basi diterima",
        berkas="audit/transitions.py",
        lama="            if versi is not None and obj.versi != versi:\n                raise Bentrok(obj)\n",
        baru="",
        uji=f"{TIKET}::TestMeja::test_a_stale_page_decides_nothing_and_keeps_what_was_typed",
    ),
    Mutasi(
        apa="permintaan data dihitung sebagai tindak lanjut",
        berkas="spm_services/models/tiket.py",
        lama="TINDAK_LANJUT = frozenset(H) - {H.BUTUH_DATA, H.TANPA_JAWABAN}",
        baru="TINDAK_LANJUT = frozenset(H) - {H.TANPA_JAWABAN}",
        uji=f"{TIKET}::TestKantor::test_data_asked_for_rests_the_clock_and_is_no_follow_up",
    ),
    Mutasi(
        apa="disetujui tanpa sumber dana",
        berkas="spm_services/actions/tiket.py",
        lama="    if not isi.baris and isi.tahun_usulan is None:",
        baru="    if False:",
        uji=f"{TIKET}::TestMeja::test_neither_a_line_nor_a_year_is_no_approval",
    ),
    Mutasi(
        apa="jeda ikut dihitung",
        berkas="spm_services/jam_tiket.py",
        lama="return any(m < hari and (s is None or hari <= s) for m, s in jeda)",
        baru="return False",
        uji=f"{JAM}::TestDuaJam::test_resuming_moves_the_end_by_what_it_rested",
    ),
    Mutasi(
        apa="kembali ke posyandu memulai jam dari awal",
        berkas="spm_services/workflow_tiket.py",
        lama="    if tiket.diajukan_pada is None:\n        tiket.diajukan_pada = timezone.now()",
        baru="    if True:\n        tiket.diajukan_pada = timezone.now()",
        uji=f"{JAM}::TestDuaJam::test_being_sent_back_rests_the_clock_and_it_never_starts_anew",
    ),
    Mutasi(
        apa="perangkat daerah dinilai sebelum sempat menjawab",
        berkas="spm_services/metrics_tiket.py",
        lama='        if j["dijawab"] or j["terlambat"]\n',
        baru="",
        uji=f"{JAM}::TestKinerja::test_an_office_that_had_no_time_yet_is_not_shown",
    ),
    Mutasi(
        apa="slip terbuka tanpa empat angka",
        berkas="spm_services/metrics_tiket.py",
        lama="if not cocok_empat(kode, empat, sidik) or tiket is None:",
        baru="if tiket is None:",
        uji=f"{PUBLIK}::test_a_wrong_code_and_wrong_digits_get_the_same_answer",
    ),
    Mutasi(
        apa="kode slip boleh ditebak tanpa batas",
        berkas="spm_services/views/tiket_publik.py",
        lama="            cache.incr(k)\n",
        baru="",
        uji=f"{PUBLIK}::test_a_code_is_locked_after_some_failures_even_for_the_right_digits",
    ),
    Mutasi(
        apa="rujukan tanpa persetujuan sampai ke nakes",
        berkas="spm_services/models/tiket.py",
        lama="Q(jenis=JenisTiket.RUJUKAN, setuju=True)",
        baru="Q(jenis=JenisTiket.RUJUKAN)",
        uji=f"{RUJUKAN}::test_without_consent_nothing_is_passed_on_and_the_refusal_is_the_result",
    ),
    Mutasi(
        apa="alasan tertutup terbaca siapa saja",
        berkas="spm_services/sebab_rujukan.py",
        lama="        rows = rows.filter(rekaman__pencatat=user)\n",
        baru="        pass\n",
        uji=f"{RUJUKAN}::test_closed_reasons_are_for_nakes_and_whoever_recorded_them",
    ),
    Mutasi(
        apa="rujukan ditutup tanpa menunggu",
        berkas="spm_services/actions/rujukan.py",
        lama="if hasil == H.TANPA_JAWABAN and (batas is None or batas >= hari):",
        baru="if False:",
        uji=f"{RUJUKAN}::TestTanpaJawaban::test_is_not_said_before_its_time",
    ),
    Mutasi(
        apa="merujuk tanpa mengunci posyandunya",
        berkas="spm_services/actions/rujukan.py",
        lama="unit = kunci_posyandu(kunjungan.posyandu_id)",
        baru="unit = kunjungan.posyandu",
        uji="tests/spm_services/test_tiket_balapan.py::test_a_visit_referred_eight_times_at_once_is_one_referral",
        postgres=True,
    ),
)
