"""Mutations of the budget checks: what a run closes, who accepts, what is no verdict."""

from tests.mutasi.dasar import Mutasi

TEMUAN = "tests/planning/test_temuan.py"
PORSI = "tests/planning/test_porsi.py"
LAIN = "tests/planning/test_pemeriksaan_lain.py"

MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="A15: standar harga tidak dilihat",
        berkas="planning/pemeriksaan/harga.py",
        lama="                if r.harga > acuan.harga:",
        baru="                if False:",
        uji="tests/planning/test_pemeriksaan_lain.py::TestHarga::test_above_the_standar_harga_of_the_region",
    ),
    Mutasi(
        apa="A19: kode yang berganti dianggap tidak direncanakan",
        berkas="planning/pemeriksaan/dokumen.py",
        lama="bahan.kode_rencana.get(x.pk, set())",
        baru="bahan.kode_induk.get(x.pk, set())",
        uji="tests/planning/test_pemeriksaan_lain.py::TestRencana::test_a_renamed_code_is_still_in_the_plan",
    ),
    Mutasi(
        apa="A23: belanja modal tidak dianggap aset",
        berkas="planning/pemeriksaan/belanja.py",
        lama=" or a.baris.kode_rekening.startswith(modal)",
        baru=" or modal is None",
        uji="tests/planning/test_pemeriksaan_lain.py::TestBelanja::test_an_account_of_capital_spending_is_an_asset",
    ),
    Mutasi(
        apa="A24: pembelian dipecah ke dua baris lolos",
        berkas="planning/pemeriksaan/belanja.py",
        lama="lambda r: (r.alokasi.baris.dokumen_id, lipat(r.penerima), r.tanggal)",
        baru="lambda r: (r.alokasi.baris_id, lipat(r.penerima), r.tanggal)",
        uji="tests/planning/test_pemeriksaan_lain.py::TestBelanja::test_one_purchase_over_two_lines_of_a_document",
    ),
    Mutasi(
        apa="A28: SK yang dicabut cukup untuk dibayar",
        berkas="planning/pemeriksaan/belanja.py",
        lama='        return "sk-gugur"',
        baru='        return ""',
        uji="tests/planning/test_pemeriksaan_lain.py::TestOrang::test_a_decree_withdrawn_before_or_holding_later",
    ),
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
        lama="sumber = sum((abs(s.beda or Decimal(0)) for s in self.sumber), Decimal(0))",
        baru="sumber = sum(((s.beda or Decimal(0)) for s in self.sumber), Decimal(0))",
        uji=f"{PORSI}::TestTotal::test_differences_do_not_cancel_each_other",
    ),
)
