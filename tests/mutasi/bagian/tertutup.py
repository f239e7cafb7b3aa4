"""The sealed channel, months that are closed, completeness."""

from tests.mutasi.dasar import Mutasi

TERTUTUP = "tests/spm_services/test_tertutup.py"

MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="saluran tertutup terbaca dengan tugas membaca catatan",
        berkas="spm_services/querysets.py",
        lama="        if duty != Cap.KANAL_TERTUTUP:\n",
        baru="        if duty not in (Cap.KANAL_TERTUTUP, Cap.LIHAT_CATATAN):\n",
        uji=f"{TERTUTUP}::TestSiapa::test_no_other_duty_reaches_it",
    ),
    Mutasi(
        apa="langkah laporan tertutup masuk jejak umum",
        berkas="spm_services/workflow_tertutup.py",
        lama="    catat=jejak,\n",
        baru="",
        uji=f"{TERTUTUP}::TestTidakTampak::test_no_other_table_moves",
    ),
    Mutasi(
        apa="isi laporan tertutup disimpan polos",
        berkas="spm_services/jejak_tertutup.py",
        lama='return sandi.tutup(json.dumps({"isi": asdict(isi), "asal": asal}), tempat=_tempat(laporan, "isi"))',
        baru='return json.dumps({"isi": asdict(isi), "asal": asal})',
        uji=f"{TERTUTUP}::TestTersandi::test_no_table_holds_a_word_of_it_in_clear",
    ),
    Mutasi(
        apa="membaca laporan tertutup tanpa jejak",
        berkas="spm_services/actions/tertutup.py",
        lama='    jejak(actor, "buka", laporan)\n',
        baru="",
        uji=f"{TERTUTUP}::TestMembaca::test_each_reading_leaves_its_own_row",
    ),
    Mutasi(
        apa="saluran tertutup tampak di aliran log",
        berkas="posyandu_app/settings.py",
        lama='"formatter": "json", "filters": ["tertutup"]}',
        baru='"formatter": "json"}',
        uji=f"{TERTUTUP}::TestTidakTampak::test_the_log_stream_is_silent",
    ),
    Mutasi(
        apa="jejak laporan tertutup bisa diubah",
        berkas="spm_services/apps.py",
        lama='            pemicu.TABEL.append("spm_services_jejaktertutup")\n',
        baru="            pass\n",
        uji=f"{TERTUTUP}::TestMembaca::test_the_log_of_readings_can_only_grow",
    ),
    Mutasi(
        apa="halaman tertutup disimpan peramban",
        berkas="spm_services/views/tertutup.py",
        lama="cache_control(private=True, no_store=True, no_cache=True, max_age=0)",
        baru="cache_control(private=True, no_cache=True)",
        uji=f"{TERTUTUP}::TestMelapor::test_no_answer_is_kept_by_the_browser",
    ),
    Mutasi(
        apa="nama pelapor tampak di jejak saluran tertutup",
        berkas="spm_services/actions/tertutup.py",
        lama='            jejak(None, "terima", laporan',
        baru='            jejak(actor, "terima", laporan',
        uji=f"{TERTUTUP}::TestTersandi::test_neither_unit_nor_reporter_stand_beside_it_in_clear",
    ),
)
