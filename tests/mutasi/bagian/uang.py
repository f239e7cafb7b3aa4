"""Mutations of money: the locks of a line, shares that add up, payments taken back, names that stay masked."""

from tests.mutasi.dasar import Mutasi

BALAPAN = "tests/planning/test_uang_balapan.py"
LAYAR = "tests/planning/test_uang.py"
ANGKA = "tests/planning/test_uang_angka.py"
JEJAK = "tests/planning/test_jejak.py"

MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="alokasi tanpa kunci baris",
        berkas="planning/actions/alokasi.py",
        lama='BarisAnggaran.objects.select_for_update(of=("self", "dokumen"), no_key=True)',
        baru="BarisAnggaran.objects.all()",
        uji=f"{BALAPAN}::test_sixteen_threads_in_fifty_rounds_never_pass_the_pagu",
        postgres=True,
    ),
    Mutasi(
        apa="pembayaran tanpa kunci baris",
        berkas="planning/actions/realisasi.py",
        lama='BarisAnggaran.objects.select_for_update(of=("self",), no_key=True).select_related("dokumen__wilayah")',
        baru='BarisAnggaran.objects.select_related("dokumen__wilayah")',
        uji=f"{BALAPAN}::test_sixteen_payments_never_pass_their_allocation",
        postgres=True,
    ),
    Mutasi(
        apa="alokasi melihat kegiatan sebelum menunggu kunci",
        berkas="planning/actions/alokasi.py",
        lama='select_for_update(of=("posyandu", "self"), no_key=True)',
        baru='select_for_update(of=("posyandu",), no_key=True)',
        uji="tests/planning/test_balapan.py::test_money_that_waited_for_a_cancellation_sees_it",
        postgres=True,
    ),
    Mutasi(
        apa="pembagian sumber boleh kurang dari pagu",
        berkas="planning/actions/uang.py",
        lama="    if jumlah != baris.pagu:",
        baru="    if jumlah > baris.pagu:",
        uji=f"{LAYAR}::TestBagiSumber::test_shares_that_do_not_make_up_the_pagu_are_refused_with_the_gap",
    ),
    Mutasi(
        apa="pembayaran sebelum anggaran ditetapkan",
        berkas="planning/actions/realisasi.py",
        lama="    if awal is not None and isi.tanggal < awal:",
        baru="    if awal is not None and isi.tanggal.year < awal.year - 99:",
        uji=f"{LAYAR}::TestBayar::test_bad_input_is_said_at_its_field_and_nothing_is_paid",
    ),
    Mutasi(
        apa="nama warga terang bagi semua pembaca anggaran",
        berkas="planning/jejak.py",
        lama="nama=w.nama if terang else inisial(w.nama)",
        baru="nama=w.nama",
        uji=f"{JEJAK}::TestOrang::test_people_are_initials_for_whoever_plans_and_names_for_whoever_serves",
    ),
    Mutasi(
        apa="dua sumber untuk komponen berbeda dianggap ganda",
        berkas="planning/metrics_uang.py",
        lama='if not b.komponen or any(c is not b and c.komponen in ("", b.komponen) for c in isi)]',
        baru="if b.nilai]",
        uji=f"{ANGKA}::TestRangkap::test_parts_of_an_activity_paid_by_two_sources_are_no_double_funding",
    ),
    Mutasi(
        apa="usulan yang ditolak dihitung masih tersisa",
        berkas="planning/metrics_alur.py",
        lama='Sum("nilai", filter=~Q(putusan=Putusan.DITOLAK))',
        baru='Sum("nilai")',
        uji="tests/planning/test_alur.py::test_proposals_count_what_was_asked_and_what_is_left",
    ),
)
