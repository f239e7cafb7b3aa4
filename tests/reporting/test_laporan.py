"""Every report: for each member of the cast, page and file alike, figures against a count by hand."""

from decimal import Decimal

import pytest

from planning.actions import IsiRealisasi, realisasikan
from planning.models import KegiatanRencana, RencanaKerja
from posyandu_app.lib.bidang import NAMA
from posyandu_app.lib.terbilang import terbilang
from reporting.laporan import LAPORAN
from tests.pembuat import ANJIR, KANDANG_PANJANG, KLEGO, make_baris, make_dokumen, make_posyandu, make_rekaman
from tests.planning.pembuat import alokasikan_sebagian, isi_alokasi
from tests.reporting.berkas import berkas as berkas_csv
from tests.rumah.halaman import isi, tautan, teks
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
TAHUN = 2026
MEMBACA = ("pengurus", "operator_desa", "dinas_pmd", "opd", "tim_pembina", "perencana", "auditor", "nasional")


@pytest.fixture
def apbd(seruni, cast):
    """Two offices' lines; three allocations in two fields, one of another village, one paid in part."""
    dokumen = make_dokumen("apbd", "33.75", TAHUN)
    dinkes = make_baris(dokumen, perangkat_daerah="Dinas Kesehatan")
    dinsos = make_baris(dokumen, perangkat_daerah="Dinas Sosial", sumber_dana="pad", kode_kegiatan="1.06.05.2.02.0006")
    lain = make_posyandu(KANDANG_PANJANG)
    satu = alokasikan_sebagian(make_rekaman(seruni, cast["kader"]), dinkes, "250000")
    alokasikan_sebagian(make_rekaman(lain, cast["kelurahan_lain"]), dinkes, "100000.50")
    alokasikan_sebagian(make_rekaman(seruni, cast["kader"], "pantau_bansos", terlayani=3), dinsos, "50000")
    bayar = IsiRealisasi(satu.rekaman.tanggal, Decimal(200_000), "SP2D-1", "rkud", isi_alokasi("1").kunci)
    realisasikan(satu, bayar, actor=None)
    return dokumen


def berkas(client, kode: str, **tanya: object) -> list[list[str]]:
    return berkas_csv(client, kode, **{"tahun": TAHUN, **tanya})


def tempat_baca(kode: str, siapa: str) -> dict[str, str]:
    """Where this reader reads it: the own area, or one small enough for the report."""
    if LAPORAN[kode].satu_unit:
        return {"wilayah": f"{KLEGO}.p0001"}
    return {"wilayah": "33.75"} if siapa == "nasional" and LAPORAN[kode].tingkat else {}


def angka(client, kode: str, **tanya: object) -> dict[str, tuple[str, str]]:
    """{group: (allocated, paid)} of a report by groups."""
    return {r[0]: (r[3], r[4]) for r in berkas(client, kode, **tanya)[1:]}


@pytest.mark.parametrize("kode", list(LAPORAN))
@pytest.mark.parametrize("siapa", MEMBACA)
def test_everybody_with_the_duty_reads_it_and_the_file_has_the_same_rows(siapa, kode, apbd, cast, masuk):
    client, tempat = masuk(cast[siapa]), tempat_baca(kode, siapa)
    halaman = client.get(f"/laporan/{kode}/", {"tahun": TAHUN, **tempat})
    assert halaman.status_code == 200
    assert LAPORAN[kode].nama in isi(halaman)
    rows = berkas(client, kode, **tempat)
    assert rows[0] == [k.judul for k in LAPORAN[kode].kolom]
    polos = teks(halaman)
    assert all(r[0] in polos for r in rows[1:])
    assert (len(rows) == 1) is (LAPORAN[kode].kosong in polos)


class TestAngka:
    def test_by_office_what_was_allocated_and_paid(self, apbd, cast, masuk):
        hasil = angka(masuk(cast["dinas_pmd"]), "per-opd")
        assert hasil == {"Dinas Kesehatan": ("350000.50", "200000.00"), "Dinas Sosial": ("50000.00", "0.00")}

    def test_of_one_village_only_its_own(self, apbd, seruni, cast, masuk):
        hasil = angka(masuk(cast["dinas_pmd"]), "per-opd", wilayah=seruni.wilayah_id)
        assert hasil["Dinas Kesehatan"] == ("250000.00", "200000.00")

    def test_by_field_all_six_stand_there(self, apbd, cast, masuk):
        hasil = angka(masuk(cast["dinas_pmd"]), "per-bidang")
        assert list(hasil) == list(NAMA.values())
        assert hasil["Kesehatan"] == ("350000.50", "200000.00")
        assert hasil["Pendidikan"] == ("0.00", "0.00")

    def test_an_office_of_one_field_reads_its_own(self, apbd, cast, masuk):
        assert set(angka(masuk(cast["opd"]), "per-opd")) == {"Dinas Sosial"}

    def test_by_source(self, apbd, cast, masuk):
        hasil = angka(masuk(cast["dinas_pmd"]), "per-sumber")
        assert hasil == {"DAU": ("350000.50", "200000.00"), "Pendapatan asli daerah": ("50000.00", "0.00")}

    def test_by_area_with_those_without_money(self, apbd, cast, masuk):
        hasil = angka(masuk(cast["dinas_pmd"]), "per-wilayah")
        assert hasil["Pekalongan Timur"] == ("300000.00", "200000.00")
        assert hasil["Pekalongan Barat"] == ("0.00", "0.00")

    def test_the_work_of_a_tim_pembina_counts_for_its_area(self, apbd, cast, masuk):
        kota = Wilayah.objects.get(pk="33.75")
        rencana = RencanaKerja.objects.create(wilayah=kota, tahun=TAHUN)
        rakor = KegiatanRencana.objects.create(rencana=rencana, uraian="Rakor", volume=1, satuan="kali", biaya=1)
        alokasikan_sebagian(rakor, apbd.baris_list.first(), "75000")
        hasil = angka(masuk(cast["dinas_pmd"]), "per-wilayah")
        assert hasil["Tim Pembina Kota Pekalongan"] == ("75000.00", "0.00")
        assert angka(masuk(cast["dinas_pmd"]), "per-bidang")["Lintas bidang"] == ("75000.00", "0.00")

    def test_a_withdrawn_document_counts_no_more(self, apbd, cast, masuk):
        apbd.baris_list.update(dokumen=make_dokumen("apbd", "33.75", TAHUN - 1))
        assert angka(masuk(cast["dinas_pmd"]), "per-opd") == {}

    def test_the_lines_of_a_document_with_their_sum(self, apbd, cast, masuk):
        client = masuk(cast["dinas_pmd"])
        assert [r[0] for r in berkas(client, "penjabaran", wilayah="33.75")[1:]] == [
            "1.02.02.2.02.0004",
            "1.06.05.2.02.0006",
        ]
        assert "Jumlah Rp2.000.000" in " ".join(teks(client.get("/laporan/penjabaran/?tahun=2026")).split())

    def test_a_desa_prints_its_rkp(self, cast, masuk):
        make_baris(make_dokumen("rkpdes", ANJIR, TAHUN), sasaran="40 balita")
        (baris,) = berkas(masuk(cast["kabupaten_lain"]), "matriks-rkpdes", wilayah=ANJIR)[1:]
        assert (baris[0], baris[5], baris[6]) == ("2.2.02", "40 balita", "1000000.00")


class TestBuruk:
    @pytest.mark.parametrize("tanya", ["?tahun=banyak", "?tahun=9999", "?bidang=lain", "?unduh=exe"])
    def test_a_senseless_filter_shows_the_page(self, apbd, cast, masuk, tanya):
        assert masuk(cast["dinas_pmd"]).get(f"/laporan/per-opd/{tanya}").status_code == 200

    @pytest.mark.parametrize("kode", [r.kode for r in LAPORAN.values() if r.tingkat])
    def test_an_area_that_is_too_wide_is_offered_smaller_ones_and_no_file(self, kode, cast, masuk):
        client = masuk(cast["nasional"])
        assert "Pilih wilayah yang lebih kecil dulu." in teks(client.get(f"/laporan/{kode}/?wilayah=33"))
        jawaban = client.get(f"/laporan/{kode}/?wilayah=33&unduh=csv")
        assert jawaban["Content-Type"].startswith("text/html")
        assert 'href="?wilayah=33.75&amp;' in isi(jawaban)

    def test_the_path_leads_to_the_same_report_as_far_as_the_duty_goes(self, cast, masuk):
        jawaban = masuk(cast["dinas_pmd"]).get(f"/laporan/per-opd/?tahun={TAHUN}&wilayah={KLEGO}&bidang=sosial")
        ekor = f"&tahun={TAHUN}&bidang=sosial"
        tujuan = [t for t in tautan(jawaban) if t.startswith("?wilayah=") and "unduh" not in t]
        assert tujuan == [f"?wilayah=33.75{ekor}", f"?wilayah=33.75.02{ekor}"]

    def test_a_report_that_is_not_there(self, cast, masuk):
        assert masuk(cast["dinas_pmd"]).get("/laporan/rahasia/").status_code == 404


@pytest.mark.parametrize(
    ("nilai", "kata"),
    [
        (Decimal(0), "nol rupiah"),
        (11, "sebelas rupiah"),
        (1_000, "seribu rupiah"),
        (1_250_000, "satu juta dua ratus lima puluh ribu rupiah"),
        (115_000_017, "seratus lima belas juta tujuh belas rupiah"),
        (12_285_000_000, "dua belas miliar dua ratus delapan puluh lima juta rupiah"),
        (Decimal("100.05"), "seratus rupiah lima sen"),
    ],
)
def test_amounts_in_words(nilai, kata):
    assert terbilang(nilai) == kata
