"""A filled draft as an A4 Word document."""

import re
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from registry.templat import Blok, Konsep, Penggal, Tabel

HURUF, BESAR = "Bookman Old Style", 11
LEBAR_ISI = 16.0  # cm between the margins
KENDALI = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
KANAN = Cm(8.5)


def _bersih(teks: str) -> str:
    """Without the signs that XML cannot hold."""
    return KENDALI.sub("", teks)


def _tulis(alinea: Any, penggal: tuple[Penggal, ...], *, tebal: bool = False, miring: bool = False) -> Any:
    for p in penggal:
        run = alinea.add_run(_bersih(p.teks))
        run.bold, run.italic = tebal, miring
    alinea.paragraph_format.space_after = Pt(6)
    return alinea


def _dokumen(judul: str) -> Any:
    dok = Document()
    bagian = dok.sections[0]
    bagian.page_width, bagian.page_height = Cm(21), Cm(29.7)
    bagian.left_margin = bagian.right_margin = Cm(2.5)
    bagian.top_margin = bagian.bottom_margin = Cm(2.2)
    gaya = dok.styles["Normal"]
    gaya.font.name, gaya.font.size = HURUF, Pt(BESAR)
    gaya.element.rPr.rFonts.set(qn("w:eastAsia"), HURUF)
    dok.core_properties.author = ""
    dok.core_properties.comments = ""
    dok.core_properties.title = judul
    return dok


def _tabel(dok: Any, tabel: Tabel) -> None:
    if tabel.judul:
        _tulis(dok.add_paragraph(), (Penggal(tabel.judul),), tebal=True).paragraph_format.keep_with_next = True
    if not tabel.kepala:
        for nomor, baris in enumerate(tabel.baris, 1):
            alinea = _tulis(dok.add_paragraph(), (Penggal(f"{nomor}.\t{baris[0]}"),))
            alinea.paragraph_format.left_indent, alinea.paragraph_format.first_line_indent = Cm(0.9), Cm(-0.9)
        return
    isi = dok.add_table(rows=1, cols=len(tabel.kepala), style="Table Grid")
    isi.autofit = False
    bagi = sum(tabel.lebar) or len(tabel.kepala)
    lebar = [Cm(LEBAR_ISI * n / bagi) for n in (tabel.lebar or (1,) * len(tabel.kepala))]
    for nomor, baris in enumerate((tabel.kepala, *tabel.baris)):
        sel = isi.rows[0].cells if not nomor else isi.add_row().cells
        for i, teks in enumerate(baris):
            sel[i].width = lebar[i]
            run = sel[i].paragraphs[0].add_run(_bersih(teks))
            run.bold, run.font.size = not nomor, Pt(9.5)
    dok.add_paragraph()


def _blok(dok: Any, blok: Blok) -> None:
    if blok.macam == "halaman":
        dok.add_page_break()
    elif blok.tabel is not None:
        _tabel(dok, blok.tabel)
    elif blok.macam in ("judul", "subjudul"):
        alinea = _tulis(dok.add_paragraph(), blok.penggal, tebal=blok.macam == "judul")
        alinea.alignment = WD_ALIGN_PARAGRAPH.CENTER
        alinea.paragraph_format.keep_with_next = True
    elif blok.macam == "butir":
        alinea = _tulis(dok.add_paragraph(f"{blok.tanda}\t"), blok.penggal)
        alinea.paragraph_format.left_indent, alinea.paragraph_format.first_line_indent = Cm(0.9), Cm(-0.9)
        alinea.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    else:
        alinea = _tulis(dok.add_paragraph(), blok.penggal, miring=blok.macam == "catatan")
        if blok.macam in ("kanan", "ttd"):
            alinea.paragraph_format.left_indent = KANAN
            alinea.paragraph_format.space_before = Pt(48 if blok.macam == "ttd" else 0)
        elif blok.macam == "alinea":
            alinea.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def buat_docx(konsep: Konsep, judul: str) -> bytes:
    """The document's content."""
    dok = _dokumen(judul)
    for blok in konsep.blok:
        _blok(dok, blok)
    tempat = BytesIO()
    dok.save(tempat)
    return tempat.getvalue()
