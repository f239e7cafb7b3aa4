"""Mutations of the joined trace, of planned against done, of photos and of shared payments."""

from tests.mutasi.dasar import Mutasi

JEJAK = "tests/planning/test_jejak_indikator.py"
LAKSANA = "tests/planning/test_pelaksanaan.py"
FOTO = "tests/planning/test_usulan_foto.py"
BAGI = "tests/planning/test_usulan_bagi.py"

MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="jejak indikator hanya dari baris itu sendiri",
        berkas="planning/jejak_indikator.py",
        lama="garis = [baris.pk, *(b.pk for b in atas)]",
        baru="garis = [baris.pk]",
        uji=f"{JEJAK}::TestDuaKlik::test_from_a_household_up_to_the_indicator_with_target_and_reached",
    ),
    Mutasi(
        apa="indikator program pemerintah lain ikut",
        berkas="planning/jejak_indikator.py",
        lama="        dokumen__wilayah__in=kode_lib.leluhur(d.wilayah_id),\n",
        baru="",
        uji=f"{JEJAK}::TestMelayani::test_a_program_of_another_government_or_another_scheme_is_none",
    ),
    Mutasi(
        apa="kegiatan dua baris dihitung dua kali",
        berkas="planning/metrics_indikator.py",
        lama="return Layanan(len(isi), sum(n for _, n in isi)",
        baru="return Layanan(len(isi) * len(list(dibayar)), sum(n for _, n in isi) * len(list(dibayar))",
        uji=f"{JEJAK}::TestKeBawah::test_each_activity_counts_once_however_many_lines_pay",
    ),
    Mutasi(
        apa="rumah yang dicatat hari itu tidak dilayani",
        berkas="planning/jejak.py",
        lama="for warga, layanan in _serumah(rumah, hari, user):",
        baru="for warga, layanan in _serumah({}, hari, user):",
        uji=f"{JEJAK}::TestKeBawah::test_a_household_found_that_day_is_among_those_served",
    ),
    Mutasi(
        apa="catatan posyandu lain menjadi pelaksanaan",
        berkas="planning/actions/pelaksanaan.py",
        lama="    if rekaman.posyandu_id != rencana.posyandu_id:",
        baru="    if rencana.posyandu_id is None:",
        uji=f"{LAKSANA}::TestTulis::test_what_cannot_carry_it_out",
    ),
    Mutasi(
        apa="catatan batal masih pelaksanaan",
        berkas="planning/metrics_pelaksanaan.py",
        lama="        kegiatan__rencana=rencana, rekaman__status=StatusRekaman.BERLAKU\n",
        baru="        kegiatan__rencana=rencana\n",
        uji=f"{LAKSANA}::TestTulis::test_a_cancelled_record_counts_no_more",
    ),
    Mutasi(
        apa="satu catatan disarankan untuk dua kegiatan",
        berkas="planning/metrics_pelaksanaan.py",
        lama="            hasil[sebulan.pk].pasti.append(r)\n",
        baru="            for k in selayanan:\n                hasil[k.pk].pasti.append(r)\n",
        uji=f"{LAKSANA}::TestSaran::test_one_record_is_sure_for_one_activity_only",
    ),
    Mutasi(
        apa="layanan yang dibayar lewat rencana dianggap tanpa anggaran",
        berkas="planning/metrics_uang.py",
        lama="~Exists(dibayar), ~dibayar_lewat_rencana(), ~Exists(dibantu)",
        baru="~Exists(dibayar), ~Exists(dibantu)",
        uji=f"{LAKSANA}::TestUang::test_early_lists_follow_the_plan",
    ),
    Mutasi(
        apa="uang rencana tidak sampai ke keluarga",
        berkas="planning/jejak.py",
        lama='rows.filter(_sampai("rekaman", keluarga, catatan) | rencana)',
        baru='rows.filter(_sampai("rekaman", keluarga, catatan))',
        uji=f"{LAKSANA}::TestUang::test_money_of_a_planned_activity_reaches_the_people",
    ),
    Mutasi(
        apa="foto usulan tanpa batas tiga",
        berkas="planning/actions/usulan_foto.py",
        lama="    if ada + len(foto) > FOTO_TERBANYAK:",
        baru="    if len(foto) > FOTO_TERBANYAK:",
        uji=f"{FOTO}::TestFoto::test_three_at_most_and_one_taken_off_makes_room",
    ),
    Mutasi(
        apa="foto usulan berubah setelah diteruskan",
        berkas="planning/actions/usulan_foto.py",
        lama="return usulan.terbuka and usulan.tahap in BISA",
        baru="return usulan.terbuka",
        uji=f"{FOTO}::TestFoto::test_once_passed_on_the_photos_stay_as_they_are",
    ),
    Mutasi(
        apa="pembayaran yang sama diceritakan dua kali",
        berkas="planning/metrics_usulan.py",
        lama="+ _bagian(nilai, ikut, milik)",
        baru="+ nilai",
        uji=f"{BAGI}::TestBagi::test_two_of_one_village_share_by_the_tied_amounts_and_say_so",
    ),
    Mutasi(
        apa="bagian dibulatkan sendiri-sendiri",
        berkas="planning/metrics_usulan.py",
        lama="    return batas[1] - batas[0]",
        baru="    return (nilai * milik.nilai / jumlah).quantize(SEN)",
        uji=f"{BAGI}::TestBagi::test_shares_make_up_the_payment_to_the_sen",
    ),
    Mutasi(
        apa="usulan di baris yang hilang tidak diperingatkan",
        berkas="planning/apps.py",
        lama='            PENUNJUK.append(("usulan", usulan_menunjuk))\n',
        baru="            pass\n",
        uji=f"{BAGI}::TestMenunjuk::test_a_proposal_on_a_line_that_vanished_is_warned_of",
    ),
)
