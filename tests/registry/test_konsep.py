"""Drafts: our own parser over a closed set of placeholders, one source for page and Word, blanks said by name."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from audit.models import Catatan
from posyandu_app.lib.bidang import SEMUA
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.sandi import tutup
from posyandu_app.lib.waktu import hari_ini
from registry.actions import dudukkan_pengurus, simpan_templat, tambah_kader, tambah_sk, tetapkan_aturan
from registry.models import Orang, TemplatDaerah
from registry.nik import TEMPAT
from registry.templat import JENIS, NILAI, TABEL, TITIK, Bahan, Tabel, TemplatSalah, bawaan, periksa_templat, susun
from registry.templat.aturan import berlaku
from registry.templat.word import buat_docx
from tests.pembuat import ANJIR, KLEGO, make_posyandu, make_user
from tests.rumah.halaman import pesan, teks
from wilayah.models import Wilayah

NIK = "3399011203900001"
KONSEP = [j for j in JENIS if j != "permintaan"]
HARI = hari_ini()


def kata(docx: bytes) -> str:
    """All text of a Word document, tables included."""
    dok = Document(BytesIO(docx))
    sel = [c.text for t in dok.tables for r in t.rows for c in r.cells]
    return "\n".join([*(p.text for p in dok.paragraphs), *sel])


def bahan(**nilai: str) -> Bahan:
    return Bahan(nilai, {})


class TestTemplat:
    @pytest.mark.parametrize("jenis", JENIS)
    def test_the_built_in_texts_keep_to_the_closed_set(self, jenis):
        periksa_templat(bawaan(jenis))

    @pytest.mark.parametrize(
        ("isi", "kalimat"),
        [
            ("Kepada {{nama_kucing}} dan {{nik}}", "Penanda tidak dikenal: nama_kucing, nik"),
            ("{{ nama_posyandu", "Baris 1: kurung penanda tidak lengkap"),
            ("baik\n{{nama_posyandu}} }}", "Baris 2: kurung penanda tidak lengkap"),
            ("{{ unit.wilayah }}", "kurung penanda tidak lengkap"),
            ("Susunan: {{tabel_kader}}", "tabel_kader harus berdiri sendiri"),
            ("   ", "kosong"),
            ("x" * 20_001, "terlalu panjang"),
        ],
    )
    def test_what_is_not_in_the_set_is_refused_with_its_name(self, isi, kalimat):
        with pytest.raises(TemplatSalah, match=kalimat.replace("(", r"\(")):
            susun(isi, bahan())

    def test_nothing_of_a_template_engine_is_run(self):
        isi = "{% load static %} {# x #} {{nama_posyandu}}"
        satu = susun(isi, bahan(nama_posyandu="{{nomor_surat}}<b>")).blok[0]
        assert satu.teks == "{% load static %} {# x #} {{nomor_surat}}<b>"

    def test_a_blank_is_dots_and_is_named_once(self):
        hasil = susun("# Nomor {{nomor_surat}}\n\n{{nomor_surat}} {{desa}}", bahan(desa="Klego"))
        assert hasil.belum == (NILAI["nomor_surat"],)
        assert [p.teks for b in hasil.blok for p in b.penggal if p.kosong] == [TITIK, TITIK]

    def test_lines_of_one_kind_of_area_stay_out_of_the_other(self):
        isi = "[desa] Peraturan Desa\n[kelurahan] Keputusan Lurah"
        assert susun(isi, Bahan({}, {})).blok[0].teks == "Peraturan Desa"
        assert susun(isi, Bahan({}, {}, kelurahan=True)).blok[0].teks == "Keputusan Lurah"

    def test_marks_at_the_head_of_a_line(self):
        isi = "# j\n## s\n1. satu\n- dua\n> kanan\n\n> ttd\n! ingat\n---\nbaris satu\nbaris dua"
        blok = susun(isi, bahan()).blok
        macam = ["judul", "subjudul", "butir", "butir", "kanan", "ttd", "catatan", "halaman", "alinea"]
        assert [b.macam for b in blok] == macam
        assert blok[0].teks == "J"
        assert blok[-1].teks == "baris satu baris dua"

    def test_a_name_with_signs_that_a_document_cannot_hold_is_written_without_them(self):
        tabel = Tabel(("No", "Nama"), (("1", "A\x0bB\ufffe"),))
        isi = susun("{{nama_posyandu}}\n{{tabel_kader}}", Bahan({"nama_posyandu": "X\x00Y"}, {"tabel_kader": (tabel,)}))
        hasil = kata(buat_docx(isi, "x"))
        assert "XY" in hasil
        assert "AB" in hasil

    def test_no_placeholder_is_both_a_value_and_a_table(self):
        assert not set(NILAI) & set(TABEL)


@pytest.fixture
def isi_seruni(seruni):
    """A ketua, and a kader with a NIK."""
    orang = Orang(nama="Ibu Ketua (contoh)", jenis_kelamin="P")
    dudukkan_pengurus(seruni, orang, jabatan="ketua", bidang="", mulai=date(2026, 1, 1), actor=None)
    rahasia = tutup(NIK, tempat=TEMPAT)
    kader = Orang(nama="Kader Satu (contoh)", jenis_kelamin="P", nik_sandi=rahasia, alamat="Jalan Rahasia 1")
    tambah_kader(seruni, kader, bidang=SEMUA[0], mulai=date(2026, 1, 1), actor=None)
    tambah_sk(seruni, {"jenis": "berita_acara", "nomor": "7/BA", "tanggal": date(2026, 1, 3)}, actor=None)
    return seruni


@pytest.mark.django_db
class TestKonsepUnit:
    @pytest.mark.parametrize("jenis", KONSEP)
    def test_page_and_document_say_the_same(self, jenis, isi_seruni, cast, masuk):
        operator = masuk(cast["operator_desa"])
        halaman = operator.get(f"/posyandu/{isi_seruni.kode}/konsep/{jenis}/")
        dokumen = kata(operator.get(f"/posyandu/{isi_seruni.kode}/konsep/{jenis}/docx/").content)
        for nama in ("KLEGO", "LURAH" if jenis != "berita_acara" else "MUSYAWARAH"):
            assert nama in teks(halaman).upper()
            assert nama in dokumen.upper()

    def test_is_filled_from_the_live_roster_and_names_what_is_blank(self, isi_seruni, cast, masuk):
        halaman = teks(masuk(cast["kader"]).get(f"/posyandu/{isi_seruni.kode}/konsep/pengurus/"))
        assert "Ibu Ketua (contoh)" in halaman
        assert "7/BA" not in halaman
        belum = halaman.partition("Belum terisi")[2]
        assert "Nomor surat" in belum
        assert "Sekretaris" in belum
        assert "Ketua bidang sosial" in belum

    def test_a_paper_on_file_is_referred_to_by_its_number(self, isi_seruni, cast, masuk):
        halaman = teks(masuk(cast["kader"]).get(f"/posyandu/{isi_seruni.kode}/konsep/pembentukan/"))
        assert "nomor 7/BA tanggal 3 Januari 2026" in halaman

    def test_a_desa_and_a_kelurahan_are_worded_as_what_they_are(self, isi_seruni, cast, masuk):
        desa = make_posyandu(ANJIR, nama="Contoh")
        operator = masuk(make_user("opr-anjir", peran="operator_desa", kode=ANJIR))
        isi = teks(operator.get(f"/posyandu/{desa.kode}/konsep/pembentukan/"))
        assert "KEPUTUSAN KEPALA DESA ANJIR MAMBULAU TIMUR" in isi
        assert "Peraturan Desa" in isi
        assert "APB Desa" in isi
        lain = teks(masuk(cast["operator_desa"]).get(f"/posyandu/{isi_seruni.kode}/konsep/pembentukan/"))
        assert "KEPUTUSAN LURAH KLEGO" in lain
        assert "APB Desa" not in lain
        assert "belum dicocokkan dengan naskah aslinya" in lain

    def test_number_and_date_typed_on_the_page_go_into_both(self, isi_seruni, cast, masuk):
        operator = masuk(cast["operator_desa"])
        tanya = "?nomor=141%2F9&tanggal=2026-02-01"
        for alamat in ("", "docx/"):
            jawaban = operator.get(f"/posyandu/{isi_seruni.kode}/konsep/kader/{alamat}{tanya}")
            isi = kata(jawaban.content) if alamat else teks(jawaban)
            assert "141/9" in isi
            assert "1 Februari 2026" in isi

    def test_the_whole_nik_leaves_only_on_the_logged_way(self, isi_seruni, cast, masuk):
        alamat = f"/posyandu/{isi_seruni.kode}/konsep/kader/"
        operator = masuk(cast["operator_desa"])
        halaman, samar = operator.get(alamat), operator.get(alamat + "docx/")
        assert NIK not in teks(halaman)
        assert "············0001" in teks(halaman)
        assert NIK not in kata(samar.content)
        assert not Catatan.objects.filter(aksi="unduh_identitas").exists()
        assert NIK in kata(operator.post(alamat + "docx/").content)
        catatan = Catatan.objects.get(aksi="unduh_identitas")
        assert (catatan.pelaku, catatan.objek_id) == (cast["operator_desa"], isi_seruni.pk)
        assert NIK not in str(catatan.__dict__)

    @pytest.mark.parametrize("siapa", ["kader", "tim_pembina", "auditor"])
    def test_whoever_may_not_see_particulars_gets_none(self, siapa, isi_seruni, cast, masuk):
        orang, alamat = masuk(cast[siapa]), f"/posyandu/{isi_seruni.kode}/konsep/kader/"
        isi = teks(orang.get(alamat)) + kata(orang.get(alamat + "docx/").content)
        assert "0001" not in isi.replace(isi_seruni.kode, "")
        assert "Jalan Rahasia" not in isi
        assert orang.post(alamat + "docx/").status_code == 403

    def test_a_kind_that_is_none_is_not_found(self, seruni, cast, masuk):
        for jenis in ("permintaan", "ngawur", "..%2f"):
            assert masuk(cast["kader"]).get(f"/posyandu/{seruni.kode}/konsep/{jenis}/").status_code == 404


@pytest.mark.django_db
class TestTemplatDaerah:
    def kota(self):
        return Wilayah.objects.get(pk="33.75")

    def test_the_nearest_area_wins_and_going_back_takes_what_is_inherited(self):
        desa = Wilayah.objects.get(pk=KLEGO)
        simpan_templat(self.kota(), "kader", "dari kota", versi=0, actor=None)
        simpan_templat(desa, "kader", "dari lurah", versi=0, actor=None)
        assert berlaku(KLEGO)["kader"].isi == "dari lurah"
        simpan_templat(desa, "kader", "", versi=1, actor=None)
        assert berlaku(KLEGO)["kader"].isi == "dari kota"
        simpan_templat(self.kota(), "kader", "", versi=1, actor=None)
        assert berlaku(KLEGO)["kader"].isi == bawaan("kader")
        assert berlaku(ANJIR)["kader"].isi == bawaan("kader")
        assert TemplatDaerah.objects.count() == 4

    def test_two_who_write_at_once_make_one_version(self):
        simpan_templat(self.kota(), "kader", "satu", versi=0, actor=None)
        with pytest.raises(Bentrok):
            simpan_templat(self.kota(), "kader", "dua", versi=0, actor=None)

    def test_the_screen_refuses_an_unknown_placeholder_by_its_name_and_keeps_the_text(self, cast, masuk):
        dinas = masuk(cast["dinas_pmd"])
        isi = {"isi": "Teks saya {{nama_kucing}}", "versi": "0", "aksi": "simpan"}
        jawaban = dinas.post("/surat/templat/kader/?wilayah=33.75", isi)
        assert jawaban.status_code == 422
        assert "nama_kucing" in pesan(jawaban, "isi")
        assert "Teks saya" in teks(jawaban)
        with pytest.raises(Ditolak, match="nama_kucing"):
            simpan_templat(self.kota(), "kader", isi["isi"], versi=0, actor=None)

    def test_is_looked_at_with_a_real_unit_before_it_is_stored(self, seruni, cast, masuk):
        dinas = masuk(cast["dinas_pmd"])
        isi = {"isi": "Teks untuk {{nama_posyandu}}", "versi": "0", "aksi": "lihat"}
        assert "Teks untuk Posyandu Seruni" in teks(dinas.post("/surat/templat/kader/", isi))
        assert not TemplatDaerah.objects.exists()
        dinas.post("/surat/templat/kader/", {**isi, "aksi": "simpan"})
        assert "Teks untuk Posyandu Seruni" in teks(dinas.get(f"/posyandu/{seruni.kode}/konsep/kader/"))
        dinas.post("/surat/templat/kader/", {"versi": "1", "aksi": "kembali", "isi": ""})
        assert "Teks untuk" not in teks(dinas.get(f"/posyandu/{seruni.kode}/konsep/kader/"))

    def test_a_stale_screen_is_told_and_keeps_its_text(self, cast, masuk):
        simpan_templat(self.kota(), "kader", "orang lain", versi=0, actor=None)
        isi = {"isi": "punyaku", "versi": "0", "aksi": "simpan"}
        jawaban = masuk(cast["dinas_pmd"]).post("/surat/templat/kader/", isi)
        assert jawaban.status_code == 409
        assert "punyaku" in teks(jawaban)

    def test_a_stored_text_that_no_longer_fits_gives_way_to_the_built_in_one(self, seruni, cast, masuk):
        TemplatDaerah.objects.create(wilayah=self.kota(), jenis="kader", versi=1, isi="{{penanda_lama}}")
        assert "KEPUTUSAN LURAH" in teks(masuk(cast["kader"]).get(f"/posyandu/{seruni.kode}/konsep/kader/"))


@pytest.mark.django_db
class TestPermintaan:
    def test_lists_each_unit_of_the_kecamatan_by_village_with_what_it_lacks(self, isi_seruni, cast, masuk):
        make_posyandu("33.75.02.1009", nama="Tetangga")
        make_posyandu("33.75.03.1003", nama="Jauh Sekali")
        alamat = "/surat/permintaan/?wilayah=33.75.02&nomor=400%2F1"
        kecamatan = masuk(cast["verifikator_kecamatan"])
        halaman = teks(kecamatan.get(alamat))
        for ada in ("Posyandu Seruni", "Posyandu Tetangga", "Kelurahan Klego", "Sekretaris belum ada", "400/1"):
            assert ada in halaman
        assert "Jauh Sekali" not in halaman
        assert halaman.partition("Posyandu Tetangga")[0].count("Surat pernyataan belum dicatat") == 1
        dokumen = kata(kecamatan.get(alamat.replace("permintaan/", "permintaan/docx/")).content)
        assert "Posyandu Tetangga" in dokumen
        assert "Sekretaris belum ada" in dokumen

    def test_the_message_for_a_village_names_no_person(self, isi_seruni, cast, masuk):
        halaman = masuk(cast["verifikator_kecamatan"]).get("/surat/permintaan/").content.decode()
        pesan_ = halaman.partition("<textarea")[2].partition("</textarea>")[0]
        assert "Posyandu Seruni" in pesan_
        assert "Ibu Ketua" not in pesan_
        assert "Kader Satu" not in pesan_

    def test_an_area_above_asks_which_kecamatan(self, seruni, cast, masuk):
        assert "Kecamatan Pekalongan Timur" in teks(masuk(cast["dinas_pmd"]).get("/surat/permintaan/"))

    def test_a_place_without_units_says_so(self, cast, masuk):
        halaman = masuk(cast["dinas_pmd"]).get("/surat/permintaan/?wilayah=33.75.04")
        assert "Belum ada posyandu di sini" in teks(halaman)

    def test_a_bad_date_is_said_and_the_letter_still_stands(self, seruni, cast, masuk):
        halaman = masuk(cast["dinas_pmd"]).get("/surat/permintaan/?wilayah=33.75.02&tanggal=besok")
        assert "Tulis tanggal seperti" in teks(halaman)
        assert "Posyandu Seruni" in teks(halaman)


@pytest.mark.django_db
class TestAturan:
    def test_shows_value_and_where_it_comes_from(self, cast, masuk):
        kota = Wilayah.objects.get(pk="33.75")
        tetapkan_aturan(kota, "min_kader", 7, dasar="Perwal contoh", versi=0, actor=None)
        dinas = teks(masuk(cast["dinas_pmd"]).get("/aturan/"))
        assert "Kader paling sedikit: 7 orang Kota Pekalongan, Perwal contoh diatur" in dinas
        lurah = teks(masuk(cast["operator_desa"]).get("/aturan/"))
        assert "Kader paling sedikit: 7 orang Kota Pekalongan, Perwal contoh warisan" in lurah

    def test_is_set_with_a_reason_and_given_back(self, cast, masuk):
        dinas = masuk(cast["dinas_pmd"])
        isi = {"nilai": "12", "dasar": "Perwal contoh", "versi": "0", "aksi": "simpan"}
        assert dinas.post("/aturan/hari_dinas/", {**isi, "dasar": ""}).status_code == 422
        assert dinas.post("/aturan/hari_dinas/", isi).status_code == 302
        assert "12 hari kerja" in teks(dinas.get("/aturan/"))
        jawaban = dinas.post("/aturan/hari_dinas/", isi)
        assert jawaban.status_code == 409
        dinas.post("/aturan/hari_dinas/", {"dasar": "dicabut", "versi": "1", "aksi": "kembali"})
        halaman = teks(dinas.get("/aturan/hari_dinas/"))
        assert "nilai bawaan" in halaman
        assert "Aturan dikembalikan" in halaman

    @pytest.mark.parametrize(
        ("nama", "nilai"),
        [("hari_dinas", "-1"), ("masa_pengurus", "21"), ("meja_provinsi", "mungkin"), ("hari_dinas", "")],
    )
    def test_a_value_of_another_kind_is_refused(self, cast, masuk, nama, nilai):
        isi = {"nilai": nilai, "dasar": "x", "versi": "0"}
        assert masuk(cast["dinas_pmd"]).post(f"/aturan/{nama}/", isi).status_code == 422

    @pytest.mark.parametrize(
        ("nama", "nilai"), [("hari_dinas", True), ("hari_dinas", "3"), ("meja_provinsi", 1), ("masa_pengurus", 21)]
    )
    def test_the_action_refuses_it_too(self, nama, nilai):
        with pytest.raises(Ditolak, match="tidak cocok"):
            tetapkan_aturan(Wilayah.objects.get(pk="33.75"), nama, nilai, dasar="x", versi=0, actor=None)

    def test_a_setting_that_is_none_is_not_found(self, cast, masuk):
        assert masuk(cast["dinas_pmd"]).get("/aturan/ngawur/").status_code == 404

    def test_days_off_are_added_and_taken_away_by_the_area(self, cast, masuk):
        dinas, alamat = masuk(cast["dinas_pmd"]), "/aturan/libur/?tahun=2026"
        assert "Tahun Baru 2026" in teks(dinas.get(alamat))
        dinas.post(alamat, {"tanggal": "2026-04-01", "nama": "Hari Jadi"})
        assert "Hari Jadi" in teks(masuk(cast["kader"]).get(alamat))
        dobel = dinas.post(alamat, {"tanggal": "2026-01-01", "nama": "Dobel"})
        assert "sudah libur nasional" in pesan(dobel, "tanggal")
        assert masuk(cast["kader"]).post(alamat, {"tanggal": "2026-04-02", "nama": "x"}).status_code == 403
        pk = dinas.get(alamat).content.decode().partition('name="hapus" value="')[2].partition('"')[0]
        dinas.post(alamat, {"hapus": pk})
        assert "Belum ada libur daerah" in teks(dinas.get(alamat))
