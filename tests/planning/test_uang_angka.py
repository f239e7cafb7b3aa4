"""The numbers of money against counts made by hand: one unit's ledger, double funding, tags, sources, early lists."""

import io
import uuid
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from accounts.scope import Grant, Scope
from planning import actions
from planning import metrics_uang as angka
from planning.actions.uang import IsiBantuan, catat_bantuan
from planning.models import (
    BantuanLuar,
    BarisSumberDana,
    DokumenAnggaran,
    KegiatanRencana,
    KodeNomenklatur,
    Realisasi,
    RencanaKerja,
    VersiNomenklatur,
)
from planning.workflow import ALOKASI
from planning.workflow_uang import BANTUAN
from posyandu_app.lib.waktu import hari_ini
from tests.pembuat import ANJIR, make_baris, make_dokumen, make_posyandu, make_rekaman, make_user
from tests.rumah.halaman import baris_tabel, tautan, teks

pytestmark = pytest.mark.django_db
SEMUA = Scope((Grant("ID"),))
TAHUN = hari_ini().year


@pytest.fixture
def kader(unit_anjir):
    return make_user("kader-anjir", peran="operator_desa", kode=ANJIR)


@pytest.fixture
def rekaman(unit_anjir, kader):
    return make_rekaman(unit_anjir, kader)


def dokumen(jenis, kode, tahun=TAHUN):
    satu = make_dokumen(jenis, kode, tahun)
    DokumenAnggaran.objects.filter(pk=satu.pk).update(tanggal=date(tahun, 1, 2))
    satu.refresh_from_db()
    return satu


def alokasi(untuk, baris, nilai, **lain):
    return actions.alokasikan(untuk, baris, actions.IsiAlokasi(Decimal(nilai), "", uuid.uuid4(), **lain), actor=None)[0]


def bayar(satu, nilai):
    isi = actions.IsiRealisasi(hari_ini(), Decimal(nilai), "K-1", Realisasi.Kanal.RKD, uuid.uuid4())
    return actions.realisasikan(satu, isi, actor=None)[0]


def bantuan(unit, nilai, **lain):
    isi = {"tahun": TAHUN, "sumber": "csr", "pemberi": "PT Contoh", "bentuk": "uang", "uraian": "Bantuan contoh"}
    return catat_bantuan(
        unit, IsiBantuan(**{**isi, "nilai": Decimal(nilai), "kunci": uuid.uuid4(), **lain}), actor=None
    )[0]


def lembar(berkas):
    """The rows of a downloaded workbook below its head."""
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(b"".join(berkas.streaming_content)))
        .get_sheet_by_index(0)
        .to_python()[1:]
    )


def rencana(unit, biaya, **lain):
    induk, _ = RencanaKerja.objects.get_or_create(posyandu=unit, tahun=TAHUN)
    isi = {"uraian": "PMT", "bidang": "kesehatan", "volume": 1, "satuan": "kali", "biaya": Decimal(biaya), **lain}
    return KegiatanRencana.objects.create(rencana=induk, **isi)


class TestBuku:
    @pytest.fixture
    def buku(self, unit_anjir, rekaman):
        """APB Desa 100 (60 paid, of it 10 taken back) and 40 for planned work; APBD 200; province 25; CSR 7 and a
        promise of 5; planned 300 from the APB Desa's DDS (tied 40), 50 from ADD, 9 from nobody."""
        desa = make_baris(dokumen("apbdes", ANJIR), "1000")
        kab = make_baris(dokumen("apbd", "62.03"), "1000")
        prov = make_baris(dokumen("apbd", "62"), "1000", sumber_dana="pad")
        satu = alokasi(rekaman, desa, "100")
        bayar(satu, "50")
        actions.balik_realisasi(bayar(satu, "10").pk, "salah", actor=None)
        alokasi(rencana(unit_anjir, "300", sumber_usul="ADD"), desa, "40")
        rencana(unit_anjir, "50", sumber_usul="ADD")
        rencana(unit_anjir, "9")
        alokasi(rekaman, kab, "200")
        alokasi(rekaman, prov, "25")
        bantuan(unit_anjir, "7", diterima=hari_ini())
        bantuan(unit_anjir, "5", sumber="swadaya")
        return angka.buku_unit(SEMUA, unit_anjir, TAHUN)

    def test_each_government_and_source_has_its_hand_counted_sums(self, buku):
        isi = {
            (k.nama, p.nama): (p.rencana, p.teralokasi, p.realisasi, p.sisa)
            for k in buku.kelompok
            for p in k.pos.values()
        }
        assert isi == {
            ("APB Desa", "Dana Desa"): (300, 140, 50, 90),
            ("APB Desa", "Alokasi Dana Desa"): (50, 0, 0, 0),
            ("APBD kabupaten/kota", "DAU"): (None, 200, 0, 200),
            ("APBD provinsi", "Pendapatan asli daerah"): (None, 25, 0, 25),
            ("Di luar dokumen anggaran", "CSR"): (None, 7, 7, 0),
            ("Di luar dokumen anggaran", "Swadaya masyarakat"): (None, 5, 0, 5),
            ("Rencana kerja tanpa usulan sumber", "Sumber belum diusulkan"): (9, 0, 0, 0),
        }
        jumlah = buku.jumlah
        assert (jumlah.rencana, jumlah.teralokasi, jumlah.realisasi, jumlah.sisa) == (359, 377, 57, 320)

    def test_what_is_not_this_units_or_not_in_force_is_left_out(self, unit_anjir, rekaman, kader):
        baris = make_baris(dokumen("apbdes", ANJIR), "1000")
        lain = make_rekaman(make_posyandu(ANJIR), kader)
        alokasi(lain, baris, "100")
        dicabut = alokasi(rekaman, baris, "50")
        ALOKASI.apply(dicabut.pk, "cabut", actor=None, note="x")
        BANTUAN.apply(bantuan(unit_anjir, "5").pk, "batalkan_bantuan", actor=None, note="x")
        bantuan(unit_anjir, "6", tahun=TAHUN - 1)
        assert angka.buku_unit(SEMUA, unit_anjir, TAHUN).jumlah.teralokasi == 0

    def test_the_list_of_units_says_the_same_as_the_ledger(self, buku, unit_anjir):
        assert angka.per_unit(SEMUA, [unit_anjir], TAHUN) == {unit_anjir.pk: (Decimal(377), Decimal(57))}

    def test_by_source_the_desas_money_is_counted_once(self, buku):
        isi = {s.sumber: (s.bagian, s.teralokasi, s.realisasi) for s in angka.menurut_sumber(SEMUA, ANJIR, TAHUN)}
        assert isi == {"DDS": (1000, 140, 50)}
        assert sum(s.teralokasi for s in angka.menurut_sumber(SEMUA, "62", TAHUN)) == 140 + 200 + 25

    def test_an_unknown_share_is_unknown_and_not_zero(self, buku):
        BarisSumberDana.objects.filter(sumber="DDS").update(nilai=None)
        (satu,) = angka.menurut_sumber(SEMUA, ANJIR, TAHUN)
        assert (satu.bagian, satu.belum_dibagi) == (None, 1)

    def test_the_page_and_the_workbook_hold_the_same_rows(self, buku, unit_anjir, masuk, kader):
        klien = masuk(kader)
        halaman = klien.get(f"/rencana/uang/{unit_anjir.kode}/")
        isi = [[" ".join(sel.split()) for sel in b] for b in baris_tabel(halaman)]
        assert ["Dana Desa 2 alokasi", "Rp300", "Rp140", "Rp50", "Rp90"] in isi
        berkas = klien.get(f"/rencana/uang/{unit_anjir.kode}/unduh/")
        rows = lembar(berkas)
        assert len(rows) == len(buku.alokasi) + len(buku.bantuan) == 6
        assert sum(Decimal(str(r[5])) for r in rows) == 377


class TestRangkap:
    @pytest.fixture
    def dua(self, rekaman):
        return make_baris(dokumen("apbdes", ANJIR), "1000"), make_baris(dokumen("apbd", "62.03"), "1000")

    def cari(self, unit):
        return angka.rangkap(angka.buku_unit(SEMUA, unit, TAHUN))

    def test_one_activity_from_two_sources_without_a_component_is_shown(self, unit_anjir, rekaman, dua):
        alokasi(rekaman, dua[0], "100")
        alokasi(rekaman, dua[1], "40")
        (satu,) = self.cari(unit_anjir)
        assert (satu.sebab, satu.jumlah, satu.mungkin_ganda) == ("kegiatan", 140, 40)

    def test_parts_of_an_activity_paid_by_two_sources_are_no_double_funding(self, unit_anjir, rekaman, dua):
        alokasi(rekaman, dua[0], "100", komponen="konsumsi")
        alokasi(rekaman, dua[1], "40", komponen="narasumber")
        assert self.cari(unit_anjir) == []

    def test_two_tranches_of_one_source_are_none_either(self, unit_anjir, rekaman, dua):
        for _ in range(2):
            alokasi(rekaman, dua[0], "10", komponen="konsumsi")
        assert self.cari(unit_anjir) == []

    def test_one_component_from_two_payers_in_the_same_months_is_shown(self, unit_anjir, rekaman, dua):
        alokasi(rencana(unit_anjir, "1", bulan=[1, 2, 3]), dua[0], "90", komponen="insentif_kader")
        alokasi(rencana(unit_anjir, "1", bulan=[3, 4]), dua[1], "60", komponen="insentif_kader")
        (satu,) = self.cari(unit_anjir)
        assert (satu.apa, satu.sebab, satu.mungkin_ganda) == ("insentif_kader", "komponen", 60)

    def test_in_other_months_it_is_not(self, unit_anjir, rekaman, dua):
        alokasi(rencana(unit_anjir, "1", bulan=[1, 2]), dua[0], "90", komponen="insentif_kader")
        alokasi(rencana(unit_anjir, "1", bulan=[3, 4]), dua[1], "60", komponen="insentif_kader")
        assert self.cari(unit_anjir) == []

    def test_support_outside_documents_counts_too_and_the_page_explains_it(
        self, unit_anjir, rekaman, dua, masuk, kader
    ):
        alokasi(rekaman, dua[0], "100", komponen="alat")
        bantuan(unit_anjir, "30", komponen="alat")
        halaman = teks(masuk(kader).get(f"/rencana/uang/{unit_anjir.kode}/"))
        assert "Komponen yang sama dari beberapa sumber di bulan yang sama" in halaman
        assert "periksa Rp30" in halaman
        assert "bukan putusan" in halaman


class TestTanda:
    def test_the_road_is_not_the_posyandus_money(self, unit_anjir, rekaman, masuk, kader):
        versi = VersiNomenklatur.objects.create(skema="apbd", nama="uji", tahun_dari=2026, sumber="uji")
        jalan = {"kode_kegiatan": "1.03.10.2.01.0999", "uraian": "Pembangunan Jalan"}
        KodeNomenklatur.objects.create(skema="apbd", versi=versi, tag_resmi=True, sumber="uji", **jalan)
        kab = dokumen("apbd", "62.03")
        make_baris(kab, "900000", **jalan, bidang="pekerjaan_umum")
        make_baris(kab, "0")
        biasa = make_baris(kab, "100000", kode_kegiatan="1.01.02.2.03.0999")
        make_baris(kab, "77", bidang="", kode_kegiatan="9.99.99.9.99.9999")
        alokasi(rekaman, biasa, "2500")
        tanda = angka.bertanda(unit_anjir, TAHUN)
        assert (tanda.ditandai, tanda.terhubung, tanda.nol) == (1_000_000, 2500, 1)
        assert tanda.tak_terhubung == 997_500
        assert (tanda.terbesar, tanda.pagu_terbesar) == ("Pembangunan Jalan", 900_000)
        assert tanda.resmi >= 900_000
        halaman = teks(masuk(kader).get(f"/rencana/uang/{unit_anjir.kode}/"))
        assert "Selisihnya Rp997.500" in halaman
        assert "Pembangunan Jalan" in halaman


class TestDaftarAwal:
    def test_money_without_a_service(self, rekaman, unit_anjir, masuk, kader):
        d = dokumen("apbdes", ANJIR)
        jadi, rencana_saja, sepi = (make_baris(d, n) for n in ("100", "200", "300"))
        make_baris(d, "0")
        make_baris(d, "400", bidang="", kode_kegiatan="9.9.99")
        alokasi(rekaman, jadi, "10")
        alokasi(rencana(unit_anjir, "5"), rencana_saja, "5")
        assert set(angka.anggaran_tanpa_layanan(SEMUA, ANJIR, TAHUN)) == {rencana_saja, sepi}
        halaman = masuk(kader).get(f"/rencana/jejak/tanpa-layanan/?wilayah={ANJIR}&tahun={TAHUN}")
        assert [b[3] for b in baris_tabel(halaman)] == ["belum", "Rp5, baru rencana"]

    def test_a_service_without_money_leaves_the_list_by_a_line_or_by_swadaya(self, rekaman, unit_anjir, masuk, kader):
        swadaya, sepi = (make_rekaman(unit_anjir, kader) for _ in range(2))
        alokasi(rekaman, make_baris(dokumen("apbdes", ANJIR)), "10")
        bantuan(unit_anjir, "5", sumber="swadaya", rekaman=swadaya)
        make_rekaman(unit_anjir, kader, "akses_air", jumlah=1)  # a condition is no activity
        assert list(angka.layanan_tanpa_anggaran(SEMUA, ANJIR, TAHUN)) == [sepi]
        halaman = masuk(kader).get("/rencana/jejak/tanpa-anggaran/")
        assert f"/rencana/jejak/kegiatan/{sepi.kunci}/" in tautan(halaman)
        assert f"/rencana/jejak/kegiatan/{swadaya.kunci}/" not in tautan(halaman)

    @pytest.mark.parametrize("apa", ["tanpa-layanan", "tanpa-anggaran"])
    def test_both_come_as_a_workbook(self, rekaman, masuk, kader, apa):
        make_baris(dokumen("apbdes", ANJIR))
        berkas = masuk(kader).get(f"/rencana/jejak/{apa}/?bentuk=xlsx")
        assert len(lembar(berkas)) == 1

    def test_swadaya_of_an_activity_is_written_from_its_trace(self, rekaman, unit_anjir, masuk, kader):
        klien = masuk(kader)
        (pintu,) = [t for t in tautan(klien.get(f"/rencana/jejak/kegiatan/{rekaman.kunci}/")) if "bantuan" in t]
        isi = {"tahun": TAHUN, "sumber": "swadaya", "pemberi": "Warga RW 2", "bentuk": "barang", "nilai": "50.000"}
        klien.post(pintu, {**isi, "uraian": "Bubur", "kunci": str(uuid.uuid4())})
        assert BantuanLuar.objects.get().rekaman == rekaman
