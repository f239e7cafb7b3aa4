"""Need against money, kader's pay, and the one page of a unit, against counts by hand."""

import uuid
from datetime import date
from decimal import Decimal

import pytest

from planning import papan_butuh
from planning.actions import IsiAlokasi, IsiRealisasi, alokasikan, realisasikan
from planning.actions.butuh import tambah_harga
from planning.actions.uang import IsiBantuan, catat_bantuan
from planning.models import Alokasi, KegiatanRencana, RencanaKerja
from posyandu_app.lib.periode import Bulan
from registry import actions
from registry.models import Posyandu
from registry.workflow_insentif import INSENTIF
from tests.pembuat import (
    KANDANG_PANJANG,
    KLEGO,
    make_baris,
    make_dokumen,
    make_kader,
    make_kader_sk,
    make_posyandu,
    make_rekaman,
    make_tarif,
)
from tests.planning.pembuat import alokasikan_sebagian
from tests.reporting.berkas import baris, pilih
from tests.rumah.halaman import isi, tautan, teks
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
TAHUN = 2026
SERUNI = f"{KLEGO}.p0001"


@pytest.fixture
def butuh(seruni, cast):
    """Two units with two kader each and one whose roster nobody entered; tariff 250,000 a month, stationery 300,000;
    one million paid for incentives, 40,000 without a part."""
    make_tarif()
    tambah_harga(
        Wilayah.objects.get(pk="33.75"),
        {"tahun": TAHUN, "komponen": "atk", "harga": Decimal(300_000), "dasar": "SSH 2026"},
        actor=None,
    )
    lain = make_posyandu(KANDANG_PANJANG)
    for unit in (seruni, lain):
        make_kader(unit)
        make_kader(unit, "sosial", nama="Kader dua")
    make_posyandu(KLEGO)
    line = make_baris(make_dokumen("apbd", "33.75", TAHUN), "9000000")
    rekaman = make_rekaman(seruni, cast["kader"])
    untuk = IsiAlokasi(Decimal(1_000_000), "", uuid.uuid4(), komponen="insentif_kader")
    alokasikan(rekaman, line, untuk, actor=None)
    alokasikan_sebagian(rekaman, line, "40000")


def _angka(rows, kunci):
    kolom = ("Kebutuhan", "Dibiayai", "Belum dibiayai", "Posyandu", "Posyandu yang belum diketahui")
    return {r[kunci]: tuple(r[k] for k in kolom) for r in rows}


class TestSelisih:
    def test_by_part_what_is_known_and_in_how_many_it_is_not(self, butuh, cast, masuk):
        hasil = _angka(baris(masuk(cast["dinas_pmd"]), "selisih-kebutuhan", tahun=TAHUN), "Komponen")
        assert hasil["Insentif kader"] == ("12000000", "1000000.00", "11000000.00", "3", "1")
        assert hasil["ATK dan register"] == ("900000", "0", "900000", "3", "0")
        assert hasil["Alokasi tanpa komponen"] == ("", "40000.00", "-40000.00", "1", "0")
        assert hasil["Operasional"] == ("", "0", "", "3", "3")  # no price: not known, not zero

    def test_by_field(self, butuh, cast, masuk):
        hasil = _angka(baris(masuk(cast["dinas_pmd"]), "selisih-bidang", tahun=TAHUN), "Bidang")
        # Both allocations are of the record's field, kesehatan.
        assert hasil["Kesehatan"][1] == "1040000.00"
        assert hasil["Lintas bidang"][:2] == ("12900000", "0")

    @pytest.mark.parametrize("kode", ["selisih-kebutuhan", "selisih-bidang"])
    def test_the_last_row_is_need_less_funding(self, kode, butuh, cast, masuk):
        halaman = teks(masuk(cast["dinas_pmd"]).get(f"/laporan/{kode}/?tahun={TAHUN}"))
        assert "Jumlah Rp12.900.000 Rp1.040.000 Rp11.860.000" in halaman

    def test_of_one_unit_chosen_from_its_kelurahan(self, butuh, cast, masuk):
        client = masuk(cast["dinas_pmd"])
        pilihan = isi(client.get(f"/laporan/selisih-kebutuhan/?wilayah={KLEGO}&tahun={TAHUN}"))
        assert f'<option value="{SERUNI}">— Posyandu Seruni</option>' in pilihan
        hasil = _angka(baris(client, "selisih-kebutuhan", tahun=TAHUN, wilayah=SERUNI), "Komponen")
        assert hasil["Insentif kader"] == ("6000000", "1000000.00", "5000000.00", "1", "0")

    def test_few_children_are_hidden_from_whoever_may_not_know_them(self, seruni, cast, masuk, monkeypatch):
        monkeypatch.setattr(papan_butuh, "samar_perlu", lambda rows: True)
        make_kader(seruni)
        dinas = baris(masuk(cast["dinas_pmd"]), "selisih-kebutuhan", tahun=TAHUN, wilayah=SERUNI)
        tahu = baris(masuk(cast["pengurus"]), "selisih-kebutuhan", tahun=TAHUN, wilayah=SERUNI)
        assert "PMT penyuluhan dan pemulihan" in {r["Komponen"] for r in dinas}
        assert "PMT pemulihan balita gizi kurang" in {r["Komponen"] for r in tahu} - {r["Komponen"] for r in dinas}


@pytest.fixture
def insentif(seruni):
    """Tariff 250,000: January and February paid to one of two, arrears for the other; March signed; April opened only;
    a third kader without a decree is on no list."""
    tarif = make_tarif()
    satu, dua = make_kader_sk(seruni, "Ani contoh"), make_kader_sk(seruni, "Budi contoh")
    make_kader(seruni, nama="Cici contoh")
    kota = Wilayah.objects.get(pk="33.75")

    def daftar(dari, sampai, *, tanda=True, bayar=False):
        d = actions.susun_daftar(kota, tarif.pembayar, (Bulan(TAHUN, dari), Bulan(TAHUN, sampai)), actor=None)
        INSENTIF.apply(d.pk, "buka_insentif", actor=None)
        if tanda:
            actions.tanda_daftar(d.pk, tanggal=date(TAHUN, 5, 1), penanda_tangan="Kepala dinas", actor=None)
        if bayar:
            tunggak = frozenset({d.baris_list.get(orang=dua.orang).pk})
            actions.bayar_daftar(d.pk, tanggal=date(TAHUN, 5, 2), bukti="BKU 1", tunggakan=tunggak, actor=None)
        return d

    daftar(1, 2, bayar=True)
    daftar(3, 3)
    daftar(4, 4, tanda=False)
    return satu, dua


BULAN = ("Menurut daftar (bulan)", "Dibayar (bulan)", "Tunggakan (bulan)", "Menunggu dibayar (bulan)")
RP = ("Menurut daftar (Rp)", "Dibayar (Rp)", "Tunggakan (Rp)", "Menunggu dibayar (Rp)")


class TestInsentif:
    def test_by_unit_without_a_name(self, insentif, cast, masuk):
        rows = baris(masuk(cast["dinas_pmd"]), "tunggakan-insentif", tahun=TAHUN)
        assert pilih(rows, "Posyandu", "Kader", *BULAN, "Tanpa daftar (orang)") == [
            ("Posyandu Seruni", "3 kader", "6", "2", "2", "2", "1")
        ]
        assert pilih(rows, *RP) == [("1500000.00", "500000.00", "500000.00", "500000.00")]

    def test_by_name_in_the_kelurahan_for_whoever_may_read_a_person(self, insentif, cast, masuk):
        rows = baris(masuk(cast["operator_desa"]), "tunggakan-insentif", tahun=TAHUN)
        assert pilih(rows, "Kader", *BULAN, "Tanpa daftar (orang)") == [
            ("Ani contoh", "3", "2", "0", "1", "0"),
            ("Budi contoh", "3", "0", "2", "1", "0"),
            ("Cici contoh", "", "", "", "", "1"),
        ]

    @pytest.mark.parametrize("siapa", ["perencana", "auditor", "tim_pembina", "opd"])
    def test_no_name_for_a_duty_that_reads_none(self, siapa, insentif, cast, masuk):
        client = masuk(cast[siapa])
        for kode in (KLEGO, SERUNI):
            rows = baris(client, "tunggakan-insentif", tahun=TAHUN, wilayah=kode)
            assert pilih(rows, "Kader") == [("3 kader",)]
            assert "Ani" not in teks(client.get(f"/laporan/tunggakan-insentif/?tahun={TAHUN}&wilayah={kode}"))

    def test_settled_arrears_are_paid(self, insentif, cast, masuk):
        tunggak = insentif[1].orang.bayaran_list.get(keadaan="tunggakan")
        actions.lunasi(tunggak.pk, tanggal=date(TAHUN, 6, 1), bukti="BKU 2", actor=None)
        rows = baris(masuk(cast["dinas_pmd"]), "tunggakan-insentif", tahun=TAHUN)
        assert pilih(rows, *BULAN) == [("6", "4", "0", "2")]

    def test_arrears_in_a_closed_unit_do_not_vanish(self, insentif, seruni, cast, masuk):
        lain = make_posyandu(KLEGO)
        make_kader(lain)
        Posyandu.objects.filter(pk__in=(seruni.pk, lain.pk)).update(status="tutup")
        rows = baris(masuk(cast["dinas_pmd"]), "tunggakan-insentif", tahun=TAHUN)
        assert pilih(rows, "Posyandu", "Kader", "Tunggakan (bulan)") == [("Posyandu Seruni", "2 kader", "2")]

    def test_another_year_has_no_list_which_is_not_zero(self, insentif, cast, masuk):
        rows = baris(masuk(cast["dinas_pmd"]), "tunggakan-insentif", tahun=TAHUN + 1)
        assert pilih(rows, *BULAN, "Tanpa daftar (orang)") == [("", "", "", "", "3")]


class TestProfil:
    @pytest.fixture
    def uang(self, butuh, seruni):
        alokasi = Alokasi.objects.filter(nilai=1_000_000).get()
        bayar = IsiRealisasi(alokasi.rekaman.tanggal, Decimal(600_000), "SP2D-1", "rkud", uuid.uuid4())
        realisasikan(alokasi, bayar, actor=None)
        rencana = RencanaKerja.objects.create(posyandu=seruni, tahun=TAHUN)
        KegiatanRencana.objects.create(
            rencana=rencana, uraian="PMT", bidang="kesehatan", volume=1, satuan="kali", biaya=75_000
        )
        isi_bantuan = {"sumber": "csr", "pemberi": "PT Contoh", "bentuk": "uang", "uraian": "Bantuan contoh"}
        catat_bantuan(
            seruni, IsiBantuan(tahun=TAHUN, nilai=Decimal(9_000), kunci=uuid.uuid4(), **isi_bantuan), actor=None
        )

    def test_the_ledger_by_payer_and_source(self, uang, cast, masuk):
        rows = baris(masuk(cast["pengurus"]), "profil-anggaran", tahun=TAHUN)
        kolom = ("Pembayar", "Sumber dana", "Di rencana kerja", "Dialokasikan", "Dibayarkan", "Belum dibayarkan")
        assert pilih(rows, *kolom) == [
            ("APBD kabupaten/kota", "DAU", "", "1040000.00", "600000.00", "440000.00"),
            ("Di luar dokumen anggaran", "CSR", "", "9000.00", "0", "9000.00"),
            ("Rencana kerja tanpa usulan sumber", "Sumber belum diusulkan", "75000.00", "0", "0", "0"),
        ]

    def test_the_page_says_need_plan_fields_and_pay(self, uang, cast, masuk):
        halaman = teks(masuk(cast["pengurus"]).get(f"/laporan/profil-anggaran/?tahun={TAHUN}"))
        assert "Jumlah Rp75.000 Rp1.049.000 Rp600.000 Rp449.000" in halaman
        # two kader × 12 × 250,000, stationery 300,000, and the 75,000 of the plan
        assert "Kebutuhan Rp6.375.000" in halaman
        assert "Dibiayai dari anggaran Rp1.040.000 tanpa bantuan di luar dokumen" in halaman
        assert "Belum dibiayai Rp5.335.000" in halaman
        assert "Rencana kerja Draf" in halaman
        assert "Bidang kesehatan Rp1.040.000 dialokasikan, dibayarkan Rp600.000" in halaman
        assert "Bidang sosial Rp0 belum ada alokasi" in halaman
        assert "Insentif kader belum ada daftar yang ditandatangani" in halaman

    def test_arrears_of_its_kader_stand_there_without_a_name(self, insentif, cast, masuk):
        halaman = teks(masuk(cast["perencana"]).get(f"/laporan/profil-anggaran/?tahun={TAHUN}&wilayah={SERUNI}"))
        assert "Tunggakan insentif Rp500.000 2 bulan orang" in halaman
        assert "Budi" not in halaman
        assert "Belum ada yang membiayai posyandu ini di tahun itu." in halaman

    def test_an_area_is_asked_for_one_unit(self, seruni, cast, masuk):
        client = masuk(cast["operator_desa"])
        jawaban = client.get(f"/laporan/profil-anggaran/?tahun={TAHUN}&unduh=csv")
        assert "Pilih satu posyandu dulu." in teks(jawaban)
        assert f"?wilayah={SERUNI}&tahun={TAHUN}&bidang=" in tautan(jawaban)

    @pytest.mark.parametrize("kode", [f"{KANDANG_PANJANG}.p0001", f"{KLEGO}.p9999", "x"])
    def test_a_unit_that_is_not_the_readers(self, kode, seruni, cast, masuk):
        make_posyandu(KANDANG_PANJANG)
        assert masuk(cast["operator_desa"]).get(f"/laporan/profil-anggaran/?wilayah={kode}").status_code == 404

    def test_a_closed_unit_keeps_its_page(self, uang, seruni, cast, masuk):
        Posyandu.objects.filter(pk=seruni.pk).update(status="tutup")
        halaman = teks(masuk(cast["dinas_pmd"]).get(f"/laporan/profil-anggaran/?tahun={TAHUN}&wilayah={SERUNI}"))
        assert "tidak dihitung: posyandu ini sudah ditutup" in halaman
