"""Incentive lists charged to budget lines."""

from tests.mutasi.dasar import Mutasi

BALAPAN = "tests/planning/test_insentif_balapan.py"
LAYAR = "tests/planning/test_insentif_baris.py"
TINDAKAN, ANGKA = "planning/actions/insentif.py", "planning/metrics_insentif.py"

MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="insentif: baris tidak dikunci",
        berkas=TINDAKAN,
        lama='BarisAnggaran.objects.select_for_update(of=("self", "dokumen"), no_key=True)',
        baru="BarisAnggaran.objects.all()",
        uji=f"{BALAPAN}::test_a_list_and_activities_of_other_units_lose_no_rupiah",
        postgres=True,
    ),
    Mutasi(
        apa="insentif: daftar yang masih bisa berubah boleh dihubungkan",
        berkas=ANGKA,
        lama="TERIKAT = (StatusDaftar.DITANDATANGANI, StatusDaftar.DIBAYAR)",
        baru="TERIKAT = (StatusDaftar.DIBUKA, StatusDaftar.DITANDATANGANI, StatusDaftar.DIBAYAR)",
        uji=f"{LAYAR}::TestHubungkan::test_a_list_that_may_still_change_is_not_tied",
    ),
    Mutasi(
        apa="insentif: baris pemerintah lain boleh membayar",
        berkas=TINDAKAN,
        lama="        dokumen.wilayah_id, pembayar.wilayah_id\n",
        baru="        dokumen.wilayah_id, dokumen.wilayah_id\n",
        uji=f"{LAYAR}::TestHubungkan::test_only_the_payers_own_line_of_the_lists_year",
    ),
    Mutasi(
        apa="insentif: pembayaran lama ditulis dua kali",
        berkas=TINDAKAN,
        lama="        lewat = min(sudah, nilai)\n",
        baru="        lewat = min(NOL, nilai)\n",
        uji=f"{LAYAR}::TestBayar::test_payments_are_what_the_list_says_and_arrears_follow",
    ),
    Mutasi(
        apa="insentif: bulan berjalan dihitung belum dibayar",
        berkas=ANGKA,
        lama="bulan__lt=Bulan.dari(hari).angka",
        baru="bulan__lte=Bulan.dari(hari).angka",
        uji=f"{LAYAR}::TestBelumDibayar::test_the_running_month_is_not_late_and_arrears_are",
    ),
    Mutasi(
        apa="insentif: draf daftar dihitung belum dibayar",
        berkas=ANGKA,
        lama="TIDAK_JALAN = (StatusDaftar.DRAF, StatusDaftar.DIBATALKAN)",
        baru="TIDAK_JALAN = (StatusDaftar.DIBATALKAN,)",
        uji=f"{LAYAR}::TestBelumDibayar::test_months_rupiah_and_what_each_waits_for",
    ),
    Mutasi(
        apa="insentif: satu daftar dari dua baris dikira ganda",
        berkas="planning/pemeriksaan/uang.py",
        lama="if _komponen(a) and a.daftar_id is None]",
        baru="if _komponen(a)]",
        uji=f"{LAYAR}::TestSatuMesin::test_two_lists_of_one_line_are_no_double",
    ),
)
