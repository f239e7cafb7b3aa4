"""Mutations of the open day: who may, once a day, both texts, what stays closed, whole or not at all."""

from tests.mutasi.dasar import Mutasi

SESI = "tests/spm_services/sesi/test_sesi.py"
DAFTAR = "tests/spm_services/sesi/test_daftar.py"
LAYAR = "tests/spm_services/sesi/test_kunjungan.py"
CEPAT = "tests/spm_services/sesi/test_cepat.py"
LANGKAH = "tests/spm_services/sesi/test_langkah.py"
BALAPAN = "tests/spm_services/sesi/test_balapan_sesi.py"
AKSI = "spm_services/actions/sesi.py"

MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="orang wilayah lain mendaftarkan",
        berkas=AKSI,
        lama="        require_area(unit.kode, actor, Cap.CATAT, seen_with=Cap.LIHAT)\n",
        baru="        pass\n",
        uji=f"{DAFTAR}::test_outsiders_register_nobody",
    ),
    Mutasi(
        apa="hari buka tanpa kunci unit",
        berkas=AKSI,
        lama="    unit = kunci_posyandu(pk)\n",
        baru="    unit = Posyandu.objects.get(pk=pk)\n",
        uji=f"{BALAPAN}::test_people_registered_at_once_get_numbers_of_their_own",
        postgres=True,
    ),
    Mutasi(
        apa="hari yang sudah selesai menerima orang baru",
        berkas=AKSI,
        lama="if susulan else {StatusSesi.DIBUKA}",
        baru="if True else {StatusSesi.DIBUKA}",
        uji=f"{DAFTAR}::test_an_ended_day_takes_nobody_but_the_paper_list",
    ),
    Mutasi(
        apa="pendaftaran berhasil ikut dibatalkan",
        berkas=AKSI,
        lama="    if Rekaman.objects.filter(kunjungan=kini).berlaku().exists():",
        baru="    if False:",
        uji=f"{DAFTAR}::test_a_registration_with_results_is_not_taken_back",
    ),
    Mutasi(
        apa="formulir tamu dikirim dua kali jadi dua orang",
        berkas=AKSI,
        lama="        kunci=isi.kunci,\n",
        baru="",
        uji=f"{DAFTAR}::test_the_guest_form_sent_twice_is_one_person",
    ),
    Mutasi(
        apa="tamu ikut sasaran",
        berkas="spm_services/papan_sesi.py",
        lama="    return Counter(b.kelompok for b in rows if not b.tamu)",
        baru="    return Counter(b.kelompok for b in rows)",
        uji=f"{DAFTAR}::test_a_guest_is_served_and_counted_as_come_but_not_expected",
    ),
    Mutasi(
        apa="baris kertas disimpan separuh",
        berkas=AKSI,
        lama="@transaction.atomic\ndef catat_susulan(",
        baru="def catat_susulan(",
        uji=f"{DAFTAR}::test_a_paper_row_that_fails_leaves_no_registration",
    ),
    Mutasi(
        apa="baris kertas yang salah menahan yang benar",
        berkas="spm_services/papan_cepat.py",
        lama="        if not row.form.is_valid() or not row.form.isian():\n            continue\n",
        baru="        if not row.form.is_valid():\n            return\n",
        uji=f"{CEPAT}::test_rows_that_are_right_are_kept_and_the_wrong_one_stays_as_typed",
    ),
    Mutasi(
        apa="baris tersimpan memakai versi lama",
        berkas="spm_services/papan_cepat.py",
        lama="        self.form = buat_form(self.sesi, self.baris, self.entri, {r.layanan: r for r in rekaman})\n",
        baru="",
        uji=f"{CEPAT}::test_a_saved_row_may_be_corrected_on_the_page_it_was_saved_on",
    ),
    Mutasi(
        apa="hasil tertutup tampil di layar",
        berkas="spm_services/hasil_langkah.py",
        lama="        if h.tertutup:\n",
        baru="        if False:\n",
        uji=f"{LAYAR}::test_no_closed_result_shows_on_the_screen",
    ),
    Mutasi(
        apa="SRQ butir 17 tanpa nomor yang dihubungi",
        berkas="spm_services/hasil_langkah.py",
        lama="            hasil.darurat |= h.tindakan == Tindakan.SEGERA\n",
        baru="",
        uji=f"{LAYAR}::test_srq_item_17_shows_whom_to_call_and_no_result",
    ),
    Mutasi(
        apa="jawaban tertutup dibaca kader lain",
        berkas="spm_services/papan_kunjungan.py",
        lama="if not rekaman.entri.tertutup or rekaman.pencatat_id == self.user.pk:",
        baru="if True:",
        uji=f"{LAYAR}::test_closed_answers_are_read_by_whoever_recorded_them_and_by_nakes",
    ),
    Mutasi(
        apa="HP kedua menimpa tanpa tahu",
        berkas="spm_services/views/kunjungan.py",
        lama="IsianKunjungan(form.isian(), form.versi, ",
        baru="IsianKunjungan(form.isian(), dict.fromkeys(form.versi, 1), ",  # the stored record is at its first version
        uji=f"{LAYAR}::test_two_phones_with_one_service_see_both_texts_and_lose_nothing",
    ),
    Mutasi(
        apa="berikutnya mulai dari atas lagi",
        berkas="spm_services/papan_kunjungan.py",
        lama="    return next(iter(sesudah or antre), None)",
        baru="    return next(iter(antre), None)",
        uji=f"{LAYAR}::test_the_result_leads_to_the_next_person_who_waits",
    ),
    Mutasi(
        apa="hari buka pindah lupa hari semula",
        berkas=AKSI,
        lama="sesi.dipindah_dari = sesi.dipindah_dari or dari",
        baru="sesi.dipindah_dari = dari",
        uji=f"{SESI}::test_moving_keeps_the_first_day_and_tells_the_mothers",
    ),
    Mutasi(
        apa="hari buka dibatalkan padahal sudah ada orang",
        berkas="spm_services/workflow_sesi.py",
        lama="            guards=(_tanpa_kunjungan,),\n",
        baru="",
        uji=f"{SESI}::test_a_day_with_people_registered_is_not_called_off",
    ),
    Mutasi(
        apa="bulan tertutup dibuka lewat hari buka",
        berkas=AKSI,
        lama="    periksa_tanggal(tanggal, unit)\n    periksa_bulan(unit, tanggal)\n",
        baru="    periksa_tanggal(tanggal, unit)\n",
        uji=f"{SESI}::test_a_closed_month_takes_no_open_day",
    ),
    Mutasi(
        apa="ibu hamil dikira dewasa di daftar hadir",
        berkas="spm_services/langkah.py",
        lama='    if IBU & set(keadaan):\n        return "ibu"\n',
        baru="",
        uji=f"{LANGKAH}::test_a_person_belongs_to_one_group",
    ),
)
