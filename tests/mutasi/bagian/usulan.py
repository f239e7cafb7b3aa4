"""Mutations of proposals: cuts with a reason, stale versions, ceilings of lines, doors, whose payments count."""

from tests.mutasi.dasar import Mutasi

USULAN = "tests/planning/test_usulan.py"

MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="usulan dipotong tanpa alasan",
        berkas="planning/actions/usulan.py",
        lama="    if berkurang and not isi.alasan.strip():",
        baru="    if False:",
        uji=f"{USULAN}::TestPotong::test_a_cut_needs_its_reason",
    ),
    Mutasi(
        apa="meja memutuskan dari halaman basi",
        berkas="planning/actions/usulan.py",
        lama="    if versi is not None and usulan.versi != versi:\n        raise Bentrok(usulan)\n    return usulan",
        baru="    return usulan",
        uji=f"{USULAN}::TestPotong::test_a_stale_version_is_409_and_keeps_what_was_typed",
    ),
    Mutasi(
        apa="usulan melewati pagu baris",
        berkas="planning/actions/usulan_baris.py",
        lama="    if dipakai + nilai > baris.pagu:",
        baru="    if nilai > baris.pagu:",
        uji=f"{USULAN}::TestTaut::test_a_line_carries_many_and_never_more_than_its_ceiling",
    ),
    Mutasi(
        apa="kelurahan lewat APB Desa",
        berkas="planning/actions/usulan.py",
        lama="    if desa.kelurahan and usulan.jalur not in JALUR_KELURAHAN:",
        baru="    if False:",
        uji=f"{USULAN}::TestMeja::test_a_kelurahan_does_not_go_through_a_village_budget",
    ),
    Mutasi(
        apa="pembayaran desa lain dihitung sebagai nasib usulan",
        berkas="planning/metrics_usulan.py",
        lama="filter(unit | tim, alokasi__baris__in=list(baris))",
        baru="filter(alokasi__baris__in=list(baris))",
        uji=f"{USULAN}::TestTaut::test_only_what_was_paid_in_its_area_counts_and_a_reversal_takes_it_off",
    ),
    Mutasi(
        apa="terlaksana tanpa realisasi",
        berkas="planning/workflow_usulan.py",
        lama="    if not dibayar(usulan):",
        baru="    if False:",
        uji=f"{USULAN}::TestSeluruhJalan::test_the_desa_way_in_kapuas",
    ),
)
