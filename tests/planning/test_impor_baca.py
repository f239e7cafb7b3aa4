"""Readers of budget lines, without a database: each kind of dirt has its outcome; totals must be the source's."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planning.impor.angka import baca_pagu
from planning.impor.dasar import Bacaan, Hasil, periksa_total
from planning.impor.kode import KodeInduk, kode_baku, perbaiki_kode
from planning.impor.sipd import baca_sipd
from planning.impor.siskeudes import baca_siskeudes
from planning.impor.tempel import baca_tempel
from planning.impor.templat import JUDUL, baca_templat, tulis_templat
from planning.katalog import Skema
from posyandu_app.lib.galat import Ditolak
from registry.impor.berkas import BarisRusak, baca_tabel
from tests.planning.berkas_impor import (
    ANJIR,
    LAIN_DESA,
    NAMA_DESA,
    SIPD,
    baris,
    isi_csv,
    isi_xlsx,
    isi_zip,
    konteks_desa,
    konteks_kota,
    sipd,
)

TERIMA, PERBAIKI, ABAIKAN, TOLAK = Hasil.TERIMA, Hasil.PERBAIKI, Hasil.ABAIKAN, Hasil.TOLAK
KEPALA = ("Kode", "Uraian", "Kode rekening", "Sumber dana", "Pagu", "Lokasi", "Catatan")
POS = "Penyelenggaraan Posyandu"
# (what is dirty, code, name, account, source, amount, place, outcome, a word of its message, code read, amount read)
KOTOR = (
    ("bersih", "2.2.02", POS, "", "DDS", "1.000.000", "", TERIMA, "", "2.2.02", "1000000"),
    ("titik belakang, nol depan", "02.02.02.", POS, "5.2.1.06", "DDS", "2", "", PERBAIKI, "ditulis", "2.2.02", "2"),
    ("kode menjadi tanggal", date(2002, 2, 2), POS, "5.2.2.03", "DDS", "3", "", PERBAIKI, "tanggal", "2.2.02", "3"),
    ("tanggal dua cara, namanya memutuskan", date(2003, 4, 2), NAMA_DESA["2.4.03"], "", "DDS", "4", "", PERBAIKI,
     "tanggal", "2.4.03", "4"),
    ("tanggal dua cara, nama tidak dikenal", date(2003, 4, 2), "Entah", "", "DDS", "5", "", TOLAK, "dua cara", "", "5"),
    ("kode menjadi angka", 2.2, POS, "", "DDS", "6", "", TOLAK, "terpotong", "", None),
    ("kode menjadi bilangan bulat", 20202, "Entah", "", "DDS", "7", "", TOLAK, "tanggal", "", None),
    ("huruf Yunani di kode", "2.2.Ο2", POS, "5.2.1.01", "DDS", "8", "", PERBAIKI, "huruf", "2.2.02", "8"),
    ("huruf Yunani di nama", "2.2.03", "Penyuluhan ΤΡΑ", "", "DDS", "9", "", PERBAIKI, "Yunani", "2.2.03", "9"),
    ("bintang lampiran", "2.2.02**", f"{POS}*", "5.2.1.05", "DDS", "10", "", PERBAIKI, "bintang", "2.2.02", "10"),
    ("spasi ganda", "2.2. 02", "Penyelenggaraan  Posyandu", "5.2.1.09", "DDS", "11", "", PERBAIKI, "spasi", "2.2.02",
     "11"),
    ("kode lama di dalam nama", "2.2.02", f"2.2.08 {POS}", "5.2.1.10", "DDS", "12", "", PERBAIKI, "di depan nama",
     "2.2.02", "12"),
    ("awalan kode desa", "05.2001.02.02.02.", POS, "5.2.3.01", "DDS", "13", "", PERBAIKI, "awalan", "2.2.02", "13"),
    ("koma sebagai titik kode", "2,2,02", POS, "5.2.3.03", "DDS", "14", "", PERBAIKI, "koma", "2.2.02", "14"),
    ("rekening di kolom kegiatan", "5.2.2.02", POS, "", "DDS", "15", "", TOLAK, "rekening", "", "15"),
    ("pagu Indonesia bersen", "2.2.02", POS, "5.2.2.04", "DDS", "48.232,91", "", TERIMA, "", "2.2.02", "48232.91"),
    ("pagu berkoma ribuan", "2.2.02", POS, "5.2.6.04", "DDS", "1,250,000", "", PERBAIKI, "koma", "2.2.02", "1250000"),
    ("pagu berkoma dua cara", "2.2.02", POS, "5.2.7.01", "DDS", "1,250", "", TOLAK, "dua cara", "2.2.02", None),
    ("pagu negatif", "2.2.02", POS, "5.3.2.08", "DDS", "-5.000", "", TOLAK, "kurang dari nol", "2.2.02", None),
    ("pagu teks", "2.2.02", POS, "5.3.2.04", "DDS", "lima juta", "", TOLAK, "bukan jumlah", "2.2.02", None),
    ("pagu kosong", "2.2.02", POS, "5.3.4.01", "DDS", "", "", TOLAK, "kosong", "2.2.02", None),
    ("pagu ilmiah", "2.2.02", POS, "5.3.4.02", "DDS", "1,5E+08", "", TOLAK, "memendekkan", "2.2.02", None),
    ("desa lain", "2.2.02", POS, "5.3.4.03", "DDS", "16", "Sebelah", TOLAK, "desa lain", "2.2.02", "16"),
    ("kelurahan pada APB Desa", "2.2.02", POS, "5.3.4.04", "DDS", "17", "Kota Baru", TOLAK, "kelurahan", "2.2.02",
     "17"),
    ("sumber tidak dikenal", "2.2.02", POS, "5.2.2.05", "XYZ", "18", "", TOLAK, "tidak dikenal", "2.2.02", "18"),
    ("beberapa sumber", "2.2.02", POS, "5.2.1.07", "DDS, ADD", "19", "", TERIMA, "belum diketahui", "2.2.02", "19"),
    ("uraian kosong", "2.2.03", "", "5.2.1.01", "DDS", "20", "", PERBAIKI, "nama resmi", "2.2.03", "20"),
    ("rekening pendapatan", "2.2.02", POS, "4.2.1.01", "DDS", "21", "", TOLAK, "bukan belanja", "2.2.02", "21"),
    ("kembar", "2.2.02", POS, "", "DDS", "1.000.000", "", TOLAK, "Kembar", "2.2.02", "1000000"),
    ("judul sub bidang", "2.2", "Sub Bidang Kesehatan", "", "", "999", "", ABAIKAN, "sub bidang", "2.2", None),
    ("bidang di luar lima", "9.2.02", POS, "", "DDS", "22", "", TOLAK, "1 sampai 5", "", "22"),
    ("hanya kolom asing", "", "", "", "", "", "", ABAIKAN, "tidak dikenal", "", None),
)  # fmt: skip


@pytest.fixture(scope="module")
def kotor(tmp_path_factory: pytest.TempPathFactory) -> Bacaan:
    path = tmp_path_factory.mktemp("impor") / "kotor.xlsx"
    path.write_bytes(isi_xlsx([KEPALA, *([*k[1:7], "x"] for k in KOTOR)]))
    return baca_templat(baca_tabel(path, "xlsx"), konteks_desa())


def test_every_dirty_row_has_an_outcome(kotor: Bacaan) -> None:
    assert len(KOTOR) >= 25
    assert len(kotor.rows) == len(KOTOR)
    assert sum(kotor.hitung().values()) == len(KOTOR)
    assert {b.hasil for b in kotor.rows} == set(Hasil)


@pytest.mark.parametrize("ke", range(len(KOTOR)), ids=[k[0] for k in KOTOR])
def test_dirt(kotor: Bacaan, ke: int) -> None:
    *_, hasil, kata, kode, pagu = KOTOR[ke]
    b = kotor.rows[ke]
    assert (b.hasil, kata.lower() in " ".join(b.pesan).lower()) == (hasil, True), b.pesan
    if hasil != TOLAK:
        assert b.kode == kode
    if hasil in (TERIMA, PERBAIKI):
        assert b.pagu == Decimal(pagu)
        assert (hasil == PERBAIKI) <= bool(b.pesan)


def test_the_sum_counts_what_would_be_taken_only(kotor: Bacaan) -> None:
    diambil = [Decimal(k[10]) for k in KOTOR if k[7] in (TERIMA, PERBAIKI)]
    assert kotor.jumlah == sum(diambil)
    assert kotor.banyak == len(diambil)


class TestPagu:
    @pytest.mark.parametrize(
        ("teks", "nilai"),
        [
            ("48.232,91", "48232.91"),
            ("Rp 1.250.000", "1250000"),
            ("1250000,5", "1250000.5"),
            ("0", "0"),
            ("48232.91", "48232.91"),
            ("1500000.0000", "1500000"),
            ("1,250,000.50", "1250000.5"),
            ("Rp1.000.000,-", "1000000"),
        ],
    )
    def test_read(self, teks: str, nilai: str) -> None:
        assert baca_pagu(teks)[0] == Decimal(nilai)

    @pytest.mark.parametrize(
        "teks", ["", "-", "-1", "(5.000)", "−7", "lima", "1,250", "1.25.000", "1,5E+08", "10000000000000", "0.0001"]
    )
    def test_refused(self, teks: str) -> None:
        with pytest.raises(ValueError, match=r"\w"):
            baca_pagu(teks)


class TestKode:
    @pytest.mark.parametrize(
        ("teks", "skema", "kode"),
        [
            ("1.02.02.2.02.0004", Skema.APBD, "1.02.02.2.02.0004"),
            ("1.2.2.2.2.4", Skema.APBD, "1.02.02.2.02.0004"),
            ("1.02.02.2.02.0004.", Skema.APBD, "1.02.02.2.02.0004"),
            ("'1.02.02.2.02.0004", Skema.APBD, "1.02.02.2.02.0004"),
            ("X.XX.01.2.02.0001", Skema.APBD, "X.XX.01.2.02.0001"),
            ("02.02.02", Skema.APBDES, "2.2.02"),
            ("2.2.2", Skema.APBDES, "2.2.02"),
        ],
    )
    def test_repaired(self, teks: str, skema: Skema, kode: str) -> None:
        hasil, pesan = perbaiki_kode(teks, skema)
        assert hasil == kode
        assert bool(pesan) == (teks.lstrip("'") != kode)

    @pytest.mark.parametrize(
        ("teks", "skema"),
        [("1.02.02", Skema.APBD), ("1.02.02.2.02", Skema.APBD), ("2.2", Skema.APBDES), ("2", Skema.APBDES)],
    )
    def test_a_heading_is_no_line(self, teks: str, skema: Skema) -> None:
        with pytest.raises(KodeInduk):
            perbaiki_kode(teks, skema)

    @pytest.mark.parametrize(
        ("teks", "skema"),
        [("2002-02-02", Skema.APBD), ("1.2", Skema.APBD), ("", Skema.APBDES), ("2.2.2.2.2.2", Skema.APBDES)],
    )
    def test_refused(self, teks: str, skema: Skema) -> None:
        with pytest.raises(ValueError, match=r"\w"):
            perbaiki_kode(teks, skema)

    def test_programs_of_support_stand_in_the_book_once(self) -> None:
        assert kode_baku("1.02.01.2.02.0001") == "X.XX.01.2.02.0001"
        assert kode_baku("1.02.02.2.02.0001") == "1.02.02.2.02.0001"
        assert kode_baku("2.1.01") == "2.1.01"


class TestSipd:
    @pytest.mark.parametrize("judul", ["NAMA SUB_KEGIATAN", "NAMA_SUB_KEGIATAN"])
    def test_both_heads(self, judul: str) -> None:
        kepala = [judul if s == "NAMA SUB_KEGIATAN" else s for s in SIPD]
        hasil = baca_sipd(baris(kepala, sipd("1.02.02.2.02.0004", "620000000")), konteks_kota())
        (b,) = hasil.rows
        assert (b.hasil, b.kode, b.pagu) == (TERIMA, "1.02.02.2.02.0004", Decimal(620_000_000))
        assert [(s.sumber, s.kode, s.nilai) for s in b.sumber] == [("dau", "1.2.01.08", Decimal(620_000_000))]

    def test_joined_sources_have_unknown_shares_and_the_amount_counts_once(self) -> None:
        dua = sipd("1.02.02.2.02.0015", "450", "1.2.01.08,2.2.01.08.002.00005", "DAU,DAU Kesehatan")
        (b,) = baca_sipd(baris(SIPD, dua), konteks_kota()).rows
        assert [(s.sumber, s.nilai) for s in b.sumber] == [("dau", None), ("dau_ditentukan", None)]
        assert b.pagu == Decimal(450)

    def test_an_unknown_source_keeps_its_code(self) -> None:
        (b,) = baca_sipd(baris(SIPD, sipd("1.02.02.2.02.0015", "450", "9.9.99", "Dana Aneh")), konteks_kota()).rows
        assert (b.sumber[0].sumber, b.sumber[0].kode, b.hasil) == ("lain_daerah", "9.9.99", TERIMA)
        assert "lain-lain" in " ".join(b.pesan)

    def test_the_total_row_is_a_control_and_no_line(self) -> None:
        jumlah = ["", "", "JUMLAH", "", "", "", "451", "", "", "", "", "", "", ""]
        hasil = baca_sipd(baris(SIPD, sipd("1.02.02.2.02.0015", "450"), jumlah), konteks_kota())
        assert [b.hasil for b in hasil.rows] == [TERIMA, ABAIKAN]
        assert periksa_total(hasil.jumlah, hasil.banyak, hasil.total_berkas) == [
            "Baris 3 menyebut Rp451, jumlah baris yang terbaca Rp450: selisih −Rp1."
        ]

    def test_another_head_is_refused(self) -> None:
        with pytest.raises(Ditolak, match="KODE_SUB_KEGIATAN"):
            baca_sipd(baris(("a", "b"), ("1", "2")), konteks_kota())

    def test_a_broken_line_is_a_refused_row(self) -> None:
        isi = [*baris(SIPD, sipd("1.02.02.2.02.0015", "450")), (3, BarisRusak())]
        assert [b.hasil for b in baca_sipd(isi, konteks_kota()).rows] == [TERIMA, TOLAK]


class TestTotal:
    def test_one_rupiah_is_too_much(self) -> None:
        assert periksa_total(Decimal(1000), 2, [], Decimal(1000), 2) == []
        assert periksa_total(Decimal(1000), 2, [], Decimal(1001)) != []
        assert periksa_total(Decimal(1000), 2, [], Decimal("1000.01")) != []
        assert periksa_total(Decimal(1000), 2, [], None, 3) != []


KEGIATAN = ("Tahun", "Kd_Desa", "Kd_Keg", "Nama_Kegiatan", "Pagu", "Nm_PPTKD", "Sumberdana")
RINCI = ("Tahun", "Kd_Desa", "Kd_Keg", "Kd_Rincian", "SumberDana", "Anggaran", "AnggaranPAK")
ANGGARAN = ("KdPosting", "TglPosting", "Tahun", "Kd_Desa", "Kd_Keg", "Kd_Rincian", "SumberDana", "Anggaran")
DESA, KEG = "01.2001.", "01.2001.02.02.02."


def _siskeudes(tmp_path: Path, **tabel: bytes) -> Path:
    path = tmp_path / "data.zip"
    path.write_bytes(isi_zip({f"opensid/{n}.csv": isi for n, isi in tabel.items()}))
    return path


class TestSiskeudes:
    @pytest.mark.parametrize(("pisah", "kutip"), [(",", True), (",", False), (";", True), ("\t", False)])
    def test_quoting_and_the_sign_between_cells_are_found_out(self, tmp_path: Path, pisah: str, kutip: bool) -> None:
        rows = [["2026", DESA, KEG, POS, "78000000.0000", "Nama Orang", "DDS"]]
        path = _siskeudes(tmp_path, Ta_Kegiatan=isi_csv(KEGIATAN, rows, pisah, kutip))
        (b,) = baca_siskeudes(path, konteks_desa()).rows
        assert (b.hasil, b.kode, b.pagu, b.uraian) == (PERBAIKI, "2.2.02", Decimal(78_000_000), POS)
        assert "Nama Orang" not in str(b)

    def test_items_add_up_to_lines_and_to_the_activities_ceiling(self, tmp_path: Path) -> None:
        rinci = [
            ["2026", DESA, KEG, "5.2.2.03.01.", "DDS", "48000000", "50000000"],
            ["2026", DESA, KEG, "5.2.1.06.01.", "DDS", "20000000", "20000000"],
            ["2026", DESA, KEG, "5.2.1.06.02.", "ADD", "10000000", "10000000"],
            ["2026", DESA, "01.2001.00.00.00.", "4.2.1.01.", "DDS", "90000000", "90000000"],
            ["2026", "01.2002.", "01.2002.02.02.02.", "5.2.2.03.", "DDS", "7", "7"],
            ["2025", DESA, KEG, "5.2.2.03.", "DDS", "8", "8"],
        ]
        kegiatan = [["2026", DESA, KEG, POS, "78000000", "", ""]]
        tabel = {"Ta_RABRinci": isi_csv(RINCI, rinci), "Ta_Kegiatan": isi_csv(KEGIATAN, kegiatan)}
        hasil = baca_siskeudes(_siskeudes(tmp_path, **tabel), konteks_desa())
        assert [b.hasil for b in hasil.rows] == [PERBAIKI, PERBAIKI, PERBAIKI, ABAIKAN, ABAIKAN, ABAIKAN]
        assert [b.rekening for b in hasil.rows[:3]] == ["5.2.2.03", "5.2.1.06", "5.2.1.06"]
        assert hasil.jumlah == Decimal(78_000_000)
        assert periksa_total(hasil.jumlah, hasil.banyak, hasil.total_berkas) == []
        pak = baca_siskeudes(_siskeudes(tmp_path, **tabel), konteks_desa(perubahan=True))
        assert pak.jumlah == Decimal(80_000_000)
        assert "selisih Rp2.000.000" in periksa_total(pak.jumlah, pak.banyak, pak.total_berkas)[0]

    def test_the_last_posting_wins(self, tmp_path: Path) -> None:
        rows = [
            ["2", "2026-03-01", "2026", DESA, KEG, "5.2.2.03", "DDS", "2"],
            ["1", "2026-01-01", "2026", DESA, KEG, "5.2.2.03", "DDS", "1"],
        ]
        hasil = baca_siskeudes(_siskeudes(tmp_path, Ta_Anggaran=isi_csv(ANGGARAN, rows)), konteks_desa())
        assert [(b.hasil, b.pagu) for b in hasil.rows] == [(PERBAIKI, Decimal(2)), (ABAIKAN, None)]
        assert "posting terakhir, 2" in hasil.rows[1].pesan[0]

    def test_a_file_of_another_village_says_which(self, tmp_path: Path) -> None:
        rows = [["2026", "07.2009.", "07.2009.02.02.02.", POS, "1", "", "DDS"]]
        path = _siskeudes(tmp_path, Ta_Kegiatan=isi_csv(KEGIATAN, rows))
        with pytest.raises(Ditolak, match=r"07\.2009"):
            baca_siskeudes(path, konteks_desa())
        assert baca_siskeudes(path, konteks_desa(kode_desa_siskeudes="07.2009")).jumlah == 1

    @pytest.mark.parametrize("isi", [b"bukan zip", b"PK\x03\x04rusak", isi_zip({"lain.csv": b"a,b\n1,2\n"})])
    def test_what_is_no_such_zip_is_refused(self, tmp_path: Path, isi: bytes) -> None:
        path = tmp_path / "x.zip"
        path.write_bytes(isi)
        with pytest.raises(Ditolak):
            baca_siskeudes(path, konteks_desa())

    def test_a_zip_bomb_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "x.zip"
        path.write_bytes(isi_zip({"Ta_Kegiatan.csv": b"0" * 8_000_000}))
        with pytest.raises(Ditolak, match="tidak wajar"):
            baca_siskeudes(path, konteks_desa())


class TestTempel:
    @pytest.mark.parametrize("pisah", ["\t", ";", "|", "   "])
    def test_rows_without_a_head(self, pisah: str) -> None:
        teks = pisah.join(("02.02.02.", POS, "DDS", "78.000.000")) + "\n" + pisah.join(("TOTAL", "78.000.000"))
        hasil = baca_tempel(teks, JUDUL, konteks_desa())
        assert [(b.hasil, b.pagu) for b in hasil.rows] == [(PERBAIKI, Decimal(78_000_000)), (ABAIKAN, None)]
        assert hasil.rows[0].sumber[0].sumber == "DDS"
        assert hasil.total_berkas == [("Baris 2", Decimal(78_000_000))]

    def test_with_a_head_the_columns_count(self) -> None:
        teks = "Sumber\tPagu\tKode\tUraian\nADD\t9\t2.2.03\tPenyuluhan"
        (b,) = baca_tempel(teks, JUDUL, konteks_desa()).rows
        assert (b.kode, b.pagu, b.sumber[0].sumber) == ("2.2.03", 9, "ADD")

    def test_nothing_is_refused(self) -> None:
        with pytest.raises(Ditolak):
            baca_tempel("  \n ", JUDUL, konteks_desa())


@pytest.mark.parametrize("skema", [Skema.APBD, Skema.APBDES])
def test_the_template_is_read_by_its_own_reader(tmp_path: Path, skema: Skema) -> None:
    path = tmp_path / "templat.xlsx"
    tulis_templat(path, skema)
    ((_, kepala),) = baca_tabel(path, "xlsx")
    isi = baca_templat(baris(kepala, ["2.2.02", POS, "", "DDS", "", "1000"]), konteks_desa())
    assert [b.hasil for b in isi.rows] == [TERIMA]


def test_places_of_a_region_become_places_of_the_line() -> None:
    k = konteks_kota(wilayah="62.03", wilayah_bernama={"anjir": (ANJIR, False), LAIN_DESA: (LAIN_DESA, False)})
    kepala = ("Kode", "Uraian", "Sumber dana", "Pagu", "Lokasi")
    isi = ["1.04.03.2.03.0002", "Perbaikan Rumah", "dau", "10", f"Anjir; {LAIN_DESA}"]
    (b,) = baca_templat(baris(kepala, isi), k).rows
    assert (b.hasil, b.lokasi) == (TERIMA, [ANJIR, LAIN_DESA])
