"""The matriks of a batch as XLSX: written row by row, ready to print on a wide sheet."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from registry.matriks import IsiUnit, KolomMatriks

TANPA_RUMUS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def tulis_matriks(
    tujuan: Path, kolom: tuple[KolomMatriks, ...], isi: Iterable[IsiUnit], *, kepala: str, dibuat: datetime
) -> int:
    """Write the file; how many rows. Equal rows give an equal file: its dates are the batch's own."""
    with xlsxwriter.Workbook(tujuan, {"constant_memory": True, **TANPA_RUMUS}) as buku:
        buku.set_properties({"title": kepala, "created": dibuat.replace(tzinfo=None, microsecond=0)})
        lembar = buku.add_worksheet("Matriks")
        _halaman(lembar, kolom, kepala)
        tebal = {"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter", "bg_color": "#E3EFED"}
        judul = buku.add_format(tebal)
        sel = buku.add_format({"border": 1, "valign": "top", "text_wrap": True})
        hari = buku.add_format({"border": 1, "valign": "top", "num_format": "dd/mm/yyyy"})
        for x, k in enumerate(kolom):
            lembar.write_string(0, x, k.judul, judul)
        jumlah = 0
        for jumlah, unit in enumerate(isi, 1):
            for x, k in enumerate(kolom):
                nilai = k.nilai(jumlah, unit)
                if isinstance(nilai, date):
                    lembar.write_datetime(jumlah, x, nilai, hari)
                elif isinstance(nilai, int):
                    lembar.write_number(jumlah, x, nilai, sel)
                elif nilai:
                    lembar.write_string(jumlah, x, nilai, sel)
                else:
                    lembar.write_blank(jumlah, x, None, sel)
    return jumlah


def _halaman(lembar: "xlsxwriter.worksheet.Worksheet", kolom: tuple[KolomMatriks, ...], kepala: str) -> None:
    for x, k in enumerate(kolom):
        lembar.set_column(x, x, k.lebar)
    lembar.freeze_panes(1, 0)
    lembar.repeat_rows(0)
    lembar.set_landscape()
    lembar.set_paper(8)  # A3
    lembar.fit_to_pages(1, 0)
    lembar.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    lembar.set_header(f"&L&9{kepala.replace('&', '&&')}")
    lembar.set_footer("&R&9&P dari &N")
