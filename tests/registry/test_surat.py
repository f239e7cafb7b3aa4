"""Papers: filed, corrected, scanned again, withdrawn; bad dates are said at their field and nothing is lost."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import Berkas, JenisBerkas
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.actions import (
    cabut_surat,
    catat_pergantian_kepala,
    pasang_pindaian,
    tambah_sk,
    tambah_surat_wilayah,
    ubah_surat,
)
from registry.models import PindaianLamaSK, SuratKeputusan, SuratWilayah
from registry.persyaratan import periksa
from registry.pindaian import lihat
from registry.surat_saring import hitung, saring
from reporting.contoh.pindaian import pdf_contoh, pindaian_contoh
from tests.pembuat import ANJIR, KLEGO, make_kader, make_posyandu, make_user
from tests.rumah.halaman import baris_tabel, nilai, pesan, ringkasan, teks
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
HARI = hari_ini()
LAMA = HARI - timedelta(days=400)


def wilayah(kode: str = KLEGO) -> Wilayah:
    return Wilayah.objects.get(pk=kode)


def isi(**lain):
    return {"jenis": "pembentukan", "nomor": "141/7", "tanggal": LAMA, **lain}


def tp(**lain):
    return {"jenis": "tim_pembina", "nomor": "141/9", "tanggal": LAMA, **lain}


def unggahan(konten: bytes = b"", nama: str = "sk.pdf"):
    return SimpleUploadedFile(nama, konten or pdf_contoh(["isi"]))


def formulir(**lain):
    return {"jenis": "pembentukan", "nomor": "141/7", "tanggal": LAMA.isoformat(), **lain}


@pytest.fixture
def operator(cast, masuk):
    return masuk(cast["operator_desa"])


@pytest.fixture
def alamat(seruni):
    return f"/posyandu/{seruni.kode}/sk/"


class TestCatat:
    def test_a_paper_with_its_scan_is_filed_and_opens_again(self, operator, alamat, seruni):
        jawaban = operator.post(alamat, formulir(berkas=unggahan(), penanda_tangan="Lurah Klego"))
        assert jawaban.url == f"/posyandu/{seruni.kode}/surat/"
        sk = SuratKeputusan.objects.get()
        dibuka = operator.get(f"/surat/{sk.pk}/berkas/")
        assert b"".join(dibuka.streaming_content) == pdf_contoh(["isi"])
        assert dibuka["Content-Type"] == "application/pdf"
        assert "1 halaman" in teks(operator.get(f"/surat/{sk.pk}/"))

    @pytest.mark.parametrize(
        ("ganti", "kolom", "kalimat"),
        [
            ({"tanggal": (HARI + timedelta(days=1)).isoformat()}, "tanggal", "belum terjadi"),
            ({"berlaku_dari": "2020-01-01"}, "berlaku_dari", "sesudah mulai berlaku 1 Januari 2020"),
            ({"berlaku_sampai": LAMA.isoformat()}, "berlaku_sampai", "Harus sesudah tanggal surat"),
            (
                {"berlaku_dari": HARI.isoformat(), "berlaku_sampai": (HARI - timedelta(days=9)).isoformat()},
                "berlaku_sampai",
                "Harus sesudah mulai berlaku",
            ),
        ],
    )
    def test_impossible_dates_are_said_at_their_field_and_nothing_is_lost(
        self, operator, alamat, ganti, kolom, kalimat
    ):
        jawaban = operator.post(alamat, formulir(berkas=unggahan(), **ganti))
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, kolom)
        assert nilai(jawaban, "nomor") == "141/7"
        assert "Pilih lagi berkasnya" in teks(jawaban)
        assert not SuratKeputusan.objects.exists()
        assert not Berkas.objects.exists()

    def test_the_action_itself_refuses_them_too(self, seruni):
        with pytest.raises(Ditolak, match="sesudah mulai berlaku"):
            tambah_sk(seruni, isi(berlaku_dari=LAMA - timedelta(days=1)), actor=None)

    def test_a_decree_that_works_backwards_is_taken_with_its_reason(self, operator, alamat):
        operator.post(alamat, formulir(berlaku_dari="2020-01-01", alasan_surut="Menunggu pelantikan lurah"))
        sk = SuratKeputusan.objects.get()
        assert sk.alasan_surut == "Menunggu pelantikan lurah"
        assert "Berlaku surut: Menunggu pelantikan lurah" in teks(operator.get(f"/surat/{sk.pk}/"))

    def test_the_same_number_of_one_kind_is_filed_once_however_it_is_spaced(self, operator, alamat, seruni):
        tambah_sk(seruni, isi(nomor="141 / 7"), actor=None)
        jawaban = operator.post(alamat, formulir(nomor="141  /  7"))
        assert "sudah dicatat" in pesan(jawaban, "nomor")
        assert operator.post(alamat, formulir(nomor="141 / 7", jenis="pengurus")).status_code == 302

    @pytest.mark.parametrize(
        ("konten", "kalimat"),
        [
            (b"MZ" + bytes(300), "bukan JPEG, PDF, PNG"),
            (b"%PDF-1.4 rusak", "rusak"),
            (b"a,b\n1,2\n", "bukan JPEG, PDF, PNG"),
            (b"%PDF-" + bytes(10 * 1024 * 1024), "paling besar 10 MB"),
        ],
        ids=["program", "rusak", "csv", "besar"],
    )
    def test_a_scan_is_known_by_its_content_whatever_it_is_called(self, operator, alamat, konten, kalimat):
        jawaban = operator.post(alamat, formulir(berkas=unggahan(konten, "sk.pdf")))
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, "berkas")
        assert not SuratKeputusan.objects.exists()


class TestPindaian:
    def test_another_scan_takes_its_place_and_the_earlier_one_still_opens(self, operator, cast, seruni):
        sk = tambah_sk(seruni, isi(), actor=None, pindaian=pindaian_contoh(["pertama"]))
        operator.post(f"/surat/{sk.pk}/pindaian/", {"berkas": unggahan(pdf_contoh(["kedua"]))})
        lama = PindaianLamaSK.objects.get()
        dua = [operator.get(f"/surat/{sk.pk}/berkas/{q}") for q in ("", f"?lama={lama.pk}")]
        isi_ = [b"".join(j.streaming_content) for j in dua]
        assert b"kedua" in isi_[0]
        assert b"pertama" in isi_[1]

    def test_an_earlier_scan_of_another_paper_is_not_reached_through_this_one(self, operator, cast, seruni):
        satu, dua = (tambah_sk(seruni, isi(nomor=n), actor=None, pindaian=pindaian_contoh([n])) for n in "ab")
        pasang_pindaian(dua, pindaian_contoh(["c"]), actor=cast["operator_desa"])
        lama = PindaianLamaSK.objects.get()
        for tanya in (f"?lama={lama.pk}", "?lama=x", "?lama=" + "9" * 40):
            assert operator.get(f"/surat/{satu.pk}/berkas/{tanya}").status_code == 404

    def test_a_scan_that_lists_people_opens_for_those_who_may_see_them(self, cast, masuk, seruni):
        sk = tambah_sk(seruni, isi(jenis="kader"), actor=None, pindaian=pindaian_contoh(["NIK"]))
        jawaban = {n: masuk(cast[n]).get(f"/surat/{sk.pk}/berkas/").status_code for n in cast}
        assert {n for n, s in jawaban.items() if s == 200} == {
            "pengurus",
            "operator_desa",
            "verifikator_kecamatan",
            "dinas_pmd",
        }
        assert jawaban["kader"] == 403
        assert jawaban["kelurahan_lain"] == 404

    def test_a_paper_without_a_scan_has_nothing_to_open(self, operator, seruni):
        sk = tambah_sk(seruni, isi(), actor=None)
        assert operator.get(f"/surat/{sk.pk}/berkas/").status_code == 404


class TestDilihatMesin:
    def gambar(self, warna, jenis="JPEG"):
        tempat = BytesIO()
        Image.new("L", (800, 1100), warna).save(tempat, jenis)
        return tempat.getvalue()

    def test_a_page_with_words_is_not_blank(self):
        assert lihat(pdf_contoh(["isi"]), JenisBerkas.PDF) == {"halaman": 1, "kosong": [], "terbaca": True}

    def test_an_empty_page_and_an_even_photo_are_said_to_be_blank(self):
        tempat = BytesIO()
        kertas = Image.new("L", (800, 1100), 250)
        tulisan = kertas.copy()
        tulisan.paste(0, (100, 100, 600, 300))
        kertas.save(tempat, "PDF", save_all=True, append_images=[tulisan])
        assert lihat(tempat.getvalue(), JenisBerkas.PDF) == {"halaman": 2, "kosong": [1], "terbaca": True}
        assert lihat(self.gambar(250), JenisBerkas.JPEG)["kosong"] == [1]

    def test_what_cannot_be_read_is_said_so(self):
        assert lihat(b"%PDF-1.4 x", JenisBerkas.PDF) == {"halaman": None, "kosong": [], "terbaca": False}

    def test_the_page_of_the_unit_shows_the_hints(self, operator, seruni):
        make_kader(seruni, nama="Belum Bersurat")
        tambah_sk(seruni, isi(jenis="kader"), actor=None)
        halaman = teks(operator.get(f"/posyandu/{seruni.kode}/surat/"))
        assert "Pindaian belum ada" in halaman
        assert "Penanda tangan belum diisi" in halaman
        assert "1 kader belum terhubung ke surat apa pun: Belum Bersurat" in halaman


class TestPerbaiki:
    def test_a_correction_is_stored_with_its_history(self, operator, seruni):
        sk = tambah_sk(seruni, isi(), actor=None)
        operator.post(f"/surat/{sk.pk}/ubah/", formulir(nomor="141/8", versi=1))
        sk.refresh_from_db()
        assert (sk.nomor, sk.versi) == ("141/8", 2)
        assert "141/7 → 141/8" in teks(operator.get(f"/surat/{sk.pk}/"))

    def test_a_stale_form_shows_both_texts_and_saves_nothing(self, operator, cast, seruni):
        sk = tambah_sk(seruni, isi(), actor=None)
        ubah_surat(sk, {"nomor": "lain"}, versi=1, actor=cast["dinas_pmd"])
        jawaban = operator.post(f"/surat/{sk.pk}/ubah/", formulir(nomor="punyaku", versi=1))
        assert jawaban.status_code == 409
        assert ["Nomor", "lain", "punyaku"] in baris_tabel(jawaban)
        assert nilai(jawaban, "versi") == "2"
        sk.refresh_from_db()
        assert sk.nomor == "lain"

    def test_the_action_refuses_a_stale_version(self, cast, seruni):
        sk = tambah_sk(seruni, isi(), actor=None)
        with pytest.raises(Bentrok):
            ubah_surat(sk, {"nomor": "x"}, versi=7, actor=cast["dinas_pmd"])


class TestCabut:
    def test_a_withdrawn_paper_stays_with_its_reason_and_counts_for_nothing(self, operator, seruni):
        sk = tambah_sk(seruni, isi(), actor=None, pindaian=pindaian_contoh([]))
        kurang = {s.kode for s, _ in periksa([seruni], HARI)[seruni.pk].kurang}
        assert "sk_pembentukan" not in kurang
        operator.post(f"/surat/{sk.pk}/cabut/", {"alasan": "Salah posyandu"})
        kurang = {s.kode for s, _ in periksa([seruni], HARI)[seruni.pk].kurang}
        assert "sk_pembentukan" in kurang
        assert "Salah posyandu" in teks(operator.get(f"/surat/{sk.pk}/"))
        assert "141/7" in teks(operator.get(f"/posyandu/{seruni.kode}/surat/"))

    def test_asks_for_a_reason(self, operator, seruni):
        sk = tambah_sk(seruni, isi(), actor=None)
        assert operator.post(f"/surat/{sk.pk}/cabut/", {"alasan": " "}).status_code == 422

    def test_nothing_more_is_done_to_it_and_its_number_is_free_again(self, cast, seruni):
        sk = tambah_sk(seruni, isi(), actor=None)
        cabut_surat(sk, alasan="salah", actor=cast["operator_desa"])
        with pytest.raises(Ditolak, match="sudah dicabut"):
            ubah_surat(sk, {"nomor": "x"}, versi=2, actor=cast["operator_desa"])
        assert tambah_sk(seruni, isi(), actor=None).pk != sk.pk


class TestSuratWilayah:
    def test_a_kelurahan_has_no_rpjm_desa_and_the_form_says_so(self, operator):
        halaman = operator.get(f"/surat/wilayah/baru/?wilayah={KLEGO}&jenis=rpjm_desa")
        assert "Kelurahan tidak punya RPJM Desa" in teks(halaman)
        assert "RPJM Desa</option>" not in halaman.content.decode()
        with pytest.raises(Ditolak, match="Kelurahan tidak punya RPJM Desa"):
            tambah_surat_wilayah(wilayah(), tp(jenis="rpjm_desa"), actor=None)
        with pytest.raises(Ditolak, match="hanya ada di desa"):
            tambah_surat_wilayah(wilayah("62.03"), tp(jenis="rpjm_desa"), actor=None)

    def test_a_desa_files_it(self, masuk):
        operator = masuk(make_user("opr-anjir", peran="operator_desa", kode=ANJIR))
        operator.post(f"/surat/wilayah/baru/?wilayah={ANJIR}", {**formulir(jenis="rpjm_desa"), "berkas": unggahan()})
        assert SuratWilayah.objects.get().jenis == "rpjm_desa"
        assert "Posyandu tercantum dalam RPJM Desa" in teks(operator.get("/surat/wilayah/"))

    def test_a_change_of_head_marks_the_older_decree_until_a_newer_one_is_filed(self, operator):
        surat = tambah_surat_wilayah(wilayah(), tp(), actor=None)
        alamat = f"/surat/wilayah/?wilayah={KLEGO}&keadaan=perbarui"
        assert "141/9" not in teks(operator.get(alamat))
        tengah = LAMA + timedelta(days=30)
        operator.post(f"/surat/wilayah/kepala/?wilayah={KLEGO}", {"tanggal": tengah.isoformat(), "catatan": "baru"})
        assert "141/9" in teks(operator.get(alamat))
        assert "Perlu diperbarui: kepala wilayah berganti" in teks(operator.get(f"/surat-wilayah/{surat.pk}/"))
        tambah_surat_wilayah(wilayah(), tp(nomor="141/10", tanggal=tengah + timedelta(days=9)), actor=None)
        assert "141/9" not in teks(operator.get(alamat))

    def test_a_change_noted_by_mistake_is_taken_back(self, operator):
        ganti = catat_pergantian_kepala(wilayah(), LAMA, actor=None)
        operator.post(f"/surat/wilayah/kepala/?wilayah={KLEGO}", {"hapus": str(ganti.pk)})
        assert "Belum ada." in teks(operator.get(f"/surat/wilayah/kepala/?wilayah={KLEGO}"))

    def test_a_change_that_is_still_to_come_is_refused(self, operator):
        besok = (HARI + timedelta(days=1)).isoformat()
        jawaban = operator.post(f"/surat/wilayah/kepala/?wilayah={KLEGO}", {"tanggal": besok})
        assert "belum terjadi" in pesan(jawaban, "tanggal")
        assert "belum terjadi" in ringkasan(jawaban)


class TestDaftar:
    @pytest.fixture
    def surat(self, seruni):
        """{name: paper} of each state."""
        waktu = {"habis": -1, "30": 30, "90": 90, "jauh": 91}
        hasil = {
            n: tambah_sk(seruni, isi(jenis="pengurus", nomor=n, berlaku_sampai=HARI + timedelta(days=d)), actor=None)
            for n, d in waktu.items()
        }
        # Four kinds, so that none replaces another.
        for sk, jenis in zip(hasil.values(), ("pengurus", "kader", "pembentukan", "berita_acara"), strict=True):
            SuratKeputusan.objects.filter(pk=sk.pk).update(jenis=jenis)
        return hasil

    @pytest.mark.parametrize(
        ("keadaan", "ada"),
        [("habis", ["habis"]), ("30", ["30"]), ("90", ["30", "90"]), ("berlaku", ["30", "90", "jauh"])],
    )
    def test_each_state_lists_its_own(self, surat, keadaan, ada):
        rows = saring(SuratKeputusan.objects.all(), keadaan, HARI)
        assert sorted(rows.values_list("nomor", flat=True)) == sorted(ada)

    def test_a_paper_that_a_later_one_replaced_asks_for_nothing(self, surat, seruni):
        baru = isi(jenis="pengurus", nomor="baru", tanggal=HARI, berlaku_sampai=HARI + timedelta(days=900))
        tambah_sk(seruni, baru, actor=None)
        assert not saring(SuratKeputusan.objects.all(), "habis", HARI).exists()

    def test_the_figures_of_an_area_are_those_of_the_lists(self, surat, cast):
        tambah_surat_wilayah(wilayah(), tp(berlaku_sampai=HARI), actor=None)
        catat_pergantian_kepala(wilayah(), HARI, actor=None)
        angka = hitung(cast["dinas_pmd"].scope_for("lihat"), "33.75", HARI)
        assert angka == {
            ("unit", "habis"): 1,
            ("unit", "30"): 1,
            ("unit", "90"): 1,
            ("wilayah", "habis"): 1,
            ("wilayah", "perbarui"): 1,
        }
        assert hitung(cast["kabupaten_lain"].scope_for("lihat"), "62.03", HARI) == {}

    def test_the_pages_filter_and_print(self, surat, operator, seruni):
        make_posyandu(KLEGO)
        tabel = baris_tabel(operator.get("/surat/?keadaan=30"))
        assert [b[2] for b in tabel] == ["30"]
        assert len(baris_tabel(operator.get("/surat/?cetak=1"))) == 4
        assert len(baris_tabel(operator.get("/surat/?jenis=kader"))) == 1
        assert "Tidak ada surat yang cocok" in teks(operator.get("/surat/?keadaan=dicabut"))

    def test_says_which_area_has_no_decree_of_its_tim_pembina(self, operator):
        assert "Kelurahan Klego" in teks(operator.get("/surat/wilayah/")).partition("Belum punya Keputusan")[2]
        tambah_surat_wilayah(wilayah(), tp(), actor=None)
        assert "Belum punya Keputusan" not in teks(operator.get("/surat/wilayah/"))
