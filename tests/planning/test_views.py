"""Budgets through the pages: a document from draft to decree, and money tied to an activity within its limits."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.actions import beri_penugasan
from planning.actions import IsiAlokasi, alokasikan, buat_perubahan
from planning.models import Alokasi, BarisAnggaran, DokumenAnggaran
from posyandu_app.lib.waktu import hari_ini
from tests.pembuat import ANJIR, KLEGO, make_baris, make_dokumen, make_rekaman
from tests.rumah.halaman import NGAWUR, TEKS_2MB, baris_tabel, nilai, pesan, ringkasan, tautan, teks

pytestmark = pytest.mark.django_db


@pytest.fixture
def perencana(cast, masuk):
    return masuk(cast["perencana"])


@pytest.fixture
def baris(db):
    return make_baris(make_dokumen("apbd", "33.75"), "1000000")


@pytest.fixture
def rekaman(seruni, cast):
    return make_rekaman(seruni, cast["kader"])


def pintu(rekaman, baris):
    return reverse("planning:alokasikan", kwargs={"kunci": rekaman.kunci, "pk": baris.pk})


def jumlah(nilai="250.000", **lain):
    return {"nilai": nilai, "keterangan": "PMT penyuluhan", "kunci": str(uuid.uuid4()), **lain}


def terpakai(baris):
    baris.refresh_from_db()
    return Alokasi.objects.filter(status="berlaku").count(), baris.teralokasi


class TestAlokasikan:
    def test_ties_the_amount_and_both_pages_show_it(self, perencana, rekaman, baris):
        jawaban = perencana.post(pintu(rekaman, baris), jumlah())
        assert jawaban.url == f"/rencana/baris/{baris.pk}/"
        assert terpakai(baris) == (1, Decimal("250000.00"))
        assert "Rp250.000" in teks(perencana.get(jawaban.url))
        assert "Rp250.000 dari APBD" in teks(perencana.get(f"/layanan/{rekaman.kunci}/"))

    @pytest.mark.parametrize(
        ("kolom", "isi", "kalimat"),
        [
            ("nilai", "-1", "tidak boleh kurang dari nol"),
            ("nilai", "−250.000", "tidak boleh kurang dari nol"),
            ("nilai", "0", "harus lebih dari nol"),
            ("nilai", "", "Isi jumlah rupiahnya"),
            ("nilai", "sejuta", "Tulis jumlah rupiah dengan angka"),
            ("nilai", "1.25", "Tulis jumlah rupiah dengan angka"),
            ("nilai", "1e6", "Tulis jumlah rupiah dengan angka"),
            ("nilai", "NaN", "Tulis jumlah rupiah dengan angka"),
            ("nilai", "1.000.000,01", "Melebihi sisa pagu baris ini (Rp1.000.000 dari Rp1.000.000)"),
            ("nilai", "9" * 17, "terlalu besar"),
            ("nilai", TEKS_2MB, "Tulis jumlah rupiah dengan angka"),
            ("keterangan", TEKS_2MB, "Terlalu panjang"),
            ("keterangan", "nol\x00", "null"),
        ],
        ids=lambda x: str(x)[:30],
    )
    def test_bad_input_is_said_at_its_field_and_nothing_is_tied(self, perencana, rekaman, baris, kolom, isi, kalimat):
        jawaban = perencana.post(pintu(rekaman, baris), jumlah(**{kolom: isi}))
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, kolom)
        assert terpakai(baris) == (0, 0)

    def test_what_was_typed_is_still_there(self, perencana, rekaman, baris):
        assert nilai(perencana.post(pintu(rekaman, baris), jumlah("-1")), "keterangan") == "PMT penyuluhan"

    def test_the_whole_line_may_be_tied_but_not_a_sen_more(self, perencana, rekaman, baris):
        assert perencana.post(pintu(rekaman, baris), jumlah("1.000.000")).status_code == 302
        assert perencana.post(pintu(rekaman, baris), jumlah("0,01")).status_code == 422
        assert terpakai(baris) == (1, Decimal(1_000_000))

    def test_three_thirds_of_sen_add_up_exactly(self, perencana, rekaman, baris):
        for sen in ("0,10", "0,20", "0,70"):
            perencana.post(pintu(rekaman, baris), jumlah(sen))
        assert terpakai(baris) == (3, Decimal("1.00"))

    def test_sent_twice_is_tied_once(self, perencana, rekaman, baris):
        isi = jumlah()
        pertama, kedua = (perencana.post(pintu(rekaman, baris), isi) for _ in range(2))
        assert kedua.url == pertama.url
        assert terpakai(baris) == (1, Decimal(250_000))
        assert "sudah tersimpan tadi" in teks(perencana.get(kedua.url))

    def test_a_key_used_elsewhere_is_refused_with_a_word(self, perencana, rekaman, baris):
        lain = make_baris(baris.dokumen)
        isi = jumlah()
        perencana.post(pintu(rekaman, baris), isi)
        jawaban = perencana.post(pintu(rekaman, lain), isi)
        assert "sudah dipakai untuk alokasi lain" in ringkasan(jawaban)
        assert terpakai(lain)[1] == 0

    def test_a_kelurahan_is_not_paid_from_an_apb_desa(self, cast, masuk, rekaman):
        dua_daerah = cast["perencana"]
        beri_penugasan(dua_daerah, "perencana", "62.03", oleh=None)
        desa = make_baris(make_dokumen("apbdes", ANJIR))
        jawaban = masuk(dua_daerah).post(pintu(rekaman, desa), jumlah())
        assert jawaban.status_code == 422
        assert "Kelurahan Klego tidak punya APB Desa" in ringkasan(jawaban)
        assert terpakai(desa) == (0, 0)

    def test_a_line_of_another_area_is_not_found(self, perencana, rekaman):
        jauh = make_baris(make_dokumen("apbdes", ANJIR))
        assert perencana.post(pintu(rekaman, jauh), jumlah()).status_code == 404
        assert terpakai(jauh) == (0, 0)

    def test_a_line_of_another_year_is_refused_with_a_word(self, perencana, rekaman):
        lama = make_baris(make_dokumen("apbd", "33.75", hari_ini().year - 1))
        assert f"barisnya untuk {hari_ini().year - 1}" in ringkasan(perencana.post(pintu(rekaman, lama), jumlah()))

    def test_a_line_of_a_draft_or_a_plan_is_refused_with_a_word(self, perencana, rekaman):
        for dokumen in (make_dokumen("apbd", "33.75", tetap=False), make_dokumen("rkpd", "33.75")):
            baris = make_baris(dokumen)
            jawaban = perencana.post(pintu(rekaman, baris), jumlah())
            assert "bukan dari anggaran yang sedang berlaku" in ringkasan(jawaban)

    def test_a_condition_is_not_paid_for(self, perencana, seruni, cast, baris):
        kondisi = make_rekaman(seruni, cast["kader"], "alat_posyandu", objek="Timbangan", lokasi="RT 1", keadaan="baik")
        assert "Hanya kegiatan" in ringkasan(perencana.post(pintu(kondisi, baris), jumlah()))

    def test_the_list_of_lines_offers_what_can_be_used(self, perencana, rekaman, baris):
        make_baris(make_dokumen("rkpd", "33.75"))
        make_baris(make_dokumen("apbd", "33.75", hari_ini().year - 1))
        halaman = perencana.get(f"/rencana/kegiatan/{rekaman.kunci}/")
        assert [t for t in tautan(halaman) if t.startswith("/rencana/kegiatan/")] == [pintu(rekaman, baris)]

    def test_from_the_line_every_offered_activity_can_be_tied(self, perencana, rekaman, baris):
        halaman = perencana.get(f"/rencana/baris/{baris.pk}/kegiatan/")
        assert pintu(rekaman, baris) in tautan(halaman)
        perencana.post(pintu(rekaman, baris), jumlah())
        assert pintu(rekaman, baris) not in tautan(perencana.get(f"/rencana/baris/{baris.pk}/kegiatan/"))


class TestCabutAlokasi:
    @pytest.fixture
    def alokasi(self, rekaman, baris, cast):
        isi = IsiAlokasi(Decimal(250_000), "", uuid.uuid4())
        return alokasikan(rekaman, baris, isi, actor=cast["perencana"])[0]

    def test_gives_the_amount_back_with_a_reason(self, perencana, alokasi, baris):
        perencana.post(f"/rencana/alokasi/{alokasi.pk}/cabut/", {"alasan": "Salah baris"})
        assert terpakai(baris) == (0, 0)

    def test_without_a_reason_is_refused_at_its_field(self, perencana, alokasi, baris):
        jawaban = perencana.post(f"/rencana/alokasi/{alokasi.pk}/cabut/", {"alasan": " "})
        assert pesan(jawaban, "alasan")
        assert terpakai(baris) == (1, Decimal(250_000))

    def test_twice_is_a_conflict_and_gives_back_once(self, perencana, alokasi, baris):
        for _ in range(2):
            jawaban = perencana.post(f"/rencana/alokasi/{alokasi.pk}/cabut/", {"alasan": "Salah baris"})
        assert jawaban.status_code == 409
        assert terpakai(baris) == (0, 0)

    def test_a_village_does_not_take_back_what_the_city_gave(self, cast, masuk, alokasi, baris):
        operator = masuk(cast["operator_desa"])
        jawaban = operator.post(f"/rencana/alokasi/{alokasi.pk}/cabut/", {"alasan": "Bukan baris saya"})
        assert jawaban.status_code in (403, 404)
        assert terpakai(baris) == (1, Decimal(250_000))

    def test_a_village_is_not_offered_to_take_it_back(self, cast, masuk, alokasi, baris):
        halaman = masuk(cast["operator_desa"]).get(f"/rencana/baris/{baris.pk}/")
        assert f"/rencana/alokasi/{alokasi.pk}/cabut/" not in tautan(halaman)

    def test_a_record_with_money_is_not_cancelled_before(self, cast, masuk, alokasi, rekaman):
        jawaban = masuk(cast["kader"]).post(f"/layanan/{rekaman.kunci}/batalkan/", {"alasan": "Salah"})
        assert jawaban.status_code == 409
        assert "Cabut dulu alokasinya" in teks(jawaban)


class TestDokumen:
    def test_a_kelurahan_is_told_where_its_money_stands(self, cast, masuk):
        operator = masuk(cast["operator_desa"])
        assert "Anggaran kelurahan ada di APBD" in teks(operator.get("/rencana/baru/"))
        operator.post("/rencana/baru/", {"jenis": "apbdes", "tahun": "2026"})
        assert DokumenAnggaran.objects.count() == 0

    @pytest.mark.parametrize(
        ("kolom", "isi"),
        [
            ("tahun", "dua ribu"),
            ("tahun", "1999"),
            ("tahun", "9999"),
            ("tahun", "-1"),
            ("tahun", ""),
            ("tahun", "9" * 500),
            ("jenis", "apbdes"),
            ("jenis", "apbd_p"),
            ("jenis", ""),
            ("jenis", "\x00"),
        ],
        ids=lambda x: str(x)[:20],
    )
    def test_bad_input_is_said_at_its_field_and_nothing_is_saved(self, perencana, kolom, isi):
        jawaban = perencana.post("/rencana/baru/", {"jenis": "apbd", "tahun": "2026", kolom: isi})
        assert jawaban.status_code == 422
        assert pesan(jawaban, kolom)
        assert DokumenAnggaran.objects.count() == 0

    def test_the_same_document_is_not_made_twice(self, perencana):
        for _ in range(2):
            jawaban = perencana.post("/rencana/baru/", {"jenis": "apbd", "tahun": "2026"})
        assert "sudah ada" in pesan(jawaban, "tahun")
        assert DokumenAnggaran.objects.count() == 1

    def test_walks_from_draft_to_decree(self, perencana):
        dokumen = perencana.post("/rencana/baru/", {"jenis": "apbd", "tahun": "2026"}).url
        baris = {"kode_kegiatan": "1.02.02.2.02.0004", "uraian": "Balita", "sumber_dana": "dau", "pagu": "1.000.000"}
        assert perencana.post(f"{dokumen}baris/", baris).url == dokumen
        perencana.post(f"{dokumen}tetapkan/", {"nomor": "Perda 1/2026", "tanggal": "2026-01-02"})
        assert "ditetapkan" in teks(perencana.get(dokumen))
        assert DokumenAnggaran.objects.get().status == "ditetapkan"

    @pytest.mark.parametrize(
        ("kolom", "isi", "kalimat"),
        [
            ("pagu", "-5", "tidak boleh kurang dari nol"),
            ("pagu", "1.5", "Tulis jumlah rupiah"),
            ("pagu", "", "Isi jumlah rupiahnya"),
            ("kode_kegiatan", "5.1.02", "Bentuk kode tidak cocok"),
            ("kode_kegiatan", TEKS_2MB, "Terlalu panjang"),
            ("kode_rekening", "4.1", "dimulai dengan 5"),
            ("sumber_dana", "DDS", "DDS"),
            ("bidang", "keuangan", "keuangan"),
            ("uraian", TEKS_2MB, "Terlalu panjang"),
        ],
        ids=lambda x: str(x)[:20],
    )
    def test_a_bad_line_is_said_at_its_field_and_not_saved(self, perencana, kolom, isi, kalimat):
        dokumen = make_dokumen("apbd", "33.75", tetap=False)
        baris = {"kode_kegiatan": "1.02.02.2.02.0004", "uraian": "Balita", "sumber_dana": "dau", "pagu": "1.000"}
        jawaban = perencana.post(f"/rencana/{dokumen.pk}/baris/", {**baris, kolom: isi})
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, kolom)
        assert BarisAnggaran.objects.count() == 0

    def test_an_unknown_code_needs_its_name(self, perencana):
        dokumen = make_dokumen("apbd", "33.75", tetap=False)
        baris = {"kode_kegiatan": "9.99.99.9.99.9999", "uraian": "", "sumber_dana": "dau", "pagu": "1.000"}
        assert "Tulis uraiannya" in pesan(perencana.post(f"/rencana/{dokumen.pk}/baris/", baris), "uraian")

    def test_a_fixed_document_takes_no_line_and_loses_none(self, perencana, baris):
        isi = {"kode_kegiatan": "1.02.02.2.02.0004", "uraian": "Balita", "sumber_dana": "dau", "pagu": "1.000"}
        jawaban = perencana.post(f"/rencana/{baris.dokumen_id}/baris/", isi)
        assert "sudah ditetapkan" in ringkasan(jawaban)
        perencana.post(f"/rencana/baris/{baris.pk}/hapus/")
        assert BarisAnggaran.objects.count() == 1

    def test_without_lines_is_not_fixed(self, perencana):
        dokumen = make_dokumen("apbd", "33.75", tetap=False)
        jawaban = perencana.post(f"/rencana/{dokumen.pk}/tetapkan/", {"nomor": "1", "tanggal": "2026-01-02"})
        dokumen.refresh_from_db()
        assert jawaban.status_code == 409
        assert "belum punya baris" in teks(jawaban)
        assert (dokumen.status, dokumen.nomor) == ("draf", "")

    @pytest.mark.parametrize(
        ("kolom", "isi", "kalimat"),
        [
            ("tanggal", "2999-01-01", "belum terjadi"),
            ("tanggal", "x", "Tulis tanggal"),
            ("nomor", "", "Isi bagian ini"),
            ("nomor", TEKS_2MB, "Terlalu panjang"),
        ],
        ids=lambda x: str(x)[:20],
    )
    def test_a_decree_without_a_right_number_and_day_is_refused(self, perencana, kolom, isi, kalimat):
        dokumen = make_baris(make_dokumen("apbd", "33.75", tetap=False)).dokumen
        jawaban = perencana.post(
            f"/rencana/{dokumen.pk}/tetapkan/", {"nomor": "Perda 1", "tanggal": "2026-01-02", kolom: isi}
        )
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, kolom)

    def test_is_not_withdrawn_while_activities_point_at_it(self, perencana, rekaman, baris):
        perencana.post(pintu(rekaman, baris), jumlah())
        jawaban = perencana.post(f"/rencana/{baris.dokumen_id}/cabut/", {"alasan": "Keliru"})
        assert jawaban.status_code == 409
        assert "Masih ada kegiatan" in teks(jawaban)

    def test_has_one_perubahan_at_a_time(self, perencana, baris):
        alamat = f"/rencana/{baris.dokumen_id}/perubahan/"
        perencana.post(alamat)
        kedua = perencana.post(alamat)
        assert DokumenAnggaran.objects.count() == 2
        assert "sudah ada" in teks(perencana.get(kedua.url))

    def test_a_draft_perubahan_is_not_named_to_readers_below(self, cast, masuk, baris):
        draf = buat_perubahan(baris.dokumen, actor=cast["perencana"])
        operator = masuk(cast["operator_desa"])
        assert operator.get(f"/rencana/{draf.pk}/").status_code == 404
        assert f"/rencana/{draf.pk}/" not in tautan(operator.get(f"/rencana/{baris.dokumen_id}/"))

    def test_the_history_of_a_document_is_read_by_those_who_keep_it(self, perencana, baris):
        assert "Riwayat" in teks(perencana.get(f"/rencana/{baris.dokumen_id}/"))


class TestDaftar:
    def test_kind_and_year_narrow_the_list(self, perencana):
        make_dokumen("apbd", "33.75", 2026)
        make_dokumen("rpjmd", "33.75", 2024)
        assert len(baris_tabel(perencana.get("/rencana/"))) == 2
        assert len(baris_tabel(perencana.get("/rencana/?jenis=apbd"))) == 1
        assert len(baris_tabel(perencana.get("/rencana/?tahun=2028"))) == 1
        assert len(baris_tabel(perencana.get("/rencana/?tahun=2026"))) == 2

    def test_the_newest_year_stands_first(self, perencana):
        for tahun in (2024, 2026, 2025):
            make_dokumen("apbd", "33.75", tahun)
        assert [b[0] for b in baris_tabel(perencana.get("/rencana/"))] == ["APBD 2026", "APBD 2025", "APBD 2024"]

    def test_readers_below_see_the_fixed_ones_only(self, cast, masuk):
        make_dokumen("apbd", "33.75")
        make_dokumen("rkpd", "33.75", tetap=False)
        assert len(baris_tabel(masuk(cast["operator_desa"]).get("/rencana/"))) == 1

    @pytest.mark.parametrize("tanya", NGAWUR, ids=lambda t: t[:40])
    def test_a_mangled_query_is_answered_with_a_page(self, perencana, rekaman, baris, tanya):
        for alamat in ("/rencana/", f"/rencana/baris/{baris.pk}/", f"/rencana/baris/{baris.pk}/kegiatan/"):
            assert perencana.get(f"{alamat}?{tanya}").status_code == 200

    @pytest.mark.parametrize("alamat", ["/rencana/{}/", "/rencana/baris/{}/", "/rencana/alokasi/{}/cabut/"])
    @pytest.mark.parametrize("pk", [0, 987654321, 10**30])
    def test_a_number_that_nothing_has_is_not_found(self, perencana, alamat, pk):
        assert perencana.get(alamat.format(pk)).status_code == 404

    @pytest.mark.parametrize("kode", ["33.7", "abc", "%00", "99", KLEGO[:8] + ".1999", "62.03"])
    def test_a_new_document_of_a_strange_area_is_not_found(self, perencana, kode):
        assert perencana.get(f"/rencana/baru/?wilayah={kode}").status_code == 404
