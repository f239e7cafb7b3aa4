"""Mutations of the forms made from the catalogue, and a service that nobody wrote yet."""

from tests.mutasi.dasar import Mutasi, Tambahan

FORM = "tests/spm_services/formulir"
MUTASI = (
    Mutasi(
        apa="formulir: ukuran dibulatkan diam-diam",
        berkas="spm_services/forms/kolom.py",
        lama="        if len(pecahan) > self.kolom.koma:",
        baru="        if len(pecahan) > 9:",
        uji=f"{FORM}/test_kolom.py::TestDesimal::test_what_could_mean_two_things_or_would_be_rounded_is_refused",
    ),
    Mutasi(
        apa="formulir: tidak ada disimpan sebagai tidak ditanya",
        berkas="spm_services/forms/kolom.py",
        lama="            return []\n",
        baru="            return None\n",
        uji=f"{FORM}/test_kolom.py::TestBanyak::test_none_of_them_is_not_the_same_as_not_asked",
    ),
    Mutasi(
        apa="formulir: yakin untuk satu angka berlaku untuk semua",
        berkas="spm_services/forms/isian.py",
        lama='satu.diyakini = self.data.get(f"{self.add_prefix(nama)}_yakin") == satu.yakin',
        baru='satu.diyakini = bool(self.data.get(f"{self.add_prefix(nama)}_yakin"))',
        uji=f"{FORM}/test_form.py::TestUkuran::test_a_confirmation_holds_for_that_value_only",
    ),
    Mutasi(
        apa="formulir: pertanyaan yang tertutup tetap disimpan",
        berkas="spm_services/forms/isian.py",
        lama="            if not k.diminta(isi):",
        baru="            if False:",
        uji=f"{FORM}/test_form.py::TestKalau::test_a_closed_question_is_ignored_whatever_stands_in_it",
    ),
    Mutasi(
        apa="formulir: koreksi menghapus jawaban yang tidak tampak",
        berkas="spm_services/forms/rekaman.py",
        lama="self._isi = {k: v for k, v in self.tersimpan.items() if k not in ditanya} | terlihat",
        baru="self._isi = terlihat",
        uji=f"{FORM}/test_form.py::TestUntuk::test_what_is_not_on_the_page_stays_as_it_is_stored",
    ),
    Mutasi(
        apa="formulir: langkah mengirim layanan yang tidak disentuh",
        berkas="spm_services/forms/langkah.py",
        lama="            if not self._disentuh(b, jawab[kode]):",
        baru="            if False:",
        uji=f"{FORM}/test_langkah.py::TestSimpan::test_a_service_nobody_touched_is_left_out",
    ),
    Mutasi(
        apa="formulir: kader mengisi layanan tenaga kesehatan",
        berkas="spm_services/actions/rekaman.py",
        lama='    return Cap.TENAGA_KESEHATAN if entri.oleh == "nakes" else Cap.CATAT',
        baru="    return Cap.CATAT",
        uji=f"{FORM}/test_catat_orang.py::TestNakes::test_the_action_asks_the_same",
    ),
    Mutasi(
        apa="formulir: jawaban tertutup terbaca semua",
        berkas="spm_services/tampilan.py",
        lama="        kode = set() if self.tertutup else kolom_tertutup(entri)",
        baru="        kode = set()",
        uji=f"{FORM}/test_tampilan.py::TestTertutup::test_only_whoever_recorded_it_and_nakes_read_the_answers",
    ),
    Mutasi(
        apa="formulir: ambang baru mengubah catatan lama",
        berkas="spm_services/ambang_berlaku.py",
        lama="if mulai <= hari and nama in hasil}",
        baru="if nama in hasil}",
        uji=f"{FORM}/test_halaman.py::TestAmbang::test_another_region_keeps_its_own",
    ),
    Mutasi(
        apa="laporan: yang dibatalkan ikut dihitung",
        berkas="spm_services/metrics_layanan.py",
        lama="Rekaman.objects.for_scope(scope).berlaku()",
        baru="Rekaman.objects.for_scope(scope)",
        uji=f"{FORM}/test_laporan.py::TestAngka::test_cancelled_records_do_not_count",
    ),
)
TAMBAHAN = (
    Tambahan(
        apa="layanan karangan: formulir, daftar, laporan, skema tanpa migrasi",
        berkas="spm_services/katalog/sosial.py",
        lama="    *LAYANAN_WARGA,\n",
        baru="""    JenisLayanan(
        kode="dapur_umum",
        bidang=Bidang.SOSIAL,
        bentuk=Bentuk.KEGIATAN,
        nama="Latihan dapur umum warga",
        harian="Latihan dapur umum",
        isian=(
            Angka(kode="terlayani", label="Warga yang ikut", satuan="orang", guna=Guna.TERLAYANI),
            YaTidak(kode="ada_juru_masak", label="Ada juru masak?", wajib=False),
        ),
        sasaran="Warga",
        opd="Dinas Sosial",
        sumber="Contoh",
    ),
    *LAYANAN_WARGA,
""",
        uji=f"{FORM}/test_layanan_baru.py",
    ),
)
