"""Reports: figures that leave something out must be seen."""

from tests.mutasi.dasar import Mutasi

UJI = "tests/reporting/test_laporan.py"
USULAN = "tests/reporting/test_laporan_usulan.py"
TAHAP = "tests/reporting/test_laporan_tahap.py"
BUTUH = "tests/reporting/test_laporan_kebutuhan.py"
MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="laporan: dokumen yang tidak berlaku ikut dihitung",
        berkas="planning/metrics_baris.py",
        lama="    rows = rows.filter(baris__dokumen__status=StatusDokumen.DITETAPKAN, baris__dokumen__tahun=tahun)\n",
        baru="    rows = rows.filter(baris__dokumen__status=StatusDokumen.DITETAPKAN)\n",
        uji=f"{UJI}::TestAngka::test_a_withdrawn_document_counts_no_more",
    ),
    Mutasi(
        apa="laporan: kerja Tim Pembina hilang",
        berkas="planning/metrics_baris.py",
        lama='    milik = Coalesce("posyandu__kode", "kegiatan__rencana__wilayah__kode")\n',
        baru='    milik = Coalesce("posyandu__kode", "posyandu__kode")\n',
        uji=f"{UJI}::TestAngka::test_the_work_of_a_tim_pembina_counts_for_its_area",
    ),
    Mutasi(
        apa="laporan: bidang tanpa uang tidak disebut",
        berkas="reporting/laporan/anggaran.py",
        lama="    semua = [(b, NAMA[b]) for b in SEMUA] +",
        baru="    semua = [(b, NAMA[b]) for b in SEMUA if b in ada] +",
        uji=f"{UJI}::TestAngka::test_by_field_all_six_stand_there",
    ),
    Mutasi(
        apa="laporan: uang usulan yang ditolak masih berjalan",
        berkas="planning/metrics_usulan.py",
        lama="        baris.nilai_kini += NOL if putusan == Putusan.DITOLAK else kini\n",
        baru="        baris.nilai_kini += kini\n",
        uji=f"{USULAN}::TestRekap::test_by_kecamatan_those_without_any_too",
    ),
    Mutasi(
        apa="laporan: daftar usulan dan rekapnya lain uangnya",
        berkas="reporting/laporan/usulan.py",
        lama="        return None if u.putusan == Putusan.DITOLAK else getattr(u, apa)\n",
        baru="        return getattr(u, apa)\n",
        uji=f"{USULAN}::TestRekap::test_it_says_the_same_money_as_the_list",
    ),
    Mutasi(
        apa="laporan: usulan desa sendiri masuk daftar Musrenbang",
        berkas="planning/metrics_usulan.py",
        lama=".exclude(jalur=Jalur.DESA)",
        baru="",
        uji=f"{USULAN}::TestDaftar::test_one_for_the_villages_own_budget_is_not_of_the_region",
    ),
    Mutasi(
        apa="laporan: usulan yang naik disebut dua kali",
        berkas="planning/metrics_usulan.py",
        lama="    return rows.filter(Exists(naik), ~Exists(tertulis))",
        baru="    return rows.filter(Exists(naik))",
        uji=f"{USULAN}::TestDuRkpdes::test_one_that_stands_in_a_line_already_is_not_said_twice",
    ),
    Mutasi(
        apa="laporan: usulan yang tidak dinaikkan masuk DU-RKP Desa",
        berkas="planning/metrics_usulan.py",
        lama="    return rows.filter(Exists(naik), ~Exists(tertulis))",
        baru="    return rows.filter(~Exists(tertulis))",
        uji=f"{USULAN}::TestDuRkpdes::test_one_that_was_never_raised_is_not",
    ),
    Mutasi(
        apa="laporan: baris yang hilang tanpa selisih",
        berkas="reporting/laporan/tahap.py",
        lama="        if len(self.kolom) < 2:\n            return None\n",
        baru="        if len(self.kolom) < 2 or self.tahap.akhir is None:\n            return None\n",
        uji=f"{TAHAP}::TestBanding::test_what_vanished_and_shrank_by_hand",
    ),
    Mutasi(
        apa="laporan: baris yang tidak membawa posyandu ikut dibandingkan",
        berkas="reporting/laporan/tahap.py",
        lama="    return r.ditunjuk or any(b.bidang for b in r.semua)\n",
        baru="    return True\n",
        uji=f"{TAHAP}::TestBanding::test_what_vanished_and_shrank_by_hand",
    ),
    Mutasi(
        apa="laporan: pagu berulang di tiap kegiatan",
        berkas="reporting/laporan/tahap.py",
        lama="        return self.simpul.pagu_anggaran if self.pertama else None\n",
        baru="        return self.simpul.pagu_anggaran\n",
        uji=f"{TAHAP}::TestCascade::test_flat_rows_by_hand",
    ),
    Mutasi(
        apa="laporan: alokasi terhitung di bawah dua indikator",
        berkas="reporting/laporan/tahap.py",
        lama="        return self.kegiatan.teralokasi if self.kegiatan and self.terhitung else None\n",
        baru="        return self.kegiatan.teralokasi if self.kegiatan else None\n",
        uji=f"{TAHAP}::TestCascade::test_a_line_under_two_indicators_counts_once_in_the_last_row",
    ),
    Mutasi(
        apa="laporan: daftar insentif yang baru dibuka dianggap terutang",
        berkas="registry/metrics_insentif.py",
        lama="DITANDATANGANI = (StatusDaftar.DITANDATANGANI, StatusDaftar.DIBAYAR)\n",
        baru="DITANDATANGANI = (StatusDaftar.DIBUKA, StatusDaftar.DITANDATANGANI, StatusDaftar.DIBAYAR)\n",
        uji=f"{BUTUH}::TestInsentif::test_by_unit_without_a_name",
    ),
    Mutasi(
        apa="laporan: tanpa daftar menjadi nol",
        berkas="registry/metrics_insentif.py",
        lama="        return self.isi.get(apa, Bulanan()) if self.isi else None\n",
        baru="        return self.isi.get(apa, Bulanan())\n",
        uji=f"{BUTUH}::TestInsentif::test_by_name_in_the_kelurahan_for_whoever_may_read_a_person",
    ),
    Mutasi(
        apa="laporan: nama kader untuk siapa saja",
        berkas="reporting/laporan/kebutuhan.py",
        lama="    return rows if len(isi.kode) >= 13 and isi.boleh(Cap.LIHAT_ORANG) else",
        baru="    return rows if len(isi.kode) >= 13 else",
        uji=f"{BUTUH}::TestInsentif::test_no_name_for_a_duty_that_reads_none",
    ),
    Mutasi(
        apa="laporan: tunggakan posyandu yang tutup hilang",
        berkas="registry/metrics_insentif.py",
        lama="    semua = [s for s in hasil.values() if s.isi or s.unit.status == StatusPosyandu.AKTIF]\n",
        baru="    semua = [s for s in hasil.values() if s.unit.status == StatusPosyandu.AKTIF]\n",
        uji=f"{BUTUH}::TestInsentif::test_arrears_in_a_closed_unit_do_not_vanish",
    ),
    Mutasi(
        apa="laporan: jumlah yang sedikit menunjuk orangnya",
        berkas="reporting/laporan/kebutuhan.py",
        lama="    if isi.boleh(Cap.LIHAT_WARGA) or not papan.samar_perlu(rows):\n",
        baru="    if True:\n",
        uji=f"{BUTUH}::TestSelisih::test_few_children_are_hidden_from_whoever_may_not_know_them",
    ),
    Mutasi(
        apa="laporan: kebutuhan yang tidak diketahui menjadi nol",
        berkas="reporting/laporan/kebutuhan.py",
        lama="        return None if tak_tahu else isi.kebutuhan\n",
        baru="        return isi.kebutuhan\n",
        uji=f"{BUTUH}::TestSelisih::test_by_part_what_is_known_and_in_how_many_it_is_not",
    ),
    Mutasi(
        apa="laporan: profil satu posyandu dibuat untuk wilayah",
        berkas="reporting/laporan/dasar.py",
        lama=' or (self.satu_unit and kode_lib.tingkat(kode) != "posyandu")\n',
        baru="\n",
        uji=f"{BUTUH}::TestProfil::test_an_area_is_asked_for_one_unit",
    ),
)
