"""Mutations of the catalogue: whom a service is for, what rules find and say, what is never listed."""

from tests.mutasi.dasar import Mutasi

CEK = "tests/spm_services/test_cek.py"
ISI = "tests/spm_services/test_katalog_isi.py"

MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="ambang yang pas ikut dirujuk",
        berkas="spm_services/katalog/cek.py",
        lama='"<": kiri < batas,',
        baru='"<": kiri <= batas,',
        uji=f"{CEK}::test_the_rules_that_are_met_and_why",
    ),
    Mutasi(
        apa="aturan tanpa melihat kelamin atau umur",
        berkas="spm_services/katalog/cek.py",
        lama="return (self.kalau is None or self.kalau.berlaku(isi)) and self._kena(isi, ambang)",
        baru="return self._kena(isi, ambang)",
        uji=f"{CEK}::test_the_rules_that_are_met_and_why",
    ),
    Mutasi(
        apa="ibu hamil diukur dengan kartu dewasa",
        berkas="spm_services/katalog/kolom.py",
        lama=" or ada & set(self.bukan)",
        baru="",
        uji=f"{CEK}::test_whom_a_service_is_for",
    ),
    Mutasi(
        apa="skor dari jawaban yang belum lengkap",
        berkas="spm_services/katalog/dasar.py",
        lama="if all(p is not None for p in poin):",
        baru="if poin:",
        uji=f"{CEK}::test_the_score",
    ),
    Mutasi(
        apa="satu layanan kajian tidak ada lagi",
        berkas="spm_services/katalog/kesehatan/anak.py",
        lama='acuan="KES-12"',
        baru='acuan="KES-13"',
        uji=f"{ISI}::TestDelapanPuluhDelapan::test_every_service_of_the_study_has_exactly_one_entry",
    ),
    Mutasi(
        apa="pengaduan tertutup masuk daftar layanan",
        berkas="spm_services/katalog/__init__.py",
        lama="return not entri.tersegel",
        baru="return True",
        uji=f"{ISI}::TestTertutup::test_the_sealed_channel_is_no_record_and_stands_in_no_list",
    ),
    Mutasi(
        apa="pertanyaan nomor 17 tidak lagi memanggil pertolongan",
        berkas="spm_services/katalog/kesehatan/jiwa.py",
        lama='kolom="srq_17"',
        baru='kolom="srq_16"',
        uji=f"{ISI}::TestTertutup::test_the_question_about_ending_ones_life_calls_for_help_and_says_no_result",
    ),
    Mutasi(
        apa="jawaban KB terbuka",
        berkas="spm_services/katalog/kesehatan/dewasa.py",
        lama='label="Sedang memakai alat atau obat KB?", tertutup=True',
        baru='label="Sedang memakai alat atau obat KB?"',
        uji=f"{ISI}::TestTertutup::test_every_answer_and_result_about_tbc_jiwa_kb_is_closed",
    ),
)
