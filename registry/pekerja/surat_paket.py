"""Cover letter and receipt of a batch as DOCX: equal content gives an equal file."""

import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from posyandu_app.lib.periode import kata_tanggal
from posyandu_app.lib.uang import ribuan


@dataclass(frozen=True)
class Kop:
    """Who writes: office, region, and whether all of it is an example."""

    dinas: str
    daerah: str
    contoh: bool = False


@dataclass(frozen=True)
class IsiSurat:
    """What the letter and the receipt say."""

    kop: Kop
    tujuan: str
    nomor: str
    tanggal: date
    penanda_tangan: str
    paket: str
    kecamatan: Sequence[tuple[str, int, int]]
    jumlah: int
    dibuat: datetime


def _dokumen(judul: str, isi: IsiSurat) -> Any:
    dok = Document()
    gaya = dok.styles["Normal"]
    gaya.font.name, gaya.font.size = "Arial", Pt(11)
    gaya.paragraph_format.space_after = Pt(6)
    for bagian in dok.sections:
        bagian.page_width, bagian.page_height = Cm(21), Cm(29.7)
        bagian.left_margin = bagian.right_margin = Cm(2.5)
        bagian.top_margin = bagian.bottom_margin = Cm(2)
    sifat = dok.core_properties
    sifat.title, sifat.author, sifat.comments = judul, isi.kop.dinas, ""
    sifat.created = sifat.modified = isi.dibuat.replace(tzinfo=None, microsecond=0)
    return dok


def _kepala(dok: Any, isi: IsiSurat) -> None:
    kop = isi.kop
    for teks, besar in ((f"Pemerintah {kop.daerah}".upper(), 13), (kop.dinas.upper(), 15)):
        p = dok.add_paragraph()
        p.alignment, p.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
        huruf = p.add_run(teks)
        huruf.bold, huruf.font.size = True, Pt(besar)
    if kop.contoh:
        p = dok.add_paragraph("CONTOH: data peragaan, bukan surat dinas")
        p.alignment = WD_ALIGN_PARAGRAPH.CENTER
    dok.add_paragraph()


def _tabel(dok: Any, kepala: Sequence[str], rows: Sequence[Sequence[str]], lebar: Sequence[float]) -> None:
    tabel = dok.add_table(rows=1, cols=len(kepala))
    tabel.style = "Table Grid"
    for sel, teks in zip(tabel.rows[0].cells, kepala, strict=True):
        sel.text = ""
        sel.paragraphs[0].add_run(teks).bold = True
    for row in rows:
        for sel, teks in zip(tabel.add_row().cells, row, strict=True):
            sel.text = teks
    for baris in tabel.rows:
        for sel, cm in zip(baris.cells, lebar, strict=True):
            sel.width = Cm(cm)
            sel.paragraphs[0].paragraph_format.space_after = Pt(0)
    dok.add_paragraph()


def tulis_surat(tujuan: Path, isi: IsiSurat) -> None:
    """The cover letter: to whom, what is asked, count by kecamatan, attachments, signature."""
    dok = _dokumen(f"Surat pengantar {isi.nomor}", isi)
    _kepala(dok, isi)
    dok.add_paragraph(kata_tanggal(isi.tanggal)).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for label, teks in (
        ("Nomor", isi.nomor),
        ("Lampiran", "3 berkas"),
        ("Hal", "Permohonan nomor registrasi posyandu"),
    ):
        p = dok.add_paragraph(f"{label}\t: {teks}")
        p.paragraph_format.tab_stops.add_tab_stop(Cm(2.5))
        p.paragraph_format.space_after = Pt(0)
    dok.add_paragraph()
    dok.add_paragraph(f"Yth. {isi.tujuan}\ndi tempat")
    _tubuh(dok, isi)
    p = dok.add_paragraph(f"{isi.penanda_tangan},\n\n\n\n")
    p.paragraph_format.left_indent = Cm(8.5)
    garis = dok.add_paragraph("............................................\nNIP")
    garis.paragraph_format.left_indent = Cm(8.5)
    dok.save(str(tujuan))
    bakukan(tujuan)


def _tubuh(dok: Any, isi: IsiSurat) -> None:
    desa = sum(d for _, d, _ in isi.kecamatan)
    dok.add_paragraph(
        f"Bersama ini kami sampaikan berkas {ribuan(isi.jumlah)} posyandu di {ribuan(desa)} desa/kelurahan, "
        f"{len(isi.kecamatan)} kecamatan, {isi.kop.daerah}, yang sudah diperiksa kecamatan dan diverifikasi "
        f"{isi.kop.dinas}. Mohon nomor registrasinya diterbitkan."
    )
    rows = [(str(i), nama, ribuan(d), ribuan(n)) for i, (nama, d, n) in enumerate(isi.kecamatan, 1)]
    rows.append(("", "Jumlah", ribuan(desa), ribuan(isi.jumlah)))
    _tabel(dok, ("No.", "Kecamatan", "Desa/kelurahan", "Posyandu"), rows, (1.2, 8, 3.4, 3.4))
    dok.add_paragraph("Lampiran:").paragraph_format.space_after = Pt(0)
    for nama in (
        "Matriks rekapitulasi posyandu (XLSX)",
        "Arsip dokumen per kecamatan, desa/kelurahan dan posyandu (ZIP), dengan daftar isinya",
        f"Tanda terima paket {isi.paket}",
    ):
        dok.add_paragraph(nama, style="List Number").paragraph_format.space_after = Pt(0)
    dok.add_paragraph()
    dok.add_paragraph("Atas perhatian dan kerja samanya kami ucapkan terima kasih.")


def tulis_tanda_terima(tujuan: Path, isi: IsiSurat, berkas: Sequence[tuple[str, int, str]]) -> None:
    """The receipt: what was handed over, with the hash of each file, and who took it. `berkas`: name, bytes, sha256."""
    dok = _dokumen(f"Tanda terima paket {isi.paket}", isi)
    _kepala(dok, isi)
    judul = dok.add_paragraph()
    judul.alignment = WD_ALIGN_PARAGRAPH.CENTER
    judul.add_run("TANDA TERIMA PAKET REGISTRASI POSYANDU").bold = True
    for label, teks in (
        ("Nomor paket", isi.paket),
        ("Surat pengantar", f"{isi.nomor}, {kata_tanggal(isi.tanggal)}"),
        ("Banyaknya", f"{ribuan(isi.jumlah)} posyandu"),
    ):
        p = dok.add_paragraph(f"{label}\t: {teks}")
        p.paragraph_format.tab_stops.add_tab_stop(Cm(4))
        p.paragraph_format.space_after = Pt(0)
    dok.add_paragraph()
    rows = [(nama, f"{ribuan(ukuran)} byte", sha) for nama, ukuran, sha in berkas]
    _tabel(dok, ("Berkas", "Ukuran", "Sidik SHA-256"), rows, (4.5, 3, 8.5))
    dok.add_paragraph("Berkas yang sidiknya berbeda dari tabel ini bukan berkas yang diserahkan.")
    ttd = dok.add_table(rows=1, cols=2)
    for sel, teks in zip(ttd.rows[0].cells, ("Yang menyerahkan", "Yang menerima"), strict=True):
        sel.text = f"{teks},\n\n\n\n.....................................\nTanggal:"
    dok.save(str(tujuan))
    bakukan(tujuan)


def bakukan(berkas: Path) -> None:
    """Write a zipped document again with one fixed time in its entries, so that its hash is of its content only."""
    baru = berkas.with_suffix(".baku")
    with zipfile.ZipFile(berkas) as lama, zipfile.ZipFile(baru, "w", zipfile.ZIP_DEFLATED) as tulis:
        for nama in lama.namelist():
            isi = zipfile.ZipInfo(nama, (1980, 1, 1, 0, 0, 0))
            isi.compress_type = zipfile.ZIP_DEFLATED
            tulis.writestr(isi, lama.read(nama))
    shutil.move(baru, berkas)
