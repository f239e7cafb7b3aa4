"""Mutations of budget imports: control totals, all or nothing, guesses, unknown shares, names as printed."""

from tests.mutasi.dasar import Mutasi

BACA = "tests/planning/test_impor_baca.py"
IMPOR = "tests/planning/test_impor.py"
KODE = "tests/planning/test_impor_kode.py"
GANTI = "tests/planning/test_ganti_kode.py"
LATAR = "tests/planning/test_impor_latar.py"
TARIK = "tests/planning/test_impor_tarik.py"
TOTAL = "tests/planning/test_impor_total.py"

MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="impor: total yang diketik tidak mengikat",
        berkas="planning/impor/dasar.py",
        lama="    if ketik is not None and ketik != jumlah:",
        baru="    if ketik is not None and abs(ketik - jumlah) > 1:",
        uji=f"{BACA}::TestTotal::test_one_rupiah_is_too_much",
    ),
    Mutasi(
        apa="impor: baris baik diambil walau ada yang ditolak",
        berkas="planning/actions/_impor.py",
        lama='    alasan = [f"{ditolak} baris ditolak. Perbaiki berkasnya, lalu unggah lagi."] if ditolak else []',
        baru="    alasan: list[str] = []",
        uji=f"{IMPOR}::TestSipd::test_one_refused_row_takes_nothing",
    ),
    Mutasi(
        apa="impor: pagu yang bisa dibaca dua cara ditebak",
        berkas="planning/impor/angka.py",
        lama='    if re.fullmatch(r"\\d{1,3},\\d{3}", bersih, re.ASCII):',
        baru="    if False:",
        uji=f"{BACA}::TestPagu::test_refused",
    ),
    Mutasi(
        apa="impor: tiap sumber mendapat seluruh pagu",
        berkas="planning/impor/baris.py",
        lama="    if len(b.sumber) == 1:\n        b.sumber[0].nilai = b.pagu",
        baru="    for s in b.sumber:\n        s.nilai = b.pagu",
        uji=f"{BACA}::TestSipd::test_joined_sources_have_unknown_shares_and_the_amount_counts_once",
    ),
    Mutasi(
        apa="impor: orang lain memutuskan",
        berkas="planning/actions/_impor.py",
        lama="        if impor.pemilik_id != actor.pk:",
        baru="        if False:",
        uji=f"{IMPOR}::TestSiapa::test_only_who_handed_it_in_decides",
    ),
    Mutasi(
        apa="impor: total berkas tidak menjadi total kendali",
        berkas="planning/actions/impor.py",
        lama="    isi_total(dokumen.pk, {JUMLAH: total}, actor=actor)",
        baru="    isi_total(dokumen.pk, {}, actor=actor)",
        uji=f"{TOTAL}::TestTotal::test_of_the_file",
    ),
    Mutasi(
        apa="impor latar: baris percobaan yang mati tertinggal",
        berkas="planning/pekerja_impor.py",
        lama="    ImporRencanaBaris.objects.filter(impor=impor).delete()  # of an attempt that was killed\n",
        baru="",
        uji=f"{LATAR}::TestTerputus::test_a_worker_killed_while_reading",
    ),
    Mutasi(
        apa="impor latar: pengambilan yang dibatalkan tetap disimpan",
        berkas="planning/pekerja_impor.py",
        lama="            laju.maju(impor.banyak)\n    except",
        baru="    except",
        uji=f"{LATAR}::TestBatal::test_the_taking_is_cancelled_and_may_be_begun_again",
    ),
    Mutasi(
        apa="impor latar: diambil dua kali sekaligus",
        berkas="planning/actions/_impor.py",
        lama="impor.dibaca is None or (impor.pekerjaan_id != pekerjaan and sedang_jalan(impor))",
        baru="impor.dibaca is None",
        uji=f"{LATAR}::TestBatal::test_what_is_queued_is_not_taken_twice",
    ),
    Mutasi(
        apa="tarik impor: baris yang dipakai ikut hilang",
        berkas="planning/actions/impor_tarik.py",
        lama="    tunjuk = penunjuk(baris)",
        baru="    tunjuk: dict[str, int] = {}",
        uji=f"{TARIK}::TestDitolak::test_while_something_points_at_a_line",
    ),
    Mutasi(
        apa="tarik impor: baris yang diubah ikut hilang",
        berkas="planning/actions/impor_tarik.py",
        lama='    if sidik_baris(impor) != impor.pengaturan.get("sidik_baris"):',
        baru="    if False:",
        uji=f"{TARIK}::TestDitolak::test_a_line_that_was_changed",
    ),
    Mutasi(
        apa="tarik impor: baris yang diganti tidak kembali",
        berkas="planning/actions/impor_tarik.py",
        lama="    pulihkan(dokumen, impor.digantikan)\n",
        baru="",
        uji=f"{TARIK}::TestTarik::test_lines_it_replaced_come_back",
    ),
    Mutasi(
        apa="ganti kode: baris dokumen yang ditetapkan ikut berubah",
        berkas="planning/actions/ganti_kode.py",
        lama="        milik = rows.for_user(siapa, Cap.KELOLA_RENCANA).filter(dokumen__status=StatusDokumen.DRAF)",
        baru="        milik = rows.for_user(siapa, Cap.KELOLA_RENCANA)",
        uji=f"{GANTI}::TestHalaman::test_the_whole_way",
    ),
    Mutasi(
        apa="ganti kode: yang berubah sejak itu ditimpa waktu dikembalikan",
        berkas="planning/actions/ganti_kode.py",
        lama='any(getattr(b, k) != n for k, n in x["ke"].items())',
        baru="False",
        uji=f"{GANTI}::TestKembali::test_what_changed_since_stays",
    ),
    Mutasi(
        apa="ganti kode: pengganti di luar saran diterima",
        berkas="planning/views/ganti_kode.py",
        lama="next((k for k, _ in p.saran if str(k.pk) == pk), None)",
        baru='KodeNomenklatur.objects.filter(pk=int("0" + pk) if pk.isdecimal() else 0).first()',
        uji=f"{GANTI}::TestHalaman::test_only_what_was_suggested_is_taken",
    ),
    Mutasi(
        apa="impor: total peraturan ditimpa total berkas",
        berkas="planning/actions/impor.py",
        lama="    if tertulis is not None and ada != tertulis:",
        baru="    if False:",
        uji=f"{TOTAL}::TestTotal::test_the_decrees_own_total_stays",
    ),
    Mutasi(
        apa="impor: pemeriksaan tidak antre setelah diambil",
        berkas="planning/actions/impor.py",
        lama="    isi_total(dokumen.pk, {JUMLAH: total}, actor=actor)\n    setelah_simpan(dokumen.pk)",
        baru="    isi_total(dokumen.pk, {JUMLAH: total}, actor=actor)",
        uji=f"{TOTAL}::TestPemeriksaan::test_taking_is_followed_by_the_checks",
    ),
    Mutasi(
        apa="contoh: total peraturan disalin dari barisnya",
        berkas="reporting/contoh/total.py",
        lama='"DDS": 107_300_000',
        baru='"DDS": 107_300_001',
        uji="tests/hitung_ulang/test_total.py::test_every_fixed_document_is_what_its_decree_says",
    ),
    Mutasi(
        apa="nomenklatur: posting lama ikut dihitung",
        berkas="planning/impor/siskeudes.py",
        lama='    if row.get("kdposting", "") != akhir.get(desa, row.get("kdposting", "")):',
        baru="    if False:",
        uji=f"{BACA}::TestSiskeudes::test_the_last_posting_wins",
    ),
    Mutasi(
        apa="nomenklatur: buku kabupaten lain terbaca",
        berkas="planning/views/kode.py",
        lama="    return VersiNomenklatur.objects.filter(boleh)",
        baru="    return VersiNomenklatur.objects.all()",
        uji=f"{KODE}::TestHalaman::test_an_own_book_is_read_below_and_not_elsewhere",
    ),
)
