"""Mutations of yearly plans, RAB and the offices' programmes."""

from tests.mutasi.dasar import Mutasi

KERJA = "tests/planning/test_kerja.py"
RAB = "tests/planning/test_kerja_rab.py"
PROGRAM = "tests/planning/test_kerja_program.py"

MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="rencana yang sudah diajukan masih bisa diubah",
        berkas="planning/actions/_kerja.py",
        lama="    if rencana.status != StatusRencana.DRAF:\n",
        baru="    if rencana.status == StatusRencana.DISAHKAN:\n",
        uji=f"{KERJA}::TestLangkah::test_what_was_handed_in_is_not_edited",
    ),
    Mutasi(
        apa="draf ikut dihitung punya rencana kerja",
        berkas="planning/metrics_kerja.py",
        lama="rencana_list__tahun=tahun, rencana_list__status=s)",
        baru="rencana_list__tahun=tahun)",
        uji=f"{KERJA}::TestAngka::test_only_endorsed_plans_of_active_units_count",
    ),
    Mutasi(
        apa="biaya tidak lagi mengikuti RAB",
        berkas="planning/actions/_kerja.py",
        lama="        kegiatan.biaya = sum(butir, Decimal(0))",
        baru="        kegiatan.biaya = lama",
        uji=f"{RAB}::TestButir::test_the_activity_costs_what_its_items_sum_to",
    ),
    Mutasi(
        apa="pecahan sen dibulatkan diam-diam",
        berkas="planning/koefisien.py",
        lama='    bulat = hasil.quantize(Decimal("0.01"))\n    if bulat != hasil:\n        raise Ditolak("harga"',
        baru='    bulat = hasil.quantize(Decimal("0.01"))\n    if False:\n        raise Ditolak("harga"',
        uji=f"{RAB}::TestKoefisien::test_sum_is_never_rounded",
    ),
    Mutasi(
        apa="perangkat daerah mencatat untuk bidang lain",
        berkas="planning/actions/program.py",
        lama='seen_with=Cap.LIHAT, bidang=isi["bidang"])',
        baru="seen_with=Cap.LIHAT)",
        uji=f"{PROGRAM}::TestSiapa::test_not_in_another_field_nor_elsewhere",
    ),
    Mutasi(
        apa="hari yang berbeda dianggap bersamaan",
        berkas="planning/metrics_kerja.py",
        lama="    if a.tanggal and b.tanggal and a.tanggal != b.tanggal:\n        return False\n",
        baru="",
        uji=f"{PROGRAM}::TestMatriks::test_known_days_decide",
    ),
)
