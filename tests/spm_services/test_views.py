"""Recording through the pages: three taps, bad input said at its field, nothing half saved, nothing stored twice."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from audit.models import Catatan
from posyandu_app.lib.bidang import SEMUA
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import katalog
from spm_services.models import Hitungan, LayananUnit, Rekaman
from tests.pembuat import KLEGO, make_posyandu, make_rekaman
from tests.rumah.halaman import NGAWUR, TEKS_2MB, WILAYAH_NGAWUR, baris_tabel, nilai, pesan, ringkasan, tautan, teks
from wilayah.models import Rekap

pytestmark = pytest.mark.django_db
TIMBANG = "/lapangan/catat/penimbangan_balita/"


@pytest.fixture
def kader(cast, masuk):
    return masuk(cast["kader"])


@pytest.fixture
def rekaman(seruni, cast):
    return make_rekaman(seruni, cast["kader"])


def isian(**lain):
    isi = {"i_sasaran": "40", "i_terlayani": "30", "i_naik": "20", "i_tidak_naik": "5", "i_keterangan": ""}
    return {"tanggal": hari_ini().isoformat(), "kunci": str(uuid.uuid4()), **isi, **lain}


def tersimpan():
    """Everything a record leaves behind."""
    rekap = list(Rekap.objects.order_by("pk").values_list("kode", "periode", "indikator", "jumlah"))
    return Rekaman.objects.count(), Hitungan.objects.count(), Catatan.objects.count(), rekap


class TestTigaKetuk:
    def test_from_home_to_the_form_are_two_links(self, kader, seruni):
        bidang = f"/lapangan/kesehatan/?unit={seruni.kode}"
        formulir = f"{TIMBANG}?unit={seruni.kode}"
        assert bidang in tautan(kader.get("/"))
        assert formulir in tautan(kader.get(bidang))
        assert 'name="i_terlayani"' in kader.get(formulir).content.decode()

    def test_home_leads_to_all_six_fields(self, kader, seruni):
        assert {f"/lapangan/{b}/?unit={seruni.kode}" for b in SEMUA} <= set(tautan(kader.get("/")))

    @pytest.mark.parametrize("bidang", SEMUA)
    def test_every_service_of_a_field_can_be_reached(self, kader, seruni, bidang):
        ada = tautan(kader.get(f"/lapangan/{bidang}/?unit={seruni.kode}"))
        punya = [e.kode for e in katalog.per_bidang(bidang) if not e.oleh]
        assert {f"/lapangan/catat/{kode}/?unit={seruni.kode}" for kode in punya} <= set(ada)

    def test_what_was_used_last_stands_on_the_home_page(self, kader, seruni, cast):
        make_rekaman(seruni, cast["kader"], "biopori", terlayani=3)
        assert f"/lapangan/catat/biopori/?unit={seruni.kode}" in tautan(kader.get("/"))

    def test_a_village_operator_chooses_the_unit_first(self, cast, masuk, seruni):
        lain = make_posyandu(KLEGO, nama="Melati")
        operator = masuk(cast["operator_desa"])
        assert {f"?unit={seruni.kode}", f"?unit={lain.kode}"} <= set(tautan(operator.get("/lapangan/")))
        assert f"?unit={seruni.kode}" not in tautan(operator.get("/lapangan/?q=melati"))

    def test_saving_leads_to_the_record(self, kader, seruni):
        jawaban = kader.post(f"{TIMBANG}?unit={seruni.kode}", isian())
        rekaman = Rekaman.objects.get()
        assert jawaban.status_code == 302
        assert jawaban.url == f"/layanan/{rekaman.kunci}/?sesudah=catat"
        assert "30 anak" in teks(kader.get(jawaban.url))
        assert rekaman.isian == {"sasaran": 40, "terlayani": 30, "naik": 20, "tidak_naik": 5}


BURUK = [
    ("i_terlayani", "41", "Yang ditimbang 41, padahal balita yang didata 40"),
    ("i_terlayani", "-3", "tidak boleh kurang dari 0"),
    ("i_terlayani", "tiga", "Tulis dengan angka"),
    ("i_terlayani", "1,5", "Tulis dengan angka"),
    ("i_terlayani", "", "Isi angkanya"),
    ("i_terlayani", "99999999", "terlalu besar"),
    ("i_terlayani", "9" * 5000, "Tulis dengan angka"),
    ("i_terlayani", "٣٠", "Tulis dengan angka"),
    ("i_sasaran", TEKS_2MB, "Tulis dengan angka"),
    ("i_keterangan", TEKS_2MB, "Terlalu panjang: 2097152 huruf, paling banyak 500"),
    ("i_keterangan", "nol\x00di tengah", "null"),
    ("i_tidak_naik", "25", "Naik dan tidak naik berjumlah 45, padahal yang ditimbang 30"),
    ("tanggal", "2999-01-01", "Tanggal ini belum terjadi"),
    ("tanggal", "1999-12-31", "Tahunnya terlalu lama"),
    ("tanggal", "31/02/2026", "Tulis tanggal seperti 24/11/2026"),
    ("tanggal", "kemarin", "Tulis tanggal seperti 24/11/2026"),
    ("tanggal", "", "Isi tanggalnya"),
]


class TestIsianBuruk:
    @pytest.mark.parametrize(("kolom", "isi", "kalimat"), BURUK, ids=lambda x: str(x)[:30])
    def test_is_said_at_its_field_and_nothing_is_saved(self, kader, kolom, isi, kalimat):
        semula = tersimpan()
        jawaban = kader.post(TIMBANG, isian(**{kolom: isi}))
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, kolom)
        assert kalimat in ringkasan(jawaban)
        assert tersimpan() == semula

    def test_what_was_typed_right_is_still_there(self, kader):
        jawaban = kader.post(TIMBANG, isian(i_terlayani="41", i_naik="17"))
        assert nilai(jawaban, "i_naik") == "17"
        assert nilai(jawaban, "i_terlayani") == "41"

    def test_the_key_of_the_form_stays_the_same_after_a_mistake(self, kader):
        isi = isian(i_terlayani="41")
        assert nilai(kader.post(TIMBANG, isi), "kunci") == isi["kunci"]

    def test_a_day_before_the_unit_existed(self, kader, seruni):
        Posyandu.objects.filter(pk=seruni.pk).update(berdiri=hari_ini() - timedelta(days=3))
        jawaban = kader.post(TIMBANG, isian(tanggal=(hari_ini() - timedelta(days=4)).isoformat()))
        assert "baru berdiri" in pesan(jawaban, "tanggal")
        assert Rekaman.objects.count() == 0

    def test_a_closed_unit(self, kader, seruni):
        Posyandu.objects.filter(pk=seruni.pk).update(status="tutup")
        jawaban = kader.post(f"{TIMBANG}?unit={seruni.kode}", isian())
        assert jawaban.status_code == 422
        assert "sudah ditutup" in teks(jawaban)
        assert Rekaman.objects.count() == 0

    @pytest.mark.parametrize("kunci", ["", "bukan-kunci", "\x00", "1" * 400])
    def test_a_mangled_key_is_refused_with_a_word(self, kader, kunci):
        jawaban = kader.post(TIMBANG, isian(kunci=kunci))
        assert jawaban.status_code == 422
        assert ringkasan(jawaban)
        assert Rekaman.objects.count() == 0

    @pytest.mark.parametrize(
        "alamat", ["/lapangan/catat/tidak-ada/", "/lapangan/keuangan/", "/lapangan/keuangan/pilih/"]
    )
    def test_an_unknown_service_or_field_is_not_found(self, kader, alamat):
        assert kader.get(alamat).status_code == 404

    @pytest.mark.parametrize("unit", ["33.75.02.1008.p9999", "33.75", "abc", "%00", "1" * 300])
    def test_an_unknown_unit_is_not_found(self, kader, unit):
        assert kader.get(f"{TIMBANG}?unit={unit}").status_code == 404

    def test_a_unit_of_others_takes_no_record(self, masuk, cast, seruni):
        jawaban = masuk(cast["kelurahan_lain"]).post(f"{TIMBANG}?unit={seruni.kode}", isian())
        assert jawaban.status_code == 404
        assert Rekaman.objects.count() == 0

    def test_a_service_that_ended_takes_no_record(self, kader, monkeypatch):
        from dataclasses import replace

        habis = replace(katalog.SEMUA["biopori"], sampai="2026-01")
        monkeypatch.setitem(katalog.SEMUA, "biopori", habis)
        assert kader.get("/lapangan/catat/biopori/").status_code == 404


class TestKirimDuaKali:
    def test_is_one_record_and_leads_to_it(self, kader):
        isi = isian()
        pertama, kedua = kader.post(TIMBANG, isi), kader.post(TIMBANG, isi)
        assert kedua.url == pertama.url
        assert Rekaman.objects.count() == 1
        assert "Tidak dicatat dua kali" in teks(kader.get(kedua.url))

    def test_counts_once(self, kader, seruni):
        isi = isian()
        kader.post(TIMBANG, isi)
        sekali = tersimpan()
        kader.post(TIMBANG, isi)
        assert tersimpan() == sekali

    def test_of_another_service_is_refused_with_a_word(self, kader):
        isi = isian()
        kader.post(TIMBANG, isi)
        jawaban = kader.post("/lapangan/catat/biopori/", {**isi, "i_terlayani": "3"})
        assert jawaban.status_code == 422
        assert "sudah dipakai untuk catatan lain" in ringkasan(jawaban)
        assert Rekaman.objects.count() == 1


class TestKoreksi:
    @pytest.fixture
    def alamat(self, rekaman):
        return reverse("spm_services:koreksi", args=[rekaman.kunci])

    def test_saves_and_leads_back(self, kader, rekaman, alamat):
        jawaban = kader.post(alamat, isian(i_terlayani="31", versi="1"))
        rekaman.refresh_from_db()
        assert jawaban.url == f"/layanan/{rekaman.kunci}/"
        assert (rekaman.terlayani, rekaman.versi) == (31, 2)

    def test_a_stale_form_shows_both_texts_and_saves_nothing(self, kader, cast, masuk, rekaman, alamat):
        masuk(cast["operator_desa"]).post(alamat, isian(i_terlayani="33", versi="1"))
        semula = tersimpan()
        jawaban = kader.post(alamat, isian(i_terlayani="28", versi="1"))
        assert jawaban.status_code == 409
        assert "sudah diubah orang lain" in teks(jawaban)
        assert ["Balita ditimbang (D)", "33 anak", "28 anak"] in baris_tabel(jawaban)
        assert nilai(jawaban, "i_terlayani") == "28"
        assert nilai(jawaban, "versi") == "2"
        assert tersimpan() == semula

    def test_a_stale_form_that_differs_in_the_day_shows_both_days(self, kader, cast, masuk, rekaman, alamat):
        kemarin = hari_ini() - timedelta(days=1)
        masuk(cast["operator_desa"]).post(alamat, isian(i_terlayani="33", versi="1", tanggal=kemarin.isoformat()))
        jawaban = kader.post(alamat, isian(i_terlayani="33", versi="1"))
        assert jawaban.status_code == 409
        assert any("anggal" in b[0] for b in baris_tabel(jawaban))

    def test_sent_again_after_the_warning_it_is_saved(self, kader, cast, masuk, rekaman, alamat):
        masuk(cast["operator_desa"]).post(alamat, isian(i_terlayani="33", versi="1"))
        kader.post(alamat, isian(i_terlayani="28", versi="1"))
        assert kader.post(alamat, isian(i_terlayani="28", versi="2")).status_code == 302
        rekaman.refresh_from_db()
        assert rekaman.terlayani == 28

    def test_of_a_record_cancelled_meanwhile_says_so(self, kader, cast, masuk, rekaman, alamat):
        masuk(cast["operator_desa"]).post(alamat.replace("koreksi", "batalkan"), {"alasan": "Salah hari"})
        jawaban = kader.post(alamat, isian(versi="1"))
        assert jawaban.status_code == 409
        assert "dibatalkan" in teks(jawaban)

    @pytest.mark.parametrize("versi", ["", "satu", "\x00", "9" * 400, "-1"])
    def test_without_a_readable_version_it_is_refused_with_a_word(self, kader, rekaman, alamat, versi):
        jawaban = kader.post(alamat, isian(i_terlayani="31", versi=versi))
        rekaman.refresh_from_db()
        assert rekaman.terlayani == 30
        assert jawaban.status_code in (409, 422)

    def test_into_another_year_is_refused_at_the_day(self, kader, seruni, cast):
        tahun = hari_ini().year
        lama = make_rekaman(seruni, cast["kader"], tanggal=date(tahun - 1, 12, 30))
        jawaban = kader.post(f"/layanan/{lama.kunci}/koreksi/", isian(versi="1", tanggal=f"{tahun}-01-02"))
        assert jawaban.status_code == 422
        assert "Tahun tidak bisa dikoreksi" in pesan(jawaban, "tanggal")

    @pytest.mark.parametrize(("kolom", "isi", "kalimat"), BURUK, ids=lambda x: str(x)[:30])
    def test_bad_input_is_said_at_its_field(self, kader, alamat, kolom, isi, kalimat):
        semula = tersimpan()
        jawaban = kader.post(alamat, isian(versi="1", **{kolom: isi}))
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, kolom)
        assert tersimpan() == semula


class TestBatalkan:
    @pytest.fixture
    def alamat(self, rekaman):
        return reverse("spm_services:batalkan", args=[rekaman.kunci])

    def test_needs_a_reason(self, kader, rekaman, alamat):
        jawaban = kader.post(alamat, {"alasan": "  "})
        assert jawaban.status_code == 422
        assert "Isi bagian ini" in pesan(jawaban, "alasan")

    def test_takes_the_record_off_the_list_and_keeps_its_page(self, kader, rekaman, alamat):
        kader.post(alamat, {"alasan": "Salah posyandu"})
        assert baris_tabel(kader.get("/layanan/")) == []
        assert len(baris_tabel(kader.get("/layanan/?status=dibatalkan"))) == 1
        assert "Salah posyandu" in teks(kader.get(f"/layanan/{rekaman.kunci}/"))

    def test_a_second_time_is_a_conflict_with_a_sentence(self, kader, rekaman, alamat):
        kader.post(alamat, {"alasan": "Salah posyandu"})
        semula = tersimpan()
        jawaban = kader.post(alamat, {"alasan": "Sekali lagi"})
        assert jawaban.status_code == 409
        assert "tidak berlaku lagi" in teks(jawaban)
        assert tersimpan() == semula

    def test_an_endless_reason_is_refused_at_its_field(self, kader, rekaman, alamat):
        jawaban = kader.post(alamat, {"alasan": TEKS_2MB})
        assert "Terlalu panjang" in pesan(jawaban, "alasan")


class TestPilihLayanan:
    @pytest.fixture
    def semua(self):
        return [e.kode for e in katalog.per_bidang("kesehatan") if not e.oleh]

    def test_at_most_six_are_ticked(self, kader, semua):
        jawaban = kader.post("/lapangan/kesehatan/pilih/", {"layanan": semua[:7]})
        assert jawaban.status_code == 422
        assert "Pilih paling banyak 6" in pesan(jawaban, "layanan")
        assert LayananUnit.objects.count() == 0

    def test_what_is_ticked_stands_in_front(self, kader, seruni, semua):
        pilihan = semua[-6:]
        kader.post("/lapangan/kesehatan/pilih/", {"layanan": pilihan})
        halaman = kader.get("/lapangan/kesehatan/").content.decode()
        depan, _, lainnya = halaman.partition("<details>")
        assert all(f"/catat/{k}/" in depan for k in pilihan)
        assert all(f"/catat/{k}/" in lainnya for k in set(semua) - set(pilihan))

    def test_the_ticks_of_other_fields_stay(self, kader, seruni):
        kader.post("/lapangan/sosial/pilih/", {"layanan": [katalog.per_bidang("sosial")[0].kode]})
        kader.post("/lapangan/kesehatan/pilih/", {"layanan": ["periksa_lansia"]})
        bidang = {katalog.SEMUA[x.layanan].bidang for x in LayananUnit.objects.filter(posyandu=seruni)}
        assert bidang == {"sosial", "kesehatan"}

    def test_a_service_of_another_field_is_refused(self, kader):
        jawaban = kader.post("/lapangan/kesehatan/pilih/", {"layanan": ["biopori"]})
        assert jawaban.status_code == 422
        assert pesan(jawaban, "layanan")
        assert LayananUnit.objects.count() == 0


class TestDaftar:
    def test_a_field_narrows_the_list(self, kader, seruni, cast):
        make_rekaman(seruni, cast["kader"])
        make_rekaman(seruni, cast["kader"], "biopori", terlayani=3)
        assert len(baris_tabel(kader.get("/layanan/"))) == 2
        assert len(baris_tabel(kader.get("/layanan/?bidang=kesehatan"))) == 1
        assert len(baris_tabel(kader.get("/layanan/?layanan=biopori"))) == 1
        assert len(baris_tabel(kader.get("/layanan/?bentuk=kondisi"))) == 0

    def test_months_narrow_the_list_and_both_ends_count(self, kader, seruni, cast):
        for tanggal in (date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1)):
            make_rekaman(seruni, cast["kader"], tanggal=tanggal)
        assert len(baris_tabel(kader.get("/layanan/?dari=2026-02&sampai=2026-02"))) == 2
        assert len(baris_tabel(kader.get("/layanan/?dari=2026-01&sampai=2026-03"))) == 4

    def test_the_pages_show_every_record_once(self, kader, seruni, cast):
        kunci = {str(make_rekaman(seruni, cast["kader"]).kunci) for _ in range(53)}
        alamat, lihat = "/layanan/", []
        while alamat:
            halaman = kader.get(alamat)
            lihat += [t.split("/")[2] for t in tautan(halaman) if t.startswith("/layanan/") and len(t) > 40]
            lanjut = [t for t in tautan(halaman) if "sesudah=" in t]
            alamat = f"/layanan/{lanjut[0]}" if lanjut else ""
        assert len(lihat) == 53
        assert set(lihat) == kunci

    def test_an_opd_sees_the_records_of_its_field_only(self, cast, masuk, seruni):
        make_rekaman(seruni, cast["kader"])
        sosial = make_rekaman(seruni, cast["kader"], "kie_inklusi", terlayani=3)
        opd = masuk(cast["opd"])
        assert [b[2] for b in baris_tabel(opd.get("/layanan/"))] == ["Sosial"]
        assert opd.get(f"/layanan/{sosial.kunci}/").status_code == 200

    @pytest.mark.parametrize("tanya", NGAWUR, ids=lambda t: t[:40])
    def test_a_mangled_query_is_answered_with_a_page(self, cast, masuk, rekaman, tanya):
        assert masuk(cast["dinas_pmd"]).get(f"/layanan/?{tanya}").status_code == 200

    @pytest.mark.parametrize("kode", WILAYAH_NGAWUR, ids=lambda k: k[:20])
    def test_an_area_nobody_holds_is_not_found(self, cast, masuk, kode):
        assert masuk(cast["nasional"]).get(f"/layanan/?wilayah={kode}").status_code == 404

    @pytest.mark.parametrize("alamat", ["/layanan/bukan-uuid/", "/layanan/00000000-0000-4000-8000-000000000000/"])
    def test_a_record_that_is_not_there_is_not_found(self, kader, alamat):
        assert kader.get(alamat).status_code == 404

    @pytest.mark.parametrize("tanya", ["q=%00", "q=" + "x" * 5000, "unit="], ids=lambda t: t[:12])
    def test_the_choice_of_units_takes_any_words(self, cast, masuk, seruni, tanya):
        make_posyandu(KLEGO)
        assert masuk(cast["operator_desa"]).get(f"/lapangan/?{tanya}").status_code == 200
