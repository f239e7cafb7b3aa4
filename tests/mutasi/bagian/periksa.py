"""Mutations of the budget checks: what a run closes, who accepts, what is no verdict."""

from tests.mutasi.dasar import Mutasi

TEMUAN = "tests/planning/test_temuan.py"
PORSI = "tests/planning/test_porsi.py"
LAIN = "tests/planning/test_pemeriksaan_lain.py"

MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="penjelasan diterima oleh penulisnya sendiri",
        berkas="planning/workflow_temuan.py",
        lama="guards=(_bukan_blok, _bukan_penjelasnya)",
        baru="guards=(_bukan_blok,)",
        uji=f"{TEMUAN}::TestLangkah::test_nobody_accepts_their_own_explanation",
    ),
    Mutasi(
        apa="temuan blok ditutup dengan kata-kata",
        berkas="planning/workflow_temuan.py",
        lama="guards=(_bukan_blok, _bukan_penjelasnya)",
        baru="guards=(_bukan_penjelasnya,)",
        uji=f"{TEMUAN}::TestLangkah::test_a_block_is_not_talked_away",
    ),
    Mutasi(
        apa="pemeriksaan satu dokumen menutup temuan dokumen lain",
        berkas="planning/actions/temuan.py",
        lama="milik = seluruh if bahan.satu is None else Q(dokumen=bahan.satu)",
        baru="milik = seluruh",
        uji=f"{TEMUAN}::TestPutaran::test_one_document_checks_and_closes_only_its_own",
    ),
    Mutasi(
        apa="porsi dokumen yang belum lengkap dinilai",
        berkas="planning/porsi.py",
        lama="return HasilPorsi(aturan, atas, bawah, cocok(baris, tertulis))",
        baru="return HasilPorsi(aturan, atas, bawah, True)",
        uji=f"{LAIN}::TestDokumen::test_a_share_of_a_document_that_is_here_in_part_is_no_verdict",
    ),
    Mutasi(
        apa="selisih sumber saling menutup",
        berkas="planning/metrics_temuan.py",
        lama="return sum((abs(s.beda or Decimal(0)) for s in self.sumber), Decimal(0))",
        baru="return sum(((s.beda or Decimal(0)) for s in self.sumber), Decimal(0))",
        uji=f"{PORSI}::TestTotal::test_differences_do_not_cancel_each_other",
    ),
)
