"""Mutations of people and households."""

from tests.mutasi.dasar import Mutasi

WARGA = "tests/spm_services/test_warga.py"
PERISTIWA = "tests/spm_services/test_warga_peristiwa.py"
PINDAH = "tests/spm_services/test_warga_pindah.py"
GANDA = "tests/spm_services/test_warga_ganda.py"
SASARAN = "tests/spm_services/test_warga_sasaran.py"

MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="NIK warga dilihat tanpa tercatat",
        berkas="spm_services/actions/warga.py",
        lama='    record(actor, "lihat_nik", warga, catatan=bersih)\n',
        baru="",
        uji=f"{WARGA}::TestNik::test_is_opened_with_a_reason_and_the_card_says_who_looked",
    ),
    Mutasi(
        apa="NIK warga dilihat tanpa alasan",
        berkas="spm_services/actions/warga.py",
        lama="    bersih = wajib_alasan(alasan)\n    record",
        baru="    bersih = alasan\n    record",
        uji=f"{WARGA}::TestNik::test_stays_closed_without_a_reason",
    ),
    Mutasi(
        apa="NIK warga memakai tempat NIK orang",
        berkas="spm_services/actions/_warga.py",
        lama='TEMPAT_NIK = "spm_services.Warga.nik"',
        baru='TEMPAT_NIK = "registry.Orang.nik"',
        uji=f"{WARGA}::TestNik::test_is_of_a_place_of_its_own",
    ),
    Mutasi(
        apa="unduhan warga berisi NIK utuh",
        berkas="spm_services/views/warga_dasar.py",
        lama="return samarkan(buka_nik(warga.nik_sandi, TEMPAT_NIK))",
        baru="return buka_nik(warga.nik_sandi, TEMPAT_NIK)",
        uji=f"{WARGA}::TestDaftar::test_the_file_holds_the_nik_masked_and_its_taking_is_logged",
    ),
    Mutasi(
        apa="peringatan serupa hilang",
        berkas="spm_services/views/warga_baru.py",
        lama='    if ragu["yakin"] != request.POST.get("yakin", ""):',
        baru="    if False:",
        uji=f"{WARGA}::TestSerupa::test_one_who_may_be_there_already_is_shown_with_score_and_reasons_and_nothing_typed_is_lost",
    ),
    Mutasi(
        apa="kunci unit dilewati saat NIK yang sama didaftarkan",
        berkas="spm_services/actions/_warga.py",
        lama="    if lama is not None:\n        raise SudahAda(lama)\n",
        baru="",
        uji=f"{WARGA}::TestNik::test_of_two_with_one_nik_the_second_is_led_to_the_first",
    ),
    Mutasi(
        apa="keadaan tertutup terbaca semua kader",
        berkas="spm_services/querysets.py",
        lama="return self.filter(~Q(jenis__in=model.TERTUTUP) | Q(oleh=user) | boleh)",
        baru="return self.all()",
        uji=f"{PERISTIWA}::TestTertutup::test_shows_on_the_card_only_to_them",
    ),
    Mutasi(
        apa="kelahiran tidak mengakhiri kehamilan",
        berkas="spm_services/actions/warga_lahir.py",
        lama='        simpan(hamil, sampai=tanggal, isi={**hamil.isi, "akhir": "lahir"})\n',
        baru="        pass\n",
        uji=f"{PERISTIWA}::TestLahir::test_the_child_is_there_the_pregnancy_over_and_nifas_begun",
    ),
    Mutasi(
        apa="wafat tidak mengakhiri keanggotaan",
        berkas="spm_services/actions/warga_lahir.py",
        lama="        akhiri(m, tanggal, Sebab.WAFAT)\n",
        baru="        pass\n",
        uji=f"{PERISTIWA}::TestWafat::test_belongs_nowhere_any_more_and_states_end",
    ),
    Mutasi(
        apa="laki-laki bisa hamil",
        berkas="spm_services/actions/warga_keadaan.py",
        lama='    if warga.jenis_kelamin != "P":\n        raise Ditolak("jenis"',
        baru='    if False:\n        raise Ditolak("jenis"',
        uji=f"{PERISTIWA}::TestHamil::test_a_man_is_not_pregnant",
    ),
    Mutasi(
        apa="orang diambil alih tanpa dicari",
        berkas="spm_services/views/warga_pindah.py",
        lama='    if isi.get("u") != request.user.pk:\n        raise Http404\n',
        baru="",
        uji=f"{PINDAH}::TestTerima::test_nobody_is_taken_over_who_was_not_found",
    ),
    Mutasi(
        apa="pencarian memakai nama di luar kabupaten",
        berkas="spm_services/actions/warga_pindah.py",
        lama="        dekat = rows.di_wilayah(posyandu.kode[:5])\n",
        baru="        dekat = rows\n",
        uji=f"{PINDAH}::TestCari::test_not_by_name_outside_it",
    ),
    Mutasi(
        apa="tamu mengakhiri keanggotaan asalnya",
        berkas="spm_services/actions/warga_pindah.py",
        lama="    if not isi.tamu:\n        for m in lama",
        baru="    if True:\n        for m in lama",
        uji=f"{PINDAH}::TestTerima::test_as_a_guest_the_home_stays",
    ),
    Mutasi(
        apa="anak kembar dianggap ganda",
        berkas="spm_services/ganda_warga.py",
        lama="    if kembar(a, b):\n        return 0, ()\n",
        baru="",
        uji=f"{GANDA}::TestKembar::test_other_names_of_one_birth_are_twins",
    ),
    Mutasi(
        apa="hari yang ramai dibandingkan semua dengan semua",
        berkas="spm_services/ganda_warga.py",
        lama='        if kunci[0] == "lahir" and len(satu) > PETAK_BESAR:',
        baru="        if False:",
        uji=f"{GANDA}::TestKerja::test_a_day_that_everybody_is_given_is_divided",
    ),
    Mutasi(
        apa="gabung melewati dua kunjungan sehari",
        berkas="spm_services/actions/warga_ganda.py",
        lama="    if rencana.bentrok:\n",
        baru="    if False:\n",
        uji=f"{GANDA}::TestGabung::test_two_visits_of_one_day_forbid_it_by_name",
    ),
    Mutasi(
        apa="memisahkan lagi tidak mengembalikan NIK",
        berkas="spm_services/actions/warga_ganda.py",
        lama='    if isi["nik"]:\n        kolom |= ',
        baru="    if False:\n        kolom |= ",
        uji=f"{GANDA}::TestGabung::test_the_nik_and_what_the_first_lacked_go_along_and_back",
    ),
    Mutasi(
        apa="tamu masuk S",
        berkas="spm_services/metrics_warga.py",
        lama="    return rows.filter(jenis=jenis, warga__tanggal_lahir__lte=hari)",
        baru="    return rows.filter(warga__tanggal_lahir__lte=hari)",
        uji=f"{SASARAN}::TestAngka::test_people_by_age_on_a_day_guests_apart",
    ),
    Mutasi(
        apa="kelahiran yang dibatalkan tetap dihitung",
        berkas="spm_services/metrics_warga.py",
        lama="    rows = rows.exclude(sebab_akhir=Sebab.KELIRU)\n",
        baru="",
        uji=f"{SASARAN}::TestAngka::test_births_without_those_taken_back_and_wherever_the_child_is_now",
    ),
    Mutasi(
        apa="temuan tertutup masuk daftar sasaran",
        berkas="spm_services/hitung_sasaran.py",
        lama="filter(rekaman__posyandu=unit, tertutup=False)",
        baru="filter(rekaman__posyandu=unit)",
        uji=f"{SASARAN}::TestSasaran::test_what_a_rule_found_at_the_last_visit",
    ),
)
