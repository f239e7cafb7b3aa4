"""Lists as files: what a spreadsheet opens is what was stored, and never a formula."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from posyandu_app.lib.tabel import Kolom, aman, jawab, nama_lembar, polos, potongan_csv, tulis

KOLOM = (
    Kolom("Nama", "nama"),
    Kolom("Induk", "induk.nama"),
    Kolom("Jumlah", lambda r: r["n"]),
    Kolom("Hari", "hari"),
)
RUMUS = ["=1+1", "+62812", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", '=HYPERLINK("http://contoh")']


def baris(nama="Melati", **lain):
    return {"nama": nama, "induk": {"nama": "Klego"}, "n": Decimal("-1.5"), "hari": date(2026, 11, 24), **lain}


def isi_csv(rows):
    teks = b"".join(potongan_csv(KOLOM, rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(teks, newline="")))


@pytest.mark.parametrize("teks", RUMUS)
def test_a_csv_cell_never_begins_like_a_formula_and_can_be_read_back(teks):
    sel = isi_csv([baris(teks)])[1][0]
    assert sel[0] == "'"
    assert polos(sel) == teks


@pytest.mark.parametrize("teks", ["Melati", "'tanda petik", "3 = 3", ""])
def test_other_text_stays_as_it_is(teks):
    assert aman(teks) == teks
    assert polos(aman(teks)) == teks


def test_numbers_keep_their_sign_and_missing_is_empty():
    assert isi_csv([baris(n=None), baris()]) == [
        ["Nama", "Induk", "Jumlah", "Hari"],
        ["Melati", "Klego", "", "2026-11-24"],
        ["Melati", "Klego", "-1.5", "2026-11-24"],
    ]


@pytest.mark.parametrize("teks", RUMUS[:4])
def test_xlsx_keeps_text_as_text_numbers_as_numbers_days_as_days(teks, tmp_path):
    tulis(tmp_path / "a.xlsx", "xlsx", KOLOM, iter([baris(teks)]), judul="Kelurahan [Klego]: 2026/11")
    lembar = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0)
    assert lembar.name == "Kelurahan Klego 202611"
    assert lembar.to_python()[1] == [teks, "Klego", -1.5, date(2026, 11, 24)]
    with open(tmp_path / "a.xlsx", "rb") as f:
        assert b"<f>" not in f.read()


def test_csv_is_sent_piece_by_piece():
    rows = (baris(f"N{i}") for i in range(1200))
    jawaban = jawab("csv", "daftar", KOLOM, rows)
    assert jawaban.streaming
    assert jawaban["Content-Disposition"] == 'attachment; filename="daftar.csv"'
    assert len(list(jawaban.streaming_content)) == 3


def test_a_moment_is_told_in_our_zone():
    assert aman(datetime(2026, 11, 24, 1, 30, tzinfo=UTC)) == "2026-11-24 08:30"


def test_a_sheet_without_a_usable_name_has_one():
    assert nama_lembar("[]:*?/\\") == "Data"
    assert len(nama_lembar("x" * 50)) == 31
