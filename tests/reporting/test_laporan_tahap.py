"""Stages side by side and the cascade as flat rows, against counts by hand."""

from decimal import Decimal

import pytest

from planning import actions as rencana
from planning.actions import indikator
from planning.actions.indikator import IsiTarget
from planning.models import AsalBaris, BarisAnggaran
from posyandu_app.lib.waktu import hari_ini
from tests.pembuat import ANJIR, KANDANG_PANJANG, make_baris, make_dokumen, make_posyandu, make_rekaman
from tests.planning.pembuat import alokasikan_sebagian
from tests.reporting.berkas import baris, berkas, pilih
from tests.rumah.halaman import teks

pytestmark = pytest.mark.django_db
TAHUN = hari_ini().year
K = [f"1.02.02.2.02.000{n}" for n in range(1, 8)]
RUPIAH = ("RKPD/RKP Desa", "KUA-PPAS", "APBD/APB Desa", "Sesudah perubahan")


def _jadi(dari, dokumen, pagu, **lain):
    ke = make_baris(dokumen, pagu, kode_kegiatan=dari.kode_kegiatan, **lain)
    AsalBaris.objects.create(dari=dari, ke=ke)
    return ke


@pytest.fixture
def empat(seruni, cast):
    """K0 shrinks and is tied, K1 vanishes, K2 is new, K3 stays; K4 is nobody's field and nobody points at it, K5 is
    nobody's field and money is tied to it."""
    rkpd, apbd = make_dokumen("rkpd", "33.75"), make_dokumen("apbd", "33.75")
    turun = _jadi(make_baris(rkpd, "1000", kode_kegiatan=K[0]), apbd, "800.50")
    make_baris(rkpd, "300", kode_kegiatan=K[1])
    make_baris(apbd, "70", kode_kegiatan=K[2], bidang="sosial")
    _jadi(make_baris(rkpd, "500", kode_kegiatan=K[3]), apbd, "500")
    _jadi(make_baris(rkpd, "9000", kode_kegiatan=K[4], bidang=""), apbd, "9000", bidang="")
    tanpa = _jadi(make_baris(rkpd, "60", kode_kegiatan=K[5], bidang=""), apbd, "60", bidang="")
    rekaman = make_rekaman(seruni, cast["kader"])
    alokasikan_sebagian(rekaman, turun, "400")
    alokasikan_sebagian(rekaman, tanpa, "20")
    return apbd


class TestBanding:
    def test_what_vanished_and_shrank_by_hand(self, empat, cast, masuk):
        rows = baris(masuk(cast["perencana"]), "banding-tahap", tahun=TAHUN)
        kolom = ("Kode kegiatan", *RUPIAH, "Selisih", "Selisih (%)", "Keadaan", "Terhubung ke posyandu")
        assert pilih(rows, *kolom) == [
            (K[0], "1000.00", "", "800.50", "", "-199.50", "-20.0", "turun", "400.00"),
            (K[1], "300.00", "", "", "", "-300.00", "-100.0", "hilang", "0.00"),
            (K[2], "", "", "70.00", "", "70.00", "", "baru", "0.00"),
            (K[3], "500.00", "", "500.00", "", "0.00", "0.0", "tetap", "0.00"),
            (K[5], "60.00", "", "60.00", "", "0.00", "0.0", "tetap", "20.00"),
        ]

    def test_the_differences_add_up_to_the_difference_of_the_sums(self, empat, cast, masuk):
        halaman = teks(masuk(cast["perencana"]).get(f"/laporan/banding-tahap/?tahun={TAHUN}"))
        assert "Jumlah Rp1.860 Rp1.430,50 −Rp429,50" in halaman

    def test_a_stage_that_nobody_has_is_no_column_of_the_page_but_of_the_file(self, empat, cast, masuk):
        client = masuk(cast["perencana"])
        assert "KUA-PPAS" not in teks(client.get(f"/laporan/banding-tahap/?tahun={TAHUN}"))
        assert "KUA-PPAS" in berkas(client, "banding-tahap", tahun=TAHUN)[0]
        _jadi(
            BarisAnggaran.objects.get(dokumen__jenis="rkpd", kode_kegiatan=K[3]),
            make_dokumen("kua_ppas", "33.75"),
            "450",
        )
        assert "KUA-PPAS" in teks(client.get(f"/laporan/banding-tahap/?tahun={TAHUN}"))
        (satu,) = [r for r in baris(client, "banding-tahap", tahun=TAHUN) if r["Kode kegiatan"] == K[3]]
        assert (satu["KUA-PPAS"], satu["Selisih"], satu["Selisih (%)"]) == ("450.00", "50.00", "11.1")

    def test_an_amendment_stands_beside_the_budget_and_a_draft_is_called_one(self, empat, cast, masuk):
        draf = rencana.buat_perubahan(empat, actor=cast["perencana"])
        BarisAnggaran.objects.filter(dokumen=draf, kode_kegiatan=K[3]).update(pagu=350)
        client = masuk(cast["perencana"])
        (satu,) = [r for r in baris(client, "banding-tahap", tahun=TAHUN) if r["Kode kegiatan"] == K[3]]
        assert [satu[k] for k in (*RUPIAH, "Selisih", "Keadaan")] == [
            "500.00", "", "500.00", "350.00", "-150.00", "turun",
        ]  # fmt: skip
        assert "Perubahan APBD Draf belum ditetapkan" in teks(client.get(f"/laporan/banding-tahap/?tahun={TAHUN}"))

    def test_of_one_field(self, empat, cast, masuk):
        rows = baris(masuk(cast["perencana"]), "banding-tahap", tahun=TAHUN, bidang="sosial")
        assert pilih(rows, "Kode kegiatan") == [(K[2],)]

    def test_a_kelurahan_reads_its_kota_and_a_desa_its_own(self, empat, unit_anjir, cast, masuk):
        assert len(baris(masuk(cast["operator_desa"]), "banding-tahap", tahun=TAHUN)) == 5
        make_baris(make_dokumen("rkpdes", ANJIR), "700")
        rows = baris(masuk(cast["kabupaten_lain"]), "banding-tahap", tahun=TAHUN, wilayah=ANJIR)
        assert pilih(rows, "Kode kegiatan", "RKPD/RKP Desa", "Selisih", "Keadaan") == [
            ("2.2.02", "700.00", "", "satu tahap")
        ]

    def test_the_nation_has_no_documents(self, cast, masuk):
        assert "Pilih provinsi, kabupaten" in teks(masuk(cast["nasional"]).get("/laporan/banding-tahap/"))


class TestCascade:
    @pytest.fixture
    def pohon(self, seruni, cast):
        """One indicator over two lines, one line under both indicators, one line under none."""
        rpjmd = make_dokumen("rpjmd", "33.75", TAHUN, tetap=False)
        isi = {"satuan": "%", "bidang": "kesehatan", "arah": "naik"}
        target = {TAHUN: IsiTarget(Decimal(80))}
        satu = {**isi, "uraian": "Balita ditimbang", "program": "1.02.02"}
        indikator.simpan_indikator(rpjmd, satu, target, actor=cast["perencana"])
        kedua = indikator.simpan_indikator(rpjmd, {**isi, "uraian": "Zat besi"}, {}, actor=cast["perencana"])
        rkpd, apbd = make_dokumen("rkpd", "33.75"), make_dokumen("apbd", "33.75")
        dua = _jadi(make_baris(rkpd, "900", kode_kegiatan=K[0]), apbd, "800")
        make_baris(apbd, "100", kode_kegiatan=K[1])
        make_baris(apbd, "50", kode_kegiatan="7.01.03.2.02.0003", bidang="")
        indikator.tautkan_indikator(kedua, dua, catatan="", actor=cast["perencana"])
        alokasikan_sebagian(make_rekaman(seruni, cast["kader"]), dua, "300")
        lain = make_rekaman(make_posyandu(KANDANG_PANJANG), cast["kelurahan_lain"], "pantau_bansos", terlayani=3)
        alokasikan_sebagian(lain, dua, "25", cast["perencana"])

    def test_flat_rows_by_hand(self, pohon, cast, masuk):
        rows = baris(masuk(cast["perencana"]), "cascade", tahun=TAHUN)
        kolom = ("Indikator", "Target", "Kode kegiatan", "Pagu RKPD/RKP Desa", "Pagu APBD/APB Desa", "Dialokasikan")
        assert pilih(rows, *kolom) == [
            ("Balita ditimbang", "80.00", K[0], "900.00", "800.00", "300.00"),
            ("Balita ditimbang", "80.00", K[0], "", "", "25.00"),
            ("Balita ditimbang", "80.00", K[1], "", "100.00", ""),
            ("Zat besi", "", K[0], "", "", ""),
            ("Zat besi", "", K[0], "", "", ""),
            ("Tidak melayani indikator mana pun", "", "7.01.03.2.02.0003", "", "50.00", ""),
        ]

    def test_a_line_under_two_indicators_counts_once_in_the_last_row(self, pohon, cast, masuk):
        halaman = teks(masuk(cast["perencana"]).get(f"/laporan/cascade/?tahun={TAHUN}"))
        assert "Jumlah Rp900 Rp950 Rp325 Rp0" in halaman

    def test_activities_only_of_the_readers_area(self, pohon, cast, masuk):
        rows = baris(masuk(cast["operator_desa"]), "cascade", tahun=TAHUN)
        assert [r["Dialokasikan"] for r in rows if r["Dialokasikan"]] == ["300.00"]
