"""Scenarios: arithmetic by hand, what is affordable, bad input, drafts and annexes, who may."""

from decimal import Decimal

import pytest

from audit.models import Catatan
from planning.actions import butuh as actions
from planning.models import Skenario
from planning.skenario import Parameter, per_tahun, pilihan, plafon
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from tests.pembuat import ANJIR, KLEGO, make_baris, make_dokumen, make_keluarga, make_posyandu
from tests.rumah.halaman import TEKS_2MB, pesan, teks
from wilayah.models import Wilayah

TAHUN = hari_ini().year + 1
KUKAR = Parameter(menurut="isian", unit=819, tarif=Decimal(250_000), operasional=Decimal(400_000))


def ganti(**isi) -> Parameter:
    return Parameter.baca({**KUKAR.simpan(), **isi})


class TestHitungan:
    def test_five_now_two_more_each_year_up_to_fifteen(self):
        tahun = per_tahun(ganti(lama=7), 819, 2027)
        assert [t.tahun for t in tahun] == list(range(2027, 2034))
        assert [t.orang for t in tahun] == [5, 7, 9, 11, 13, 15, 15]
        assert tahun[0].insentif == 12_285_000_000
        assert tahun[5].insentif == 36_855_000_000
        assert {t.operasional for t in tahun} == {3_931_200_000}
        assert tahun[0].jumlah == 16_216_200_000
        assert tahun[0].mampu is None

    def test_no_addition_keeps_the_number(self):
        assert {t.orang for t in per_tahun(ganti(tambah=0), 1, 2027)} == {5}

    def test_months_and_tariff(self):
        assert per_tahun(ganti(bulan=8, tarif="100000", operasional="0"), 10, 2027)[0].jumlah == 10 * 5 * 100_000 * 8

    def test_dana_desa_falls_by_58_percent_and_other_sources_do_not(self):
        p = ganti(potongan="58", plafon={"DDS": "1000000001", "ADD": "500"})
        assert plafon(p) == {"DDS": Decimal(420_000_000), "ADD": Decimal(500)}

    def test_sources_give_in_turn_until_the_need_is_met(self):
        p = ganti(operasional="0", plafon={"dau": "100000000000", "DDS": "10000000000", "ADD": "2000000000"})
        bagian = {b.sumber: int(b.terpakai) for b in per_tahun(p, 819, 2027)[0].bagian}
        assert bagian == {"DDS": 10_000_000_000, "ADD": 2_000_000_000, "dau": 285_000_000}
        assert all(t.mampu for t in per_tahun(p, 819, 2027))

    def test_what_no_source_carries_is_short(self):
        t = per_tahun(ganti(operasional="0", plafon={"DDS": "12284999999"}), 819, 2027)[0]
        assert (t.kurang, t.mampu) == (1, False)
        assert per_tahun(ganti(operasional="0", plafon={"DDS": "12285000000"}), 819, 2027)[0].mampu is True

    def test_the_most_that_the_ceiling_carries_is_marked(self):
        isi = pilihan(ganti(operasional="0", plafon={"DDS": "20000000000"}), 819)
        assert [x.orang for x in isi] == list(range(5, 16))
        assert [x.orang for x in isi if x.terbaik] == [8]  # 8 × 819 × 3,000,000 = 19,656,000,000
        assert [x.orang for x in isi if x.mampu] == [5, 6, 7, 8]
        assert not any(x.terbaik for x in pilihan(KUKAR, 819))

    def test_what_is_stored_reads_back_the_same(self):
        p = ganti(plafon={"DDS": "5.50"}, potongan="58")
        assert Parameter.baca(p.simpan()) == p

    @pytest.mark.parametrize(
        ("isi", "kolom"),
        [
            ({"menurut": "lain"}, "menurut"),
            ({"unit": None}, "unit"),
            ({"unit": 0}, "unit"),
            ({"unit": "819"}, "unit"),
            ({"orang": 0}, "orang"),
            ({"orang": True}, "orang"),
            ({"orang_akhir": 4}, "orang_akhir"),
            ({"tambah": -1}, "tambah"),
            ({"lama": 11}, "lama"),
            ({"bulan": 13}, "bulan"),
            ({"tarif": "0"}, "tarif"),
            ({"tarif": "NaN"}, "tarif"),
            ({"operasional": "-1"}, "tarif"),
            ({"potongan": "101"}, "potongan"),
            ({"plafon": {"XYZ": "1"}}, "plafon"),
            ({"plafon": {"DDS": "-1"}}, "plafon"),
            ({"inflasi": 3}, ""),
        ],
    )
    def test_impossible_parameters_are_refused(self, isi, kolom):
        with pytest.raises(Ditolak) as galat:
            ganti(**isi)
        assert galat.value.kolom == kolom


def isian(**lain):
    isi = {"nama": "Lima belas orang", "tahun": str(TAHUN), "menurut": "isian", "unit": "819", "orang": "5"}
    isi |= {"orang_akhir": "15", "tambah": "2", "lama": "6", "tarif": "250.000", "bulan": "12", "potongan": "0"}
    return isi | {"operasional": "400.000", "plafon_DDS": "", "dokumen": "", **lain}


@pytest.fixture
def perencana(cast, masuk):
    return masuk(cast["perencana"])


def buat(kode="33.75", nama="Coba", p=KUKAR, dokumen=None) -> Skenario:
    isi = {"tahun": TAHUN, "nama": nama, "parameter": p.simpan(), "dokumen": dokumen}
    return actions.simpan_skenario(Wilayah.objects.get(pk=kode), isi, actor=None)


@pytest.mark.django_db
class TestHalaman:
    URL = "/rencana/skenario/baru/?wilayah=33.75"

    def test_kukar_entered_by_hand_to_the_rupiah(self, perencana):
        jawaban = perencana.post(self.URL, isian(), follow=True)
        halaman = teks(jawaban)
        for angka in ("Rp12.285.000.000", "Rp36.855.000.000", "Rp3.931.200.000"):
            assert angka in halaman
        assert "Lima belas orang" in teks(perencana.get("/rencana/skenario/?wilayah=33.75"))

    def test_own_count_and_one_unit_for_each_rw(self, perencana, seruni):
        make_posyandu(KLEGO, rw="002")
        make_posyandu(KLEGO, rw="003")
        for rw in ("003", "004", "005"):
            make_keluarga(seruni, rw=rw)
        jawaban = perencana.post(self.URL, isian(menurut="kini", unit=""), follow=True)
        assert "3 (posyandu aktif sekarang)" in teks(jawaban)
        jawaban = perencana.post(self.URL, isian(menurut="rw", nama="RW"), follow=True)
        assert "4 (satu posyandu tiap rw)" in teks(jawaban)  # RW 002, 003, 004, 005

    def test_compared_with_the_fixed_budget(self, perencana, cast):
        apbd = make_dokumen("apbd", "33.75", TAHUN)
        baris = make_baris(apbd, "5000000000")
        type(baris).objects.filter(pk=baris.pk).update(teralokasi=Decimal(285_000_000))
        halaman = teks(perencana.post(self.URL, isian(dokumen=str(apbd.pk), operasional="0"), follow=True))
        assert "Rp5.000.000.000" in halaman
        assert "Rp12.000.000.000" in halaman  # 12,285 − 285 million
        lain = make_dokumen("apbd", "62.03", TAHUN)
        jawaban = perencana.post(self.URL, isian(dokumen=str(lain.pk), nama="x"))
        assert jawaban.status_code == 422
        assert "Pilih salah satu anggaran" in pesan(jawaban, "dokumen")

    @pytest.mark.parametrize(
        ("kolom", "isi", "kalimat"),
        [
            ("nama", "", "Isi bagian ini"),
            ("nama", TEKS_2MB, "Terlalu panjang"),
            ("unit", "", "Isi jumlah posyandunya"),
            ("unit", "-5", "kurang dari 0"),
            ("orang", "lima", "Tulis dengan angka"),
            ("orang_akhir", "4", "tidak boleh kurang"),
            ("tarif", "0", "lebih dari nol"),
            ("tarif", "1e6", "Tulis jumlah rupiah"),
            ("plafon_DDS", "-1", "kurang dari nol"),
            ("potongan", "101", "terlalu besar"),
            ("tahun", "1999", "paling awal 2015"),
        ],
        ids=lambda x: str(x)[:20],
    )
    def test_bad_input_is_said_at_its_field(self, perencana, kolom, isi, kalimat):
        jawaban = perencana.post(self.URL, isian(**{kolom: isi}))
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, kolom)
        assert not Skenario.objects.exists()

    def test_the_same_name_twice_is_refused(self, perencana):
        perencana.post(self.URL, isian())
        assert "sudah dipakai" in pesan(perencana.post(self.URL, isian()), "nama")

    def test_kept_as_an_annex_it_is_read_from_below_and_no_longer_changed(self, perencana, cast, masuk):
        s, desa = buat(), masuk(cast["operator_desa"])
        alamat = f"/rencana/skenario/{s.pk}/"
        assert desa.get(alamat).status_code == 404
        perencana.post(f"{alamat}langkah/")
        s.refresh_from_db()
        assert s.status == "lampiran"
        assert "Rp12.285.000.000" in teks(desa.get(alamat))
        assert desa.post(f"{alamat}salin/").status_code == 404
        for langkah in ("ubah", "hapus"):
            perencana.post(f"{alamat}{langkah}/", isian(versi=str(s.versi)))
        s.refresh_from_db()
        assert (s.nama, s.status) == ("Coba", "lampiran")
        perencana.post(f"{alamat}langkah/", {"langkah": "buka"})
        s.refresh_from_db()
        assert s.status == "lampiran"  # no reason given
        perencana.post(f"{alamat}langkah/", {"langkah": "buka", "catatan": "salah tarif"})
        s.refresh_from_db()
        assert s.status == "draf"

    def test_edit_copy_and_delete(self, perencana):
        s = buat()
        alamat = f"/rencana/skenario/{s.pk}/"
        assert "819" in perencana.get(f"{alamat}ubah/").content.decode()
        assert perencana.post(f"{alamat}ubah/", isian(nama="Baru", unit="10", versi="1")).status_code == 302
        s.refresh_from_db()
        assert (s.nama, s.parameter["unit"], s.versi) == ("Baru", 10, 2)
        basi = perencana.post(f"{alamat}ubah/", isian(nama="Basi", versi="1"))
        assert (basi.status_code, Skenario.objects.get().nama) == (409, "Baru")
        for _ in range(2):
            perencana.post(f"{alamat}salin/")
        assert set(Skenario.objects.values_list("nama", flat=True)) == {"Baru", "Salinan Baru", "Salinan Baru 2"}
        assert Skenario.objects.filter(parameter=s.parameter).count() == 3
        perencana.get(f"{alamat}hapus/")
        assert Skenario.objects.count() == 3
        perencana.post(f"{alamat}hapus/")
        assert Skenario.objects.count() == 2
        assert Catatan.objects.filter(aksi="hapus_skenario").exists()

    def test_no_units_is_said(self, perencana):
        s = buat("33.75.04", p=Parameter())
        assert "Belum ada posyandu untuk dihitung" in teks(perencana.get(f"/rencana/skenario/{s.pk}/"))


@pytest.mark.django_db
class TestTindakan:
    def test_a_document_of_another_area_is_refused(self, db):
        with pytest.raises(Ditolak) as galat:
            buat(dokumen=make_dokumen("apbd", "62.03"))
        assert galat.value.kolom == "dokumen"
        with pytest.raises(Ditolak):
            buat(dokumen=make_dokumen("apbd", "33.75", tetap=False))
        assert buat(ANJIR, dokumen=make_dokumen("apbd", "62.03", 2024)).pk

    def test_a_stale_version_changes_nothing(self, cast):
        s = buat()
        isi = {"tahun": TAHUN, "nama": "Lain", "parameter": KUKAR.simpan(), "dokumen": None}
        with pytest.raises(Bentrok):
            actions.ubah_skenario(s.pk, isi, versi=7, actor=cast["perencana"])
        s.refresh_from_db()
        assert s.nama == "Coba"

    def test_bad_parameters_never_reach_the_table(self, cast):
        s = buat()
        isi = {"tahun": TAHUN, "nama": "x", "parameter": {**KUKAR.simpan(), "unit": -1}, "dokumen": None}
        with pytest.raises(Ditolak):
            actions.ubah_skenario(s.pk, isi, versi=1, actor=cast["perencana"])
        with pytest.raises(Ditolak):
            actions.simpan_skenario(s.wilayah, isi, actor=cast["perencana"])
