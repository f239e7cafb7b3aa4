"""Mutations of stages: what is joined, what is money in force, what stays fixed, whose plan it is."""

from tests.mutasi.dasar import Mutasi

TAHAP = "tests/planning/test_tahap.py"
INDIKATOR = "tests/planning/test_tahap_indikator.py"
KALENDER = "tests/planning/test_tahap_kalender.py"

PADANAN = "tests/planning/test_tahap_padanan.py"
MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="tahap: kode yang berganti dianggap hilang dan baru",
        berkas="planning/actions/tahap.py",
        lama="    baru = pasangan(ke, dari, menjadi)",
        baru="    baru = pasangan(ke, dari)",
        uji=f"{PADANAN}::TestTautkan::test_a_renamed_code_is_one_row_that_says_so",
    ),
    Mutasi(
        apa="tahap: padanan dipakai walau kode lamanya masih ada",
        berkas="planning/actions/tahap.py",
        lama="    ganti = {k: isi for k, isi in (menjadi or {}).items() if k not in sekali}",
        baru="    ganti = menjadi or {}",
        uji=f"{PADANAN}::TestTautkan::test_a_code_that_stands_on_did_not_become_another",
    ),
    Mutasi(
        apa="tahap: RKPD Perubahan menggantikan anggaran sebagai tahap akhir",
        berkas="planning/metrics_tahap.py",
        lama="    return pokok[-1] if pokok else len(kolom) - 1",
        baru="    return len(kolom) - 1",
        uji=f"{PADANAN}::TestRkpdPerubahan::test_it_has_a_column_of_its_own_between_the_budget_and_its_perubahan",
    ),
    Mutasi(
        apa="baris yang asalnya ganda ditebak",
        berkas="planning/actions/tahap.py",
        lama="            hasil[k] = None if k in hasil else b",
        baru="            hasil[k] = b",
        uji=f"{TAHAP}::TestCocok::test_the_office_decides_where_two_have_the_same_code",
    ),
    Mutasi(
        apa="baris tanpa kelanjutan dihitung nol",
        berkas="planning/metrics_tahap.py",
        lama="sum((b.pagu for b in rows), NOL) if rows else None for rows in self.isi",
        baru="sum((b.pagu for b in rows), NOL) for rows in self.isi",
        uji=f"{TAHAP}::TestBanding::test_amounts_changes_and_states_by_hand",
    ),
    Mutasi(
        apa="indikator dokumen tetap masih bisa ditulis",
        berkas="planning/actions/indikator.py",
        lama='    if not dokumen.draf:\n        raise Ditolak("", TETAP)\n',
        baru="",
        uji=f"{INDIKATOR}::TestTulis::test_a_fixed_plan_keeps_its_indicators",
    ),
    Mutasi(
        apa="uang draf Perubahan dihitung berlaku",
        berkas="planning/metrics_pohon.py",
        lama="tetap = [k for k in anggaran if not kolom[k].dokumen.draf] or anggaran",
        baru="tetap = anggaran",
        uji=f"{INDIKATOR}::TestPohon::test_a_draft_perubahan_is_not_what_is_in_force",
    ),
    Mutasi(
        apa="pengurus menetapkan atau menulis dokumen lain",
        berkas="planning/tahap.py",
        lama="return Cap.KELOLA_POSYANDU if JENIS[jenis].per_posyandu else Cap.KELOLA_RENCANA",
        baru="return Cap.KELOLA_POSYANDU",
        uji=f"{INDIKATOR}::TestTulis::test_through_the_pages_and_back_into_the_form",
    ),
    Mutasi(
        apa="tenggat daerah lain ikut berlaku",
        berkas="planning/kalender.py",
        lama="GerbangTahap.objects.filter(wilayah__in=jalur, tahun__in=(0, *tahun_list))",
        baru="GerbangTahap.objects.filter(tahun__in=(0, *tahun_list))",
        uji=f"{KALENDER}::test_the_nearest_area_wins_and_the_one_year_before_every_year",
    ),
)
