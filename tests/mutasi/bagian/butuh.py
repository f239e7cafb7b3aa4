"""Mutations of the need: unknown taken for zero, another price, another count, a scenario that says yes too often."""

from tests.mutasi.dasar import Mutasi

RUMUS = "tests/planning/test_butuh.py::TestRumus"
MASUKAN = "tests/planning/test_butuh.py::TestMasukan"
SKENARIO = "tests/planning/test_skenario.py::TestHitungan"

MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="komponen yang sebagian tidak diketahui dijumlahkan saja",
        berkas="planning/butuh.py",
        lama=" if jumlah and None not in jumlah else None",
        baru=" if jumlah else None",
        uji=f"{RUMUS}::test_an_unknown_quantity_is_not_zero",
    ),
    Mutasi(
        apa="tarif tahunan dibayar tiap bulan",
        berkas="planning/butuh.py",
        lama=" if h.satuan == TAHUNAN else (bulan,)",
        baru=" if not h.satuan else (bulan,)",
        uji=f"{RUMUS}::test_several_payers_add_up_and_a_yearly_tariff_is_paid_once",
    ),
    Mutasi(
        apa="harga wilayah yang jauh didahulukan",
        berkas="planning/metrics_harga.py",
        lama="for wilayah in reversed(jalur):",
        baru="for wilayah in jalur:",
        uji="tests/planning/test_butuh.py::TestHarga::test_the_nearest_area_then_the_newest_year_up_to_the_asked_one",
    ),
    Mutasi(
        apa="kunjungan rumah dihitung hadir di hari buka",
        berkas="planning/metrics_butuh.py",
        lama="batal=False, cara=CaraKunjungan.HARI_BUKA",
        baru="batal=False",
        uji=f"{MASUKAN}::test_attendance_by_open_day_of_twelve_months",
    ),
    Mutasi(
        apa="kebutuhan tidak dibatasi wilayah tugas",
        berkas="planning/metrics_butuh.py",
        lama="Posyandu.objects.for_scope(scope).aktif()",
        baru="Posyandu.objects.aktif()",
        uji=f"{MASUKAN}::test_closed_units_and_those_of_other_areas_are_left_out",
    ),
    Mutasi(
        apa="sumber lain ikut turun bersama Dana Desa",
        berkas="planning/skenario.py",
        lama=" if s == DANA_DESA else isi[s]",
        baru=" if s else isi[s]",
        uji=f"{SKENARIO}::test_dana_desa_falls_by_58_percent_and_other_sources_do_not",
    ),
    Mutasi(
        apa="rencana dari saran dihitung dua kali dengan rumusnya",
        berkas="planning/metrics_butuh.py",
        lama='    rows = rows.exclude(komponen__in=[k for k in KOMPONEN if k != "kegiatan"]).order_by()\n',
        baru="    rows = rows.order_by()\n",
        uji=f"{MASUKAN}::test_a_plan_made_of_suggestions_counts_no_part_of_the_formula_twice",
    ),
)
