"""Lists as files: XLSX and CSV of any rows, safe to open in a spreadsheet.

Say the columns once and hand the rows in; rows may be a generator and are read one by one:

    KOLOM = (Kolom("Nama", "nama", 30), Kolom("Desa", "wilayah.nama"), Kolom("Buka", lambda p: p.hari_buka))
    return jawab("xlsx", "posyandu-klego", KOLOM, rows, judul="Posyandu Kelurahan Klego")   # an answer of a view
    tulis(berkas, "csv", KOLOM, rows)                                                    # a path, for a job

A value stays what it is (number, date, text); None is an empty cell. A text that a spreadsheet would read as a formula
is text in XLSX and gets an apostrophe in front in CSV (OWASP ASVS 5.0, 1.2.10); `polos` takes that off again.
"""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils import timezone

BENTUK = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
PEMICU_RUMUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00")
SEL_TERPANJANG = 32_767  # what a cell of a spreadsheet holds
SETIAP = 500  # CSV lines sent at once
TANPA_RUMUS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True)
class Kolom:
    """One column: its head, where the value comes from (attributes joined by dots, or a function), its width."""

    judul: str
    dari: str | Callable[[Any], Any]
    lebar: int = 18

    def nilai(self, row: Any) -> Any:
        if callable(self.dari):
            return self.dari(row)
        for nama in self.dari.split("."):
            row = row[nama] if isinstance(row, dict) else getattr(row, nama)
        return row


def _isi(nilai: Any) -> Any:
    """A value as a cell keeps it: aware times in our zone, times and booleans as words, the rest as it is."""
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, datetime):
        return timezone.localtime(nilai).replace(tzinfo=None) if nilai.tzinfo else nilai
    if isinstance(nilai, time):
        return f"{nilai:%H:%M}"
    if nilai is None or isinstance(nilai, date | int | float | Decimal):
        return nilai
    return str(nilai)[:SEL_TERPANJANG]


def aman(nilai: Any) -> str:
    """A cell of a CSV file. What begins like a formula gets an apostrophe; numbers keep their sign."""
    isi = _isi(nilai)
    if isinstance(isi, datetime):
        return f"{isi:%Y-%m-%d %H:%M}"
    if isinstance(isi, str):
        isi = isi.replace("\x00", "")
        return f"'{isi}" if isi.lstrip(" ").startswith(PEMICU_RUMUS) else isi
    return "" if isi is None else str(isi)


def polos(teks: str) -> str:
    """The text of a cell as it was before `aman`."""
    return teks[1:] if teks.startswith("'") and teks[1:].lstrip(" ").startswith(PEMICU_RUMUS) else teks


def potongan_csv(kolom: Sequence[Kolom], rows: Iterable[Any]) -> Iterator[bytes]:
    """The lines of a CSV file, some hundreds at a time; begins with the mark by which Excel knows UTF-8."""
    penampung = io.StringIO()
    tulis_baris = csv.writer(penampung, lineterminator="\r\n").writerow
    penampung.write("\ufeff")
    tulis_baris([aman(k.judul) for k in kolom])
    for ke, row in enumerate(rows, 1):
        tulis_baris([aman(k.nilai(row)) for k in kolom])
        if ke % SETIAP == 0:
            yield penampung.getvalue().encode()
            penampung.seek(0)
            penampung.truncate()
    yield penampung.getvalue().encode()


def tulis(tujuan: Path, bentuk: str, kolom: Sequence[Kolom], rows: Iterable[Any], *, judul: str = "") -> None:
    """Write the file, row by row (never all in memory)."""
    if bentuk == "csv":
        with tujuan.open("wb") as f:
            f.writelines(potongan_csv(kolom, rows))
    else:
        _tulis_xlsx(tujuan, kolom, rows, judul)


def _tulis_xlsx(tujuan: Path, kolom: Sequence[Kolom], rows: Iterable[Any], judul: str) -> None:
    with xlsxwriter.Workbook(tujuan, {"constant_memory": True, **TANPA_RUMUS}) as buku:
        lembar = buku.add_worksheet(nama_lembar(judul))
        tebal = buku.add_format({"bold": True, "bottom": 1})
        hari = buku.add_format({"num_format": "dd/mm/yyyy"})
        saat = buku.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for x, k in enumerate(kolom):
            lembar.set_column(x, x, k.lebar)
            lembar.write_string(0, x, k.judul, tebal)
        lembar.freeze_panes(1, 0)
        for y, row in enumerate(rows, 1):
            for x, k in enumerate(kolom):
                isi = _isi(k.nilai(row))
                if isinstance(isi, datetime):
                    lembar.write_datetime(y, x, isi, saat)
                elif isinstance(isi, date):
                    lembar.write_datetime(y, x, isi, hari)
                elif isinstance(isi, str):
                    lembar.write_string(y, x, isi)
                elif isi is not None:
                    lembar.write_number(y, x, isi)


def nama_lembar(judul: str) -> str:
    """A name that a sheet may have: 31 signs, none of []:*?/\\."""
    return "".join(h for h in judul if h not in "[]:*?/\\'").strip()[:31] or "Data"


def jawab(bentuk: str, nama: str, kolom: Sequence[Kolom], rows: Iterable[Any], *, judul: str = "") -> Any:
    """The file as the answer of a view: CSV streamed, XLSX made on disk first. `nama` without its ending."""
    jawaban: HttpResponse | StreamingHttpResponse | FileResponse
    if bentuk == "csv":
        jawaban = StreamingHttpResponse(potongan_csv(kolom, rows), content_type=BENTUK["csv"])
        jawaban["Content-Disposition"] = f'attachment; filename="{nama}.csv"'
    else:
        sementara = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 (FileResponse closes it)
        _tulis_xlsx(Path(sementara.name), kolom, rows, judul)
        sementara.seek(0)
        jawaban = FileResponse(sementara, as_attachment=True, filename=f"{nama}.xlsx", content_type=BENTUK["xlsx"])
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban
