"""Files of every bad kind: refused quickly with a sentence, or read row by row; never a fault, never all of memory."""

import io
import random
import time
import zipfile
from datetime import date
from datetime import time as jam_
from decimal import Decimal

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import JenisBerkas, Pekerjaan
from accounts.pekerjaan import kerjakan_semua
from posyandu_app.lib.galat import Ditolak
from registry.impor import bacaan
from registry.impor.berkas import BATAS_BARIS, BarisRusak, baca_tabel, kenali_tabel
from registry.models import ImporSesi
from tests.pembuat import KLEGO
from tests.rumah.halaman import pesan

WAJIB = "Nama posyandu,Alamat,RT,RW,Hari buka,Minggu ke,Nama kontak,Telepon kontak"


def xlsx(*rows):
    keluar = io.BytesIO()
    with xlsxwriter.Workbook(keluar, {"in_memory": True}) as buku:
        lembar = buku.add_worksheet()
        for y, row in enumerate(rows):
            lembar.write_row(y, 0, row)
    return keluar.getvalue()


def zip_berisi(**bagian):
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as z:
        for nama, isi in bagian.items():
            z.writestr(nama.replace("__", "/").replace("_xml", ".xml"), isi)
    return keluar.getvalue()


def bom(mib):
    """A workbook whose one sheet unpacks to so many MB."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("xl/workbook.xml", "<workbook/>")
        with z.open("xl/worksheets/sheet1.xml", "w") as f:
            for _ in range(mib):
                f.write(b'<c r="A1"/>' + b" " * (1024 * 1024 - 11))
    return keluar.getvalue()


def sisipkan(isi, nama, baru):
    """The same workbook with one part more or other."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as lama, zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as z:
        for i in lama.infolist():
            if i.filename != nama:
                z.writestr(i.filename, lama.read(i.filename))
        z.writestr(nama, baru(lama.read(nama)) if callable(baru) else baru)
    return keluar.getvalue()


def baca(isi, tmp_path, jenis=None):
    berkas = tmp_path / "a"
    berkas.write_bytes(isi)
    with berkas.open("rb") as f:
        jenis = jenis or kenali_tabel(f, len(isi))
    return list(baca_tabel(berkas, jenis))


def ditolak(isi, tmp_path):
    with pytest.raises(Ditolak) as galat:
        baca(isi, tmp_path)
    return str(galat.value)


class TestZip:
    def test_165_mb_in_a_small_zip_are_refused_within_a_second(self, tmp_path):
        isi = bom(165)
        assert len(isi) < 600_000
        awal = time.monotonic()
        kata = ditolak(isi, tmp_path)
        assert time.monotonic() - awal < 1
        assert "165 MB sesudah dibuka" in kata

    def test_a_high_ratio_below_the_size_is_refused_too(self, tmp_path):
        assert "tidak wajar" in ditolak(bom(20), tmp_path)

    def test_a_directory_that_lies_about_sizes_is_found_out(self, tmp_path):
        isi = bytearray(xlsx(["a", "b"]))
        awal = isi.rfind(b"PK\x01\x02")
        isi[awal + 24 : awal + 28] = (10).to_bytes(4, "little")  # the unpacked size of the last part
        assert "rusak" in ditolak(bytes(isi), tmp_path)

    def test_a_cell_at_the_far_end_is_refused_before_opening(self, tmp_path):
        for sel in (b"XFD1048576", b"GS1", b"A60000"):
            jauh = sisipkan(
                xlsx(["a"]),
                "xl/worksheets/sheet1.xml",
                lambda x, s=sel: x.replace(b"</sheetData>", b'<row><c r="' + s + b'"><v>1</v></c></row></sheetData>'),
            )
            assert "jauh di bawah atau di kanan" in ditolak(jauh, tmp_path), sel

    def test_the_last_cell_that_is_allowed_is_read(self, tmp_path):
        rows = [["a"], *([["x"]] * 3)]
        rows.append([""] * 199 + ["GR"])
        assert baca(xlsx(*rows), tmp_path)[-1][1][199] == "GR"

    def test_entities_external_links_and_passwords_are_refused(self, tmp_path):
        dtd = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'
        assert "perintah XML" in ditolak(sisipkan(xlsx(["a"]), "xl/worksheets/sheet1.xml", dtd), tmp_path)
        luar = zip_berisi(xl__workbook_xml="<a/>", xl__externalLinks__a_xml="<a/>")
        assert "berkas lain" in ditolak(luar, tmp_path)
        assert "berkata sandi" in ditolak(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, tmp_path)

    def test_a_zip_of_something_else_is_not_a_workbook(self, tmp_path):
        assert "bukan buku kerja Excel" in ditolak(zip_berisi(a_xml="x"), tmp_path)
        assert "bukan buku kerja Excel" in ditolak(zip_berisi(dalam_zip=bom(2)), tmp_path)

    def test_too_many_parts_are_refused(self, tmp_path):
        assert "tidak wajar" in ditolak(
            zip_berisi(xl__workbook_xml="a", **{f"b{i}": "x" for i in range(600)}), tmp_path
        )


class TestCsv:
    @pytest.mark.parametrize("sandi", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    @pytest.mark.parametrize("pemisah", [";", ",", "\t", "|"])
    def test_every_encoding_and_sign_that_offices_use(self, tmp_path, sandi, pemisah):
        teks = pemisah.join(["nama", "alamat"]) + "\r\n" + pemisah.join(["Kénanga", '"Jl. A, B; C"']) + "\r\n"
        assert [sel for _, sel in baca(teks.encode(sandi), tmp_path)] == [
            ["nama", "alamat"],
            ["Kénanga", "Jl. A, B; C"],
        ]

    def test_lines_keep_their_numbers_and_empty_ones_are_skipped(self, tmp_path):
        assert baca(b"a,b\n\n,\nc,d\n", tmp_path) == [(1, ["a", "b"]), (4, ["c", "d"])]

    def test_a_line_that_cannot_be_read_is_one_bad_row(self, tmp_path):
        rows = baca(b"a,b\n" + b"x" * 200_000 + b",1\nc,d\n", tmp_path)
        assert [isinstance(sel, BarisRusak) for _, sel in rows] == [False, True, False]

    def test_more_rows_than_allowed_are_refused_while_reading(self, tmp_path):
        assert "lebih dari 50.000 baris" in ditolak(b"a\n" + b"x\n" * (BATAS_BARIS + 30), tmp_path)

    def test_50_000_rows_are_never_all_in_memory(self, tmp_path):
        berkas = tmp_path / "a"
        berkas.write_bytes(b"a;b\n" + b"".join(b"%d;x\n" % i for i in range(BATAS_BARIS)))
        aliran = baca_tabel(berkas, JenisBerkas.CSV)
        assert next(aliran) == (1, ["a", "b"])  # an iterator: nothing read ahead
        assert sum(1 for _ in aliran) == BATAS_BARIS

    def test_a_formula_is_a_text(self, tmp_path):
        assert baca(b"a\n=1+1\n", tmp_path)[1][1] == ["=1+1"]


def test_xlsx_cells_become_the_text_people_would_type(tmp_path):
    keluar = io.BytesIO()
    with xlsxwriter.Workbook(keluar, {"in_memory": True}) as buku:
        lembar = buku.add_worksheet()
        hari = buku.add_format({"num_format": "dd/mm/yyyy"})
        lembar.write_row(3, 1, ["nama", 3, 2.5, True])
        lembar.write_datetime(3, 5, date(2026, 11, 24), hari)
        lembar.write_formula(3, 6, "=1+1", value=2)
    assert baca(keluar.getvalue(), tmp_path)[0][1][-6:] == ["nama", "3", "2.5", "ya", "2026-11-24", "2"]


ACAK = random.Random(11)  # noqa: S311


def rusak():
    """(name, content) of files that are nothing good."""
    baik = xlsx(WAJIB.split(","), ["Melati", "Jalan 1", "1", "2", "Selasa", "3", "Kontak", "081234567890"])
    for i in range(12):
        yield f"acak {i}", ACAK.randbytes(ACAK.randint(1, 3000))
    for i in range(12):
        yield f"zip terpotong {i}", baik[: ACAK.randint(4, len(baik) - 1)]
    for i in range(16):
        isi = bytearray(baik)
        for _ in range(ACAK.randint(1, 30)):
            isi[ACAK.randrange(len(isi))] = ACAK.randrange(256)
        yield f"zip tercoret {i}", bytes(isi)
    yield "sejuta kolom", b",".join([b"a"] * 1_000_000) + b"\n1\n"
    yield "judul sejuta huruf", b"a" * 1_000_000
    yield "NUL", f"{WAJIB}\nMel\x00ati,J,1,2,Selasa,3,K,081234567890\n".encode()
    yield "NUL utf-16", f"{WAJIB}\nMel\x00ati,J,1,2,Selasa,3,K,081234567890\n".encode("utf-16")
    yield "sel sangat panjang", f"{WAJIB}\n{'N' * 90_000},J,1,2,Selasa,3,K,081234567890\n".encode()
    yield "kutip tak ditutup", f'{WAJIB}\n"Melati,J,1,2,Selasa,3,K,081234567890\n'.encode()
    yield "kosong", b"\n\n\n"
    yield "setengah surrogat", f"{WAJIB}\n".encode() + b"\xed\xa0\x80,J,1,2,Selasa,3,K,081234567890\n"
    yield "lembar kosong", xlsx()
    yield "hanya judul", WAJIB.encode()
    yield "sheet bukan xml", sisipkan(baik, "xl/worksheets/sheet1.xml", b"\xff\xfe<x")
    yield "buku tanpa lembar", sisipkan(baik, "xl/workbook.xml", b"<workbook/>")


@pytest.mark.django_db
@pytest.mark.parametrize(("nama", "isi"), list(rusak()), ids=lambda x: x if isinstance(x, str) else "")
def test_no_file_makes_a_fault(cast, masuk, nama, isi):
    client = masuk(cast["operator_desa"])
    for jenis in ("posyandu", "kader"):
        unggahan = SimpleUploadedFile("daftar.xlsx", isi)
        jawaban = client.post(f"/impor/baru/{jenis}/", {"wilayah": KLEGO, "berkas": unggahan})
        assert jawaban.status_code in (302, 422)
        assert jawaban.status_code == 302 or pesan(jawaban, "berkas")
    kerjakan_semua()
    assert not Pekerjaan.objects.filter(pesan__contains="kesalahan sistem").exists()
    assert not Pekerjaan.objects.filter(status__in=("antre", "jalan")).exists()
    for sesi in ImporSesi.objects.all():
        assert sesi.galat or sesi.dibaca
        assert client.get(f"/impor/{sesi.uuid}/").status_code == 200


class TestSel:
    @pytest.mark.parametrize(
        "teks", ["24/11/2026", "24-11-2026", "24.11.2026", "2026-11-24", "2026/11/24", "24 November 2026",
                 "24 Nop 2026",
                 "24-nov-2026", "46350", "2026-11-24 00:00"],
    )  # fmt: skip
    def test_days_in_every_form(self, teks):
        assert bacaan.tanggal(teks) == date(2026, 11, 24)

    @pytest.mark.parametrize(
        "teks", ["11/24/2026", "2026-02-30", "24 Brumaire 2026", "1", "999999", "9999-99-99", "01/01/0001"]
    )
    def test_days_that_are_none(self, teks):
        with pytest.raises(ValueError, match="anggal"):
            bacaan.tanggal(teks)

    def test_the_other_readers(self):
        assert bacaan.jam("8.30 WIB") == jam_(8, 30)
        assert bacaan.telepon("81234567890") == "+6281234567890"
        assert bacaan.telepon("'+6281234567890") == "+6281234567890"
        assert bacaan.rt_rw("RT. 3") == "003"
        assert bacaan.kode_desa("3375021008") == KLEGO
        assert bacaan.minggu_ke("Minggu ke-II") == 2
        assert bacaan.derajat(Decimal(-11), Decimal(6), "x")("'-6,889") == Decimal("-6.889000")
        assert bacaan.pilihan({"a_b": "A dan B"}, cd="a_b")("a dan b") == "a_b"
