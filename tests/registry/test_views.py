"""The register through its pages: a unit is made, completed and kept right; bad input is said at its field."""

from datetime import date, timedelta

import pytest

from audit.models import Catatan
from posyandu_app.lib.waktu import hari_ini
from registry import metrics
from registry.models import Kader, Orang, Pengurus, Posyandu, SuratKeputusan
from tests.pembuat import KANDANG_PANJANG, KLEGO, make_kader, make_posyandu
from tests.rumah.halaman import NGAWUR, TEKS_2MB, WILAYAH_NGAWUR, baris_tabel, nilai, pesan, ringkasan, tautan, teks
from wilayah.models import Rekap

pytestmark = pytest.mark.django_db
BESOK = (hari_ini() + timedelta(days=1)).isoformat()


@pytest.fixture
def operator(cast, masuk):
    return masuk(cast["operator_desa"])


@pytest.fixture
def dinas(cast, masuk):
    return masuk(cast["dinas_pmd"])


def unit(**lain):
    isi = {"nama": "Melati", "alamat": "Jalan Kangkung 3", "rt": "1", "rw": "04", "buka_hari": "2", "buka_minggu": "3"}
    return {**isi, "nama_kontak": "Bu Contoh", "kontak": "0812 3456 7890", **lain}


def ubahan(posyandu, **lain):
    kosong = {"buka_jam": "", "berdiri": "", "lintang": "", "bujur": "", "versi": str(posyandu.versi)}
    return {**unit(nama=posyandu.nama), **kosong, **lain}


def tersimpan():
    tabel = (Posyandu, Orang, Kader, Pengurus, SuratKeputusan, Catatan)
    return [m.objects.count() for m in tabel], list(Rekap.objects.order_by("pk").values_list())


BURUK_UNIT = [
    ("nama", "", "Isi bagian ini"),
    ("nama", "   ", "Isi bagian ini"),
    ("nama", TEKS_2MB, "Terlalu panjang"),
    ("nama", "Mel\x00ati", "null"),
    ("alamat", TEKS_2MB, "Terlalu panjang"),
    ("rt", "dua", "Tulis dengan angka"),
    ("rt", "1234", "paling banyak 3"),
    ("rw", "", "Isi, misalnya 003"),
    ("rw", "-1", "Tulis dengan angka"),
    ("buka_hari", "9", "9"),
    ("buka_minggu", "kapan", "kapan"),
    ("kontak", "12", "Nomor telepon tidak dikenal"),
    ("kontak", "telepon rumah", "Nomor telepon tidak dikenal"),
    ("kontak", "", "Isi nomor telepon"),
]


class TestBuat:
    ALAMAT = f"/posyandu/baru/?wilayah={KLEGO}"

    def test_six_things_make_a_unit_and_lead_to_its_page(self, operator):
        jawaban = operator.post(self.ALAMAT, unit())
        posyandu = Posyandu.objects.get(nama="Melati")
        assert jawaban.url == f"/posyandu/{posyandu.kode}/"
        assert (posyandu.kode, posyandu.rt, posyandu.kontak) == (f"{KLEGO}.p0002", "001", "+6281234567890")
        assert metrics.stok_wilayah(KLEGO)[metrics.UNIT] == 2

    def test_an_operator_of_one_village_chooses_no_village(self, operator):
        assert operator.get("/posyandu/baru/").url == self.ALAMAT

    @pytest.mark.parametrize(("kolom", "isi", "kalimat"), BURUK_UNIT, ids=lambda x: str(x)[:30])
    def test_bad_input_is_said_at_its_field_and_nothing_is_saved(self, operator, kolom, isi, kalimat):
        semula = tersimpan()
        jawaban = operator.post(self.ALAMAT, unit(**{kolom: isi}))
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, kolom)
        assert kalimat in ringkasan(jawaban)
        assert tersimpan() == semula

    @pytest.mark.parametrize(
        "kode", ["99.99.99.9999", "33.75.02.1999", "33.75.02", "33.75", "ID", "abc", "%00", KANDANG_PANJANG, "3" * 500]
    )
    def test_an_unknown_area_is_refused_with_a_word(self, operator, kode):
        semula = tersimpan()
        jawaban = operator.post(f"/posyandu/baru/?wilayah={kode}", unit())
        assert jawaban.status_code == 400
        assert "bukan desa atau kelurahan di wilayah tugas Anda" in teks(jawaban)
        assert tersimpan() == semula

    def test_what_was_typed_right_is_still_there(self, operator):
        jawaban = operator.post(self.ALAMAT, unit(rt="dua"))
        assert nilai(jawaban, "nama") == "Melati"

    def test_a_head_of_one_unit_is_not_offered_to_make_another(self, cast, masuk):
        pengurus = masuk(cast["pengurus"])
        assert "/posyandu/baru/" not in tautan(pengurus.get("/posyandu/"))


class TestUbah:
    @pytest.fixture
    def alamat(self, seruni):
        return f"/posyandu/{seruni.kode}/ubah/"

    def test_saves_and_raises_the_version(self, operator, seruni, alamat):
        operator.post(alamat, ubahan(seruni, alamat="Jalan Baru 9"))
        seruni.refresh_from_db()
        assert (seruni.alamat, seruni.versi) == ("Jalan Baru 9", 2)

    def test_the_page_shows_what_changed_but_not_the_phone_number(self, operator, seruni, alamat):
        operator.post(alamat, ubahan(seruni, alamat="Jalan Baru 9", kontak="0813 1111 2222"))
        riwayat = teks(operator.get(f"/posyandu/{seruni.kode}/")).rpartition("Riwayat")[2]
        assert "Jalan Baru 9" in riwayat
        assert "+6281311112222" not in riwayat

    def test_a_stale_form_shows_both_texts_and_saves_nothing(self, operator, dinas, seruni, alamat):
        operator.post(alamat, ubahan(seruni, alamat="Jalan Lama 1"))
        semula = tersimpan()
        jawaban = dinas.post(alamat, ubahan(seruni, alamat="Jalan Lain 2"))
        assert jawaban.status_code == 409
        assert "Jalan Lama 1" in teks(jawaban)
        assert "Jalan Lain 2" in teks(jawaban)
        assert nilai(jawaban, "versi") == "2"
        assert tersimpan() == semula

    def test_a_stale_choice_is_shown_in_words(self, operator, dinas, seruni, alamat):
        operator.post(alamat, ubahan(seruni, buka_hari="5"))
        jawaban = dinas.post(alamat, ubahan(seruni, buka_hari="1"))
        beda = [b for b in baris_tabel(jawaban) if b[0] == "Hari buka"]
        assert beda == [["Hari buka", "Jumat", "Senin"]]

    def test_sent_again_after_the_warning_it_is_saved(self, operator, dinas, seruni, alamat):
        operator.post(alamat, ubahan(seruni, alamat="Jalan Lama 1"))
        dinas.post(alamat, ubahan(seruni, alamat="Jalan Lain 2"))
        seruni.refresh_from_db()
        dinas.post(alamat, ubahan(seruni, alamat="Jalan Lain 2"))
        seruni.refresh_from_db()
        assert seruni.alamat == "Jalan Lain 2"

    @pytest.mark.parametrize(
        ("kolom", "isi", "kalimat"),
        [
            *BURUK_UNIT,
            ("berdiri", BESOK, "Tanggal ini belum terjadi"),
            ("berdiri", "entah", "Tulis tanggal seperti"),
            ("buka_jam", "pagi", "waktu yang valid"),
            ("lintang", "sebelas", "bilangan"),
            ("lintang", "NaN", "bilangan"),
            ("lintang", "-90", "-11"),
        ],
        ids=lambda x: str(x)[:30],
    )
    def test_bad_input_is_said_at_its_field_and_nothing_is_saved(self, operator, seruni, alamat, kolom, isi, kalimat):
        semula = tersimpan()
        jawaban = operator.post(alamat, ubahan(seruni, **{kolom: isi}))
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, kolom)
        assert tersimpan() == semula

    def test_half_a_position_is_refused_at_the_other_half(self, operator, seruni, alamat):
        jawaban = operator.post(alamat, ubahan(seruni, lintang="-6.889"))
        assert "Isi keduanya" in pesan(jawaban, "bujur")

    def test_a_position_is_stored_and_shown_again_as_typed(self, operator, seruni, alamat):
        operator.post(alamat, ubahan(seruni, lintang="-6.889", bujur="109.676"))
        seruni.refresh_from_db()
        assert (str(seruni.lintang), str(seruni.bujur)) == ("-6.889000", "109.676000")
        assert nilai(operator.get(alamat), "lintang").startswith("-6.889")

    @pytest.mark.parametrize("versi", ["", "satu", "9" * 400])
    def test_without_a_readable_version_it_is_refused_with_a_word(self, operator, seruni, alamat, versi):
        jawaban = operator.post(alamat, ubahan(seruni, alamat="Jalan Baru 9", versi=versi))
        assert jawaban.status_code in (409, 422)
        assert ringkasan(jawaban)
        seruni.refresh_from_db()
        assert seruni.alamat == "Jalan Contoh 1"


class TestNomor:
    @pytest.fixture
    def alamat(self, seruni):
        return f"/posyandu/{seruni.kode}/nomor/"

    def test_is_stored_counted_and_found_by_the_filter(self, dinas, seruni, alamat):
        assert dinas.post(alamat, {"nomor": f"{KLEGO}.007"}).status_code == 302
        assert metrics.stok_wilayah("33.75")[metrics.UNIT_TERDAFTAR] == 1
        assert len(baris_tabel(dinas.get("/registrasi/?nomor=ada"))) == 1
        assert baris_tabel(dinas.get("/registrasi/?nomor=belum")) == []

    @pytest.mark.parametrize(
        ("nomor", "kalimat"),
        [
            ("", "Isi bagian ini"),
            ("7", "Bentuk nomor registrasi"),
            (f"{KLEGO}.p01", "Bentuk nomor registrasi"),
            (f"{KANDANG_PANJANG}.001", "Nomor ini milik wilayah"),
            ("1" * 5000, "Terlalu panjang"),
            (f"{KLEGO}.0\x001", "null"),
        ],
        ids=lambda x: str(x)[:30],
    )
    def test_a_wrong_one_is_refused_at_its_field(self, dinas, seruni, alamat, nomor, kalimat):
        jawaban = dinas.post(alamat, {"nomor": nomor})
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, "nomor")
        assert metrics.stok_wilayah("33.75")[metrics.UNIT_TERDAFTAR] == 0

    def test_of_another_unit_is_refused(self, dinas, alamat):
        make_posyandu(KLEGO, nomor_registrasi=f"{KLEGO}.001")
        jawaban = dinas.post(alamat, {"nomor": f"{KLEGO}.001"})
        assert "sudah dipakai posyandu lain" in pesan(jawaban, "nomor")


class TestKader:
    @pytest.fixture
    def alamat(self, seruni):
        return f"/posyandu/{seruni.kode}/kader/"

    def isi(self, **lain):
        return {"nama": "Siti Contoh", "jenis_kelamin": "P", "mulai": "2026-01-05", "bidang": "sosial", **lain}

    def test_is_added_counted_and_listed(self, operator, alamat):
        operator.post(alamat, self.isi())
        assert metrics.stok_wilayah(KLEGO)[metrics.KADER] == 1
        assert baris_tabel(operator.get("/kader/"))[0][0] == "Siti Contoh"
        assert baris_tabel(operator.get("/kader/?bidang=kesehatan")) == []

    @pytest.mark.parametrize(
        ("kolom", "isi", "kalimat"),
        [
            ("nama", "", "Isi bagian ini"),
            ("nama", TEKS_2MB, "Terlalu panjang"),
            ("mulai", BESOK, "Tanggal ini belum terjadi"),
            ("mulai", "x", "Tulis tanggal seperti"),
            ("bidang", "keuangan", "keuangan"),
            ("jenis_kelamin", "X", "X"),
        ],
        ids=lambda x: str(x)[:30],
    )
    def test_bad_input_is_said_at_its_field_and_nothing_is_saved(self, operator, alamat, kolom, isi, kalimat):
        semula = tersimpan()
        jawaban = operator.post(alamat, self.isi(**{kolom: isi}))
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, kolom)
        assert tersimpan() == semula

    def test_one_that_ends_leaves_the_list_and_the_count(self, operator, seruni):
        kader = make_kader(seruni)
        operator.post(f"/kader/{kader.pk}/akhiri/", {"sampai": hari_ini().isoformat()})
        assert baris_tabel(operator.get("/kader/")) == []
        assert metrics.stok_wilayah(KLEGO)[metrics.KADER] == 0

    def test_one_cannot_end_before_the_start(self, operator, seruni):
        kader = make_kader(seruni)
        jawaban = operator.post(f"/kader/{kader.pk}/akhiri/", {"sampai": "2025-12-31"})
        assert "sebelum tanggal mulai" in pesan(jawaban, "sampai")

    def test_one_cannot_end_twice(self, operator, seruni):
        kader = make_kader(seruni)
        operator.post(f"/kader/{kader.pk}/akhiri/", {"sampai": "2026-05-01"})
        jawaban = operator.post(f"/kader/{kader.pk}/akhiri/", {"sampai": "2026-06-01"})
        assert "sudah berakhir" in pesan(jawaban, "sampai")
        assert metrics.stok_wilayah(KLEGO)[metrics.KADER] == 0

    def test_the_count_and_the_list_agree_when_one_ends_in_the_future(self, operator, seruni):
        kader = make_kader(seruni)
        jawaban = operator.post(f"/kader/{kader.pk}/akhiri/", {"sampai": "2999-01-01"})
        jumlah = metrics.stok_wilayah(KLEGO)[metrics.KADER]
        assert jumlah == len(baris_tabel(operator.get("/kader/"))), jawaban.status_code


class TestPengurus:
    @pytest.fixture
    def alamat(self, seruni):
        return f"/posyandu/{seruni.kode}/pengurus/"

    def isi(self, **lain):
        awal = {"nama": "Ani Contoh", "jenis_kelamin": "P", "mulai": "2026-01-05", "jabatan": "ketua", "bidang": ""}
        return {**awal, **lain}

    def test_the_new_one_takes_the_chair_of_the_old(self, operator, seruni, alamat):
        operator.post(alamat, self.isi())
        operator.post(alamat, self.isi(nama="Budi Contoh", mulai="2026-06-01"))
        kursi = Pengurus.objects.filter(posyandu=seruni, jabatan="ketua").order_by("mulai")
        assert [(p.orang.nama, p.sampai) for p in kursi] == [("Ani Contoh", date(2026, 6, 1)), ("Budi Contoh", None)]

    @pytest.mark.parametrize(
        ("ganti", "kolom", "kalimat"),
        [
            ({"jabatan": "ketua_bidang"}, "bidang", "Pilih bidang yang diketuai"),
            ({"jabatan": "raja"}, "jabatan", "raja"),
            ({"mulai": BESOK}, "mulai", "Tanggal ini belum terjadi"),
            ({"nama": TEKS_2MB}, "nama", "Terlalu panjang"),
        ],
        ids=["tanpa bidang", "jabatan lain", "besok", "2 MB"],
    )
    def test_bad_input_is_said_at_its_field(self, operator, alamat, ganti, kolom, kalimat):
        semula = tersimpan()
        jawaban = operator.post(alamat, self.isi(**ganti))
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, kolom)
        assert tersimpan() == semula

    def test_one_who_starts_before_the_former_is_refused_at_the_day(self, operator, alamat):
        operator.post(alamat, self.isi())
        jawaban = operator.post(alamat, self.isi(nama="Budi Contoh", mulai="2025-12-01"))
        assert "sebelum pejabat lama" in pesan(jawaban, "mulai")
        assert Pengurus.objects.count() == 1

    def test_a_chairman_with_a_field_chosen_by_mistake_is_a_chairman(self, operator, alamat):
        operator.post(alamat, self.isi(bidang="sosial"))
        assert Pengurus.objects.get().bidang == ""


class TestSurat:
    @pytest.fixture
    def alamat(self, seruni):
        return f"/posyandu/{seruni.kode}/sk/"

    def isi(self, **lain):
        return {"jenis": "kader", "nomor": "141/7/2026", "tanggal": "2026-01-05", "berlaku_sampai": "", **lain}

    def test_is_filed_and_ticks_its_item(self, operator, seruni, alamat):
        operator.post(alamat, self.isi())
        halaman = teks(operator.get(f"/posyandu/{seruni.kode}/"))
        assert "141/7/2026" in halaman
        assert "Pindaian keputusan kader belum diunggah" in halaman

    @pytest.mark.parametrize(
        ("ganti", "kolom", "kalimat"),
        [
            ({"tanggal": BESOK}, "tanggal", "Tanggal ini belum terjadi"),
            ({"berlaku_sampai": "2026-01-05"}, "berlaku_sampai", "Harus sesudah tanggal surat"),
            ({"nomor": ""}, "nomor", "Isi bagian ini"),
            ({"nomor": TEKS_2MB}, "nomor", "Terlalu panjang"),
            ({"jenis": "lain"}, "jenis", "lain"),
        ],
        ids=["besok", "terbalik", "tanpa nomor", "2 MB", "jenis lain"],
    )
    def test_bad_input_is_said_at_its_field(self, operator, alamat, ganti, kolom, kalimat):
        jawaban = operator.post(alamat, self.isi(**ganti))
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, kolom)
        assert SuratKeputusan.objects.count() == 0

    def test_the_same_number_is_not_filed_twice(self, operator, alamat):
        operator.post(alamat, self.isi())
        jawaban = operator.post(alamat, self.isi())
        assert "sudah dicatat" in pesan(jawaban, "nomor")
        assert SuratKeputusan.objects.count() == 1


class TestDaftar:
    @pytest.mark.parametrize("alamat", ["/posyandu/", "/registrasi/", "/kader/"])
    @pytest.mark.parametrize("tanya", NGAWUR, ids=lambda t: t[:40])
    def test_a_mangled_query_is_answered_with_a_page(self, dinas, alamat, tanya):
        assert dinas.get(f"{alamat}?{tanya}").status_code == 200

    @pytest.mark.parametrize("alamat", ["/posyandu/", "/registrasi/", "/kader/"])
    @pytest.mark.parametrize("kode", WILAYAH_NGAWUR, ids=lambda k: k[:20])
    def test_an_area_nobody_holds_is_not_found(self, cast, masuk, alamat, kode):
        assert masuk(cast["nasional"]).get(f"{alamat}?wilayah={kode}").status_code == 404

    @pytest.mark.parametrize("kode", WILAYAH_NGAWUR, ids=lambda k: k[:20])
    def test_a_unit_that_is_not_there_is_not_found(self, dinas, kode):
        assert dinas.get(f"/posyandu/{kode}/").status_code == 404

    def test_a_name_narrows_the_list_whatever_its_letters(self, dinas):
        make_posyandu(KLEGO, nama="Melati 100%")
        assert [b[0] for b in baris_tabel(dinas.get("/posyandu/?q=MELATI"))] == ["Posyandu Melati 100%"]
        assert len(baris_tabel(dinas.get("/posyandu/?q=%25"))) == 1
        assert baris_tabel(dinas.get("/posyandu/?q=tidak-ada")) == []

    def test_closed_units_are_left_out_unless_asked_for(self, dinas, seruni):
        Posyandu.objects.filter(pk=seruni.pk).update(status="tutup")
        assert baris_tabel(dinas.get("/posyandu/")) == []
        assert len(baris_tabel(dinas.get("/posyandu/?status=tutup"))) == 1
        assert len(baris_tabel(dinas.get("/posyandu/?status=semua"))) == 1

    @pytest.mark.parametrize("urut", ["kode", "-kode", "nama", "-nama"])
    def test_the_pages_show_every_unit_once_in_any_order(self, dinas, seruni, urut):
        semua = {seruni.kode} | {make_posyandu(KLEGO).kode for _ in range(52)}
        alamat, lihat = f"/posyandu/?urut={urut}", []
        while alamat:
            halaman = dinas.get(alamat)
            lihat += [t.split("/")[2] for t in tautan(halaman) if t.startswith("/posyandu/33.75") and t.count("/") == 3]
            lanjut = [t for t in tautan(halaman) if "sesudah=" in t]
            alamat = f"/posyandu/{lanjut[0]}" if lanjut else ""
        assert len(lihat) == len(semua)
        assert set(lihat) == semua

    @pytest.mark.parametrize(
        ("saringan", "ada"),
        [
            ("strata=mandiri", True),
            ("strata=pratama", False),
            ("bangunan=menumpang", True),
            ("bangunan=milik_desa", False),
            ("percontohan=ya", True),
        ],
    )
    def test_the_list_is_narrowed_by_strata_building_and_pilot(self, dinas, seruni, saringan, ada):
        lain = make_posyandu(KLEGO, nama="Lain", percontohan=False)
        Posyandu.objects.filter(pk=seruni.pk).update(strata="mandiri", bangunan="menumpang", percontohan=True)
        lihat = tautan(dinas.get(f"/posyandu/?{saringan}"))
        assert (f"/posyandu/{seruni.kode}/" in lihat) == ada
        assert f"/posyandu/{lain.kode}/" not in lihat

    def test_a_folded_filter_in_use_stands_open(self, dinas, seruni):
        assert '<details class="lain">' in dinas.get("/posyandu/?q=seruni").content.decode()
        assert '<details class="lain" open>' in dinas.get("/posyandu/?strata=madya").content.decode()

    def test_the_figure_above_the_list_is_the_number_of_rows(self, dinas, seruni):
        make_posyandu(KLEGO)
        make_posyandu(KANDANG_PANJANG)
        assert "3 posyandu menurut saringan" in teks(dinas.get("/posyandu/"))
        assert "2 posyandu menurut saringan" in teks(dinas.get(f"/posyandu/?wilayah={KLEGO}"))
        assert "1 posyandu menurut saringan" in teks(dinas.get("/posyandu/?q=seruni"))
