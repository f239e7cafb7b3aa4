"""The kept mutations: each breaks one promise of the product, and the named test must notice.

`lama` stands exactly once in `berkas`; a test holds that, so a patch that no longer fits is seen at once.
"""

from importlib import import_module
from pathlib import Path

from tests.mutasi.dasar import Mutasi

RUMAH = "tests/rumah"
SCOPE = f"{RUMAH}/test_scope.py::test_screens_reach_rows_through_the_scope"
LAYANAN = "tests/spm_services/test_views.py"
KEDUA = f"{RUMAH}/test_kunci_kedua.py"

_UMUM: tuple[Mutasi, ...] = (
    Mutasi(
        apa="daftar posyandu tanpa for_user",
        berkas="registry/views/daftar.py",
        lama="Posyandu.objects.for_user(request.user, Cap.LIHAT).di_wilayah(kode)",
        baru="Posyandu.objects.di_wilayah(kode)",
        uji=SCOPE,
    ),
    Mutasi(
        apa="daftar catatan tanpa for_user",
        berkas="spm_services/views/rekaman.py",
        lama="Rekaman.objects.for_user(request.user, Cap.LIHAT_CATATAN).di_wilayah(kode)",
        baru="Rekaman.objects.di_wilayah(kode)",
        uji=f"{LAYANAN}::TestDaftar::test_an_opd_sees_the_records_of_its_field_only",
    ),
    Mutasi(
        apa="bidang penugasan tidak lagi menyempitkan",
        berkas="accounts/scope.py",
        lama="return Q(**{str(model.BIDANG_PATH): grant.bidang})",
        baru="return Q()",
        uji=f"{RUMAH}/test_matriks.py::test_each_address_answers_as_the_matrix_says[opd]",
    ),
    Mutasi(
        apa="satu peran mendapat satu tugas lebih",
        berkas="accounts/roles.py",
        lama="Peran.KADER: frozenset({Cap.LIHAT, Cap.LIHAT_CATATAN, Cap.CATAT, Cap",
        baru="Peran.KADER: frozenset({Cap.KELOLA_POSYANDU, Cap.LIHAT, Cap.LIHAT_CATATAN, Cap.CATAT, Cap",
        uji=f"{RUMAH}/test_matriks.py::test_each_address_answers_as_the_matrix_says[kader]",
    ),
    Mutasi(
        apa="penugasan yang berakhir hari ini masih berlaku",
        berkas="accounts/models/akun.py",
        lama="Q(sampai__gt=pada), mulai__lte=pada",
        baru="Q(sampai__gte=pada), mulai__lte=pada",
        uji="tests/accounts/test_views.py::TestAkhiri::test_takes_the_access_away_at_once",
    ),
    Mutasi(
        apa="tampilan tanpa tanda akses",
        berkas="reporting/views/dasbor.py",
        lama="@access(Cap.LIHAT)\n@require_safe\ndef belum(",
        baru="@require_safe\ndef belum(",
        uji=f"{RUMAH}/test_akses.py::test_every_address_has_a_mark_and_a_name[reporting:belum]",
    ),
    Mutasi(
        apa="status ditulis di luar mesin alur",
        berkas="planning/actions.py",
        lama="        rows.update(nomor=nomor, tanggal=tanggal)\n        tetap: DokumenAnggaran",
        baru="        rows.update(nomor=nomor, tanggal=tanggal, status='ditetapkan')\n        tetap: DokumenAnggaran",
        uji=f"{RUMAH}/test_status.py::test_only_the_workflow_writes_a_status",
    ),
    Mutasi(
        apa="impor ke atas",
        berkas="registry/querysets.py",
        lama='        return self.filter(status="aktif")',
        baru='        from spm_services import katalog\n\n        return self.filter(status="aktif")',
        uji=f"{RUMAH}/test_lapis.py::test_imports_go_down_only",
    ),
    Mutasi(
        apa="kode layanan dihapus",
        berkas="spm_services/katalog/__init__.py",
        lama="        hasil[entri.kode] = entri\n",
        baru="        if entri.kode != 'biopori':\n            hasil[entri.kode] = entri\n",
        uji=f"{RUMAH}/test_katalog_terkunci.py::test_nothing_in_the_baseline_is_gone_or_changed",
    ),
    Mutasi(
        apa="kode layanan diganti",
        berkas="spm_services/katalog/kesehatan/sekolah.py",
        lama='kode="periksa_remaja"',
        baru='kode="periksa_usia_sekolah"',
        uji=f"{RUMAH}/test_katalog_terkunci.py::test_nothing_in_the_baseline_is_gone_or_changed",
    ),
    Mutasi(
        apa="kode kolom diganti",
        berkas="spm_services/katalog/kesehatan/anak.py",
        lama='kode="bgm"',
        baru='kode="garis_merah"',
        uji=f"{RUMAH}/test_katalog_terkunci.py::test_nothing_in_the_baseline_is_gone_or_changed",
    ),
    Mutasi(
        apa="koreksi tanpa selisih Rekap",
        berkas="spm_services/actions/rekaman.py",
        lama="terapkan(unit.kode, [lama, Gerak(tanggal, sekarang.bidang, 1, sekarang.terlayani)]).tulis()",
        baru="terapkan(unit.kode, [lama, Gerak(tanggal, sekarang.bidang, 1, sekarang.terlayani)])",
        uji="tests/spm_services/test_actions.py::test_koreksi_moves_the_summary_by_the_difference",
    ),
    Mutasi(
        apa="pembatalan tanpa selisih Rekap",
        berkas="spm_services/workflow.py",
        lama="    terapkan(rekaman.posyandu.kode, [gerak]).tulis()",
        baru="    terapkan(rekaman.posyandu.kode, [gerak])",
        uji="tests/reporting/test_views.py::TestAngkaDanBarisnya::test_every_figure_has_as_many_rows_as_it_says",
    ),
    Mutasi(
        apa="formulir yang sama dua kali menjadi dua catatan",
        berkas="spm_services/actions/rekaman.py",
        lama="        kunci=kiriman.kunci,\n        posyandu=posyandu,",
        baru="        posyandu=posyandu,",
        uji=f"{LAYANAN}::TestKirimDuaKali::test_is_one_record_and_leads_to_it",
    ),
    Mutasi(
        apa="kunci formulir baru setiap kali gagal",
        berkas="templates/komponen/kolom_isian.html",
        lama="{% if field.is_hidden %}{{ field }}{% else %}",
        baru="{% if field.is_hidden %}{% else %}",
        uji=f"{LAYANAN}::TestIsianBuruk::test_the_key_of_the_form_stays_the_same_after_a_mistake",
    ),
    Mutasi(
        apa="alokasi tanpa batas pagu",
        berkas="planning/actions.py",
        lama="    if nilai > baris.sisa:",
        baru="    if nilai > baris.sisa + nilai:",
        uji="tests/planning/test_views.py::TestAlokasikan::test_bad_input_is_said_at_its_field_and_nothing_is_tied",
    ),
    Mutasi(
        apa="kelurahan boleh memakai APB Desa",
        berkas="planning/actions.py",
        lama='    if unit.wilayah.kelurahan and dokumen.uraian_jenis.skema == "apbdes":',
        baru='    if dokumen.uraian_jenis.skema == "bukan":',
        uji="tests/planning/test_views.py::TestAlokasikan::test_a_kelurahan_is_not_paid_from_an_apb_desa",
    ),
    Mutasi(
        apa="rupiah lewat pecahan biner",
        berkas="planning/actions.py",
        lama="            baris.teralokasi += isi.nilai  #",
        baru="            baris.teralokasi = Decimal(float(baris.teralokasi + isi.nilai))  #",
        uji=f"{RUMAH}/test_rupiah.py::test_no_float_comes_near_money",
    ),
    Mutasi(
        apa="catat tanpa kunci kedua",
        berkas="spm_services/actions/rekaman.py",
        lama="            require_in_scope(rekaman, actor, Cap.CATAT, seen_with=Cap.LIHAT_CATATAN)\n            H",
        baru="            H",
        uji=f"{KEDUA}::test_whoever_may_read_but_not_write_changes_nothing",
    ),
    Mutasi(
        apa="alokasikan tanpa kunci kedua atas baris",
        berkas="planning/actions.py",
        lama="for kode in (rekaman.posyandu.kode, baris.dokumen.wilayah_id):",
        baru="for kode in (rekaman.posyandu.kode,):",
        uji="tests/planning/test_alokasi.py::TestSiapa::test_who_may_not_spend_this_line_on_this_activity",
    ),
    Mutasi(
        apa="koreksi tanpa periksa versi",
        berkas="spm_services/actions/rekaman.py",
        lama="    if sekarang.versi != versi or not sekarang.berlaku:",
        baru="    if not sekarang.berlaku:",
        uji=f"{LAYANAN}::TestKoreksi::test_a_stale_form_shows_both_texts_and_saves_nothing",
    ),
    Mutasi(
        apa="tanggal yang belum tiba diterima",
        berkas="spm_services/actions/rekaman.py",
        lama="    if tanggal > hari:",
        baru="    if tanggal.year > hari.year + 1000:",
        uji=f"{LAYANAN}::TestIsianBuruk::test_is_said_at_its_field_and_nothing_is_saved",
    ),
    Mutasi(
        apa="catatan batal ikut terdaftar",
        berkas="spm_services/views/rekaman.py",
        lama='return rows if self.form.cleaned_data.get("status") else rows.berlaku()',
        baru="return rows",
        uji="tests/reporting/test_views.py::TestAngkaDanBarisnya::test_every_figure_has_as_many_rows_as_it_says",
    ),
    Mutasi(
        apa="membuka halaman menulis",
        berkas="spm_services/views/rekaman.py",
        lama="    rekaman = ambil(request.user, kunci)\n    konteks = {",
        baru='    rekaman = ambil(request.user, kunci)\n    rekaman.save(update_fields=["contoh"])\n    konteks = {',
        uji=f"{RUMAH}/test_get_tidak_menulis.py::test_opening_every_page_writes_nothing[kader]",
    ),
    Mutasi(
        apa="satu pertanyaan lagi untuk setiap baris",
        berkas="registry/views/daftar.py",
        lama='saring.qs.select_related("wilayah")',
        baru="saring.qs",
        uji=f"{RUMAH}/test_query.py::test_a_page_asks_as_much_for_thirty_rows_as_for_three",
    ),
    Mutasi(
        apa="surat yang dicabut tetap dihitung sebagai syarat",
        berkas="registry/persyaratan/__init__.py",
        lama="SuratKeputusan.objects.filter(posyandu__in=units).tidak_dicabut()",
        baru="SuratKeputusan.objects.filter(posyandu__in=units)",
        uji="tests/registry/test_surat.py::TestCabut::"
        "test_a_withdrawn_paper_stays_with_its_reason_and_counts_for_nothing",
    ),
    Mutasi(
        apa="surat boleh ditandatangani sesudah mulai berlaku tanpa alasan",
        berkas="registry/actions/surat.py",
        lama="    if tanggal and dari and tanggal > dari and not",
        baru="    if tanggal and dari and tanggal.year > dari.year + 99 and not",
        uji="tests/registry/test_surat.py::TestCatat::test_the_action_itself_refuses_them_too",
    ),
    Mutasi(
        apa="NIK lengkap tanpa jejak",
        berkas="registry/actions/templat.py",
        lama='    record(actor, "unduh_identitas", posyandu, catatan=JENIS[jenis])',
        baru="    return",
        uji="tests/registry/test_konsep.py::TestKonsepUnit::test_the_whole_nik_leaves_only_on_the_logged_way",
    ),
    Mutasi(
        apa="CSP mengizinkan gaya di dalam halaman",
        berkas="posyandu_app/settings.py",
        lama='"style-src": ["\'self\'"],',
        baru='"style-src": ["\'self\'", "\'unsafe-inline\'"],',
        uji=f"{RUMAH}/test_header.py::test_every_page_carries_the_headers[anonim]",
    ),
    Mutasi(
        apa="gaya di dalam halaman",
        berkas="templates/komponen/remah.html",
        lama='<nav class="jejak"',
        baru='<nav style="color:red" class="jejak"',
        uji=f"{RUMAH}/test_ukuran.py::test_a_template_is_short_says_its_context_and_holds_no_code[komponen/remah.html]",
    ),
    Mutasi(
        apa="berkas registrasi diputus tanpa kunci posyandu",
        berkas="registry/kunci.py",
        lama='Posyandu.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)',
        baru="Posyandu.objects.get(pk=pk)",
        uji="tests/registry/test_registrasi_balapan.py::test_of_eight_decisions_on_one_file_exactly_one_wins",
        postgres=True,
    ),
    Mutasi(
        apa="pengaju memeriksa berkasnya sendiri",
        berkas="registry/workflow.py",
        lama="    if ajuan.pengaju_id == actor.pk:",
        baru="    if ajuan.pengaju_id == -actor.pk:",
        uji="tests/registry/test_registrasi.py::TestMeja::test_maker_and_checker_are_two_people",
    ),
    Mutasi(
        apa="putusan atas isi yang sudah berubah tetap dianggap sesuai",
        berkas="registry/workflow.py",
        lama="PutusanButir.Putusan.SETUJU and putusan.sidik == sidik",
        baru="PutusanButir.Putusan.SETUJU",
        uji="tests/registry/test_registrasi.py::TestKembali::test_what_was_right_and_changed_must_be_said_again",
    ),
    Mutasi(
        apa="nomor milik desa lain diterima tanpa surat kementerian",
        berkas="registry/nomor.py",
        lama="    if desa in unit.desa:",
        baru="    if desa:",
        uji="tests/registry/test_hasil.py::TestPengecualian::test_without_the_letter_it_is_not",
    ),
    Mutasi(
        apa="paket dikirim walaupun isinya bukan lagi yang disebut suratnya",
        berkas="registry/workflow_paket.py",
        lama="    if ada != paket.jumlah or not ada:",
        baru="    if not ada:",
        uji="tests/registry/test_paket.py::TestKirim::"
        "test_a_file_that_left_meanwhile_asks_for_new_papers_and_nothing_is_sent",
    ),
    Mutasi(
        apa="posyandu dengan angka lain dianggap sama",
        berkas="registry/cocok.py",
        lama="        nilai = min(nilai, ANGKA_BEDA)",
        baru="        nilai = min(nilai, 100)",
        uji="tests/registry/test_hasil.py::TestCocok::test_another_number_is_another_unit",
    ),
    Mutasi(
        apa="peran diberikan tanpa tabel pengelola",
        berkas="accounts/kelola.py",
        lama="return peran in PENGELOLA[milik.peran] and (peran, kode) != (milik.peran, milik.kode)",
        baru="return True",
        uji="tests/accounts/test_kelola.py::TestTabel::test_nobody_makes_an_equal_or_gives_what_is_not_theirs",
    ),
    Mutasi(
        apa="masa berakhir tanpa serah terima",
        berkas="registry/actions/orang.py",
        lama="    serah_terima(kader, actor=actor)\n",
        baru="",
        uji="tests/registry/test_akun_kader.py::TestSerahTerima::"
        "test_the_access_ends_with_the_last_term_on_the_same_day",
    ),
    Mutasi(
        apa="kode periksa tanpa nomor registrasi",
        berkas="registry/metrics_publik.py",
        lama='pesan = f"{GUNA}:{unit.uuid}:{badan}:{nomor}".encode()',
        baru='pesan = f"{GUNA}:{unit.uuid}:{badan}".encode()',
        uji="tests/registry/test_publik.py::TestPeriksa::test_another_number_makes_the_paper_stale",
    ),
    Mutasi(
        apa="posyandu ditutup sebelum catatan terakhirnya",
        berkas="spm_services/apps.py",
        lama="            HARI_TERAKHIR.append(hari_terakhir)\n",
        baru="            pass\n",
        uji="tests/registry/test_keadaan.py::TestTutup::test_not_before_what_it_has_recorded",
    ),
    Mutasi(
        apa="bagian data dikonfirmasi dari halaman yang sudah basi",
        berkas="registry/actions/pemutakhiran.py",
        lama="    if kini.sidik != sidik:\n        raise Bentrok(kini)\n",
        baru="",
        uji="tests/registry/test_pemutakhiran.py::TestKonfirmasi::test_a_page_that_is_out_of_date_confirms_nothing",
    ),
    Mutasi(
        apa="posyandu yang tutup ikut ditunggu di pemutakhiran",
        berkas="registry/metrics_pemutakhiran.py",
        lama=".filter(status=StatusPosyandu.AKTIF, ada__lt=SEMUA_BAGIAN)",
        baru=".filter(ada__lt=SEMUA_BAGIAN)",
        uji="tests/registry/test_pemutakhiran.py::TestHitung::test_a_closed_unit_is_not_waited_for",
    ),
    Mutasi(
        apa="daftar syarat tanpa sasaran",
        berkas="registry/persyaratan/daftar.py",
        lama="    if not b.sasaran:\n",
        baru="    if False:\n",
        uji="tests/registry/test_persyaratan.py::TestSasaran::test_nothing_counted_is_missing",
    ),
    Mutasi(
        apa="daftar insentif disusun tanpa kunci pembayar",
        berkas="registry/actions/insentif.py",
        lama="    pembayar = kunci_pembayar(pembayar.pk)\n",
        baru="",
        uji="tests/registry/test_insentif_balapan.py::test_of_six_lists_drawn_up_at_once_one_has_the_people",
        postgres=True,
    ),
    Mutasi(
        apa="kader tanpa akun dianggap tidak hadir",
        berkas="registry/actions/_insentif.py",
        lama='        if bebas and aturan["insentif_ikut_hadir"] and akun is not None:',
        baru='        if bebas and aturan["insentif_ikut_hadir"]:',
        uji="tests/registry/test_insentif.py::TestKehadiran::test_where_the_region_pays_by_it_missing_is_not_zero",
    ),
    Mutasi(
        apa="daftar insentif ditandatangani dengan keberatan terbuka",
        berkas="registry/workflow_insentif.py",
        lama="            guards=(_milik_pembayar, _ada_baris, _keberatan_terjawab),",
        baru="            guards=(_milik_pembayar, _ada_baris),",
        uji="tests/registry/test_insentif.py::TestLangkah::"
        "test_an_objection_waits_for_the_opening_and_is_answered_before_signing",
    ),
    Mutasi(
        apa="masa kerja yang tumpang tindih dihitung dua kali",
        berkas="registry/metrics_pelatihan.py",
        lama="        if hasil and dari <= hasil[-1][1]:\n",
        baru="        if False:\n",
        uji="tests/registry/test_pelatihan.py::TestMasaKerja::test_two_terms_at_once_count_once",
    ),
    Mutasi(
        apa="tingkat kader tanpa kelompok wajib",
        berkas="registry/keterampilan.py",
        lama="return self.wajib <= set(penuh) and len(",
        baru="return len(",
        uji="tests/registry/test_pelatihan.py::TestTingkat::test_each_level_at_its_edge",
    ),
    Mutasi(
        apa="posyandu bernomor lain dianggap bernama sama",
        berkas="registry/cocok.py",
        lama="        nilai = min(nilai, ANGKA_BEDA)\n",
        baru="        pass\n",
        uji="tests/registry/test_ganda.py::TestNilai::test_other_numbers_and_other_flowers_are_not",
    ),
    Mutasi(
        apa="putusan bukan ganda tetap berlaku walau datanya berubah",
        berkas="registry/ganda.py",
        lama="return self.putusan is not None and self.putusan.sidik == self.sidik",
        baru="return self.putusan is not None",
        uji="tests/registry/test_ganda.py::TestPutus::test_left_as_two_until_the_facts_change",
    ),
    Mutasi(
        apa="praktik baik terbaca di daerah lain sebelum disetujui",
        berkas="registry/models/praktik.py",
        lama='| Q(status="disetujui"))',
        baru='| Q(status__in=["disetujui", "diajukan"]))',
        uji="tests/registry/test_praktik.py::TestKartu::test_approved_it_is_read_everywhere_before_that_only_at_home",
    ),
    Mutasi(
        apa="tonggak dipastikan oleh yang melaporkan",
        berkas="registry/actions/percontohan.py",
        lama="tonggak = _tonggak(pk, actor, Cap.BINA)\n    if tonggak.dicapai",
        baru="tonggak = _tonggak(pk, actor, Cap.KELOLA_POSYANDU)\n    if tonggak.dicapai",
        uji="tests/registry/test_praktik.py::TestPercontohan::test_reported_by_the_unit_confirmed_by_the_team",
    ),
    Mutasi(
        apa="tiga daftar menghitung daftar yang belum ditandatangani",
        berkas="reporting/tiga_daftar.py",
        lama="BERLAKU = (StatusDaftar.DITANDATANGANI, ",
        baru="BERLAKU = (StatusDaftar.DIBUKA, StatusDaftar.DITANDATANGANI, ",
        uji="tests/reporting/test_tiga_daftar.py::TestHitung::test_what_is_open_or_of_another_month_is_not_paid",
    ),
)

# Parts keep their own lists beside this one: tests/mutasi/bagian/<part>.py with `MUTASI`.
_BAGIAN = [
    import_module(f"tests.mutasi.bagian.{p.stem}") for p in sorted((Path(__file__).parent / "bagian").glob("[a-z]*.py"))
]
DAFTAR: tuple[Mutasi, ...] = (*_UMUM, *(m for b in _BAGIAN for m in b.MUTASI))
