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
    Mutasi(
        apa="bulan yang ditutup masih menerima pembatalan",
        berkas="spm_services/workflow.py",
        lama="guards=(_bulan_terbuka, _boleh_batal)",
        baru="guards=(_boleh_batal,)",
        uji="tests/spm_services/test_bulan.py::TestSesudahDitutup::test_none_is_cancelled",
    ),
    Mutasi(
        apa="bulan yang ditutup masih menerima catatan",
        berkas="spm_services/actions/rekaman.py",
        lama="    if tutup is not None:\n",
        baru="    if tutup is None and posyandu is None:\n",
        uji="tests/spm_services/test_bulan.py::TestSesudahDitutup::test_no_record_enters",
    ),
    Mutasi(
        apa="berapa kali bulan dibuka lagi tidak dihitung",
        berkas="spm_services/workflow_bulan.py",
        lama="    row.dibuka_lagi += 1\n",
        baru="",
        uji="tests/spm_services/test_bulan.py::TestBukaLagi::test_how_often_stays_with_the_figures",
    ),
    Mutasi(
        apa="bulan dibuka lagi tanpa alasan",
        berkas="spm_services/workflow_bulan.py",
        lama="            needs_note=True,\n",
        baru="",
        uji="tests/spm_services/test_bulan.py::TestBukaLagi::test_it_needs_a_reason_behind_the_form_too",
    ),
    Mutasi(
        apa="nol yang dinyatakan dan yang belum menjadi satu",
        berkas="spm_services/metrics_lengkap.py",
        lama="    return Sel(Keadaan.NOL if NOL in sebut else Keadaan.BELUM)",
        baru="    return Sel(Keadaan.NOL)",
        uji="tests/spm_services/test_lengkap.py::TestKeadaan::test_without_anything_a_field_is_missing",
    ),
    Mutasi(
        apa="bulan sebelum posyandu berdiri dihitung belum",
        berkas="spm_services/metrics_lengkap.py",
        lama="    if unit.berdiri and unit.berdiri >= b.sampai:\n",
        baru="    if unit.berdiri and unit.berdiri > b.sampai.replace(year=2999):\n",
        uji="tests/spm_services/test_lengkap.py::TestKeadaan::test_before_the_unit_existed_nothing_is_asked",
    ),
    Mutasi(
        apa="angka kelengkapan menghitung nol pada bidang yang tidak dijalankan",
        berkas="spm_services/metrics_lengkap.py",
        lama="NolBidang.objects.filter(~Exists(sama), bulan=b.angka, dicabut=None)",
        baru="NolBidang.objects.filter(bulan=b.angka, dicabut=None)",
        uji="tests/spm_services/test_lengkap.py::TestAngka::test_the_figures_of_an_area_are_the_sum_of_its_cells",
    ),
)
